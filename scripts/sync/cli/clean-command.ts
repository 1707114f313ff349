import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { removeOldRuns } from "../run/work-folder.ts";
import { exitCodes } from "./exit-codes.ts";
import { addWorkDirOption, days } from "./options.ts";

/** Journals and rejects hold names and purchases of customers. */
export function addCleanCommand(program: Command): void {
  const command = program
    .command("clean")
    .description("removes what runs have left in the work folder, which holds personal data")
    .option("--keep <days>", "leaves what is younger, e.g. 14d", days, 0);
  addWorkDirOption(command).action(async ({ workDir, keep }: { workDir: string; keep: number }) => {
    const orgs = existsSync(workDir) ? readdirSync(workDir, { withFileTypes: true }) : [];
    let removed = 0;
    for (const entry of orgs) if (entry.isDirectory()) removed += await removeOldRuns(join(workDir, entry.name), keep);
    console.log(`${workDir}: ${removed} runs removed`);
    process.exitCode = exitCodes.done;
  });
}
