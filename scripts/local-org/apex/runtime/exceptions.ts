import { LimitExceededError } from "../../transaction/limits.ts";
import { PlatformError } from "../../transaction/platform-error.ts";
import { DecimalError } from "../../values/decimal.ts";
import type { DmlError } from "../../save/types.ts";

/**
 * Base of every Apex exception, of the platform's and of users'. A native Error, so that the engine's stack trace is
 * the Apex stack trace: generated code keeps its source's path and lines.
 */
export class ApexException extends Error {
  /** Full name of the platform's exception class, or the name of a user's one (set by generated code on the prototype). */
  declare readonly apexTypeName: string;
  apexCause: ApexException | null = null;
  /** For exceptions that the save procedure raised: what getDmlIndex and the like answer from. */
  dmlFailures: DmlError["failures"] | undefined;
  /** Field names and the like of exceptions that carry more than a message. */
  details: Readonly<Record<string, unknown>> | undefined;
  private explicitMessage: string | null;

  constructor(message: string | null = null) {
    super(message ?? "");
    this.explicitMessage = message;
  }

  /** null where no message was given: `getMessage()` then answers `Script-thrown exception`. */
  get apexMessage(): string | null {
    return this.explicitMessage;
  }

  setApexMessage(message: string | null): void {
    this.explicitMessage = message;
    this.message = message ?? "";
  }
}

Object.defineProperty(ApexException.prototype, "apexTypeName", { value: "System.Exception", configurable: true });

const classes = new Map<string, typeof ApexException>([["System.Exception", ApexException]]);

/** The JavaScript class of one of the platform's exception classes; made on first use. */
export function exceptionClass(apexTypeName: string): typeof ApexException {
  let found = classes.get(apexTypeName);
  if (!found) {
    const made = class extends ApexException {};
    Object.defineProperty(made, "name", { value: apexTypeName });
    Object.defineProperty(made.prototype, "apexTypeName", { value: apexTypeName });
    Object.defineProperty(made.prototype, "name", { value: apexTypeName });
    classes.set(apexTypeName, (found = made));
  }
  return found;
}

/** Makes one of the platform's exceptions: `apexError("System.QueryException", "List has no rows …")`. */
export function apexError(apexTypeName: string, message: string | null): ApexException {
  return new (exceptionClass(apexTypeName))(message);
}

export function nullPointer(): ApexException {
  return apexError("System.NullPointerException", "Attempt to de-reference a null object");
}

const nullDereference = /^Cannot (read|set) properties of null/;

/**
 * What Apex catches for whatever JavaScript threw: platform errors become the exception they name, a native null
 * dereference in generated code becomes NullPointerException. Undefined for what Apex may never catch: limit
 * exceptions and faults of the local org itself.
 */
export function toApexException(thrown: unknown): ApexException | undefined {
  if (thrown instanceof ApexException) return thrown;
  if (thrown instanceof LimitExceededError) return undefined;
  if (thrown instanceof PlatformError) return withStackOf(fromPlatformError(thrown), thrown);
  if (thrown instanceof TypeError && nullDereference.test(thrown.message)) return withStackOf(nullPointer(), thrown);
  if (thrown instanceof DecimalError) {
    return withStackOf(
      apexError(thrown.kind === "arithmetic" ? "System.MathException" : "System.TypeException", thrown.message),
      thrown
    );
  }
  return undefined;
}

function fromPlatformError(error: PlatformError): ApexException {
  const exception = apexError(error.apexType, error.message);
  const { inaccessibleFields } = error as { inaccessibleFields?: unknown };
  exception.details = { statusCode: error.statusCode, fields: error.fields, inaccessibleFields };
  if ("failures" in error) exception.dmlFailures = (error as DmlError).failures;
  return exception;
}

function withStackOf(exception: ApexException, thrown: Error): ApexException {
  const frames = (thrown.stack ?? "").split("\n").filter((line) => line.startsWith("    at "));
  exception.stack = [`${exception.apexTypeName}: ${exception.message}`, ...frames].join("\n");
  return exception;
}
