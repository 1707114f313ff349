import { toFormulaValue, type FormulaType, type FormulaValue } from "../formula/values.ts";
import { SObjectRecord } from "../schema/record.ts";
import type { Field } from "../schema/types.ts";
import { ApexDate } from "../values/date.ts";
import { ApexDatetime } from "../values/datetime.ts";
import { Decimal } from "../values/decimal.ts";
import type { FieldValue } from "../values/field-value.ts";
import { normalizeId } from "../values/id.ts";
import { ApexTime } from "../values/time.ts";
import { FlowFault } from "./fault.ts";

/** What a resource of a flow holds; all numbers are Decimals. `object` is what Apex made: an object, a file's content. */
export type FlowValue = FormulaValue | SObjectRecord | readonly FlowValue[] | OutputValues | object;

/** What an action or flow answered, by name. */
export class OutputValues {
  readonly values: ReadonlyMap<string, FlowValue>;

  constructor(values: ReadonlyMap<string, FlowValue>) {
    this.values = values;
  }
}

/** A data type of a flow as formulas know it; `any` for what only Apex knows. */
export function formulaTypeOfData(dataType: string): FormulaType {
  switch (dataType) {
    case "String":
      return "text";
    case "Number":
    case "Currency":
      return "number";
    case "Boolean":
    case "Date":
    case "DateTime":
    case "Time":
    case "Picklist":
    case "Multipicklist":
      return dataType.toLowerCase() as FormulaType;
    default:
      return "any";
  }
}

export function isCollection(value: FlowValue): value is readonly FlowValue[] {
  return Array.isArray(value);
}

/** Flows have percentages as they are written, formulas of fields have them as fractions. */
export function fromField(field: Pick<Field, "type">, value: FieldValue): FlowValue {
  return (field.type === "percent" ? value : toFormulaValue(field, value)) as FlowValue;
}

/** The value as a field holds it; throws a {@link FlowFault} where it cannot. */
export function toField(field: Field, value: FlowValue, zone: string): FieldValue {
  if (value === null) return null;
  const plain = plainOf(value);
  switch (field.type) {
    case "int":
    case "long":
      return numberOf(field, plain).toNumber();
    case "double":
    case "currency":
    case "percent":
      return numberOf(field, plain);
    case "date":
      return plain instanceof ApexDatetime ? plain.date(zone) : (plain as FieldValue);
    case "datetime":
      return plain instanceof ApexDate
        ? ApexDatetime.ofLocal(plain, ApexTime.of(0, 0, 0, 0), zone)
        : (plain as FieldValue);
    case "id":
    case "reference":
      return typeof plain === "string" ? (normalizeId(plain) ?? plain) : (plain as FieldValue);
    case "boolean":
    case "time":
    case "base64":
      return plain as FieldValue;
    default:
      return textOf(plain);
  }
}

function numberOf(field: Field, value: FlowValue): Decimal {
  if (value instanceof Decimal) return value;
  try {
    return Decimal.parse(textOf(value));
  } catch {
    throw new FlowFault(`The value '${textOf(value)}' is not a number, as ${field.name} is`);
  }
}

/** A record where its id is meant. */
function plainOf(value: FlowValue): FlowValue {
  return value instanceof SObjectRecord ? value.id : value;
}

/** A value as formulas compute with it. */
export function toFormula(value: FlowValue): FormulaValue {
  const plain = plainOf(value);
  if (plain === null || typeof plain !== "object") return plain === "" ? null : plain;
  const isScalar = plain instanceof Decimal || plain instanceof ApexDate || plain instanceof ApexDatetime;
  return isScalar || plain instanceof ApexTime ? plain : null;
}

/** A value within a text. */
export function textOf(value: FlowValue): string {
  const plain = plainOf(value);
  if (plain === null) return "";
  if (plain instanceof Decimal) return plain.stripTrailingZeros().toPlainString();
  if (plain instanceof ApexDatetime) return plain.toApiText();
  if (isCollection(plain)) return `[${plain.map(textOf).join(", ")}]`;
  return typeof plain === "object" && plain.toString === Object.prototype.toString ? "" : String(plain);
}

/** Negative, 0, positive; undefined where one cannot be compared with the other, or one is blank. */
export function compareValues(one: FlowValue, other: FlowValue, zone: string): number | undefined {
  const [left, right] = sameKind(plainOf(one), plainOf(other), zone);
  if (left === null || right === null) return undefined;
  if (left instanceof Decimal && right instanceof Decimal) return left.compareTo(right);
  if (left instanceof ApexDate && right instanceof ApexDate) return left.compareTo(right);
  if (left instanceof ApexDatetime && right instanceof ApexDatetime) return left.compareTo(right);
  if (left instanceof ApexTime && right instanceof ApexTime) return left.compareTo(right);
  if (typeof left === "string" && typeof right === "string") return left < right ? -1 : left > right ? 1 : 0;
  if (typeof left === "boolean" && typeof right === "boolean") return Number(left) - Number(right);
  return undefined;
}

/** Two blanks are equal; an id is equal to itself in its other length. */
export function equalValues(one: FlowValue, other: FlowValue, zone: string): boolean {
  const [left, right] = [plainOf(one), plainOf(other)];
  if (isBlank(left) || isBlank(right)) return isBlank(left) && isBlank(right);
  if (isCollection(left) && isCollection(right))
    return left.length === right.length && left.every((item, index) => equalValues(item, right[index]!, zone));
  if (typeof left === "string" && typeof right === "string" && left.length !== right.length)
    return left === right || (normalizeId(left) !== null && normalizeId(left) === normalizeId(right));
  return left === right || compareValues(left, right, zone) === 0;
}

export function isBlank(value: FlowValue): boolean {
  return value === null || value === "";
}

/** A text where something else is meant, as literals of the metadata may be, and a day where a moment is. */
function sameKind(left: FlowValue, right: FlowValue, zone: string): readonly [FlowValue, FlowValue] {
  if (left instanceof Decimal && typeof right === "string") return [left, asNumber(right)];
  if (typeof left === "string" && right instanceof Decimal) return [asNumber(left), right];
  if (typeof left === "boolean" && typeof right === "string") return [left, right === "true"];
  if (left instanceof ApexDatetime && right instanceof ApexDate) return [left.date(zone), right];
  if (left instanceof ApexDate && right instanceof ApexDatetime) return [left, right.date(zone)];
  return [left, right];
}

function asNumber(text: string): Decimal | null {
  return /^[+-]?\d+(\.\d+)?$/.test(text) ? Decimal.parse(text) : null;
}
