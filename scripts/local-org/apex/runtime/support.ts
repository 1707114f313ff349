/** The functions that generated code calls; the emitter refers to them by name. */
import { ApexDate } from "../../values/date.ts";
import { ApexDatetime } from "../../values/datetime.ts";
import type { ApexTime } from "../../values/time.ts";
import { Decimal } from "../../values/decimal.ts";
import { isValidId, normalizeId, sameId } from "../../values/id.ts";
import { runningUserOf } from "../stdlib/system/running-user.ts";
import { addressOf } from "../stdlib/system/address.ts";
import { textOfLabel } from "../stdlib/system/label.ts";
import { iteratorOf } from "../stdlib/system/collections.ts";
import { fieldSetValue } from "../stdlib/schema/field-sets.ts";
import { addFieldError } from "../stdlib/system/sobject.ts";
import { sobjectFieldToken, sobjectTypeToken, TypeToken } from "../stdlib/schema/tokens.ts";
import type { Field, SObjectType } from "../../schema/types.ts";
import { SObjectRecord } from "../../schema/record.ts";
import { ApexList, ApexMap, ApexSet, changedWhileIterated } from "./collections.ts";
import { nullArgument } from "../stdlib/definition/arguments.ts";
import { apexContext } from "./context.ts";
import * as data from "./data.ts";
import { methodEntered, methodLeft } from "./profile.ts";
import { checkpoint, concatenated, elementsMade, running } from "./metering.ts";
import type { ApexException } from "./exceptions.ts";
import { apexError, exceptionClass, nullPointer, toApexException } from "./exceptions.ts";
import * as numbers from "./numbers.ts";
import type { ApexEnum } from "./object.ts";
import { ApexDouble, ApexObject, PlainObject, doubleText } from "./object.ts";
import * as records from "./records.ts";
import { findMethod } from "./reflection.ts";
import { anyType, voidType, type RuntimeType } from "./runtime-type.ts";
import { separateWork } from "./written-work.ts";
import { equalValues, identicalValues, isInstance, isRecordOrRecords, textOf, typeOf } from "./values.ts";

function nn<T>(value: T): NonNullable<T> {
  if (value === null || value === undefined) throw nullPointer();
  return value;
}

/** The receiver of methods that the platform treats as functions of it: null is an argument that must not be. */
function argument<T>(value: T): NonNullable<T> {
  if (value === null || value === undefined) throw nullArgument();
  return value;
}

function element(list: ApexList, index: number | null): unknown {
  return list.get(index);
}

function setElement(list: ApexList, index: number | null, value: unknown): unknown {
  list.set(index, value);
  return value;
}

function newArray(elementType: RuntimeType, size: number | null): ApexList {
  elementsMade(nn(size));
  return new ApexList(elementType, new Array<unknown>(nn(size)).fill(null));
}

// Text

function sameText(one: string | null, other: string | null): boolean {
  if (one === other) return true;
  return one !== null && other !== null && one.length === other.length && one.toLowerCase() === other.toLowerCase();
}

function sameExactText(one: string | null, other: string | null): boolean {
  return one === other;
}

function sameIds(one: string | null, other: string | null): boolean {
  if (one === other) return true;
  if (one === null || other === null) return false;
  return isValidId(one) && isValidId(other) ? sameId(one, other) : sameText(one, other);
}

/**
 * Order of Strings under `<`: by code unit, of the lower-case texts; a String is greater than null ("Apex Developer Guide:
 * Expression Operators").
 */
