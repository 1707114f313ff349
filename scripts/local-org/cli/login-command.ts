import type { Command } from "commander";
import { loginAsPath } from "../api/http/login-as.ts";
import { runningOrgs, type RunningOrg } from "../api/http/running-orgs.ts";
import { CommandFailure } from "./failure.ts";
import { cacheFolder, port } from "./options.ts";

interface LoginOptions {
  readonly user: string;
  readonly port?: number;
  readonly json?: boolean;
}

interface Login {
  readonly accessToken: string;
  readonly instanceUrl: string;
  readonly userId: string;
  readonly pageAddress: string;
}

export function addLoginCommand(program: Command): void {
  program
    .command("login")
    .description("logs a user in to an org that runs on this machine: an address for the browser, a token for the APIs")
    .requiredOption("--user <username>", "the user's Username")
    .option("--port <number>", "the org's port; not needed where one org runs", port)
    .option("--json", "prints accessToken, instanceUrl, userId and pageAddress in one line")
    .action(login);
}

async function login(options: LoginOptions): Promise<void> {
  const found = await logIn(orgOf(options.port), options.user);
  console.log(
    options.json
      ? JSON.stringify(found)
      : `${options.user} at ${found.instanceUrl}\naccess token  ${found.accessToken}\npages         ${found.pageAddress}`
  );
}

function orgOf(wanted: number | undefined): RunningOrg {
  const orgs = runningOrgs(cacheFolder).filter((org) => wanted === undefined || org.port === wanted);
  if (orgs.length === 1) return orgs[0]!;
  throw new CommandFailure(
    orgs.length > 1
      ? `Several orgs run here; name one with --port: ${orgs.map((org) => org.port).join(", ")}`
      : `No org ${wanted === undefined ? "" : `with port ${wanted} `}was started from this folder and still runs`
  );
}

async function logIn({ instanceUrl, accessToken }: RunningOrg, username: string): Promise<Login> {
  const response = await fetch(instanceUrl + loginAsPath, {
    method: "POST",
    headers: { Authorization: `Bearer ${accessToken}`, "Content-Type": "application/json" },
    body: JSON.stringify({ username })
  });
  const answer: unknown = await response.json();
  if (response.ok) return answer as Login;
  throw new CommandFailure((answer as readonly { message: string }[])[0]?.message ?? response.statusText);
}
