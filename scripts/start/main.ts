/**
 * `npm start`: an embedded org with the app deployed, the sample programs loaded and an ERP export imported by the
 * sync, the way operations do it. Stays up and prints the address of the Lightning app.
 */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Command, CommanderError } from "commander";
import { assignPermissionSet } from "./assign-permissions.ts";
import { deployApp } from "./deploy-app.ts";
import { importExport } from "./import-export.ts";
import { addMemberUsers, MEMBER_PASSWORD, MEMBER_USERS } from "./member-users.ts";
import { addRep, REP } from "./sample-rep.ts";
import { loadPartnerClub, loadPrograms } from "./sample-programs.ts";
import { StartFailure, step } from "./step.ts";
import { summarise } from "./summary.ts";

interface StartOptions {
  readonly exit?: boolean;
  readonly input?: string;
  readonly mapping?: string;
  readonly data?: string;
  readonly port: string;
}

const SAMPLE = { input: "config/sample/erp-export.csv", mapping: "config/sync/sample-erp.json" };
const DEFAULT_MAPPING = "config/sync/online-retail.json";

const program = new Command("npm start --")
  .description("Starts the app in an embedded org, with sample programs and an imported ERP export")
  .option("--exit", "ends with a summary instead of staying up")
  .option("--input <file>", "imports this export instead of the sample, .csv or .csv.gz")
  .option("--mapping <file>", `how the export becomes documents; ${DEFAULT_MAPPING} where --input is given`)
  .option("--data <folder>", "keeps the org there between runs; in memory by default")
  .option("--port <number>", "port on 127.0.0.1; any free one by default", "0")
  .exitOverride()
  .action(start);

try {
  await program.parseAsync(process.argv);
} catch (error) {
  if (error instanceof CommanderError) process.exit(error.exitCode === 0 ? 0 : 2);
  console.error(error instanceof StartFailure ? `\n${error.message}` : error);
  process.exit(1);
}

function otherLogins(address: string | undefined, { input }: StartOptions): string {
  if (address === undefined || input !== undefined) return "";
  const usernames = MEMBER_USERS.map(({ username }) => username).join(" or ");
  const rep = `Or log in at ${new URL("/login", address).toString()} as the sales rep ${REP.username}, password "${REP.password}"`;
  return `${rep}\nMember pages at ${address}, as ${usernames}, password "${MEMBER_PASSWORD}"\n`;
}

function programOf(mapping: string): string {
  return (JSON.parse(readFileSync(mapping, "utf8")) as { program: string }).program;
}

async function start(options: StartOptions): Promise<void> {
  const server = await deployApp({ port: Number(options.port), ...(options.data ? { dataFolder: options.data } : {}) });
  await step("assign Loyalty_Administrator", () => assignPermissionSet(server.connection, "Loyalty_Administrator"));
  await step("load the sample programs", () => loadPrograms(server.connection));
  if (options.input === undefined) {
    await step("load the members of the Partner Club", () => loadPartnerClub(server.connection));
    await step("let two of them log in", () => addMemberUsers(server.connection));
    await step("let a sales rep of it log in", () => addRep(server.connection));
  }
  const input = options.input ?? SAMPLE.input;
  const mapping = options.mapping ?? (options.input === undefined ? SAMPLE.mapping : DEFAULT_MAPPING);
  const run = await importExport(server, resolve(input), mapping);
  console.log(`\n${await summarise(server.connection, run, programOf(mapping))}\n`);
  if (options.exit) {
    await server.close();
    process.exit(0);
  }
  await step("compile the Lightning pages", () => server.buildPages());
  console.log(
    `\nOpen ${server.pageAddress()}\n${otherLogins(server.siteAddress(), options)}\nAPI at ${server.instanceUrl}, access token ${server.accessToken}\nStop with Ctrl+C.`
  );
  const stop = (): void => void server.close().then(() => process.exit(0));
  process.once("SIGINT", stop).once("SIGTERM", stop);
}
