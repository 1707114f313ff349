import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { Connection } from "jsforce";

export const API_VERSION = "66.0";

/** The org cannot be reached or does not let us in; the message says what to do. */
export class ConnectionError extends Error {}

export interface OrgTarget {
  /** An org that the `sf` CLI is logged in to. */
  readonly alias?: string;
}

/** Connects to `--target-org`, or to SF_INSTANCE_URL with SF_ACCESS_TOKEN, and proves that the token is good. */
export async function connect(target: OrgTarget, environment: NodeJS.ProcessEnv = process.env): Promise<Connection> {
  const { instanceUrl, accessToken } =
    target.alias === undefined ? fromEnvironment(environment) : await fromCli(target.alias);
  const connection = new Connection({
    instanceUrl: instanceUrl.replace(/\/+$/, ""),
    accessToken,
    version: API_VERSION
  });
  try {
    await connection.identity();
  } catch (error) {
    throw new ConnectionError(explain(instanceUrl, error as Error & { errorCode?: string }));
  }
  return connection;
}

interface Credentials {
  readonly instanceUrl: string;
  readonly accessToken: string;
}

function fromEnvironment(environment: NodeJS.ProcessEnv): Credentials {
  const { SF_INSTANCE_URL: instanceUrl, SF_ACCESS_TOKEN: accessToken } = environment;
  if (!instanceUrl || !accessToken) {
    throw new ConnectionError("No org given: use --target-org ALIAS, or set both SF_INSTANCE_URL and SF_ACCESS_TOKEN");
  }
  return { instanceUrl, accessToken };
}

async function fromCli(alias: string): Promise<Credentials> {
  try {
    const { stdout } = await promisify(execFile)("sf", ["org", "display", "--target-org", alias, "--json"], {
      maxBuffer: 1 << 22
    });
    const { result } = JSON.parse(stdout) as { result: Credentials };
    return result;
  } catch (error) {
    const { stdout, code } = error as { stdout?: string; code?: string };
    if (code === "ENOENT")
      throw new ConnectionError(
        "--target-org needs the sf CLI on the PATH (npm install, then `npx sf …`, or use SF_INSTANCE_URL and SF_ACCESS_TOKEN)"
      );
    throw new ConnectionError(`sf does not know the org '${alias}': ${cliMessage(stdout) ?? (error as Error).message}`);
  }
}

function cliMessage(stdout: string | undefined): string | undefined {
  try {
    return (JSON.parse(stdout ?? "") as { message?: string }).message;
  } catch {
    return undefined;
  }
}

function explain(instanceUrl: string, error: Error & { errorCode?: string }): string {
  if (error.errorCode === "INVALID_SESSION_ID" || /session|token/i.test(error.message))
    return `${instanceUrl} refuses the access token: log in again (${error.message})`;
  return `${instanceUrl} cannot be reached: ${error.message}`;
}
