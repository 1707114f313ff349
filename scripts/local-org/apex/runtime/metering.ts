/** What generated code calls to have counted what it costs. */
import { getHeapStatistics } from "node:v8";
import { costTable, type CostKind } from "../../transaction/cost-table.ts";
import { running, type Range } from "../../transaction/meter.ts";
import { Blob } from "../../values/blob.ts";
import type { Implementation } from "../stdlib/definition/define.ts";
import { ApexList, ApexMap, ApexSet } from "./collections.ts";
import { apexContext } from "./context.ts";
import { heapOf, leastBytesOfElement, rootsOf } from "./heap.ts";
import { isMeasured } from "./profile.ts";

export { running };

/**
 * Which of a library method's arguments its work grows with: its receiver, what it is given, all of them; `text`: texts
 * given and returned; `sorted`: the receiver, as sorting does.
 */
export type SizeOf = "self" | "given" | "all" | "text" | "sorted";

const sizes: Readonly<Record<SizeOf, (args: readonly unknown[], result: unknown) => number>> = {
  self: ([receiver]) => sizeOf(receiver),
  given: (args) => sizeOf(args.at(-1)),
  all: sumOfSizes,
  text: (args, result) => sumOfTexts(args) + textSize(result),
  sorted: ([receiver]) => sizeOf(receiver) * Math.log2(sizeOf(receiver) + 1)
};

/** The same function, which counts by size what it does. */
export function chargeBySize(implementation: Implementation, kind: CostKind, by: SizeOf): Implementation {
  const size = sizes[by];
  const cost = costTable[kind];
  const run = implementation as (...args: unknown[]) => unknown;
  return (...args: never[]) => {
    const result = run(...args);
    const times = size(args, result);
    spend(cost, times);
    if (typeof result === "string") textPlanned(result.length);
    if (times >= hugeCollection) for (const arg of args) seen(leastBytesOf(arg));
    return result;
  };
}

function sumOfSizes(args: readonly unknown[]): number {
  let sum = 0;
  for (const arg of args) sum += sizeOf(arg);
  return sum;
}

function sumOfTexts(args: readonly unknown[]): number {
  let sum = 0;
  for (const arg of args) sum += textSize(arg);
  return sum;
}

function textSize(value: unknown): number {
  return typeof value === "string" ? value.length : 0;
}

function sizeOf(value: unknown): number {
  if (typeof value === "string") return value.length;
  if (typeof value !== "object" || value === null) return 0;
  if (value instanceof ApexList) return value.items.length;
  if (value instanceof ApexSet || value instanceof ApexMap) return value.size;
  return value instanceof Blob ? value.bytes.length : 0;
}

function leastBytesOf(value: unknown): number {
  const isCollection = value instanceof ApexList || value instanceof ApexSet || value instanceof ApexMap;
  return isCollection ? sizeOf(value) * leastBytesOfElement : sizeOf(value);
}

const { low: copiedLow, high: copiedHigh } = costTable.copiedCharacter;
const hugeText = 1_000_000;
const hugeCollection = 100_000;
/** Shorter texts cost a concatenation, whatever their length. */
const longText = 256;

/** The result of a concatenation. */
export function concatenated(text: string): string {
  if (text.length > longText) {
    running[0]! += copiedLow * text.length;
    running[1]! += copiedHigh * text.length;
    textPlanned(text.length);
  }
  return text;
}

/** Counts a list that begins with `size` elements; refuses one that no heap has room for before it is made. */
export function elementsMade(size: number): void {
  if (size >= hugeCollection) seen(size * leastBytesOfElement);
  workPlanned("listedElement", size);
}

/** Counts work whose amount is known before it is done, and stops where the limit does not allow it. */
export function workPlanned(kind: CostKind, times: number): void {
  spend(costTable[kind], times);
}

/** One call may do as much as a thousand rounds of the loop that it stands in: it looks at the limit itself. */
function spend({ low, high }: Range, times: number): void {
  running[0]! += low * times;
  running[1]! += high * times;
  if (running[0]! > running[2]!) checkpoint();
}

/**
 * Ends the transaction for a text of `length` characters that no heap of the platform has room for, before it is made or at
 * once: doubled once more it could end this process.
 */
export function textPlanned(length: number): void {
  if (length >= hugeText) seen(length);
}

function seen(bytes: number): void {
  const { limits } = apexContext().tx;
  limits.meter.heapSeen({ low: bytes, high: bytes });
  limits.checkEstimate();
}

/** Called each time that the transaction has used a tenth of a second more, at the latest where its limit is reached. */
export function checkpoint(): void {
  const { limits } = apexContext().tx;
  if (limits.meter.heapIsDue || isMeasured()) countHeap();
  if (!hasRoom()) limits.meter.heapSeen({ low: limits.ceiling("heapSize") + 1, high: Infinity });
  limits.checkEstimate();
}

export function countHeap(): void {
  const context = apexContext();
  context.tx.limits.meter.heapCounted(heapOf(rootsOf(context)));
}

/** What local variables hold is not seen in programs that are not measured: then this process must not run out of memory. */
function hasRoom(): boolean {
  const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
  return used < 0.8 * limit;
}
