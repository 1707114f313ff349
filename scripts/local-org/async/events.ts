import { randomUUID } from "node:crypto";
import { apexContext } from "../apex/runtime/context.ts";
import type { ApexObject } from "../apex/runtime/object.ts";
import { apexError } from "../apex/runtime/exceptions.ts";
import type { SaveResult } from "../save/types.ts";
import type { RecordError, SObjectRecord } from "../schema/record.ts";
import { ApexDatetime } from "../values/datetime.ts";
import { cloneState } from "./clone-state.ts";
import { jobSink } from "./jobs.ts";

/**
 * `EventBus.publish` ("Platform Events Developer Guide: Publish Event Messages with Apex"): events are checked now and
 * delivered once the transaction has committed.
 */
export function publishEvents(events: readonly SObjectRecord[], callback?: ApexObject): SaveResult[] {
  const { tx } = apexContext();
  // An empty list is no statement, as for DML: so counts a public test that passes in orgs.
  // "Apex Reference Guide: Limits Class", getPublishImmediateDML: events that are published at once count by themselves.
  const immediate = events.filter(({ type }) => type.publishesImmediately === true);
  if (immediate.length > 0) tx.limits.consume("publishImmediateDml");
  if (immediate.length < events.length) tx.limits.consume("dmlStatements");
  const results = events.map((event) => publish(event));
  const accepted = events.filter((_, index) => results[index]!.success);
  if (accepted.length > 0)
    jobSink().submit({
      kind: "event",
      user: tx.user,
      events: accepted.map(cloneState),
      ...(callback ? { callback: cloneState(callback) } : {})
    });
  return results;
}

function publish(event: SObjectRecord): SaveResult {
  if (event.type.kind !== "platformEvent") {
    throw apexError("System.TypeException", `EventBus.publish takes platform events, not ${event.type.name}`);
  }
  const errors = missingFields(event);
  if (errors.length > 0) return { id: null, success: false, created: false, errors };
  const { tx } = apexContext();
  const system = {
    EventUuid: event.get("EventUuid") ?? randomUUID(),
    CreatedById: tx.user.id,
    CreatedDate: new ApexDatetime(tx.clock.now())
  };
  for (const [field, value] of Object.entries(system)) {
    if (event.type.field(field)) event.values[field] = value;
  }
  return { id: null, success: true, created: true, errors: [] };
}

/** Value of the classes EventBus.SuccessResult and FailureResult. */
export class EventPublishResult {
  readonly apexTypeName: string;
  readonly eventUuids: readonly string[];

  constructor(outcome: "Success" | "Failure", eventUuids: readonly string[]) {
    this.apexTypeName = `EventBus.${outcome}Result`;
    this.eventUuids = eventUuids;
  }
}

function missingFields(event: SObjectRecord): RecordError[] {
  const missing = event.type.fields.filter(
    (field) => field.custom && field.required && field.type !== "boolean" && event.get(field.name) === null
  );
  if (missing.length === 0) return [];
  const names = missing.map((field) => field.name);
  return [
    {
      statusCode: "REQUIRED_FIELD_MISSING",
      message: `Required fields are missing: [${names.join(", ")}]`,
      fields: names
    }
  ];
}
