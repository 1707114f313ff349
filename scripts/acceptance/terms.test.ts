import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { assignPermissionSet, startOrg, type OrgProcess } from "./org-process.ts";
import { createProgram, createRecord } from "./records.ts";

let org: OrgProcess;
let accounts = 0;

before(async () => {
  org = await startOrg();
  await assignPermissionSet(org, "Loyalty_Administrator");
});

after(() => org.stop());

test("a late document counts at the rate of its moment, and a new one at the rate of now", async () => {
  const program = await createProgram(org, "Rates");
  const member = await enrol(program);
  await buy(member, "A", "2026-01-11T12:00:00Z", 900);
  await change("LoyaltyProgram__c", program, { PointsPerUnit__c: 2 });
  await buy(member, "B", "2026-01-06T12:00:00Z", 10);
  assert.equal(await balance(member), 910);
  await buy(member, "C", new Date(Date.now() + 3_600_000).toISOString(), 10);
  assert.equal(await balance(member), 930);
});

test("a change from before a posted document is refused, and says what to do", async () => {
  const program = await createProgram(org, "Refused");
  const member = await enrol(program);
  await buy(member, "D", "2026-01-11T12:00:00Z", 900);
  await assert.rejects(
    change("LoyaltyProgram__c", program, { PointsPerUnit__c: 2, ChangesValidFrom__c: "2026-01-11T12:00:00Z" }),
    /Transactions up to 2026-01-11 12:00:00 \(GMT\) are posted.*recalculation/
  );
  await change("LoyaltyProgram__c", program, { PointsPerUnit__c: 2, ChangesValidFrom__c: "2026-01-11T12:00:01Z" });
  await buy(member, "E", "2026-01-12T12:00:00Z", 100);
  assert.equal(await balance(member), 1100);
});

test("the history can be read and not be forged", async () => {
  const program = await createProgram(org, "History", { TermsVersion__c: "1" });
  const member = await enrol(program);
  await buy(member, "F", "2026-01-11T12:00:00Z", 10);
  await change("LoyaltyProgram__c", program, { PointsPerUnit__c: 2, TermsVersion__c: "2" });
  const { records } = await org.connection.query<{ Id: string; Changes__c: string | null; Version__c: string }>(
    `SELECT Id, Changes__c, Version__c FROM LoyaltyProgramTerms__c WHERE Program__c = '${program}' ORDER BY Sequence__c`
  );
  assert.deepEqual(
    records.map(({ Changes__c, Version__c }) => [Changes__c, Version__c]),
    [
      [null, "1"],
      ["Points per Unit: 1 → 2\nTerms Version: 1 → 2", "2"]
    ]
  );
  const forged = { Program__c: program, Sequence__c: 3, Terms__c: "{}" };
  await assert.rejects(createRecord(org, "LoyaltyProgramTerms__c", forged));
  await assert.rejects(change("LoyaltyProgramTerms__c", records[0]!.Id, { Version__c: "3" }));
  await assert.rejects(org.connection.sobject("LoyaltyProgramTerms__c").destroy(records[0]!.Id));
  const enrolled = await org.connection.query<{ TermsVersion__c: string }>(
    `SELECT TermsVersion__c FROM LoyaltyMember__c WHERE Id = '${member}'`
  );
  assert.equal(enrolled.records[0]!.TermsVersion__c, "1");
});

test("a sale half an hour into the new year in Istanbul counts in the new year", async () => {
  const program = await createProgram(org, "Istanbul", {
    TimeZone__c: "Europe/Istanbul",
    ExpiryModel__c: "EndOfYear",
    ExpiryMonths__c: 0
  });
  const member = await enrol(program);
  await buy(member, "G", "2025-12-31T21:30:00Z", 100);
  const { records } = await org.connection.query<{ ExpiresOn__c: string }>(
    `SELECT ExpiresOn__c FROM LoyaltyLedger__c WHERE Member__c = '${member}'`
  );
  assert.equal(records[0]!.ExpiresOn__c, "2026-12-31");
});

test("points for each full 2.00 leave the rest unpaid", async () => {
  const program = await createProgram(org, "Steps", {
    PointsPerUnit__c: 10,
    ForEach__c: 2,
    RateSteps__c: "FullSteps"
  });
  const member = await enrol(program);
  await buy(member, "H", "2026-01-11T12:00:00Z", 7);
  assert.equal(await balance(member), 30);
});

test("a change from before posted transactions is tried and applied as docs/time-and-tiers.md shows it", async () => {
  const program = await createProgram(org, "Recalculated");
  const member = await enrol(program);
  await buy(member, "I", "2026-01-11T12:00:00Z", 50);
  const [tryOut, apply] = applied(/```apex\n([\s\S]*?)```/.exec(readFileSync("docs/time-and-tiers.md", "utf8"))![1]!);
  await run(`Id programId = '${program}'; Datetime since = Datetime.newInstanceGmt(2026, 1, 1); ${tryOut}`);
  const [trial] = await eventually(
    () => recalculations(program),
    ([found]) => found?.State__c === "Tried"
  );
  assert.deepEqual([trial!.Points__c, await balance(member)], [50, 50]);
  await run(`Id trial = '${trial!.Id}'; ${apply}`);
  assert.equal(
    await eventually(
      () => balance(member),
      (points) => points === 100
    ),
    100
  );
});

/** The statements that try, and those that apply. */
function applied(script: string): [string, string] {
  const at = script.indexOf("TermsRecalculation.apply");
  assert.ok(at > 0, "the page applies what it tried");
  return [script.slice(0, at), script.slice(at)];
}

function recalculations(program: string): Promise<{ Id: string; State__c: string; Points__c: number }[]> {
  const fields = "SELECT Id, State__c, Points__c FROM LoyaltyTermsRecalculation__c";
  return org.connection
    .query<{ Id: string; State__c: string; Points__c: number }>(`${fields} WHERE Program__c = '${program}'`)
    .then(({ records }) => records);
}

async function run(script: string): Promise<void> {
  const result = await org.connection.tooling.executeAnonymous(script);
  assert.ok(result.success, result.exceptionMessage ?? result.compileProblem ?? script);
}

async function eventually<Value>(read: () => Promise<Value>, isThere: (value: Value) => boolean): Promise<Value> {
  for (const end = Date.now() + 30_000; Date.now() < end; await pause(50)) {
    const value = await read();
    if (isThere(value)) return value;
  }
  return read();
}

async function enrol(program: string): Promise<string> {
  const account = await createRecord(org, "Account", { Name: `Customer ${++accounts}` });
  return createRecord(org, "LoyaltyMember__c", { Program__c: program, Account__c: account });
}

function buy(member: string, number: string, occurredAt: string, amount: number): Promise<string> {
  return createRecord(org, "LoyaltyTransaction__c", {
    Member__c: member,
    ExternalId__c: `terms:${number}`,
    Kind__c: "Purchase",
    Status__c: "Valid",
    OccurredAt__c: occurredAt,
    Amount__c: amount
  });
}

async function change(object: string, id: string, fields: object): Promise<void> {
  await org.connection.sobject(object).update({ Id: id, ...fields } as never);
}

async function balance(member: string): Promise<number> {
  const { records } = await org.connection.query<{ Balance__c: number }>(
    `SELECT Balance__c FROM LoyaltyMember__c WHERE Id = '${member}'`
  );
  return records[0]!.Balance__c;
}
