import type { Schema } from "../schema/types.ts";
import type { Database } from "../storage/database.ts";
import type { Clock } from "./clock.ts";
import type { LimitTracker } from "./limits.ts";
import { PlatformError } from "./platform-error.ts";
import type { Savepoint, Transaction } from "./transaction.ts";
import type { RunningUser } from "./user.ts";

interface OpenSavepoint extends Savepoint {
  readonly pendingActions: number;
}

/** A transaction over one database connection that has been begun by its owner. */
export class OrgTransaction implements Transaction {
  readonly database: Database;
  readonly schema: Schema;
  readonly clock: Clock;
  readonly limits: LimitTracker;
  readonly state = new Map<symbol, unknown>();
  private readonly users: RunningUser[];
  private savepoints: OpenSavepoint[] = [];
  private savepointCount = 0;
  private actions: (() => void)[] = [];

  constructor(parts: { database: Database; schema: Schema; clock: Clock; limits: LimitTracker; user: RunningUser }) {
    this.database = parts.database;
    this.schema = parts.schema;
    this.clock = parts.clock;
    this.limits = parts.limits;
    this.users = [parts.user];
  }

  get user(): RunningUser {
    return this.users[this.users.length - 1]!;
  }

  pushUser(user: RunningUser): void {
    this.users.push(user);
  }

  popUser(): void {
    if (this.users.length > 1) this.users.pop();
  }

  setSavepoint(): Savepoint {
    const savepoint: OpenSavepoint = {
      depth: this.savepoints.length,
      name: `sp${++this.savepointCount}`,
      pendingActions: this.actions.length
    };
    this.database.savepoint(savepoint.name);
    this.savepoints.push(savepoint);
    return savepoint;
  }

  rollbackTo(savepoint: Savepoint): void {
    const open = this.openSavepoint(savepoint);
    this.database.rollbackTo(open.name);
    this.savepoints.length = open.depth + 1;
    this.actions.length = open.pendingActions;
  }

  releaseSavepoint(savepoint: Savepoint): void {
    const open = this.openSavepoint(savepoint);
    this.database.release(open.name);
    this.savepoints.length = open.depth;
  }

  afterCommit(action: () => void): void {
    this.actions.push(action);
  }

  /** What {@link afterCommit} collected; the owner runs it once the commit is done. */
  takeCommittedActions(): readonly (() => void)[] {
    const taken = this.actions;
    this.actions = [];
    return taken;
  }

  private openSavepoint(savepoint: Savepoint): OpenSavepoint {
    const open = this.savepoints[savepoint.depth];
    if (open?.name !== savepoint.name) {
      throw new PlatformError({
        apexType: "System.TypeException",
        statusCode: "INVALID_SAVEPOINT",
        message: "Savepoint is no longer valid"
      });
    }
    return open;
  }
}
