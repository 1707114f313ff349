import type { ApexContext, DebugLog, FlowStarter } from "../apex/runtime/context.ts";
import type { ApexProgram, StackFrame } from "../apex/runtime/program.ts";
import type { ProjectSource, SourceProblem } from "../metadata/types.ts";
import type { SaveEngine } from "../save/types.ts";
import type { Schema } from "../schema/types.ts";
import type { SoqlEngine } from "../soql/types.ts";
import type { Transaction } from "../transaction/transaction.ts";
import type { RunningUser } from "../transaction/user.ts";

export interface DeployResult {
  readonly success: boolean;
  readonly problems: readonly SourceProblem[];
}

/** What became of anonymous Apex: it did not compile, it threw, or neither. */
export interface AnonymousResult {
  readonly problems?: readonly SourceProblem[];
  readonly thrown?: unknown;
  /** Where it was thrown, innermost first. */
  readonly frames?: readonly StackFrame[];
}

/** One embedded org: a schema, a database, compiled Apex and the way to run a transaction in it. */
export interface Org {
  readonly id: string;
  readonly schema: Schema;
  readonly soql: SoqlEngine;
  readonly saving: SaveEngine;
  readonly source: ProjectSource | undefined;
  readonly program: ApexProgram;
  readonly flows: FlowStarter;
  readonly administrator: RunningUser;
  /** Replaces the org's metadata by the project's. All or nothing: on problems the org stays as it was. */
  deploy(project: ProjectSource): DeployResult;
  /** Everything that would end a deployment of the project, in the order of its parts. */
  check(project: ProjectSource): readonly SourceProblem[];
  userById(id: string): RunningUser | undefined;
  activeUserById(id: string): RunningUser | undefined;
  userByName(username: string): RunningUser | undefined;
  /** API names of the custom permissions that the running user has. */
  customPermissionsOf(tx: Transaction): readonly string[];
  /** Whether the running user may call an Apex class from outside: by profile or permission set. */
  mayCallClass(tx: Transaction, className: string): boolean;
  /** Runs `work` in one transaction: commits when it returns, rolls everything back when it throws. */
  transaction<T>(user: RunningUser, work: (tx: Transaction) => T): T;
  /** Lets Apex of a transaction write into a log, which is asked for when the first of it runs. */
  logApex(tx: Transaction, log: () => DebugLog): void;
  /** Runs Apex of the deployed program within a transaction. */
  runApex<T>(tx: Transaction, work: (context: ApexContext) => T): T;
  /** Queues the scheduled jobs whose time has come; the owner of the org calls it every second or so. */
  startDueJobs(): void;
  /** Compiles statements against the deployed classes and runs them in a transaction of their own. */
  executeAnonymous(user: RunningUser, source: string, debugLog: DebugLog): AnonymousResult;
  /** Resolves when no asynchronous job waits or runs. */
  idle(): Promise<void>;
  close(): void;
}
