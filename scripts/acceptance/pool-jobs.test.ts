/** Points of a company that its branches spend: a manager says who and how much, a rep and a shop redeem, a till pays, both pages say for whom. */
import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { PHONE, type Window } from "./browser-pages.ts";
import { browserStage } from "./browser-stage.ts";
import { createProgram } from "./records.ts";
import { tokenOf } from "./role-user.ts";

const API = "/services/apexrest/loyalty/v1/";
let group: string;
let branch: string;
let reward: string;

const stage = await browserStage(
  {
    manager: { role: "Manager" },
    rep: { role: "Agent" },
    phone: { role: "Agent", viewport: PHONE, language: "tr" }
  },
  async ({ org, create }) => {
    const program = await createProgram(org, "Club", { CheckoutRate__c: 0.01 });
    const company = await create("Account", { Name: "Grand Group" });
    const below = await create("Account", { Name: "Hill Branch", ParentId: company });
    group = await create("LoyaltyMember__c", { Program__c: program, Account__c: company, MemberNumber__c: "G-1" });
    branch = await create("LoyaltyMember__c", { Program__c: program, Account__c: below, MemberNumber__c: "B-1" });
    reward = await create("LoyaltyReward__c", {
      Program__c: program,
      Name: "Kettle",
      Kind__c: "FreeProduct",
      ProductCode__c: "KETTLE",
      Cost__c: 300,
      Active__c: true
    });
    await create("LoyaltyTransaction__c", {
      Member__c: group,
      ExternalId__c: "shop:1",
      Kind__c: "Purchase",
      OccurredAt__c: "2026-01-02T10:00:00Z",
      Amount__c: 1000
    });
  }
);

const { test, windows, looksRight } = stage;
const dialogIn = ({ page }: Window): Locator => page.getByRole("dialog");

async function panelOf(window: Window, member: string): Promise<Locator> {
  await window.open(`/lightning/r/LoyaltyMember__c/${member}/view`);
  return window.page.locator("c-pool-panel");
}

async function balanceOf(member: string): Promise<unknown> {
  const found = await stage.org.connection.sobject("LoyaltyMember__c").findOne({ Id: member }, ["Balance__c"]);
  return found!["Balance__c"];
}

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

const redeemOverHttp = (token: string, key: string): Promise<Answer> =>
  postOverHttp(token, "redemptions", { idempotencyKey: key, rewardId: reward });

/** Of the branch, from the pool. */
async function postOverHttp(token: string, path: string, body: object): Promise<Answer> {
  const response = await fetch(stage.org.instanceUrl + API + path, {
    method: "POST",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    body: JSON.stringify({ memberNumber: "B-1", fromPool: true, ...body })
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

test("a manager lets a branch spend so many points a month", async () => {
  const { manager } = windows;
  const panel = await panelOf(manager, group);
  await panel.getByRole("button", { name: "Let a Member Spend" }).click();
  const dialog = dialogIn(manager);
  await dialog.getByLabel("Limit a Month").fill("700");
  await looksRight(manager, "pool-limit");
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await dialog.getByText("The member may spend 700 points a month from the pool.").waitFor();
  await dialog.getByRole("button", { name: "Close", exact: true }).last().click();
  await panel.locator('tr[data-name="Hill Branch"] .left').getByText("700").waitFor();
});

test("a rep redeems for the branch from the group's points", async () => {
  const { rep } = windows;
  const panel = await panelOf(rep, branch);
  await panel.getByText("From the pool of Grand Group: 700 of 700 points left this month.").waitFor();
  await panel.getByRole("button", { name: "Redeem from the Pool" }).click();
  const dialog = dialogIn(rep);
  await dialog.getByText("Pool of Grand Group: 700 left this month").waitFor();
  await looksRight(rep, "pool-redeem");
  await dialog.getByRole("button", { name: "Redeem", exact: true }).click();
  await dialog.getByText("Pool of Grand Group: 400 left this month").waitFor();
  await dialog.getByRole("button", { name: "Close", exact: true }).last().click();
  await panel.getByText("From the pool of Grand Group: 400 of 700 points left this month.").waitFor();
  assert.deepEqual([await balanceOf(group), await balanceOf(branch)], [700, 0]);
});

test("of tills that redeem at the same moment one gets what is left of the limit", async () => {
  const token = await tokenOf(stage.org, "Agent");
  const answers = await Promise.all(["1", "2", "3", "4", "5"].map((till) => redeemOverHttp(token, `till ${till}`)));
  assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 422, 422, 422, 422]);
  for (const { status, body } of answers)
    if (status === 422) assert.match(JSON.stringify(body), /LIMIT_REACHED.*may still spend 100 points/);
  assert.equal(await balanceOf(group), 400);
});

test("the group's page and statement say who has spent what, and the branch's statement whose points they were", async () => {
  const { rep } = windows;
  const panel = await panelOf(rep, group);
  await panel.locator('tr[data-name="Hill Branch"] .spent').getByText("600").waitFor();
  assert.equal(await panel.getByRole("button").count(), 0, "a rep does not say who spends");
  await looksRight(rep, "pool-panel");
  await rep.page.getByRole("button", { name: "Statement" }).first().click();
  await dialogIn(rep).getByText("Redemption · Kettle · for Hill Branch").first().waitFor();
  await panelOf(rep, branch);
  await rep.page.getByRole("button", { name: "Statement" }).first().click();
  const sums = dialogIn(rep).locator(".sums");
  await sums.getByText("Spent from the pool of Grand Group, not of these points").waitFor();
  await sums.getByText("600").waitFor();
});

test("a voucher that is cancelled gives the points back to the group, and the branch may spend them again", async () => {
  const { rep } = windows;
  const panel = await panelOf(rep, branch);
  const vouchers = rep.page.locator("c-voucher-list");
  await vouchers
    .getByRole("button", { name: /^Cancel voucher/ })
    .first()
    .click();
  await rep.page.getByRole("button", { name: "OK", exact: true }).click();
  await panel.getByText("From the pool of Grand Group: 400 of 700 points left this month.").waitFor();
  assert.equal(await balanceOf(group), 700);
});

test("a till quotes and pays with the group's points up to the same limit", async () => {
  const token = await tokenOf(stage.org, "Agent");
  const quote = await postOverHttp(token, "redemptions/quote", { amount: 10 });
  assert.deepEqual([quote.body["points"], quote.body["amount"], quote.body["spendablePoints"]], [400, 4, 400]);
  const refused = await postOverHttp(token, "redemptions", { idempotencyKey: "sale 1", points: 401 });
  assert.deepEqual([refused.status, refused.body["code"]], [422, "LIMIT_REACHED"]);
  const paid = await postOverHttp(token, "redemptions", { idempotencyKey: "sale 1", points: 150, amount: 1.5 });
  assert.deepEqual([paid.status, paid.body["amount"], paid.body["balance"]], [201, 1.5, 0]);
  assert.equal(await balanceOf(group), 550);
  const { rep } = windows;
  await (await panelOf(rep, branch)).getByText("250 of 700 points left this month.").waitFor();
  await (await panelOf(rep, group)).locator('tr[data-name="Hill Branch"] .spent').getByText("450").waitFor();
});

test("on a phone the branch's pool is there, in Turkish", async () => {
  const { phone } = windows;
  const panel = await panelOf(phone, branch);
  await phone.page.getByRole("tab").last().click();
  await panel.getByText("Grand Group havuzundan: bu ay 700 puandan 250 kaldı.").waitFor();
  await looksRight(phone, "pool-phone");
});
