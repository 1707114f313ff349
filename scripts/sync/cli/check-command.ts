import type { Command } from "commander";
import { loadMapping } from "../mapping/load-mapping.ts";
import { openCsv } from "../source/csv-source.ts";
import { checkColumns } from "../mapping/load-mapping.ts";
import { exitCodes } from "./exit-codes.ts";

/** Validates a mapping, and against a file's header where one is given; asks no org. */
export function addCheckCommand(program: Command): void {
  program
    .command("check")
    .description("validates a mapping, and its columns against an export, without an org")
    .requiredOption("--mapping <file>", "the mapping")
    .option("--input <file>", "the export, .csv or .csv.gz")
    .action(async ({ mapping: path, input }: { mapping: string; input?: string }) => {
      const loaded = loadMapping(path);
      if (input !== undefined) checkColumns(loaded, (await openCsv(input, loaded.mapping.source)).header, input);
      console.log(
        `${path}: the mapping '${loaded.mapping.name}' is valid${input === undefined ? "" : ` for ${input}`}`
      );
      process.exitCode = exitCodes.done;
    });
}
