import { randomInt } from "node:crypto";
import { componentProblems } from "../../lightning/build/check-components.ts";
import { pageProblems } from "../../lightning/pages/flexi-page.ts";
import { ProjectReader } from "../../metadata/project-reader.ts";
import type { LightningBundle, ProjectSource, SourceProblem } from "../../metadata/types.ts";
import type { Org } from "../../org/types.ts";
import type { RunningUser } from "../../transaction/user.ts";
import { UnknownTestError } from "../../apex/testing/run-tests.ts";
import { percentOf, runTestsResult } from "../tooling/test-results.ts";
import { TestOrg, type FileLines } from "../tooling/test-org.ts";
import { componentAt, componentsOf, isKnownType, keyOf, type StoredComponent } from "./components.ts";
import { readPackage, type DeployPackage, type ManifestEntry } from "./package.ts";
import { storePackage, storeProject, type ReadFiles, type StoredFiles } from "./stored-files.ts";
import { apexIds } from "../tooling/apex-ids.ts";

/** "Metadata API Developer Guide: DeployOptions". */
export interface DeployOptions {
  readonly checkOnly: boolean;
  readonly rollbackOnError: boolean;
  readonly ignoreWarnings: boolean;
  readonly purgeOnDelete: boolean;
  readonly testLevel?: string;
  readonly runTests: readonly string[];
}

/** "Metadata API Developer Guide: DeployMessage". */
export interface DeployMessage {
  readonly changed: boolean;
  readonly columnNumber?: number;
  readonly componentType: string;
  readonly created: boolean;
  readonly createdDate: string;
  readonly deleted: boolean;
  readonly fileName: string;
  readonly fullName: string;
  readonly id?: string;
  readonly lineNumber?: number;
  readonly problem?: string;
  readonly problemType?: "Error" | "Warning";
  readonly success: boolean;
}

type DeployStatus = "Pending" | "InProgress" | "Succeeded" | "SucceededPartial" | "Failed" | "Canceled";

const PROJECT_FOLDER = "main";
/** "Metadata API Developer Guide: Running a Subset of Tests in a Deployment". */
const REQUIRED_COVERAGE = 75;
const testLevels: readonly string[] = [
  "NoTestRun",
  "RunSpecifiedTests",
  "RunLocalTests",
  "RunAllTestsInOrg",
  "RunRelevantTests"
];

/** One deployment: merges a package into the org's metadata, all or nothing, and tells what became of each component. */
export class Deployment {
  readonly id = `0Af${Date.now()}${String(randomInt(100)).padStart(2, "0")}`;
  readonly options: DeployOptions;
  status: DeployStatus = "Pending";
  private readonly org: Org;
  private readonly user: RunningUser;
  private readonly zip: Uint8Array;
  private readonly created = new Date().toISOString();
  private started: string | undefined;
  private completed: string | undefined;
  private successes: readonly DeployMessage[] = [];
  private failures: readonly DeployMessage[] = [];
  private total = 0;
  private tests: ReturnType<typeof runTestsResult> | undefined;
  private errorMessage: string | undefined;

  constructor(org: Org, user: RunningUser, zip: Uint8Array, options: DeployOptions) {
    this.org = org;
    this.user = user;
    this.zip = zip;
    this.options = options;
  }

  get done(): boolean {
    return this.completed !== undefined;
  }

  /** What was wrong first; nothing where all is well. */
  get problem(): string | undefined {
    return this.failures[0]?.problem ?? this.errorMessage;
  }

  async run(): Promise<void> {
    if (this.done) return;
    this.started = new Date().toISOString();
    this.status = "InProgress";
    try {
      this.status = await this.deploy(readPackage(this.zip));
    } catch (error) {
      this.status = "Failed";
      this.errorMessage = (error as Error).message;
    }
    this.completed = new Date().toISOString();
  }

  cancel(): void {
    if (this.done) return;
    this.status = "Canceled";
    this.completed = new Date().toISOString();
  }

