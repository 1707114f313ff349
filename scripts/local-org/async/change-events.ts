import { randomUUID } from "node:crypto";
import { ApexList } from "../apex/runtime/collections.ts";
import type { ApexProgram } from "../apex/runtime/program.ts";
import { stringType } from "../apex/runtime/runtime-type.ts";
import { PlatformValue } from "../apex/stdlib/definition/platform-value.ts";
import { testState } from "../apex/testing/test-context.ts";
import { changeEventName, changeEventObject } from "../apex/types/platform-objects.ts";
import type { ProjectSource } from "../metadata/types.ts";
import { textOf, type XmlElement } from "../metadata/xml.ts";
import { sameValue } from "../save/changes.ts";
import type { TriggerEvent, TriggerRunner } from "../save/types.ts";
import { SObjectRecord } from "../schema/record.ts";
import type { Field, SObjectType } from "../schema/types.ts";
import { loadUserByAlias } from "../security/system-data.ts";
import { storedFields } from "../storage/tables.ts";
import type { Transaction } from "../transaction/transaction.ts";
import type { FieldValue } from "../values/field-value.ts";
import { jobSink } from "./jobs.ts";

const changeTypes = { insert: "CREATE", update: "UPDATE", delete: "DELETE", undelete: "UNDELETE" } as const;

/**
 * "Change Data Capture Developer Guide: Change Event Fields": system fields that say nothing of a change are left out; the
 * record's id stands in the header.
 */
const leftOut: ReadonlySet<string> = new Set(["Id", "IsDeleted", "SystemModstamp"]);

/**
 * Lets saves tell a program's triggers on change events what they change, once the transaction has committed.
 *
 * @param selected names of the change events that members of channels select
 */
export function capturingChanges(
  triggers: TriggerRunner,
  program: ApexProgram,
  selected: ReadonlySet<string>
): TriggerRunner {
  const subscribed = new Set(program.triggers.map(({ object }) => object));
  const isSubscribed = (object: SObjectType, timing: TriggerEvent["timing"]): boolean =>
    timing === "after" && subscribed.has(changeEventName(object));
  // "Test Change Event Triggers": in a test that says so all entities are enabled, whatever is selected.
  const isEnabled = (object: SObjectType): boolean =>
    selected.has(changeEventName(object).toLowerCase()) || testState()?.capturesAllChanges === true;
  return {
    handles: (object, timing, operation) => triggers.handles(object, timing, operation) || isSubscribed(object, timing),
    run: (tx, event) => {
      triggers.run(tx, event);
      if (isSubscribed(event.object, event.timing) && isEnabled(event.object)) publish(tx, event);
    }
  };
}

/** An event a record. Their triggers run as Automated Process ("Change Event Triggers"). */
function publish(tx: Transaction, event: TriggerEvent): void {
  const records = event.newRecords ?? event.oldRecords ?? [];
  const events = records.map((record, index) => eventOf(tx, event, record, event.oldRecords?.[index]));
  jobSink().submit({ kind: "event", user: loadUserByAlias(tx.database, "autoproc") ?? tx.user, events });
}

function eventOf(
  tx: Transaction,
  { object, operation }: TriggerEvent,
  record: SObjectRecord,
  old: SObjectRecord | undefined
): SObjectRecord {
  const fields = storedFields(object).filter(({ name }) => !leftOut.has(name));
  const changed = operation === "update" ? fields.filter((field) => isChanged(field, record, old!)) : [];
  const told = operation === "update" ? changed : operation === "delete" ? [] : fields;
  const values: Record<string, FieldValue> = Object.fromEntries(told.map(({ name }) => [name, record.get(name)]));
  values["ChangeEventHeader"] = headerOf(tx, object, operation, record, changed) as unknown as FieldValue;
  return new SObjectRecord(changeEventObject(object), values);
}

/** "ChangedFields: … including the LastModifiedDate system field". */
function isChanged(field: Field, record: SObjectRecord, old: SObjectRecord): boolean {
  return field.name === "LastModifiedDate" || !sameValue(field, record.get(field.name), old.get(field.name));
}

/** "Change Data Capture Developer Guide: Change Event Header Fields". */
function headerOf(
  tx: Transaction,
  object: SObjectType,
  operation: TriggerEvent["operation"],
  record: SObjectRecord,
  changed: readonly Field[]
): PlatformValue {
  const names = changed.map(({ name }) => name);
  const { key, sequence } = nextOf(tx);
  return new PlatformValue("EventBus.ChangeEventHeader", {
    changedfields: texts(names),
    changeorigin: "",
    changetype: changeTypes[operation],
    commitnumber: BigInt(tx.clock.now()),
    committimestamp: BigInt(tx.clock.now()),
    commituser: tx.user.id,
    difffields: texts([]),
    entityname: object.name,
    nulledfields: texts(names.filter((name) => record.get(name) === null)),
    recordids: texts([record.id!]),
    sequencenumber: sequence,
    transactionkey: key
  });
}

const texts = (values: readonly string[]): ApexList => new ApexList(stringType, [...values]);

/** "Metadata API Developer Guide: PlatformEventChannelMember": what a channel, the standard one or another, selects. */
export function selectedChangeEvents(source: ProjectSource | undefined): ReadonlySet<string> {
  const members = (source?.components ?? []).filter(({ type }) => type === "PlatformEventChannelMember");
  return new Set(members.map(({ content }) => (textOf(content as XmlElement, "selectedEntity") ?? "").toLowerCase()));
}

const sequenceKey = Symbol("change events of a transaction");

/** "TransactionKey … uniquely identifies the transaction"; "SequenceNumber: … starts from 1". */
function nextOf(tx: Transaction): { readonly key: string; readonly sequence: number } {
  const { key, sequence } = (tx.state.get(sequenceKey) as ReturnType<typeof nextOf> | undefined) ?? {
    key: randomUUID(),
    sequence: 0
  };
  const next = { key, sequence: sequence + 1 };
  tx.state.set(sequenceKey, next);
  return next;
}
