/** Members of another program come over by a file, as the integration's user does it. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { after, before, test } from "node:test";
import { assignPermissionSet, startOrg, type OrgProcess } from "./org-process.ts";
import { createProgram, createRecord } from "./records.ts";
import { tokenOf } from "./role-user.ts";

const MAPPING = "config/sync/openings/points-export.json";
const HEADER = "Member,Customer,Joined,Points,Last day,Earned on,Tier,Tier until,Tiers before";
const NEXT_YEAR = new Date().getUTCFullYear() + 1;
const FILE = [
  HEADER,
  `1,C-1,2020-02-01,300,${NEXT_YEAR}-03-31,2025-03-31,Gold,${NEXT_YEAR}-12-31,Silver 2021-02-03;Gold 2023-04-05`,
  `1,C-1,2020-02-01,200,${NEXT_YEAR}-06-30,2025-06-30,Gold,${NEXT_YEAR}-12-31,`,
  `1,C-1,2020-02-01,50,,,Gold,${NEXT_YEAR}-12-31,`,
  `2,C-2,,70,${NEXT_YEAR}-03-15,,,,`,
  "3,C-3,,0,,,,,"
];

let org: OrgProcess;
let token: string;
let folder: string;

before(async () => {
  org = await startOrg();
  await assignPermissionSet(org, "Loyalty_Administrator");
  const programId = await createProgram(org, "Wholesale");
  for (const [Name, Threshold__c] of Object.entries({ Bronze: 0, Silver: 1000, Gold: 5000 }))
    await createRecord(org, "LoyaltyTier__c", { Name, Program__c: programId, Threshold__c, Multiplier__c: 1 });
  for (const number of [1, 2, 3, 4, 5])
    await createRecord(org, "Account", { Name: `Customer ${number}`, ErpCustomerNumber__c: `C-${number}` });
  token = await tokenOf(org, "Integration");
  folder = mkdtempSync(join(tmpdir(), "openings-"));
});
after(() => org.stop());

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function openings(rows: readonly string[], ...words: string[]): Promise<Ended> {
  const file = join(folder, "members.csv");
  writeFileSync(file, `${rows.join("\n")}\n`);
  const command = ["openings", "--mapping", MAPPING, "--input", file, "--work-dir", join(folder, "work"), ...words];
  const child = spawn(process.execPath, ["scripts/launch.js", "sync/main", ...command], {
    env: { ...process.env, SF_INSTANCE_URL: org.instanceUrl, SF_ACCESS_TOKEN: token }
  });
  const texts = { out: "", err: "" };
  child.stdout.on("data", (chunk) => (texts.out += String(chunk)));
  child.stderr.on("data", (chunk) => (texts.err += String(chunk)));
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, ...texts })));
}

async function loaded(
  rows: readonly string[],
  ...words: string[]
): Promise<Record<string, unknown> & { code: number }> {
  const { code, out, err } = await openings(rows, "--json", ...words);
  assert.notEqual(out, "", err);
  return { ...(JSON.parse(out) as object), code: code! };
}

async function rowsOf(soql: string): Promise<unknown[]> {
  const { records } = await org.connection.query<Record<string, unknown>>(soql);
  return records.map(({ attributes: _, ...fields }) => Object.values(fields));
}

test("a dry run tells what is in the file and writes nothing", async () => {
  const { code, members, rows } = await loaded(FILE, "--dry-run");
  assert.deepEqual([code, members, rows], [0, 3, 5]);
  assert.deepEqual(await rowsOf("SELECT Id FROM LoyaltyMember__c"), []);
});

test("the file that docs/sync.md shows is one that its command takes", async () => {
  const shown = /```csv\n([\s\S]*?)\n```/.exec(readFileSync("docs/sync.md", "utf8"))![1]!.split("\n");
  const { code, members, rows } = await loaded(shown, "--dry-run");
  assert.deepEqual([code, members, rows], [0, 2, 3]);
});

test("members come with their lots, last days, tier and tier history, and a second run changes nothing", async () => {
  const byMonth = { [`${NEXT_YEAR}-03`]: 370, [`${NEXT_YEAR}-06`]: 200, never: 50 };
  const first = await loaded(FILE);
  assert.deepEqual([first.code, first["created"], first["points"], first["differences"]], [0, 3, 620, []]);
  assert.deepEqual(first["pointsByMonth"], byMonth);
  const books = async (): Promise<unknown> => ({
    members: await rowsOf(
      "SELECT MemberNumber__c, Balance__c, Tier__r.Name FROM LoyaltyMember__c ORDER BY MemberNumber__c"
    ),
    lots: await rowsOf("SELECT Id, Points__c, RemainingPoints__c, ExpiresOn__c FROM LoyaltyLedger__c ORDER BY Id"),
    history: await rowsOf("SELECT ToTier__r.Name, At__c FROM LoyaltyTierChange__c ORDER BY At__c, Id"),
    purchases: await rowsOf("SELECT SUM(Purchases__c) purchases, SUM(QualifyingPoints__c) points FROM LoyaltyMember__c")
  });
  const after = await books();
  const members = await org.connection.query<{
    MemberNumber__c: string;
    Balance__c: number;
    Tier__r: { Name: string };
  }>("SELECT MemberNumber__c, Balance__c, Tier__r.Name FROM LoyaltyMember__c ORDER BY MemberNumber__c");
  assert.deepEqual(
    members.records.map(
      ({ MemberNumber__c, Balance__c, Tier__r }) => `${MemberNumber__c} ${Balance__c} ${Tier__r.Name}`
    ),
    ["M-1 550 Gold", "M-2 70 Bronze", "M-3 0 Bronze"]
  );
  assert.deepEqual(
    await rowsOf("SELECT At__c FROM LoyaltyTierChange__c WHERE Member__r.MemberNumber__c = 'M-1' ORDER BY At__c"),
    [["2021-02-03T00:00:00.000+0000"], ["2023-04-05T00:00:00.000+0000"]]
  );
  const second = await loaded(FILE);
  assert.deepEqual([second.code, second["created"], second["unchanged"], second["points"]], [0, 0, 3, 620]);
  assert.deepEqual(await books(), after);
});

test("what is owed by month is what the file says", async () => {
  const { success, compileProblem } = await org.connection.tooling.executeAnonymous(
    "Database.executeBatch(new LedgerDriftCheckJob());"
  );
  assert.ok(success, compileProblem ?? "");
  const liability = (): Promise<unknown[]> =>
    rowsOf("SELECT Month__c, Points__c FROM LoyaltyLiability__c ORDER BY Month__c NULLS LAST");
  for (let i = 0; i < 200 && (await liability()).length === 0; i++) await setTimeout(50);
  assert.deepEqual(await liability(), [
    [`${NEXT_YEAR}-03-01`, 370],
    [`${NEXT_YEAR}-06-01`, 200],
    [null, 50]
  ]);
});

test("each member is refused alone, with its reason, and is taken once it is mended", async () => {
  const wrong = [
    HEADER,
    "1,C-1,,551,,,,,",
    `4,C-4,,10,31.12.${NEXT_YEAR},,,,`,
    "5,C-5,,5,,,,,",
    "6,C-6,,1,,,,,",
    "5,C-5,,7,,,,,",
    "7,C-7,,#REF!,,,,,"
  ];
  const result = await loaded(wrong);
  assert.deepEqual([result.code, result["created"], result["rejects"]], [3, 0, 5]);
  const rejects = readFileSync(result["rejectsFile"] as string, "utf8").split("\n");
  assert.match(rejects[1]!, /^BAD_DATE,.*Last day.*M-4$/);
  assert.match(rejects[2]!, /^NOT_TOGETHER,.*M-5$/);
  assert.match(rejects[3]!, /^BAD_TEXT,Points: .*M-7$/);
  assert.match(rejects[4]!, /^KEY_REUSED,.*M-1$/);
  assert.match(rejects[5]!, /^NOT_FOUND,.*M-6$/);
  const mended = await loaded([HEADER, "5,C-5,,5,,,,,", "5,C-5,,7,,,,,"]);
  assert.deepEqual([mended.code, mended["created"], mended["points"]], [0, 1, 12]);
});

test("a row that belongs to nobody ends the run before anything is sent", async () => {
  const nobody = await openings([HEADER, "4,C-4,,10,,,,,", ",C-9,,10,,,,,"]);
  assert.equal(nobody.code, 1);
  assert.match(nobody.err, /Member is empty\. Nothing was sent/);
  const broken = await openings([HEADER, "4,C-4,,10,,,,,", "9,C-9,,10"]);
  assert.equal(broken.code, 1);
  assert.match(broken.err, /Nothing was sent/);
  for (const number of ["\uFFFD1", "#N/A", "1.2E+12"]) {
    const { code, err } = await openings([HEADER, "4,C-4,,10,,,,,", `${number},C-9,,10,,,,,`]);
    assert.equal(code, 1);
    assert.match(
      err,
      /, 3: Member: '.*' (cannot be read as utf8|is what a spreadsheet|is a number that a)[^]*Nothing was sent/
    );
  }
  assert.deepEqual(await rowsOf("SELECT Id FROM LoyaltyMember__c WHERE MemberNumber__c = 'M-4'"), []);
});

test("a mapping is checked before anything is read, by its place", async () => {
  const file = join(folder, "wrong.json");
  writeFileSync(file, readFileSync(MAPPING, "utf8").replace('"column": "Last day"', '"column": "Ultimo"'));
  const { code, err } = await openings(FILE, "--mapping", file);
  assert.equal(code, 1);
  assert.match(err, /wrong\.json:\d+:\d+ lot\.lastDay\.column: .*no column 'Ultimo'/);
  writeFileSync(
    file,
    readFileSync(MAPPING, "utf8").replace('"format": "csv"', '"format": "csv", "fillDown": ["Tier"]')
  );
  assert.match((await openings(FILE, "--mapping", file)).err, /source\.fillDown: is not read here/);
});
