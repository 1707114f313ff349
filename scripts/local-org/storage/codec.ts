import type { Field } from "../schema/types.ts";
import { Blob } from "../values/blob.ts";
import { ApexDate } from "../values/date.ts";
import { ApexDatetime } from "../values/datetime.ts";
import { Decimal } from "../values/decimal.ts";
import type { FieldValue } from "../values/field-value.ts";
import { ApexTime } from "../values/time.ts";
import type { SqlValue } from "./database.ts";

/**
 * How a field's values are stored, so that SQL compares, sorts and adds them exactly:
 *
 * | field type          | column                                             |
 * | ------------------- | -------------------------------------------------- |
 * | text, ids           | TEXT                                               |
 * | checkbox, int       | INTEGER                                            |
 * | exact numbers       | INTEGER: the value times ten to the field's scale  |
 * | date                | INTEGER: days since 1970-01-01                     |
 * | datetime            | INTEGER: milliseconds since 1970-01-01T00:00:00Z   |
 * | time                | INTEGER: milliseconds since midnight               |
 * | base64              | BLOB                                               |
 */
export interface Codec {
  readonly encode: (value: FieldValue) => SqlValue;
  readonly decode: (stored: SqlValue) => FieldValue;
}

const codecs = new WeakMap<Field, Codec>();
const decimalCodecs: Codec[] = [];

export function codecOf(field: Field): Codec {
  let codec = codecs.get(field);
  if (codec === undefined) {
    codec = isExactNumber(field) ? decimalCodec(field.scale) : codecByType(field);
    codecs.set(field, codec);
  }
  return codec;
}

/** Number, Currency, Percent fields; their values are Decimals of the field's scale. */
export function isExactNumber(field: Pick<Field, "type">): boolean {
  return field.type === "double" || field.type === "currency" || field.type === "percent";
}

/** Decimals as whole numbers of 10^-scale. Values must have been rounded to `scale` before; more digits are cut off. */
export function decimalCodec(scale: number): Codec {
  return (decimalCodecs[scale] ??= {
    encode: (value) => (value === null ? null : integerOf(scaledTo(asDecimal(value), scale))),
    decode: (stored) => (stored === null ? null : new Decimal(BigInt(stored as number | bigint | string), scale))
  });
}

function asDecimal(value: FieldValue): Decimal {
  return value instanceof Decimal ? value : Decimal.fromNumber(value as number);
}

function scaledTo(value: Decimal, scale: number): bigint {
  if (value.scale === scale) {
    return value.unscaled;
  }
  return value.scale < scale
    ? value.unscaled * 10n ** BigInt(scale - value.scale)
    : value.setScale(scale, "HALF_UP").unscaled;
}

function integerOf(value: bigint): number | bigint {
  return value >= -9007199254740991n && value <= 9007199254740991n ? Number(value) : value;
}

function codecByType(field: Field): Codec {
  switch (field.type) {
    case "boolean":
      return booleanCodec;
    case "date":
      return dateCodec;
    case "datetime":
      return datetimeCodec;
    case "time":
      return timeCodec;
    case "base64":
      return blobCodec;
    default:
      return plainCodec;
  }
}

export const plainCodec: Codec = { encode: (value) => value as SqlValue, decode: (stored) => stored as FieldValue };
/** A checkbox is never blank: absent reads as false ("Object Reference: Field Types", boolean). */
export const booleanCodec: Codec = { encode: (value) => (value === true ? 1 : 0), decode: (stored) => stored === 1 };
export const dateCodec: Codec = {
  encode: (value) => (value === null ? null : (value as ApexDate).epochDay),
  decode: (stored) => (stored === null ? null : ApexDate.fromEpochDay(stored as number))
};
export const datetimeCodec: Codec = {
  encode: (value) => (value === null ? null : (value as ApexDatetime).epochMilliseconds),
  decode: (stored) => (stored === null ? null : new ApexDatetime(stored as number))
};
export const timeCodec: Codec = {
  encode: (value) => (value === null ? null : (value as ApexTime).millisecondOfDay),
  decode: (stored) => (stored === null ? null : new ApexTime(stored as number))
};
const blobCodec: Codec = {
  encode: (value) => (value === null ? null : (value as Blob).bytes),
  decode: (stored) => (stored === null ? null : new Blob(stored as Uint8Array))
};
