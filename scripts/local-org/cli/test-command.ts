import { writeFileSync } from "node:fs";
import { hostname } from "node:os";
import type { Command } from "commander";
import { reportJson } from "../apex/testing/report-json.ts";
import { reportJunit } from "../apex/testing/report-junit.ts";
import { reportText } from "../apex/testing/report-text.ts";
import { failedMethods, type TestRunResult } from "../apex/testing/results.ts";
import { runTests, UnknownTestError, type RunTestsOptions } from "../apex/testing/run-tests.ts";
import { openOrg } from "../org/embedded-org.ts";
import type { Org } from "../org/types.ts";
import { CommandFailure } from "./failure.ts";
import { addProjectOption, deployOrFail, readProjectOrFail } from "./options.ts";

interface TestOptions {
  readonly project: string;
  readonly definitionFile?: string;
  readonly class?: string[];
  readonly tests?: string[];
  readonly coverage: boolean;
  readonly json?: boolean;
  readonly limits?: boolean;
  readonly profile?: boolean;
  readonly junit?: string;
}

export function addTestCommand(program: Command): void {
  const command = program
    .command("test")
    .description("runs a project's Apex tests in an empty org in memory")
    .option("--class <name...>", "only these test classes")
    .option("--tests <class.method...>", "only these methods")
    .option("--no-coverage", "does not count the lines that run")
    .option("--limits", "measures heap, too, and prints what each test costs of the platform's limits")
    .option("--profile", "prints which Apex methods cost most")
    .option("--json", "prints the result as JSON")
    .option("--junit <file>", "writes the result as JUnit XML");
  addProjectOption(command).action(test);
}

function test(options: TestOptions): void {
  const metering = options.limits || options.profile ? "measured" : "limits";
  const org = openOrg({ coverage: options.coverage, observeReads: true, metering });
  deployOrFail(org, readProjectOrFail(options.project, options.definitionFile), false);
  const result = run(org, options);
  if (options.junit !== undefined) writeFileSync(options.junit, reportJunit(result));
  console.log(options.json ? JSON.stringify(reportJson(result, contextOf(org)), null, 2) : reportText(result, options));
  org.close();
  if (failedMethods(result).length > 0) process.exitCode = 1;
}

function run(org: Org, { class: classes, tests: methods, json }: TestOptions): TestRunResult {
  const { onResult, onStart } = json ? noProgress : process.stderr.isTTY ? progressInPlace : progressInLines();
  try {
    return runTests(org, {
      ...(classes ? { classes } : {}),
      ...(methods ? { methods } : {}),
      ...(onResult ? { onResult } : {}),
      ...(onStart ? { onStart } : {})
    });
  } catch (error) {
    if (error instanceof UnknownTestError) throw new CommandFailure(error.message);
    throw error;
  }
}

type Progress = Pick<RunTestsOptions, "onStart" | "onResult">;

const noProgress: Progress = {};

const progressInPlace: Progress = {
  onStart: (className, methodName) => process.stderr.write(`\r\u001b[K… ${className}.${methodName}`),
  onResult: ({ className, methodName, failure }) =>
    process.stderr.write(`\r\u001b[K${failure ? "✗" : "✓"} ${className}.${methodName}`)
};

/** For logs: every ten seconds, how far the run is and what is at work. */
function progressInLines(): Progress {
  let done = 0;
  let told = performance.now();
  return {
    onStart: (className, methodName) => {
      if (performance.now() - told < 10_000) return;
      told = performance.now();
      process.stderr.write(`${done} tests done, ${className}.${methodName} is at work\n`);
    },
    onResult: () => void done++
  };
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
