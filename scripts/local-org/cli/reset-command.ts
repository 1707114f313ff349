import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { CommandFailure } from "./failure.ts";

export function addResetCommand(program: Command): void {
  program
    .command("reset")
    .description("deletes an org's folder and all its records")
    .requiredOption("--data <folder>", "the org's folder")
    .action(({ data }: { data: string }) => {
      if (!existsSync(join(data, "org.sqlite"))) throw new CommandFailure(`${data} holds no org`);
      for (const file of ["org.sqlite", "org.sqlite-journal"]) rmSync(join(data, file), { force: true });
      rmSync(join(data, "org.sqlite.lock"), { recursive: true, force: true });
      console.log(`${data} is empty now`);
    });
}
