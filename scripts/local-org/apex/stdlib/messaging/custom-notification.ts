import { Notifications } from "../../../notifications/notifications.ts";
import type { Transaction } from "../../../transaction/transaction.ts";
import { normalizeId } from "../../../values/id.ts";
import type { ApexSet } from "../../runtime/collections.ts";
import { apexContext } from "../../runtime/context.ts";
import { apexError } from "../../runtime/exceptions.ts";
import { nullArgument } from "../definition/arguments.ts";
import { defineClass, type Implementation } from "../definition/define.ts";
import { PlatformValue } from "../definition/platform-value.ts";

/** "Actions Developer Guide: Custom Notification Actions": most recipients of one call, longest title and body. */
const mostRecipients = 500;
const longestTitle = 250;
const longestBody = 750;

const className = "Messaging.CustomNotification";

function textOf({ values }: PlatformValue, name: string): string | null {
  return (values[name] as string | null | undefined) ?? null;
}

/** "Apex Reference Guide: CustomNotification Class", send: to users, and to who is in a group or queue. */
function send(notification: PlatformValue, recipients: ApexSet | null): void {
  if (recipients === null) throw nullArgument();
  const { tx } = apexContext();
  const { target, targetPageRef } = {
    target: textOf(notification, "targetid"),
    targetPageRef: textOf(notification, "targetpageref")
  };
  if (target === null && targetPageRef === null) throw refusal("Specify a target id or a target page reference");
  new Notifications(tx.database).send(
    usersAmong(recipients.toArray() as (string | null)[], tx),
    {
      type: knownType(textOf(notification, "notificationtypeid"), tx),
      title: within(longestTitle, textOf(notification, "title") ?? "", "title"),
      body: within(longestBody, required(textOf(notification, "body"), "body"), "body"),
      target,
      targetPageRef
    },
    tx.clock.now()
  );
}

function usersAmong(ids: readonly (string | null)[], tx: Transaction): string[] {
  if (ids.length === 0 || ids.length > mostRecipients)
    throw refusal(`A notification goes to 1 to ${mostRecipients} recipients, not to ${ids.length}`);
  const users = new Set<string>();
  for (const text of ids) {
    const id = text === null ? null : normalizeId(text);
    const prefix = id?.slice(0, 3);
    if (id === null || (prefix !== "005" && prefix !== "00G"))
      throw refusal(`${text} is no user, group or queue: the teams of records are not notified here`);
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
  if (known === null || !found) throw refusal(`There is no custom notification type ${id}`);
  return known;
}

function required(value: string | null, name: string): string {
  if (value === null || value === "") throw refusal(`Required input is missing: ${name}`);
  return value;
}

function within(longest: number, text: string, name: string): string {
  if (text.length > longest) throw refusal(`The ${name} has ${text.length} characters, more than ${longest}`);
  return text;
}

function refusal(message: string): Error {
  return apexError("System.HandledException", message);
}

function setter(name: string): Implementation {
  return (self: PlatformValue, value: string | null) => {
    if (value === null) throw nullArgument();
    self.values[name] = value;
  };
}

export const customNotificationClass = defineClass({
  namespace: "Messaging",
  name: "CustomNotification",
  documentation: "Apex Reference Guide: CustomNotification Class",
  members: {
    "CustomNotification()": () => new PlatformValue(className),
    "CustomNotification(String typeId, String sender, String title, String body, String targetId, String targetPageRef)":
      (
        typeId: string | null,
        sender: string | null,
        title: string | null,
        body: string | null,
        targetId: string | null,
        targetPageRef: string | null
      ) =>
        new PlatformValue(className, {
          notificationtypeid: typeId,
          senderid: sender,
          title,
          body,
          targetid: targetId,
          targetpageref: targetPageRef
        }),
    "void send(Set<String> users)": send,
    "void setBody(String body)": setter("body"),
    "void setNotificationTypeId(String id)": setter("notificationtypeid"),
    "void setSenderId(String id)": setter("senderid"),
    "void setTargetId(String targetId)": setter("targetid"),
    "void setTargetPageRef(String pageRef)": setter("targetpageref"),
    "void setTitle(String title)": setter("title")
  }
});
