import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve as absolute } from "node:path";

/** The Salesforce CLI as a user has it, in a home and a project folder of its own. */
export interface SalesforceCli {
  readonly project: string;
  /** For other programs that call the CLI themselves: with it they find this one, and what it is logged in to. */
  readonly environment: NodeJS.ProcessEnv;
  /** Logs in to an org that runs here, under an alias. */
  login(org: { readonly instanceUrl: string; readonly accessToken: string }, alias: string): Promise<void>;
  /** Runs `sf …args --json` and answers its `result`; throws the command's own message where it fails. */
  run<T = Record<string, unknown>>(args: readonly string[], options?: RunOptions): Promise<T>;
  /** Runs `sf …args` and answers what it prints, whether or not it fails. */
  print(args: readonly string[], options?: RunOptions): Promise<{ code: number; output: string }>;
  write(files: Readonly<Record<string, string>>): void;
  close(): void;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** A command failed; `result` is what it answered all the same. */
export class CommandError extends Error {
  readonly result: unknown;

  constructor(message: string, result: unknown) {
    super(message);
    this.result = result;
  }
}

export function openCli(): SalesforceCli {
  const root = mkdtempSync(join(tmpdir(), "sf-cli-"));
  const project = join(root, "project");
  const write = (files: Readonly<Record<string, string>>): void => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(project, path)), { recursive: true });
      writeFileSync(join(project, path), text);
    }
  };
  mkdirSync(join(project, "force-app"), { recursive: true });
  write({
    "sfdx-project.json": JSON.stringify({
      packageDirectories: [{ path: "force-app", default: true }],
      sourceApiVersion: "66.0"
    })
  });
  const print: SalesforceCli["print"] = (args, { cwd = project, environment = {} } = {}) =>
    execute(args, cwd, { ...cliEnvironment(root), ...environment });
  const run = async <T>(args: readonly string[], options?: RunOptions): Promise<T> => {
    const { code, output } = await print([...args, "--json"], options);
    const answer = parse(output, args) as { result?: T; message?: string; data?: unknown };
    if (code !== 0)
      throw new CommandError(answer.message ?? JSON.stringify(answer.result), answer.result ?? answer.data);
    return answer.result as T;
  };
  const login: SalesforceCli["login"] = async ({ instanceUrl, accessToken }, alias) => {
    const target = ["--instance-url", instanceUrl, "--no-prompt", "--alias", alias];
    await run(["org", "login", "access-token", ...target], { environment: { SF_ACCESS_TOKEN: accessToken } });
  };
  const commands = absolute("node_modules", ".bin");
  const path = [commands, process.env["PATH"]].join(delimiter);
  return {
    project,
    environment: { ...process.env, ...cliEnvironment(root), PATH: path },
    print,
    run,
    login,
    write,
    close: () => rmSync(root, { recursive: true, force: true })
  };
}

function parse(output: string, args: readonly string[]): unknown {
  try {
    return JSON.parse(output.slice(output.indexOf("{")));
  } catch {
    throw new Error(`sf ${args.join(" ")} printed no JSON: ${output}`);
  }
}

function cliEnvironment(home: string): Record<string, string> {
  return {
    HOME: home,
    SF_DISABLE_TELEMETRY: "true",
    SF_AUTOUPDATE_DISABLE: "true",
    SF_USE_GENERIC_UNIX_KEYCHAIN: "true",
    FORCE_COLOR: "0"
  };
}

function execute(
  args: readonly string[],
  cwd: string,
  environment: Readonly<Record<string, string>>
): Promise<{ code: number; output: string }> {
  const run = absolute("node_modules", "@salesforce", "cli", "bin", "run.js");
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [run, ...args], {
      cwd,
      env: { ...process.env, ...environment },
      stdio: ["ignore", "pipe", "pipe"]
    });
    let [output, errors] = ["", ""];
    child.stdout.on("data", (text: Buffer) => (output += text.toString()));
    child.stderr.on("data", (text: Buffer) => (errors += text.toString()));
    child.once("error", reject);
    child.once("close", (code) => resolve({ code: code ?? 1, output: output.trim() === "" ? errors : output }));
  });
}
