import { spawn } from "node:child_process";
import { exitCodes } from "../sync/cli/exit-codes.ts";
import type { RunSummary } from "../sync/report/summary.ts";
import type { StartedOrg } from "./deploy-app.ts";
import { StartFailure } from "./step.ts";

/** As in package.json: Node keeps within 200 MB, at little cost. */
export const SYNC_FLAGS = ["--max-semi-space-size=8", "--heap-growing-percent=20"] as const;

type Target = Pick<StartedOrg, "instanceUrl" | "accessToken">;

export interface ImportResult {
  readonly summary: RunSummary;
  readonly seconds: number;
}

/** Runs the sync as operations do, and tells what came of it; it shows its progress itself. */
export async function importExport(org: StartedOrg, input: string, mapping: string): Promise<ImportResult> {
  console.log(`· import ${input}`);
  const started = Date.now();
  const summary = await runSync(org, ["--mapping", mapping, "--input", input]);
  return { summary, seconds: (Date.now() - started) / 1000 };
}

/**
 * `sync run` as a process of its own, with these options and variables of the environment.
 * @throws StartFailure where the run fails; one that rejects rows is done
 */
export async function runSync(
  org: Target,
  options: readonly string[],
  environment: NodeJS.ProcessEnv = {}
): Promise<RunSummary> {
  const target = { SF_INSTANCE_URL: org.instanceUrl, SF_ACCESS_TOKEN: org.accessToken };
  const { code, output } = await execute(["run", ...options, "--json"], { ...environment, ...target });
  if (code !== exitCodes.done && code !== exitCodes.rejects)
    throw new StartFailure(`The import failed (exit code ${code}); what it said is above.`);
  return JSON.parse(output) as RunSummary;
}

function execute(
  words: readonly string[],
  environment: NodeJS.ProcessEnv
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...SYNC_FLAGS, "scripts/launch.js", "sync/main", ...words], {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, ...environment }
    });
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, output: Buffer.concat(chunks).toString("utf8") }));
  });
}
