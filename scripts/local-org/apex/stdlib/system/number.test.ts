import assert from "node:assert/strict";
import { test } from "node:test";
import { evaluate } from "../../fixture.ts";

const holds = (statements: string) => void evaluate("null", statements);
const fails = (expression: string, message: RegExp) => assert.throws(() => evaluate(expression), message);

test("texts become numbers, and what is no number is a TypeException", () => {
  holds(`
    System.assertEquals(42, Integer.valueOf('42'));
    System.assertEquals(-7L, Long.valueOf('-7'));
    System.assertEquals(1.5, Decimal.valueOf('1.50'));
    System.assertEquals(2, Decimal.valueOf('1.50').scale());
    System.assertEquals(1.5, Double.valueOf('1.5'));
    System.assertEquals(true, Boolean.valueOf('TRUE'));
    System.assertEquals(7, Integer.valueOf((Object) 7));
    System.assertEquals(null, Integer.valueOf(new Account().AnnualRevenue));
  `);
  fails("Integer.valueOf((String) null)", /Argument cannot be null/);
  fails("Integer.valueOf('4.2')", /Invalid integer: 4\.2/);
  fails("Integer.valueOf('2147483648')", /Invalid integer/);
  fails("Decimal.valueOf('abc')", /Invalid decimal: abc/);
  fails("Long.valueOf('x')", /Invalid long: x/);
});

test("decimals round by mode, half to even unless told otherwise", () => {
  holds(`
    System.assertEquals(2, (2.5).round());
    System.assertEquals(3, (2.5).round(System.RoundingMode.HALF_UP));
    System.assertEquals('1.24', String.valueOf((1.235).setScale(2)));
    System.assertEquals('1.23', String.valueOf((1.235).setScale(2, System.RoundingMode.DOWN)));
    System.assertEquals('0.3333', String.valueOf((1.0).divide(3, 4)));
    System.assertEquals('1.2100', String.valueOf(1.10 * 1.10));
    System.assertEquals(12345, (12345.6789).intValue());
    System.assertEquals('100.5', String.valueOf((100.500).stripTrailingZeros()));
  `);
  fails("(1.5).setScale(40)", /Scale must be between -33 and 33/);
});

test("mathematical functions exist for every kind of number they are documented for", () => {
  holds(`
    System.assertEquals(4, Math.round(4.5));
    System.assertEquals(6, Math.round(5.5));
    System.assertEquals(3, Math.ceil(2.1));
    System.assertEquals(-3, Math.floor(-2.1));
    System.assertEquals(1, Math.mod(10, 3));
    System.assertEquals(-1, Math.mod(-10, 3));
    System.assertEquals(5, Math.max(3, 5));
    System.assertEquals(2.5, Math.min(2.5, 3.5));
    System.assertEquals(7L, Math.abs(-7L));
    System.assertEquals(8.0, Math.pow(2, 3));
    System.assertEquals(3, Math.sqrt(9.0));
  `);
  fails("Math.mod(1, 0)", /Divide by 0/);
});

test("numbers are written in the user's locale", () => {
  holds(`
    System.assertEquals('1,234,567', (1234567).format());
    System.assertEquals('1,234.568', (1234.5678).format());
  `);
});
