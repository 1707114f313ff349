import assert from "node:assert/strict";
import { test } from "node:test";
import Big from "big.js";
import fc from "../../test/properties.ts";
import { mappingSchema, type RoundingMode } from "../mapping/mapping.ts";
import { amountReader, LARGEST_AMOUNT } from "./amounts.ts";
import { numberReader, wholeNumberOf } from "./numbers.ts";
import { RowError } from "./row-error.ts";

const COLUMNS = ["Quantity", "Price"];

const asPeopleWrite = (_column: string): boolean => false;

function reader(rounding: object = {}, isCertain = asPeopleWrite) {
  const mapping = mappingSchema.parse({
    name: "t",
    program: "P",
    source: { format: "csv" },
    document: {
      rows: "lines",
      externalId: { column: "No" },
      occurredAt: { column: "Date", format: "ISO" },
      member: { column: "Customer" },
      amount: { multiply: COLUMNS },
      rounding,
      currency: { constant: "EUR" },
      kind: {}
    },
    member: { name: "x" }
  });
  return amountReader(mapping, (name) => (cells) => cells[COLUMNS.indexOf(name)]!, isCertain);
}

const number = fc.oneof(
  fc.integer({ min: -100_000, max: 100_000 }).map(String),
  fc
    .tuple(fc.integer({ min: -9999, max: 9999 }), fc.stringMatching(/^\d{1,9}$/))
    .map(([whole, rest]) => `${whole}.${rest}`),
  fc.stringMatching(/^-?\d{1,16}\.?\d{0,4}$/),
  fc.constantFrom("0", "-0", "007", "5.", ".5", "-.25", "0.1")
);

test("amounts are those of exact decimal arithmetic, however many digits there are", () => {
  const modes = fc.constantFrom<RoundingMode>("halfUp", "halfEven", "down", "up");
  fc.assert(
    fc.property(number, number, modes, fc.integer({ min: 0, max: 6 }), (quantity, price, lines, lineDecimals) => {
      const exact = Big(quantity).times(price);
      const read = (): bigint => reader({ lines, lineDecimals }).read("Purchase", [quantity, price], "2");
      if (exact.abs().gt(LARGEST_AMOUNT)) {
        assert.throws(read, RowError);
        return;
      }
      const mode = { halfUp: Big.roundHalfUp, halfEven: Big.roundHalfEven, down: Big.roundDown, up: Big.roundUp }[
        lines
      ];
      assert.equal(read(), BigInt(exact.round(lineDecimals, mode).times(1e6).toFixed(0)));
    }),
    { numRuns: 2000 }
  );
});

test("a number that is read quickly is the one that is read at length", () => {
  const long = numberReader();
  fc.assert(
    fc.property(fc.oneof(number, fc.string({ unit: fc.constantFrom(..."0123456789.-+, e") })), (text) => {
      const quick = wholeNumberOf(text);
      if (quick)
        assert.equal(Big(quick.value).div(Big(10).pow(quick.decimals)).toFixed(), Big(long(text)!).toFixed(), text);
    }),
    { numRuns: 2000 }
  );
});

test("what is no number names its column", () => {
  for (const text of ["x", "1.2.3", "--1", "-", "1,5"])
    assert.throws(() => reader().read("Purchase", ["1", text], "2"), /Price: '.*' is not a number/);
  assert.throws(() => reader().read("Purchase", ["1", ""], "2"), /Price is empty/);
});

test("1.500 is in doubt where a person may have written it, and is not where a program writes the numbers of the column", () => {
  for (const [isCertain, doubted] of [
    [asPeopleWrite, "1.500"],
    [(column: string) => column === "Quantity", "1.500"],
    [() => true, undefined]
  ] as const) {
    const amounts = reader({}, isCertain);
    assert.equal(amounts.read("Purchase", ["2", "1.500"], "7"), 3_000_000n);
    assert.equal(amounts.numbers.doubt?.text, doubted);
  }
});
