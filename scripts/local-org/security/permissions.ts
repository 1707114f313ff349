import { quoted } from "../storage/quoted.ts";
import type { Transaction } from "../transaction/transaction.ts";

/** The permission sets in force for a user, the one of the profile included: SQL for a subquery with the user's id twice. */
export const permissionSetsOfUser =
  'SELECT ps."Id" FROM "PermissionSet" ps JOIN "User" u ON u."ProfileId" = ps."ProfileId" WHERE u."Id" = ? UNION SELECT coalesce(c."PermissionSetId", a."PermissionSetId") FROM "PermissionSetAssignment" a LEFT JOIN "PermissionSetGroupComponent" c ON c."PermissionSetGroupId" = a."PermissionSetGroupId" WHERE a."AssigneeId" = ?';

/** "Apex Reference Guide: FeatureManagement Class", checkPermission: by the custom permission's developer name. */
export function hasCustomPermission(tx: Transaction, developerName: string): boolean {
  return isGiven(tx, "CustomPermission", "DeveloperName", developerName);
}

export type UserPermission =
  "ApiEnabled" | "AuthorApex" | "ModifyAllData" | "ModifyMetadata" | "RunFlow" | "ViewAllData" | "ViewAllUsers";

/**
 * "Salesforce Help: Flow User Access", "Limit Access to a Flow": whoever has the permission Run Flows may run flows, but for
 * those that ask for a permission set or profile of their own.
 *
 * @param isRestricted whether the flow asks for that
 */
export function mayRunFlow(tx: Transaction, apiName: string, isRestricted: boolean): boolean {
  if (hasUserPermission(tx, "ModifyAllData") || (!isRestricted && hasUserPermission(tx, "RunFlow"))) return true;
  return isGiven(tx, "FlowDefinitionView", "ApiName", apiName);
}

/** "Object Reference: SetupEntityAccess": whether one of the running user's permission sets gives the entity of that name. */
function isGiven(tx: Transaction, object: string, nameField: string, name: string): boolean {
  const { user } = tx;
  const sql =
    `SELECT 1 FROM "SetupEntityAccess" a JOIN ${quoted(object)} e ON e."Id" = a."SetupEntityId" ` +
    `WHERE e.${quoted(nameField)} = ? AND a."ParentId" IN (${permissionSetsOfUser}) LIMIT 1`;
  return tx.database.all(sql, [name, user.id, user.id]).length > 0;
}

/** "Object Reference: PermissionSet", Permissions<name>: whether one of the running user's permission sets grants it. */
export function hasUserPermission(tx: Transaction, name: UserPermission): boolean {
  const { user } = tx;
  return (
    tx.database.all(
      `SELECT 1 FROM "PermissionSet" WHERE ${quoted(`Permissions${name}`)} = 1 AND "Id" IN (${permissionSetsOfUser}) LIMIT 1`,
      [user.id, user.id]
    ).length > 0
  );
}
