import { ApexDate } from "../values/date.ts";
import { ApexDatetime } from "../values/datetime.ts";
import { Decimal } from "../values/decimal.ts";
import { normalizeId } from "../values/id.ts";
import { ApexTime } from "../values/time.ts";
import { compare, equal, quotient, type Evaluate, type Operand } from "./operators.ts";
import { FormulaError } from "./parser.ts";
import { textOfValue, type FormulaInput, type FormulaType, type FormulaValue } from "./values.ts";
import { dictionary } from "../values/dictionary.ts";

/** One function of "Salesforce Help: Formula Operators and Functions by Context"; what is not here is refused by name. */
interface FormulaFunction {
  readonly count: readonly [least: number, most: number];
  /** The last one holds for all further arguments. */
  readonly parameters: readonly FormulaType[];
  readonly result: (operands: readonly Operand[]) => FormulaType;
  readonly compile: (operands: readonly Operand[], offset: number) => Evaluate;
}

type Apply = (values: readonly FormulaValue[], input: FormulaInput) => FormulaValue;

/** A function of its arguments' values; a blank argument makes the result blank unless `blanks` says otherwise. */
function strict(
  parameters: readonly FormulaType[],
  result: FormulaType,
  apply: Apply,
  count: readonly [number, number] = [parameters.length, parameters.length],
  blanks = false
): FormulaFunction {
  return {
    count,
    parameters,
    result: () => result,
    compile: (operands) => (input) => {
      const values = operands.map((operand) => operand.evaluate(input));
      return !blanks && values.includes(null) ? null : apply(values, input);
    }
  };
}

/** A text function; blanks are empty texts. */
function text(
  parameters: readonly FormulaType[],
  result: FormulaType,
  apply: (...values: never[]) => FormulaValue,
  count?: readonly [number, number]
): FormulaFunction {
  return strict(
    parameters,
    result,
    (values) => {
      const filled = values.map(
        (value, index) => value ?? (parameters[Math.min(index, parameters.length - 1)] === "text" ? "" : null)
      );
      const answer = filled.includes(null) ? null : apply(...(filled as never[]));
      return answer === "" ? null : answer;
    },
    count,
    true
  );
}

function lazy(
  count: readonly [number, number],
  parameters: readonly FormulaType[],
  result: FormulaFunction["result"],
  compile: FormulaFunction["compile"]
): FormulaFunction {
  return { count, parameters, result, compile };
}

const always = (type: FormulaType) => (): FormulaType => type;
const many = 200;

function commonType(operands: readonly Operand[]): FormulaType {
  return operands.find((operand) => operand.type !== "any")?.type ?? "any";
}

const number = (value: number): Decimal => Decimal.fromNumber(value);
const whole = (value: Decimal): number => Number(value.setScale(0, "DOWN").unscaled);

const logic: Record<string, FormulaFunction> = {
  IF: lazy(
    [3, 3],
    ["boolean", "any"],
    ([, yes, no]) => commonType([yes!, no!]),
    ([test, yes, no]) =>
      (input) =>
        (test!.evaluate(input) === true ? yes! : no!).evaluate(input)
  ),
  AND: lazy(
    [1, many],
    ["boolean"],
    always("boolean"),
    (operands) => (input) => operands.every((operand) => operand.evaluate(input) === true)
  ),
  OR: lazy(
    [1, many],
    ["boolean"],
    always("boolean"),
    (operands) => (input) => operands.some((operand) => operand.evaluate(input) === true)
  ),
  NOT: lazy(
    [1, 1],
    ["boolean"],
    always("boolean"),
    ([operand]) =>
      (input) =>
        operand!.evaluate(input) !== true
  ),
  CASE: lazy(
    [4, many],
    ["any"],
    (operands) =>
      commonType(operands.filter((_, index) => index >= 2 && (index % 2 === 0 || index === operands.length - 1))),
    compileCase
  ),
  ISBLANK: lazy(
    [1, 1],
    ["any"],
    always("boolean"),
    ([operand]) =>
      (input) =>
        (operand!.raw ?? operand!.evaluate)(input) === null
  ),
  ISNULL: lazy(
    [1, 1],
    ["any"],
    always("boolean"),
    ([operand]) =>
      (input) =>
        (operand!.raw ?? operand!.evaluate)(input) === null
  ),
  BLANKVALUE: lazy(
    [2, 2],
    ["any"],
    commonType,
    ([operand, other]) =>
      (input) =>
        (operand!.raw ?? operand!.evaluate)(input) ?? other!.evaluate(input)
  ),
  NULLVALUE: lazy(
    [2, 2],
    ["any"],
    commonType,
    ([operand, other]) =>
      (input) =>
        (operand!.raw ?? operand!.evaluate)(input) ?? other!.evaluate(input)
  ),
  ISNEW: lazy([0, 0], [], always("boolean"), () => (input) => input.isNew),
  ISCHANGED: lazy([1, 1], ["any"], always("boolean"), ([operand], offset) => {
    const reference = referenceOf(operand!, "ISCHANGED", offset);
    return (input) => !input.isNew && !equal(input.value(reference), input.prior(reference));
  }),
  PRIORVALUE: lazy([1, 1], ["any"], commonType, ([operand], offset) => {
    const reference = referenceOf(operand!, "PRIORVALUE", offset);
    return (input) => (input.isNew ? input.value(reference) : input.prior(reference));
  }),
  ISPICKVAL: lazy(
    [2, 2],
    ["picklist", "text"],
    always("boolean"),
    ([operand, value]) =>
      (input) =>
        equal(operand!.evaluate(input), value!.evaluate(input))
  ),
  INCLUDES: lazy(
    [2, 2],
    ["multipicklist", "text"],
    always("boolean"),
    ([operand, value]) =>
      (input) =>
        String(operand!.evaluate(input) ?? "")
          .split(";")
          .includes(String(value!.evaluate(input) ?? ""))
  )
};

