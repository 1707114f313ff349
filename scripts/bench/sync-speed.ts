/**
 * `npm run bench:sync -- [FILE.csv.gz]`: the sync against csv-parse alone and against SFDMU, the data loader of the community,
 * which gets its rows ready-made. Each writes into a fresh org. Without a file an export of Online Retail's size is made.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assignPermissionSet, startOrg, type OrgProcess } from "../acceptance/org-process.ts";
import { loadPrograms } from "../start/sample-programs.ts";
import { runSync, SYNC_FLAGS } from "../start/import-export.ts";
import { writeRetailExport } from "./retail-export.ts";
import { prepareSfdmu, sfdmuFiles } from "./sfdmu-run.ts";
import { measured, type Usage } from "./usage.ts";

const MAPPING = "config/sync/online-retail.json";
const folder = mkdtempSync(join(tmpdir(), "bench-sync-"));

try {
  await compare(process.argv[2] ?? (await madeExport()));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function madeExport(): Promise<string> {
  const path = join(folder, "retail.csv.gz");
  await writeRetailExport(path);
  return path;
}

async function compare(input: string): Promise<void> {
  const alone = await reading(["scripts/launch.js", "bench/csv-alone", input]);
  const read = await reading([...SYNC_FLAGS, "scripts/launch.js", "bench/read-alone", MAPPING, input]);
  tell("csv-parse alone", alone.usage, `${alone.cpuSeconds.toFixed(1)} s of it reading`);
  tell("reading and grouping", read.usage, `${read.cpuSeconds.toFixed(1)} s of it reading`);
  const synced = await inFreshOrg((org) => syncInto(org, input));
  tell("the sync, whole run", synced.usage, synced.totals);
  if (!existsSync(join("node_modules", "sfdmu"))) return console.log("SFDMU is not installed: npm ci brings it");
  const written = await inFreshOrg((org) => runSfdmu(org, synced.files));
  tell("SFDMU, rows ready-made", written.usage, written.totals);
  if (written.totals !== synced.totals) throw new Error("the totals of both differ");
  console.log(
    `\nreading: ${(alone.cpuSeconds / read.cpuSeconds).toFixed(2)} of csv-parse's rate, by processor time\n` +
      `whole run: ${(synced.usage.wallSeconds / written.usage.wallSeconds).toFixed(2)} of SFDMU's wall, ${(synced.usage.cpuSeconds / written.usage.cpuSeconds).toFixed(2)} of its processor time`
  );
}

async function reading(args: readonly string[]): Promise<{ usage: Usage; cpuSeconds: number }> {
  const [usage, output] = await measured((environment) =>
    execFileSync(process.execPath, args, {
      stdio: ["ignore", "pipe", "inherit"],
      encoding: "utf8",
      env: { ...process.env, ...environment }
    })
  );
  return { usage, cpuSeconds: (JSON.parse(output) as Pick<Usage, "cpuSeconds">).cpuSeconds };
}

async function syncInto(
  org: OrgProcess,
  input: string
): Promise<{ usage: Usage; totals: string; files: Record<string, string> }> {
  const options = ["--mapping", MAPPING, "--input", input, "--work-dir", join(folder, "work")];
  const [usage] = await measured((environment) => runSync(org, options, environment));
  return { usage, totals: await totalsOf(org), files: await sfdmuFiles(org.connection) };
}

async function runSfdmu(
  org: OrgProcess,
  files: Readonly<Record<string, string>>
): Promise<{ usage: Usage; totals: string }> {
  const sfdmu = await prepareSfdmu(org, files);
  try {
    const [usage] = await measured((environment) => sfdmu.run(environment));
    return { usage, totals: await totalsOf(org) };
  } finally {
    sfdmu.close();
  }
}

async function inFreshOrg<T>(work: (org: OrgProcess) => Promise<T>): Promise<T> {
  const org = await startOrg();
  try {
    await assignPermissionSet(org, "Loyalty_Administrator");
    await loadPrograms(org.connection);
    return await work(org);
  } finally {
    await org.stop();
  }
}

async function totalsOf({ connection }: OrgProcess): Promise<string> {
  const one = async (soql: string): Promise<readonly unknown[]> => {
    const { attributes: _, ...values } = (await connection.query<Record<string, unknown>>(soql)).records[0]!;
    return Object.values(values);
  };
  const [documents, amount] = await one("SELECT COUNT(Id) documents, SUM(Amount__c) amount FROM LoyaltyTransaction__c");
  const [members] = await one("SELECT COUNT(Id) members FROM LoyaltyMember__c");
  const [points, qualifying] = await one(
    "SELECT SUM(Points__c) points, SUM(QualifyingPoints__c) qualifying FROM LoyaltyLedger__c"
  );
  return `${documents} documents, ${members} members, ${amount}, ${points} points, ${qualifying} qualifying`;
}

function tell(name: string, { wallSeconds, cpuSeconds, peakMegabytes }: Usage, more: string): void {
  console.log(
    `${name.padEnd(24)}${wallSeconds.toFixed(1).padStart(7)} s wall${cpuSeconds.toFixed(1).padStart(7)} s CPU${String(peakMegabytes).padStart(6)} MB   ${more}`
  );
}
