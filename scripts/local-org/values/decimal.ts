/** Rounding modes of "Apex Reference Guide: Decimal Class", section Rounding Mode. */
export type RoundingMode = "CEILING" | "DOWN" | "FLOOR" | "HALF_DOWN" | "HALF_EVEN" | "HALF_UP" | "UNNECESSARY" | "UP";

/**
 * Thrown by divisions by zero, `UNNECESSARY` rounding that would lose digits, texts that are not numbers, and by numbers of
 * more than {@link mostDigits}.
 */
export class DecimalError extends Error {
  readonly kind: "arithmetic" | "syntax";

  constructor(kind: "arithmetic" | "syntax", message: string) {
    super(message);
    this.name = "DecimalError";
    this.kind = kind;
  }
}

/** Significant digits that the division operator keeps when the quotient does not end. */
const divisionPrecision = 33;

/**
 * Far beyond any field (18 digits) and any Double (309). The platform's numbers end with the heap or the processor time;
 * ours would end this process first: `1e999999999` in a file that is loaded is enough.
 */
const mostDigits = 10_000;
const tooLarge = 10n ** BigInt(mostDigits);
const tooSmall = -tooLarge;

function tooLong(): DecimalError {
  return new DecimalError("arithmetic", `A Decimal has at most ${mostDigits} digits here`);
}

function ofPossibleSize(unscaled: bigint, scale: number): Decimal {
  if (unscaled >= tooLarge || unscaled <= tooSmall || Math.abs(scale) > mostDigits) throw tooLong();
  return new Decimal(unscaled, scale);
}

const powersOfTen: bigint[] = [1n];

function powerOfTen(exponent: number): bigint {
  if (exponent > 2 * mostDigits) throw tooLong();
  for (let next = powersOfTen.length; next <= exponent; next++) {
    powersOfTen.push(powersOfTen[next - 1]! * 10n);
  }
  return powersOfTen[exponent]!;
}

const numberPattern = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

/**
 * An exact decimal number, `unscaled` × 10^-`scale`, that keeps its scale as the platform does: 1.10 × 1.10 = 1.2100.
 * Immutable.
 */
export class Decimal {
  readonly unscaled: bigint;
  readonly scale: number;

  constructor(unscaled: bigint, scale: number) {
    this.unscaled = unscaled;
    this.scale = scale;
  }

  static readonly zero = new Decimal(0n, 0);
  static readonly one = new Decimal(1n, 0);

  /** @throws DecimalError where the text is not a number: `1`, `-1.50`, `.5`, `1.2E-3` are. */
  static parse(text: string): Decimal {
    const match = numberPattern.exec(text.trim());
    const digits = match ? `${match[2]}${match[3] ?? ""}` : "";
    if (!match || digits === "") {
      throw new DecimalError("syntax", `Invalid decimal: ${text}`);
    }
    const scale = (match[3]?.length ?? 0) - Number(match[4] ?? 0);
    if (digits.length > mostDigits || Math.abs(scale) > mostDigits) {
      throw new DecimalError("syntax", `Invalid decimal: ${text.slice(0, 40)}`);
    }
    const unscaled = BigInt(`${match[1] === "-" ? "-" : ""}${digits}`);
    return scale >= 0 || match[4] === undefined
      ? new Decimal(unscaled, scale)
      : new Decimal(unscaled * powerOfTen(-scale), 0);
  }

  /** The shortest decimal that reads back as this number; whole numbers get scale 0. */
  static fromNumber(value: number): Decimal {
    if (!Number.isFinite(value)) {
      throw new DecimalError("arithmetic", `Not a finite number: ${value}`);
    }
    return Number.isSafeInteger(value) ? new Decimal(BigInt(value), 0) : Decimal.parse(String(value));
  }

  /** A Double turned into a Decimal: by way of its text, so that 5.0 has one decimal place ("Decimal Data Type"). */
  static fromDouble(value: number): Decimal {
    const decimal = Decimal.fromNumber(value);
    return decimal.scale > 0 ? decimal : new Decimal(decimal.unscaled * 10n, 1);
  }

  static fromInteger(value: number): Decimal {
    return new Decimal(BigInt(value), 0);
  }

  static fromLong(value: bigint): Decimal {
    return new Decimal(value, 0);
  }

  add(other: Decimal): Decimal {
    if (this.scale === other.scale) {
      return new Decimal(this.unscaled + other.unscaled, this.scale);
    }
    const scale = Math.max(this.scale, other.scale);
    return new Decimal(this.unscaledAt(scale) + other.unscaledAt(scale), scale);
  }

