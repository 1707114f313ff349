import { apexContext } from "../../runtime/context.ts";
import { ApexException, exceptionClass } from "../../runtime/exceptions.ts";
import { ApexList, ApexMap, ApexSet } from "../../runtime/collections.ts";
import { libraryType, setOf, stringType } from "../../runtime/runtime-type.ts";
import { defineClass, type ClassDefinition, type Implementation } from "../definition/define.ts";
import { statusCodeEnum } from "./status-code.ts";
import { enumConstants } from "../../runtime/enums.ts";
import { sobjectFieldToken } from "../schema/tokens.ts";

/** `getStackTraceString`: one line per Apex frame, then the cause with its own. */
export function stackText(exception: ApexException): string {
  const frames = apexContext().program.stackTrace(exception);
  const own = frames.map((frame) => `${frame.place}: line ${frame.line}, column 1`).join("\n");
  const { apexCause: cause } = exception;
  return cause ? `${own}\nCaused by\n${cause.apexTypeName}: ${message(cause)}\n\n${stackText(cause)}` : own;
}

function make(apexTypeName: string): Implementation {
  return (...args: readonly (string | ApexException | null)[]) => raise(new (exceptionClass(apexTypeName))(), args);
}

/** Gives an exception the arguments of one of the four constructors that every exception class has. */
export function raise<T extends ApexException>(exception: T, args: readonly (string | ApexException | null)[]): T {
  for (const arg of args) {
    if (arg instanceof ApexException) exception.apexCause = arg;
    else if (arg !== null) exception.setApexMessage(arg);
  }
  return exception;
}

const message = (self: ApexException): string => self.apexMessage ?? "Script-thrown exception";

function failureAt(self: ApexException, index: number) {
  const failure = self.dmlFailures?.[index];
  if (!failure) throw new (exceptionClass("System.ListException"))(`List index out of bounds: ${index}`);
  return failure;
}

const statusOf = (self: ApexException, index: number): string => failureAt(self, index).errors[0]!.statusCode;

function fieldTokens(self: ApexException, index: number): ApexList {
  const { object, errors } = failureAt(self, index);
  const fields = errors[0]!.fields.flatMap((name) => object.field(name) ?? []);
  return new ApexList(
    libraryType("Schema.SObjectField"),
    fields.map((field) => sobjectFieldToken(object, field))
  );
}

/** Every exception has them; those that no save raised tell of no row. */
const dmlMembers: NonNullable<ClassDefinition["members"]> = {
  "Integer getNumDml()": (self: ApexException) => self.dmlFailures?.length ?? 0,
  "Integer getDmlIndex(Integer i)": (self: ApexException, index: number) => failureAt(self, index).index,
  "String getDmlId(Integer i)": (self: ApexException, index: number) => failureAt(self, index).id,
  "String getDmlMessage(Integer i)": (self: ApexException, index: number) => failureAt(self, index).errors[0]!.message,
  "String getDmlStatusCode(Integer i)": statusOf,
  "StatusCode getDmlType(Integer i)": (self: ApexException, index: number) =>
    enumConstants(statusCodeEnum).get(statusOf(self, index)) ?? null,
  "List<String> getDmlFieldNames(Integer i)": (self: ApexException, index: number) =>
    new ApexList(stringType, [...failureAt(self, index).errors[0]!.fields]),
  "List<Schema.SObjectField> getDmlFields(Integer i)": fieldTokens
};

export const exceptionClassDefinition = defineClass({
  name: "Exception",
  documentation: "Apex Reference Guide: Exception Class and Built-In Exceptions",
  kind: "abstract",
  extensible: true,
  members: {
    "Exception()": make("System.Exception"),
    "Exception(String message)": make("System.Exception"),
    "Exception(Exception cause)": make("System.Exception"),
    "Exception(String message, Exception cause)": make("System.Exception"),
    "Exception getCause()": (self: ApexException) => self.apexCause,
    "Integer getLineNumber()": (self: ApexException) => apexContext().program.stackTrace(self)[0]?.line ?? 0,
    "String getMessage()": message,
    "String getStackTraceString()": stackText,
    "String getTypeName()": (self: ApexException) => self.apexTypeName,
    "void initCause(Exception cause)": (self: ApexException, cause: ApexException | null) =>
      void (self.apexCause = cause),
    "void setMessage(String message)": (self: ApexException, text: string | null) => self.setApexMessage(text),
    ...dmlMembers
  }
});

