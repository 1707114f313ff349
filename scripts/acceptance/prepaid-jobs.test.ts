/** A manager sells a partner a pack of points in the browser; a shop's sales over HTTP draw on it, twenty at once, and never beyond it. */
import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { PHONE } from "./browser-pages.ts";
import { browserStage } from "./browser-stage.ts";
import { createProgram, createRule } from "./records.ts";
import { tokenOf } from "./role-user.ts";

const NUMBERS = Array.from({ length: 20 }, (_, index) => `P-${index}`);

let program: string;
let shop: string;
/** Of a manager who is told by the bell. */
let told: string;
const memberIds = new Map<string, string>();

const stage = await browserStage(
  { manager: { role: "Manager" }, rep: { role: "Agent", viewport: PHONE } },
  async ({ org, create }) => {
    program = await createProgram(org, "Club");
    await create("Account", { Name: "Tea Company" });
    for (const MemberNumber__c of NUMBERS) {
      const Account__c = await create("Account", { Name: `Customer ${MemberNumber__c}` });
      const id = await create("LoyaltyMember__c", { Program__c: program, Account__c, MemberNumber__c });
      memberIds.set(MemberNumber__c, id);
    }
    shop = await tokenOf(org, "Integration");
    told = await tokenOf(org, "Manager");
  }
);
const { test, windows, looksRight } = stage;

async function send(transaction: object): Promise<void> {
  const response = await fetch(`${stage.org.instanceUrl}/services/apexrest/loyalty/v1/transactions`, {
    method: "POST",
    headers: { Authorization: `Bearer ${shop}`, "Content-Type": "application/json" },
    body: JSON.stringify({ transactions: [{ status: "Valid", occurredAt: new Date().toISOString(), ...transaction }] })
  });
  const answer = (await response.json()) as { rejected: number };
  assert.deepEqual([response.status, answer.rejected], [200, 0], JSON.stringify(answer));
}

const sell = (memberNumber: string, externalId = `sale ${memberNumber}`): Promise<void> =>
  send({ externalId, memberNumber, kind: "Purchase", amount: 100 });

async function balances(): Promise<number[]> {
  const { records } = await stage.org.connection.query<{ Balance__c: number }>(
    "SELECT Balance__c FROM LoyaltyMember__c ORDER BY Balance__c DESC"
  );
  return records.map(({ Balance__c: balance }) => balance);
}

async function prepaid(): Promise<{ readonly Id: string; readonly Left__c: number; readonly Drawn__c: number }> {
  const found = await stage.org.connection
    .sobject("LoyaltyPrepaidPoints__c")
    .findOne({}, ["Id", "Left__c", "Drawn__c"]);
  return found as never;
}

async function notifications(): Promise<string[]> {
  const response = await fetch(`${stage.org.instanceUrl}/services/data/v66.0/connect/notifications`, {
    headers: { Authorization: `Bearer ${told}` }
  });
  const answer = (await response.json()) as { notifications: { messageBody: string }[] };
  return answer.notifications.map(({ messageBody }) => messageBody);
}

async function look(dialog: Locator, label: string, words: string): Promise<void> {
  await dialog.getByRole("combobox", { name: label }).click();
  await dialog.getByRole("combobox", { name: label }).pressSequentially(words);
  await dialog
    .getByRole("option", { name: new RegExp(words) })
    .first()
    .click();
}

async function buyPack(points: string): Promise<void> {
  const { manager } = windows;
  const { page } = manager;
  await manager.open(`/lightning/r/LoyaltyPrepaidPoints__c/${(await prepaid()).Id}/view`);
  const packs = page.locator("local-related-lists article").filter({ hasText: "Point Packs" });
  await packs.getByRole("button", { name: "New" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(/^\W*Points\W*$/).fill(points);
  await dialog.getByLabel("Reference").fill("INV-77");
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await page.waitForURL(/LoyaltyPointPack__c\/\w+\/view/);
}

test("a manager enters who has bought points and how many, and a rule draws on them", async () => {
  const { manager } = windows;
  const { page } = manager;
  await manager.open("/lightning/o/LoyaltyPrepaidPoints__c/list");
  await page.getByRole("button", { name: "New", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Prepaid Points").fill("Tea 2026");
  await look(dialog, "Partner", "Tea Company");
  await look(dialog, "Program", "Club");
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await page.waitForURL(/LoyaltyPrepaidPoints__c\/\w+\/view/);
  await buyPack("130");
  assert.equal((await prepaid()).Left__c, 130);

  const rule = await createRule(stage.org, program, "Paid by Tea", 20, {
    Status__c: "Draft",
    StartsAt__c: "2026-01-01T00:00:00Z"
  });
  await manager.open(`/lightning/r/LoyaltyRule__c/${rule}/view`);
  await page.getByRole("button", { name: "Edit", exact: true }).first().click();
  await look(page.getByRole("dialog"), "Prepaid Points", "Tea 2026");
  await page.getByRole("dialog").getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.locator("c-rule-results").getByText("0 of 130").waitFor();
  const activated = await stage.org.connection.sobject("LoyaltyRule__c").update({ Id: rule, Status__c: "Active" });
  assert.equal(activated.success, true);
});

test("twenty sales at once draw exactly the pack, whoever is first; the rest says why, and managers were told once", async () => {
  await Promise.all(NUMBERS.map((number) => sell(number)));
  assert.deepEqual(
    (await balances()).map((balance) => balance - 100),
    [20, 20, 20, 20, 20, 20, 10, ...Array.from({ length: 13 }, () => 0)]
  );
  assert.deepEqual([(await prepaid()).Left__c, (await prepaid()).Drawn__c], [0, 130]);
  assert.deepEqual(await notifications(), [
    "Few prepaid points are left: Tea 2026 (10). Without points their rules give nothing."
  ]);
  await windows.manager.open(`/lightning/r/LoyaltyPrepaidPoints__c/${(await prepaid()).Id}/view`);
  await windows.manager.page.getByText("PK-").first().waitFor();
  await looksRight(windows.manager, "prepaid-points");
  const { records } = await stage.org.connection.query<{ MemberNumber__c: string }>(
    "SELECT MemberNumber__c FROM LoyaltyMember__c WHERE Balance__c = 100 LIMIT 1"
  );
  await windows.rep.open(`/lightning/r/LoyaltyMember__c/${memberIds.get(records[0]!.MemberNumber__c)!}/view`);
  await windows.rep.page.locator("c-activity-timeline summary").first().click();
  await windows.rep.page.getByText("the partner's prepaid points are used up").first().waitFor();
  await looksRight(windows.rep, "prepaid-reason");
});

test("what comes back, and what is bought anew, is given again", async () => {
  const { records } = await stage.org.connection.query<{ MemberNumber__c: string }>(
    "SELECT MemberNumber__c FROM LoyaltyMember__c WHERE Balance__c = 120 LIMIT 1"
  );
  const memberNumber = records[0]!.MemberNumber__c;
  const originalExternalId = `sale ${memberNumber}`;
  await send({ externalId: "back", memberNumber, kind: "Return", amount: -100, originalExternalId });
  assert.equal((await prepaid()).Left__c, 20);
  await buyPack("15");
  assert.equal((await prepaid()).Left__c, 35);
  await Promise.all(NUMBERS.slice(0, 3).map((number) => sell(number, `again ${number}`)));
  assert.deepEqual([(await prepaid()).Left__c, (await prepaid()).Drawn__c], [0, 145]);
});
