/**
 * How Apex values look while they run:
 *
 * | Apex                       | JavaScript                                                             |
 * | -------------------------- | ---------------------------------------------------------------------- |
 * | null                       | null (never undefined)                                                 |
 * | Boolean                    | boolean                                                                |
 * | Integer                    | number, 32 bit                                                         |
 * | Long                       | bigint, 64 bit                                                         |
 * | Double                     | number where the static type is Double, `ApexDouble` inside Object     |
 * | Decimal, Date, Datetime, Time, Blob | the classes of `values/`                                      |
 * | String, Id                 | string (Ids: 18 characters)                                            |
 * | List, Set, Map             | `ApexList`, `ApexSet`, `ApexMap`                                       |
 * | sObject                    | `SObjectRecord`                                                        |
 * | enum constant              | `ApexEnum`                                                             |
 * | object of a user class     | `ApexObject`                                                           |
 * | exception                  | `ApexException`                                                        |
 * | object of a library class  | any object with `apexTypeName` (see `ApexTyped`)                       |
 */
import { SObjectRecord } from "../../schema/record.ts";
import { Blob } from "../../values/blob.ts";
import { ApexDate } from "../../values/date.ts";
import { ApexDatetime } from "../../values/datetime.ts";
import { Decimal } from "../../values/decimal.ts";
import { isValidId } from "../../values/id.ts";
import { ApexTime } from "../../values/time.ts";
import { ambient } from "./context.ts";
import { ApexList, ApexMap, ApexSet, contentKey, hasOwnEquality, hasOwnEquals, identityOf } from "./collections.ts";
import { ApexException } from "./exceptions.ts";
import { ApexDouble, ApexObject, isApexTyped } from "./object.ts";
import {
  anyType,
  blobType,
  booleanType,
  dateType,
  datetimeType,
  decimalType,
  doubleType,
  integerType,
  libraryType,
  listOf,
  longType,
  mapOf,
  setOf,
  sobjectTypeOf,
  stringType,
  timeType,
  type RuntimeType
} from "./runtime-type.ts";

/** What `apexState` of a record holds that is a row of an aggregate query. */
export const aggregateResultState = "AggregateResult";

export function isAggregateResult(record: SObjectRecord): boolean {
  return record.apexState === aggregateResultState;
}

/** The dynamic type of a value; `Object` for null. Strings are Strings, also those that came from an Id variable. */
export function typeOf(value: unknown): RuntimeType {
  if (typeof value === "string") return stringType;
  if (typeof value === "number") return integerType;
  if (typeof value === "bigint") return longType;
  if (typeof value === "boolean") return booleanType;
  if (value instanceof SObjectRecord)
    return isAggregateResult(value) ? libraryType("AggregateResult") : sobjectTypeOf(value.type);
  if (value instanceof ApexObject) return value.$info.type;
  if (value instanceof ApexList) return listOf(value.elementType);
  if (value instanceof ApexSet) return setOf(value.elementType);
  if (value instanceof ApexMap) return mapOf(value.keyType, value.valueType);
  if (value instanceof Decimal) return decimalType;
  if (value instanceof ApexDouble) return doubleType;
  if (value instanceof ApexDate) return dateType;
  if (value instanceof ApexDatetime) return datetimeType;
  if (value instanceof ApexTime) return timeType;
  if (value instanceof Blob) return blobType;
  if (value instanceof ApexException && "$info" in value) return (value as unknown as ApexObject).$info.type;
  if (isApexTyped(value)) return libraryType(value.apexTypeName);
  return anyType;
}

/** The iterator of a list or set has no class that Apex could name. */
const platformAncestors = new Map<string, ReadonlySet<string>>([["system.listiterator", new Set(["iterator"])]]);

/** Says which types, by full name, a class of the library extends and implements (with itself, lower case). */
export function registerLibraryAncestry(fullName: string, ancestors: ReadonlySet<string>): void {
  platformAncestors.set(fullName.toLowerCase(), ancestors);
}

