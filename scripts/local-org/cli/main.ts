import { Command, CommanderError } from "commander";
import { addDeployCommand } from "./deploy-command.ts";
import { addLoginCommand } from "./login-command.ts";
import { addResetCommand } from "./reset-command.ts";
import { addStartCommand } from "./start-command.ts";
import { addTestCommand } from "./test-command.ts";
import { CommandFailure } from "./failure.ts";
import { cacheFolder } from "./options.ts";
import { rememberProgramsIn } from "../apex/known-programs.ts";

rememberProgramsIn(cacheFolder);

const program = new Command("org")
  .description(
    "An embedded, Salesforce-compatible org for any SFDX project: it runs the project's own Apex, metadata and components"
  )
  .addHelpText("after", "\nExit codes: 0 done, 1 failed, 2 usage")
  .exitOverride()
  .showHelpAfterError();

for (const add of [addStartCommand, addDeployCommand, addTestCommand, addLoginCommand, addResetCommand]) add(program);

try {
  await program.parseAsync(process.argv);
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else {
    console.error(error instanceof CommandFailure ? error.message : error);
    process.exitCode = 1;
  }
}
