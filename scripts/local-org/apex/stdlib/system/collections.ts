import { SObjectRecord } from "../../../schema/record.ts";
import { ApexList, ApexMap, ApexSet } from "../../runtime/collections.ts";
import { apexError, nullPointer } from "../../runtime/exceptions.ts";
import { elementsMade } from "../../runtime/metering.ts";
import { ambient } from "../../runtime/context.ts";
import type { ApexObject } from "../../runtime/object.ts";
import { invokeMethod } from "../../runtime/reflection.ts";
import type { RuntimeType } from "../../runtime/runtime-type.ts";
import { hashOf, isAggregateResult, sameKey, textOf } from "../../runtime/values.ts";
import { aggregateResultObject } from "../../types/platform-objects.ts";
import { compareForSort } from "./sort-order.ts";
import { sobjectTypeToken } from "../schema/tokens.ts";
import { defineClass } from "../definition/define.ts";

/** What `List.iterator()` gives. */
class ListIterator {
  readonly apexTypeName = "System.ListIterator";
  private readonly items: readonly unknown[];
  private at = 0;

  constructor(items: readonly unknown[]) {
    this.items = items;
  }

  hasNext(): boolean {
    return this.at < this.items.length;
  }

  next(): unknown {
    if (this.at >= this.items.length) throw apexError("System.NoSuchElementException", "No more elements to iterate");
    return this.items[this.at++];
  }
}

export const iteratorInterface = defineClass({
  name: "Iterator",
  documentation: "Apex Reference Guide: Iterator Interface",
  kind: "interface",
  typeParameters: ["T"],
  members: { "Boolean hasNext()": null, "T next()": null }
});

export const iterableInterface = defineClass({
  name: "Iterable",
  documentation: "Apex Reference Guide: Iterable Interface",
  kind: "interface",
  typeParameters: ["T"],
  members: { "Iterator<T> iterator()": null }
});

/** The iterator of a platform's collection that stands for an Iterable; undefined for anything else. */
export function iteratorOf(value: unknown): unknown {
  if (value instanceof ApexList) return new ListIterator(value.items);
  return value instanceof ApexSet ? new ListIterator(value.toArray()) : undefined;
}

export const comparableInterface = defineClass({
  name: "Comparable",
  documentation: "Apex Reference Guide: Comparable Interface",
  kind: "interface",
  members: { "Integer compareTo(Object other)": null }
});

type Types = readonly RuntimeType[];

function elementsOf(source: ApexList | ApexSet | ApexObject | null): unknown[] {
  if (source === null) throw nullPointer();
  if (source instanceof ApexList) return source.items;
  if (source instanceof ApexSet) return source.toArray();
  const found: unknown[] = [];
  const iterator = invokeMethod(source, "iterator", []) as ApexObject;
  while (invokeMethod(iterator, "hasNext", []) === true) found.push(invokeMethod(iterator, "next", []));
  return found;
}

function checkedIndex(index: number | null, end: number): number {
  if (index === null) throw nullPointer();
  if (index < 0 || index >= end) throw apexError("System.ListException", `List index out of bounds: ${index}`);
  return index;
}

type LibraryComparator = { compare(one: unknown, other: unknown): number };

function sortWith(list: ApexList, comparator: ApexObject | LibraryComparator | null): void {
  if (comparator === null) throw nullPointer();
  list.replacing.sort((one, other) =>
    "$info" in comparator
      ? (invokeMethod(comparator, "compare", [one, other]) as number)
      : comparator.compare(one, other)
  );
}

/** Copies with their fields; with ids and timestamps only where asked ("List Class: deepClone"). */
function deepClone(list: ApexList, keepId = false, keepTimestamps = false, keepAutonumber = false): ApexList {
  return new ApexList(
    list.elementType,
    list.items.map((item) =>
      item instanceof SObjectRecord ? cloneRecord(item, keepId, keepTimestamps, keepAutonumber) : item
    )
  );
}

const timestamps = ["CreatedById", "CreatedDate", "LastModifiedById", "LastModifiedDate", "SystemModstamp"];

/** "SObject Class: clone". */
export function cloneRecord(
  record: SObjectRecord,
  keepId = false,
  keepTimestamps = false,
  keepAutonumber = false
): SObjectRecord {
  const copy = new SObjectRecord(record.type, { ...record.values });
  if (!keepId) delete copy.values["Id"];
  if (!keepTimestamps) for (const name of timestamps) delete copy.values[name];
  if (!keepAutonumber) for (const field of record.type.fields) if (field.autoNumber) delete copy.values[field.name];
  copy.parents = record.parents && { ...record.parents };
  copy.children = record.children;
  copy.queried = record.queried && keepId;
  ambient.context?.observer?.recordCopied(record, copy);
  sources.set(copy, record.id);
  return copy;
}

