import { SObjectRecord } from "../../schema/record.ts";
import { Blob } from "../../values/blob.ts";
import { ApexDate } from "../../values/date.ts";
import { ApexDatetime } from "../../values/datetime.ts";
import { Decimal } from "../../values/decimal.ts";
import { ApexTime } from "../../values/time.ts";
import { foundBlank } from "./blanks.ts";
import { apexError, nullPointer } from "./exceptions.ts";
import { ApexDouble } from "./object.ts";
import type { RuntimeType } from "./runtime-type.ts";

/** An Apex List, and the array `X[]`, which is the same. Elements are never undefined. */
export class ApexList {
  items: unknown[];
  readonly elementType: RuntimeType;
  /** Counts what was added and removed: a loop that goes over it fails at its next step after that. */
  changes = 0;
  /** The platform's own list, like Trigger.new. */
  readOnly = false;

  constructor(elementType: RuntimeType, items: unknown[] = []) {
    this.elementType = elementType;
    this.items = items;
  }

  /** The elements, to add or remove some. */
  get changing(): unknown[] {
    this.changes++;
    return this.replacing;
  }

  /** The elements, to put others in their places. */
  get replacing(): unknown[] {
    if (this.readOnly) throw collectionIsReadOnly();
    return this.items;
  }

  clear(): void {
    if (this.readOnly) throw collectionIsReadOnly();
    this.changes++;
    this.items = [];
  }

  /** The element, or the platform's ListException. Generated code comes here only when `items[index]` is null or absent. */
  get(index: number | null): unknown {
    if (index === null) throw nullPointer();
    const item = this.items[Number(index)];
    if (item === undefined) throw outOfBounds(index);
    return item;
  }

  set(index: number | null, value: unknown): void {
    if (index === null) throw nullPointer();
    if (!(index >= 0 && index < this.items.length)) throw outOfBounds(index);
    this.replacing[index] = value;
  }
}

/** What a loop says at the step after its collection has changed. */
export function changedWhileIterated(): never {
  throw apexError("System.FinalException", "Cannot modify a collection while it is being iterated.");
}

function collectionIsReadOnly(): Error {
  return apexError("System.FinalException", "Collection is read-only");
}

function outOfBounds(index: number): Error {
  return apexError("System.ListException", `List index out of bounds: ${index}`);
}

/**
 * Maps keys of any Apex type to native Map keys. Primitives are their own key; objects of user classes that declare
 * `equals` and `hashCode` are represented by the first equal object that was put in.
 */
class KeyIndex {
  private buckets: Map<number, object[]> | undefined;

  keyOf(value: unknown, remember: boolean): unknown {
    if (value === null || typeof value !== "object") return value;
    if (!hasOwnEquality(value)) return contentKey(value);
    const hash = value.hashcode$() as number;
    const bucket = this.buckets?.get(hash);
    const representative = bucket?.find((candidate) => candidate === value || value.equals$object(candidate) === true);
    if (representative) return representative;
    if (remember) {
      this.buckets ??= new Map();
      if (bucket) bucket.push(value);
      else this.buckets.set(hash, [value]);
    }
    return value;
  }

  clear(): void {
    this.buckets = undefined;
  }
}

/** An Apex Set; iterates in the order of insertion. */
export class ApexSet {
  readonly elementType: RuntimeType;
  /** Native key → element. */
  private readonly store = new Map<unknown, unknown>();
  private readonly index = new KeyIndex();
  /** Counts what was added and removed: a loop that goes over it fails at its next step after that. */
  changes = 0;

  constructor(elementType: RuntimeType, items?: Iterable<unknown>) {
    this.elementType = elementType;
    if (items) for (const item of items) this.add(item);
  }

  get size(): number {
    return this.store.size;
  }

  has(value: unknown): boolean {
    return this.store.has(typeof value === "object" ? this.index.keyOf(value, false) : value);
  }

