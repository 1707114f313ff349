import { LightningElement } from "lwc";
import Toast from "lightning/toast";
import { asksForDialog, openDialog } from "./record-dialog";
import type { Connection } from "local/org";
import { page, type PageTab } from "local/page";
import { refreshAll } from "../../../platform/refresh";
import { currentReference, navigate, onNavigation, tabReference, type PageReference } from "local/router";
import { filled, words } from "local/words";

/** The page around the app's content: its head, toasts, and what the address asks for. */
export default class Shell extends LightningElement {
  reference: PageReference = currentReference();
  stop: (() => void) | undefined;
  words = words;
  connection: Connection = "there";
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
    document.addEventListener("local:connection", this.handleConnection as EventListener);
    window.addEventListener("offline", this.handleOffline);
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
    document.removeEventListener("local:connection", this.handleConnection as EventListener);
    window.removeEventListener("offline", this.handleOffline);
  }

  /** What is said once stays until the org answers again. */
  private handleConnection = ({ detail }: CustomEvent<Connection>): void => {
    this.connection = detail;
  };

  private handleOffline = (): void => {
    this.connection = "gone";
  };

  get brandStyle(): string {
    return `border-bottom-color: ${page.app.color}`;
  }

  get loggedInAs(): string | undefined {
    return page.loggedInBy === undefined ? undefined : filled(words.loggedInAs, String(page.user["Name"] ?? ""));
  }

  get isGone(): boolean {
    return this.connection === "gone";
  }

  get isSessionEnded(): boolean {
    return this.connection === "session ended";
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

  handleAgain(): void {
    location.reload();
  }

  handleLogIn(): void {
    location.assign(`/login?startURL=${encodeURIComponent(location.pathname + location.search)}`);
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

  handleToast(
    event: CustomEvent<{
      toast?: unknown;
      title?: string;
      message: string;
      variant?: string;
      mode?: string;
      messageData?: unknown;
    }>
  ): void {
    // `lightning/toast` shows itself; a toast event of the platform is ours to show.
    if (event.detail.toast) return;
    event.stopPropagation();
    const { title, message, variant, mode } = event.detail;
    void Toast.show(
      {
        label: title ?? message,
        ...(title ? { message } : {}),
        variant: variant ?? "info",
        mode: mode === "sticky" ? "sticky" : "dismissible"
      } as never,
      this
    );
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
