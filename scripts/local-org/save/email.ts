import { SObjectRecord } from "../schema/record.ts";
import { SetupWriter } from "../security/system-data.ts";
import { loadRecords } from "../storage/records.ts";
import type { Transaction } from "../transaction/transaction.ts";
import { ApexDatetime } from "../values/datetime.ts";

/** An e-mail that Apex sends to a contact or lead. */
export interface SentEmail {
  readonly recipientId: string;
  readonly relatedToId: string | null;
  readonly subject: string | null;
  readonly htmlBody: string | null;
  readonly textBody: string | null;
}

const SENT = "3";

/**
 * Keeps it with the transaction: what is rolled back is not sent ("Apex Reference Guide: Email Class", setSaveAsActivity;
 * "Object Reference: EmailMessage", which is how an org with Enhanced Email keeps it).
 */
export function keepSentEmail(tx: Transaction, email: SentEmail): void {
  const recipient = tx.schema.objectByKeyPrefix(email.recipientId.slice(0, 3));
  if (recipient?.name !== "Contact" && recipient?.name !== "Lead") return;
  const record = loadRecords(tx.database, recipient, [email.recipientId]).get(email.recipientId);
  const writer = new SetupWriter(tx);
  writer.author = tx.user.id;
  const fields = {
    Incoming: false,
    Status: SENT,
    MessageDate: new ApexDatetime(tx.clock.now()),
    FromName: tx.user.name,
    FromAddress: tx.user.email,
    ToAddress: (record?.get("Email") ?? null) as string | null,
    ToIds: email.recipientId,
    RelatedToId: email.relatedToId,
    Subject: email.subject,
    HtmlBody: email.htmlBody,
    TextBody: email.textBody
  };
  const Id = writer.insert("EmailMessage", fields);
  relateRecipients(tx, [new SObjectRecord(tx.schema.object("EmailMessage")!, { Id, ...fields })]);
}

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
