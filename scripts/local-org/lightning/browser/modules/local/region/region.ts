import { api, LightningElement } from "lwc";
import { page } from "local/page";
import { filled, words } from "local/words";

/** A component instance of a FlexiPage, as the server describes it. */
export interface RegionComponent {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly facets: Readonly<Record<string, readonly RegionComponent[]>>;
}

/** The components of one region, in order. */
export default class Region extends LightningElement {
  words = words;
  @api components: readonly RegionComponent[] = [];
  @api recordId: string | undefined;
  @api objectName: string | undefined;

  get items(): unknown[] {
    return this.components.map((component, index) => {
      const { name, properties, facets } = component;
      return {
        key: `${index}-${name}`,
        name,
        highlights: name === "force:highlightsPanel",
        detail: name === "force:detailPanel",
        related: name.startsWith("force:relatedList"),
        path: name === "runtime_sales_pathassistant:pathAssistant",
        activities: name === "runtime_sales_activities:activityPanel",
        relationship: properties["relatedListApiName"],
        tabs: name === "flexipage:tabset" ? this.tabs(facets) : undefined,
        richText: name === "flexipage:richText" ? properties["richTextValue"] : undefined,
        custom: name.startsWith("c:"),
        unknown: filled(words.noComponent, name),
        properties: {
          ...typed(properties),
          ...(this.recordId ? { recordId: this.recordId, objectApiName: this.objectName } : {})
        }
      };
    });
  }

  private tabs(facets: RegionComponent["facets"]): unknown[] {
    return (facets["tabs"] ?? []).map((tab, index) => ({
      key: `tab-${index}`,
      label: tabTitle(tab.properties["title"]) ?? `Tab ${index + 1}`,
      components: tab.facets["body"] ?? []
    }));
  }
}

/** A custom label is named as `{!$Label.Name}`, in a package with its namespace. */
function tabTitle(title = ""): string | undefined {
  const label = /^\{!\$Label\.(?:\w+?__)?(\w+)\}$/.exec(title)?.[1];
  return STANDARD_TABS[title] ?? (label && page.labels[label]) ?? (title || undefined);
}

const STANDARD_TABS: Readonly<Record<string, string>> = {
  "Standard.Tab.detail": words.details,
  "Standard.Tab.relatedLists": words.related,
  "Standard.Tab.activity": words.activity,
  "Standard.Tab.collaborate": "Chatter"
};

/** Page properties are text; booleans and numbers reach the component as such. */
function typed(properties: Readonly<Record<string, string>>): Record<string, unknown> {
  const entries = Object.entries(properties).map(([name, value]) => [
    name,
    value === "true" ? true : value === "false" ? false : value
  ]);
  return Object.fromEntries(entries) as Record<string, unknown>;
}