/** `value instanceof type`; false for null. */
export function isInstance(value: unknown, type: RuntimeType): boolean {
  if (value === null) return false;
  switch (type.kind) {
    case "any":
      return true;
    case "void":
      return false;
    case "sobject":
      return (
        value instanceof SObjectRecord && (!type.object || (value.type === type.object && !isAggregateResult(value)))
      );
    case "list":
      return (
        value instanceof ApexList &&
        (elementsFit(value.elementType, type.arguments[0]!) || isListOfIdsAsTexts(value, type))
      );
    case "set":
      return value instanceof ApexSet && elementsFit(value.elementType, type.arguments[0]!);
    case "map":
      return (
        value instanceof ApexMap &&
        elementsFit(value.keyType, type.arguments[0]!) &&
        elementsFit(value.valueType, type.arguments[1]!)
      );
    case "user":
      return descendsFrom(value, type.name);
    case "library":
      return descendsFrom(value, type.name);
    case "primitive":
      return isPrimitive(value, type.name);
  }
}

/** `value instanceof SObject`: true of a list of records, too, as Salesforce Stack Exchange 360981 tells of orgs. */
export function isRecordOrRecords(value: unknown, type: RuntimeType): boolean {
  return isInstance(value, type) || (value instanceof ApexList && value.elementType.kind === "sobject");
}

function isPrimitive(value: unknown, name: string): boolean {
  switch (name) {
    case "String":
      return typeof value === "string";
    case "Id":
      return typeof value === "string" && isValidId(value);
    case "Integer":
      return typeof value === "number";
    case "Long":
      return typeof value === "bigint" || typeof value === "number";
    case "Double":
      return (
        value instanceof ApexDouble ||
        value instanceof Decimal ||
        typeof value === "number" ||
        typeof value === "bigint"
      );
    case "Decimal":
      return (
        value instanceof Decimal ||
        value instanceof ApexDouble ||
        typeof value === "number" ||
        typeof value === "bigint"
      );
    case "Boolean":
      return typeof value === "boolean";
    case "Date":
      return value instanceof ApexDate;
    case "Datetime":
      return value instanceof ApexDatetime || value instanceof ApexDate;
    case "Time":
      return value instanceof ApexTime;
    case "Blob":
      return value instanceof Blob;
    default:
      return false;
  }
}

function descendsFrom(value: unknown, name: string): boolean {
  const plain = name.replace(/<.*$/s, "").toLowerCase();
  const info = (value as Partial<ApexObject>).$info;
  if (info) return info.ancestry.has(plain);
  const own = typeOf(value).name.replace(/<.*$/s, "").toLowerCase();
  return own === plain || (platformAncestors.get(own)?.has(plain) ?? false);
}

function isAggregateType(type: RuntimeType): boolean {
  return type.kind === "library" && type.name === "AggregateResult";
}

/** Whether a collection made for `actual` elements may stand where one of `wanted` is asked for. */
/** `(List<String>) new List<Id>{…}`, and `instanceof`: tests of public packages that pass in orgs have it so. */
function isListOfIdsAsTexts(list: ApexList, type: RuntimeType): boolean {
  return list.elementType.name === "Id" && type.arguments[0]!.name === "String";
}

function elementsFit(actual: RuntimeType, wanted: RuntimeType): boolean {
  if (actual.name === wanted.name || wanted.kind === "any") return true;
  // Rows of aggregate queries are records of any kind of list of records.
  if (isAggregateType(actual) || isAggregateType(wanted))
    return [actual, wanted].some(({ kind, object }) => kind === "sobject" && !object);
  if (wanted.kind === "sobject")
    return actual.kind === "sobject" && (!wanted.object || !actual.object || actual.object === wanted.object);
  if (actual.kind === "user") return actual.info!.ancestry.has(wanted.name.toLowerCase());
  if ((wanted.kind === "list" || wanted.kind === "set" || wanted.kind === "map") && actual.kind === wanted.kind) {
    return actual.arguments.every((argument, index) => elementsFit(argument, wanted.arguments[index]!));
  }
  return false;
}

