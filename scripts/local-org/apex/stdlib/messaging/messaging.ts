import { ApexList } from "../../runtime/collections.ts";
import { apexContext } from "../../runtime/context.ts";
import { apexError } from "../../runtime/exceptions.ts";
import { libraryType, stringType } from "../../runtime/runtime-type.ts";
import { keepSentEmail } from "../../../save/email.ts";
import { testState } from "../../testing/test-context.ts";
import { nullArgument } from "../definition/arguments.ts";
import { defineClass, type ClassDefinition } from "../definition/define.ts";
import { customNotificationClass } from "./custom-notification.ts";
import { describeMembers } from "../schema/describe-members.ts";
import { PlatformValue, valueClassOf, variable, variables, type Members } from "../definition/platform-value.ts";

/** The same with getters and setters, as outbound messages have them. */
function accessible(...declarations: string[]): Members {
  const members: Members = variables(...declarations);
  for (const declaration of declarations) {
    const [type, name] = [declaration.slice(0, declaration.lastIndexOf(" ")), declaration.split(" ").at(-1)!];
    const { get, set } = variable(name);
    members[`${type} ${type === "Boolean" ? "is" : "get"}${name}()`] = get;
    members[`void set${name}(${type} value)`] = set!;
  }
  return members;
}

const valueClass = valueClassOf("Messaging");

const outboxKey = Symbol("e-mails sent");

/** The e-mails of the running transaction, in the order of sending. They go nowhere; those saved as activities are kept. */
export function outbox(): PlatformValue[] {
  const { state } = apexContext().tx;
  let sent = state.get(outboxKey) as PlatformValue[] | undefined;
  if (!sent) state.set(outboxKey, (sent = []));
  return sent;
}

/** "Apex Reference Guide: Messaging Class", sendEmail: one e-mail invocation, however many messages. */
function sendEmail(messages: ApexList | null): ApexList {
  if (messages === null) throw nullArgument();
  apexContext().tx.limits.consume("emailInvocations");
  const results = (messages.items as PlatformValue[]).map((message) => {
    requireRecipient(message);
    outbox().push(message);
    keepAsActivity(message);
    return new PlatformValue("Messaging.SendEmailResult", {
      success: true,
      errors: new ApexList(libraryType("Messaging.SendEmailError"))
    });
  });
  return new ApexList(libraryType("Messaging.SendEmailResult"), results);
}

/** What goes to a contact or lead is kept unless the message says otherwise. Tests send nothing. */
function keepAsActivity({ values }: PlatformValue): void {
  const text = (name: string): string | null => (values[name] as string | null | undefined) ?? null;
  const recipientId = text("targetobjectid");
  if (recipientId === null || values["saveasactivity"] === false || testState() !== undefined) return;
  keepSentEmail(apexContext().tx, {
    recipientId,
    relatedToId: text("whatid"),
    subject: text("subject"),
    htmlBody: text("htmlbody"),
    textBody: text("plaintextbody")
  });
}

/** "Single Email Limits" of "Salesforce Developer Limits and Allocations Quick Reference": addresses outside of the org in a day. */
const dailyAddresses = 5_000;

const reservedKey = Symbol("e-mail addresses reserved");

/** "Apex Reference Guide: Messaging Class", reserveSingleEmailCapacity and reserveMassEmailCapacity. */
function reserveCapacity(addresses: number | null): void {
  if (addresses === null) throw nullArgument();
  const { state } = apexContext().tx;
  const reserved = ((state.get(reservedKey) as number | undefined) ?? 0) + addresses;
  if (reserved > dailyAddresses)
    throw apexError("System.HandledException", "The daily limit for the org would be exceeded by this request");
  state.set(reservedKey, reserved);
}

function requireRecipient({ values }: PlatformValue): void {
  const named = ["toaddresses", "ccaddresses", "bccaddresses"].some(
    (key) => values[key] instanceof ApexList && values[key].items.length > 0
  );
  if (named || values["targetobjectid"]) return;
  throw apexError(
    "System.EmailException",
    "SendEmail failed. First exception on row 0; first error: REQUIRED_FIELD_MISSING, Add a recipient to send an email.: []"
  );
}

const emailVariables = [
  "Boolean BccSender",
  "String EmailPriority",
  "String ReplyTo",
  "Boolean SaveAsActivity",
  "String SenderDisplayName",
  "String Subject",
  "Boolean UseSignature"
];

