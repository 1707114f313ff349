import { accessOf } from "../../security/access.ts";
import type { SObjectType } from "../../schema/types.ts";
import type { LightningPage } from "../pages/flexi-page.ts";
import { layoutOf } from "../pages/layout.ts";
import { actionsOnPage } from "../pages/page-actions.ts";
import { quickActionOf, type QuickAction } from "../pages/quick-action.ts";
import { isVisible } from "../pages/visibility.ts";
import type { RecordAction } from "../protocol/record-actions.ts";
import { viewerOf, type ViewContext } from "./record-views.ts";

const STANDARD = ["Edit", "Clone", "Delete"] as const;
type StandardAction = (typeof STANDARD)[number];

/**
 * The buttons of a record's page: those that the page or the layout has, of which the user gets what permissions allow
 * ("Salesforce Help: Page Layouts", "Dynamic Actions").
 */
export function recordActions(
  context: ViewContext,
  type: SObjectType,
  page: LightningPage | undefined
): RecordAction[] {
  const chosen =
    actionsOnPage(context.org.source, page, type) ?? STANDARD.map((name) => ({ name, visibility: undefined }));
  const viewer = viewerOf(context);
  return chosen
    .filter(({ visibility }) => isVisible(visibility, viewer))
    .flatMap(({ name }) => actionNamed(context, type, name));
}

function actionNamed(context: ViewContext, type: SObjectType, name: string): RecordAction[] {
  const standard = STANDARD.find((one) => one === name);
  if (standard) return isAllowed(context, type, standard) ? [{ name: standard }] : [];
  const action = quickActionOf(context.org.source, context.tx.schema, type, name);
  if (!action || !mayRun(context, action)) return [];
  return [{ name: action.name, label: context.words.quickAction(type, action.name, action.label), does: action.does }];
}

function isAllowed(context: ViewContext, type: SObjectType, name: StandardAction): boolean {
  const { org, tx } = context;
  const access = accessOf(tx).object(type);
  const { excludedButtons } = layoutOf(org.source, tx.schema, type);
  if (excludedButtons.has(name)) return false;
  if (name === "Edit") return mayEdit(context, type);
  return name === "Clone" ? access.create && type.createable : access.delete && type.deletable;
}

function mayRun(context: ViewContext, { does }: QuickAction): boolean {
  return does.kind !== "create" || mayCreate(context, context.tx.schema.object(does.object)!);
}

export function mayEdit({ tx }: ViewContext, type: SObjectType): boolean {
  return type.updateable && accessOf(tx).object(type).edit;
}

export function mayCreate({ tx }: ViewContext, type: SObjectType): boolean {
  return type.createable && accessOf(tx).object(type).create;
}
