/** Promotions that members join, budgets that all share, benefits that do something: a rep in a browser, a shop over HTTP, each with one permission set. */
import assert from "node:assert/strict";
import { after, afterEach, before, test as anyTest } from "node:test";
import type { Browser, Locator } from "playwright-core";
import { unavailable } from "../test/machine.ts";
import { accessibilityProblems, openWindow, overflows, PHONE, type Window } from "./browser-pages.ts";
import { launchBrowser } from "./launch-browser.ts";
import { assignPermissionSet, startOrg, type OrgProcess } from "./org-process.ts";
import { createProgram, createRecord } from "./records.ts";
import { pageAddressOf, tokenOf } from "./role-user.ts";

const skip = await unavailable("browser");
const test = (name: string, steps: () => Promise<void>): unknown => anyTest(name, { skip }, steps);

let org: OrgProcess;
let browser: Browser;
let rep: Window;
let phone: Window;
let manager: Window;
let shop: string;
let program: string;
let member: string;

before(async () => {
  if (skip) return;
  [org, browser] = await Promise.all([startOrg(), launchBrowser()]);
  await assignPermissionSet(org, "Loyalty_Administrator");
  program = await createProgram(org, "Club", { CurrencyCode__c: "EUR", PointValue__c: 0.01 });
  member = await createMember("M-1");
  await createRule("Tea weeks", { OptIn__c: true, Description__c: "Twenty points for each purchase" });
  shop = await tokenOf(org, "Integration");
  const address = await pageAddressOf(org, "Agent");
  rep = await openWindow(browser, address);
  phone = await openWindow(browser, address, PHONE);
  manager = await openWindow(browser, await pageAddressOf(org, "Manager"));
});

after(async () => {
  await browser?.close();
  await org?.stop();
});

afterEach(() =>
  assert.deepEqual(
    [rep, phone, manager].flatMap((window) => window?.takeErrors() ?? []),
    []
  )
);

async function createMember(memberNumber: string, ofProgram = program): Promise<string> {
  const account = await createRecord(org, "Account", { Name: `Customer ${memberNumber}` });
  return createRecord(org, "LoyaltyMember__c", {
    Program__c: ofProgram,
    Account__c: account,
    MemberNumber__c: memberNumber
  });
}

/** An active rule of 20 points for each purchase, unless the fields say otherwise. */
function createRule(name: string, fields: object): Promise<string> {
  return createRecord(org, "LoyaltyRule__c", {
    Program__c: program,
    Name: name,
    Status__c: "Active",
    StartsAt__c: "2026-01-01T00:00:00Z",
    AppliesTo__c: "Purchases",
    Scope__c: "Document",
    Stacking__c: "Stackable",
    Priority__c: 1,
    Effect__c: "Points",
    Value__c: 20,
    ...fields
  });
}

