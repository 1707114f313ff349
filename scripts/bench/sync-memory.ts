/**
 * `npm run bench:memory -- [LINES …]`: the largest resident memory of `sync check`, and of `sync run --dry-run` against an org
 * with `--org`, for exports of so many lines. Each is made, read and removed: ten million lines take 3 GB of disk meanwhile.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assignPermissionSet, startOrg } from "../acceptance/org-process.ts";
import { loadPrograms } from "../start/sample-programs.ts";
import { SYNC_FLAGS } from "../start/import-export.ts";
import { exitCodes } from "../sync/cli/exit-codes.ts";
import { writeRetailExport } from "./retail-export.ts";
import { measured, type Usage } from "./usage.ts";

const MAPPING = "config/sync/online-retail.json";
const words = process.argv.slice(2);
const sizes = words.filter((word) => word !== "--org").map(Number);
const folder = mkdtempSync(join(tmpdir(), "bench-memory-"));

try {
  for (const lines of sizes.length > 0 ? sizes : [10_000, 541_909, 5_000_000, 10_000_000]) await measure(lines);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measure(lines: number): Promise<void> {
  const input = join(folder, "export.csv.gz");
  await writeRetailExport(input, lines);
  tell(lines, "check", await reading(["check", "--mapping", MAPPING, "--input", input]));
  if (words.includes("--org")) tell(lines, "run --dry-run", await dryRun(input));
  rmSync(input);
}

async function dryRun(input: string): Promise<Usage> {
  const org = await startOrg();
  try {
    await assignPermissionSet(org, "Loyalty_Administrator");
    await loadPrograms(org.connection);
    const target = { SF_INSTANCE_URL: org.instanceUrl, SF_ACCESS_TOKEN: org.accessToken };
    const work = join(folder, "work");
    return await reading(["run", "--dry-run", "--mapping", MAPPING, "--input", input, "--work-dir", work], target);
  } finally {
    await org.stop();
  }
}

async function reading(command: readonly string[], target: Readonly<Record<string, string>> = {}): Promise<Usage> {
  const [usage] = await measured((environment) => {
    const { status } = spawnSync(
      process.execPath,
      [...SYNC_FLAGS, "scripts/launch.js", "sync/main", ...command, "--json"],
      {
        stdio: ["ignore", "ignore", "inherit"],
        env: { ...process.env, ...environment, ...target, TMPDIR: folder }
      }
    );
    // A quarter of the documents has no customer.
    if (status !== exitCodes.rejects) throw new Error(`sync ${command[0]} ended with ${status}`);
  });
  return usage;
}

function tell(lines: number, what: string, { wallSeconds, cpuSeconds, peakMegabytes }: Usage): void {
  const disk = execFileSync("du", ["-sm", folder], { encoding: "utf8" }).split("\t")[0];
  console.log(
    `${String(lines).padStart(10)} lines  ${what.padEnd(14)}${String(peakMegabytes).padStart(5)} MB${cpuSeconds.toFixed(1).padStart(8)} s CPU${wallSeconds.toFixed(1).padStart(8)} s wall, ${disk} MB left on disk`
  );
}
