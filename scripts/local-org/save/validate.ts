import type { SObjectRecord } from "../schema/record.ts";
import type { Field, SObjectType } from "../schema/types.ts";
import { isExactNumber } from "../storage/codec.ts";
import { isStored } from "../storage/tables.ts";
import { Decimal } from "../values/decimal.ts";
import type { FieldValue } from "../values/field-value.ts";
import type { Row } from "./row.ts";
import { cutTexts, mayTruncate } from "./truncation.ts";

interface CheckedFields {
  readonly texts: readonly Field[];
  readonly numbers: readonly Field[];
  readonly required: readonly Field[];
  readonly picklists: readonly Field[];
  readonly emails: readonly Field[];
  readonly booleans: readonly Field[];
}

const checkedFieldsOfType = new WeakMap<SObjectType, CheckedFields>();

function checkedFields(type: SObjectType): CheckedFields {
  let checked = checkedFieldsOfType.get(type);
  if (checked === undefined) {
    const fields = type.fields.filter((field) => isStored(field) && field.summary === undefined);
    checked = {
      texts: fields.filter(
        (field) => field.length > 0 && field.type !== "id" && field.type !== "reference" && field.type !== "base64"
      ),
      numbers: fields.filter((field) => isExactNumber(field) || field.type === "int"),
      required: fields.filter((field) => field.required && !field.autoNumber && field.type !== "boolean"),
      picklists: fields.filter(
        (field) => (field.type === "picklist" || field.type === "multipicklist") && field.restrictedPicklist
      ),
      emails: fields.filter((field) => field.type === "email"),
      booleans: fields.filter((field) => field.type === "boolean")
    };
    checkedFieldsOfType.set(type, checked);
  }
  return checked;
}

/**
 * "Apex Developer Guide: Triggers and Order of Execution", system validation: required values, lengths, number ranges,
 * restricted picklists, e-mail addresses. Texts are trimmed and numbers rounded to their field's scale on the way.
 */
export function validateSystemRules(type: SObjectType, row: Row, truncatesTexts = false): void {
  const fields = checkedFields(type);
  const record = row.current;
  normalizeTexts(fields.texts, record);
  roundNumbers(fields.numbers, record, row);
  for (const field of fields.booleans) {
    if (record.get(field.name) === null) {
      record.set(field.name, false);
    }
  }
  requireValues(fields.required, record, row);
  if (truncatesTexts || mayTruncate(row.given)) {
    cutTexts(fields.texts, record);
  }
  checkLengths(fields.texts, record, row);
  checkPicklists(fields.picklists, record, row);
  checkEmails(fields.emails, record, row);
}

/** Texts lose the white space around them; what is empty then is blank. */
function normalizeTexts(fields: readonly Field[], record: SObjectRecord): void {
  for (const field of fields) {
    const value = record.values[field.name];
    if (typeof value === "string") {
      const trimmed = value.trim();
      if (trimmed !== value || trimmed === "") {
        record.values[field.name] = trimmed === "" ? null : trimmed;
      }
    }
  }
}

/** "Field Types: Number": a value is rounded half up to the field's decimal places; too many digits before them are an error. */
function roundNumbers(fields: readonly Field[], record: SObjectRecord, row: Row): void {
  for (const field of fields) {
    const value = record.values[field.name];
    if (value === null || value === undefined) {
      continue;
    }
    const exact = value instanceof Decimal ? value : Decimal.fromNumber(value as number);
    const rounded = exact.scale === field.scale ? exact : exact.setScale(field.scale, "HALF_UP");
    if (field.precision > 0 && absolute(rounded.unscaled) >= 10n ** BigInt(field.precision)) {
      row.fail(
        "NUMBER_OUTSIDE_VALID_RANGE",
        `${field.label}: value outside of valid range on numeric field: ${exact.toPlainString()}`,
        [field.name]
      );
      continue;
    }
    record.values[field.name] = field.type === "int" ? rounded.toNumber() : rounded;
  }
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function requireValues(fields: readonly Field[], record: SObjectRecord, row: Row): void {
  const missing = fields.filter((field) => isBlank(record.values[field.name])).map((field) => field.name);
  if (missing.length > 0) {
    row.fail("REQUIRED_FIELD_MISSING", `Required fields are missing: [${missing.join(", ")}]`, missing);
  }
}

function isBlank(value: FieldValue | undefined): boolean {
  return value === null || value === undefined;
}

function checkLengths(fields: readonly Field[], record: SObjectRecord, row: Row): void {
  for (const field of fields) {
    const value = record.values[field.name];
    if (typeof value === "string" && value.length > field.length && field.type !== "multipicklist") {
      row.fail("STRING_TOO_LONG", `${field.label}: data value too large: ${value} (max length=${field.length})`, [
        field.name
      ]);
    }
  }
}

function checkPicklists(fields: readonly Field[], record: SObjectRecord, row: Row): void {
  for (const field of fields) {
    const value = record.values[field.name];
    if (typeof value !== "string" || value === row.old?.get(field.name)) {
      continue;
    }
    const chosen = field.type === "multipicklist" ? value.split(";") : [value];
    const canonical = chosen.map(
      (item) => field.picklistValues.find((option) => option.active && sameText(option.value, item))?.value
    );
    const wrong = canonical.findIndex((item) => item === undefined);
    if (wrong >= 0) {
      row.fail(
        "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
        `${field.label}: bad value for restricted picklist field: ${chosen[wrong]}`,
        [field.name]
      );
    } else {
      record.values[field.name] = canonical.join(";");
    }
  }
}

function sameText(one: string, other: string): boolean {
  return one === other || one.toLowerCase() === other.toLowerCase();
}

const emailPattern = /^[^\s@,;<>()[\]"]+@[^\s@,;<>()[\]"]+\.[A-Za-z0-9-]{2,}$/;

function checkEmails(fields: readonly Field[], record: SObjectRecord, row: Row): void {
  for (const field of fields) {
    const value = record.values[field.name];
    if (typeof value === "string" && !emailPattern.test(value)) {
      row.fail("INVALID_EMAIL_ADDRESS", `${field.label}: invalid email address: ${value}`, [field.name]);
    }
  }
}
