import type { SObjectRecord } from "../schema/record.ts";
import { SetupWriter } from "../security/system-data.ts";
import type { Transaction } from "../transaction/transaction.ts";

/**
 * "Object Reference: Group", Type and RelatedId: each role has groups of those in it, and of those in it and below, by which
 * records are shared. They have no names.
 */
export function createRoleGroups(tx: Transaction, roles: readonly SObjectRecord[]): void {
  const writer = new SetupWriter(tx);
  writer.author = tx.user.id;
  for (const role of roles) {
    for (const type of ["Role", "RoleAndSubordinates"]) {
      writer.insert("Group", { RelatedId: role.id, Type: type, DeveloperName: role.get("DeveloperName") });
    }
  }
}

/** The groups go with their roles. */
export function deleteRoleGroups(tx: Transaction, roles: readonly string[]): void {
  tx.database.run('DELETE FROM "Group" WHERE "RelatedId" IN (SELECT value FROM json_each(?))', [JSON.stringify(roles)]);
}
