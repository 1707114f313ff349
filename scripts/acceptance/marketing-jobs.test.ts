/** What marketing does with rules and programs, in a browser, with the permission set of a manager and no other. */
import assert from "node:assert/strict";
import { after, afterEach, before, test as anyTest } from "node:test";
import type { Browser, Locator } from "playwright-core";
import { unavailable } from "../test/machine.ts";
import { accessibilityProblems, openWindow, overflows, PHONE, tabTo, type Window } from "./browser-pages.ts";
import { launchBrowser } from "./launch-browser.ts";
import { assignPermissionSet, startOrg, type OrgProcess } from "./org-process.ts";
import { createProgram, createRecord, createRule } from "./records.ts";
import { pageAddressOf } from "./role-user.ts";

const skip = await unavailable("browser");
const test = (name: string, steps: () => Promise<void>): unknown => anyTest(name, { skip }, steps);

let org: OrgProcess;
let browser: Browser;
let manager: Window;
let phone: Window;
let ruleAddress: string;
let hotel: string;

before(async () => {
  if (skip) return;
  [org, browser] = await Promise.all([startOrg(), launchBrowser()]);
  await assignPermissionSet(org, "Loyalty_Administrator");
  await createData();
  const address = await pageAddressOf(org, "Manager");
  manager = await openWindow(browser, address);
  phone = await openWindow(browser, address, PHONE);
});

after(async () => {
  await browser?.close();
  await org?.stop();
});

afterEach(() => assert.deepEqual([...(manager?.takeErrors() ?? []), ...(phone?.takeErrors() ?? [])], []));

const create = (object: string, fields: object): Promise<string> => createRecord(org, object, fields);

/** One member who is Silver from the second purchase on, with tea and mugs. */
async function createData(): Promise<void> {
  const program = await createProgram(org, "Club", {
    CurrencyCode__c: "EUR",
    PointValue__c: 0.01,
    TimeZone__c: "Europe/Istanbul",
    PurchaseLimit__c: 10_000_000,
    PurchaseDayLimit__c: 10_000_000
  });
  await create("LoyaltyTier__c", { Name: "Base", Program__c: program, Threshold__c: 0, Multiplier__c: 1 });
  await create("LoyaltyTier__c", { Name: "Silver", Program__c: program, Threshold__c: 1000, Multiplier__c: 1 });
  const account = await create("Account", { Name: "Big Hotel" });
  const member = await create("LoyaltyMember__c", { Program__c: program, Account__c: account });
  hotel = member;
  for (const [name, criteria] of [
    ["Ten for each", null],
    ["For people", '{"field":"member.isCompany","operator":"equals","value":false}']
  ] as const)
    await createRule(org, program, name, 10, { StartsAt__c: "2026-01-01T00:00:00Z", Criteria__c: criteria });
  await purchase(member, "first", "2025-12-02T10:00:00Z", { Tea: 1000 });
  await purchase(member, "tea and mugs", "2025-12-03T10:00:00Z", { Tea: 250, Mugs: 50 });
  await purchase(member, "mugs", "2025-12-04T10:00:00Z", { Mugs: 70 });
}

async function purchase(
  member: string,
  number: string,
  at: string,
  lines: Readonly<Record<string, number>>
): Promise<void> {
  const document = await create("LoyaltyTransaction__c", {
    Member__c: member,
    Kind__c: "Purchase",
    ExternalId__c: number,
    OccurredAt__c: at,
    Amount__c: Object.values(lines).reduce((sum, amount) => sum + amount, 0)
  });
  for (const [category, amount] of Object.entries(lines))
    await create("LoyaltyTransactionLine__c", {
      Transaction__c: document,
      ExternalId__c: `${number} ${category}`,
      LineNumber__c: category,
      Product__c: `${category} box`,
      Category__c: category,
      Quantity__c: 1,
      Amount__c: amount
    });
}

const builder = (window = manager): Locator => window.page.locator("c-rule-builder");
const words = (): Locator => builder().locator(".words");

async function choose(scope: Locator, label: string, option: string): Promise<void> {
  await scope.getByRole("combobox", { name: label }).click();
  await scope.getByRole("option", { name: option, exact: true }).click();
}