  /** True where the set did not have it. */
  add(value: unknown): boolean {
    const key = typeof value === "object" ? this.index.keyOf(value, true) : value;
    if (this.store.has(key)) return false;
    this.changes++;
    this.store.set(key, value);
    return true;
  }

  delete(value: unknown): boolean {
    const known = this.store.delete(typeof value === "object" ? this.index.keyOf(value, false) : value);
    if (known) this.changes++;
    return known;
  }

  clear(): void {
    this.changes++;
    this.store.clear();
    this.index.clear();
  }

  values(): IterableIterator<unknown> {
    return this.store.values();
  }

  toArray(): unknown[] {
    return [...this.store.values()];
  }

  [Symbol.iterator](): IterableIterator<unknown> {
    return this.store.values();
  }
}

/** An Apex Map; iterates in the order of insertion. */
export class ApexMap {
  readonly keyType: RuntimeType;
  readonly valueType: RuntimeType;
  private readonly store = new Map<unknown, unknown>();
  /** Native key → Apex key, for those that are not the same. */
  private originals: Map<unknown, unknown> | undefined;
  private readonly index = new KeyIndex();
  private keyView: KeySet | undefined;
  /** The platform's own map, like Trigger.newMap. */
  readOnly = false;

  constructor(keyType: RuntimeType, valueType: RuntimeType, entries?: Iterable<readonly [unknown, unknown]>) {
    this.keyType = keyType;
    this.valueType = valueType;
    if (entries) for (const [key, value] of entries) this.set(key, value);
  }

  get size(): number {
    return this.store.size;
  }

  /** null where the key is absent. */
  get(key: unknown): unknown {
    return this.store.get(typeof key === "object" ? this.index.keyOf(key, false) : key) ?? null;
  }

  has(key: unknown): boolean {
    return this.store.has(typeof key === "object" ? this.index.keyOf(key, false) : key);
  }

  /** The value that the key had before, or null. */
  set(key: unknown, value: unknown): unknown {
    if (this.readOnly) throw collectionIsReadOnly();
    const native = typeof key === "object" ? this.index.keyOf(key, true) : key;
    const before = this.store.get(native) ?? null;
    if (native !== key && !this.originals?.has(native)) (this.originals ??= new Map()).set(native, key);
    this.store.set(native, value);
    return before;
  }

  delete(key: unknown): unknown {
    if (this.readOnly) throw collectionIsReadOnly();
    const native = typeof key === "object" ? this.index.keyOf(key, false) : key;
    const before = this.store.get(native) ?? null;
    this.store.delete(native);
    this.originals?.delete(native);
    return before;
  }

  clear(): void {
    if (this.readOnly) throw collectionIsReadOnly();
    this.store.clear();
    this.originals = undefined;
    this.index.clear();
  }

  /** The keys as they are at any time; what is removed from it is removed from the map. */
  get keySet(): ApexSet {
    return (this.keyView ??= new KeySet(this));
  }

  *keys(): IterableIterator<unknown> {
    for (const native of this.store.keys()) yield this.originalOf(native);
  }

  values(): IterableIterator<unknown> {
    return this.store.values();
  }

  *entries(): IterableIterator<[unknown, unknown]> {
    for (const [native, value] of this.store) yield [this.originalOf(native), value];
  }

  private originalOf(native: unknown): unknown {
    return this.originals?.has(native) ? this.originals.get(native) : native;
  }
}

/**
 * What `Map.keySet()` gives: the keys of the map, whatever becomes of them. Keys can be removed by it and none added, as
 * Salesforce Stack Exchange 207388 tells of orgs; the page "Map Class" is silent.
 */
class KeySet extends ApexSet {
  private readonly map: ApexMap;

  constructor(map: ApexMap) {
    super(map.keyType);
    this.map = map;
  }

  override get size(): number {
    return this.map.size;
  }

  override has(value: unknown): boolean {
    return this.map.has(value);
  }

  override add(): boolean {
    throw collectionIsReadOnly();
  }

  override delete(value: unknown): boolean {
    const known = this.map.has(value);
    this.map.delete(value);
    if (known) this.changes++;
    return known;
  }

