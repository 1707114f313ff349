import { spawn } from "node:child_process";
import type { RunSummary } from "../sync/report/summary.ts";
import type { StartedOrg } from "./deploy-app.ts";
import { StartFailure } from "./step.ts";

/** As in package.json: Node keeps within 200 MB, at little cost. */
export const SYNC_FLAGS = ["--max-semi-space-size=8", "--heap-growing-percent=20"] as const;
const DONE_WITH_REJECTS = 3;

export interface ImportResult {
  readonly summary: RunSummary;
  readonly seconds: number;
}

/** Runs the sync as a process of its own, exactly as operations do; it shows its progress itself. */
export async function importExport(org: StartedOrg, input: string, mapping: string): Promise<ImportResult> {
  console.log(`· import ${input}`);
  const started = Date.now();
  const { code, output } = await runSync(org, ["run", "--mapping", mapping, "--input", input, "--json"]);
  if (code !== 0 && code !== DONE_WITH_REJECTS)
    throw new StartFailure(`The import failed (exit code ${code}); what it said is above.`);
  return { summary: JSON.parse(output) as RunSummary, seconds: (Date.now() - started) / 1000 };
}

function runSync(org: StartedOrg, args: readonly string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...SYNC_FLAGS, "scripts/launch.js", "sync/main", ...args], {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, SF_INSTANCE_URL: org.instanceUrl, SF_ACCESS_TOKEN: org.accessToken }
    });
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, output: Buffer.concat(chunks).toString("utf8") }));
  });
}