function definition(name: string, namespace = "System", members: ClassDefinition["members"] = {}): ClassDefinition {
  const fullName = `${namespace}.${name}`;
  return defineClass({
    namespace,
    name,
    extends: "Exception",
    documentation: "Apex Reference Guide: Exception Class and Built-In Exceptions",
    members: {
      [`${name}()`]: make(fullName),
      [`${name}(String message)`]: make(fullName),
      [`${name}(Exception cause)`]: make(fullName),
      [`${name}(String message, Exception cause)`]: make(fullName),
      ...members
    }
  });
}

const plainNames = [
  "AssertException",
  "AsyncException",
  "BigObjectException",
  "CalloutException",
  "DataWeaveScriptException",
  "DuplicateMessageException",
  "EmailException",
  "ExternalObjectException",
  "FatalCursorException",
  "FinalException",
  "FlowException",
  "FormulaEvaluationException",
  "FormulaValidationException",
  "HandledException",
  "IllegalArgumentException",
  "InvalidHeaderException",
  "InvalidParameterValueException",
  "JSONException",
  "LimitException",
  "ListException",
  "MathException",
  "NoAccessException",
  "NoDataFoundException",
  "NoSuchElementException",
  "NullPointerException",
  "ProcedureException",
  "RequiredFeatureMissingException",
  "SearchException",
  "SecurityException",
  "SerializationException",
  "SObjectException",
  "StringException",
  "TouchHandledException",
  "TransientCursorException",
  "TypeException",
  "UnexpectedException",
  "UnsupportedOperationException",
  "VisualforceException",
  "XmlException"
];

/**
 * Apex itself does not see the constructor's text: getMessage answers "Script-thrown exception" until setMessage is called.
 * The client gets what `clientMessageOf` answers.
 */
const auraHandledException = definition("AuraHandledException", "System", {
  "AuraHandledException(String message)": (text: string | null) => {
    const exception = new (exceptionClass("System.AuraHandledException"))();
    exception.details = { clientMessage: text };
    return exception;
  }
});

/** What a Lightning component is told of an AuraHandledException. */
export function clientMessageOf(exception: ApexException): string {
  return (
    exception.apexMessage ??
    (exception.details?.["clientMessage"] as string | null | undefined) ??
    "Script-thrown exception"
  );
}

/** Null where the exception has another cause than missing access. */
function inaccessibleFields(self: ApexException): ApexMap | null {
  const fields = self.details?.["inaccessibleFields"] as ReadonlyMap<string, ReadonlySet<string>> | undefined;
  if (!fields) return null;
  const entries = [...fields].map(([object, names]) => [object, new ApexSet(stringType, names)] as const);
  return new ApexMap(stringType, setOf(stringType), entries);
}

/** What may be shown to who registers; the message is for the administrator ("Apex Reference Guide: Site Class"). */
function displayMessages(self: ApexException): ApexList {
  return new ApexList(stringType, [...((self.details?.["displayMessages"] as readonly string[] | undefined) ?? [])]);
}

export const exceptionDefinitions: readonly ClassDefinition[] = [
  exceptionClassDefinition,
  ...plainNames.map((name) => definition(name)),
  auraHandledException,
  definition("DmlException"),
  definition("RetryableException", "EventBus"),
  definition("InvalidReplayIdException", "EventBus"),
  definition("ZipException", "Compression"),
  definition("ConnectApiException", "ConnectApi"),
  definition("ExternalUserCreateException", "Site", { "List<String> getDisplayMessages()": displayMessages }),
  definition("QueryException", "System", {
    "Map<String, Set<String>> getInaccessibleFields()": inaccessibleFields
  })
];
