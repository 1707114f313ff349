import { writeFileSync } from "node:fs";
import { hostname } from "node:os";
import type { Command } from "commander";
import { reportJson } from "../apex/testing/report-json.ts";
import { reportJunit } from "../apex/testing/report-junit.ts";
import { reportText } from "../apex/testing/report-text.ts";
import { failedMethods, type TestMethodResult, type TestRunResult } from "../apex/testing/results.ts";
import { runTests, UnknownTestError } from "../apex/testing/run-tests.ts";
import { openOrg } from "../org/embedded-org.ts";
import type { Org } from "../org/types.ts";
import { CommandFailure, problemText } from "./failure.ts";
import { addProjectOption, readProjectOrFail } from "./options.ts";

interface TestOptions {
  readonly project: string;
  readonly class?: string[];
  readonly tests?: string[];
  readonly coverage: boolean;
  readonly json?: boolean;
  readonly junit?: string;
}

export function addTestCommand(program: Command): void {
  const command = program
    .command("test")
    .description("runs a project's Apex tests in an empty org in memory")
    .option("--class <name...>", "only these test classes")
    .option("--tests <class.method...>", "only these methods")
    .option("--no-coverage", "does not count the lines that run")
    .option("--json", "prints the result as JSON")
    .option("--junit <file>", "writes the result as JUnit XML");
  addProjectOption(command).action(test);
}

function test(options: TestOptions): void {
  const org = openOrg({ coverage: options.coverage, observeReads: true });
  const { problems } = org.deploy(readProjectOrFail(options.project, false));
  if (problems.length > 0) throw new CommandFailure(problemText(problems));
  const result = run(org, options);
  if (options.junit !== undefined) writeFileSync(options.junit, reportJunit(result));
  console.log(options.json ? JSON.stringify(reportJson(result, contextOf(org)), null, 2) : reportText(result));
  org.close();
  if (failedMethods(result).length > 0) process.exitCode = 1;
}

function run(org: Org, { class: classes, tests: methods, json }: TestOptions): TestRunResult {
  const onResult = json || !process.stderr.isTTY ? undefined : showProgress;
  try {
    return runTests(org, {
      ...(classes ? { classes } : {}),
      ...(methods ? { methods } : {}),
      ...(onResult ? { onResult } : {})
    });
  } catch (error) {
    if (error instanceof UnknownTestError) throw new CommandFailure(error.message);
    throw error;
  }
}

function showProgress({ className, methodName, failure }: TestMethodResult): void {
  process.stderr.write(`\r\u001b[K${failure ? "✗" : "✓"} ${className}.${methodName}`);
}

function contextOf(org: Org): Parameters<typeof reportJson>[1] {
  const { id, username } = org.administrator;
  const ids = new Map(
    ["ApexClass", "ApexTrigger"].flatMap((object) =>
      org.transaction(org.administrator, (tx) =>
        tx.database
          .all(`SELECT "Name", "Id" FROM "${object}"`)
          .map((row) => [row[0] as string, row[1] as string] as const)
      )
    )
  );
  return { orgId: org.id, username, userId: id, hostname: hostname(), idOf: (name) => ids.get(name) };
}
