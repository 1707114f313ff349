import type { Schema } from "../schema/types.ts";
import type { Database } from "../storage/database.ts";
import type { Clock } from "./clock.ts";
import type { LimitTracker } from "./limits.ts";
import type { RunningUser } from "./user.ts";

/** A point to return to; the database's own savepoint plus what each room adds by `onRollback`. */
export interface Savepoint {
  readonly depth: number;
  readonly name: string;
}

/**
 * One transaction of the org: everything between a request's arrival and its commit or rollback, as in
 * "Apex Developer Guide: Apex Transactions". Transactions of one org run one after another, synchronously.
 */
export interface Transaction {
  readonly database: Database;
  readonly schema: Schema;
  readonly clock: Clock;
  readonly limits: LimitTracker;
  /** The running user; `runAs` pushes and pops. */
  readonly user: RunningUser;
  pushUser(user: RunningUser): void;
  popUser(): void;
  /** Room-private state that lives as long as the transaction (Apex statics, trigger depth, locked rows …). */
  readonly state: Map<symbol, unknown>;
  setSavepoint(): Savepoint;
  rollbackTo(savepoint: Savepoint): void;
  releaseSavepoint(savepoint: Savepoint): void;
  /** Runs after a successful commit, in order (queueables, platform events, e-mail). Dropped on rollback. */
  afterCommit(action: () => void): void;
}
