import { Connection } from "jsforce";
import { fromCli } from "./cli-login.ts";
import { ConnectionError, fromEnvironment } from "./credentials.ts";

export { ConnectionError } from "./credentials.ts";

export const API_VERSION = "66.0";

export interface OrgTarget {
  /** An org that the `sf` CLI is logged in to. */
  readonly alias?: string;
}

/** Connects to `--target-org`, or to SF_INSTANCE_URL with SF_ACCESS_TOKEN, and proves that the token is good. */
export async function connect(target: OrgTarget, environment: NodeJS.ProcessEnv = process.env): Promise<Connection> {
  const { instanceUrl, accessToken } =
    target.alias === undefined ? fromEnvironment(environment) : await fromCli(target.alias, environment);
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

function explain(instanceUrl: string, error: Error & { errorCode?: string }): string {
  if (error.errorCode === "INVALID_SESSION_ID" || /session|token/i.test(error.message))
    return `${instanceUrl} refuses the access token: log in again (${error.message})`;
  return `${instanceUrl} cannot be reached: ${error.message}`;
}
