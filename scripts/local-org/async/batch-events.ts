import type { ApexList } from "../apex/runtime/collections.ts";
import { apexContext } from "../apex/runtime/context.ts";
import { toApexException } from "../apex/runtime/exceptions.ts";
import { libraryType } from "../apex/runtime/runtime-type.ts";
import { isInstance, textOf } from "../apex/runtime/values.ts";
import { stackText } from "../apex/stdlib/system/exception.ts";
import { SObjectRecord } from "../schema/record.ts";
import { LimitExceededError } from "../transaction/limits.ts";
import { publishEvents } from "./events.ts";
import type { BatchJob } from "./jobs.ts";

export type BatchPhase = "START" | "EXECUTE" | "FINISH";

/** Largest length of the event's JobScope. */
const longestScope = 40_000;
const longestText = 5_000;

/** "Apex Developer Guide: Firing Platform Events from Batch Apex": of what a job that asks for it did not catch. */
export function raiseBatchError(job: BatchJob, phase: BatchPhase, problem: unknown, scope?: ApexList): void {
  if (!isInstance(job.instance, libraryType("Database.RaisesPlatformEvents"))) return;
  const { tx } = apexContext();
  const exception = toApexException(problem);
  const ids = scope
    ? scope.items.map((item) => (item instanceof SObjectRecord ? item.id : textOf(item))).join(",")
    : "";
  publishEvents([
    new SObjectRecord(tx.schema.object("BatchApexErrorEvent")!, {
      AsyncApexJobId: job.id,
      DoesExceedJobScopeMaxLength: ids.length > longestScope,
      ExceptionType: exception?.apexTypeName ?? uncaughtType(problem),
      JobScope: ids === "" ? null : ids.slice(0, longestScope),
      Message: (exception?.apexMessage ?? (problem as Error).message).slice(0, longestText),
      Phase: phase,
      StackTrace: exception ? stackText(exception).slice(0, longestText) : null
    })
  ]);
}

/** What Apex cannot catch. */
function uncaughtType(problem: unknown): string {
  return problem instanceof LimitExceededError ? "System.LimitException" : "System.UnexpectedException";
}
