/**
 * `npm run bench:import -- FILE.csv.gz [FOLDER …]`: the processor time that an import takes of the org, of this version and of
 * those that are checked out and installed in the folders; one after the other, so that what else runs changes all alike. On Linux.
 */
import { readFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assignPermissionSet, startOrg } from "../acceptance/org-process.ts";
import { runSync } from "../start/import-export.ts";
import { loadPrograms } from "../start/sample-programs.ts";

const TICKS_A_SECOND = 100;

const [input, ...others] = process.argv.slice(2);
if (input === undefined) {
  console.error("usage: npm run bench:import -- FILE.csv.gz [FOLDER …]");
  process.exit(2);
}
for (const folder of [...others, "."]) {
  const seconds = await secondsOfImport(folder, input);
  console.log(`${folder}: ${seconds.toFixed(1)} s`);
}

async function secondsOfImport(folder: string, input: string): Promise<number> {
  const org = await startOrg([], folder);
  const work = mkdtempSync(join(tmpdir(), "bench-import-"));
  try {
    await assignPermissionSet(org, "Loyalty_Administrator");
    await loadPrograms(org.connection);
    const before = processorSeconds(org.pid);
    await runSync(org, ["--mapping", "config/sync/online-retail.json", "--input", input, "--work-dir", work]);
    return processorSeconds(org.pid) - before;
  } finally {
    await org.stop();
    rmSync(work, { recursive: true, force: true });
  }
}

/** Of all threads of the process ("proc_pid_stat(5)", utime and stime). */
function processorSeconds(pid: number): number {
  const afterName = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ");
  return (Number(afterName[11]) + Number(afterName[12])) / TICKS_A_SECOND;
}
