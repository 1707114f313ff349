import type { Field, SObjectType } from "../../../schema/types.ts";
import { accessOf } from "../../../security/access.ts";
import { hasCustomPermission } from "../../../security/permissions.ts";
import { apexContext } from "../../runtime/context.ts";

export type ObjectOperation = "create" | "read" | "edit" | "delete";

/** Whether the running user's profile and permission sets allow it. */
export function mayAccessObject(object: SObjectType, operation: ObjectOperation): boolean {
  return accessOf(apexContext().tx).object(object)[operation];
}

/** A field is out of reach where its object is. */
export function mayAccessField(object: SObjectType, field: Field, operation: "read" | "edit"): boolean {
  const access = accessOf(apexContext().tx);
  if (operation === "read") return access.object(object).read && access.fieldReadable(object, field);
  const { create, edit } = access.object(object);
  return (create || edit) && access.fieldEditable(object, field);
}

export function mayUseCustomPermission(name: string): boolean {
  return hasCustomPermission(apexContext().tx, name);
}
