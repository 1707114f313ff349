/** Quick actions of members, accounts and contacts, by reps and viewers, on both widths. */
import assert from "node:assert/strict";
import { after, afterEach, before, test as anyTest } from "node:test";
import type { Browser, Page } from "playwright-core";
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
let rep: Window;
let account: string;
let stranger: string;
let member: string;

before(async () => {
  if (skip) return;
  [org, browser] = await Promise.all([startOrg(), launchBrowser()]);
  await assignPermissionSet(org, "Loyalty_Administrator");
  const program = await createProgram(org, "Club", {
    CurrencyCode__c: "EUR",
    PurchaseLimit__c: 100000,
    PurchaseDayLimit__c: 1000000
  });
  account = await createRecord(org, "Account", { Name: "Corner Shop" });
  stranger = await createRecord(org, "Account", { Name: "New Shop" });
  member = await createRecord(org, "LoyaltyMember__c", { Program__c: program, Account__c: account });
  rep = await openWindow(browser, await pageAddressOf(org, "Agent"));
});

after(async () => {
  await browser?.close();
  await org?.stop();
});

afterEach(() => assert.deepEqual(rep?.takeErrors() ?? [], []));

const memberPage = (): string => `/lightning/r/LoyaltyMember__c/${member}/view`;

/** The buttons and, behind them, the menu of the page's head. */
async function offered(page: Page): Promise<{ buttons: string[]; menu: string[] }> {
  const group = page.locator("local-highlights").getByRole("group");
  const buttons = (await group.locator("button[data-action]").allInnerTexts()).map((text) => text.trim());
  const menu = group.locator("lightning-button-menu button");
  if ((await menu.count()) === 0) return { buttons, menu: [] };
  await menu.click();
  const items = (await page.getByRole("menuitem").allInnerTexts()).map((text) => text.trim());
  await page.keyboard.press("Escape");
  return { buttons, menu: items };
}

test("a rep registers a purchase from the head of a member's page, and the page shows the points", async () => {
  await rep.open(memberPage());
  const { buttons, menu } = await offered(rep.page);
  assert.deepEqual(buttons, ["Redeem", "Register a Purchase", "Submit a Claim"]);
  const others = [
    "Adjust Points",
    "Transfer Points",
    "Give a Goodwill Voucher",
    "Price of a Product",
    "Statement",
    "Card to Scan"
  ];
  assert.deepEqual(menu.slice(0, others.length), others);
  await rep.page.locator("local-highlights").getByRole("button", { name: "Register a Purchase" }).click();
  const dialog = rep.page.getByRole("dialog");
  await dialog.getByLabel("Amount paid").fill("250");
  await dialog.getByRole("button", { name: "Register", exact: true }).click();
  await dialog.getByText("The purchase earned 250 points.").waitFor();
  await dialog.getByRole("button", { name: "Close", exact: true }).last().click();
  await rep.page.locator("c-member-card .balance").filter({ hasText: "250" }).waitFor();
  assert.deepEqual(await accessibilityProblems(rep.page), []);
});

test("the menu opens an action by keyboard", async () => {
  await rep.open(memberPage());
  await rep.page.locator("local-highlights").getByRole("button", { name: "More actions" }).focus();
  await rep.page.keyboard.press("Enter");
  await rep.page.getByRole("menuitem", { name: "Adjust Points" }).waitFor();
  await rep.page.keyboard.press("Enter");
  await rep.page.getByRole("dialog").getByText("Balance now: 250").waitFor();
  await rep.page.keyboard.press("Escape");
});

test("an account that is no member yet says so, and joins", async () => {
  await rep.open(`/lightning/r/Account/${stranger}/view`);
  await rep.page.locator("local-highlights").getByRole("button", { name: "Register a Purchase" }).click();
  await rep.page.locator("lightning-toast, .slds-notify").filter({ hasText: "Not a member yet" }).first().waitFor();
  await rep.page.locator("local-highlights").getByRole("button", { name: "More actions" }).click();
  await rep.page.getByRole("menuitem", { name: "Join a Program" }).click();
  await rep.page.getByRole("dialog").getByRole("button", { name: "Enrol" }).waitFor();
  await rep.page.keyboard.press("Escape");
});

test("the price of a product is told from the head of an account's page", async () => {
  await rep.open(`/lightning/r/Account/${account}/view`);
  await rep.page.locator("local-highlights").getByRole("button", { name: "More actions" }).click();
  await rep.page.getByRole("menuitem", { name: "Price of a Product" }).click();
  const dialog = rep.page.getByRole("dialog");
  await dialog.getByRole("searchbox").fill("TEA-1");
  await dialog.getByRole("button", { name: "Show price" }).click();
  await dialog.getByText("the list price holds").waitFor();
  await rep.page.keyboard.press("Escape");
});

test("somebody who may only look is offered prices, the statement and the card alone", async () => {
  const viewer = await openWindow(browser, await pageAddressOf(org, "Viewer"));
  await viewer.open(memberPage());
  assert.deepEqual(await offered(viewer.page), {
    buttons: ["Price of a Product", "Statement", "Card to Scan"],
    menu: []
  });
  assert.deepEqual(viewer.takeErrors(), []);
  await viewer.close();
});

test("on a phone, in Turkish, one action is a button and the others are in the menu", async () => {
  const phone = await openWindow(browser, await pageAddressOf(org, "Agent", "tr"), PHONE);
  await phone.open(memberPage());
  const { buttons, menu } = await offered(phone.page);
  assert.equal(buttons.length, 1);
  assert.ok(menu.includes("Satın alma kaydet"), String(menu));
  assert.equal(await overflows(phone.page), false);
  assert.deepEqual([phone.takeErrors(), await accessibilityProblems(phone.page)], [[], []]);
  await phone.close();
});
