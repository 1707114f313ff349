import type { SObjectRecord } from "../schema/record.ts";
import { type RecordError } from "../schema/record.ts";
import type { FieldValue } from "../values/field-value.ts";

/** One record on its way through the save procedure. */
export class Row {
  /** Position in the statement. */
  readonly index: number;
  /** What the caller gave; gets the id and nothing else. */
  readonly given: SObjectRecord;
  /** What is saved: `Trigger.new`. Of a delete, what is deleted. */
  current: SObjectRecord;
  /** What is stored: `Trigger.old`. Absent for an insert. */
  old: SObjectRecord | undefined;
  readonly errors: RecordError[] = [];
  /** Ids of parents that the caller named by external id, by reference field. */
  parentIds: Record<string, string> | undefined;
  id: string | null;
  created = false;

  constructor(index: number, given: SObjectRecord) {
    this.index = index;
    this.given = given;
    this.parentIds = undefined;
    this.current = given;
    this.id = given.id;
  }

  get failed(): boolean {
    return this.errors.length > 0;
  }

  fail(statusCode: string, message: string, fields: readonly string[] = []): void {
    this.errors.push({ statusCode, message, fields });
  }

  /** Takes over what triggers and rules reported by `addError`. */
  collectErrors(): void {
    for (const record of [this.current, this.old]) {
      if (record?.errors !== undefined) {
        this.errors.push(...record.errors);
        record.errors = undefined;
      }
    }
  }
}

/** "Apex Developer Guide: Primitive Data Types": texts of sObject fields can never be empty, only null. */
export function withoutEmptyText(value: FieldValue): FieldValue {
  return value === "" ? null : value;
}

export function standing(rows: readonly Row[]): Row[] {
  return rows.filter((row) => !row.failed);
}
