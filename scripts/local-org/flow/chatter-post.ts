import { SObjectRecord } from "../schema/record.ts";
import type { SaveEngine } from "../save/types.ts";
import { quoted } from "../storage/tables.ts";
import type { Transaction } from "../transaction/transaction.ts";
import { normalizeId } from "../values/id.ts";
import { FlowFault } from "./fault.ts";

export interface ChatterPost {
  readonly text: string | null;
  /** A user's id or name, a group's id or name, or a record's id. */
  readonly subjectNameOrId: string | null;
  /** `User` or `Group`, where the subject is a name. */
  readonly type: string | null;
}

const mostCharacters = 10_000;

/**
 * "Actions Developer Guide: Post to Chatter Actions": a post in the feed of a record, user or group.
 *
 * @returns the id of the post
 */
export function postToChatter(tx: Transaction, saving: SaveEngine, post: ChatterPost): string {
  const { text, subjectNameOrId } = post;
  if (text === null || subjectNameOrId === null) throw new FlowFault("A post needs text and subjectNameOrId");
  if (text.length > mostCharacters) throw new FlowFault(`A post has ${mostCharacters} characters at most`);
  const type = tx.schema.object("FeedItem")!;
  const record = new SObjectRecord(type, {
    ParentId: subjectOf(tx, subjectNameOrId, post.type),
    Body: withNames(tx, text),
    Type: "TextPost"
  });
  const options = { allOrNone: false, accessMode: "system", withSharing: false } as const;
  const [result] = saving.save(tx, "insert", [record], options);
  if (!result!.success) throw new FlowFault(result!.errors.map(({ message }) => message).join("; "));
  return result!.id!;
}

function subjectOf(tx: Transaction, subject: string, type: string | null): string {
  const id = normalizeId(subject);
  if (id !== null) return id;
  const [object, field] = type?.toLowerCase() === "group" ? ["CollaborationGroup", "Name"] : ["User", "Username"];
  const found = tx.schema.object(object) && idBy(tx, object, field, subject);
  if (!found) throw new FlowFault(`There is no user, group or record ${subject} to post to`);
  return found;
}

function idBy(tx: Transaction, object: string, field: string, value: string): string | undefined {
  const [row] = tx.database.all(`SELECT "Id" FROM ${quoted(object)} WHERE ${quoted(field)} = ? COLLATE NOCASE`, [
    value
  ]);
  return row?.[0] as string | undefined;
}

/** `@[005…]` mentions by name, `#[topic]` is a topic. */
function withNames(tx: Transaction, text: string): string {
  return text
    .replace(/@\[([^\]]+)\]/g, (whole, reference: string) => {
      const id = normalizeId(reference);
      const [row] = id === null ? [] : tx.database.all('SELECT "Name" FROM "User" WHERE "Id" = ?', [id]);
      return row === undefined ? whole : `@${String(row[0])}`;
    })
    .replace(/#\[([^\]]+)\]/g, "#$1");
}