  subtract(other: Decimal): Decimal {
    if (this.scale === other.scale) {
      return new Decimal(this.unscaled - other.unscaled, this.scale);
    }
    const scale = Math.max(this.scale, other.scale);
    return new Decimal(this.unscaledAt(scale) - other.unscaledAt(scale), scale);
  }

  multiply(other: Decimal): Decimal {
    return ofPossibleSize(this.unscaled * other.unscaled, this.scale + other.scale);
  }

  /**
   * Without a scale: the `/` operator, exact where the quotient ends within 33 significant digits, else rounded to them.
   * With a scale: `Decimal.divide(divisor, scale, roundingMode)`.
   * @throws DecimalError on division by zero.
   */
  divide(divisor: Decimal, scale?: number, mode: RoundingMode = "HALF_EVEN"): Decimal {
    if (divisor.unscaled === 0n) {
      throw new DecimalError("arithmetic", "Divide by 0");
    }
    return scale === undefined ? this.divideToPrecision(divisor) : this.divideToScale(divisor, scale, mode);
  }

  /** Remainder with the sign of this number. @throws DecimalError on division by zero. */
  remainder(divisor: Decimal): Decimal {
    if (divisor.unscaled === 0n) {
      throw new DecimalError("arithmetic", "Divide by 0");
    }
    const scale = Math.max(this.scale, divisor.scale);
    return new Decimal(this.unscaledAt(scale) % divisor.unscaledAt(scale), scale);
  }

  /** This number with so many decimal places, rounded half to even unless told otherwise. */
  setScale(scale: number, mode: RoundingMode = "HALF_EVEN"): Decimal {
    if (scale === this.scale) {
      return this;
    }
    if (scale > this.scale) {
      return ofPossibleSize(this.unscaledAt(scale), scale);
    }
    return new Decimal(divideRounded(this.unscaled, powerOfTen(this.scale - scale), mode), scale);
  }

  /** Rounded to a whole number. */
  round(mode: RoundingMode = "HALF_EVEN"): bigint {
    return this.setScale(0, mode).unscaled;
  }

  negate(): Decimal {
    return new Decimal(-this.unscaled, this.scale);
  }

  abs(): Decimal {
    return this.unscaled < 0n ? this.negate() : this;
  }

  signum(): -1 | 0 | 1 {
    return this.unscaled === 0n ? 0 : this.unscaled < 0n ? -1 : 1;
  }

  /** @param exponent whole and not negative */
  pow(exponent: number): Decimal {
    const isPowerOfOne = this.unscaled >= -1n && this.unscaled <= 1n;
    if (!isPowerOfOne && Math.max(this.precision - 1, Math.log10(2)) * exponent > mostDigits) throw tooLong();
    return ofPossibleSize(this.unscaled ** BigInt(exponent), this.scale * exponent);
  }

  /** The square root as precise as a Double is. */
  sqrt(): Decimal {
    return Decimal.fromDouble(Math.sqrt(this.toNumber()));
  }

  /** Number of digits of the unscaled value; 1 for zero. */
  get precision(): number {
    return digitCount(this.unscaled);
  }

  stripTrailingZeros(): Decimal {
    if (this.unscaled === 0n) {
      return Decimal.zero;
    }
    let { unscaled, scale } = this;
    while (unscaled % 10n === 0n) {
      unscaled /= 10n;
      scale--;
    }
    return new Decimal(unscaled, scale);
  }

  compareTo(other: Decimal): -1 | 0 | 1 {
    const scale = Math.max(this.scale, other.scale);
    const mine = this.scale === scale ? this.unscaled : this.unscaledAt(scale);
    const theirs = other.scale === scale ? other.unscaled : other.unscaledAt(scale);
    return mine < theirs ? -1 : mine > theirs ? 1 : 0;
  }

  /** Equal as numbers: 1.1 equals 1.10. */
  equals(other: Decimal): boolean {
    return this.compareTo(other) === 0;
  }

  /** Differs between 1.1 and 1.10, as "Apex Reference Guide: Decimal Class" warns. */
  hashCode(): number {
    let magnitude = this.unscaled < 0n ? -this.unscaled : this.unscaled;
    const words: number[] = [];
    for (; magnitude > 0n; magnitude >>= 32n) {
      words.push(Number(magnitude & 0xffffffffn));
    }
    const hash = words.reduceRight((sum, word) => (Math.imul(31, sum) + word) | 0, 0) * this.signum();
    return (Math.imul(31, hash) + this.scale) | 0;
  }

  /** The nearest binary floating-point number. */
  toNumber(): number {
    return this.scale === 0 ? Number(this.unscaled) : Number(this.toString());
  }