  private async deploy(content: DeployPackage): Promise<DeployStatus> {
    const { options } = this;
    if (options.testLevel !== undefined && !testLevels.includes(options.testLevel))
      throw new Error(`'${options.testLevel}' is not a valid value for the enum 'TestLevel'`);
    const change = new Change(this.org.source, content, this.created);
    this.total = change.size;
    let attempt = change.attempt();
    let problems = await this.check(attempt, change);
    const failed = new Map<string, DeployMessage>();
    // Without rollbackOnError what is right is deployed although something else is wrong.
    while (problems.length > 0 && !options.rollbackOnError) {
      const named = change.messagesOf(problems).filter((message) => change.exclude(message));
      for (const message of change.messagesOf(problems))
        failed.set(`${message.componentType}:${message.fullName}:${message.lineNumber}:${message.problem}`, message);
      if (named.length === 0) break;
      attempt = change.attempt();
      problems = await this.check(attempt, change);
    }
    this.failures = [...failed.values(), ...(options.rollbackOnError ? change.messagesOf(problems) : [])];
    this.successes = change.successes(this.failures, apexIds(this.org));
    if (problems.length > 0) return "Failed";
    if (!(await this.testsPass(attempt.project, change))) return "Failed";
    if (!options.checkOnly) {
      const { problems: late } = this.org.deploy(attempt.project);
      if (late.length > 0) this.failures = change.messagesOf(late);
      this.successes = change.successes(this.failures, apexIds(this.org));
      if (late.length > 0) return "Failed";
    }
    return this.failures.length > 0 ? "SucceededPartial" : "Succeeded";
  }

  /** All that is wrong at once; the org is not touched before all is known to be right. */
  private async check({ project, unread }: Attempt, change: Change): Promise<readonly SourceProblem[]> {
    const { checkOnly, rollbackOnError } = this.options;
    const found = [...unread, ...pageProblems(project), ...(await componentProblems(change.bundlesOf(project)))];
    if (found.length === 0 && !checkOnly && rollbackOnError && !this.runsTests) return [];
    const unclear = [...found, ...project.problems];
    // What is left out may be there from an earlier deployment, for the rest to be judged by.
    if (unclear.length > 0 && !rollbackOnError) return unclear;
    return [...found, ...this.org.check(project)];
  }

  private get runsTests(): boolean {
    const { testLevel, runTests } = this.options;
    return (testLevel !== undefined && testLevel !== "NoTestRun") || runTests.length > 0;
  }

  private async testsPass(project: ProjectSource, change: Change): Promise<boolean> {
    if (!this.runsTests) return true;
    const org = new TestOrg(project, true);
    try {
      const specified = this.options.testLevel === "RunSpecifiedTests" || this.options.runTests.length > 0;
      const names = specified
        ? this.options.runTests.flatMap((name) => name.split(",")).map((name) => name.trim())
        : org.testClasses;
      const outcome = await org.run(names.map((name) => ({ name })));
      const ids = apexIds(this.org);
      this.tests = runTestsResult(outcome, (name) => ids.get(name) ?? null);
      this.tests.codeCoverageWarnings.push(
        ...coverageWarnings(outcome.files, specified ? change.apexNames : undefined)
      );
      return this.tests.numFailures === 0 && this.tests.codeCoverageWarnings.length === 0;
    } catch (error) {
      if (error instanceof UnknownTestError) throw new Error(`INVALID_OPERATION: ${error.message}`);
      throw error;
    } finally {
      org.close();
    }
  }

  /** "Metadata API Developer Guide: DeployResult". */
  result(includeDetails: boolean) {
    const { options, tests } = this;
    const { numTestsRun = 0, numFailures = 0 } = tests ?? {};
    return {
      checkOnly: options.checkOnly,
      completedDate: this.completed,
      createdBy: this.user.id,
      createdByName: this.user.name,
      createdDate: this.created,
      details: includeDetails
        ? {
            componentFailures: this.failures,
            componentSuccesses: this.successes,
            runTestResult: tests ?? { numFailures: 0, numTestsRun: 0, totalTime: 0 }
          }
        : undefined,
      done: this.done,
      errorMessage: this.errorMessage,
      errorStatusCode: this.errorMessage === undefined ? undefined : "UNKNOWN_EXCEPTION",
      id: this.id,
      ignoreWarnings: options.ignoreWarnings,
      lastModifiedDate: this.completed ?? this.started ?? this.created,
      numberComponentErrors: this.failures.length,
      numberComponentsDeployed:
        this.status === "Succeeded" || this.status === "SucceededPartial" ? this.successes.length : 0,
      numberComponentsTotal: this.total,
      numberTestErrors: numFailures,
      numberTestsCompleted: numTestsRun - numFailures,
      numberTestsTotal: numTestsRun,
      rollbackOnError: options.rollbackOnError,
      runTestsEnabled: this.runsTests,
      startDate: this.started,
      status: this.status,
      success: this.status === "Succeeded" || this.status === "SucceededPartial"
    };
  }
}