  override clear(): void {
    this.changes++;
    this.map.clear();
  }

  override values(): IterableIterator<unknown> {
    return this.map.keys();
  }

  override toArray(): unknown[] {
    return [...this.map.keys()];
  }

  override [Symbol.iterator](): IterableIterator<unknown> {
    return this.map.keys();
  }
}

interface WithEquality {
  equals$object(other: unknown): unknown;
  hashcode$(): unknown;
}

/** A class that declares `equals` is compared by it; for keys of Sets and Maps it must declare `hashCode` too. */
export function hasOwnEquals(value: object): value is Pick<WithEquality, "equals$object"> {
  return typeof (value as Partial<WithEquality>).equals$object === "function";
}

/** True where the user's class declares `equals` (and, as the platform demands, `hashCode`). */
export function hasOwnEquality(value: object): value is WithEquality {
  return (
    typeof (value as Partial<WithEquality>).equals$object === "function" &&
    typeof (value as Partial<WithEquality>).hashcode$ === "function"
  );
}

/**
 * A JavaScript value that is the same for equal Apex values, to key native Maps: primitives are their own key, values
 * get a text of their content, objects of user classes stand for themselves.
 */
export function contentKey(value: unknown): unknown {
  if (value === null || typeof value !== "object") return value;
  if (value instanceof SObjectRecord) return `\u0000r${recordKey(value)}`;
  if (value instanceof Decimal) return `\u0000n${value.stripTrailingZeros().toString()}`;
  if (value instanceof ApexDouble) return `\u0000f${value.value}`;
  if (value instanceof ApexDate) return `\u0000d${value.epochDay}`;
  // Equal within the second: public suites that pass in orgs compare what was stored with what is now.
  if (value instanceof ApexDatetime) return `\u0000t${Math.floor(value.epochMilliseconds / 1000)}`;
  if (value instanceof ApexTime) return `\u0000h${value.millisecondOfDay}`;
  if (value instanceof Blob) return `\u0000b${Buffer.from(value.bytes).toString("base64")}`;
  if (value instanceof ApexList) return `\u0000l${value.items.map(tokenOf).join("\u0001")}`;
  if (value instanceof ApexSet) return `\u0000s${value.toArray().map(tokenOf).sort().join("\u0001")}`;
  if (value instanceof ApexMap)
    return `\u0000m${[...value.entries()]
      .map(([key, item]) => `${tokenOf(key)}\u0002${tokenOf(item)}`)
      .sort()
      .join("\u0001")}`;
  return "contentKey" in value && typeof value.contentKey === "string" ? `\u0000x${value.contentKey}` : value;
}

const beingKeyed = new Set<SObjectRecord>();

/** Parents count as fields do: a public suite that passes in orgs sees another hash code where a parent's field has changed. */
function recordKey(record: SObjectRecord): string {
  let key = record.type.name;
  if (record.parents && !beingKeyed.has(record)) {
    beingKeyed.add(record);
    for (const relationship of Object.keys(record.parents).sort()) {
      const parent = record.parents[relationship]!;
      if (parent !== null) key += `\u0001${relationship}\u0002${tokenOf(parent)}`;
    }
    beingKeyed.delete(record);
  }
  for (const field of Object.keys(record.values).sort()) {
    const value = record.values[field]!;
    const isNone = foundBlank(record, field, value) || (value === null && field === "Id");
    if (!isNone) key += `\u0001${field}\u0002${tokenOf(value)}`;
  }
  return key;
}

let nextIdentity = 1;
const identities = new WeakMap<object, number>();

/** A number that stays with an object, for the default hashCode. */
export function identityOf(value: object): number {
  let identity = identities.get(value);
  if (identity === undefined) identities.set(value, (identity = nextIdentity++));
  return identity;
}

function tokenOf(value: unknown): string {
  const key = contentKey(value);
  return key !== null && typeof key === "object" ? `#${identityOf(key)}` : `${typeof key}:${String(key)}`;
}
