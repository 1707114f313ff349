import { LightningElement, api } from "lwc";
import { page, type PageTab } from "local/page";
import { currentReference, navigate, onNavigation, tabReference, tabUrl, type PageReference } from "local/router";
import { words } from "local/words";
import AppLauncher from "local/appLauncher";

interface TabView extends PageTab {
  readonly url: string;
  readonly current: "page" | undefined;
  readonly itemClass: string;
}

/** Beside its text a tab has padding and a border; *More* has an arrow besides. */
const TAB_PADDING = 26;
const MORE_PADDING = 70;

/** The app's name and its tabs: what does not fit is in a menu, on a phone all of them are. */
export default class NavigationBar extends LightningElement {
  reference: PageReference = currentReference();
  width = Number.POSITIVE_INFINITY;
  words = words;
  private stop: (() => void) | undefined;
  private observer: ResizeObserver | undefined;

  @api
  get appLabel(): string {
    return page.app.label;
  }

  override connectedCallback(): void {
    this.stop = onNavigation((reference) => (this.reference = reference));
  }

  override renderedCallback(): void {
    const room = this.refs?.["room"] as HTMLElement | undefined;
    if (!room || this.observer) return;
    this.observer = new ResizeObserver(() => (this.width = room.clientWidth));
    this.observer.observe(room);
    this.width = room.clientWidth;
  }

  override disconnectedCallback(): void {
    this.stop?.();
    this.observer?.disconnect();
  }

  get shown(): TabView[] {
    return this.tabs.slice(0, this.fitting);
  }

  get overflowing(): TabView[] {
    return this.tabs.slice(this.fitting);
  }

  get hasOverflow(): boolean {
    return this.overflowing.length > 0;
  }

  get hasTabs(): boolean {
    return this.tabs.length > 0;
  }

  get all(): TabView[] {
    return this.tabs;
  }

  /** Whoever is on a tab of the menu reads its name there. */
  get moreLabel(): string {
    return this.overflowing.find(({ current }) => current)?.label ?? words.more;
  }

  get moreClass(): string {
    const active = this.overflowing.some(({ current }) => current) ? " slds-is-active" : "";
    return `slds-context-bar__item local-more${active}`;
  }

  handleTab(event: MouseEvent): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.goTo((event.currentTarget as HTMLElement).dataset["name"]);
  }

  handleSelect(event: CustomEvent<{ value: string }>): void {
    this.goTo(event.detail.value);
  }

  handleLauncher(): void {
    void AppLauncher.open({ label: words.launcher, size: "medium" });
  }

  private goTo(name: string | undefined): void {
    const tab = page.app.tabs.find((one) => one.name === name);
    if (tab) navigate(tabReference(tab));
  }

  private get tabs(): TabView[] {
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

  /** How many tabs there is room for. */
  private get fitting(): number {
    const widths = page.app.tabs.map(({ label }) => textWidth(label) + TAB_PADDING);
    const whole = widths.reduce((sum, width) => sum + width, 0);
    if (whole <= this.width) return widths.length;
    // The menu is called like the tab on show where that is one of its own.
    const current = page.app.tabs.find((tab) => this.isCurrent(tab))?.label ?? "";
    let room = this.width - Math.max(textWidth(words.more), textWidth(current)) - MORE_PADDING;
    const first = widths.findIndex((width) => (room -= width) < 0);
    return Math.max(first, 0);
  }

  private isCurrent(tab: PageTab): boolean {
    const { type, attributes } = this.reference;
    if (type === "standard__navItemPage") return attributes["apiName"] === tab.name;
    return tab.target.object !== undefined && attributes["objectApiName"] === tab.target.object;
  }
}

let context: CanvasRenderingContext2D | null | undefined;

function textWidth(text: string): number {
  context ??= document.createElement("canvas").getContext("2d");
  if (!context) return 0;
  context.font = `13px ${getComputedStyle(document.body).fontFamily}`;
  return Math.ceil(context.measureText(text).width);
}
