/** What marketing and partner managers do, in a browser, with the permission set of a manager and no other. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, afterEach, before, test as anyTest } from "node:test";
import { DateTime } from "luxon";
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
let manager: Window;
let phone: Window;
let dealer: string;

before(async () => {
  if (skip) return;
  [org, browser] = await Promise.all([startOrg(), launchBrowser()]);
  await assignPermissionSet(org, "Loyalty_Administrator");
  await createData();
  const address = await pageAddressOf(org, "Manager");
  await createWaiting(await pageAddressOf(org, "Agent"), address);
  manager = await openWindow(browser, address);
  phone = await openWindow(browser, address, PHONE);
});

after(async () => {
  await browser?.close();
  await org?.stop();
});

afterEach(() => assert.deepEqual([...(manager?.takeErrors() ?? []), ...(phone?.takeErrors() ?? [])], []));

const create = (object: string, fields: object): Promise<string> => createRecord(org, object, fields);
/** Where the program is: its month may have begun while that of GMT is not over. */
const ZONE = "Europe/Istanbul";
const monthsAgo = (months: number): string =>
  DateTime.now().setZone(ZONE).startOf("month").minus({ months }).set({ day: 15 }).toUTC().toISO()!;

async function createData(): Promise<void> {
  await createProgram(org, "Empty", { CurrencyCode__c: "EUR" });
  const program = await createProgram(org, "Club", {
    CurrencyCode__c: "EUR",
    PointValue__c: 0.01,
    TimeZone__c: ZONE,
    PurchaseLimit__c: 10_000_000,
    PurchaseDayLimit__c: 10_000_000
  });
  await create("LoyaltyTier__c", { Name: "Base", Program__c: program, Threshold__c: 0, Multiplier__c: 1 });
  await create("LoyaltyTier__c", { Name: "Gold", Program__c: program, Threshold__c: 8000, Multiplier__c: 1 });
  for (const [name, amounts] of [
    ["Corner Shop", [100, 120, 90, 110, 105]],
    ["Big Hotel", [100, 120, 90, 110, 900_000]]
  ] as const) {
    const account = await create("Account", { Name: name });
    const member = await create("LoyaltyMember__c", { Program__c: program, Account__c: account });
    for (const [index, amount] of amounts.entries()) {
      await create("LoyaltyTransaction__c", {
        Member__c: member,
        Kind__c: "Purchase",
        ExternalId__c: `${name} ${index}`,
        OccurredAt__c: monthsAgo(amounts.length - index),
        Amount__c: amount
      });
    }
  }
}

/** Somebody of a name as long as they get submits claims and adjusts above the limit; one claim is the manager's own. */
async function createWaiting(agent: string, manager: string): Promise<void> {
  const club = await org.connection.sobject("LoyaltyProgram__c").findOne({ Name: "Club" }, ["Id"]);
  const account = await create("Account", { Name: `Dealer ${"of everything ".repeat(5)}` });
  dealer = await create("LoyaltyMember__c", { Program__c: club!.Id, Account__c: account });
  const claim = async (submitter: string, invoiceNumber: string): Promise<void> => {
    const invoice = { seller: "ACME", invoiceNumber, day: monthsAgo(1).slice(0, 10), amount: 99.5 };
    await callApex(submitter, "MemberActionsController/submitClaim", { memberId: dealer, invoice });
  };
  for (const invoiceNumber of ["4711", "4712", "4713"]) await claim(agent, invoiceNumber);
  await claim(manager, "own");
  for (const [reason, points] of [
    ["Contest", 5000],
    ["Mistake", 6000]
  ] as const)
    await callApex(agent, "AdjustmentController/adjust", { memberId: dealer, points, reason, idempotencyKey: reason });
}

/** Calls an Apex method as the page does of whoever has this address to log in. */
async function callApex(address: string, method: string, parameters: object): Promise<void> {
  const response = await fetch(`${org.instanceUrl}/lightning/api/apex/${method}`, {
    method: "POST",
    headers: {
      Authorization: `Bearer ${new URL(address).searchParams.get("sid")}`,
      "Content-Type": "application/json"
    },
    body: JSON.stringify(parameters)
  });
  assert.equal(response.status, 200, await response.text());
}

const dashboard = (window = manager): Locator => window.page.locator("c-program-dashboard");

