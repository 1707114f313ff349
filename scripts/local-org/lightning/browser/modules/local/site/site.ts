import { LightningElement } from "lwc";
import { page } from "local/page";
import { currentReference, onNavigation, type PageReference } from "local/router";
import { filled, words } from "local/words";
import { refreshAll } from "../../../platform/refresh";
import { showToast, type ToastEvent } from "../../../platform/shownToast";
import type { SiteComponent, SitePage } from "../../../../protocol/sites.ts";

const RICH_TEXT: readonly string[] = ["community_builder:richTextEditor", "community_builder:htmlEditor"];

/** A site's page: its head, and its sections with their columns. */
export default class Site extends LightningElement {
  words = words;
  reference: PageReference = currentReference();
  private stop: (() => void) | undefined;

  override connectedCallback(): void {
    this.stop = onNavigation((reference) => {
      this.reference = reference;
      this.name();
    });
    this.name();
  }

  override disconnectedCallback(): void {
    this.stop?.();
  }

  get label(): string {
    return page.site!.label;
  }
  get home(): string {
    return page.site!.prefix;
  }
  get userName(): string {
    return String(page.user["Name"] ?? "");
  }
  get logOutAddress(): string {
    return `${page.site!.prefix}/secur/logout.jsp`;
  }
  get isUnknown(): boolean {
    return this.current === undefined;
  }
  get sections(): unknown[] {
    return (this.current?.sections ?? []).map(({ columns }, section) => ({
      key: `${this.current!.name}-${section}`,
      columns: columns.map(({ width, components }, column) => ({
        key: `${section}-${column}`,
        size: `slds-col slds-size_1-of-1 slds-large-size_${width}-of-12`,
        items: components.map(itemOf)
      }))
    }));
  }

  handleSkip(event: Event): void {
    event.preventDefault();
    (this.refs?.["main"] as HTMLElement | undefined)?.focus();
  }

  handleToast(event: ToastEvent): void {
    showToast(event, this);
  }

  handleRefresh(): void {
    void refreshAll();
  }

  private get current(): SitePage | undefined {
    return page.site!.pages.find(({ name }) => name === this.reference.attributes["name"]);
  }

  private name(): void {
    document.title = this.current?.label ?? this.label;
  }
}

function itemOf({ name, properties }: SiteComponent, index: number): unknown {
  return {
    key: `${index}-${name}`,
    name,
    properties,
    custom: name.startsWith("c:"),
    richText: RICH_TEXT.includes(name) ? properties["richTextValue"] : undefined,
    unknown: filled(words.noComponent, name)
  };
}