function referenceOf(operand: Operand, name: string, offset: number): number {
  if (operand.reference === undefined) {
    throw new FormulaError(`The ${name} function needs a field as its parameter`, offset);
  }
  return operand.reference;
}

function compileCase(operands: readonly Operand[], offset: number): Evaluate {
  if (operands.length % 2 !== 0) {
    throw new FormulaError("Incorrect number of parameters for function 'CASE()'. Expected an else result", offset);
  }
  const [subject] = operands;
  const otherwise = operands[operands.length - 1]!;
  return (input) => {
    const value = subject!.evaluate(input);
    for (let index = 1; index < operands.length - 1; index += 2) {
      if (equal(value, operands[index]!.evaluate(input))) {
        return operands[index + 1]!.evaluate(input);
      }
    }
    return otherwise.evaluate(input);
  };
}

const texts: Record<string, FormulaFunction> = {
  TEXT: strict(["any"], "text", ([value]) => textOfValue(value!) || null),
  VALUE: strict(["text"], "number", ([value]) =>
    /^\s*[-+]?(\d+\.?\d*|\.\d+)\s*$/.test(value as string) ? Decimal.parse((value as string).trim()) : null
  ),
  ISNUMBER: text(["text"], "boolean", (value: string) => /^[-+]?(\d+\.?\d*|\.\d+)$/.test(value)),
  LEN: text(["text"], "number", (value: string) => number(value.length)),
  LEFT: text(["text", "number"], "text", (value: string, count: Decimal) => value.slice(0, Math.max(0, whole(count)))),
  RIGHT: text(["text", "number"], "text", (value: string, count: Decimal) =>
    whole(count) <= 0 ? "" : value.slice(-whole(count))
  ),
  MID: text(["text", "number", "number"], "text", (value: string, start: Decimal, count: Decimal) =>
    value.substr(Math.max(1, whole(start)) - 1, Math.max(0, whole(count)))
  ),
  TRIM: text(["text"], "text", (value: string) => value.trim()),
  UPPER: text(["text", "text"], "text", (value: string) => value.toUpperCase(), [1, 2]),
  LOWER: text(["text", "text"], "text", (value: string) => value.toLowerCase(), [1, 2]),
  INITCAP: text(["text"], "text", (value: string) =>
    value
      .toLowerCase()
      .replace(/(^|[^\p{L}\p{N}])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())
  ),
  REVERSE: text(["text"], "text", (value: string) => [...value].reverse().join("")),
  CONTAINS: text(["text", "text"], "boolean", (value: string, part: string) => value.includes(part)),
  BEGINS: text(["text", "text"], "boolean", (value: string, part: string) => value.startsWith(part)),
  FIND: text(
    ["text", "text", "number"],
    "number",
    (part: string, value: string, start?: Decimal) =>
      number(value.indexOf(part, start === undefined ? 0 : whole(start) - 1) + 1),
    [2, 3]
  ),
  SUBSTITUTE: text(["text", "text", "text"], "text", (value: string, part: string, replacement: string) =>
    part === "" ? value : value.replaceAll(part, replacement)
  ),
  LPAD: text(
    ["text", "number", "text"],
    "text",
    (value: string, length: Decimal, filler?: string) =>
      value.slice(0, whole(length)).padStart(whole(length), filler ?? " "),
    [2, 3]
  ),
  RPAD: text(
    ["text", "number", "text"],
    "text",
    (value: string, length: Decimal, filler?: string) =>
      value.slice(0, whole(length)).padEnd(whole(length), filler ?? " "),
    [2, 3]
  ),
  REGEX: lazy([2, 2], ["text"], always("boolean"), compileRegex),
  ASCII: text(["text"], "number", (value: string) => (value === "" ? null : number(value.codePointAt(0)!))),
  CHR: strict(["number"], "text", ([code]) => String.fromCodePoint(whole(code as Decimal))),
  BR: strict([], "text", () => "\n"),
  CASESAFEID: strict(["text"], "text", ([id]) => normalizeId(id as string) ?? (id as string)),
  HYPERLINK: text(
    ["text", "text", "text"],
    "text",
    (url: string, label: string, target?: string) =>
      `<a href="${String(url)}" target="${String(target ?? "_blank")}">${String(label)}</a>`,
    [2, 3]
  ),
  IMAGE: text(
    ["text", "text", "number", "number"],
    "text",
    (url: string, label: string) => `<img src="${String(url)}" alt="${String(label)}"/>`,
    [2, 4]
  )
};