/** `==` of two values of the types it is defined on by value: everything but user classes without `equals`. */
export function equalValues(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (one === null || other === null) return false;
  if (typeof one === "string")
    return typeof other === "string" && one.length === other.length && one.toLowerCase() === other.toLowerCase();
  if (typeof one === "number" || typeof one === "bigint" || one instanceof Decimal || one instanceof ApexDouble)
    return sameNumber(one, other);
  if (one instanceof ApexDate && other instanceof ApexDatetime) return isMidnightOf(one, other);
  if (one instanceof ApexDatetime && other instanceof ApexDate) return isMidnightOf(other, one);
  return sameKey(one, other);
}

/** A Date is the Datetime of its midnight in GMT ("Apex Developer Guide: Rules of Conversion"). */
function isMidnightOf(date: ApexDate, moment: ApexDatetime): boolean {
  return sameKey(new ApexDatetime(date.epochDay * 86_400_000), moment);
}

/** `===` of two Objects: values are compared, strings with their case; records, collections and objects must be the same one. */
export function identicalValues(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (one === null || other === null || typeof one === "string") return false;
  const hasIdentity = [SObjectRecord, ApexList, ApexSet, ApexMap, ApexObject].some((kind) => one instanceof kind);
  return !hasIdentity && equalValues(one, other);
}

function sameNumber(one: unknown, other: unknown): boolean {
  const left = asDecimal(one);
  const right = asDecimal(other);
  return left !== undefined && right !== undefined && left.compareTo(right) === 0;
}

function asDecimal(value: unknown): Decimal | undefined {
  if (value instanceof Decimal) return value;
  if (typeof value === "number")
    return Number.isInteger(value) ? Decimal.fromInteger(value) : Decimal.fromDouble(value);
  if (typeof value === "bigint") return Decimal.fromLong(value);
  if (value instanceof ApexDouble) return Number.isFinite(value.value) ? Decimal.fromDouble(value.value) : undefined;
  return undefined;
}

/** `equals` as Sets, Maps and List.contains use it: case-sensitive on Strings. */
export function sameKey(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (one === null || other === null || typeof one !== "object" || typeof other !== "object") return false;
  if (one instanceof ApexObject || one instanceof ApexException)
    return hasOwnEquals(one) && one.equals$object(other) === true;
  if (one instanceof SObjectRecord) return other instanceof SObjectRecord && contentKey(one) === contentKey(other);
  if (one instanceof ApexList) {
    return (
      other instanceof ApexList &&
      one.items.length === other.items.length &&
      one.items.every((item, index) => sameKey(item, other.items[index]))
    );
  }
  if (one instanceof ApexSet)
    return other instanceof ApexSet && one.size === other.size && one.toArray().every((item) => other.has(item));
  if (one instanceof ApexMap)
    return other instanceof ApexMap && one.size === other.size && [...one.entries()].every(isEntryOf(other));
  return contentKey(one) === contentKey(other);
}

function isEntryOf(map: ApexMap): (entry: readonly [unknown, unknown]) => boolean {
  return ([key, value]) => map.has(key) && sameKey(value, map.get(key));
}

/** `hashCode()` of any value: equal values have equal codes, and so have collections of them. */
export function hashOf(value: unknown): number {
  if (typeof value === "number") return Number.isInteger(value) ? value | 0 : hashText(String(value));
  if (value !== null && typeof value === "object" && hasOwnEquality(value)) return value.hashcode$() as number;
  if (value instanceof ApexList) return value.items.reduce<number>(withHashOf, 1);
  if (value instanceof ApexSet) return value.toArray().reduce<number>((sum, item) => (sum + hashOf(item)) | 0, 0);
  if (value instanceof ApexMap)
    return [...value.entries()].reduce((sum, [key, item]) => (sum + (hashOf(key) ^ hashOf(item))) | 0, 0);
  const key = contentKey(value);
  return key !== null && typeof key === "object" ? identityOf(key) : hashText(String(key));
}

