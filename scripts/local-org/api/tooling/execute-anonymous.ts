import { toApexException } from "../../apex/runtime/exceptions.ts";
import type { AnonymousResult } from "../../org/types.ts";
import { LimitExceededError } from "../../transaction/limits.ts";
import type { ApiRequest } from "../http/exchange.ts";
import { DebugLogText, keepLog } from "./apex-log.ts";

/** "SOAP API Developer Guide: ExecuteAnonymousResult". */
export interface ExecuteAnonymousResult {
  readonly column: number;
  readonly compileProblem: string | null;
  readonly compiled: boolean;
  readonly exceptionMessage: string | null;
  readonly exceptionStackTrace: string | null;
  readonly line: number;
  readonly success: boolean;
}

/** Runs anonymous Apex as the caller, keeps its debug log and answers both. */
export function executeAnonymous(
  { org, user, path }: ApiRequest,
  source: string,
  apiVersion: string
): { result: ExecuteAnonymousResult; log: string } {
  const log = new DebugLogText(org, user, { apiVersion, unit: "execute_anonymous_apex", source });
  const outcome = org.executeAnonymous(user, source, log);
  const result = resultOf(outcome);
  const { compiled, success, line, exceptionMessage, exceptionStackTrace } = result;
  if (compiled)
    log.end(success ? undefined : { line, message: exceptionMessage ?? "", stackTrace: exceptionStackTrace ?? "" });
  const text = compiled ? log.text : "";
  if (compiled)
    keepLog(org, user, {
      operation: path,
      status: success ? "Success" : (exceptionMessage ?? "Failed"),
      milliseconds: log.milliseconds,
      text
    });
  return { result, log: text };
}

function resultOf({ problems, thrown, frames = [] }: AnonymousResult): ExecuteAnonymousResult {
  const done = {
    column: -1,
    compileProblem: null,
    compiled: true,
    exceptionMessage: null,
    exceptionStackTrace: null,
    line: -1,
    success: true
  };
  if (problems) {
    const { line, column, message, path } = problems[0]!;
    // A mistake in a class is told with its place: the line alone would seem to be one of the statements.
    const compileProblem = path === "AnonymousBlock" ? message : `${path}:${line}:${column} ${message}`;
    return { ...done, column, line, compileProblem, compiled: false, success: false };
  }
  if (thrown === undefined) return done;
  const exception = toApexException(thrown);
  if (!exception && !(thrown instanceof LimitExceededError))
    throw thrown instanceof Error ? thrown : new Error(String(thrown));
  return {
    ...done,
    column: 1,
    line: frames[0]?.line ?? 1,
    success: false,
    exceptionMessage: exception
      ? `${exception.apexTypeName}: ${exception.apexMessage ?? "Script-thrown exception"}`
      : `System.LimitException: ${(thrown as LimitExceededError).message}`,
    exceptionStackTrace: frames
      .map(
        ({ place, line }) =>
          `${place.replace(/^Class\.AnonymousBlock(\.<init>)?$/, "AnonymousBlock")}: line ${line}, column 1`
      )
      .join("\n")
  };
}
