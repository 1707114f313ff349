import { LightningElement } from "lwc";
import Toast from "lightning/toast";
import { showToast, type ToastEvent } from "../../../platform/shownToast";
import { asksForDialog, openDialog } from "./record-dialog";
import { page, type PageTab } from "local/page";
import { refreshAll } from "../../../platform/refresh";
import { currentReference, navigate, onNavigation, tabReference, type PageReference } from "local/router";
import { filled, words } from "local/words";

/** The page around the app's content: its head, toasts, and what the address asks for. */
export default class Shell extends LightningElement {
  reference: PageReference = currentReference();
  stop: (() => void) | undefined;
  words = words;
  private arrived = false;

  override connectedCallback(): void {
    if (this.reference.type === "standard__namedPage" && page.app.tabs[0])
      navigate(tabReference(page.app.tabs[0]), true);
    this.reference = currentReference();
    this.stop = onNavigation((reference) => {
      this.arrived = !asksForDialog(reference) && !asksForDialog(this.reference);
      this.reference = reference;
      this.openAskedDialog();
    });
    this.openAskedDialog();
    document.title = page.app.label;
  }

  override renderedCallback(): void {
    if (!this.arrived) return;
    this.arrived = false;
    // Whoever uses a keyboard or a screen reader goes on at the new content.
    window.scrollTo(0, 0);
    this.focusMain();
  }

  override disconnectedCallback(): void {
    this.stop?.();
  }

  get brandStyle(): string {
    return `border-bottom-color: ${page.app.color}`;
  }

  get loggedInAs(): string | undefined {
    return page.loggedInBy === undefined ? undefined : filled(words.loggedInAs, String(page.user["Name"] ?? ""));
  }

  get searchTerm(): string | undefined {
    return this.reference.type === "standard__search" ? (this.reference.state["term"] ?? "") : undefined;
  }

  get relatedList(): PageReference | undefined {
    return this.reference.type === "standard__recordRelationshipPage" ? this.reference : undefined;
  }

  get flow(): PageReference | undefined {
    return this.reference.type === "standard__flow" ? this.reference : undefined;
  }

  get isSearch(): boolean {
    return this.searchTerm !== undefined;
  }

  /** Somebody without any of the app's tabs is told so wherever no page is. */
  get isWithoutTabs(): boolean {
    return page.app.tabs.length === 0;
  }

  get recordId(): string | undefined {
    return this.reference.type === "standard__recordPage" ? this.reference.attributes["recordId"] : undefined;
  }

  get recordKey(): string {
    return `record-${this.recordId}`;
  }

  get list(): PageReference | undefined {
    return this.reference.type === "standard__objectPage" ? this.reference : undefined;
  }

  get pageName(): string | undefined {
    return this.currentTab?.target.page;
  }

  get componentName(): string | undefined {
    return this.currentTab?.target.component;
  }

  handleSkip(event: Event): void {
    event.preventDefault();
    this.focusMain();
  }

  private openAskedDialog(): void {
    if (!asksForDialog(this.reference)) return;
    void openDialog(this.reference, (variant, label) => {
      void Toast.show({ label, variant, mode: "dismissible" }, this);
    });
  }

  handleRefresh(): void {
    void refreshAll();
  }

  handleToast(event: ToastEvent): void {
    showToast(event, this);
  }

  private focusMain(): void {
    (this.refs?.["main"] as HTMLElement | undefined)?.focus();
  }

  private get currentTab(): PageTab | undefined {
    const { type, attributes } = this.reference;
    return type === "standard__navItemPage"
      ? page.app.tabs.find((tab) => tab.name === attributes["apiName"])
      : undefined;
  }
}
