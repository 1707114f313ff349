import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { Connection } from "jsforce";

/** An org that runs as a process of its own, as users start it. */
export interface OrgProcess {
  readonly instanceUrl: string;
  readonly accessToken: string;
  readonly pid: number;
  readonly connection: Connection;
  /** Address that logs a browser in. */
  readonly pageAddress: string;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** As in package.json: what a chunk of records needs dies before it is copied, which spares an import a twentieth of its processor time. */
const ORG_FLAGS = ["--max-semi-space-size=32"] as const;

/** @param folder where the version is checked out that it shall run */
export async function startOrg(args: readonly string[] = [], folder = "."): Promise<OrgProcess> {
  const words = [...ORG_FLAGS, "scripts/launch.js", "local-org/cli/main", "start", "--json", ...args];
  const child = spawn(process.execPath, words, { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
  const { instanceUrl, accessToken, pid, pageAddress } = JSON.parse(await firstLine(child)) as OrgProcess;
  return {
    instanceUrl,
    accessToken,
    pid,
    pageAddress,
    connection: new Connection({ instanceUrl, accessToken, version: "66.0" }),
    stop: (signal = "SIGTERM") =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve();
        child.once("exit", () => resolve());
        child.kill(signal);
      })
  };
}

/** Gives the running user one of the app's permission sets, as `sf org assign permset` does. */
export async function assignPermissionSet({ connection }: OrgProcess, name: string): Promise<void> {
  const { user_id: AssigneeId } = await connection.identity();
  const found = await connection.sobject("PermissionSet").findOne({ Name: name }, ["Id"]);
  await connection.sobject("PermissionSetAssignment").create({ PermissionSetId: found!.Id, AssigneeId });
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stdout! }).once("line", resolve);
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the org ended with exit code ${code} before it answered`)));
  });
}