function compareText(one: string | null, other: string | null): number {
  if (one === null || other === null) return one === other ? 0 : one === null ? -1 : 1;
  const a = one.toLowerCase();
  const b = other.toLowerCase();
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Order of Decimals and dates; NaN, which no comparison holds for, where one is null. */
function compareValues(one: { compareTo(other: unknown): number } | null, other: unknown): number {
  return one === null || other === null ? NaN : one.compareTo(other);
}

function toId(text: string | null): string | null {
  if (text === null) return null;
  const id = normalizeId(text);
  if (id === null) throw apexError("System.StringException", `Invalid id: ${text}`);
  return id;
}

// Dates

/** Midnight of the day in GMT ("Apex Developer Guide: Conversion of Primitive Types"). */
function dateToDatetime(date: ApexDate | null): ApexDatetime | null {
  return date === null ? null : new ApexDatetime(date.epochDay * 86_400_000);
}

/** `date + 1`: days, of a Datetime with fraction. */
function shiftDate(value: ApexDate | ApexDatetime | ApexTime | null, days: number): ApexDate | ApexDatetime | ApexTime {
  if (value === null) throw nullPointer();
  if (value instanceof ApexDate) return value.addDays(Math.trunc(days));
  return value.addMilliseconds(Math.round(days * 86_400_000));
}

// Casts

function invalidConversion(value: unknown, wanted: string): Error {
  return apexError("System.TypeException", `Invalid conversion from runtime type ${typeOf(value).name} to ${wanted}`);
}

function cast(value: unknown, type: RuntimeType): unknown {
  if (value instanceof ApexDate && type.name === "Datetime") return dateToDatetime(value);
  if (value === null || isInstance(value, type)) {
    return type.name === "Integer" && typeof value !== "number" && value !== null ? fail(value, type.name) : value;
  }
  return fail(value, type.name);
}

function fail(value: unknown, wanted: string): never {
  throw invalidConversion(value, wanted);
}

function castDouble(value: unknown): number | null {
  if (value === null) return null;
  if (value instanceof ApexDouble) return value.value;
  if (value instanceof Decimal) return value.toNumber();
  if (typeof value === "number" || typeof value === "bigint") return Number(value);
  throw invalidConversion(value, "Double");
}

function castDecimal(value: unknown): Decimal | null {
  if (value === null || value instanceof Decimal) return value;
  if (value instanceof ApexDouble) return Decimal.fromDouble(value.value);
  if (typeof value === "number")
    return Number.isInteger(value) ? Decimal.fromInteger(value) : Decimal.fromDouble(value);
  if (typeof value === "bigint") return Decimal.fromLong(value);
  throw invalidConversion(value, "Decimal");
}

function castLong(value: unknown): bigint | null {
  if (value === null || typeof value === "bigint") return value;
  if (typeof value === "number") return BigInt(value);
  throw invalidConversion(value, "Long");
}

function castId(value: unknown): string | null {
  if (value === null) return null;
  if (typeof value === "string") return toId(value);
  throw invalidConversion(value, "Id");
}

// Calls

/** A method of one of the platform's interfaces: on a user's object, or on one of the library's that has it as a method. */
function callInterface(receiver: unknown, name: string, ...args: unknown[]): unknown {
  if (receiver instanceof ApexObject) {
    const method = findMethod(receiver.$info, name, args);
    if (method) return method.invoke(receiver, args);
  }
  const own = (receiver as Record<string, unknown>)[name];
  if (typeof own === "function") return (own as (...given: unknown[]) => unknown).apply(receiver, args);
  const iterator = name === "iterator" ? iteratorOf(receiver) : undefined;
  if (iterator !== undefined) return iterator;
  throw new Error(`${typeOf(receiver).name} does not implement ${name}`);
}

/** A method of Object: the user's own one where there is one. */
function callObject(
  receiver: unknown,
  jsName: string,
  implementation: (...args: unknown[]) => unknown,
  ...args: unknown[]
): unknown {
  const own = (receiver as Record<string, unknown>)[jsName];
  if (typeof own === "function") return (own as (...given: unknown[]) => unknown).apply(receiver, args);
  return implementation(receiver, ...args);
}

/** A shallow copy of an object of a user's class. */
function copyObject<T extends ApexObject>(original: T | null): T {
  const source = nn(original);
  return Object.assign(Object.create(Object.getPrototypeOf(source) as object) as T, source);
}

function assignThrough(setter: (...args: unknown[]) => void, receiver: unknown, value: unknown): unknown {
  if (receiver === undefined) setter(value);
  else setter(receiver, value);
  return value;
}

/** JavaScript iteration over an Apex Iterable. */
function* iterate(iterable: unknown): IterableIterator<unknown> {
  if (iterable instanceof ApexList) return yield* iterable.items;
  if (iterable instanceof ApexSet) return yield* iterable.toArray();
  const iterator = callInterface(nn(iterable), "iterator");
  while (nn(callInterface(iterator, "hasNext"))) yield callInterface(iterator, "next");
}

function enumValueOf(constants: readonly ApexEnum[], name: string | null, enumName: string): ApexEnum {
  const found = constants.find((constant) => constant.name.toLowerCase() === nn(name).toLowerCase());
  if (!found) throw apexError("System.NoSuchElementException", `No enum constant ${enumName}.${name}`);
  return found;
}

// Exceptions

/** What a catch clause sees; rethrows what Apex may not catch. */
function caught(thrown: unknown): ApexException {
  const exception = toApexException(thrown);
  if (!exception) throw thrown;
  return exception;
}

function isUncatchable(thrown: unknown): boolean {
  return toApexException(thrown) === undefined;
}

function unreadable(): never {
  throw new Error("The property has no getter");
}

// Context

function label(lowerName: string): string {
  const { program, tx } = apexContext();
  return textOfLabel(program.labels.get(lowerName)!, tx.user.language);
}

/** "Apex Developer Guide: Trigger Context Variables"; outside of a trigger flags are false and the rest is null. */
function triggerVariable(lowerName: string): unknown {
  const context = apexContext().trigger;
  if (!context) return lowerName.startsWith("is") ? false : null;
  return context.variables[lowerName] ?? (lowerName.startsWith("is") ? false : null);
}

const runAsReturns: (() => void)[] = [];

function pushRunAs(user: unknown): void {
  if (!(user instanceof SObjectRecord)) throw nullPointer();
  if (apexContext().test === undefined)
    throw apexError("System.TypeException", "System.runAs() can only be used in test methods");
  // "Using the runAs Method": every call counts against the DML statements.
  apexContext().tx.limits.consume("dmlStatements");
  const runningUser = runningUserOf(user);
  runAsReturns.push(separateWork());
  apexContext().tx.pushUser(runningUser);
}

function popRunAs(): void {
  apexContext().tx.popUser();
  runAsReturns.pop()!();
}

const typeToken = (type: RuntimeType): TypeToken => new TypeToken(type);
const objectToken = (object: SObjectType): unknown => sobjectTypeToken(object);
const fieldToken = (object: SObjectType, field: Field): unknown => sobjectFieldToken(object, field);

export const support = {
  ...numbers,
  ...records,
  ...data,
  checkpoint,
  concatenated,
  methodEntered,
  methodLeft,
  running,
  addFieldError,
  fieldSetValue,
  addressOf,
  nn,
  argument,
  element,
  setElement,
  newArray,
  sameText,
  sameExactText,
  sameIds,
  compareText,
  compareValues,
  toId,
  dateToDatetime,
  shiftDate,
  cast,
  castDouble,
  castDecimal,
  castLong,
  castId,
  callInterface,
  callObject,
  copyObject,
  assignThrough,
  iterate,
  changedWhileIterated,
  enumValueOf,
  caught,
  isUncatchable,
  unreadable,
  label,
  triggerVariable,
  pushRunAs,
  popRunAs,
  typeToken,
  objectToken,
  fieldToken,
  doubleText: (value: number | null) => (value === null ? "null" : doubleText(value)),
  textOf,
  equalValues,
  identicalValues,
  isInstance,
  isRecordOrRecords,
  exceptionClass,
  voidType,
  anyType,
  PlainObject,
  ApexList,
  ApexSet,
  ApexMap
} as const;

export const supportNames: ReadonlySet<string> = new Set(Object.keys(support));