export const messagingClasses: readonly ClassDefinition[] = [
  customNotificationClass,
  defineClass({
    namespace: "Messaging",
    name: "Email",
    documentation: "Apex Reference Guide: Email Class (Base Email Methods)",
    kind: "abstract",
    members: accessible(...emailVariables)
  }),
  defineClass({
    namespace: "Messaging",
    name: "SingleEmailMessage",
    documentation: "Apex Reference Guide: SingleEmailMessage Class",
    extends: "Messaging.Email",
    members: {
      "SingleEmailMessage()": () => new PlatformValue("Messaging.SingleEmailMessage"),
      ...accessible(
        "List<String> BccAddresses",
        "List<String> CcAddresses",
        "String Charset",
        "List<String> EntityAttachments",
        "List<Messaging.EmailFileAttachment> FileAttachments",
        "String HtmlBody",
        "String InReplyTo",
        "String OptOutPolicy",
        "Id OrgWideEmailAddressId",
        "String PlainTextBody",
        "String References",
        "Id TargetObjectId",
        "Id TemplateId",
        "List<String> ToAddresses",
        "Boolean TreatBodiesAsTemplate",
        "Boolean TreatTargetObjectAsRecipient",
        "Id WhatId"
      )
    }
  }),
  valueClass("EmailFileAttachment", accessible("Blob Body", "String ContentType", "String FileName", "Boolean Inline")),
  valueClass("InboundEmail.Header", variables("String name", "String value")),
  valueClass(
    "InboundEmail.BinaryAttachment",
    variables("Blob body", "String fileName", "List<Messaging.InboundEmail.Header> headers", "String mimeTypeSubType")
  ),
  valueClass(
    "InboundEmail.TextAttachment",
    variables(
      "String body",
      "Boolean bodyIsTruncated",
      "String charset",
      "String fileName",
      "List<Messaging.InboundEmail.Header> headers",
      "String mimeTypeSubType"
    )
  ),
  valueClass(
    "InboundEmail",
    variables(
      "List<Messaging.InboundEmail.BinaryAttachment> binaryAttachments",
      "List<String> ccAddresses",
      "String fromAddress",
      "String fromName",
      "List<Messaging.InboundEmail.Header> headers",
      "String htmlBody",
      "Boolean htmlBodyIsTruncated",
      "String inReplyTo",
      "String messageId",
      "String plainTextBody",
      "Boolean plainTextBodyIsTruncated",
      "List<String> references",
      "String replyTo",
      "String subject",
      "List<Messaging.InboundEmail.TextAttachment> textAttachments",
      "List<String> toAddresses"
    )
  ),
  valueClass("InboundEnvelope", variables("String fromAddress", "String toAddress")),
  valueClass("InboundEmailResult", variables("String message", "Boolean success")),
  defineClass({
    namespace: "Messaging",
    name: "InboundEmailHandler",
    documentation: "Apex Reference Guide: InboundEmailHandler Interface",
    kind: "interface",
    members: {
      "Messaging.InboundEmailResult handleInboundEmail(Messaging.InboundEmail email, Messaging.InboundEnvelope envelope)":
        null
    }
  }),
  defineClass({
    namespace: "Messaging",
    name: "SendEmailError",
    documentation: "Apex Reference Guide: SendEmailError Class",
    members: {
      ...describeMembers<PlatformValue>({
        Message: ["String", (self) => self.values["message"] ?? null],
        StatusCode: ["StatusCode", (self) => self.values["statuscode"] ?? null],
        TargetObjectId: ["String", (self) => self.values["targetobjectid"] ?? null]
      }),
      "List<String> getFields()": () => new ApexList(stringType)
    }
  }),
  defineClass({
    namespace: "Messaging",
    name: "SendEmailResult",
    documentation: "Apex Reference Guide: SendEmailResult Class",
    members: describeMembers<PlatformValue>({
      Errors: ["List<Messaging.SendEmailError>", (self) => self.values["errors"] ?? null],
      Success: ["Boolean", (self) => self.values["success"] ?? null]
    })
  }),
  defineClass({
    name: "Messaging",
    documentation: "Apex Reference Guide: Messaging Class",
    members: {
      "static void reserveMassEmailCapacity(Integer addresses)": reserveCapacity,
      "static void reserveSingleEmailCapacity(Integer addresses)": reserveCapacity,
      "static List<Messaging.SendEmailResult> sendEmail(List<Messaging.Email> messages)": sendEmail,
      "static List<Messaging.SendEmailResult> sendEmail(List<Messaging.Email> messages, Boolean allOrNone)": sendEmail
    }
  })
];
