import { join } from "node:path";
import { mkdirSync } from "node:fs";
import { compileAnonymous, compileApex, type CompileOptions, type Metering } from "../apex/compile.ts";
import {
  createContext,
  runInContext,
  type ApexContext,
  type DebugLog,
  type FlowStarter
} from "../apex/runtime/context.ts";
import type { ApexProgram } from "../apex/runtime/program.ts";
import { hasCompiled, programKey, rememberCompiled } from "../apex/known-programs.ts";
import { createTriggerRunner } from "../apex/runtime/triggers.ts";
import { library } from "../apex/stdlib/library.ts";
import { FlowEngine, type FlowHost } from "../flow/flow-engine.ts";
import { flowStarter } from "../flow/flow-starter.ts";
import { flowProblems } from "../flow/problems.ts";
import { recordFlows } from "../flow/record-flows.ts";
import { compileSchema } from "../metadata/compile-schema.ts";
import type { ProjectSource, SourceProblem } from "../metadata/types.ts";
import { createSaveEngine } from "../save/engine.ts";
import { recalculateSummaries } from "../save/recalculate.ts";
import type { SaveEngine, TriggerRunner } from "../save/types.ts";
import { buildSchema } from "../schema/build.ts";
import type { Schema } from "../schema/types.ts";
import {
  createSystemData,
  loadAdministrator,
  loadActiveUser,
  loadUser,
  loadUserByName,
  type SystemDataOptions
} from "../security/system-data.ts";
import { capturingChanges, selectedChangeEvents } from "../async/change-events.ts";
import { writeSubscribers } from "../async/subscribers.ts";
import { writeValueLists } from "../security/value-lists.ts";
import { permissionSetsOfUser } from "../security/permissions.ts";
import { createSoqlEngine } from "../soql/engine.ts";
import { openDatabase } from "../storage/sqlite.ts";
import { migrate, storedKeyPrefixes } from "../storage/tables.ts";
import type { Database } from "../storage/database.ts";
import { systemClock, type Clock } from "../transaction/clock.ts";
import { LimitTracker } from "../transaction/limits.ts";
import { OrgTransaction } from "../transaction/org-transaction.ts";
import type { Transaction } from "../transaction/transaction.ts";
import type { RunningUser } from "../transaction/user.ts";
import { publishEvents } from "../async/events.ts";
import { JobQueue } from "../async/job-queue.ts";
import { jobSinkOf } from "../async/jobs.ts";
import { asynchronousLimits } from "../transaction/limits.ts";
import { installMetadata } from "./install-metadata.ts";
import { ruleProblems } from "../metadata/rules/all-rules.ts";
import { loadMetadata, saveMetadata } from "./metadata-store.ts";
import { classesOfMetadata } from "./project-classes.ts";
import type { AnonymousResult, DeployResult, Org } from "./types.ts";

export interface OrgOptions {
  /** Folder that keeps the org's database between runs; in memory where absent. */
  readonly dataFolder?: string;
  /** Deploys again what was last deployed into the folder; throws where that does not compile any more. */
  readonly restoreMetadata?: boolean;
  readonly clock?: Clock;
  readonly systemData?: SystemDataOptions;
  /** Compiles Apex so that it counts the lines it runs. */
  readonly coverage?: boolean;
  /** Compiles Apex so that test runs can report possible lost updates. */
  readonly observeReads?: boolean;
  /** How Apex counts what it costs. */
  readonly metering?: Metering;
  readonly debugLog?: DebugLog;
}

interface CompiledScript {
  readonly source: string;
  readonly compiled: ReturnType<typeof compileAnonymous>;
}

const contextKey = Symbol("Apex context of the transaction");
const logKey = Symbol("debug log of the transaction");

/** Opens an org that stands, or makes an empty one. */
export function openOrg(options: OrgOptions = {}): Org {
  return new EmbeddedOrg(options);
}

class EmbeddedOrg implements Org {
  readonly soql = createSoqlEngine();
  readonly saving: SaveEngine;
  private readonly options: OrgOptions;
  private readonly database: Database;
  private readonly clock: Clock;
  private currentSchema: Schema;
  private currentProgram: ApexProgram;
  private currentTriggers: TriggerRunner;
  private currentFlows: FlowEngine;
  private currentSource: ProjectSource | undefined;
  /** A script that is sent again and again is not compiled each time, with all classes. */
  private lastScript: CompiledScript | undefined;
  private readonly jobs: JobQueue;
  private running = false;
  private isSetUp = false;

  constructor(options: OrgOptions) {
    this.options = options;
    this.clock = options.clock ?? systemClock;
    this.database = openDatabase(databasePath(options.dataFolder));
    this.currentSchema = buildSchema(undefined, storedKeyPrefixes(this.database));
    this.currentProgram = this.compile(undefined, this.currentSchema) as ApexProgram;
    this.currentTriggers = createTriggerRunner(this.currentProgram);
    this.saving = createSaveEngine({
      triggers: {
        handles: (object, timing, operation) => this.currentTriggers.handles(object, timing, operation),
        run: (tx, event) => runInContext(this.contextOf(tx), () => this.currentTriggers.run(tx, event))
      },
      flows: recordFlows(() => this.currentFlows)
    });
    this.currentFlows = this.flowsOf(undefined, this.currentSchema);
    this.jobs = new JobQueue(
      { run: (user, work) => this.runJob(user, work), testing: false },
      { onFailure: (job, problem) => console.error(`asynchronous ${job.kind} failed:`, problem) }
    );
    if (options.restoreMetadata) this.restore();
  }

