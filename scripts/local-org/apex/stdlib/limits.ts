import { asynchronousLimits, type LimitName } from "../../transaction/limits.ts";
import { apexContext } from "../runtime/context.ts";
import { defineClass, type Implementation } from "./define.ts";

/** Names of the class Limits and the limits that they stand for. */
const counted: Readonly<Record<string, LimitName>> = {
  ApexCursorRows: "apexCursorRows",
  AggregateQueries: "aggregateQueries",
  Callouts: "callouts",
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

function isAsynchronous(): boolean {
  return apexContext().tx.limits.ceiling("queries") === asynchronousLimits.queries;
}

const cpuStart = Symbol("CPU time of the process when the transaction first asked for its own");

/** Processor time cannot be compared with the platform's: this is the process's since the transaction first asked. */
function cpuMilliseconds(): number {
  const { state } = apexContext().tx;
  const start = (state.get(cpuStart) as NodeJS.CpuUsage | undefined) ?? process.cpuUsage();
  state.set(cpuStart, start);
  const used = process.cpuUsage(start);
  return Math.round((used.user + used.system) / 1000);
}

export const limitsClass = defineClass({
  name: "Limits",
  documentation: "Apex Reference Guide: Limits Class",
  members: {
    ...countedMembers(),
    "static Integer getCpuTime()": cpuMilliseconds,
    "static Integer getLimitCpuTime()": () => (isAsynchronous() ? 60_000 : 10_000),
    // The page: reserved for future use.
    "static Integer getAsyncCalls()": () => 0,
    "static Integer getLimitAsyncCalls()": () => 0,
    // The heap of one transaction is not measured: what is reported is that none of it is used.
    "static Integer getHeapSize()": () => 0,
    "static Integer getLimitHeapSize()": () => (isAsynchronous() ? 12_000_000 : 6_000_000)
  }
});
