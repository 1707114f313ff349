import { Meter, type Estimate } from "./meter.ts";
import { PlatformError } from "./platform-error.ts";

/** Source of the numbers: "Salesforce Developer Limits and Allocations Quick Reference: Apex Governor Limits". */
export type LimitName =
  | "queries"
  | "queryRows"
  | "aggregateQueries"
  | "soslQueries"
  | "dmlStatements"
  | "dmlRows"
  | "callouts"
  /** Milliseconds. */
  | "cpuTime"
  /** Bytes. */
  | "heapSize"
  | "queueableJobs"
  | "futureCalls"
  | "emailInvocations"
  | "publishImmediateDml"
  | "queryLocatorRows"
  | "mobilePushApexCalls"
  | "apexCursorRows"
  | "fetchCallsOnApexCursor";

export const synchronousLimits: Readonly<Record<LimitName, number>> = {
  queries: 100,
  queryRows: 50_000,
  aggregateQueries: 300,
  soslQueries: 20,
  dmlStatements: 150,
  dmlRows: 10_000,
  callouts: 100,
  cpuTime: 10_000,
  heapSize: 6_000_000,
  queueableJobs: 50,
  futureCalls: 50,
  emailInvocations: 10,
  publishImmediateDml: 150,
  queryLocatorRows: 10_000,
  mobilePushApexCalls: 10,
  apexCursorRows: 50_000_000,
  fetchCallsOnApexCursor: 10
};

export const asynchronousLimits: Readonly<Record<LimitName, number>> = {
  ...synchronousLimits,
  queries: 200,
  cpuTime: 60_000,
  heapSize: 12_000_000,
  queueableJobs: 1
};

/** A chunk of a Bulk API job: processor time and heap of asynchronous Apex, everything else as in a synchronous transaction. */
export const bulkLimits: Readonly<Record<LimitName, number>> = {
  ...synchronousLimits,
  cpuTime: asynchronousLimits.cpuTime,
  heapSize: asynchronousLimits.heapSize
};

/** What a transaction used; processor time and heap by the low estimate, and both estimates apart. */
export type LimitUsage = Readonly<Record<LimitName, number>> & { readonly estimate: Estimate };

/** Cannot be caught by Apex: it ends the transaction. */
export class LimitExceededError extends PlatformError {
  constructor(message: string) {
    super({ apexType: "System.LimitException", statusCode: "LIMIT_EXCEEDED", message });
  }
}

type CountedLimit = Exclude<LimitName, "cpuTime" | "heapSize">;

const limitWords: Readonly<Record<CountedLimit, string>> = {
  queries: "SOQL queries",
  queryRows: "query rows",
  aggregateQueries: "aggregate queries",
  soslQueries: "SOSL queries",
  dmlStatements: "DML statements",
  dmlRows: "DML rows",
  callouts: "callouts",
  queueableJobs: "queueable jobs added to the queue",
  futureCalls: "future calls",
  emailInvocations: "Email Invocations",
  publishImmediateDml: "publish immediate DML",
  queryLocatorRows: "query locator rows",
  mobilePushApexCalls: "mobile push Apex calls",
  apexCursorRows: "Apex cursor rows",
  fetchCallsOnApexCursor: "fetch calls on Apex cursor"
};

/** Counts what a transaction uses and throws {@link LimitExceededError} one step past the limit. */
export class LimitTracker {
  readonly meter = new Meter();
  private ceilings: Readonly<Record<LimitName, number>>;
  private used: Record<CountedLimit, number>;

  constructor(ceilings: Readonly<Record<LimitName, number>> = synchronousLimits) {
    this.ceilings = ceilings;
    this.used = LimitTracker.zero();
  }

  consume(name: CountedLimit, amount = 1): void {
    this.used[name] += amount;
    if (name === "queries") this.meter.charge("query", amount);
    if (name === "queryRows") this.meter.charge("queryRow", amount);
    if (this.used[name] > this.ceilings[name]) {
      throw new LimitExceededError(`Too many ${limitWords[name]}: ${this.ceilings[name] + 1}`);
    }
  }

  /** Throws where processor time or heap, by the low estimate, is past the limit; plans when to look again. */
  checkEstimate(): void {
    const { cpu, heap } = this.meter.estimate;
    if (cpu.low > this.ceilings.cpuTime) throw new LimitExceededError("Apex CPU time limit exceeded");
    if (heap.low > this.ceilings.heapSize)
      throw new LimitExceededError(`Apex heap size too large: ${Math.round(heap.low)}`);
    this.meter.planCheckpoint(this.ceilings.cpuTime);
  }

  usage(name: LimitName): number {
    if (name === "cpuTime") return Math.floor(this.meter.estimate.cpu.low);
    if (name === "heapSize") return Math.round(this.meter.estimate.heap.low);
    return this.used[name];
  }

  ceiling(name: LimitName): number {
    return this.ceilings[name];
  }

  /** A copy of the counters, to give back to {@link restore} (Test.startTest, retries of partial saves). */
  snapshot(): LimitUsage {
    return {
      ...this.used,
      cpuTime: this.usage("cpuTime"),
      heapSize: this.usage("heapSize"),
      estimate: this.meter.estimate
    };
  }

  restore(snapshot: LimitUsage): void {
    const { estimate, cpuTime: _cpuTime, heapSize: _heapSize, ...used } = snapshot;
    this.used = { ...used };
    this.meter.set(estimate);
  }

  reset(ceilings: Readonly<Record<LimitName, number>> = this.ceilings): void {
    this.ceilings = ceilings;
    this.used = LimitTracker.zero();
    this.meter.reset();
  }

  private static zero(): Record<CountedLimit, number> {
    return Object.fromEntries(Object.keys(limitWords).map((name) => [name, 0])) as Record<CountedLimit, number>;
  }
}