  get schema(): Schema {
    return this.currentSchema;
  }

  get program(): ApexProgram {
    return this.currentProgram;
  }

  get flows(): FlowStarter {
    return flowStarter(this.currentFlows);
  }

  get source(): ProjectSource | undefined {
    return this.currentSource;
  }

  get id(): string {
    const [[id] = [""]] = this.transaction(this.administrator, (tx) =>
      tx.database.all('SELECT "Id" FROM "Organization"')
    );
    return id as string;
  }

  get administrator(): RunningUser {
    return this.inDatabase(() => loadAdministrator(this.database));
  }

  userById(id: string): RunningUser | undefined {
    return this.inDatabase(() => loadUser(this.database, id));
  }

  activeUserById(id: string): RunningUser | undefined {
    return this.inDatabase(() => loadActiveUser(this.database, id));
  }

  userByName(username: string): RunningUser | undefined {
    return this.inDatabase(() => loadUserByName(this.database, username));
  }

  deploy(project: ProjectSource): DeployResult {
    const { schema, program, problems } = this.checked(project);
    if (problems.length > 0 || program === undefined) return { success: false, problems };
    this.committed(() => {
      this.setUp(schema);
      const context = { database: this.database, schema, clock: this.clock };
      const author = loadAdministrator(this.database).id;
      installMetadata(context, project, author);
      writeSubscribers(context, program.triggers, author);
      if (this.options.dataFolder !== undefined) saveMetadata(this.database, project);
    });
    this.isSetUp = true;
    this.currentSchema = schema;
    this.currentProgram = program;
    this.currentTriggers = this.triggersOf(program, project);
    this.currentFlows = this.flowsOf(project, schema);
    this.currentSource = project;
    this.lastScript = undefined;
    // A summary field that is new, or summarises something else now, holds values of the records that exist.
    this.transaction(this.administrator, recalculateSummaries);
    return { success: true, problems: [] };
  }

  check(project: ProjectSource): readonly SourceProblem[] {
    return this.checked(project).problems;
  }

  /** All that is wrong with a project at once, or its schema and program. */
  private checked(project: ProjectSource): {
    readonly schema: Schema;
    readonly program?: ApexProgram;
    readonly problems: readonly SourceProblem[];
  } {
    const { schema, problems } = compileSchema(project, storedKeyPrefixes(this.database));
    const found = [
      ...project.problems,
      ...problems,
      ...ruleProblems(project, schema),
      ...flowProblems(project, schema)
    ];
    const key = programKey(project);
    const program = this.compile(project, schema, hasCompiled(key));
    if (!Array.isArray(program)) rememberCompiled(key);
    return Array.isArray(program) ? { schema, problems: [...found, ...program] } : { schema, program, problems: found };
  }

  customPermissionsOf(tx: Transaction): readonly string[] {
    const sql = `SELECT DISTINCT p."DeveloperName" FROM "SetupEntityAccess" a JOIN "CustomPermission" p ON p."Id" = a."SetupEntityId" WHERE a."ParentId" IN (${permissionSetsOfUser})`;
    return tx.database.all(sql, [tx.user.id, tx.user.id]).map(([name]) => name as string);
  }

  mayCallClass(tx: Transaction, className: string): boolean {
    if (tx.user.profileName === "System Administrator") return true;
    const sql = `SELECT 1 FROM "SetupEntityAccess" a JOIN "ApexClass" c ON c."Id" = a."SetupEntityId" WHERE c."Name" = ? AND a."ParentId" IN (${permissionSetsOfUser}) LIMIT 1`;
    return tx.database.all(sql, [className, tx.user.id, tx.user.id]).length > 0;
  }

  transaction<T>(user: RunningUser, work: (tx: Transaction) => T): T {
    return this.runTransaction(user, new LimitTracker(), work);
  }

  startDueJobs(): void {
    this.jobs.fireDue(this.clock.now());
  }

  idle(): Promise<void> {
    return this.jobs.idle();
  }

  logApex(tx: Transaction, log: () => DebugLog): void {
    tx.state.set(logKey, log);
  }

  runApex<T>(tx: Transaction, work: (context: ApexContext) => T): T {
    const context = this.contextOf(tx);
    return runInContext(context, () => work(context));
  }

