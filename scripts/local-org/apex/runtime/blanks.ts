import type { SObjectRecord } from "../../schema/record.ts";
import type { FieldValue } from "../../values/field-value.ts";

const blanked = new WeakMap<SObjectRecord, Set<string>>();

/** Remembers that a program, and not the query, made a field of a queried record null. */
export function noteBlanked(record: SObjectRecord, field: string): void {
  blanked.set(record, (blanked.get(record) ?? new Set<string>()).add(field));
}

/**
 * Whether a field is null because a query found nothing in it. Such a field is not among those that are populated
 * (peterknolle.com: "sObject getPopulatedFieldsAsMap"), nor in JSON, and makes no difference between records: public suites that
 * pass in orgs rely on it.
 */
export function foundBlank(record: SObjectRecord, field: string, value: FieldValue | SObjectRecord): boolean {
  return value === null && record.queried && blanked.get(record)?.has(field) !== true;
}
