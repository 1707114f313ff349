import type { Command } from "commander";
import { addRunOptions, run, type RunCommandOptions } from "./run-command.ts";

/** A rejects file has a format of its own, whatever the source was; what was mended in it, or in the org, is taken now. */
export function addReplayCommand(program: Command): void {
  const command = program
    .command("replay")
    .description("tries the rows of a rejects file again, as often as you like")
    .requiredOption("--mapping <file>", "the mapping of the run that rejected them")
    .requiredOption("--rejects <file>", "a run's rejects.csv, perhaps with corrected rows");
  addRunOptions(command).action(
    async ({ rejects, ...options }: Omit<RunCommandOptions, "input"> & { rejects: string }) => {
      process.exitCode = await run({ ...options, input: rejects, isReplay: true });
    }
  );
}
