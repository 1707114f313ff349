import { existsSync, writeFileSync } from "node:fs";
import type { Command } from "commander";
import { proposeMapping } from "../init/propose-mapping.ts";
import { UsageError } from "./errors.ts";
import { exitCodes } from "./exit-codes.ts";

interface InitOptions {
  readonly program: string;
  readonly output?: string;
}

/** A first mapping for a new source; what the sample cannot tell is asked for on standard error. */
export function addInitCommand(program: Command): void {
  program
    .command("init")
    .description("looks at an export and proposes a mapping for it")
    .argument("<file>", "the export, .csv or .csv.gz")
    .option("--program <code>", "code of the program that members join", "WHOLESALE")
    .option("--output <file>", "writes the mapping there; it must not exist yet")
    .action((file: string, { program: code, output }: InitOptions) => {
      if (output !== undefined && existsSync(output)) throw new UsageError(`${output} exists already`);
      const { mapping, questions } = proposeMapping(file, code);
      const text = JSON.stringify(mapping, null, 2);
      if (output === undefined) console.log(text);
      else writeFileSync(output, `${text}\n`);
      console.error(
        [
          "To be looked at:",
          ...questions.map((question) => `- ${question}`),
          `Then: npm run sync -- check --mapping ${output ?? "FILE"} --input ${file}`
        ].join("\n")
      );
      process.exitCode = exitCodes.done;
    });
}
