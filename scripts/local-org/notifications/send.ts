import type { Transaction } from "../transaction/transaction.ts";
import { normalizeId } from "../values/id.ts";
import { Notifications } from "./notifications.ts";

/** "Actions Developer Guide: Custom Notification Actions": most recipients of one call, longest title and body. */
const mostRecipients = 500;
const longestTitle = 250;
const longestBody = 750;

/** What somebody wants to have told, before anything of it was checked. */
export interface CustomNotification {
  readonly notificationTypeId: string | null;
  readonly title: string | null;
  readonly body: string | null;
  readonly targetId: string | null;
  readonly targetPageRef: string | null;
}

/** Why a notification is not sent. */
export class NotificationRefusal extends Error {}

/**
 * To users, and to who is in a group or queue.
 *
 * @throws NotificationRefusal where an input is missing, too long or names nothing
 */
export function sendCustomNotification(
  tx: Transaction,
  { notificationTypeId, title, body, targetId: target, targetPageRef }: CustomNotification,
  recipients: readonly (string | null)[]
): void {
  if (target === null && targetPageRef === null)
    throw new NotificationRefusal("Specify a target id or a target page reference");
  new Notifications(tx.database).send(
    usersAmong(recipients, tx),
    {
      type: knownType(notificationTypeId, tx),
      title: within(longestTitle, title ?? "", "title"),
      body: within(longestBody, required(body, "body"), "body"),
      target,
      targetPageRef
    },
    tx.clock.now()
  );
}

function usersAmong(ids: readonly (string | null)[], tx: Transaction): string[] {
  if (ids.length === 0 || ids.length > mostRecipients)
    throw new NotificationRefusal(`A notification goes to 1 to ${mostRecipients} recipients, not to ${ids.length}`);
  const users = new Set<string>();
  for (const text of ids) {
    const id = text === null ? null : normalizeId(text);
    const prefix = id?.slice(0, 3);
    if (id === null || (prefix !== "005" && prefix !== "00G"))
      throw new NotificationRefusal(`${text} is no user, group or queue: the teams of records are not notified here`);
    for (const user of prefix === "005" ? activeUsers([id], tx) : membersOf(id, tx)) users.add(user);
  }
  return [...users];
}

function activeUsers(ids: readonly string[], { database }: Transaction): string[] {
  return database
    .all('SELECT "Id" FROM "User" WHERE "IsActive" = 1 AND "Id" IN (SELECT value FROM json_each(?))', [
      JSON.stringify(ids)
    ])
    .map(([id]) => id as string);
}

function membersOf(group: string, tx: Transaction): string[] {
  const members = tx.database.all('SELECT "UserOrGroupId" FROM "GroupMember" WHERE "GroupId" = ?', [group]);
  return activeUsers(
    members.map(([id]) => id as string),
    tx
  );
}

function knownType(id: string | null, { database }: Transaction): string {
  const known = normalizeId(required(id, "notificationTypeId"));
  const found = database.all('SELECT 1 FROM "CustomNotificationType" WHERE "Id" = ?', [known]).length > 0;
  if (known === null || !found) throw new NotificationRefusal(`There is no custom notification type ${id}`);
  return known;
}

function required(value: string | null, name: string): string {
  if (value === null || value === "") throw new NotificationRefusal(`Required input is missing: ${name}`);
  return value;
}

function within(longest: number, text: string, name: string): string {
  if (text.length > longest)
    throw new NotificationRefusal(`The ${name} has ${text.length} characters, more than ${longest}`);
  return text;
}
