import type { Schema } from "../../schema/types.ts";
import type { Database } from "../../storage/database.ts";
import type { Clock } from "../../transaction/clock.ts";
import type { LimitTracker } from "../../transaction/limits.ts";
import type { Savepoint, Transaction } from "../../transaction/transaction.ts";
import type { RunningUser } from "../../transaction/user.ts";

/**
 * A transaction inside of another: with its own limits, user and room-private state, over the outer one's data. Test
 * methods and the jobs that they start are such transactions; the outer one is rolled back in the end.
 */
export class NestedTransaction implements Transaction {
  readonly database: Database;
  readonly schema: Schema;
  readonly clock: Clock;
  readonly limits: LimitTracker;
  readonly state = new Map<symbol, unknown>();
  private readonly outer: Transaction;
  private readonly users: RunningUser[];
  private readonly pendingActions = new WeakMap<Savepoint, number>();
  private actions: (() => void)[] = [];

  constructor(outer: Transaction, user: RunningUser, limits: LimitTracker) {
    this.outer = outer;
    this.database = outer.database;
    this.schema = outer.schema;
    this.clock = outer.clock;
    this.limits = limits;
    this.users = [user];
  }

  get user(): RunningUser {
    return this.users.at(-1)!;
  }

  pushUser(user: RunningUser): void {
    this.users.push(user);
  }

  popUser(): void {
    if (this.users.length > 1) this.users.pop();
  }

  setSavepoint(): Savepoint {
    const savepoint = this.outer.setSavepoint();
    this.pendingActions.set(savepoint, this.actions.length);
    return savepoint;
  }

  rollbackTo(savepoint: Savepoint): void {
    this.outer.rollbackTo(savepoint);
    this.actions.length = Math.min(this.actions.length, this.pendingActions.get(savepoint) ?? this.actions.length);
  }

  releaseSavepoint(savepoint: Savepoint): void {
    this.outer.releaseSavepoint(savepoint);
  }

  afterCommit(action: () => void): void {
    this.actions.push(action);
  }

  /** Does what waits for the commit; called again it does what has come since. */
  runCommitActions(): void {
    const waiting = this.actions;
    this.actions = [];
    for (const action of waiting) action();
  }
}
