import { LightningElement } from "lwc";
import Toast from "lightning/toast";
import { asksForDialog, openDialog } from "./record-dialog";
import { page, type PageTab } from "local/page";
import { refreshAll } from "../../../platform/refresh";
import { currentReference, navigate, onNavigation, type PageReference } from "local/router";

interface TabView extends PageTab {
  readonly url: string;
  readonly current: "page" | undefined;
  readonly itemClass: string;
}

/** The page around the app's content: its name, its tabs, toasts, and what the address asks for. */
export default class Shell extends LightningElement {
  reference: PageReference = currentReference();
  stop: (() => void) | undefined;
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
    this.template?.querySelector('[aria-current="page"]')?.scrollIntoView({ block: "nearest", inline: "nearest" });
    if (!this.arrived) return;
    this.arrived = false;
    // Whoever uses a keyboard or a screen reader goes on at the new content.
    window.scrollTo(0, 0);
    this.focusMain();
  }

  override disconnectedCallback(): void {
    this.stop?.();
  }

  get appLabel(): string {
    return page.app.label;
  }

  get brandStyle(): string {
    return `border-bottom-color: ${page.app.color}`;
  }

  get userName(): string {
    return String(page.user["Name"] ?? "");
  }

  get tabs(): TabView[] {
    return page.app.tabs.map((tab) => {
      const current = this.isCurrent(tab);
      return {
        ...tab,
        url: tabUrl(tab),
        current: current ? "page" : undefined,
        itemClass: `slds-context-bar__item${current ? " slds-is-active" : ""}`
      };
    });
  }

  get recordId(): string | undefined {
    return this.reference.type === "standard__recordPage" ? this.reference.attributes["recordId"] : undefined;
  }

  get recordKey(): string {
    return `record-${this.recordId}`;
  }

  get objectName(): string | undefined {
    return this.reference.type === "standard__objectPage" ? this.reference.attributes["objectApiName"] : undefined;
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

  handleTab(event: MouseEvent): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const { url } = (event.currentTarget as HTMLElement).dataset;
    const tab = page.app.tabs.find((one) => tabUrl(one) === url);
    if (tab) navigate(tabReference(tab));
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

  private isCurrent(tab: PageTab): boolean {
    const { type, attributes } = this.reference;
    if (type === "standard__navItemPage") return attributes["apiName"] === tab.name;
    return tab.target.object !== undefined && attributes["objectApiName"] === tab.target.object;
  }
}

function tabReference(tab: PageTab): PageReference {
  if (tab.target.object !== undefined)
    return { type: "standard__objectPage", attributes: { objectApiName: tab.target.object }, state: {} };
  return { type: "standard__navItemPage", attributes: { apiName: tab.name }, state: {} };
}

function tabUrl(tab: PageTab): string {
  return tab.target.object !== undefined ? `/lightning/o/${tab.target.object}/list` : `/lightning/n/${tab.name}`;
}