/** Writes into a field and leaves it, as somebody does who goes on. */
async function write(label: string, value: string): Promise<void> {
  // Before the label of a field that is required stands an asterisk.
  const field = builder()
    .getByLabel(new RegExp(`^\\*?\\s*${label}$`))
    .first();
  await field.fill(value);
  await field.press("Tab");
}

async function pictured(window: Window, name: string): Promise<void> {
  if (process.env.PICTURES)
    await window.page.screenshot({
      path: `${process.env.PICTURES}/${name}-${window === phone ? 390 : 1366}.png`,
      fullPage: true
    });
}

test("marketing builds double points for tea in December, Silver and up, 500 a member, from rows", async () => {
  await manager.open("/lightning/o/LoyaltyRule__c/list");
  await manager.page.getByRole("button", { name: "New Rule", exact: true }).click();
  await manager.page.waitForURL(/\/lightning\/n\/Loyalty_Rule_Builder$/);
  await write("Rule Name", "Tea in December");
  await choose(builder(), "Scope", "Lines");
  await builder().getByRole("button", { name: "Add a condition" }).click();
  const first = builder().locator("c-condition-row").nth(0);
  await choose(first, "Value", "Another value…");
  await first.getByLabel("Another value…").last().fill("Teaa");
  await first.getByLabel("Another value…").last().press("Tab");
  await first.getByText(/“Teaa” is in none of the latest 2,000 transactions. Did you mean “Tea”/).waitFor();
  await choose(first, "Value", "Tea");
  await builder().getByRole("button", { name: "Add a condition" }).click();
  const second = builder().locator("c-condition-row").nth(1);
  await choose(second, "What", "Tier");
  await choose(second, "How", "is at least");
  await choose(second, "Value", "Silver");
  await builder().getByText("The engine understands these conditions.").waitFor();
  await write("First day", "Dec 1, 2025");
  await write("Last day", "Dec 31, 2025");
  await write("Cap of Points", "500");
  await choose(builder(), "Period", "Lifetime");
  await words().getByText("2 times the base points, for the lines that match").waitFor();
  await words().getByText("Purchases: Category of a line is “Tea” and Tier is at least “Silver”").waitFor();
  await words().getByText("from Dec 1, 2025 to Dec 31, 2025").waitFor();
  await words().getByText("500 points for one member (Lifetime)").waitFor();
  assert.deepEqual(await accessibilityProblems(manager.page), []);
  await pictured(manager, "rule-new");
  await builder().getByRole("button", { name: "Save draft" }).click();
  await manager.page.waitForURL(/LoyaltyRule__c\/\w+\/view/);
  ruleAddress = new URL(manager.page.url()).pathname;
  const [rule] = await org.connection.sobject("LoyaltyRule__c").find({ Name: "Tea in December" }, ["Criteria__c"]);
  assert.deepEqual(JSON.parse(String((rule as unknown as Record<string, unknown>)["Criteria__c"])), {
    all: [
      { field: "line.category", operator: "equals", value: "Tea" },
      { field: "member.tier", operator: "atLeast", value: "Silver" }
    ]
  });
});

test("it is tried on past transactions: applied, or not and why", async () => {
  await manager.open(ruleAddress);
  const trial = builder().locator("c-rule-trial");
  await trial.getByRole("button", { name: "Try" }).waitFor();
  await trial.getByRole("combobox", { name: "Transaction" }).click();
  await trial.getByRole("option", { name: /^tea and mugs/ }).click();
  await trial.getByRole("button", { name: "Try" }).click();
  await trial.getByText("Applied: +250").waitFor();
  await trial.getByText("Category of a line is “Tea”: holds for 1 of 2 lines").waitFor();
  await trial.getByLabel("Number of the transaction").fill("first");
  await trial.getByLabel("Number of the transaction").press("Enter");
  await trial
    .getByRole("combobox", { name: "Transaction" })
    .getByText(/^first/)
    .waitFor();
  await trial.getByRole("button", { name: "Try" }).click();
  await trial.getByText("Not applied, because a condition does not hold.").waitFor();
  await trial.getByText("Tier is at least “Silver”: does not hold").waitFor();
});

