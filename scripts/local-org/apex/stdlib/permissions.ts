import type { SObjectRecord } from "../../schema/record.ts";
import type { Field, SObjectType } from "../../schema/types.ts";
import { apexContext } from "../runtime/context.ts";
import { libraryRows } from "./rows.ts";

export type ObjectOperation = "create" | "read" | "edit" | "delete";

/** What the profile and the permission sets of one user allow together. */
interface Grants {
  readonly administrator: boolean;
  readonly objects: ReadonlyMap<string, ReadonlySet<ObjectOperation>>;
  /** By `Object.Field`, lower case. */
  readonly fields: ReadonlyMap<string, ReadonlySet<"read" | "edit">>;
  readonly customPermissions: ReadonlySet<string>;
}

/** Whether the running user's profile and permission sets allow it. */
export function mayAccessObject(object: SObjectType, operation: ObjectOperation): boolean {
  const grants = runningGrants();
  return grants.administrator || (grants.objects.get(object.name.toLowerCase())?.has(operation) ?? false);
}

/** Fields that no permission can take away (required, master-detail, system fields) go with their object. */
export function mayAccessField(object: SObjectType, field: Field, operation: "read" | "edit"): boolean {
  const grants = runningGrants();
  if (grants.administrator) return true;
  if (!isPermissionable(field)) {
    return operation === "read" ? mayAccessObject(object, "read") : mayAccessObject(object, "edit") || mayAccessObject(object, "create");
  }
  return grants.fields.get(`${object.name}.${field.name}`.toLowerCase())?.has(operation) ?? false;
}

export function mayUseCustomPermission(name: string): boolean {
  return runningGrants().customPermissions.has(name.toLowerCase());
}

export function isPermissionable(field: Field): boolean {
  const system = ["Id", "OwnerId", "CreatedById", "CreatedDate", "LastModifiedById", "LastModifiedDate", "SystemModstamp", "IsDeleted", "RecordTypeId"];
  return !field.required && !field.masterDetail && !field.nameField && !system.includes(field.name);
}

const cacheKey = Symbol("grants of the running user");

/** Read again after every DML statement, since tests assign permission sets on the way. */
function runningGrants(): Grants {
  const { user, state, limits } = apexContext().tx;
  const stamp = `${user.id}/${limits.usage("dmlStatements")}`;
  const cached = state.get(cacheKey) as { stamp: string; grants: Grants } | undefined;
  if (cached?.stamp === stamp) return cached.grants;
  const grants = readGrants();
  state.set(cacheKey, { stamp, grants });
  return grants;
}

function readGrants(): Grants {
  const { user } = apexContext().tx;
  const assigned = libraryRows("SELECT PermissionSetId FROM PermissionSetAssignment WHERE AssigneeId = :user", { user: user.id });
  const owned = libraryRows("SELECT Id FROM PermissionSet WHERE IsOwnedByProfile = true AND ProfileId = :profile", { profile: user.profileId });
  const parents = [...assigned.map((row) => row.get("PermissionSetId")), ...owned.map((row) => row.id)];
  const of = (text: string) => libraryRows(`${text} WHERE ParentId IN :parents`, { parents });
  return {
    administrator: user.profileName === "System Administrator",
    objects: collect(
      of("SELECT SobjectType, PermissionsCreate, PermissionsRead, PermissionsEdit, PermissionsDelete FROM ObjectPermissions"),
      "SobjectType",
      { PermissionsCreate: "create", PermissionsRead: "read", PermissionsEdit: "edit", PermissionsDelete: "delete" } as const
    ),
    fields: collect(of("SELECT Field, PermissionsRead, PermissionsEdit FROM FieldPermissions"), "Field", { PermissionsRead: "read", PermissionsEdit: "edit" } as const),
    customPermissions: customPermissionNames(of("SELECT SetupEntityId FROM SetupEntityAccess"))
  };
}

function collect<T extends string>(rows: readonly SObjectRecord[], key: string, flags: Readonly<Record<string, T>>): Map<string, Set<T>> {
  const found = new Map<string, Set<T>>();
  for (const row of rows) {
    const name = String(row.get(key)).toLowerCase();
    const operations = found.get(name) ?? new Set<T>();
    for (const [flag, operation] of Object.entries(flags)) {
      if (row.get(flag) === true) operations.add(operation);
    }
    found.set(name, operations);
  }
  return found;
}

function customPermissionNames(accesses: readonly SObjectRecord[]): Set<string> {
  const ids = accesses.map((row) => row.get("SetupEntityId"));
  const rows = libraryRows("SELECT DeveloperName FROM CustomPermission WHERE Id IN :ids", { ids });
  return new Set(rows.map((row) => String(row.get("DeveloperName")).toLowerCase()));
}
