import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { ConnectionError, type Credentials } from "./credentials.ts";

interface DisplayedOrg {
  readonly instanceUrl: string;
  /** Newer versions of the CLI say here only that they do not show it. */
  readonly accessToken?: string;
}

/** The address and access token of an org that the `sf` CLI on the PATH is logged in to. */
export async function fromCli(alias: string, environment: NodeJS.ProcessEnv = process.env): Promise<Credentials> {
  const sf = <T>(...words: string[]): Promise<T> => runCli<T>([...words, "--target-org", alias, "--json"], environment);
  try {
    const { instanceUrl, accessToken: shown } = await sf<DisplayedOrg>("org", "display");
    if (shown !== undefined && isToken(shown)) return { instanceUrl, accessToken: shown };
    const { accessToken } = await sf<{ accessToken: string }>("org", "auth", "show-access-token");
    return { instanceUrl, accessToken };
  } catch (error) {
    throw new ConnectionError(explain(alias, error as CliFailure));
  }
}

/** Tokens are `<organization id>!<characters>`, without a blank. */
function isToken(text: string): boolean {
  return /^00D\w+!\S+$/.test(text);
}

async function runCli<T>(words: readonly string[], environment: NodeJS.ProcessEnv): Promise<T> {
  const { stdout } = await promisify(execFile)("sf", words, { maxBuffer: 1 << 22, env: environment });
  return parse<T>(stdout).result;
}

type CliFailure = Error & { readonly stdout?: string; readonly code?: string | number };

function explain(alias: string, error: CliFailure): string {
  if (error.code === "ENOENT")
    return "--target-org needs the sf CLI on the PATH (npm install, then `npx sf …`, or use SF_INSTANCE_URL and SF_ACCESS_TOKEN)";
  return `sf does not let us in to the org '${alias}': ${messageIn(error.stdout) ?? error.message}`;
}

function messageIn(stdout: string | undefined): string | undefined {
  try {
    return parse(stdout ?? "")
      .message?.trim()
      .replace(/\s+/g, " ");
  } catch {
    return undefined;
  }
}

/** Notices may stand before the answer. */
function parse<T>(stdout: string): { readonly result: T; readonly message?: string } {
  return JSON.parse(stdout.slice(stdout.indexOf("{"))) as { result: T; message?: string };
}
