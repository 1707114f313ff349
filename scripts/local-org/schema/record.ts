import type { FieldValue } from "../values/field-value.ts";
import type { SObjectType } from "./types.ts";

/** An error put on a record by `addError`, a validation rule or the save procedure. */
export interface RecordError {
  /** Platform status code, e.g. `FIELD_CUSTOM_VALIDATION_EXCEPTION`. */
  readonly statusCode: string;
  readonly message: string;
  readonly fields: readonly string[];
}

/**
 * One sObject record in memory: what a SOQL row, a DML argument, a trigger's `Trigger.new` element and an Apex
 * sObject variable are. Keys of `values` are canonical field names; a key that is absent was never set.
 *
 * `queried` tells a row that came from SOQL: reading a field that is absent from such a row is an SObjectException,
 * from a constructed record it is null.
 */
export class SObjectRecord {
  readonly type: SObjectType;
  values: Record<string, FieldValue>;
  /** Parents by relationship name (`Account`, `Member__r`); null where the reference is blank. */
  parents: Record<string, SObjectRecord | null> | undefined;
  /** Child rows of a subquery by relationship name. */
  children: Record<string, readonly SObjectRecord[]> | undefined;
  /** Aliases and expressions of an AggregateResult row live in `values`; its `type` is that of the FROM object. */
  queried: boolean;
  errors: RecordError[] | undefined;
  /** Set while the record is `Trigger.new` of an after trigger or `Trigger.old`: writing throws a FinalException. */
  readOnly: boolean;
  /** Room for the Apex runtime's own wrappers of `children`; nobody else touches it. */
  apexState: unknown;

  constructor(type: SObjectType, values: Record<string, FieldValue> = {}, queried = false) {
    this.type = type;
    this.values = values;
    this.parents = undefined;
    this.children = undefined;
    this.queried = queried;
    this.errors = undefined;
    this.readOnly = false;
    this.apexState = undefined;
  }

  get id(): string | null {
    return (this.values["Id"] as string | null | undefined) ?? null;
  }

  /** The value of a field by canonical name, null where it was never set. */
  get(field: string): FieldValue {
    return this.values[field] ?? null;
  }

  has(field: string): boolean {
    return Object.hasOwn(this.values, field);
  }

  set(field: string, value: FieldValue): void {
    this.values[field] = value;
  }

  addError(statusCode: string, message: string, fields: readonly string[] = []): void {
    (this.errors ??= []).push({ statusCode, message, fields });
  }
}
