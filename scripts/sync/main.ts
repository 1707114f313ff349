import { Command, CommanderError } from "commander";
import { addCheckCommand } from "./cli/check-command.ts";
import { explainError, UsageError } from "./cli/errors.ts";
import { exitCodes } from "./cli/exit-codes.ts";
import { addExportCommand } from "./cli/export-command.ts";
import { addReplayCommand } from "./cli/replay-command.ts";
import { addCleanCommand } from "./cli/clean-command.ts";
import { addInitCommand } from "./cli/init-command.ts";
import { addOpeningsCommand } from "./cli/openings-command.ts";
import { addRunCommand } from "./cli/run-command.ts";
import { addServeCommand } from "./cli/serve-command.ts";
import { addSchemaCommand } from "./cli/schema-command.ts";
import { addUpdateCommand } from "./cli/update-command.ts";
import { addStatusCommand } from "./cli/status-command.ts";

const program = new Command("sync")
  .description(
    "Brings sales documents from an ERP into the org, and answers back. Never loses or doubles one: run it as often as you like."
  )
  .addHelpText(
    "after",
    `\nExit codes: ${exitCodes.done} done, ${exitCodes.failed} failed, ${exitCodes.usage} usage, ${exitCodes.rejects} done with rejects`
  )
  .exitOverride()
  .showHelpAfterError();

const commands = [
  addRunCommand,
  addReplayCommand,
  addCheckCommand,
  addInitCommand,
  addStatusCommand,
  addServeCommand,
  addCleanCommand,
  addOpeningsCommand,
  addUpdateCommand,
  addExportCommand,
  addSchemaCommand
];
for (const add of commands) add(program);

try {
  await program.parseAsync(process.argv);
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  else {
    console.error(explainError(error as Error));
    process.exitCode = error instanceof UsageError ? exitCodes.usage : exitCodes.failed;
  }
}