test("it is simulated with months and money, activated by keyboard, counted and ended", async () => {
  await manager.open(ruleAddress);
  const results = manager.page.locator("c-rule-results");
  await results.getByLabel("First day").fill("Dec 1, 2025");
  await results.getByLabel("First day").press("Tab");
  await results.getByRole("button", { name: "Simulate" }).click();
  await results.getByText("€2.50").waitFor();
  await results.locator("tbody tr").filter({ hasText: "Dec 2025" }).filter({ hasText: "+250" }).waitFor();
  await tabTo(manager.page, "Activate");
  await manager.page.keyboard.press("Enter");
  await manager.page.getByRole("button", { name: "OK" }).press("Enter");
  await builder().getByText("The rule is active.").waitFor();
  await results.getByRole("button", { name: "Count what it gave" }).click();
  await results.getByText(/^from Dec 1, 2025 to Dec 31, 2025, counted/).waitFor();
  await builder().getByRole("button", { name: "End now" }).click();
  await manager.page.getByRole("button", { name: "OK" }).click();
  await builder().getByText("The rule has ended.").waitFor();
  await builder().getByText("Status: Ended").waitFor();
});

test("the rule's page is accessible and fits a phone", async () => {
  for (const window of [manager, phone]) {
    await window.open(ruleAddress);
    await builder(window).locator(".words").waitFor();
    for (const part of [builder(window), window.page.locator("c-rule-results")])
      assert.deepEqual(await accessibilityProblems(window.page, part), []);
    assert.equal(await overflows(window.page), false);
    await pictured(window, "rule-ended");
    await window.open("/lightning/n/Loyalty_Rule_Builder");
    await builder(window).getByRole("button", { name: "Add a condition" }).click();
    await builder(window).locator("c-condition-row").waitFor();
    assert.deepEqual(await accessibilityProblems(window.page), []);
    assert.equal(await overflows(window.page), false);
    await pictured(window, "rule-rows");
    await window.open("/lightning/n/Loyalty_Program_Assistant");
    const assistant = window.page.locator("c-program-assistant");
    for (let step = 1; step < 3; step++) await assistant.getByRole("button", { name: "Next", exact: true }).click();
    assert.equal(await overflows(window.page), false);
  }
});

/** Fills in a rule of a kind, reads it back in words, saves and activates it. */
async function activate(
  name: string,
  effect: string,
  fill: () => Promise<void>,
  told: readonly string[]
): Promise<void> {
  await draft(name, effect, fill, told);
  await pressActivate();
  await builder().getByText("The rule is active.").waitFor();
}

async function draft(name: string, effect: string, fill: () => Promise<void>, told: readonly string[]): Promise<void> {
  await manager.open("/lightning/n/Loyalty_Rule_Builder");
  await write("Rule Name", name);
  await choose(builder(), "Effect", effect);
  await fill();
  for (const text of told) await words().getByText(text, { exact: true }).waitFor();
  await pictured(manager, `rule-${name.replaceAll(" ", "-")}`);
  await builder().getByRole("button", { name: "Save draft" }).click();
  await manager.page.waitForURL(/LoyaltyRule__c\/\w+\/view/);
}

async function pressActivate(): Promise<void> {
  await builder().getByRole("button", { name: "Activate" }).click();
  await manager.page.getByRole("button", { name: "OK" }).click();
}

