import { NotificationRefusal, sendCustomNotification } from "../../../notifications/send.ts";
import type { ApexSet } from "../../runtime/collections.ts";
import { apexContext } from "../../runtime/context.ts";
import { apexError } from "../../runtime/exceptions.ts";
import { nullArgument } from "../definition/arguments.ts";
import { defineClass, type Implementation } from "../definition/define.ts";
import { PlatformValue } from "../definition/platform-value.ts";

const className = "Messaging.CustomNotification";

function textOf({ values }: PlatformValue, name: string): string | null {
  return (values[name] as string | null | undefined) ?? null;
}

/** "Apex Reference Guide: CustomNotification Class", send. */
function send(notification: PlatformValue, recipients: ApexSet | null): void {
  if (recipients === null) throw nullArgument();
  try {
    sendCustomNotification(
      apexContext().tx,
      {
        notificationTypeId: textOf(notification, "notificationtypeid"),
        title: textOf(notification, "title"),
        body: textOf(notification, "body"),
        targetId: textOf(notification, "targetid"),
        targetPageRef: textOf(notification, "targetpageref")
      },
      recipients.toArray() as (string | null)[]
    );
  } catch (error) {
    throw error instanceof NotificationRefusal ? apexError("System.HandledException", error.message) : error;
  }
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
