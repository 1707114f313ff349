import type { SourceProblem, ProjectSource } from "../metadata/types.ts";
import type { SaveEngine } from "../save/types.ts";
import type { Schema } from "../schema/types.ts";
import type { SoqlEngine } from "../soql/types.ts";
import type { Transaction } from "../transaction/transaction.ts";
import type { RunningUser } from "../transaction/user.ts";

export interface DeployResult {
  readonly success: boolean;
  readonly problems: readonly SourceProblem[];
}

/** One embedded org: a schema, a database, compiled Apex and the way to run a transaction in it. */
export interface Org {
  readonly id: string;
  readonly schema: Schema;
  readonly soql: SoqlEngine;
  readonly saving: SaveEngine;
  readonly source: ProjectSource | undefined;
  /** Replaces the org's metadata by the project's. All or nothing: on problems the org stays as it was. */
  deploy(project: ProjectSource): DeployResult;
  userById(id: string): RunningUser | undefined;
  readonly administrator: RunningUser;
  /** Runs `work` in one transaction: commits when it returns, rolls everything back when it throws. Then runs async jobs. */
  transaction<T>(user: RunningUser, work: (tx: Transaction) => T): T;
  close(): void;
}