function coverageWarnings(files: readonly FileLines[], only: ReadonlySet<string> | undefined) {
  if (only === undefined) {
    const percent = percentOf(files);
    return percent >= REQUIRED_COVERAGE
      ? []
      : [
          {
            id: null,
            name: null,
            namespace: null,
            message: `Average test coverage across all Apex Classes and Triggers is ${percent}%, at least ${REQUIRED_COVERAGE}% test coverage is required.`
          }
        ];
  }
  return files
    .filter((file) => only.has(file.name.toLowerCase()) && percentOf([file]) < REQUIRED_COVERAGE)
    .map((file) => ({
      id: null,
      name: file.name,
      namespace: null,
      message: `Test coverage of selected Apex ${file.isTrigger ? "Trigger" : "Class"} is ${percentOf([file])}%, at least ${REQUIRED_COVERAGE}% test coverage is required`
    }));
}

/** What a package changes in an org's metadata. */
interface Attempt {
  readonly project: ProjectSource;
  /** What of the package could not even be found. */
  readonly unread: readonly SourceProblem[];
}

class Change {
  private readonly content: DeployPackage;
  private readonly source: ProjectSource | undefined;
  private readonly current: StoredFiles;
  private readonly currentComponents: ReadonlyMap<string, StoredComponent>;
  private readonly incoming: ReadFiles;
  private readonly incomingComponents: ReadonlyMap<string, StoredComponent>;
  private readonly excluded = new Set<string>();
  private readonly now: string;

  constructor(source: ProjectSource | undefined, content: DeployPackage, now: string) {
    this.content = content;
    this.source = source;
    this.now = now;
    this.current = storeProject(source);
    this.currentComponents = componentsOf(this.current);
    this.incoming = storePackage(content.entries);
    this.incomingComponents = componentsOf(this.incoming.files);
  }

  get size(): number {
    return this.incomingComponents.size + this.content.deletions.reduce((sum, { members }) => sum + members.length, 0);
  }

  /** Lower-case names of the classes and triggers that come. */
  get apexNames(): ReadonlySet<string> {
    return new Set(
      [...this.incomingComponents.values()]
        .filter(({ type }) => type === "ApexClass" || type === "ApexTrigger")
        .map(({ fullName }) => fullName.toLowerCase())
    );
  }

  /** The Lightning components that come, as the project has them now. */
  bundlesOf({ bundles }: ProjectSource): LightningBundle[] {
    return bundles.filter(({ name }) => {
      const key = keyOf({ type: "LightningComponentBundle", fullName: name });
      return this.incomingComponents.has(key) && !this.excluded.has(key);
    });
  }

  /** Leaves a component out of the next attempt; false where the package does not bring it, or it is out already. */
  exclude({ componentType: type, fullName }: DeployMessage): boolean {
    const key = keyOf({ type, fullName });
    if (!this.incomingComponents.has(key) || this.excluded.has(key)) return false;
    this.excluded.add(key);
    return true;
  }

  attempt(): Attempt {
    const files = this.merged();
    const tree = [...files].map(([path, content]) => ({ path: `${PROJECT_FOLDER}/${path}`, read: () => content }));
    const { sourceApiVersion = this.content.manifest.version, namespace = "" } = this.source ?? {};
    const { languages, personAccounts } = this.source ?? {};
    const definition = {
      sourceApiVersion,
      namespace,
      ...(languages === undefined ? {} : { languages }),
      ...(personAccounts === undefined ? {} : { personAccounts })
    };
    const project = new ProjectReader("", tree, definition).read();
    const unread = [...this.unknownFiles(), ...this.unknownTypes(), ...this.missingMembers()];
    return { project, unread };
  }

  private merged(): StoredFiles {
    const files = new Map(this.current);
    for (const component of this.deleted()) for (const path of this.pathsBelow(component)) files.delete(path);
    for (const component of this.incomingComponents.values()) {
      if (this.excluded.has(keyOf(component))) continue;
      // A bundle is replaced as a whole: a file that is gone must not stay.
      for (const path of this.currentComponents.get(keyOf(component))?.paths ?? []) files.delete(path);
      for (const path of component.paths) files.set(path, this.incoming.files.get(path)!);
    }
    return files;
  }

  private deleted(): StoredComponent[] {
    return names(this.content.deletions).flatMap((name) => this.currentComponents.get(keyOf(name)) ?? []);
  }

