/**
 * Adds up, while a function is compiled, what its statements cost, and writes one addition per straight run of statements.
 * What grows with the size of values is counted where it happens (`runtime/metering.ts`).
 */
import { costTable, type CostKind } from "../../transaction/cost-table.ts";
import type { Implementation } from "../stdlib/definition/define.ts";
import type { MethodSymbol } from "../types/types.ts";
import { costOfCall, countingSize } from "./library-costs.ts";
import type { ModuleWriter } from "./module.ts";

/** What one run of statements costs, in microseconds. */
interface Sum {
  low: number;
  high: number;
  /** Asks first whether a limit is reached: where a loop or a method begins anew. */
  readonly checked: boolean;
}

export interface Costs {
  /** Counts something that the current statement does. */
  add(kind: CostKind, times?: number): void;
  /** What `work` adds belongs to each round of the loop whose body comes next. */
  eachRound<T>(work: () => T): T;
  /**
   * A loop, which `write` compiles. In a straight one a round is nothing but a run of statements: its rounds are counted and
   * their costs added {@link batch} at a time, since adding them takes longer than such a round does.
   */
  loop<T>(straight: boolean, write: () => T): T;
  /** Half of what `work` adds: an operand that is evaluated or not. */
  perhaps<T>(work: () => T): T;
  /** What a function's body costs at its beginning. */
  entry(kind: CostKind): void;
  /** Compiles a block's statements: `statement` says whether control may have gone elsewhere within it. */
  block<S>(statements: readonly S[], branches: (statement: S) => boolean, compile: (statement: S) => void): void;
  /** Code that counts what `work` added, for an expression outside of any block. */
  apart<T>(work: () => T): { readonly result: T; readonly code: string };
  /** The same text, counted by its length. */
  text(code: string): string;
  /** Counts a call of the library; answers what does it, counting what grows with its arguments. */
  library(method: MethodSymbol): Implementation | null | undefined;
}

interface CountedRounds {
  readonly counter: string;
  sum: Sum;
}

/** Rounds of a straight loop, a power of two; an exception loses what fewer than these have cost. */
const batch = 256;

export class CostWriter implements Costs {
  private readonly module: ModuleWriter;
  private loops = 0;
  /** Of the loop whose body comes next. */
  private rounds: CountedRounds | undefined;
  private current: Sum = emptySum();
  /** For the beginning of the next block. */
  private next: Sum | undefined;

  constructor(module: ModuleWriter) {
    this.module = module;
  }

  add(kind: CostKind, times = 1): void {
    this.current.low += costTable[kind].low * times;
    this.current.high += costTable[kind].high * times;
  }

  eachRound<T>(work: () => T): T {
    const { result, sum } = this.separately(work, true);
    this.next = this.next ? joined(this.next, sum) : sum;
    return result;
  }

  loop<T>(straight: boolean, write: () => T): T {
    if (!straight) return write();
    const rounds: CountedRounds = { counter: `$n${this.loops++}`, sum: emptySum() };
    const before = this.module.reserve();
    this.rounds = rounds;
    const result = write();
    const { counter, sum } = rounds;
    before.fill(`{let ${counter}=0;`);
    this.module.write(
      `$m[0]+=${short(sum.low)}*(${counter}&${batch - 1});$m[1]+=${short(sum.high)}*(${counter}&${batch - 1});}`
    );
    return result;
  }

  perhaps<T>(work: () => T): T {
    const { result, sum } = this.separately(work, false);
    this.current.low += sum.low / 2;
    this.current.high += sum.high / 2;
    return result;
  }

  entry(kind: CostKind): void {
    this.next = { ...costTable[kind], checked: true };
  }

  block<S>(statements: readonly S[], branches: (statement: S) => boolean, compile: (statement: S) => void): void {
    const outer = this.current;
    const { rounds } = this;
    let place = this.module.reserve();
    this.current = this.next ?? emptySum();
    this.next = this.rounds = undefined;
    for (const statement of statements) {
      compile(statement);
      if (!branches(statement)) continue;
      place.fill(this.code(this.current));
      place = this.module.reserve();
      this.current = emptySum();
    }
    if (rounds) rounds.sum = this.current;
    place.fill(rounds ? this.codeOfRound(rounds) : this.code(this.current));
    this.current = outer;
  }

  apart<T>(work: () => T): { readonly result: T; readonly code: string } {
    const { result, sum } = this.separately(work, false);
    return { result, code: this.code(sum) };
  }

  text(code: string): string {
    return `${this.module.runtime("concatenated")}${code}`;
  }

  library(method: MethodSymbol): Implementation | null | undefined {
    this.add(costOfCall(method));
    return countingSize(method);
  }

  private separately<T>(work: () => T, checked: boolean): { readonly result: T; readonly sum: Sum } {
    const outer = this.current;
    const sum: Sum = { low: 0, high: 0, checked };
    this.current = sum;
    try {
      return { result: work(), sum };
    } finally {
      this.current = outer;
    }
  }

  private codeOfRound({ counter, sum: { low, high } }: CountedRounds): string {
    const added = this.code({ low: low * batch, high: high * batch, checked: true });
    return `if((++${counter}&${batch - 1})===0){${added}}`;
  }

  private code({ low, high, checked }: Sum): string {
    if (low === 0 && high === 0 && !checked) return "";
    const added = `($m[0]+=${short(low)})`;
    const check = checked ? `if(${added}>$m[2])${this.module.runtime("checkpoint")}();` : `${added.slice(1, -1)};`;
    return `${check}$m[1]+=${short(high)};`;
  }
}

/** For programs that nobody measures, as the benchmark's other half. */
export const noCosts: Costs = {
  add: () => undefined,
  eachRound: (work) => work(),
  loop: (_straight, write) => write(),
  perhaps: (work) => work(),
  entry: () => undefined,
  block: (statements, _branches, compile) => statements.forEach(compile),
  apart: (work) => ({ result: work(), code: "" }),
  text: (code) => code,
  library: ({ implementation }) => implementation
};

function emptySum(): Sum {
  return { low: 0, high: 0, checked: false };
}

function joined(one: Sum, other: Sum): Sum {
  return { low: one.low + other.low, high: one.high + other.high, checked: one.checked || other.checked };
}

function short(microseconds: number): string {
  return String(Number(microseconds.toFixed(4)));
}