test("a manager sees the fullest program, its months against those before, and who is behind a figure", async () => {
  await manager.open("/lightning/n/Loyalty_Dashboard");
  await dashboard().getByText("Loyalty Program · Club").waitFor();
  await dashboard().getByRole("combobox", { name: "Period" }).click();
  await dashboard().getByRole("option", { name: "Last 3 months" }).click();
  const issued = dashboard().locator(".comparisons li").first();
  await issued.getByText(/\(440 in the 3 months before/).waitFor();
  assert.match(await issued.innerText(), /Issued, the 3 whole months up to .*900,505/);
  assert.deepEqual(await dashboard().locator("c-month-chart .gap").count(), 1);
  assert.ok(
    (await dashboard().locator("c-month-chart .value").allTextContents()).some((text) => text.startsWith("900"))
  );
  await dashboard().getByRole("button", { name: "Gold" }).click();
  const rows = dashboard().locator("c-figure-members tbody tr");
  await dashboard().getByText("Members: Gold").waitFor();
  await rows.first().waitFor();
  assert.equal(await rows.count(), 1);
  const [download] = await Promise.all([
    manager.page.waitForEvent("download"),
    dashboard().locator("c-figure-members").getByRole("button", { name: "Download these members" }).click()
  ]);
  assert.match(
    readFileSync(await download.path(), "utf8"),
    /MemberNumber,Member,Tier,LifetimePoints,Balance\r\n.*,Big Hotel,Gold,/
  );
  await dashboard().getByRole("link", { name: "Big Hotel" }).click();
  await manager.page.waitForURL(/LoyaltyMember__c/);
});

test("the dashboard is accessible and fits a phone", async () => {
  for (const window of [manager, phone]) {
    await window.open("/lightning/n/Loyalty_Dashboard");
    await dashboard(window).locator("c-month-chart .tick").first().waitFor();
    assert.deepEqual(await accessibilityProblems(window.page), []);
    assert.equal(await overflows(window.page), false);
    if (process.env.PICTURES)
      await window.page.screenshot({
        path: `${process.env.PICTURES}/dashboard-${window === phone ? 390 : 1366}.png`,
        fullPage: true
      });
  }
});

const decisions = (kind: "claims" | "adjustments", window = manager): Locator =>
  window.page.locator(`c-decision-list[data-kind="${kind}"]`);

/** Presses the button of the list, and waits for what the page tells. */
async function decide(list: Locator, button: string, told: string): Promise<void> {
  await list.getByRole("button", { name: button, exact: true }).click();
  await manager.page.locator(".told").filter({ hasText: told }).waitFor();
}

async function valuesOf(object: string, where: object, field: string): Promise<unknown[]> {
  const found = await org.connection.sobject(object).find(where, [field]);
  return found.map((record) => (record as unknown as Record<string, unknown>)[field]);
}

test("what waits for a decision is accessible and fits a phone", async () => {
  for (const window of [manager, phone]) {
    await window.open("/lightning/n/Loyalty_Decisions");
    await decisions("adjustments", window).getByText("Contest").waitFor();
    assert.deepEqual(await accessibilityProblems(window.page), []);
    assert.equal(await overflows(window.page), false);
    if (process.env.PICTURES)
      await window.page.screenshot({
        path: `${process.env.PICTURES}/decisions-${window === phone ? 390 : 1366}.png`,
        fullPage: true
      });
  }
});

test("a manager approves several claims at once, and rejects one with a reason; not their own", async () => {
  await manager.open("/lightning/n/Loyalty_Dashboard");
  await manager.page.getByRole("link", { name: "Waiting for a Decision" }).first().click();
  const claims = decisions("claims");
  assert.equal(await claims.getByRole("checkbox", { name: /own$/ }).isDisabled(), true);
  await claims.getByRole("checkbox", { name: /4711$/ }).focus();
  await manager.page.keyboard.press("Space");
  await claims.getByRole("checkbox", { name: /4713$/ }).focus();
  await manager.page.keyboard.press("Space");
  await decide(claims, "Approve (2)", "2 approved.");
  assert.deepEqual(await valuesOf("LoyaltyMember__c", { Id: dealer }, "Balance__c"), [198]);
  await claims.getByRole("checkbox", { name: "Choose all" }).focus();
  await manager.page.keyboard.press("Space");
  await claims.getByRole("button", { name: "Reject (1)" }).click();
  await claims.getByRole("alert").getByText("Say why you reject it").waitFor();
  await claims.getByLabel("Reason for rejecting").fill("The photo cannot be read");
  await decide(claims, "Reject (1)", "1 rejected.");
  const rejected = { Member__c: dealer, Status__c: "Rejected" };
  assert.deepEqual(await valuesOf("LoyaltyTransaction__c", rejected, "DecisionReason__c"), [
    "The photo cannot be read"
  ]);
});

test("a manager decides about adjustments, and sees the reason on the entry that was rejected", async () => {
  await manager.open("/lightning/n/Loyalty_Decisions");
  const adjustments = decisions("adjustments");
  await adjustments.getByRole("checkbox", { name: /5,000$/ }).focus();
  await manager.page.keyboard.press("Space");
  await decide(adjustments, "Approve (1)", "1 approved.");
  assert.deepEqual(await valuesOf("LoyaltyMember__c", { Id: dealer }, "Balance__c"), [5198]);
  await adjustments.getByRole("checkbox", { name: /6,000$/ }).focus();
  await manager.page.keyboard.press("Space");
  await adjustments.getByLabel("Reason for rejecting").fill("Not agreed");
  await decide(adjustments, "Reject (1)", "1 rejected.");
  await adjustments.getByText("No adjustment waits.").waitFor();
  const [entry] = await valuesOf("LoyaltyLedger__c", { Member__c: dealer, Status__c: "Void" }, "Id");
  await manager.open(`/lightning/r/LoyaltyLedger__c/${String(entry)}/view`);
  await manager.page.locator("local-detail").getByText("Not agreed").waitFor();
});
