import { executionOf } from "../../../async/jobs.ts";
import { SObjectRecord } from "../../../schema/record.ts";
import { apexContext } from "../../runtime/context.ts";
import { apexError } from "../../runtime/exceptions.ts";
import type { ApexEnum } from "../../runtime/object.ts";
import { equalValues, hashOf, sameKey, textOf } from "../../runtime/values.ts";
import { systemAssertions } from "./test/assert.ts";
import { systemJobs } from "./async/async.ts";
import { today } from "./time/date.ts";
import { now } from "./time/datetime.ts";
import { defineClass } from "../definition/define.ts";
import { currentPage } from "../apexpages/page-context.ts";
import { runningUserOf } from "./running-user.ts";
import { testState } from "../../testing/test-context.ts";

export const loggingLevelEnum = defineClass({
  name: "LoggingLevel",
  documentation: "Apex Reference Guide: LoggingLevel Enum",
  kind: "enum",
  constants: ["NONE", "INTERNAL", "FINEST", "FINER", "FINE", "DEBUG", "INFO", "WARN", "ERROR"]
});

export const triggerOperationEnum = defineClass({
  name: "TriggerOperation",
  documentation: "Apex Reference Guide: TriggerOperation Enum",
  kind: "enum",
  constants: [
    "BEFORE_INSERT",
    "BEFORE_UPDATE",
    "BEFORE_DELETE",
    "AFTER_INSERT",
    "AFTER_UPDATE",
    "AFTER_DELETE",
    "AFTER_UNDELETE"
  ]
});

function debug(level: string, message: unknown): void {
  apexContext().debugLog.write(level, "", textOf(message));
}

/**
 * Runs `block` as another user ("Apex Developer Guide: Using the runAs Method"): only in tests. The emitter calls it for
 * the statement `System.runAs(user) { … }`.
 */
export function runAs(user: unknown, block: () => void): void {
  if (!testState()) throw apexError("System.TypeException", "System.runAs() can only be used in test methods");
  if (!(user instanceof SObjectRecord) || user.type.name !== "User") {
    throw apexError("System.NullPointerException", "Attempt to de-reference a null object");
  }
  const { tx } = apexContext();
  tx.pushUser(runningUserOf(user));
  try {
    block();
  } finally {
    tx.popUser();
  }
}

const isKind = (kind: string) => () => executionOf(apexContext()).kind === kind;

export const systemClass = defineClass({
  name: "System",
  documentation: "Apex Reference Guide: System Class",
  members: {
    ...systemAssertions,
    ...systemJobs,
    "static PageReference currentPageReference()": currentPage,
    "static Long currentTimeMillis()": () => BigInt(apexContext().tx.clock.now()),
    "static void debug(Object message)": (message: unknown) => debug("DEBUG", message),
    "static void debug(LoggingLevel level, Object message)": (level: ApexEnum | null, message: unknown) =>
      debug(level?.name ?? "DEBUG", message),
    "static Boolean equals(Object one, Object other)": (one: unknown, other: unknown) =>
      equalValues(one, other) && (typeof one !== "string" || sameKey(one, other)),
    "static Integer hashCode(Object value)": hashOf,
    "static Boolean isBatch()": isKind("batch"),
    "static Boolean isFuture()": isKind("future"),
    "static Boolean isQueueable()": isKind("queueable"),
    "static Boolean isScheduled()": isKind("schedulable"),
    "static Datetime now()": now,
    "static Date today()": today
  }
});
