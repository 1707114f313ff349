import { ApexList } from "../runtime/collections.ts";
import { apexContext } from "../runtime/context.ts";
import { apexError } from "../runtime/exceptions.ts";
import { libraryType, stringType } from "../runtime/runtime-type.ts";
import { nullArgument } from "./arguments.ts";
import { defineClass, type ClassDefinition, type Implementation, type PropertyImplementation } from "./define.ts";

/** A value object of the namespace Messaging: its class and its variables by lower-case name. */
export class MessagingValue {
  readonly apexTypeName: string;
  readonly values: Record<string, unknown>;

  constructor(name: string, values: Record<string, unknown> = {}) {
    this.apexTypeName = `Messaging.${name}`;
    this.values = values;
  }
}

type Members = Record<string, Implementation | PropertyImplementation>;

function variable(name: string): PropertyImplementation {
  const key = name.toLowerCase();
  return {
    get: (self: MessagingValue) => self.values[key] ?? null,
    set: (self: MessagingValue, value: unknown) => {
      self.values[key] = value;
    }
  };
}

/** `Type name` of variables that can be read and written directly. */
function variables(...declarations: string[]): Members {
  return Object.fromEntries(declarations.map((declaration) => [declaration, variable(declaration.split(" ").at(-1)!)]));
}

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

function valueClass(
  name: string,
  members: Members,
  initial: () => Record<string, unknown> = () => ({})
): ClassDefinition {
  const simple = name.split(".").at(-1)!;
  return defineClass({
    namespace: "Messaging",
    name,
    documentation: `Apex Reference Guide: ${name} Class`,
    members: { [`${simple}()`]: () => new MessagingValue(name, initial()), ...members }
  });
}

const outboxKey = Symbol("e-mails sent");

/** The e-mails of the running transaction, in the order of sending. They go nowhere. */
export function outbox(): MessagingValue[] {
  const { state } = apexContext().tx;
  let sent = state.get(outboxKey) as MessagingValue[] | undefined;
  if (!sent) state.set(outboxKey, (sent = []));
  return sent;
}

/** "Apex Reference Guide: Messaging Class", sendEmail: one e-mail invocation, however many messages. */
function sendEmail(messages: ApexList | null): ApexList {
  if (messages === null) throw nullArgument();
  apexContext().tx.limits.consume("emailInvocations");
  const results = (messages.items as MessagingValue[]).map((message) => {
    requireRecipient(message);
    outbox().push(message);
    return new MessagingValue("SendEmailResult", {
      success: true,
      errors: new ApexList(libraryType("Messaging.SendEmailError"))
    });
  });
  return new ApexList(libraryType("Messaging.SendEmailResult"), results);
}

function requireRecipient({ values }: MessagingValue): void {
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
      "SingleEmailMessage()": () => new MessagingValue("SingleEmailMessage"),
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
      "String getMessage()": variable("message").get,
      "List<String> getFields()": () => new ApexList(stringType)
    }
  }),
  defineClass({
    namespace: "Messaging",
    name: "SendEmailResult",
    documentation: "Apex Reference Guide: SendEmailResult Class",
    members: {
      "List<Messaging.SendEmailError> getErrors()": variable("errors").get,
      "Boolean isSuccess()": variable("success").get
    }
  }),
  defineClass({
    name: "Messaging",
    documentation: "Apex Reference Guide: Messaging Class",
    members: {
      "static List<Messaging.SendEmailResult> sendEmail(List<Messaging.Email> messages)": sendEmail,
      "static List<Messaging.SendEmailResult> sendEmail(List<Messaging.Email> messages, Boolean allOrNone)": sendEmail
    }
  })
];