  /** The whole part, wrapped to 32 bits. */
  intValue(): number {
    return Number(BigInt.asIntN(32, this.wholePart()));
  }

  /** The whole part, wrapped to 64 bits. */
  longValue(): bigint {
    return BigInt.asIntN(64, this.wholePart());
  }

  /** With an exponent where the scale is negative or the number is smaller than 0.000001. */
  toString(): string {
    if (this.scale >= 0 && this.scale <= 6) {
      return this.toPlainString();
    }
    const adjustedExponent = this.precision - this.scale - 1;
    if (this.scale >= 0 && adjustedExponent >= -6) {
      return this.toPlainString();
    }
    const digits = (this.unscaled < 0n ? -this.unscaled : this.unscaled).toString();
    const mantissa = digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : digits;
    return `${this.unscaled < 0n ? "-" : ""}${mantissa}E${adjustedExponent >= 0 ? "+" : ""}${adjustedExponent}`;
  }

  /** Never with an exponent. */
  toPlainString(): string {
    if (this.scale <= 0) {
      return (this.unscaled * powerOfTen(-this.scale)).toString();
    }
    const digits = (this.unscaled < 0n ? -this.unscaled : this.unscaled).toString().padStart(this.scale + 1, "0");
    const point = digits.length - this.scale;
    return `${this.unscaled < 0n ? "-" : ""}${digits.slice(0, point)}.${digits.slice(point)}`;
  }

  private wholePart(): bigint {
    return this.scale <= 0 ? this.unscaled * powerOfTen(-this.scale) : this.unscaled / powerOfTen(this.scale);
  }

  private unscaledAt(scale: number): bigint {
    return scale === this.scale ? this.unscaled : this.unscaled * powerOfTen(scale - this.scale);
  }

  private divideToScale(divisor: Decimal, scale: number, mode: RoundingMode): Decimal {
    const shift = scale - this.scale + divisor.scale;
    const dividend = shift >= 0 ? this.unscaled * powerOfTen(shift) : this.unscaled;
    const by = shift >= 0 ? divisor.unscaled : divisor.unscaled * powerOfTen(-shift);
    return new Decimal(divideRounded(dividend, by, mode), scale);
  }

  private divideToPrecision(divisor: Decimal): Decimal {
    const preferredScale = Math.max(this.scale - divisor.scale, 0);
    if (this.unscaled === 0n) {
      return new Decimal(0n, preferredScale);
    }
    const wholeDigits = this.precision - this.scale - (divisor.precision - divisor.scale);
    let quotient = this.divideToScale(divisor, Math.max(divisionPrecision - wholeDigits, preferredScale), "HALF_UP");
    if (quotient.precision > divisionPrecision && quotient.scale > preferredScale) {
      quotient = this.divideToScale(divisor, quotient.scale - (quotient.precision - divisionPrecision), "HALF_UP");
    }
    return quotient.withoutZerosBeyond(preferredScale);
  }

  private withoutZerosBeyond(smallestScale: number): Decimal {
    let { unscaled, scale } = this;
    while (scale > smallestScale && unscaled % 10n === 0n) {
      unscaled /= 10n;
      scale--;
    }
    return scale === this.scale ? this : new Decimal(unscaled, scale);
  }
}

function digitCount(value: bigint): number {
  const text = value.toString();
  return value < 0n ? text.length - 1 : text.length;
}

function divideRounded(dividend: bigint, divisor: bigint, mode: RoundingMode): bigint {
  const quotient = dividend / divisor;
  const remainder = dividend % divisor;
  if (remainder === 0n) {
    return quotient;
  }
  const negative = dividend < 0n !== divisor < 0n;
  const awayFromZero = quotient + (negative ? -1n : 1n);
  const half = compareToHalf(remainder, divisor);
  switch (mode) {
    case "UP":
      return awayFromZero;
    case "DOWN":
      return quotient;
    case "CEILING":
      return negative ? quotient : awayFromZero;
    case "FLOOR":
      return negative ? awayFromZero : quotient;
    case "HALF_UP":
      return half >= 0 ? awayFromZero : quotient;
    case "HALF_DOWN":
      return half > 0 ? awayFromZero : quotient;
    case "HALF_EVEN":
      return half > 0 || (half === 0 && quotient % 2n !== 0n) ? awayFromZero : quotient;
    case "UNNECESSARY":
      throw new DecimalError("arithmetic", "Rounding necessary");
  }
}

function compareToHalf(remainder: bigint, divisor: bigint): number {
  const twice = (remainder < 0n ? -remainder : remainder) * 2n;
  const whole = divisor < 0n ? -divisor : divisor;
  return twice < whole ? -1 : twice > whole ? 1 : 0;
}
