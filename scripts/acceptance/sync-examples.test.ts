/** The examples of docs/sync.md for who leaves the sync running: the unit of systemd and the workflow of GitHub, run as they stand. */
import assert from "node:assert/strict";
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";
import pg from "pg";
import { parse } from "yaml";
import { startPostgres, withoutPostgres, type DatabaseServer } from "./database-servers.ts";
import { assignPermissionSet, startOrg, type OrgProcess } from "./org-process.ts";
import { createProgram } from "./records.ts";
import { tokenOf } from "./role-user.ts";
import { openCli } from "./sf-process.ts";

const PAGE = readFileSync("docs/sync.md", "utf8");
const folder = mkdtempSync(join(tmpdir(), "sync-examples-"));
let org: OrgProcess;
let token: string;

before(async () => {
  org = await startOrg();
  await assignPermissionSet(org, "Loyalty_Administrator");
  await createProgram(org, "Wholesale");
  token = await tokenOf(org, "Integration");
});
after(() => org.stop());

function example(language: string): string {
  const [, text] = new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(PAGE) ?? [];
  assert.ok(text, `docs/sync.md has an example in ${language}`);
  return text;
}

/** The one value of a setting of the unit. */
function setting(unit: string, name: string): string {
  const values = [...unit.matchAll(new RegExp(`^${name}=(.*)$`, "gm"))];
  assert.equal(values.length, 1, name);
  return values[0]![1]!;
}

test(
  "systemd understands the unit",
  { skip: !existsSync("/usr/bin/systemd-analyze") && "systemd-analyze is not there" },
  () => {
    // What is of the server alone: its user, its folder and where its Node.js is.
    const unit = example("ini")
      .replace("/usr/bin/node", process.execPath)
      .replace("WorkingDirectory=/opt/sadakat", `WorkingDirectory=${process.cwd()}`)
      .replace("User=sadakat", "User=root");
    const path = join(folder, "sadakat-sync.service");
    writeFileSync(path, unit);
    const said = execFileSync("systemd-analyze", ["verify", path], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"]
    });
    assert.equal(said, "");
  }
);

test("the unit's command serves, by the environment's file, and ends well when systemd stops it", async () => {
  const unit = example("ini");
  assert.equal(setting(unit, "EnvironmentFile"), "/etc/sadakat-sync.env");
  assert.equal(setting(unit, "WorkingDirectory"), "/opt/sadakat");
  const [program, ...words] = setting(unit, "ExecStart").split(" ");
  assert.equal(program, "/usr/bin/node");
  const more = ["--port", "0", "--work-dir", join(folder, "served")];
  const child = spawn(process.execPath, [...words, ...more], { env: environment() });
  const said = textOf(child);
  await said.has('"event":"serving"');
  child.kill("SIGTERM");
  assert.equal(await said.ended, 0, said.text());
  assert.match(said.text(), /"event":"stopped"/);
});

test("the workflow's steps install what the sync needs and run it", { skip: withoutPostgres }, async () => {
  const workflow = parse(example("yaml")) as Workflow;
  const { steps } = workflow.jobs["sync"]!;
  const commands = steps.filter((step): step is Step & { run: string } => step.run !== undefined);
  // What the first one installs is run by scripts/test/packages.test.ts.
  assert.equal(commands[0]!.run, "npm ci --omit=dev");
  const { run, env } = commands[1]!;
  const erp = await startPostgres();
  try {
    await fill(erp);
    const secrets: Record<string, string> = {
      SF_INSTANCE_URL: org.instanceUrl,
      SF_ACCESS_TOKEN: token,
      ERP_DATABASE: erp.address
    };
    const known = Object.fromEntries(
      Object.entries(env!).map(([name, value]) => [name, secrets[/^\$\{\{ secrets\.(\w+) \}\}$/.exec(value)![1]!]!])
    );
    // GitHub's own shell of a step.
    const child = spawn("bash", ["-e", "-c", `${run} --work-dir ${join(folder, "workflow")}`], {
      env: { ...process.env, ...known }
    });
    const said = textOf(child);
    assert.equal(await said.ended, 0, said.text());
    const summary = JSON.parse(said.out().trim().split("\n").at(-1)!) as { accepted: number; state: string };
    assert.deepEqual([summary.accepted, summary.state], [1, "Succeeded"]);
  } finally {
    await erp.stop();
  }
});

test("serve runs into an org that the Salesforce CLI is logged in to, by its alias", async () => {
  const cli = openCli();
  try {
    await cli.login(org, "shop");
    const runs = [
      { mapping: resolve("config/sync/sample-erp.json"), input: "config/sample/erp-export.csv", schedule: "0 3 1 1 *" }
    ];
    const settings = join(folder, "serve.json");
    writeFileSync(settings, JSON.stringify({ runs }));
    const words = [
      "serve",
      "--settings",
      settings,
      "--target-org",
      "shop",
      "--now",
      "--port",
      "0",
      "--work-dir",
      join(folder, "alias")
    ];
    const child = spawn(process.execPath, ["scripts/launch.js", "sync/main", ...words], {
      env: { ...cli.environment, SF_INSTANCE_URL: "", SF_ACCESS_TOKEN: "" }
    });
    const said = textOf(child);
    await said.has('"event":"ended"');
    assert.match(said.text(), /"event":"ended","state":"(Succeeded|Rejects)"/);
    child.kill("SIGTERM");
    assert.equal(await said.ended, 0, said.text());
  } finally {
    cli.close();
  }
});

interface Step {
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Workflow {
  readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>>;
}

function environment(): NodeJS.ProcessEnv {
  return { ...process.env, SF_INSTANCE_URL: org.instanceUrl, SF_ACCESS_TOKEN: token };
}

/** The tables of config/sync/postgres-invoices.json, with one invoice. */
async function fill(erp: DatabaseServer): Promise<void> {
  const client = new pg.Client(erp.address);
  await client.connect();
  await client.query(`
    CREATE TABLE invoice (id integer PRIMARY KEY, number text, issued_at timestamptz, customer_number text,
      customer_name text, currency text, state text, changed_at timestamptz);
    CREATE TABLE invoice_line (invoice_id integer, amount numeric(12, 2), changed_at timestamptz);
    INSERT INTO invoice VALUES (1, 'A1', now() - interval '1 day', 'K1', 'One', 'EUR', 'posted', now() - interval '1 hour');
    INSERT INTO invoice_line VALUES (1, 12.50, now() - interval '1 hour')`);
  await client.end();
}

interface Said {
  readonly ended: Promise<number | null>;
  out(): string;
  text(): string;
  /** Waits until that was said. */
  has(words: string): Promise<void>;
}

function textOf(child: ChildProcess): Said {
  let [out, all] = ["", ""];
  let heard: () => void = () => undefined;
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  child.stdout!.on("data", (chunk) => {
    out += String(chunk);
    all += String(chunk);
    heard();
  });
  child.stderr!.on("data", (chunk) => {
    all += String(chunk);
    heard();
  });
  void ended.then(() => heard());
  return {
    ended,
    out: () => out,
    text: () => all,
    async has(words) {
      while (!all.includes(words)) {
        assert.equal(child.exitCode, null, all);
        await new Promise<void>((resolve) => (heard = resolve));
      }
    }
  };
}
