/** Promotions that members join, budgets that all share, benefits that do something: a rep in a browser, a shop over HTTP, each with one permission set. */
import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { accessibilityProblems, overflows, PHONE, type Window } from "./browser-pages.ts";
import { browserStage } from "./browser-stage.ts";
import { createProgram, createRule } from "./records.ts";
import { tokenOf } from "./role-user.ts";

let shop: string;
let program: string;
let member: string;

const stage = await browserStage(
  { rep: { role: "Agent" }, phone: { role: "Agent", viewport: PHONE }, manager: { role: "Manager" } },
  async ({ org }) => {
    program = await createProgram(org, "Club", { CurrencyCode__c: "EUR", PointValue__c: 0.01 });
    member = await createMember("M-1");
    await createClubRule("Tea weeks", {
      OptIn__c: true,
      Description__c: "Twenty points for each purchase",
      // Two days and some minutes are told as two days until the tests are over.
      EndsAt__c: new Date(Date.now() + (2 * 24 * 60 + 30) * 60_000).toISOString()
    });
    shop = await tokenOf(org, "Integration");
  }
);
const { create, test, windows } = stage;

async function createMember(memberNumber: string, ofProgram = program): Promise<string> {
  const account = await create("Account", { Name: `Customer ${memberNumber}` });
  return create("LoyaltyMember__c", {
    Program__c: ofProgram,
    Account__c: account,
    MemberNumber__c: memberNumber
  });
}

/** 20 points for each purchase, unless the fields say otherwise. */
function createClubRule(name: string, fields: object): Promise<string> {
  return createRule(stage.org, program, name, 20, { StartsAt__c: "2026-01-01T00:00:00Z", ...fields });
}

