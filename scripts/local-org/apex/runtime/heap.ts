/**
 * An estimate of the heap: everything that is reached from the static variables, from the records of the triggers that run
 * and, in programs that are measured, from the local variables of the methods that run; counted a few times a transaction.
 *
 * Bytes, low and high. The platform counts a character as one byte and 8 for an Integer, and nothing for a second reference
 * to the same value ("How is heap size calculated?", newbedev.com; "Example Reference and Heap Usage", gist of brianmfear);
 * 5,000 rows of one Id took 343 kB ("How to Reduce Apex Heap Size Errors", salesforcecentral.com), that is 68 bytes for a
 * record, its field and its Id of 18 characters. What collections and objects take is not published: low is a reference of 4
 * bytes, high what a Java virtual machine with 8-byte references takes.
 */
import { SObjectRecord } from "../../schema/record.ts";
import type { Range } from "../../transaction/meter.ts";
import { Blob } from "../../values/blob.ts";
import { ApexList, ApexMap, ApexSet } from "./collections.ts";
import type { ApexContext } from "./context.ts";
import { ApexObject } from "./object.ts";
import { liveFrames } from "./profile.ts";

const bytes = {
  record: { low: 40, high: 64 },
  field: { low: 4, high: 16 },
  text: { low: 0, high: 16 },
  number: { low: 8, high: 16 },
  list: { low: 8, high: 40 },
  element: { low: 4, high: 8 },
  map: { low: 16, high: 64 },
  entry: { low: 8, high: 48 },
  object: { low: 8, high: 24 },
  variable: { low: 4, high: 8 }
} satisfies Record<string, Range>;

export const leastBytesOfElement = bytes.element.low;

/** Equal texts of at least this length are counted once: they are mostly the same one. */
const sharedText = 64;

export function rootsOf(context: ApexContext): unknown[] {
  const roots: unknown[] = [];
  for (const statics of context.statics) if (statics) roots.push(...Object.values(statics));
  for (let trigger = context.trigger; trigger; trigger = trigger.outer) roots.push(...Object.values(trigger.variables));
  for (const frame of liveFrames()) roots.push(...Object.values(frame as Record<string, unknown>));
  return roots;
}

export interface Heap extends Range {
  /** How many values were looked at: what it cost to count them. */
  readonly visited: number;
}

export function heapOf(roots: readonly unknown[]): Heap {
  return new HeapCount().count(roots);
}

class HeapCount {
  private visited = 0;
  private low = 0;
  private high = 0;
  private readonly seen = new Set<unknown>();
  private readonly open: unknown[] = [];

  count(roots: readonly unknown[]): Heap {
    for (const root of roots) this.open.push(root);
    while (this.open.length > 0) this.visit(this.open.pop());
    return { low: this.low, high: this.high, visited: this.visited };
  }

  private add({ low, high }: Range, times = 1): void {
    this.low += low * times;
    this.high += high * times;
  }

  private visit(value: unknown): void {
    this.visited++;
    if (value === null || value === undefined || typeof value === "boolean" || typeof value === "function") return;
    if (typeof value === "string") return this.text(value);
    if (typeof value !== "object") return this.add(bytes.number);
    if (this.seen.has(value)) return;
    this.seen.add(value);
    if (value instanceof SObjectRecord) return this.record(value);
    if (value instanceof ApexList) return this.elements(bytes.list, bytes.element, value.items);
    if (value instanceof ApexSet) return this.elements(bytes.map, bytes.entry, value.toArray());
    if (value instanceof ApexMap) {
      this.elements(bytes.map, bytes.entry, [...value.values()]);
      for (const key of value.keys()) this.open.push(key);
      return;
    }
    if (value instanceof ApexObject) return this.object(value);
    if (value instanceof Blob) return this.add({ low: value.bytes.length, high: value.bytes.length });
    this.add(bytes.number);
  }

  private text(value: string): void {
    if (value.length >= sharedText) {
      if (this.seen.has(value)) return;
      this.seen.add(value);
    }
    this.add(bytes.text);
    this.low += value.length;
    this.high += value.length;
  }

  private record(record: SObjectRecord): void {
    this.add(bytes.record);
    for (const name in record.values) {
      this.add(bytes.field);
      this.visit(record.values[name]);
    }
    for (const name in record.parents) this.open.push(record.parents[name]);
    for (const name in record.children) for (const child of record.children[name]!) this.open.push(child);
  }

  private elements(whole: Range, each: Range, items: readonly unknown[]): void {
    this.add(whole);
    this.add(each, items.length);
    for (const item of items) this.open.push(item);
  }

  private object(value: ApexObject): void {
    const values = Object.values(value as unknown as Record<string, unknown>);
    this.add(bytes.object);
    this.add(bytes.variable, values.length);
    for (const one of values) this.open.push(one);
  }
}
