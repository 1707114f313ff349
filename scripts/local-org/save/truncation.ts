import type { SObjectRecord } from "../schema/record.ts";
import type { Field } from "../schema/types.ts";

const truncating = new WeakSet<SObjectRecord>();

/** "Apex Reference Guide: SObject Class", setOptions: whether texts of this record may be cut when it is saved. */
export function setTruncation(record: SObjectRecord, allowed: boolean): void {
  if (allowed) truncating.add(record);
  else truncating.delete(record);
}

export function mayTruncate(record: SObjectRecord): boolean {
  return truncating.has(record);
}

const cuttable: ReadonlySet<Field["type"]> = new Set([
  "email",
  "encryptedstring",
  "picklist",
  "phone",
  "string",
  "textarea"
]);

/** "Apex Reference Guide: Database.DMLOptions Class", allowFieldTruncation. */
export function cutTexts(fields: readonly Field[], record: SObjectRecord): void {
  for (const field of fields.filter(({ type }) => cuttable.has(type))) {
    const value = record.values[field.name];
    if (typeof value === "string" && value.length > field.length) {
      record.set(field.name, value.slice(0, field.length));
    }
  }
}
