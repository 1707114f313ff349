/** What rewards are worth for the tax office: a manager enters it, a shop redeems over HTTP, the owner is told, the dashboard lists it. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { PHONE } from "./browser-pages.ts";
import { browserStage } from "./browser-stage.ts";
import { createProgram } from "./records.ts";
import { tokenOf } from "./role-user.ts";
import { runApex } from "./run-apex.ts";

const YEAR = new Date().getUTCFullYear();

let agent: string;
let mug: string;

const stage = await browserStage(
  { manager: { role: "Manager" }, phone: { role: "Manager", viewport: PHONE } },
  async ({ org, create }) => {
    const program = await createProgram(org, "Club", { CurrencyCode__c: "EUR", TaxWarning__c: 100 });
    agent = await tokenOf(org, "Agent");
    const AccountId = await create("Account", { Name: "Corner Shop" });
    const OwnerId = await userOf(agent);
    for (const FirstName of ["Zofia", "Ali"]) {
      const contact = await create("Contact", { FirstName, LastName: "Miller", AccountId, OwnerId });
      const Member__c = await create("LoyaltyMember__c", {
        Program__c: program,
        Contact__c: contact,
        MemberNumber__c: FirstName
      });
      await create("LoyaltyTransaction__c", {
        Member__c,
        ExternalId__c: `till:${FirstName}`,
        Kind__c: "Purchase",
        Status__c: "Valid",
        OccurredAt__c: "2026-01-05T10:00:00Z",
        Amount__c: 1000
      });
    }
    mug = await create("LoyaltyReward__c", {
      Program__c: program,
      Name: "Mug",
      Kind__c: "FreeProduct",
      ProductCode__c: "MUG",
      Cost__c: 10,
      Active__c: true
    });
  }
);
const { test, windows, looksRight } = stage;

async function ask<T>(token: string, path: string, body?: object): Promise<T> {
  const response = await fetch(`${stage.org.instanceUrl}/services/${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) })
  });
  assert.ok(response.ok, `${path}: ${response.status}`);
  return (await response.json()) as T;
}

const userOf = async (token: string): Promise<string> =>
  (await ask<{ user_id: string }>(token, "oauth2/userinfo")).user_id;

async function redeem(memberNumber: string, times: number): Promise<void> {
  for (let i = 0; i < times; i++) {
    const idempotencyKey = `${memberNumber} ${i}`;
    await ask(agent, "apexrest/loyalty/v1/redemptions", { memberNumber, rewardId: mug, idempotencyKey });
  }
}

async function told(): Promise<string[]> {
  const { notifications } = await ask<{ notifications: { messageBody: string }[] }>(
    agent,
    "data/v66.0/connect/notifications"
  );
  return notifications.map(({ messageBody }) => messageBody);
}

test("a manager enters what a reward is worth for the tax office", async () => {
  const { manager } = windows;
  const { page } = manager;
  await manager.open(`/lightning/r/LoyaltyReward__c/${mug}/view`);
  await page.getByRole("button", { name: "Edit", exact: true }).first().click();
  await page.getByRole("dialog").getByLabel("Taxable Value").fill("60");
  await page.getByRole("dialog").getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
});

test("the owner of the contact is told once when a year's rewards reach the amount", async () => {
  await redeem("Zofia", 1);
  await redeem("Ali", 2);
  for (let night = 0; night < 2; night++) await runApex(stage.org, "new TaxableRewardsJob().execute(null);");
  assert.deepEqual(await told(), [
    `The rewards of this year have reached the amount to be reported: Ali Miller · ${YEAR} · 120.00 EUR`
  ]);
});

test("the dashboard lists the year, and the file has everybody", async () => {
  const { manager, phone } = windows;
  for (const window of [manager, phone]) {
    await window.open("/lightning/n/Loyalty_Dashboard");
    const list = window.page.locator("c-taxable-rewards");
    await list.getByText("Persons: 2. In all: €180.00.").waitFor();
    assert.deepEqual(
      (await list.locator("tbody tr").allInnerTexts()).map((row) => row.split(/\s*[\t\n]\s*/).slice(0, 3)),
      [
        ["Ali Miller", "2", "€120.00"],
        ["Zofia Miller", "1", "€60.00"]
      ]
    );
    await looksRight(window, "taxable-rewards");
  }
  const download = manager.page.waitForEvent("download");
  await manager.page.getByRole("button", { name: "Download taxable rewards (CSV)" }).click();
  const file = readFileSync(await (await download).path(), "utf8");
  assert.match(file, /MemberNumber,Person,Year,Rewards,TaxableValue,Currency,OwnerToldAt/);
  assert.match(file, new RegExp(`Zofia,Zofia Miller,${YEAR},1,60,EUR,\r`));
  assert.match(file, new RegExp(`Ali,Ali Miller,${YEAR},2,120,EUR,2`));
});