/** Of each record that was cloned in the transaction the id that its original had. */
const sources = new WeakMap<SObjectRecord, string | null>();

export const isClone = (record: SObjectRecord): boolean => sources.has(record);
export const cloneSource = (record: SObjectRecord): string | null => sources.get(record) ?? null;

export const listClass = defineClass({
  name: "List",
  documentation: "Apex Reference Guide: List Class",
  typeParameters: ["T"],
  implements: ["Iterable<T>"],
  reified: true,
  members: {
    "List()": ([element]: Types) => new ApexList(element!),
    "List(Integer size)": ([element]: Types, size: number) => {
      elementsMade(size);
      return new ApexList(element!, new Array<unknown>(size).fill(null));
    },
    // A null makes an empty list: the tests of apexfarm/ApexLINQ, green in orgs, show it.
    "List(Iterable<T> source)": ([element]: Types, source: ApexList | ApexSet | null) =>
      new ApexList(element!, source === null ? [] : [...elementsOf(source)]),
    "void add(T value)": (self: ApexList, value: unknown) => void self.changing.push(value),
    "void add(Integer index, T value)": (self: ApexList, index: number | null, value: unknown) =>
      void self.changing.splice(checkedIndex(index, self.items.length + 1), 0, value),
    "void addAll(Iterable<T> source)": (self: ApexList, source: ApexList | ApexSet | null) => {
      const { changing } = self;
      for (const item of elementsOf(source).slice()) changing.push(item);
    },
    "void clear()": (self: ApexList) => self.clear(),
    "List<T> clone()": (self: ApexList) => new ApexList(self.elementType, self.items.slice()),
    "Boolean contains(T value)": (self: ApexList, value: unknown) => self.items.some((item) => sameKey(item, value)),
    "List<T> deepClone()": (self: ApexList) => deepClone(self),
    "List<T> deepClone(Boolean keepId)": deepClone,
    "List<T> deepClone(Boolean keepId, Boolean keepTimestamps)": deepClone,
    "List<T> deepClone(Boolean keepId, Boolean keepTimestamps, Boolean keepAutonumber)": deepClone,
    "Boolean equals(Object other)": (self: ApexList, other: unknown) => sameKey(self, other),
    "T get(Integer index)": (self: ApexList, index: number | null) => self.get(index),
    "Schema.SObjectType getSObjectType()": (self: ApexList) => sobjectTypeOfList(self),
    "Integer hashCode()": (self: ApexList) => hashOf(self),
    "Integer indexOf(T value)": (self: ApexList, value: unknown) =>
      self.items.findIndex((item) => sameKey(item, value)),
    "Boolean isEmpty()": (self: ApexList) => self.items.length === 0,
    "Iterator<T> iterator()": (self: ApexList) => new ListIterator(self.items),
    "T remove(Integer index)": (self: ApexList, index: number | null) =>
      self.changing.splice(checkedIndex(index, self.items.length), 1)[0],
    "void set(Integer index, T value)": (self: ApexList, index: number | null, value: unknown) =>
      self.set(index, value),
    "Integer size()": (self: ApexList) => self.items.length,
    "void sort()": (self: ApexList) => void self.replacing.sort(compareForSort),
    "void sort(Comparator<T> comparator)": sortWith,
    "String toString()": textOf
  }
});

function sobjectTypeOfList(list: ApexList): unknown {
  const object = list.elementType.object;
  if (object) return sobjectTypeToken(object);
  const [first] = list.items;
  const aggregates =
    list.elementType.name === "AggregateResult" || (first instanceof SObjectRecord && isAggregateResult(first));
  return aggregates ? sobjectTypeToken(aggregateResultObject) : null;
}

