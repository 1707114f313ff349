/** What marketing does with a program, in a browser, with the permission set of a manager and no other. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
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
let manager: Window;
let phone: Window;

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
const monthsAgo = (months: number): string => {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 15)).toISOString();
};

async function createData(): Promise<void> {
  await createProgram(org, "Empty", { CurrencyCode__c: "EUR" });
  const program = await createProgram(org, "Club", {
    CurrencyCode__c: "EUR",
    PointValue__c: 0.01,
    TimeZone__c: "Europe/Istanbul",
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
