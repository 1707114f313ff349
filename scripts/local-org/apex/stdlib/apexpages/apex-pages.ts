import { ApexList } from "../../runtime/collections.ts";
import { enumConstants } from "../../runtime/enums.ts";
import type { ApexException } from "../../runtime/exceptions.ts";
import { libraryType } from "../../runtime/runtime-type.ts";
import type { ApexEnum } from "../../runtime/object.ts";
import { nullArgument } from "../definition/arguments.ts";
import { defineClass, type ClassDefinition } from "../definition/define.ts";
import { currentPage, pageMessages } from "./page-context.ts";
import { getter } from "../definition/properties.ts";

const severityEnum = defineClass({
  namespace: "ApexPages",
  name: "Severity",
  documentation: "Apex Reference Guide: ApexPages.Severity Enum",
  kind: "enum",
  constants: ["CONFIRM", "ERROR", "FATAL", "INFO", "WARNING"]
});

/** Value of the class ApexPages.Message. */
class Message {
  readonly apexTypeName = "ApexPages.Message";
  readonly severity: ApexEnum;
  readonly summary: string | null;
  readonly detail: string | null;
  readonly componentLabel: string | null;

  constructor(
    severity: ApexEnum | null,
    summary: string | null,
    detail: string | null = summary,
    componentLabel: string | null = null
  ) {
    if (severity === null) throw nullArgument();
    this.severity = severity;
    this.summary = summary;
    this.detail = detail;
    this.componentLabel = componentLabel;
  }

  toString(): string {
    return `ApexPages.Message["${String(this.summary)}"]`;
  }
}

/** A page has one message of a severity and summary, whatever their details: so say public tests that broke at API 29. */
export function addMessage(message: Message | null): void {
  if (message === null) throw nullArgument();
  const messages = pageMessages("addMessage") as Message[];
  if (!messages.some(({ severity, summary }) => severity === message.severity && summary === message.summary))
    messages.push(message);
}

/** "addMessages(exceptionThrown): Adds a list of messages … based on a thrown exception": of a DmlException one per row. */
export function addMessages(exception: ApexException | null): void {
  if (exception === null) throw nullArgument();
  pageMessages("addMessages");
  const texts = exception.dmlFailures?.flatMap(({ errors }) => errors.map(({ message }) => message)) ?? [
    exception.apexMessage ?? "Script-thrown exception"
  ];
  for (const text of texts) addMessage(new Message(enumConstants(severityEnum).get("ERROR")!, text));
}

export const apexPagesClasses: readonly ClassDefinition[] = [
  severityEnum,
  defineClass({
    namespace: "ApexPages",
    name: "Message",
    documentation: "Apex Reference Guide: Message Class",
    members: {
      "Message(ApexPages.Severity severity, String summary)": (severity: ApexEnum | null, summary: string | null) =>
        new Message(severity, summary),
      "Message(ApexPages.Severity severity, String summary, String detail)": (
        severity: ApexEnum | null,
        summary: string | null,
        detail: string | null
      ) => new Message(severity, summary, detail),
      "Message(ApexPages.Severity severity, String summary, String detail, String id)": (
        severity: ApexEnum | null,
        summary: string | null,
        detail: string | null,
        id: string | null
      ) => new Message(severity, summary, detail, id),
      "String getComponentLabel()": getter<Message>("componentLabel"),
      "String getDetail()": getter<Message>("detail"),
      "ApexPages.Severity getSeverity()": getter<Message>("severity"),
      "String getSummary()": getter<Message>("summary")
    }
  }),
  defineClass({
    name: "ApexPages",
    documentation: "Apex Reference Guide: ApexPages Class",
    members: {
      "static void addMessage(ApexPages.Message message)": addMessage,
      "static void addMessages(Exception exceptionThrown)": addMessages,
      "static PageReference currentPage()": currentPage,
      "static List<ApexPages.Message> getMessages()": () =>
        new ApexList(libraryType("ApexPages.Message"), [...pageMessages("getMessages")]),
      "static Boolean hasMessages()": () => pageMessages("hasMessages").length > 0,
      "static Boolean hasMessages(ApexPages.Severity severity)": (severity: ApexEnum | null) =>
        (pageMessages("hasMessages") as Message[]).some((message) => message.severity === severity)
    }
  })
];
