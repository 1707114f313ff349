import { readFileSync } from "node:fs";
import { customObject } from "../save/fixture.ts";
import type { FieldDefinition } from "../schema/field.ts";
import type { ObjectSource } from "../metadata/types.ts";
import { ApexDate } from "../values/date.ts";
import { ApexDatetime } from "../values/datetime.ts";
import { Decimal } from "../values/decimal.ts";
import type { FieldValue } from "../values/field-value.ts";
import { ApexTime } from "../values/time.ts";
import type { FormulaValue } from "./values.ts";

/** Half of `formulaTestV2.xml` of salesforce/formula-engine, the platform's own formula engine (BSD 3-clause, fixtures/formula-engine/LICENSE). */
export interface GoldenFormula {
  readonly name: string;
  readonly returns: string;
  readonly formula: string;
  readonly fields: readonly GoldenField[];
  /** Values of the fields separated by commas; the result with blanks as zeros; the result with blanks as blanks. */
  readonly rows: readonly (readonly [input: string, blanksAsZero: string, blanksAsBlank: string])[];
}

interface GoldenField {
  readonly name: string;
  readonly type: string;
  readonly formula?: string;
  readonly fields?: readonly GoldenField[];
}

const file = new URL("./fixtures/formula-engine/golden.jsonl", import.meta.url);

export function goldenFormulas(): GoldenFormula[] {
  return readFileSync(file, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as GoldenFormula);
}

const types: Readonly<Record<string, Omit<FieldDefinition, "name">>> = {
  Double: { type: "double", precision: 18, scale: 16 },
  Currency: { type: "currency", precision: 18, scale: 16 },
  Percent: { type: "percent", precision: 18, scale: 16 },
  Text: { type: "string", length: 255 },
  textarea: { type: "string", length: 255 },
  email: { type: "email", length: 80 },
  phone: { type: "phone", length: 40 },
  url: { type: "url", length: 255 },
  DateOnly: { type: "date" },
  DateTime: { type: "datetime" },
  TimeOnly: { type: "time" },
  Boolean: { type: "boolean" }
};

/** An object with the fields that a golden formula reads. */
export function objectOf(name: string, golden: GoldenFormula, formulaTreatBlanksAsZero: boolean): ObjectSource {
  const fields = new Map<string, FieldDefinition>();
  const add = (field: GoldenField): void => {
    field.fields?.forEach(add);
    fields.set(field.name, {
      name: `${field.name}__c`,
      ...types[field.type]!,
      ...(field.formula === undefined ? {} : { formula: field.formula, formulaTreatBlanksAsZero })
    });
  };
  golden.fields.forEach(add);
  return customObject(name, [...fields.values()]);
}

/** The values of a row's fields by their API names. */
export function valuesOf(golden: GoldenFormula, input: string): Record<string, FieldValue> {
  const texts = input.split(",").map((text) => text.replace(/^ +(?=\S)|(?<=\S) +$/g, ""));
  const values: Record<string, FieldValue> = {};
  const read = (field: GoldenField): void => {
    if (field.formula === undefined) {
      const text = texts.shift() ?? "";
      values[`${field.name}__c`] ??= text === "" || text === "NULL" ? null : valueOf(field.type, text);
    } else {
      field.fields?.forEach(read);
    }
  };
  golden.fields.forEach(read);
  return values;
}

const zones: Readonly<Record<string, string>> = {
  GMT: "GMT",
  PST: "America/Los_Angeles",
  PDT: "America/Los_Angeles",
  EST: "Etc/GMT+5"
};

function valueOf(type: string, text: string): FieldValue {
  switch (type) {
    case "Double":
    case "Currency":
    case "Percent":
      return Decimal.parse(text.trim());
    case "Boolean":
      return text.trim() === "true";
    case "DateOnly":
    case "DateTime": {
      const parts = text.trim().split(":");
      const zone = zones[parts[6] ?? "GMT"]!;
      const [year, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts.slice(0, 6).map(Number);
      return type === "DateOnly"
        ? ApexDate.of(year!, month, day)
        : ApexDatetime.ofLocalParts({ year: year!, month, day, hour, minute, second }, zone);
    }
    default:
      return text;
  }
}

const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Whether a result is the golden one; numbers to the digits that are written there, at least twelve of them. */
export function agrees(golden: GoldenFormula, actual: FormulaValue, expected: string): boolean {
  if (golden.returns === "Boolean") {
    return String(actual ?? false) === (expected === "true" ? "true" : "false");
  }
  if (expected === "null" || expected.startsWith("Error: ") || actual === null) {
    return actual === null && (expected === "null" || expected === "" || expected.startsWith("Error: "));
  }
  if (actual instanceof Decimal) {
    const shown = golden.returns === "Percent" ? actual.multiply(new Decimal(100n, 0)) : actual;
    return sameNumber(shown, Decimal.parse(expected));
  }
  if (actual instanceof ApexDate || actual instanceof ApexDatetime) {
    return sameDay(javaText(actual), expected);
  }
  if (actual instanceof ApexTime) {
    return ApexTime.parse(expected)?.equals(actual) ?? false;
  }
  return String(actual) === expected;
}

function sameNumber(actual: Decimal, expected: Decimal): boolean {
  const distance = Math.abs(actual.toNumber() - expected.toNumber());
  return (
    distance <= Math.abs(expected.toNumber()) * 1e-12 || actual.setScale(expected.scale, "HALF_UP").equals(expected)
  );
}

/** The engine names the weekdays of the Julian calendar before October 1582; the dates are those of the Gregorian one. */
function sameDay(actual: string, expected: string): boolean {
  const isJulian = Number(expected.split(" ").at(-1)) < 1583;
  return isJulian ? actual.slice(4) === expected.slice(4) : actual === expected;
}

function javaText(moment: ApexDate | ApexDatetime): string {
  const date = moment instanceof ApexDate ? moment : moment.date("GMT");
  const time = moment instanceof ApexDate ? "00:00:00" : moment.time("GMT").toString().slice(0, 8);
  const day = String(date.day).padStart(2, "0");
  return `${weekdays[date.weekday]!} ${months[date.month - 1]!} ${day} ${time} GMT ${date.year}`;
}
