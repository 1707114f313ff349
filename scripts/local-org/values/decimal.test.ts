import assert from "node:assert/strict";
import { test } from "node:test";
import { Decimal, DecimalError, type RoundingMode } from "./decimal.ts";

const d = (text: string) => Decimal.parse(text);
const text = (value: Decimal) => value.toString();

test("multiplication adds the scales", () => {
  assert.equal(text(d("1.10").multiply(d("1.10"))), "1.2100");
});

test("addition and subtraction keep the larger scale", () => {
  assert.equal(text(d("1.1").add(d("2.25"))), "3.35");
  assert.equal(text(d("1.00").subtract(d("1"))), "0.00");
});

test("division ends where the quotient ends and keeps 33 digits where it does not", () => {
  assert.equal(text(d("1.0").divide(d("4.0"))), "0.25");
  assert.equal(text(d("1").divide(d("3"))), `0.${"3".repeat(33)}`);
  assert.equal(text(d("5").divide(d("3"))), `1.${"6".repeat(31)}7`);
  assert.equal(text(d("4.00").divide(d("2.0"))), "2.0");
  assert.equal(text(d("600").divide(d("3"))), "200");
  assert.equal(text(d("0.00").divide(d("3"))), "0.00");
});

test("division to a scale rounds half to even", () => {
  assert.equal(text(d("1").divide(d("3"), 4)), "0.3333");
  assert.equal(text(d("1").divide(d("8"), 2)), "0.12");
  assert.equal(text(d("3").divide(d("8"), 2)), "0.38");
  assert.equal(text(d("1").divide(d("8"), 2, "UP")), "0.13");
});

test("division by zero is an arithmetic error", () => {
  assert.throws(
    () => d("1").divide(Decimal.zero),
    (error: unknown) => error instanceof DecimalError && error.message === "Divide by 0"
  );
});

test("every rounding mode gives the results of the documentation's table", () => {
  const inputs = ["5.5", "1.1", "-1.1", "-2.7", "2.5", "-2.5"];
  const expected: [RoundingMode, number[]][] = [
    ["CEILING", [6, 2, -1, -2, 3, -2]],
    ["DOWN", [5, 1, -1, -2, 2, -2]],
    ["FLOOR", [5, 1, -2, -3, 2, -3]],
    ["HALF_DOWN", [5, 1, -1, -3, 2, -2]],
    ["HALF_EVEN", [6, 1, -1, -3, 2, -2]],
    ["HALF_UP", [6, 1, -1, -3, 3, -3]],
    ["UP", [6, 2, -2, -3, 3, -3]]
  ];
  for (const [mode, results] of expected) {
    assert.deepEqual(
      inputs.map((input) => Number(d(input).round(mode))),
      results,
      mode
    );
  }
  assert.throws(() => d("1.1").round("UNNECESSARY"), DecimalError);
  assert.equal(d("1.0").round("UNNECESSARY"), 1n);
});

test("numbers that differ only in scale are equal but hash differently", () => {
  assert.ok(d("1.1").equals(d("1.10")));
  assert.notEqual(d("1.1").hashCode(), d("1.10").hashCode());
  assert.equal(d("-2").compareTo(d("1.99")), -1);
});

test("texts with exponents, signs and bare points are read", () => {
  assert.equal(text(d("1.5E3")), "1500");
  assert.equal(text(d("-.5")), "-0.5");
  assert.equal(text(d("1E-3")), "0.001");
  assert.equal(text(d("+2.50")), "2.50");
  for (const wrong of ["", ".", "1,5", "abc", "1e"]) {
    assert.throws(() => d(wrong), DecimalError, wrong);
  }
});

test("small numbers are written with an exponent unless plain text is asked for", () => {
  assert.equal(text(d("0.0000001")), "1E-7");
  assert.equal(d("0.0000001").toPlainString(), "0.0000001");
  assert.equal(text(d("-0.05")), "-0.05");
});

test("a negative scale rounds before the point", () => {
  assert.equal(text(d("1250").setScale(-2)), "1.2E+3");
  assert.equal(d("1250").setScale(-2).toPlainString(), "1200");
});

test("whole parts wrap to 32 and 64 bits", () => {
  assert.equal(d("4294967297.9").intValue(), 1);
  assert.equal(d("-7.9").intValue(), -7);
  assert.equal(d("18446744073709551617").longValue(), 1n);
});

test("a double brings its decimal places along", () => {
  assert.equal(text(Decimal.fromDouble(0.1)), "0.1");
  assert.equal(text(Decimal.fromDouble(5)), "5.0");
  assert.equal(text(Decimal.fromNumber(5)), "5");
  assert.equal(text(Decimal.fromNumber(1e21)), "1000000000000000000000");
});

test("precision counts digits, and trailing zeros can be stripped", () => {
  assert.equal(d("-123.450").precision, 6);
  assert.equal(text(d("100.500").stripTrailingZeros()), "100.5");
  assert.equal(text(d("100").stripTrailingZeros()), "1E+2");
  assert.equal(text(d("1.1").pow(3)), "1.331");
  assert.equal(text(d("7.5").remainder(d("-2"))), "1.5");
});

test("a number that would end the process is refused where it comes about", () => {
  for (const text of [
    "1e10001",
    "1e-10001",
    "1e999999999",
    "-1e-999999999",
    "9".repeat(10_001),
    `0.${"1".repeat(10_001)}`
  ])
    assert.throws(() => d(text), DecimalError, text.slice(0, 20));
  const long = d(`1e${9_999}`);
  assert.throws(() => long.multiply(long), DecimalError);
  assert.throws(() => d("2").pow(2_000_000_000), DecimalError);
  assert.throws(() => d("1.1").setScale(20_000), DecimalError);
  assert.throws(() => {
    let square = d("2");
    for (let round = 0; round < 100; round++) square = square.multiply(square);
  }, DecimalError);
  assert.equal(long.precision, 10_000);
  assert.equal(d("1").pow(2_000_000_000).toString(), "1");
  assert.equal(d("0").pow(2_000_000_000).toString(), "0");
});
