import type { Command } from "commander";
import { addRunOptions, run, type RunCommandOptions } from "./run-command.ts";

/** A rejects file is an export with three more columns: what was mended in it, or in the org, is taken now. */
export function addReplayCommand(program: Command): void {
  const command = program
    .command("replay")
    .description("tries the rows of a rejects file again")
    .requiredOption("--mapping <file>", "the mapping of the run that rejected them")
    .requiredOption("--rejects <file>", "a run's rejects.csv, perhaps with corrected rows")
    .option("--dry-run", "writes nothing and tells what would happen");
  addRunOptions(command).action(
    async ({ rejects, ...options }: Omit<RunCommandOptions, "input"> & { rejects: string }) => {
      process.exitCode = await run({ ...options, input: rejects });
    }
  );
}
