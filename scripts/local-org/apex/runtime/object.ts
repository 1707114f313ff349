import type { ApexClassInfo } from "./reflection.ts";

/** Base of every compiled user class. The compiler puts `$info` on each prototype. */
export class ApexObject {
  declare readonly $info: ApexClassInfo;
}

/** `new Object()` */
export class PlainObject {
  readonly apexTypeName = "Object";

  toString(): string {
    return "Object";
  }
}

/** One constant of an enum, of a user's or of the platform's; there is exactly one instance per constant. */
export class ApexEnum {
  /** Full name of the enum, e.g. `System.LoggingLevel` or `Invoices.Status`. */
  readonly apexTypeName: string;
  readonly name: string;
  readonly ordinal: number;

  constructor(apexTypeName: string, name: string, ordinal: number) {
    this.apexTypeName = apexTypeName;
    this.name = name;
    this.ordinal = ordinal;
    Object.freeze(this);
  }

  toString(): string {
    return this.name;
  }
}

/** A Double that flowed into Object: tells it from an Integer, which is a plain number. */
export class ApexDouble {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }

  toString(): string {
    return doubleText(this.value);
  }
}

/**
 * Objects that the platform's library creates carry the full name of their Apex class, so that `instanceof`, casts,
 * JSON and messages can name it.
 */
export interface ApexTyped {
  readonly apexTypeName: string;
}

export function isApexTyped(value: unknown): value is ApexTyped {
  return (
    typeof value === "object" &&
    value !== null &&
    typeof (value as { apexTypeName?: unknown }).apexTypeName === "string"
  );
}

/** Text of a Double, as `String.valueOf(Double)` gives it: always with a fraction. */
export function doubleText(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e7)) {
    const [mantissa, exponent] = value.toExponential().split("e");
    return `${mantissa!.includes(".") ? mantissa : `${mantissa}.0`}E${Number(exponent)}`;
  }
  return Number.isInteger(value) ? `${value}.0` : String(value);
}
