import { z } from "zod";
import { bodyOf, text } from "../http/body.ts";
import { frameText, type TestMethodResult } from "../../apex/testing/results.ts";
import { UnknownTestError } from "../../apex/testing/run-tests.ts";
import { elementsOf, textOf, textsOf, type XmlElement } from "../../metadata/xml.ts";
import type { Org } from "../../org/types.ts";
import { SetupWriter } from "../../security/system-data.ts";
import type { RunningUser } from "../../transaction/user.ts";
import { ApexDatetime } from "../../values/datetime.ts";
import type { FieldValue } from "../../values/field-value.ts";
import { ApiError, type ApiRequest } from "../http/exchange.ts";
import { apexIds } from "./apex-ids.ts";
import { keepCoverage } from "./coverage.ts";
import { milliseconds, runTestsResult } from "./test-results.ts";
import { TestOrg, TestOrgProblems, type TestClassChoice, type TestOutcome } from "./test-org.ts";

/** "Tooling API: REST Resources: runTestsAsynchronous, runTestsSynchronous". */
const testNodes = z.array(z.object({ classId: text, className: text, testMethods: z.array(z.string()).nullish() }));
const runShape = z.object({
  tests: testNodes.nullish(),
  classNames: text,
  classids: text,
  suiteNames: text,
  testLevel: text,
  skipCodeCoverage: z.union([z.boolean(), z.string()]).nullish()
});
type RunTestsRequest = z.output<typeof runShape>;

/** Runs now and answers the results. */
export async function runSynchronously(request: ApiRequest): Promise<unknown> {
  const { org } = request;
  const asked = requestOf(request);
  const ids = apexIds(org);
  return withTestOrg(org, coverageOf(asked), async (tests) => {
    const outcome = await tests.run(choose(org, tests, asked, ids));
    if (coverageOf(asked)) keepCoverage(org, outcome, ids);
    return runTestsResult(outcome, (name) => ids.get(name) ?? null);
  });
}

/** Queues a run and answers the id of its AsyncApexJob; the rows of its result are there to be queried. */
export function runAsynchronously(request: ApiRequest): string {
  const { org, user } = request;
  const asked = requestOf(request);
  const ids = apexIds(org);
  const tests = openTests(org, coverageOf(asked));
  const choices = closingOnError(tests, () => choose(org, tests, asked, ids));
  const run = new TestRun(org, user, choices, ids);
  const id = run.queue(
    choices.reduce((sum, { name, methods }) => sum + (methods?.length ?? tests.methodsOf(name).length), 0)
  );
  setImmediate(() => {
    tests
      .run(choices, (name, results) => run.completeClass(name, results))
      .then((outcome) => run.complete(outcome, coverageOf(asked)))
      .catch((error: unknown) => run.fail(error))
      .finally(() => tests.close());
  });
  return id;
}

/** The rows of one asynchronous run. */
class TestRun {
  private readonly org: Org;
  private readonly user: RunningUser;
  private readonly choices: readonly TestClassChoice[];
  private readonly ids: ReadonlyMap<string, string>;
  private readonly queueItems = new Map<string, string>();
  private job = "";
  private result = "";
  private classesDone = 0;

  constructor(org: Org, user: RunningUser, choices: readonly TestClassChoice[], ids: ReadonlyMap<string, string>) {
    this.org = org;
    this.user = user;
    this.choices = choices;
    this.ids = ids;
  }

  queue(methods: number): string {
    this.write((writer, now) => {
      this.job = writer.insert("AsyncApexJob", {
        JobType: "TestRequest",
        Status: "Processing",
        TotalJobItems: this.choices.length,
        JobItemsProcessed: 0,
        NumberOfErrors: 0,
        CreatedDate: now,
        CreatedById: this.user.id
      });
      this.result = writer.insert("ApexTestRunResult", {
        AsyncApexJobId: this.job,
        UserId: this.user.id,
        Source: "Tooling API",
        Status: "Processing",
        IsAllTests: false,
        StartTime: now,
        TestTime: 0,
        TestSetupTime: 0,
        ClassesEnqueued: this.choices.length,
        ClassesCompleted: 0,
        MethodsEnqueued: methods,
        MethodsCompleted: 0,
        MethodsFailed: 0,
        CreatedDate: now
      });
      for (const { name } of this.choices) {
        this.queueItems.set(
          name,
          writer.insert("ApexTestQueueItem", {
            ApexClassId: this.ids.get(name) ?? null,
            Status: "Queued",
            ParentJobId: this.job,
            TestRunResultId: this.result
          })
        );
      }
    });
    return this.job;
  }

  completeClass(name: string, results: readonly TestMethodResult[]): void {
    const item = this.queueItems.get(name)!;
    const failed = results.filter((one) => one.failure).length;
    this.write((writer, now) => {
      for (const { methodName, failure, durationMilliseconds } of results) {
        writer.insert("ApexTestResult", {
          TestTimestamp: now,
          Outcome: failure ? "Fail" : "Pass",
          ApexClassId: this.ids.get(name) ?? null,
          MethodName: methodName,
          Message: failure?.message.slice(0, 4000) ?? null,
          StackTrace: failure?.frames.map(frameText).join("\n").slice(0, 4000) ?? null,
          AsyncApexJobId: this.job,
          QueueItemId: item,
          ApexTestRunResultId: this.result,
          RunTime: Math.round(durationMilliseconds),
          IsTestSetup: false
        });
      }
      this.update(writer, "ApexTestQueueItem", item, {
        Status: failed === 0 ? "Completed" : "Failed",
        ExtendedStatus: `(${results.length - failed}/${results.length})`
      });
      this.update(writer, "ApexTestRunResult", this.result, { ClassesCompleted: ++this.classesDone });
    });
  }