export const setClass = defineClass({
  name: "Set",
  documentation: "Apex Reference Guide: Set Class",
  typeParameters: ["T"],
  implements: ["Iterable<T>"],
  reified: true,
  members: {
    "Set()": ([element]: Types) => new ApexSet(element!),
    "Set(Iterable<T> source)": ([element]: Types, source: ApexList | ApexSet) =>
      new ApexSet(element!, elementsOf(source)),
    "Boolean add(T value)": (self: ApexSet, value: unknown) => self.add(value),
    "Boolean addAll(Iterable<T> source)": (self: ApexSet, source: ApexList | ApexSet | null) => {
      const before = self.size;
      for (const item of elementsOf(source)) self.add(item);
      return self.size > before;
    },
    "void clear()": (self: ApexSet) => self.clear(),
    "Set<T> clone()": (self: ApexSet) => new ApexSet(self.elementType, self),
    "Boolean contains(T value)": (self: ApexSet, value: unknown) => self.has(value),
    "Boolean containsAll(Iterable<T> source)": (self: ApexSet, source: ApexList | ApexSet | null) =>
      elementsOf(source).every((item) => self.has(item)),
    "Boolean equals(Object other)": (self: ApexSet, other: unknown) => sameKey(self, other),
    "Integer hashCode()": (self: ApexSet) => hashOf(self),
    "Boolean isEmpty()": (self: ApexSet) => self.size === 0,
    "Iterator<T> iterator()": (self: ApexSet) => new ListIterator(self.toArray()),
    "Boolean remove(T value)": (self: ApexSet, value: unknown) => self.delete(value),
    "Boolean removeAll(Iterable<T> source)": (self: ApexSet, source: ApexList | ApexSet | null) => {
      const before = self.size;
      for (const item of elementsOf(source)) self.delete(item);
      return self.size < before;
    },
    "Boolean retainAll(Iterable<T> source)": (self: ApexSet, source: ApexList | ApexSet | null) => {
      const kept = new ApexSet(self.elementType, elementsOf(source));
      const gone = self.toArray().filter((item) => !kept.has(item));
      for (const item of gone) self.delete(item);
      return gone.length > 0;
    },
    "Integer size()": (self: ApexSet) => self.size,
    "String toString()": textOf
  }
});

/** `new Map<Id, Account>(accounts)`: rows by their ids. */
function mapOfRows([key, value]: Types, rows: ApexList | null): ApexMap {
  if (rows === null) throw nullPointer();
  const map = new ApexMap(key!, value!);
  putRows(map, rows);
  return map;
}

function putRows(map: ApexMap, rows: ApexList): void {
  const seen = new Set<string>();
  rows.items.forEach((row, index) => {
    const id = (row as SObjectRecord | null)?.id ?? null;
    if (id === null) throw apexError("System.ListException", `Row with null Id at index: ${index}`);
    if (seen.has(id)) throw apexError("System.ListException", `Row with duplicate Id at index: ${index}`);
    seen.add(id);
    map.set(id, row);
  });
}

function putAll(self: ApexMap, source: ApexMap | ApexList | null): void {
  if (source === null) throw nullPointer();
  if (source instanceof ApexList) {
    // Unlike the constructor, putAll takes an id twice (the last record stays) and records without one.
    for (const row of source.items) self.set((row as SObjectRecord | null)?.id ?? null, row);
    return;
  }
  for (const [key, value] of source.entries()) self.set(key, value);
}

export const mapClass = defineClass({
  name: "Map",
  documentation: "Apex Reference Guide: Map Class",
  typeParameters: ["K", "V"],
  reified: true,
  members: {
    "Map()": ([key, value]: Types) => new ApexMap(key!, value!),
    "Map(Map<K, V> source)": ([key, value]: Types, source: ApexMap | null) => {
      if (source === null) throw nullPointer();
      return new ApexMap(key!, value!, source.entries());
    },
    "Map(List<SObject> rows)": mapOfRows,
    "void clear()": (self: ApexMap) => self.clear(),
    "Map<K, V> clone()": (self: ApexMap) => new ApexMap(self.keyType, self.valueType, self.entries()),
    "Boolean containsKey(K key)": (self: ApexMap, key: unknown) => self.has(key),
    "Map<K, V> deepClone()": (self: ApexMap) =>
      new ApexMap(
        self.keyType,
        self.valueType,
        [...self.entries()].map(
          ([key, value]) =>
            [key, value instanceof SObjectRecord ? cloneRecord(value, true, true, true) : value] as const
        )
      ),
    "Boolean equals(Object other)": (self: ApexMap, other: unknown) => sameKey(self, other),
    "V get(K key)": (self: ApexMap, key: unknown) => self.get(key),
    "Integer hashCode()": (self: ApexMap) => hashOf(self),
    "Boolean isEmpty()": (self: ApexMap) => self.size === 0,
    "Set<K> keySet()": (self: ApexMap) => self.keySet,
    "V put(K key, V value)": (self: ApexMap, key: unknown, value: unknown) => self.set(key, value),
    "void putAll(Map<K, V> source)": putAll,
    "void putAll(List<SObject> rows)": putAll,
    "V remove(K key)": (self: ApexMap, key: unknown) => self.delete(key),
    "Integer size()": (self: ApexMap) => self.size,
    "String toString()": textOf,
    "List<V> values()": (self: ApexMap) => new ApexList(self.valueType, [...self.values()]),
    "Schema.SObjectType getSObjectType()": (self: ApexMap) =>
      self.valueType.object ? sobjectTypeToken(self.valueType.object) : null
  }
});
