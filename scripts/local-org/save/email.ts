import type { SObjectRecord } from "../schema/record.ts";
import { SetupWriter } from "../security/system-data.ts";
import type { Transaction } from "../transaction/transaction.ts";

const recipients = [
  ["ToIds", "ToAddress"],
  ["CcIds", "CcAddress"],
  ["BccIds", "BccAddress"]
] as const;

/** "Object Reference: EmailMessage", ToIds: each id is linked to the message by an EmailMessageRelation. */
export function relateRecipients(tx: Transaction, messages: readonly SObjectRecord[]): void {
  const writer = new SetupWriter(tx);
  writer.author = tx.user.id;
  for (const message of messages) {
    for (const [field, relation] of recipients) {
      const ids = message.get(field) as string | null;
      for (const id of ids === null ? [] : ids.split(";")) {
        writer.insert("EmailMessageRelation", {
          EmailMessageId: message.id,
          RelationId: id,
          RelationType: relation,
          RelationObjectType: tx.schema.objectByKeyPrefix(id.slice(0, 3))?.name ?? null
        });
      }
    }
  }
}
