/** Referrals and key figures on the pages, with the permission sets of an agent and a manager and no other. */
import assert from "node:assert/strict";
import { after, afterEach, before, test as anyTest } from "node:test";
import type { Browser, Locator } from "playwright-core";
import { unavailable } from "../test/machine.ts";
import { accessibilityProblems, openWindow, overflows, PHONE, type Window } from "./browser-pages.ts";
import { launchBrowser } from "./launch-browser.ts";
import { assignPermissionSet, startOrg, type OrgProcess } from "./org-process.ts";
import { createProgram, createRecord } from "./records.ts";
import { pageAddressOf } from "./role-user.ts";

const skip = await unavailable("browser");
const test = (name: string, steps: () => Promise<void>): unknown => anyTest(name, { skip }, steps);

let org: OrgProcess;
let browser: Browser;
let agent: Window;
let manager: Window;
let phone: Window;
let program: string;
let rita: string;

before(async () => {
  if (skip) return;
  [org, browser] = await Promise.all([startOrg(), launchBrowser()]);
  await assignPermissionSet(org, "Loyalty_Administrator");
  program = await createProgram(org, "Club", {
    CurrencyCode__c: "EUR",
    ReferrerPoints__c: 500,
    RefereePoints__c: 200,
    ReferralUrl__c: "https://shop.example/join?code="
  });
  rita = await join("Rita", undefined);
  const agentsAddress = await pageAddressOf(org, "Agent");
  agent = await openWindow(browser, agentsAddress);
  phone = await openWindow(browser, agentsAddress, PHONE);
  manager = await openWindow(browser, await pageAddressOf(org, "Manager"));
});

after(async () => {
  await browser?.close();
  await org?.stop();
});

afterEach(() => {
  for (const window of [agent, manager, phone]) assert.deepEqual(window?.takeErrors() ?? [], []);
});

const create = (object: string, fields: object): Promise<string> => createRecord(org, object, fields);

/** A new customer who joins; of one family all have the same telephone. */
async function join(name: string, code: string | undefined): Promise<string> {
  const contact = await create("Contact", { LastName: name, MobilePhone: "+44 20 7946 0958" });
  return create("LoyaltyMember__c", { Program__c: program, Contact__c: contact, JoinedWithCode__c: code ?? null });
}

async function fieldOf(id: string, field: string): Promise<unknown> {
  const found = await org.connection.sobject("LoyaltyMember__c").findOne({ Id: id }, [field]);
  return (found as unknown as Record<string, unknown>)[field];
}

const panel = (window: Window): Locator => window.page.locator("c-referral-panel");
const handout = (window: Window, name: string): Locator => panel(window).getByRole("textbox", { name, exact: true });

test("a rep reads out the code of a member, and notes whom the member has invited", async () => {
  const code = String(await fieldOf(rita, "ReferralCode__c"));
  for (const window of [agent, phone]) {
    await window.open(`/lightning/r/LoyaltyMember__c/${rita}/view`);
    if (window === phone) await phone.page.getByRole("tab", { name: "Rewards" }).click();
    await panel(window).getByText("500 Points for the member, 200 Points for the new one").waitFor();
    assert.equal(await handout(window, "Referral code").inputValue(), code);
    assert.equal(await handout(window, "Link to join").inputValue(), `https://shop.example/join?code=${code}`);
    assert.deepEqual(await accessibilityProblems(window.page, panel(window)), []);
    assert.equal(await overflows(window.page), false);
  }
  await panel(agent).getByLabel("E-mail of who is invited").fill("nora@example.com");
  await panel(agent).getByRole("button", { name: "Note the invitation" }).click();
  const mail = panel(agent).getByRole("link", { name: "Write the e-mail to nora@example.com" });
  assert.match((await mail.getAttribute("href"))!, new RegExp(`^mailto:nora@example.com\\?subject=.*${code}`));
  await panel(agent).locator(".detail").filter({ hasText: "Sent" }).waitFor();
});