  executeAnonymous(user: RunningUser, source: string, debugLog: DebugLog): AnonymousResult {
    const { compiled } = this.script(source);
    if (compiled.problems) return { problems: compiled.problems };
    const [program, triggers] = [this.currentProgram, this.currentTriggers];
    // The statements run with classes compiled anew, and so must the triggers that they set off.
    this.currentProgram = compiled.program;
    this.currentTriggers = this.triggersOf(compiled.program, this.currentSource);
    try {
      this.runTransaction(user, new LimitTracker(), (tx) => {
        tx.state.set(contextKey, this.createContext(tx, debugLog));
        this.runApex(tx, compiled.run);
      });
      return {};
    } catch (thrown) {
      return { thrown, frames: thrown instanceof Error ? compiled.program.stackTrace(thrown) : [] };
    } finally {
      this.currentProgram = program;
      this.currentTriggers = triggers;
    }
  }

  close(): void {
    this.jobs.close();
    this.database.close();
  }

  private runTransaction<T>(user: RunningUser, limits: LimitTracker, work: (tx: Transaction) => T): T {
    const tx = new OrgTransaction({
      database: this.database,
      schema: this.currentSchema,
      clock: this.clock,
      limits,
      user
    });
    this.jobs?.attach(tx);
    const result = this.inDatabase(() => work(tx));
    for (const action of tx.takeCommittedActions()) action();
    return result;
  }

  private runJob<T>(user: RunningUser, work: (context: ApexContext) => T): T {
    return this.runTransaction(user, new LimitTracker(asynchronousLimits), (tx) => this.runApex(tx, work));
  }

  private contextOf(tx: Transaction): ApexContext {
    let context = tx.state.get(contextKey) as ApexContext | undefined;
    if (!context) {
      const log = tx.state.get(logKey) as (() => DebugLog) | undefined;
      context = this.createContext(tx, log?.() ?? this.options.debugLog);
      tx.state.set(contextKey, context);
    }
    return context;
  }

  private createContext(tx: Transaction, debugLog: DebugLog | undefined): ApexContext {
    return createContext({
      tx,
      soql: this.soql,
      saving: this.saving,
      program: this.currentProgram,
      flows: flowStarter(this.currentFlows),
      ...(debugLog ? { debugLog } : {})
    });
  }

  private compile(
    project: ProjectSource | undefined,
    schema: Schema,
    compiledBefore = false
  ): ApexProgram | SourceProblem[] {
    const result = compileApex({ ...this.compileOptions(project, schema), compiledBefore });
    return result.program ?? [...result.problems];
  }

  private flowsOf(project: ProjectSource | undefined, schema: Schema): FlowEngine {
    const runApex: FlowHost["runApex"] = (tx, work) => this.runApex(tx, work);
    const publish: FlowHost["publish"] = (tx, events) => void this.runApex(tx, () => publishEvents(events));
    return new FlowEngine(project, schema, {
      soql: this.soql,
      saving: this.saving,
      runApex,
      publish,
      waiting: (tx) => jobSinkOf(tx).paths(tx)
    });
  }

  private script(source: string): CompiledScript {
    if (this.lastScript?.source !== source) {
      const options = { ...this.compileOptions(this.currentSource, this.currentSchema), compiledBefore: true };
      this.lastScript = { source, compiled: compileAnonymous(options, source) };
    }
    return this.lastScript;
  }

  private triggersOf(program: ApexProgram, project: ProjectSource | undefined): TriggerRunner {
    return capturingChanges(createTriggerRunner(program), program, selectedChangeEvents(project));
  }

  private compileOptions(project: ProjectSource | undefined, schema: Schema): CompileOptions {
    return {
      classes: project?.classes ?? [],
      triggers: project?.triggers ?? [],
      schema,
      soql: this.soql,
      library: [...library, ...classesOfMetadata(project)],
      labels: new Map((project?.labels ?? []).map((label) => [label.name, label])),
      coverage: this.options.coverage ?? false,
      observed: this.options.observeReads ?? false,
      metering: this.options.metering ?? "limits",
      namespace: project?.namespace ?? ""
    };
  }

  private restore(): void {
    const source = this.committed(() => loadMetadata(this.database));
    const problems = source ? this.deploy(source).problems : [];
    if (problems.length > 0)
      throw new Error(problems.map(({ path, line, message }) => `${path}:${line} ${message}`).join("\n"));
  }

  private setUp(schema: Schema): void {
    migrate(this.database, schema);
    const context = { database: this.database, schema, clock: this.clock };
    createSystemData(context, this.options.systemData);
    writeValueLists(context, loadAdministrator(this.database).id);
  }

  /** Tables are made for the first who needs them: an org that is opened to deploy a project makes them once. */
  private inDatabase<T>(work: () => T): T {
    if (!this.isSetUp) this.committed(() => this.setUp(this.currentSchema));
    this.isSetUp = true;
    return this.committed(work);
  }

  /** SQLite's own transaction around `work`; one at a time, since the org is one process. */
  private committed<T>(work: () => T): T {
    if (this.running) throw new Error("A transaction of this org is running already");
    this.running = true;
    this.database.begin();
    try {
      const result = work();
      this.database.commit();
      return result;
    } catch (error) {
      if (this.database.inTransaction) this.database.rollback();
      throw error;
    } finally {
      this.running = false;
    }
  }
}

function databasePath(folder: string | undefined): string {
  if (folder === undefined) return ":memory:";
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return join(folder, "org.sqlite");
}