async function ask<T>(method: string, path: string, body?: object): Promise<{ status: number; answer: T }> {
  const response = await fetch(`${org.instanceUrl}/services/apexrest/loyalty/v1/${path}`, {
    method,
    headers: { Authorization: `Bearer ${shop}`, "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) })
  });
  return { status: response.status, answer: (await response.json()) as T };
}

const sale = (memberNumber: string, externalId: string, occurredAt: Date, amount = 100): object => ({
  transactions: [
    { externalId, memberNumber, kind: "Purchase", status: "Valid", occurredAt: occurredAt.toISOString(), amount }
  ]
});

async function sell(memberNumber: string, externalId: string, occurredAt = new Date(), amount = 100): Promise<void> {
  const { status, answer } = await ask<{ rejected: number }>(
    "POST",
    "transactions",
    sale(memberNumber, externalId, occurredAt, amount)
  );
  assert.deepEqual([status, answer.rejected], [200, 0], JSON.stringify(answer));
}

async function balanceOf(memberNumber: string): Promise<number> {
  return (await ask<{ balance: number }>("GET", `members/${memberNumber}`)).answer.balance;
}

const offers = (window = rep): Locator => window.page.locator("c-member-offers");

async function showOffers(window: Window): Promise<void> {
  await window.open(`/lightning/r/LoyaltyMember__c/${member}/view`);
  if (window === phone) await phone.page.getByRole("tab", { name: "Rewards" }).click();
  await offers(window).getByRole("button", { name: "Show offers" }).click();
}

async function pictured(window: Window, name: string): Promise<void> {
  if (process.env.PICTURES)
    await window.page.screenshot({
      path: `${process.env.PICTURES}/${name}-${window === phone ? 390 : 1366}.png`,
      fullPage: true
    });
}

test("a rep lets a member join a promotion, which gives from then on, and leave it, which keeps what was given", async () => {
  const secondsAgo = (seconds: number): Date => new Date(Date.now() - seconds * 1000);
  await sell("M-1", "before", secondsAgo(60));
  await showOffers(rep);
  await offers().locator('[data-state="Joinable"]').getByText("Tea weeks").waitFor();
  await offers().getByText("the member has not joined it").waitFor();
  await pictured(rep, "offers-joinable");
  await offers().getByRole("button", { name: "Join: Tea weeks" }).click();
  await offers().getByText("Joined “Tea weeks”: it gives for what happens from now on.").waitFor();
  await offers().locator('[data-state="Available"]').getByText("Tea weeks").waitFor();
  assert.deepEqual(await accessibilityProblems(rep.page, offers()), []);
  await pictured(rep, "offers-joined");
  assert.equal(await balanceOf("M-1"), 100);
  await sell("M-1", "within", new Date(Date.now() + 1000));
  await sell("M-1", "late, of before", secondsAgo(60));
  assert.equal(await balanceOf("M-1"), 320, "20 for the one purchase after joining");
  await showOffers(phone);
  await offers(phone).getByRole("button", { name: "Leave: Tea weeks" }).click();
  await offers(phone).getByText("Left “Tea weeks”: what was earned stays.").waitFor();
  await offers(phone).locator('[data-state="Joinable"]').getByText("Tea weeks").waitFor();
  assert.equal(await overflows(phone.page), false);
  await pictured(phone, "offers-left");
  await sell("M-1", "after", new Date(Date.now() + 5000));
  assert.equal(await balanceOf("M-1"), 420);
});

test("a manager builds a promotion to join, and a surprise for some members, from rows", async () => {
  const builder = manager.page.locator("c-rule-builder");
  const words = builder.locator(".words");
  const saved = async (name: string): Promise<Readonly<Record<string, unknown>>> => {
    await builder.getByLabel("Rule Name").fill(name);
    await builder.getByLabel("Rule Name").press("Tab");
    await builder.getByRole("button", { name: "Save draft" }).click();
    await manager.page.waitForURL(/LoyaltyRule__c\/\w+\/view/);
    const { records } = await org.connection.query<Record<string, unknown>>(
      `SELECT OptIn__c, Unannounced__c, SharePercent__c, ShareOf__c FROM LoyaltyRule__c WHERE Name = '${name}'`
    );
    const { OptIn__c, Unannounced__c, SharePercent__c, ShareOf__c } = records[0]!;
    return { OptIn__c, Unannounced__c, SharePercent__c, ShareOf__c };
  };
  await manager.open("/lightning/n/Loyalty_Rule_Builder");
  await builder.getByText("Opt-in", { exact: true }).click();
  await words.getByText("Purchases: Always; for members who have joined, from then on").waitFor();
  await builder.getByLabel("Unannounced").waitFor({ state: "detached" });
  await pictured(manager, "rule-opt-in");
  assert.deepEqual(await saved("Autumn weeks"), {
    OptIn__c: true,
    Unannounced__c: false,
    SharePercent__c: null,
    ShareOf__c: null
  });
  await manager.open("/lightning/n/Loyalty_Rule_Builder");
  await builder.getByText("Unannounced", { exact: true }).click();
  await builder.getByLabel("Share (%)").fill("10");
  await builder.getByLabel("Share (%)").press("Tab");
  await builder.getByRole("combobox", { name: "Share Of" }).click();
  await builder.getByRole("option", { name: "Members", exact: true }).click();
  await words.getByText("for 10% of Members, drawn by lot; as a surprise: not shown before").waitFor();
  assert.deepEqual(await accessibilityProblems(manager.page, builder), []);
  assert.deepEqual(await saved("Windfall"), {
    OptIn__c: false,
    Unannounced__c: true,
    SharePercent__c: 10,
    ShareOf__c: "Members"
  });
});

test("a shop that was offline says since when, and what was sold since is worked out again", async () => {
  await createMember("M-2");
  const days = (number: number): Date => new Date(Date.now() - number * 86_400_000);
  for (const number of [5, 3, 1]) await sell("M-2", `M-2 ${number}`, days(number));
  const { answer } = await ask<{ promotions: { promotionId: string; status: string }[] }>(
    "GET",
    "members/M-2/promotions"
  );
  const [{ promotionId, status }] = answer.promotions as [{ promotionId: string; status: string }];
  assert.equal(status, "Open");
  const joined = await ask("POST", "members/M-2/promotions", { promotionId, joinedAt: days(4).toISOString() });
  assert.equal(joined.status, 201, JSON.stringify(joined.answer));
  assert.equal(await balanceOf("M-2"), 340);
  const left = await ask("DELETE", `members/M-2/promotions/${promotionId}?leftAt=${days(2).toISOString()}`);
  assert.equal(left.status, 200, JSON.stringify(left.answer));
  assert.equal(await balanceOf("M-2"), 320);
});

test("twenty sales at once give exactly what caps of money and rewards hold, and the rule's page says so", async () => {
  const reward = await createRecord(org, "LoyaltyReward__c", {
    Program__c: program,
    Name: "Free shipping",
    Kind__c: "FreeShipping",
    Distribution__c: "Grant",
    Cost__c: 0,
    Active__c: true
  });
  const criteria = '{"field":"document.channel","operator":"equals","value":"Rush"}';
  const points = await createRule("Worth 1.30", { CapMoneyForAll__c: 1.3, Criteria__c: criteria });
  const gift = { Effect__c: "Reward", Value__c: null, Reward__c: reward, CapRewardsForAll__c: 7 };
  const gifts = await createRule("Seven gifts", { ...gift, Criteria__c: criteria });
  const numbers = Array.from({ length: 20 }, (_, index) => `R-${index}`);
  for (const number of numbers) await createMember(number);
  const answers = await Promise.all(
    numbers.map((memberNumber) => {
      const [transaction] = (sale(memberNumber, `rush ${memberNumber}`, new Date()) as { transactions: [object] })
        .transactions;
      return ask<{ rejected: number }>("POST", "transactions", { transactions: [{ ...transaction, channel: "Rush" }] });
    })
  );
  assert.deepEqual(
    answers.map(({ status, answer }) => [status, answer.rejected]),
    numbers.map(() => [200, 0])
  );
  const balances = await Promise.all(numbers.map(balanceOf));
  const given = balances.map((balance) => balance - 100).sort((one, other) => other - one);
  assert.deepEqual(given, [20, 20, 20, 20, 20, 20, 10, ...Array.from({ length: 13 }, () => 0)]);
  const vouchers = await org.connection.query(
    "SELECT Id FROM LoyaltyVoucher__c WHERE Status__c = 'Issued' AND Member__r.MemberNumber__c LIKE 'R-%'"
  );
  assert.equal(vouchers.totalSize, 7);
  const results = manager.page.locator("c-rule-results");
  await manager.open(`/lightning/r/LoyaltyRule__c/${points}/view`);
  await results.getByText("€1.30 of €1.30").waitFor();
  assert.deepEqual(await accessibilityProblems(manager.page, results), []);
  await pictured(manager, "rule-budget");
  await manager.open(`/lightning/r/LoyaltyRule__c/${gifts}/view`);
  await results.getByText("7 of 7").waitFor();
});

test("a sale over HTTP that reaches a tier gives the owner a task and the account its prices, and the return ends both", async () => {
  const tiered = await createProgram(org, "Tiered");
  await createRecord(org, "LoyaltyTier__c", { Name: "Base", Program__c: tiered, Threshold__c: 0, Multiplier__c: 1 });
  const gold = await createRecord(org, "LoyaltyTier__c", {
    Name: "Gold",
    Program__c: tiered,
    Threshold__c: 1000,
    Multiplier__c: 1
  });
  await createRecord(org, "LoyaltyBenefit__c", { Tier__c: gold, Name: "Visit the customer", Kind__c: "Task" });
  await createRecord(org, "LoyaltyBenefit__c", {
    Tier__c: gold,
    Name: "Gold prices",
    Kind__c: "PriceGroup",
    PriceGroup__c: "GOLD"
  });
  await createMember("T-1", tiered);
  const state = async (): Promise<readonly unknown[]> => {
    const accounts = await org.connection.query<{ Id: string; PriceGroup__c: string | null }>(
      "SELECT Id, PriceGroup__c FROM Account WHERE Name = 'Customer T-1'"
    );
    const { Id: account, PriceGroup__c: priceGroup } = accounts.records[0]!;
    const tasks = await org.connection.query<{ Subject: string; IsClosed: boolean }>(
      `SELECT Subject, IsClosed FROM Task WHERE WhatId = '${account}'`
    );
    return [priceGroup, ...tasks.records.map(({ Subject: subject, IsClosed: isClosed }) => [subject, isClosed])];
  };
  await sell("T-1", "T-1 1", new Date(), 999);
  assert.deepEqual(await state(), [null]);
  await sell("T-1", "T-1 2", new Date(), 1);
  assert.deepEqual(await state(), ["GOLD", ["Visit the customer", false]]);
  const { status } = await ask("POST", "transactions", {
    transactions: [
      {
        externalId: "T-1 back",
        memberNumber: "T-1",
        kind: "Return",
        status: "Valid",
        occurredAt: new Date(Date.now() + 1000).toISOString(),
        originalExternalId: "T-1 1",
        amount: -999
      }
    ]
  });
  assert.equal(status, 200);
  assert.deepEqual(await state(), [null, ["Visit the customer", true]]);
});
