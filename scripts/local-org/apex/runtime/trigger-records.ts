/** What Apex may not do with the records of running triggers ("Apex Developer Guide: Context Variable Considerations"). */
import type { DmlOperation } from "../../save/types.ts";
import type { RecordError, SObjectRecord } from "../../schema/record.ts";
import { apexContext, type TriggerContext } from "./context.ts";
import { apexError } from "./exceptions.ts";

/** "trigger.new and trigger.old cannot be used in Apex DML operations." */
export function refuseRecordsOfTrigger(records: readonly SObjectRecord[]): void {
  const event = apexContext().trigger?.event;
  if (!event) return;
  const own = new Set([...(event.newRecords ?? []), ...(event.oldRecords ?? [])]);
  if (records.some((record) => own.has(record)))
    throw apexError("System.SObjectException", "DML statement cannot operate on trigger.new or trigger.old");
}

/** Before it is updated or deleted, a record can be neither updated nor deleted by the way; by index. */
export function selfReferences(
  operation: DmlOperation,
  records: readonly SObjectRecord[]
): ReadonlyMap<number, RecordError> {
  const found = new Map<number, RecordError>();
  if (operation === "insert" || operation === "undelete") return found;
  for (let trigger = apexContext().trigger; trigger; trigger = trigger.outer) {
    const held = heldAgainst(trigger, operation);
    records.forEach(({ id }, index) => {
      if (id !== null && held.has(id) && !found.has(index)) found.set(index, selfReference(trigger, operation, id));
    });
  }
  return found;
}

/** The page's table: a before delete trigger may update the original object. */
function heldAgainst({ event }: TriggerContext, operation: DmlOperation): ReadonlySet<string | null> {
  const holds =
    event.timing === "before" &&
    event.operation !== "insert" &&
    (event.operation !== "delete" || operation === "delete");
  return new Set(holds ? event.oldRecords?.map(({ id }) => id) : []);
}

function selfReference({ name }: TriggerContext, operation: DmlOperation, id: string): RecordError {
  const verb = operation === "delete" ? "delete" : "update";
  return {
    statusCode: "SELF_REFERENCE_FROM_TRIGGER",
    message: `Object (id = ${id}) is currently in trigger ${name}, therefore it cannot recursively ${verb} itself`,
    fields: []
  };
}
