import { equalValues, isInstance, textOf } from "../../../runtime/values.ts";
import { normalizeId } from "../../../../values/id.ts";
import { defineClass } from "../../definition/define.ts";
import type { TypeToken } from "../../schema/tokens.ts";

/**
 * A failed assertion. No Apex exception, since Apex cannot catch it: "You can't catch an assertion failure using a
 * try/catch block" (Apex Reference Guide: Assert Class).
 */
export class AssertionFailure extends Error {
  readonly apexTypeName = "System.AssertException";

  constructor(message: string) {
    super(message);
    this.name = this.apexTypeName;
  }
}

/** Case-sensitive on texts; numbers are compared by value whatever their types, an id of 15 characters equals its 18. */
function areEqual(expected: unknown, actual: unknown): boolean {
  if (typeof expected === "string") return expected === actual || isSameId(expected, actual);
  return equalValues(expected, actual);
}

function isSameId(one: unknown, other: unknown): boolean {
  if (typeof one !== "string" || typeof other !== "string" || one.length + other.length !== 33) return false;
  const id = normalizeId(one);
  return id !== null && id === normalizeId(other);
}

function failed(message: unknown, detail: string): AssertionFailure {
  const parts = [message === null || message === undefined ? "" : textOf(message), detail].filter(
    (part) => part !== ""
  );
  return new AssertionFailure(["Assertion Failed", ...parts].join(": "));
}

function expectEqual(expected: unknown, actual: unknown, message: unknown = null): void {
  if (!areEqual(expected, actual)) throw failed(message, `Expected: ${textOf(expected)}, Actual: ${textOf(actual)}`);
}

function expectDifferent(notExpected: unknown, actual: unknown, message: unknown = null): void {
  if (areEqual(notExpected, actual)) throw failed(message, `Same value: ${textOf(notExpected)}`);
}

function expectTrue(condition: boolean | null, message: unknown = null): void {
  if (condition !== true) throw failed(message, condition === null ? "Expected: true, Actual: null" : "");
}

function expect(holds: boolean, message: unknown, detail: string): void {
  if (!holds) throw failed(message, detail);
}

const expectTrueWithDetail = (condition: boolean | null, message: unknown = null) =>
  expect(condition === true, message, `Expected: true, Actual: ${textOf(condition)}`);
const expectFalse = (condition: boolean | null, message: unknown = null) =>
  expect(condition === false, message, `Expected: false, Actual: ${textOf(condition)}`);
const expectNull = (value: unknown, message: unknown = null) =>
  expect(value === null, message, `Expected: null, Actual: ${textOf(value)}`);
const expectNotNull = (value: unknown, message: unknown = null) => expect(value !== null, message, "Same value: null");
const expectInstance = (value: unknown, type: TypeToken, message: unknown = null) =>
  expect(isInstance(value, type.type), message, `Expected type: ${type.toString()}, Actual: ${textOf(value)}`);
const expectNoInstance = (value: unknown, type: TypeToken, message: unknown = null) =>
  expect(!isInstance(value, type.type), message, `Not expected type: ${type.toString()}`);
const fail = (message: unknown = null) => {
  throw failed(message, "");
};

/** Members of the class System that assert. */
export const systemAssertions = {
  "static void assert(Boolean condition)": expectTrue,
  "static void assert(Boolean condition, Object message)": expectTrue,
  "static void assertEquals(Object expected, Object actual)": expectEqual,
  "static void assertEquals(Object expected, Object actual, Object message)": expectEqual,
  "static void assertNotEquals(Object notExpected, Object actual)": expectDifferent,
  "static void assertNotEquals(Object notExpected, Object actual, Object message)": expectDifferent
};

export const assertClass = defineClass({
  name: "Assert",
  documentation: "Apex Reference Guide: Assert Class",
  members: {
    "static void areEqual(Object expected, Object actual)": expectEqual,
    "static void areEqual(Object expected, Object actual, String message)": expectEqual,
    "static void areNotEqual(Object notExpected, Object actual)": expectDifferent,
    "static void areNotEqual(Object notExpected, Object actual, String message)": expectDifferent,
    "static void fail()": fail,
    "static void fail(String message)": fail,
    "static void isFalse(Boolean condition)": expectFalse,
    "static void isFalse(Boolean condition, String message)": expectFalse,
    "static void isInstanceOfType(Object value, Type type)": expectInstance,
    "static void isInstanceOfType(Object value, Type type, String message)": expectInstance,
    "static void isNotInstanceOfType(Object value, Type type)": expectNoInstance,
    "static void isNotInstanceOfType(Object value, Type type, String message)": expectNoInstance,
    "static void isNotNull(Object value)": expectNotNull,
    "static void isNotNull(Object value, String message)": expectNotNull,
    "static void isNull(Object value)": expectNull,
    "static void isNull(Object value, String message)": expectNull,
    "static void isTrue(Boolean condition)": expectTrueWithDetail,
    "static void isTrue(Boolean condition, String message)": expectTrueWithDetail
  }
});
