/** What each Apex method cost, in programs that are compiled to be measured. */
import { running, type Range } from "../../transaction/meter.ts";

export interface MethodCost {
  /** `Invoices.post` */
  readonly method: string;
  readonly calls: number;
  /** Milliseconds of its own statements and of the library that it calls. */
  readonly self: Range;
  /** With all methods that it calls. */
  readonly total: Range;
}

interface Frame {
  readonly method: string;
  /** What its variables refer to. */
  readonly held: object;
  readonly from: readonly [low: number, high: number];
  readonly inner: [low: number, high: number];
}

interface Sums {
  calls: number;
  readonly self: [low: number, high: number];
  readonly total: [low: number, high: number];
  /** How many calls of it are open: what a method costs that calls itself is counted once. */
  open: number;
}

const frames: Frame[] = [];
let sums: Map<string, Sums> | undefined;

export function startProfile(): void {
  sums = new Map();
}

/** The costs since {@link startProfile}, dearest first. */
export function takeProfile(): MethodCost[] {
  const taken = [...(sums ?? [])].map(([method, { calls, self, total }]) => ({
    method,
    calls,
    self: milliseconds(self),
    total: milliseconds(total)
  }));
  sums = undefined;
  return taken.sort((one, other) => other.self.high - one.self.high);
}

function milliseconds([low, high]: readonly [number, number]): Range {
  return { low: low / 1000, high: high / 1000 };
}

export function liveFrames(): readonly object[] {
  return frames.map(({ held }) => held);
}

/** Whether a method of a program runs that is compiled to be measured: then exactness comes before speed. */
export function isMeasured(): boolean {
  return frames.length > 0;
}

export function methodEntered(method: string, held: object): void {
  frames.push({ method, held, from: [running[0]!, running[1]!], inner: [0, 0] });
  const known = sums?.get(method);
  if (known) known.open++;
  else sums?.set(method, { calls: 0, self: [0, 0], total: [0, 0], open: 1 });
}

export function methodLeft(): void {
  const { method, from, inner } = frames.pop()!;
  const spent = [running[0]! - from[0], running[1]! - from[1]] as const;
  const outer = frames.at(-1);
  if (outer) spent.forEach((amount, index) => (outer.inner[index]! += amount));
  const known = sums?.get(method);
  if (!known) return;
  known.calls++;
  known.open--;
  spent.forEach((amount, index) => {
    known.self[index]! += amount - inner[index]!;
    if (known.open === 0) known.total[index]! += amount;
  });
}