test("a badge for a milestone, a reward each time and a rebate by volume are built from pickers, read back and activated", async () => {
  const [club] = await org.connection.sobject("LoyaltyProgram__c").find({ Name: "Club" }, ["Id"]);
  await create("LoyaltyReward__c", {
    Program__c: club!.Id,
    Name: "Tasting",
    Kind__c: "Percentage",
    Value__c: 100,
    Cost__c: 0,
    Distribution__c: "Grant",
    Active__c: true
  });
  await activate(
    "Regular guest",
    "Badge",
    async () => {
      await write("Badge", "Regular");
      await choose(builder(), "Milestone", "Orders");
      await write("Milestone At", "1");
      await builder().getByRole("button", { name: "Add a condition" }).click();
      await choose(builder().locator("c-condition-row").nth(0), "What", "Tier");
      await choose(builder().locator("c-condition-row").nth(0), "How", "is at least");
      await choose(builder().locator("c-condition-row").nth(0), "Value", "Silver");
      await builder().getByText("The engine understands these conditions.").waitFor();
    },
    ["The badge “Regular”", "Purchases: Tier is at least “Silver”", "once, when Orders reach 1"]
  );
  await activate(
    "Second order",
    "Reward",
    async () => {
      await choose(builder(), "Reward", "Tasting");
      await choose(builder(), "Milestone", "Orders");
      await write("Milestone At", "2");
      await builder().getByLabel("Milestone Repeats").check({ force: true });
    },
    ["The reward “Tasting”", "Purchases: Always", "each time Orders reach 2"]
  );
  await activate(
    "Volume rebate",
    "Points by the period's volume",
    async () => {
      await choose(builder(), "Band Basis", "Amount");
      for (const [index, from, rate] of [
        [0, "1000", "0.02"],
        [1, "4000", "0.05"]
      ] as const) {
        const band = builder().locator("c-band-rows .band").nth(index);
        if ((await band.count()) === 0) await builder().getByRole("button", { name: "Add a band" }).click();
        for (const [label, value] of [
          ["From a volume of", from],
          ["Points per unit", rate]
        ] as const) {
          await band.getByLabel(label).fill(value);
          await band.getByLabel(label).press("Tab");
        }
      }
      await choose(builder(), "Period", "Quarter");
    },
    ["Points by the period's volume: 0.02 points per unit from 1,000 on, 0.05 points per unit from 4,000 on"]
  );
  await purchase(hotel, "for the milestones", new Date().toISOString(), { Tea: 1500 });
  await purchase(hotel, "the second", new Date().toISOString(), { Tea: 10 });
  const badges = await org.connection.sobject("LoyaltyMemberBadge__c").find({ Member__c: hotel }, ["Badge__c"]);
  assert.deepEqual(
    badges.map((badge) => (badge as unknown as { Badge__c: string }).Badge__c),
    ["Regular"]
  );
  const { totalSize } = await org.connection.query(
    `SELECT Id FROM LoyaltyVoucher__c WHERE Member__c = '${hotel}' AND Reward__r.Name = 'Tasting'`
  );
  assert.equal(totalSize, 1);
});

test("a challenge of two steps is built from pickers, is activated once it has them, and its steps are told to the member's rep", async () => {
  await draft(
    "Explorer",
    "Points, once per transaction",
    async () => {
      await write("Value", "70");
      await choose(builder(), "Milestone", "Steps");
      await write("Milestone At", "2");
    },
    ["70 points", "once, when Steps reach 2"]
  );
  const challenge = manager.page.url();
  await pressActivate();
  await builder().getByText("The rule needs 2 active steps and has 0: activate its steps first.").waitFor();
  for (const error of manager.takeErrors()) assert.match(error, /^Failed to load resource/);
  for (const [name, at] of [
    ["One more order", "1"],
    ["Three more orders", "3"]
  ] as const)
    await activate(
      name,
      "Badge",
      async () => {
        await write("Badge", name);
        await choose(builder(), "Milestone", "Orders");
        await write("Milestone At", at);
        await choose(builder(), "Step Of", "Explorer");
      },
      [`once, when Orders reach ${at}; a step of Explorer`]
    );
  await manager.open(challenge);
  await pressActivate();
  await builder().getByText("The rule is active.").waitFor();
  await purchase(hotel, "for the first step", new Date().toISOString(), { Tea: 10 });
  for (const window of [manager, phone]) {
    await window.open(`/lightning/r/LoyaltyMember__c/${hotel}/view`);
    if (window === phone) await phone.page.getByRole("tab", { name: "Rewards" }).click();
    const offers = window.page.locator("c-member-offers");
    await offers.getByRole("button", { name: "Show offers" }).click();
    await offers.getByText("One more order: reached").waitFor();
    await offers.getByText("Three more orders: 1 of 3").waitFor();
    assert.deepEqual(await accessibilityProblems(window.page, offers), []);
    assert.equal(await overflows(window.page), false);
    await pictured(window, "challenge");
  }
});