  complete(outcome: TestOutcome, coverage: boolean): void {
    if (coverage) keepCoverage(this.org, outcome, this.ids);
    const failed = outcome.methods.filter((method) => method.failure).length;
    this.finish(failed === 0 ? "Completed" : "Failed", {
      MethodsCompleted: outcome.methods.length,
      MethodsFailed: failed,
      TestTime: milliseconds(outcome.methods)
    });
  }

  fail(error: unknown): void {
    console.error("the test run failed:", error);
    this.finish("Failed", {});
  }

  private finish(status: string, values: Record<string, FieldValue>): void {
    this.write((writer, now) => {
      this.update(writer, "ApexTestRunResult", this.result, { ...values, Status: status, EndTime: now });
      this.update(writer, "AsyncApexJob", this.job, {
        Status: "Completed",
        CompletedDate: now,
        JobItemsProcessed: this.classesDone
      });
    });
  }

  private write(work: (writer: SetupWriter, now: ApexDatetime) => void): void {
    this.org.transaction(this.org.administrator, (tx) => {
      const writer = new SetupWriter(tx);
      writer.author = this.user.id;
      work(writer, new ApexDatetime(tx.clock.now()));
    });
  }

  private update(writer: SetupWriter, object: string, id: string, values: Record<string, FieldValue>): void {
    writer.update(this.org.schema.object(object)!, id, values);
  }
}

async function withTestOrg<T>(org: Org, coverage: boolean, work: (tests: TestOrg) => Promise<T>): Promise<T> {
  const tests = openTests(org, coverage);
  try {
    return await work(tests);
  } catch (error) {
    throw error instanceof UnknownTestError ? new ApiError(400, "INVALID_INPUT", error.message) : error;
  } finally {
    tests.close();
  }
}

function openTests(org: Org, coverage: boolean): TestOrg {
  try {
    return new TestOrg(org.source, coverage);
  } catch (error) {
    if (error instanceof TestOrgProblems) throw new ApiError(400, "INVALID_OPERATION", error.message);
    throw error;
  }
}

function closingOnError<T>(tests: TestOrg, work: () => T): T {
  try {
    return work();
  } catch (error) {
    tests.close();
    throw error;
  }
}

function requestOf(request: ApiRequest): RunTestsRequest {
  return bodyOf({ json: () => bareList(request.json()) }, runShape);
}

/** The tests may also come as a bare array. */
function bareList(body: unknown): unknown {
  return Array.isArray(body) ? { tests: body } : (body ?? {});
}

function coverageOf({ skipCodeCoverage }: RunTestsRequest): boolean {
  return String(skipCodeCoverage ?? false) !== "true";
}

/** Test classes by their deployed spelling; @throws ApiError for one that is not there */
function choose(org: Org, tests: TestOrg, asked: RunTestsRequest, ids: ReadonlyMap<string, string>): TestClassChoice[] {
  const all = tests.testClasses;
  const classOf = (name: string): string => {
    const found = all.find((one) => one.toLowerCase() === name.trim().replace(/^.*\./, "").toLowerCase());
    if (found === undefined)
      throw new ApiError(
        400,
        "INVALID_INPUT",
        `This class name's value is invalid: ${name}. Provide the name of an Apex class that has test methods.`
      );
    return found;
  };
  const byId = (id: string): string =>
    [...ids].find(([, known]) => known.slice(0, 15) === id.trim().slice(0, 15))?.[0] ?? id;
  const list = (text: string | undefined): string[] => (text ?? "").split(",").filter((one) => one.trim() !== "");
  const named = [
    ...(asked.tests ?? []).map(({ className, classId, testMethods }) => ({
      name: classOf(className ?? byId(classId ?? "")),
      ...(testMethods?.length ? { methods: testMethods } : {})
    })),
    ...[
      ...list(asked.classNames),
      ...list(asked.classids).map(byId),
      ...list(asked.suiteNames).flatMap((suite) => suiteClasses(org, suite))
    ].map((name) => ({ name: classOf(name) }))
  ];
  return named.length > 0 ? named : all.map((name) => ({ name }));
}

/** "Metadata API Developer Guide: ApexTestSuite". */
function suiteClasses(org: Org, name: string): string[] {
  const suite = org.source?.components.find(
    (one) => one.type === "ApexTestSuite" && one.name.toLowerCase() === name.trim().toLowerCase()
  );
  if (!suite) throw new ApiError(400, "INVALID_INPUT", `There is no test suite ${name}`);
  const content = suite.content as XmlElement;
  return [
    ...textsOf(content, "testClassName"),
    ...elementsOf(content, "testClassName").flatMap((one) => textOf(one, "#text") ?? [])
  ];
}