/** The whole text must match. A pattern that is a literal is checked when the formula is compiled. */
function compileRegex([value, pattern]: readonly Operand[], offset: number): Evaluate {
  const cache = new Map<string, RegExp>();
  const compiled = (source: string): RegExp => {
    let expression = cache.get(source);
    if (expression === undefined) {
      try {
        expression = new RegExp(`^(?:${source})$`, "u");
      } catch (error) {
        throw new FormulaError(`Invalid regular expression ${source}: ${(error as Error).message}`, offset);
      }
      cache.set(source, expression);
    }
    return expression;
  };
  return (input) => compiled(String(pattern!.evaluate(input) ?? "")).test(String(value!.evaluate(input) ?? ""));
}

function rounded(mode: "HALF_UP" | "DOWN"): Apply {
  return ([value, places]) => {
    const scale = whole(places as Decimal);
    const exact = value as Decimal;
    if (scale >= 0) {
      return exact.scale <= scale ? exact : exact.setScale(scale, mode);
    }
    const unit = new Decimal(10n ** BigInt(-scale), 0);
    return quotient(exact, unit)!.setScale(0, mode).multiply(unit);
  };
}

const real = (apply: (value: number) => number): FormulaFunction =>
  strict(["number"], "number", ([value]) => finite(apply((value as Decimal).toNumber())));

function finite(value: number): Decimal | null {
  return Number.isFinite(value) ? Decimal.fromNumber(value) : null;
}

const mathematics: Record<string, FormulaFunction> = {
  ABS: strict(["number"], "number", ([value]) => (value as Decimal).abs()),
  CEILING: strict(["number"], "number", ([value]) => (value as Decimal).setScale(0, "UP")),
  FLOOR: strict(["number"], "number", ([value]) => (value as Decimal).setScale(0, "DOWN")),
  MCEILING: strict(["number"], "number", ([value]) => (value as Decimal).setScale(0, "CEILING")),
  MFLOOR: strict(["number"], "number", ([value]) => (value as Decimal).setScale(0, "FLOOR")),
  ROUND: strict(["number", "number"], "number", rounded("HALF_UP")),
  TRUNC: strict(
    ["number", "number"],
    "number",
    (values, input) => rounded("DOWN")([values[0]!, values[1] ?? Decimal.zero], input),
    [1, 2]
  ),
  MOD: strict(["number", "number"], "number", ([value, divisor]) =>
    (divisor as Decimal).signum() === 0 ? (value as Decimal) : modulo(value as Decimal, divisor as Decimal)
  ),
  MAX: strict(
    ["number"],
    "number",
    (values) => values.reduce((best, value) => (compare(value, best) > 0 ? value : best)),
    [1, many]
  ),
  MIN: strict(
    ["number"],
    "number",
    (values) => values.reduce((best, value) => (compare(value, best) < 0 ? value : best)),
    [1, many]
  ),
  SQRT: strict(["number"], "number", ([value]) =>
    (value as Decimal).signum() < 0 ? null : finite(Math.sqrt((value as Decimal).toNumber()))
  ),
  EXP: real(Math.exp),
  LN: real(Math.log),
  LOG: real(Math.log10),
  PI: strict([], "number", () => Decimal.fromNumber(Math.PI))
};

