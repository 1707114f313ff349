import type { Field } from "../schema/types.ts";
import type { ApexDate } from "../values/date.ts";
import { ApexDatetime } from "../values/datetime.ts";
import { Decimal, DecimalError } from "../values/decimal.ts";
import type { FieldValue } from "../values/field-value.ts";
import { ApexTime } from "../values/time.ts";

/** What formulas compute with. Absent and empty text are both null. */
export type FormulaValue = null | boolean | string | Decimal | ApexDate | ApexDatetime | ApexTime | GeoPoint;

/** A place on earth. */
export class GeoPoint {
  /** Degrees, from -90 to 90. */ readonly latitude: number;
  /** Degrees, from -180 to 180. */ readonly longitude: number;

  /** @throws FormulaFault outside of these bounds. */
  constructor(latitude: number, longitude: number) {
    if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) {
      throw new FormulaFault(`No place on earth: ${latitude}, ${longitude}`);
    }
    this.latitude = latitude;
    this.longitude = longitude;
  }
}

/** A value that cannot be computed (the platform shows `#Error!`): it makes the whole formula blank. */
export class FormulaFault extends Error {}

/** Whether a value cannot be computed: also a date beyond the calendar, a text beyond memory. */
export function isFault(error: unknown): boolean {
  return error instanceof FormulaFault || error instanceof RangeError || error instanceof DecimalError;
}

export type FormulaType =
  "any" | "boolean" | "text" | "number" | "date" | "datetime" | "time" | "picklist" | "multipicklist" | "location";

/** What a formula is evaluated against; references are numbered as in a compiled formula. */
export interface FormulaInput {
  value(reference: number): FormulaValue;
  /** The stored value, for PRIORVALUE and ISCHANGED. */
  prior(reference: number): FormulaValue;
  readonly isNew: boolean;
  /** Milliseconds. */
  readonly now: number;
  /** IANA zone of the running user. */
  readonly zone: string;
  /** The running user's session, which opens nothing here. */
  session(): string;
}

export function formulaTypeOf(field: Pick<Field, "type">): FormulaType {
  switch (field.type) {
    case "boolean":
    case "date":
    case "datetime":
    case "time":
    case "picklist":
    case "multipicklist":
    case "location":
      return field.type;
    case "double":
    case "currency":
    case "percent":
    case "int":
    case "long":
      return "number";
    default:
      return "text";
  }
}

const hundred = new Decimal(100n, 0);

/** A field's value as formulas see it: percentages are fractions ("Salesforce Help: Tips for Building Formulas", percent). */
export function toFormulaValue(field: Pick<Field, "type">, value: FieldValue): FormulaValue {
  if (typeof value === "number") {
    return Decimal.fromNumber(value);
  }
  if (value instanceof Decimal) {
    return field.type === "percent" ? new Decimal(value.unscaled, value.scale + 2) : value;
  }
  return value as FormulaValue;
}

/** A formula's result as its field holds it: rounded half up to the field's scale, texts cut to its length. */
export function toFieldValue(field: Field, value: FormulaValue): FieldValue {
  if (value === null || value instanceof GeoPoint) {
    return field.type === "boolean" ? false : null;
  }
  if (value instanceof Decimal) {
    const stored = field.type === "percent" ? value.multiply(hundred) : value;
    return field.type === "int" ? stored.setScale(0, "HALF_UP").toNumber() : stored.setScale(field.scale, "HALF_UP");
  }
  if (typeof value === "string") {
    const text = field.length > 0 ? value.slice(0, field.length) : value;
    return text === "" ? null : text;
  }
  if (field.type === "date" && value instanceof ApexDatetime) {
    return value.date("GMT");
  }
  return value;
}

/** TEXT() of a value. */
export function textOfValue(value: FormulaValue): string {
  if (value === null) {
    return "";
  }
  if (value instanceof Decimal) {
    return value.stripTrailingZeros().toPlainString();
  }
  if (value instanceof ApexDatetime) {
    return `${value.date("GMT").toString()} ${value.time("GMT").toString().slice(0, 8)}Z`;
  }
  if (value instanceof GeoPoint) {
    return `${value.latitude} ${value.longitude}`;
  }
  return value instanceof ApexTime ? value.toString().slice(0, -1) : String(value);
}
