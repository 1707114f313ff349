import { LimitExceededError } from "../../transaction/limits.ts";
import { PlatformError } from "../../transaction/platform-error.ts";
import type { TriggerEvent, TriggerRunner } from "../../save/types.ts";
import type { SObjectRecord } from "../../schema/record.ts";
import type { SObjectType } from "../../schema/types.ts";
import { triggerOperationEnum } from "../stdlib/system/system.ts";
import { ApexList, ApexMap } from "./collections.ts";
import { apexContext, type TriggerContext } from "./context.ts";
import { enumConstant } from "./enums.ts";
import { toApexException } from "./exceptions.ts";
import type { ApexProgram, ApexTriggerInfo } from "./program.ts";
import { idType, sobjectTypeOf, type RuntimeType } from "./runtime-type.ts";

/** Runs a program's triggers; must be called within a context of that program. */
export function createTriggerRunner(program: ApexProgram): TriggerRunner {
  const byEvent = new Map<string, ApexTriggerInfo[]>();
  for (const trigger of program.triggers) {
    for (const { timing, operation } of trigger.events) {
      const key = `${trigger.object} ${timing} ${operation}`;
      const known = byEvent.get(key);
      if (known) known.push(trigger);
      else byEvent.set(key, [trigger]);
    }
  }
  return {
    handles: (object, timing, operation) => byEvent.has(`${object.name} ${timing} ${operation}`),
    run: (_tx, event) => {
      for (const trigger of byEvent.get(`${event.object.name} ${event.timing} ${event.operation}`) ?? [])
        runTrigger(trigger, event, program);
    }
  };
}

/** The triggers that subscribe to a platform event. */
export function eventSubscribers(program: ApexProgram, object: SObjectType): ApexTriggerInfo[] {
  return program.triggers.filter(
    (trigger) =>
      trigger.object === object.name &&
      trigger.events.some(({ timing, operation }) => timing === "after" && operation === "insert")
  );
}

export function runSubscriber(
  program: ApexProgram,
  trigger: ApexTriggerInfo,
  newRecords: readonly SObjectRecord[]
): void {
  const object = newRecords[0]!.type;
  runTrigger(trigger, { object, timing: "after", operation: "insert", newRecords: [...newRecords] }, program);
}

function runTrigger(trigger: ApexTriggerInfo, event: TriggerEvent, program: ApexProgram): void {
  const context = apexContext();
  const { trigger: outerTrigger, sharing: outerSharing, userMode: outerMode } = context;
  context.trigger = triggerContext(trigger, event, outerTrigger);
  // "Apex Developer Guide": triggers run in system context, without sharing, whoever's save fired them.
  context.sharing = 0;
  context.userMode = false;
  context.observer?.rowsBeingSaved(event.newRecords ?? event.oldRecords ?? []);
  try {
    trigger.run();
  } catch (thrown) {
    throw asTriggerFailure(thrown, trigger, event, program);
  } finally {
    context.trigger = outerTrigger;
    context.sharing = outerSharing;
    context.userMode = outerMode;
  }
}

/** The platform's words for an exception that leaves a trigger. */
function asTriggerFailure(
  thrown: unknown,
  trigger: ApexTriggerInfo,
  event: TriggerEvent,
  program: ApexProgram
): unknown {
  if (thrown instanceof LimitExceededError) return thrown;
  const exception = toApexException(thrown);
  if (!exception) return thrown;
  const when = [event.timing, event.operation].map((word) => word[0]!.toUpperCase() + word.slice(1)).join("");
  const frames = program
    .stackTrace(exception)
    .map((frame) => `${frame.place}: line ${frame.line}, column 1`)
    .join("\n");
  const failure = new PlatformError({
    apexType: "System.DmlException",
    statusCode: "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
    message: `${trigger.name}: execution of ${when}\n\ncaused by: ${exception.apexTypeName}: ${exception.apexMessage ?? "Script-thrown exception"}\n\n${frames}`
  });
  failure.cause = exception;
  return failure;
}

/** "Apex Developer Guide: Trigger Context Variables", by lower-case name. */
function triggerContext(
  { name }: ApexTriggerInfo,
  event: TriggerEvent,
  outer: TriggerContext | undefined
): TriggerContext {
  const { timing, operation, newRecords, oldRecords } = event;
  const type = sobjectTypeOf(event.object);
  const hasIds = !(operation === "insert" && timing === "before");
  return {
    name,
    event,
    outer,
    variables: {
      isexecuting: true,
      isbefore: timing === "before",
      isafter: timing === "after",
      isinsert: operation === "insert",
      isupdate: operation === "update",
      isdelete: operation === "delete",
      isundelete: operation === "undelete",
      new: newRecords ? ofTrigger(new ApexList(type, [...newRecords])) : null,
      old: oldRecords ? ofTrigger(new ApexList(type, [...oldRecords])) : null,
      newmap: newRecords && hasIds ? byId(type, newRecords) : null,
      oldmap: oldRecords ? byId(type, oldRecords) : null,
      size: (newRecords ?? oldRecords ?? []).length,
      operationtype: enumConstant(triggerOperationEnum, `${timing}_${operation}`)
    }
  };
}

function byId(type: RuntimeType, records: readonly SObjectRecord[]): ApexMap {
  return ofTrigger(
    new ApexMap(
      idType,
      type,
      records.map((record) => [record.id, record] as const)
    )
  );
}

function ofTrigger<T extends ApexList | ApexMap>(collection: T): T {
  collection.readOnly = true;
  return collection;
}
