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
  queueableJobs: 1
};

/** Cannot be caught by Apex: it ends the transaction. */
export class LimitExceededError extends PlatformError {
  constructor(message: string) {
    super({ apexType: "System.LimitException", statusCode: "LIMIT_EXCEEDED", message });
  }
}

const limitWords: Readonly<Record<LimitName, string>> = {
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
  private ceilings: Readonly<Record<LimitName, number>>;
  private used: Record<LimitName, number>;

  constructor(ceilings: Readonly<Record<LimitName, number>> = synchronousLimits) {
    this.ceilings = ceilings;
    this.used = LimitTracker.zero();
  }

  consume(name: LimitName, amount = 1): void {
    this.used[name] += amount;
    if (this.used[name] > this.ceilings[name]) {
      throw new LimitExceededError(`Too many ${limitWords[name]}: ${this.ceilings[name] + 1}`);
    }
  }

  usage(name: LimitName): number {
    return this.used[name];
  }

  ceiling(name: LimitName): number {
    return this.ceilings[name];
  }

  /** A copy of the counters, to give back to {@link restore} (Test.startTest, retries of partial saves). */
  snapshot(): Readonly<Record<LimitName, number>> {
    return { ...this.used };
  }

  restore(snapshot: Readonly<Record<LimitName, number>>): void {
    this.used = { ...snapshot };
  }

  reset(ceilings: Readonly<Record<LimitName, number>> = this.ceilings): void {
    this.ceilings = ceilings;
    this.used = LimitTracker.zero();
  }

  private static zero(): Record<LimitName, number> {
    return Object.fromEntries(Object.keys(synchronousLimits).map((name) => [name, 0])) as Record<LimitName, number>;
  }
}
