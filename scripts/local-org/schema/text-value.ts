import type { Field } from "./types.ts";
import { Blob } from "../values/blob.ts";
import { ApexDate } from "../values/date.ts";
import { ApexDatetime } from "../values/datetime.ts";
import { Decimal } from "../values/decimal.ts";
import type { FieldValue } from "../values/field-value.ts";
import { normalizeId } from "../values/id.ts";
import { ApexTime } from "../values/time.ts";

/** The text of a field in JSON or CSV is not of the field's type. */
export class ValueFormatError extends Error {}

const PARSERS: Partial<Record<Field["type"], (text: string) => FieldValue | undefined>> = {
  boolean: parseBoolean,
  int: parseInteger,
  long: parseInteger,
  double: parseNumber,
  currency: parseNumber,
  percent: parseNumber,
  date: (text) => ApexDate.parse(text.slice(0, 10)),
  datetime: parseDatetime,
  time: (text) => ApexTime.parse(text),
  base64: (text) => new Blob(Buffer.from(text, "base64")),
  id: parseId,
  reference: parseId
};

/** Parses non-empty text as the value of a field; throws {@link ValueFormatError}. */
export function valueFromText(field: Field, text: string): FieldValue {
  const parse = PARSERS[field.type];
  if (!parse) return text;
  const value = parse(text);
  if (value === undefined) throw new ValueFormatError(`'${text}' is not a valid value for the type xsd:${field.type}`);
  return value;
}

/** The canonical text of a value: JSON strings, CSV cells. Null is the empty string. */
export function textOfValue(value: FieldValue): string {
  if (value === null) return "";
  if (value instanceof ApexDatetime) return value.toApiText();
  if (value instanceof Decimal) return value.toPlainString();
  if (value instanceof Blob) return Buffer.from(value.bytes).toString("base64");
  return String(value);
}

function parseBoolean(text: string): boolean | undefined {
  if (/^(true|1)$/i.test(text)) return true;
  return /^(false|0)$/i.test(text) ? false : undefined;
}

function parseInteger(text: string): number | undefined {
  const number = Number(text);
  return /^[+-]?\d+(\.0+)?$/.test(text) && Number.isSafeInteger(number) ? number : undefined;
}

function parseNumber(text: string): Decimal | undefined {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,2})?$/i.test(text) ? Decimal.parse(text) : undefined;
}

/** "REST API Developer Guide: Valid Date and DateTime Formats": a day alone is its midnight, no zone is UTC. */
function parseDatetime(text: string): ApexDatetime | undefined {
  const withTime = /T/.test(text) ? text : `${text}T00:00:00`;
  return ApexDatetime.parseIso(/(Z|[+-]\d{2}:?\d{2})$/.test(withTime) ? withTime : `${withTime}Z`);
}

function parseId(text: string): string | undefined {
  return normalizeId(text) ?? undefined;
}