  /** An object goes with all that is in its folder. */
  private pathsBelow(component: StoredComponent): string[] {
    if (component.type !== "CustomObject") return component.paths;
    return [...this.current.keys()].filter((path) => path.startsWith(`objects/${component.fullName}/`));
  }

  private unknownFiles(): SourceProblem[] {
    return this.incoming.unknown.map((path) =>
      problem(path, "", path, "This kind of file is not supported by the local org")
    );
  }

  private unknownTypes(): SourceProblem[] {
    return [...this.content.manifest.entries, ...this.content.deletions]
      .filter(({ type }) => !isKnownType(type))
      .map(({ type }) => problem("package.xml", "", type, `Unknown type name '${type}' specified in package.xml`));
  }

  /** Standard objects are named in manifests although a package may bring nothing of them. */
  private missingMembers(): SourceProblem[] {
    const present = new Set(
      [...this.incomingComponents.values()].flatMap((one) => [
        keyOf(one),
        keyOf({ type: one.packageType.name, fullName: one.fullName.split(".")[0]! })
      ])
    );
    return names(this.content.manifest.entries)
      .filter(
        (name) =>
          isKnownType(name.type) && name.fullName !== "*" && name.type !== "CustomLabels" && !present.has(keyOf(name))
      )
      .map(({ type, fullName }) =>
        problem(
          "package.xml",
          type,
          fullName,
          `An object '${fullName}' of type ${type} was named in package.xml, but was not found in zipped directory`
        )
      );
  }

  messagesOf(problems: readonly SourceProblem[]): DeployMessage[] {
    return problems.map(({ path, line, column, message, componentType, componentName }) => {
      const stored = path.startsWith(`${PROJECT_FOLDER}/`) ? path.slice(PROJECT_FOLDER.length + 1) : path;
      const component = componentAt(stored);
      const origin = this.incoming.origins.get(stored);
      return {
        changed: false,
        columnNumber: column,
        componentType: component?.type ?? componentType,
        created: false,
        createdDate: this.now,
        deleted: false,
        fileName: origin?.fileName ?? component?.fileName ?? stored,
        fullName: component?.fullName ?? componentName,
        lineNumber: line + (origin?.linesBefore ?? 0),
        problem: message,
        problemType: "Error",
        success: false
      };
    });
  }

  successes(failures: readonly DeployMessage[], ids: ReadonlyMap<string, string>): DeployMessage[] {
    const failed = new Set(failures.map(({ componentType: type, fullName }) => keyOf({ type, fullName })));
    const deployed = [...this.incomingComponents.values()].filter(
      (one) => !failed.has(keyOf(one)) && !this.excluded.has(keyOf(one))
    );
    return [
      ...deployed.map((one) => this.success(one, ids)),
      ...names(this.content.deletions).map((name) => this.deletion(name))
    ];
  }

  private success(component: StoredComponent, ids: ReadonlyMap<string, string>): DeployMessage {
    const { type, fullName, fileName } = component;
    const known = this.currentComponents.get(keyOf(component));
    const changed =
      !known ||
      known.paths.length !== component.paths.length ||
      component.paths.some((path) => !sameBytes(this.current.get(path), this.incoming.files.get(path)));
    const id = type === "ApexClass" || type === "ApexTrigger" ? ids.get(fullName) : undefined;
    return {
      changed,
      componentType: type,
      created: !known,
      createdDate: this.now,
      deleted: false,
      fileName,
      fullName,
      ...(id === undefined ? {} : { id }),
      success: true
    };
  }

  private deletion(name: { type: string; fullName: string }): DeployMessage {
    const known = this.currentComponents.get(keyOf(name));
    const message = {
      changed: known !== undefined,
      componentType: known ? name.type : "",
      created: false,
      createdDate: this.now,
      deleted: known !== undefined,
      fileName: "destructiveChanges.xml",
      fullName: name.fullName,
      success: true
    };
    return known
      ? message
      : { ...message, problem: `No ${name.type} named: ${name.fullName} found`, problemType: "Warning" };
  }
}

function names(entries: readonly ManifestEntry[]): { type: string; fullName: string }[] {
  return entries.flatMap(({ type, members }) => members.map((fullName) => ({ type, fullName })));
}

function problem(path: string, componentType: string, componentName: string, message: string): SourceProblem {
  return { path, line: 1, column: 1, message, componentType, componentName };
}

function sameBytes(one: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
  return one !== undefined && other !== undefined && Buffer.compare(one, other) === 0;
}