test("a member's page says which offers can be had, which are used up and which cannot be had, and why", async () => {
  for (const window of [manager, phone]) {
    await window.open(`/lightning/r/LoyaltyMember__c/${hotel}/view`);
    if (window === phone) await phone.page.getByRole("tab", { name: "Rewards" }).click();
    const offers = window.page.locator("c-member-offers");
    await offers.getByRole("button", { name: "Show offers" }).click();
    await offers.locator('[data-state="Available"]').getByText("Ten for each").waitFor();
    await offers.locator('[data-state="Used"]').getByText("Regular guest").waitFor();
    await offers.locator('[data-state="NotAvailable"]').getByText("For people").waitFor();
    await offers.getByText("Because this does not hold: Member is a company is No").waitFor();
    assert.deepEqual(await accessibilityProblems(window.page, offers), []);
    assert.equal(await overflows(window.page), false);
    await pictured(window, "offers");
  }
});

test("marketing makes a program from a template in five steps, which works at once; cancelled, nothing is there", async () => {
  const assistant = manager.page.locator("c-program-assistant");
  const next = (): Promise<void> => assistant.getByRole("button", { name: "Next", exact: true }).click();
  const programs = async (): Promise<unknown[]> =>
    org.connection.sobject("LoyaltyProgram__c").find({ Name: "Trade Club" }, ["Id"]);
  for (const ends of ["cancelled", "created"]) {
    await manager.open("/lightning/n/Loyalty_Program_Assistant");
    await assistant.getByRole("radio", { name: /^B2B tiers/ }).check();
    await next();
    await assistant.getByLabel(/Program Name/).fill("Trade Club");
    await assistant.getByLabel(/Program Name/).press("Tab");
    assert.equal(await assistant.getByLabel(/^\*?\s*Code$/).inputValue(), "TRADECLUB");
    await pictured(manager, "program-terms");
    await next();
    await assistant.getByLabel("Benefits, one a line").first().fill("Own price list");
    await assistant.getByLabel("Benefits, one a line").first().press("Tab");
    assert.deepEqual(await accessibilityProblems(manager.page), []);
    await pictured(manager, "program-tiers");
    await next();
    await pictured(manager, "program-rewards");
    await next();
    await assistant.getByText("A purchase of 100 gives 110 points in Silver.").waitFor();
    if (ends === "cancelled") {
      await assistant.getByRole("button", { name: "Cancel" }).click();
      await assistant.getByText("Nothing was created.").waitFor();
      assert.deepEqual(await programs(), []);
    } else {
      await assistant.getByRole("button", { name: "Create the program" }).click();
      await manager.page.waitForURL(/LoyaltyProgram__c\/\w+\/view/);
    }
  }
  const [program] = (await programs()) as { Id: string }[];
  const tiers = await org.connection.sobject("LoyaltyTier__c").find({ Program__c: program!.Id }, ["Name"]);
  assert.deepEqual(tiers.map((tier) => (tier as unknown as { Name: string }).Name).sort(), [
    "Bronze",
    "Gold",
    "Silver"
  ]);
  const account = await create("Account", { Name: "New Dealer" });
  const member = await create("LoyaltyMember__c", { Program__c: program!.Id, Account__c: account });
  await purchase(member, "first of the program", "2026-01-05T10:00:00Z", { Tea: 300 });
  const [found] = await org.connection.sobject("LoyaltyMember__c").find({ Id: member }, ["Balance__c"]);
  assert.equal((found as unknown as { Balance__c: number }).Balance__c, 300);
});

test("Turkish and Polish pages are accessible and whole: buttons are called by what stands on them, fields as in the language", async () => {
  for (const [language, add, next, pointName] of [
    ["tr", "Koşul ekle", "İleri", "Puan Adı"],
    ["pl", "Dodaj warunek", "Dalej", "Nazwa punktów"]
  ] as const) {
    const window = await openWindow(browser, await pageAddressOf(org, "Manager", language));
    await window.open("/lightning/n/Loyalty_Rule_Builder");
    await builder(window).getByRole("button", { name: add }).click();
    await builder(window).locator("c-condition-row").waitFor();
    assert.deepEqual(await accessibilityProblems(window.page), []);
    await pictured(window, `rule-rows-${language}`);
    await window.open("/lightning/n/Loyalty_Program_Assistant");
    const assistant = window.page.locator("c-program-assistant");
    await assistant.getByRole("button", { name: next, exact: true }).click();
    await assistant.getByLabel(new RegExp(`${pointName}$`)).waitFor();
    assert.deepEqual(window.takeErrors(), []);
    await window.close();
  }
});