/** The result has the sign of the divisor, as in spreadsheets. */
function modulo(value: Decimal, divisor: Decimal): Decimal {
  const times = quotient(value, divisor)!.setScale(0, "FLOOR");
  return value.subtract(times.multiply(divisor));
}

const dates: Record<string, FormulaFunction> = {
  TODAY: strict([], "date", (_values, input) => today(input)),
  NOW: strict([], "datetime", (_values, input) => new ApexDatetime(input.now)),
  TIMENOW: strict([], "time", (_values, input) => new ApexDatetime(input.now).time("GMT")),
  DATE: strict(["number", "number", "number"], "date", ([year, month, day]) =>
    dateOf(whole(year as Decimal), whole(month as Decimal), whole(day as Decimal))
  ),
  DATEVALUE: strict(["any"], "date", ([value], input) =>
    value instanceof ApexDatetime
      ? value.date(input.zone)
      : value instanceof ApexDate
        ? value
        : (ApexDate.parse(String(value)) ?? null)
  ),
  DATETIMEVALUE: strict(["any"], "datetime", ([value]) =>
    value instanceof ApexDatetime
      ? value
      : value instanceof ApexDate
        ? new ApexDatetime(value.epochDay * 86_400_000)
        : (ApexDatetime.parseIso(`${String(value).replace(" ", "T")}Z`) ?? null)
  ),
  TIMEVALUE: strict(["any"], "time", ([value]) =>
    value instanceof ApexDatetime ? value.time("GMT") : (ApexTime.parse(String(value)) ?? null)
  ),
  YEAR: strict(["date"], "number", ([day]) => number((day as ApexDate).year)),
  MONTH: strict(["date"], "number", ([day]) => number((day as ApexDate).month)),
  DAY: strict(["date"], "number", ([day]) => number((day as ApexDate).day)),
  WEEKDAY: strict(["date"], "number", ([day]) => number((((((day as ApexDate).epochDay + 4) % 7) + 7) % 7) + 1)),
  DAYOFYEAR: strict(["date"], "number", ([day]) => number((day as ApexDate).dayOfYear)),
  ADDMONTHS: strict(["any", "number"], "date", ([day, months], input) =>
    day instanceof ApexDatetime
      ? day.addMonths(whole(months as Decimal), input.zone)
      : monthsLater(day as ApexDate, whole(months as Decimal))
  ),
  HOUR: strict(["time"], "number", ([time]) => number((time as ApexTime).hour)),
  MINUTE: strict(["time"], "number", ([time]) => number((time as ApexTime).minute)),
  SECOND: strict(["time"], "number", ([time]) => number((time as ApexTime).second)),
  MILLISECOND: strict(["time"], "number", ([time]) => number((time as ApexTime).millisecond)),
  UNIXTIMESTAMP: strict(["datetime"], "number", ([moment]) =>
    number(Math.floor((moment as ApexDatetime).epochMilliseconds / 1000))
  ),
  FROMUNIXTIME: strict(["number"], "datetime", ([seconds]) => new ApexDatetime(whole(seconds as Decimal) * 1000))
};

function today(input: FormulaInput): ApexDate {
  return new ApexDatetime(input.now).date(input.zone);
}

function dateOf(year: number, month: number, day: number): ApexDate | null {
  const padded = (value: number, length: number): string => String(value).padStart(length, "0");
  return ApexDate.parse(`${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`) ?? null;
}

/** ADDMONTHS keeps the last day of a month the last day. */
function monthsLater(day: ApexDate, months: number): ApexDate {
  const isLast = day.addDays(1).day === 1;
  const moved = day.addMonths(months);
  return isLast ? ApexDate.of(moved.year, moved.month, 1).addMonths(1).addDays(-1) : moved;
}

export const functions: Readonly<Record<string, FormulaFunction>> = dictionary({
  ...logic,
  ...texts,
  ...mathematics,
  ...dates
});