function withHashOf(hash: number, item: unknown): number {
  return (Math.imul(31, hash) + hashOf(item)) | 0;
}

/** Java's `String.hashCode`, which Apex strings share. */
export function hashText(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index++) hash = (Math.imul(31, hash) + text.charCodeAt(index)) | 0;
  return hash;
}

const beingWritten = new Set<object>();

/** Text of a value as `System.debug`, concatenation and `String.valueOf(Object)` give it; a Double must come as ApexDouble. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return "null";
  if (typeof value !== "object") return String(value);
  if (value instanceof ApexDatetime) return datetimeText(value);
  // Unlike `String.valueOf(Date)`, debug output and concatenation show the time of midnight.
  if (value instanceof ApexDate) return `${value.toString()} 00:00:00`;
  if (beingWritten.has(value)) return "(already output)";
  beingWritten.add(value);
  try {
    return objectText(value);
  } finally {
    beingWritten.delete(value);
  }
}

function objectText(value: object): string {
  if (value instanceof ApexList) return `(${value.items.map(textOf).join(", ")})`;
  if (value instanceof ApexSet) return `{${value.toArray().map(textOf).join(", ")}}`;
  if (value instanceof ApexMap)
    return `{${[...value.entries()].map(([key, item]) => `${textOf(key)}=${textOf(item)}`).join(", ")}}`;
  if (value instanceof SObjectRecord) return recordText(value);
  if (value instanceof ApexException) return exceptionText(value);
  if (value instanceof ApexObject) return userObjectText(value);
  if (Object.hasOwn(Object.getPrototypeOf(value) as object, "toString")) return String(value);
  return isApexTyped(value) ? value.apexTypeName.replace(/^System\./, "") : String(value);
}

function recordText(record: SObjectRecord): string {
  const parts = Object.entries(record.values).map(
    ([field, value]) => `${field}=${value instanceof ApexDatetime ? value.toString() : textOf(value)}`
  );
  return `${isAggregateResult(record) ? "AggregateResult" : record.type.name}:{${parts.join(", ")}}`;
}

function exceptionText(exception: ApexException): string {
  return `${exception.apexTypeName}: ${exception.apexMessage ?? "Script-thrown exception"}`;
}

const stubs = new WeakMap<ApexObject, StubCopier>();

/** Makes a stub like another, whose provider is the copy of the other's. */
type StubCopier = (copy: (provider: ApexObject) => ApexObject) => ApexObject;

/** Marks an object that Test.createStub made. */
export function markStub(object: ApexObject, copier: StubCopier): void {
  stubs.set(object, copier);
}

export function stubCopier(object: ApexObject): StubCopier | undefined {
  return stubs.get(object);
}

/** Mocking frameworks read the stub's class from its text; fflib-apex-mocks expects this ending. */
function isStub(object: ApexObject): boolean {
  return stubs.has(object);
}

function userObjectText(value: ApexObject): string {
  const own = (value as { tostring$?: () => unknown }).tostring$;
  if (own) return textOf(own.call(value));
  const parts: string[] = [];
  for (let level: typeof value.$info | undefined = value.$info; level; level = level.superclass) {
    for (const variable of level.variables) {
      if (!variable.static && variable.automatic) parts.push(`${variable.name}=${textOf(variable.get(value))}`);
    }
  }
  return `${value.$info.name}${isStub(value) ? "__sfdc_ApexStub" : ""}:[${parts.join(", ")}]`;
}

/** Date and time in the running user's zone ("Apex Reference Guide: Datetime Class", Usage). */
function datetimeText(value: ApexDatetime): string {
  const zone = ambient.context?.tx.user.timeZone;
  if (!zone) return value.toString();
  return `${value.date(zone).toString()} ${value.time(zone).toString().slice(0, 8)}`;
}
