import type { SObjectType } from "../schema/types.ts";
import type { SqlValue } from "../storage/database.ts";
import { quoted } from "../storage/quoted.ts";
import type { Transaction } from "../transaction/transaction.ts";
import { accessOf } from "./access.ts";
import type { RowAction } from "./sharing.ts";

/** The field that tells whose file a row belongs to, of the objects that files are made of. */
const documentField: ReadonlyMap<string, string> = new Map([
  ["ContentDocument", "Id"],
  ["ContentVersion", "ContentDocumentId"],
  ["ContentDocumentLink", "ContentDocumentId"]
]);

export const isFile = (type: SObjectType): boolean => documentField.has(type.name);

/** What the condition asks of the sharing that is around it. */
export interface SharingAround {
  /** The running user and the groups the user is in. */
  readonly groups: readonly string[];
  /** The condition on records to which files are linked; absent where all are the user's to see. */
  readonly condition: (type: SObjectType, alias: string, action: RowAction) => string | undefined;
}

/**
 * SQL that holds for rows of files of which the user is the owner, that are shared with the user, or that are linked to a record
 * which the user may read; to change one asks for more ("Object Reference: ContentDocumentLink", ShareType; "Salesforce Help:
 * Who Can See My File?").
 */
export function fileCondition(
  tx: Transaction,
  type: SObjectType,
  alias: string,
  parameters: SqlValue[],
  action: RowAction,
  around: SharingAround
): string {
  const document = `${alias}.${quoted(documentField.get(type.name)!)}`;
  const own = `${document} IN (SELECT "Id" FROM "ContentDocument" WHERE "OwnerId" = ?)`;
  parameters.push(tx.user.id);
  if (action === "delete") return own;
  const levels = action === "read" ? "('V', 'C', 'I')" : "('C', 'I')";
  const isLinkedTo = (ids: string): string =>
    `${document} IN (SELECT "ContentDocumentId" FROM "ContentDocumentLink" WHERE "ShareType" IN ${levels} AND "LinkedEntityId" IN (${ids}))`;
  const withMe = isLinkedTo("SELECT value FROM json_each(?)");
  parameters.push(JSON.stringify(around.groups));
  const throughRecords = linkedObjects(tx, action).map((object, index) => {
    const record = `${alias}_f${index}`;
    const condition = around.condition(object, record, action);
    return isLinkedTo(
      `SELECT ${record}."Id" FROM ${quoted(object.name)} AS ${record}${condition ? ` WHERE ${condition}` : ""}`
    );
  });
  return `(${[own, withMe, ...throughRecords].join(" OR ")})`;
}

/** Objects to whose records files are linked and that the user may open. */
function linkedObjects(tx: Transaction, action: RowAction): SObjectType[] {
  const prefixes = tx.database.all('SELECT DISTINCT substr("LinkedEntityId", 1, 3) FROM "ContentDocumentLink"');
  const access = accessOf(tx);
  return prefixes.flatMap(([prefix]) => {
    const object = tx.schema.objectByKeyPrefix(prefix as string);
    if (!object || object.name === "User" || object.name === "Group") return [];
    const permitted = action === "read" ? access.object(object).read : access.object(object).edit;
    return permitted ? [object] : [];
  });
}
