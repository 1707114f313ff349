/** The README's commands as a user types them: by the alias of an org that the Salesforce CLI is logged in to. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { testClasses } from "./apex-test-classes.ts";
import { startOrg, type OrgProcess } from "./org-process.ts";
import { openCli, type SalesforceCli } from "./sf-process.ts";

const INSTALLER = "scripts/setup/install.sh";
let folder: string;
let cli: SalesforceCli;
let org: OrgProcess;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "by-alias-"));
  cli = openCli();
  org = await startOrg(["--empty"]);
  await cli.login(org, "shop");
});

after(async () => {
  await org?.stop();
  cli.close();
  rmSync(folder, { recursive: true, force: true });
});

test("the installer deploys, assigns, loads the samples and runs Apex tests in an org of its own", async () => {
  const from = existsSync("dist/force-app") ? "3" : "2";
  // All of them run in the local org by `npm run org -- test`, and a fifth again below a namespace.
  const tests = testClasses().filter((_, index) => index % 12 === 0);
  const { code, output } = await command("bash", [INSTALLER, "--from", from, "--tests", tests.join(","), "shop"]);
  assert.equal(code, 0, output);
  assert.match(output, /3\/6 Deploying[\s\S]*6\/6 Running[\s\S]*Pass Rate +100%[\s\S]*Done\./);
  assert.deepEqual(await samples(), { programs: 4, members: true, assigned: 1 });
});

test("the sample loader changes nothing the second time", async () => {
  const before = await count("LoyaltyTransaction__c");
  const { code, output } = await command("node", ["scripts/launch.js", "setup/load-samples", "shop"]);
  assert.equal(code, 0, output);
  assert.match(output, /^The sample programs are loaded\.$/m);
  assert.equal(await count("LoyaltyTransaction__c"), before);
});

test("the sync brings an export in", async () => {
  const before = await count("LoyaltyTransaction__c");
  const { code, output } = await sync("shop");
  // Two lines of the sample are wrong on purpose.
  assert.equal(code, 3, output);
  assert.ok((await count("LoyaltyTransaction__c")) > before, output);
});

test("an alias that the CLI does not know is named", async () => {
  const { code, output } = await sync("nowhere");
  assert.equal(code, 1);
  assert.match(
    output,
    /^error: sf does not let us in to the org 'nowhere': .*No authorization information found for nowhere/m
  );
});

test("the installer says what is missing before it does anything", async () => {
  const project = join(folder, "bare");
  mkdirSync(join(project, "scripts", "setup"), { recursive: true });
  cpSync(INSTALLER, join(project, INSTALLER));
  const bare = await command("bash", [join(project, INSTALLER)]);
  assert.deepEqual(
    [bare.code, bare.output],
    [1, "The packages are not installed, or only those for looking. Run: npm ci\n"]
  );

  writeFileSync(join(folder, "node"), `#!/bin/sh\n[ "$1" = --version ] && echo v18.19.0 && exit\nexit 1\n`);
  chmodSync(join(folder, "node"), 0o755);
  // Its own PATH first: the installer puts the packages' commands before it, and Node.js is not one of them.
  const old = await command("bash", [INSTALLER], { PATH: `${folder}:${process.env["PATH"]}` });
  assert.deepEqual([old.code, old.output], [1, "Node.js v18.19.0 is too old: 20.20 or later is needed, 24 is best.\n"]);

  const hub = await command("bash", [INSTALLER]);
  assert.equal(hub.code, 1);
  assert.match(hub.output, /^There is no default Dev Hub\. Run: npx sf org login web --set-default-dev-hub$/m);

  const stranger = await command("bash", [INSTALLER, "--from", "3", "nowhere"]);
  assert.equal(stranger.code, 1);
  assert.match(stranger.output, /^The sf CLI is not logged in to an org 'nowhere'\./m);
});

test("the installer explains itself, and refuses what it does not know", async () => {
  const help = await command("bash", [INSTALLER, "--help"]);
  assert.deepEqual([help.code, /--from STEP/.test(help.output)], [0, true]);
  for (const wrong of [["--from", "7"], ["--tests", "one two"], ["--fast"], ["one", "two"]])
    assert.equal((await command("bash", [INSTALLER, ...wrong])).code, 2, wrong.join(" "));
});

function sync(alias: string): ReturnType<typeof command> {
  const input = ["--mapping", "config/sync/sample-erp.json", "--input", "config/sample/erp-export.csv"];
  return command("npm", [
    "run",
    "--silent",
    "sync",
    "--",
    "run",
    ...input,
    "--target-org",
    alias,
    "--work-dir",
    folder
  ]);
}

function command(
  name: string,
  words: readonly string[],
  change: NodeJS.ProcessEnv = {}
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(name, words, {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...cli.environment, SF_INSTANCE_URL: "", SF_ACCESS_TOKEN: "", ...change }
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text: Buffer) => (output += text.toString()));
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, output }));
  });
}

async function count(object: string): Promise<number> {
  return (await org.connection.query(`SELECT Id FROM ${object}`)).totalSize;
}

async function samples(): Promise<{ programs: number; members: boolean; assigned: number }> {
  const assigned = "SELECT Id FROM PermissionSetAssignment WHERE PermissionSet.Name = 'Loyalty_Administrator'";
  return {
    programs: await count("LoyaltyProgram__c"),
    members: (await count("LoyaltyMember__c")) > 0,
    assigned: (await org.connection.query(assigned)).totalSize
  };
}
