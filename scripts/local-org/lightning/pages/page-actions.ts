import { elementsOf, textOf, type XmlElement } from "../../metadata/xml.ts";
import type { ProjectSource } from "../../metadata/types.ts";
import type { SObjectType } from "../../schema/types.ts";
import { contentOfLayout } from "./layout.ts";
import type { LightningPage, PageAction, PageComponent } from "./flexi-page.ts";

/**
 * The actions of a record's page by name (`Edit`, `Account.Enrol`), in order: those of its highlights panel ("Salesforce
 * Help: Dynamic Actions"), else of the object's layout ("Metadata API Developer Guide: Layout", PlatformActionList).
 * Undefined where nobody chose them.
 */
export function actionsOnPage(
  project: ProjectSource | undefined,
  page: LightningPage | undefined,
  type: SObjectType
): readonly PageAction[] | undefined {
  const panel = page && highlightsPanel(page);
  if (panel?.properties["enableActionsConfiguration"] === "true") return panel.actions ?? [];
  const layout = contentOfLayout(project, type);
  const list =
    layout && elementsOf(layout, "platformActionList").find((one) => textOf(one, "actionListContext") === "Record");
  return (
    list &&
    elementsOf(list, "platformActionListItems")
      .sort(bySortOrder)
      .map((one) => ({ name: textOf(one, "actionName")! }))
  );
}

function bySortOrder(one: XmlElement, other: XmlElement): number {
  return Number(textOf(one, "sortOrder") ?? 0) - Number(textOf(other, "sortOrder") ?? 0);
}

function highlightsPanel({ regions }: LightningPage): PageComponent | undefined {
  return regions.flatMap(({ components }) => components).find(({ name }) => name === "force:highlightsPanel");
}