test("a manager releases a held referral, and what was bought is rewarded at once", async () => {
  const again = await join("Rita's other card", String(await fieldOf(rita, "ReferralCode__c")));
  await create("LoyaltyTransaction__c", {
    Member__c: again,
    Kind__c: "Purchase",
    ExternalId__c: "till:1",
    OccurredAt__c: new Date().toISOString(),
    Amount__c: 100
  });
  assert.equal(await fieldOf(rita, "Balance__c"), 0);
  await manager.open("/lightning/n/Loyalty_Decisions");
  const held = manager.page.locator('c-decision-list[data-kind="referrals"]');
  await held.getByText(/Self-referral · 079460958/).waitFor();
  assert.deepEqual(await accessibilityProblems(manager.page, held), []);
  await held.getByRole("checkbox", { name: /Rita's other card/ }).focus();
  await manager.page.keyboard.press("Space");
  await held.getByRole("button", { name: "Approve (1)", exact: true }).click();
  await manager.page.locator(".told").filter({ hasText: "1 approved." }).waitFor();
  assert.equal(await fieldOf(rita, "Balance__c"), 500);
  assert.equal(await fieldOf(again, "Balance__c"), 300);
});

test("a rep enrols somebody who names a code", async () => {
  const contact = await create("Contact", { LastName: "Nora" });
  await agent.open(`/lightning/r/Contact/${contact}/view`);
  const enrolment = agent.page.locator("c-enrol-panel");
  await enrolment.getByLabel("Referral code (optional)").fill("WRONG");
  await enrolment.getByRole("button", { name: "Enrol" }).click();
  await enrolment.getByText("No member of this program has the referral code WRONG.").waitFor();
  // What the org refuses is an error in the browser's console too.
  assert.match(agent.takeErrors().join(), /^Failed to load resource[^,]*$/);
  await enrolment.getByLabel("Referral code (optional)").fill(String(await fieldOf(rita, "ReferralCode__c")));
  await enrolment.getByRole("button", { name: "Enrol" }).click();
  await agent.page.locator("c-member-card").getByText("Club").first().waitFor();
  const found = await org.connection.sobject("LoyaltyReferral__c").find({ Status__c: "Joined" }, ["Id"]);
  assert.equal(found.length, 1);
});

async function run(apex: string): Promise<void> {
  const { success, exceptionMessage } = await org.connection.tooling.executeAnonymous(apex);
  assert.ok(success, exceptionMessage ?? "");
}

/** Lets the job count, and opens the dashboard until what was counted is there. */
async function countUntil(part: Locator, shown: Locator): Promise<void> {
  await run("Database.executeBatch(new KeyFiguresJob());");
  await manager.open("/lightning/n/Loyalty_Dashboard");
  for (;;) {
    await manager.page.reload();
    await part.locator(".counted, .empty").first().waitFor();
    if (await shown.isVisible()) return;
  }
}

test("a manager sees the key figures with their formulas", async () => {
  const figures = manager.page.locator("c-key-figures");
  const shown = figures.locator('[data-figure="CustomerLifetimeValue__c"]');
  await countUntil(figures, shown);
  await shown.getByText("€100.00").waitFor();
  await figures.locator('[data-figure="ParticipationRate__c"]').getByText("33.3%").waitFor();
  assert.deepEqual(await accessibilityProblems(manager.page, figures), []);
});

test("a manager sees of the customers of each month how many came back", async () => {
  const cohorts = manager.page.locator("c-cohort-retention");
  const rows = cohorts.locator("tbody tr");
  await rows.first().waitFor();
  const counted = await org.connection.query<{ NewCustomers__c: number }>(
    `SELECT NewCustomers__c FROM LoyaltyKeyFigures__c WHERE Program__c = '${program}' AND NewCustomers__c > 0 ORDER BY Month__c`
  );
  const shown = await rows.locator("td:nth-child(2)").allTextContents();
  assert.deepEqual(
    shown,
    counted.records.map(({ NewCustomers__c: customers }) => String(customers))
  );
  assert.deepEqual(await accessibilityProblems(manager.page, cohorts), []);
});

test("a manager sees which rewards are redeemed and by how many, and opens one", async () => {
  const fields = { Program__c: program, Kind__c: "Percentage", Value__c: 10, Cost__c: 100, Active__c: true };
  const mug = await create("LoyaltyReward__c", { ...fields, Name: "Mug" });
  await create("LoyaltyReward__c", { ...fields, Name: "Kettle" });
  for (const key of ["a", "b"]) await run(`RedemptionService.redeem('${rita}', '${mug}', '${key}');`);
  const rewards = manager.page.locator("c-reward-figures");
  const row = rewards.locator("[data-group=popular] tbody tr");
  await countUntil(rewards, row);
  assert.equal(await row.count(), 1);
  const [cost, redemptions, share] = await row.locator("td").allTextContents();
  assert.deepEqual([cost, redemptions], ["100", "2"]);
  assert.match(share!, /^\d+(\.\d)?%$/);
  await rewards.getByText("No reward is ignored.").waitFor();
  assert.deepEqual(await accessibilityProblems(manager.page, rewards), []);

  await row.getByRole("link", { name: "Mug" }).click();
  await manager.page.waitForURL(new RegExp(`LoyaltyReward__c/${mug}/view`));
});
