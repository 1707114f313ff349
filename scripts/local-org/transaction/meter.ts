import { costTable, type CostKind } from "./cost-table.ts";

export interface Range {
  readonly low: number;
  readonly high: number;
}

/** What a transaction is thought to have cost on the platform. */
export interface Estimate {
  /** Milliseconds of processor time. */
  readonly cpu: Range;
  /** The most bytes that were seen in use at a time. */
  readonly heap: Range;
}

/**
 * The counters of the running transaction, where generated code adds to them without a call: microseconds by the low and by
 * the high estimate, and the low estimate at which it next calls `checkpoint`.
 */
export const running = new Float64Array([0, 0, Infinity]);

const checkpointEvery = 100_000;

/**
 * Microseconds by the low estimate from one count of the heap to the next, for each value that was looked at: walking through
 * a large heap at each checkpoint would cost more than all other counting. At {@link longestPause} it is counted again, so
 * that a heap that grows past its limit is found by a twentieth of a synchronous transaction's processor time later.
 */
const pauseByValue = 40;
const longestPause = 500_000;

const current: { meter: Meter | undefined } = { meter: undefined };

/** Counts the processor time and the heap of one transaction. */
export class Meter {
  private kept: [low: number, high: number] = [0, 0];
  private heapPeak: Range = { low: 0, high: 0 };
  private nextHeapCount = 0;

  /** Makes generated code add to this meter while `work` runs. */
  during<T>(work: () => T): T {
    if (current.meter === this) return work();
    const outer = current.meter;
    outer?.leave();
    this.enter();
    try {
      return work();
    } finally {
      this.leave();
      outer?.enter();
    }
  }

  charge(kind: CostKind, times = 1): void {
    const { low, high } = costTable[kind];
    if (current.meter === this) {
      running[0]! += low * times;
      running[1]! += high * times;
    } else {
      this.kept[0] += low * times;
      this.kept[1] += high * times;
    }
  }

  /** Microseconds by both estimates. */
  get spent(): readonly [low: number, high: number] {
    return current.meter === this ? [running[0]!, running[1]!] : this.kept;
  }

  get estimate(): Estimate {
    const [low, high] = this.spent;
    return { cpu: { low: low / 1000, high: high / 1000 }, heap: this.heapPeak };
  }

  heapSeen(bytes: Range): void {
    this.heapPeak = {
      low: Math.max(this.heapPeak.low, bytes.low),
      high: Math.max(this.heapPeak.high, bytes.high)
    };
  }

  /** Whether enough was done since the heap was last counted that counting it again costs little beside. */
  get heapIsDue(): boolean {
    return this.spent[0] >= this.nextHeapCount;
  }

  heapCounted(heap: Range & { readonly visited: number }): void {
    this.heapSeen(heap);
    this.nextHeapCount = this.spent[0] + Math.min(pauseByValue * heap.visited, longestPause);
  }

  set({ cpu, heap }: Estimate): void {
    this.nextHeapCount = 0;
    this.heapPeak = heap;
    this.kept = [cpu.low * 1000, cpu.high * 1000];
    if (current.meter === this) this.enter();
  }

  reset(): void {
    this.set({ cpu: { low: 0, high: 0 }, heap: { low: 0, high: 0 } });
  }

  /** Says when generated code looks again. */
  planCheckpoint(limitMilliseconds: number): void {
    running[2] = Math.min(running[0]! + checkpointEvery, limitMilliseconds * 1000);
  }

  private enter(): void {
    current.meter = this;
    [running[0], running[1]] = this.kept;
    // Generated code looks at once and is told when to look again.
    running[2] = running[0];
  }

  private leave(): void {
    this.kept = [running[0]!, running[1]!];
    running[2] = Infinity;
    current.meter = undefined;
  }
}
