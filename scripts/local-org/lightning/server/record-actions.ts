import { accessOf } from "../../security/access.ts";
import type { SObjectType } from "../../schema/types.ts";
import { layoutOf } from "../pages/layout.ts";
import type { ViewContext } from "./record-views.ts";

export type RecordAction = "Edit" | "Clone" | "Delete";

/** The buttons of a record's page: what the user may do and the layout leaves there ("Salesforce Help: Page Layouts"). */
export function recordActions({ org, tx }: ViewContext, type: SObjectType): RecordAction[] {
  const access = accessOf(tx).object(type);
  const { excludedButtons } = layoutOf(org.source, tx.schema, type);
  const allowed: Readonly<Record<RecordAction, boolean>> = {
    Edit: access.edit && type.updateable,
    Clone: access.create && type.createable,
    Delete: access.delete && type.deletable
  };
  return (Object.keys(allowed) as RecordAction[]).filter((name) => allowed[name] && !excludedButtons.has(name));
}

export function mayCreate({ tx }: ViewContext, type: SObjectType): boolean {
  return type.createable && accessOf(tx).object(type).create;
}
