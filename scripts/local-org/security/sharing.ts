import type { Field, SObjectType } from "../schema/types.ts";
import type { SqlRow, SqlValue } from "../storage/database.ts";
import { quoted } from "../storage/tables.ts";
import type { Transaction } from "../transaction/transaction.ts";
import { accessOf, perUser } from "./access.ts";
import { fileCondition, isFile } from "./file-sharing.ts";

export type RowAction = "read" | "edit" | "delete";

/**
 * SQL that holds for the rows of `alias` with which the running user may do `action`; absent where that is all of them.
 * "Salesforce Help: Organization-Wide Sharing Defaults", role hierarchy and shares; details follow their master.
 */
export function sharingCondition(
  tx: Transaction,
  type: SObjectType,
  alias: string,
  parameters: SqlValue[],
  action: RowAction = "read"
): string | undefined {
  const access = accessOf(tx);
  const object = access.object(type);
  if (
    action === "read"
      ? access.viewAllData || object.viewAll || object.modifyAll
      : access.modifyAllData || object.modifyAll
  ) {
    return undefined;
  }
  const master = primaryMaster(type);
  if (master !== undefined) {
    return masterCondition(tx, master, alias, parameters, action);
  }
  if (isFile(type)) {
    return fileCondition(tx, type, alias, parameters, action, {
      groups: groupsOfUser(tx),
      condition: (object, record, needed) => sharingCondition(tx, object, record, parameters, needed)
    });
  }
  if (type.field("OwnerId") === undefined || isOpen(type, action)) {
    return undefined;
  }
  return ownedOrShared(tx, type, alias, parameters, action);
}

function primaryMaster(type: SObjectType): Field | undefined {
  return type.fields.find((field) => field.masterDetail && field.relationshipOrder === 0);
}

/** A detail may be read with its master, and written with it, or with reading it where the field says so. */
function masterCondition(
  tx: Transaction,
  master: Field,
  alias: string,
  parameters: SqlValue[],
  action: RowAction
): string | undefined {
  const parent = tx.schema.object(master.referenceTo[0]!)!;
  const nested = `${alias}_p`;
  const needed = action === "read" || master.writeRequiresMasterRead ? "read" : "edit";
  const condition = sharingCondition(tx, parent, nested, parameters, needed);
  return condition === undefined
    ? undefined
    : `${alias}.${quoted(master.name)} IN (SELECT ${nested}."Id" FROM ${quoted(parent.name)} AS ${nested} WHERE ${condition})`;
}

function isOpen(type: SObjectType, action: RowAction): boolean {
  switch (type.sharingModel) {
    case "Private":
      return false;
    case "Read":
      return action === "read";
    case "ReadWrite":
      return action !== "delete";
    default:
      return true;
  }
}

function ownedOrShared(
  tx: Transaction,
  type: SObjectType,
  alias: string,
  parameters: SqlValue[],
  action: RowAction
): string {
  const conditions = [`${alias}."OwnerId" IN (SELECT value FROM json_each(?))`];
  parameters.push(JSON.stringify(visibleOwners(tx)));
  const share = shareOf(tx, type);
  if (share !== undefined) {
    const levels = action === "read" ? "('Read', 'Edit', 'All')" : action === "edit" ? "('Edit', 'All')" : "('All')";
    conditions.push(
      `${alias}."Id" IN (SELECT ${quoted(share.parent)} FROM ${quoted(share.object)} WHERE "UserOrGroupId" IN (SELECT value FROM json_each(?)) AND ${quoted(share.level)} IN ${levels})`
    );
    parameters.push(JSON.stringify(groupsOfUser(tx)));
  }
  return `(${conditions.join(" OR ")})`;
}

function shareOf(tx: Transaction, type: SObjectType): { object: string; parent: string; level: string } | undefined {
  const custom = type.kind === "custom";
  const object = custom ? type.name.replace(/__c$/, "__Share") : `${type.name}Share`;
  if (tx.schema.object(object) === undefined) {
    return undefined;
  }
  return {
    object,
    parent: custom ? "ParentId" : `${type.name}Id`,
    level: custom ? "AccessLevel" : `${type.name}AccessLevel`
  };
}

/** The user, the users in the roles below, and the queues the user is in. */
function visibleOwners(tx: Transaction): readonly string[] {
  return perUser(tx, "owners", () => {
    const subordinates =
      tx.user.roleId === null
        ? []
        : tx.database.all(
            'WITH RECURSIVE below(id) AS (SELECT "Id" FROM "UserRole" WHERE "ParentRoleId" = ? UNION SELECT r."Id" FROM "UserRole" r JOIN below ON r."ParentRoleId" = below.id) SELECT u."Id" FROM "User" u JOIN below ON u."UserRoleId" = below.id',
            [tx.user.roleId]
          );
    return [...groupsOfUser(tx), ...subordinates.map((row) => row[0] as string)];
  });
}

/** Groups of the user's role, and those of the roles above it that take in who is below. */
function groupsOfRole(tx: Transaction): readonly SqlRow[] {
  if (tx.user.roleId === null) return [];
  return tx.database.all(
    `WITH RECURSIVE above(id) AS (SELECT ? UNION SELECT r."ParentRoleId" FROM "UserRole" r JOIN above ON r."Id" = above.id)
     SELECT "Id" FROM "Group" WHERE ("Type" = 'Role' AND "RelatedId" = ?) OR ("Type" = 'RoleAndSubordinates' AND "RelatedId" IN (SELECT id FROM above))`,
    [tx.user.roleId, tx.user.roleId]
  );
}

/** The user and all groups of which the user is a member, directly or through other groups. */
function groupsOfUser(tx: Transaction): readonly string[] {
  return perUser(tx, "groups", () => {
    const rows = tx.database.all(
      'WITH RECURSIVE mine(id) AS (SELECT ? UNION SELECT m."GroupId" FROM "GroupMember" m JOIN mine ON m."UserOrGroupId" = mine.id) SELECT id FROM mine',
      [tx.user.id]
    );
    const everybody = tx.database.all('SELECT "Id" FROM "Group" WHERE "Type" = \'Organization\'');
    return [...rows, ...everybody, ...groupsOfRole(tx)].map((row) => row[0] as string);
  });
}
