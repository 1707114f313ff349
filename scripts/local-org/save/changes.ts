import type { Field, SObjectType } from "../schema/types.ts";
import { codecOf } from "../storage/codec.ts";
import { storedFields } from "../storage/tables.ts";
import type { FieldValue } from "../values/field-value.ts";
import type { Row } from "./row.ts";

/** Equal as stored: 1.0 and 1.00 of one field are. */
export function sameValue(field: Field, one: FieldValue, other: FieldValue): boolean {
  if (one === other) {
    return true;
  }
  if (one === null || other === null) {
    return false;
  }
  if (typeof one === "string" || typeof one === "boolean") {
    return false;
  }
  const codec = codecOf(field);
  const first = codec.encode(one);
  const second = codec.encode(other);
  return first instanceof Uint8Array && second instanceof Uint8Array
    ? Buffer.compare(first, second) === 0
    : first === second;
}

/** The stored fields in which any of the rows differs from what is stored. */
export function changedFields(type: SObjectType, rows: readonly Row[]): Field[] {
  return storedFields(type).filter((field) =>
    rows.some((row) => !sameValue(field, row.current.get(field.name), row.old!.get(field.name)))
  );
}