async function ask<T>(method: string, path: string, body?: object): Promise<{ status: number; answer: T }> {
  const response = await fetch(`${stage.org.instanceUrl}/services/apexrest/loyalty/v1/${path}`, {
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

const offers = (window = windows.rep): Locator => window.page.locator("c-member-offers");

async function showOffers(window: Window): Promise<void> {
  await window.open(`/lightning/r/LoyaltyMember__c/${member}/view`);
  if (window === windows.phone) await windows.phone.page.getByRole("tab", { name: "Rewards" }).click();
  await offers(window).getByRole("button", { name: "Show offers" }).click();
}

async function pictured(window: Window, name: string): Promise<void> {
  if (process.env.PICTURES)
    await window.page.screenshot({
      path: `${process.env.PICTURES}/${name}-${window === windows.phone ? 390 : 1366}.png`,
      fullPage: true
    });
}

test("a rep lets a member join a promotion, which gives from then on, and leave it, which keeps what was given", async () => {
  const secondsAgo = (seconds: number): Date => new Date(Date.now() - seconds * 1000);
  await sell("M-1", "before", secondsAgo(60));
  await showOffers(windows.rep);
  await offers().locator('[data-state="Joinable"]').getByText("Tea weeks").waitFor();
  await offers().getByText("the member has not joined it").waitFor();
  await offers().getByRole("timer").getByText("2 days left").waitFor();
  await pictured(windows.rep, "offers-joinable");
  await offers().getByRole("button", { name: "Join: Tea weeks" }).click();
  await offers().getByText("Joined “Tea weeks”: it gives for what happens from now on.").waitFor();
  await offers().locator('[data-state="Available"]').getByText("Tea weeks").waitFor();
  assert.deepEqual(await accessibilityProblems(windows.rep.page, offers()), []);
  await pictured(windows.rep, "offers-joined");
  assert.equal(await balanceOf("M-1"), 100);
  await sell("M-1", "within", new Date(Date.now() + 1000));
  await sell("M-1", "late, of before", secondsAgo(60));
  assert.equal(await balanceOf("M-1"), 320, "20 for the one purchase after joining");
  await showOffers(windows.phone);
  await offers(windows.phone).getByRole("button", { name: "Leave: Tea weeks" }).click();
  await offers(windows.phone).getByText("Left “Tea weeks”: what was earned stays.").waitFor();
  await offers(windows.phone).locator('[data-state="Joinable"]').getByText("Tea weeks").waitFor();
  assert.equal(await overflows(windows.phone.page), false);
  await pictured(windows.phone, "offers-left");
  await sell("M-1", "after", new Date(Date.now() + 5000));
  assert.equal(await balanceOf("M-1"), 420);
});

test("a manager builds a promotion to join, and a surprise for some members, from rows", async () => {
  const builder = windows.manager.page.locator("c-rule-builder");
  const words = builder.locator(".words");
  const saved = async (name: string): Promise<Readonly<Record<string, unknown>>> => {
    await builder.getByLabel("Rule Name").fill(name);
    await builder.getByLabel("Rule Name").press("Tab");
    await builder.getByRole("button", { name: "Save draft" }).click();
    await windows.manager.page.waitForURL(/LoyaltyRule__c\/\w+\/view/);
    const { records } = await stage.org.connection.query<Record<string, unknown>>(
      `SELECT OptIn__c, Unannounced__c, SharePercent__c, ShareOf__c FROM LoyaltyRule__c WHERE Name = '${name}'`
    );
    const { OptIn__c, Unannounced__c, SharePercent__c, ShareOf__c } = records[0]!;
    return { OptIn__c, Unannounced__c, SharePercent__c, ShareOf__c };
  };
  await windows.manager.open("/lightning/n/Loyalty_Rule_Builder");
  await builder.getByText("Opt-in", { exact: true }).click();
  await words.getByText("Purchases: Always; for members who have joined, from then on").waitFor();
  await builder.getByLabel("Unannounced").waitFor({ state: "detached" });
  await pictured(windows.manager, "rule-opt-in");
  assert.deepEqual(await saved("Autumn weeks"), {
    OptIn__c: true,
    Unannounced__c: false,
    SharePercent__c: null,
    ShareOf__c: null
  });
  await windows.manager.open("/lightning/n/Loyalty_Rule_Builder");
  await builder.getByText("Unannounced", { exact: true }).click();
  await builder.getByLabel("Share (%)").fill("10");
  await builder.getByLabel("Share (%)").press("Tab");
  await builder.getByRole("combobox", { name: "Share Of" }).click();
  await builder.getByRole("option", { name: "Members", exact: true }).click();
  await words.getByText("for 10% of Members, drawn by lot; as a surprise: not shown before").waitFor();
  assert.deepEqual(await accessibilityProblems(windows.manager.page, builder), []);
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
  const reward = await create("LoyaltyReward__c", {
    Program__c: program,
    Name: "Free shipping",
    Kind__c: "FreeShipping",
    Distribution__c: "Grant",
    Cost__c: 0,
    Active__c: true
  });
  const criteria = '{"field":"document.channel","operator":"equals","value":"Rush"}';
  const points = await createClubRule("Worth 1.30", { CapMoneyForAll__c: 1.3, Criteria__c: criteria });
  const gift = { Effect__c: "Reward", Value__c: null, Reward__c: reward, CapRewardsForAll__c: 7 };
  const gifts = await createClubRule("Seven gifts", { ...gift, Criteria__c: criteria });
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
  const vouchers = await stage.org.connection.query(
    "SELECT Id FROM LoyaltyVoucher__c WHERE Status__c = 'Issued' AND Member__r.MemberNumber__c LIKE 'R-%'"
  );
  assert.equal(vouchers.totalSize, 7);
  const results = windows.manager.page.locator("c-rule-results");
  await windows.manager.open(`/lightning/r/LoyaltyRule__c/${points}/view`);
  await results.getByText("€1.30 of €1.30").waitFor();
  assert.deepEqual(await accessibilityProblems(windows.manager.page, results), []);
  await pictured(windows.manager, "rule-budget");
  await windows.manager.open(`/lightning/r/LoyaltyRule__c/${gifts}/view`);
  await results.getByText("7 of 7").waitFor();
});

test("a sale over HTTP that reaches a tier gives the owner a task, the account its prices and an entitlement, and the return ends all", async () => {
  const tiered = await createProgram(stage.org, "Tiered");
  await create("LoyaltyTier__c", { Name: "Base", Program__c: tiered, Threshold__c: 0, Multiplier__c: 1 });
  const gold = await create("LoyaltyTier__c", {
    Name: "Gold",
    Program__c: tiered,
    Threshold__c: 1000,
    Multiplier__c: 1
  });
  await create("LoyaltyBenefit__c", { Tier__c: gold, Name: "Visit the customer", Kind__c: "Task" });
  await create("LoyaltyBenefit__c", {
    Tier__c: gold,
    Name: "Gold prices",
    Kind__c: "PriceGroup",
    PriceGroup__c: "GOLD"
  });
  await create("LoyaltyBenefit__c", { Tier__c: gold, Name: "Priority support", Kind__c: "Entitlement" });
  await createMember("T-1", tiered);
  const state = async (): Promise<readonly unknown[]> => {
    const accounts = await stage.org.connection.query<{ Id: string; PriceGroup__c: string | null }>(
      "SELECT Id, PriceGroup__c FROM Account WHERE Name = 'Customer T-1'"
    );
    const { Id: account, PriceGroup__c: priceGroup } = accounts.records[0]!;
    const tasks = await stage.org.connection.query<{ Subject: string; IsClosed: boolean }>(
      `SELECT Subject, IsClosed FROM Task WHERE WhatId = '${account}'`
    );
    const entitlements = await stage.org.connection.query<{ Name: string; EndDate: string | null }>(
      `SELECT Name, EndDate FROM Entitlement WHERE AccountId = '${account}'`
    );
    return [
      priceGroup,
      ...tasks.records.map(({ Subject: subject, IsClosed: isClosed }) => [subject, isClosed]),
      ...entitlements.records.map(({ Name: name, EndDate: lastDay }) => [name, lastDay !== null])
    ];
  };
  await sell("T-1", "T-1 1", new Date(), 999);
  assert.deepEqual(await state(), [null]);
  await sell("T-1", "T-1 2", new Date(), 1);
  assert.deepEqual(await state(), ["GOLD", ["Visit the customer", false], ["Priority support", false]]);
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
  assert.deepEqual(await state(), [null, ["Visit the customer", true], ["Priority support", true]]);
});
