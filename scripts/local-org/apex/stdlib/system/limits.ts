import type { LimitName } from "../../../transaction/limits.ts";
import { apexContext } from "../../runtime/context.ts";
import { describeKinds, describesOf, mostDescribes } from "../../runtime/describe-counts.ts";
import { countHeap } from "../../runtime/metering.ts";
import { defineClass, type Implementation } from "../definition/define.ts";

/** Names of the class Limits and the limits that they stand for. */
const counted: Readonly<Record<string, LimitName>> = {
  ApexCursorRows: "apexCursorRows",
  AggregateQueries: "aggregateQueries",
  Callouts: "callouts",
  CpuTime: "cpuTime",
  DmlRows: "dmlRows",
  DmlStatements: "dmlStatements",
  EmailInvocations: "emailInvocations",
  FetchCallsOnApexCursor: "fetchCallsOnApexCursor",
  // The page: deprecated, the same as the searches.
  FindSimilarCalls: "soslQueries",
  FutureCalls: "futureCalls",
  MobilePushApexCalls: "mobilePushApexCalls",
  PublishImmediateDML: "publishImmediateDml",
  Queries: "queries",
  QueryLocatorRows: "queryLocatorRows",
  QueryRows: "queryRows",
  QueueableJobs: "queueableJobs",
  // The page: deprecated, the same as the DML statements.
  RunAs: "dmlStatements",
  SavepointRollbacks: "dmlStatements",
  Savepoints: "dmlStatements",
  SoslQueries: "soslQueries"
};

function countedMembers(): Record<string, Implementation> {
  return Object.fromEntries(
    Object.entries(counted).flatMap(([name, limit]) => [
      [`static Integer get${name}()`, () => apexContext().tx.limits.usage(limit)],
      [`static Integer getLimit${name}()`, () => apexContext().tx.limits.ceiling(limit)]
    ])
  );
}

function describeMembers(): Record<string, Implementation> {
  return Object.fromEntries(
    describeKinds.flatMap((kind) => [
      [`static Integer get${kind}Describes()`, () => describesOf(apexContext().tx, kind)],
      [`static Integer getLimit${kind}Describes()`, () => mostDescribes]
    ])
  );
}

export const limitsClass = defineClass({
  name: "Limits",
  documentation: "Apex Reference Guide: Limits Class",
  members: {
    ...countedMembers(),
    ...describeMembers(),
    "static Integer getHeapSize()": () => {
      countHeap();
      return apexContext().tx.limits.usage("heapSize");
    },
    "static Integer getLimitHeapSize()": () => apexContext().tx.limits.ceiling("heapSize"),
    // The page: reserved for future use.
    "static Integer getAsyncCalls()": () => 0,
    "static Integer getLimitAsyncCalls()": () => 0
  }
});
