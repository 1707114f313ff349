/** The page around an app, for each kind of user: tabs, search, launcher, menu of the user, and an org that is gone. */
import assert from "node:assert/strict";
import { after, afterEach, before, test as anyTest } from "node:test";
import type { Browser, Locator, Page } from "playwright-core";
import { unavailable } from "../test/machine.ts";
import { accessibilityProblems, openWindow, overflows, PHONE, tabTo, type Window } from "./browser-pages.ts";
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

before(async () => {
  if (skip) return;
  [org, browser] = await Promise.all([startOrg(), launchBrowser()]);
  await assignPermissionSet(org, "Loyalty_Administrator");
  const program = await createProgram(org, "Club", { CurrencyCode__c: "EUR" });
  const create = (name: string, number: string): Promise<string> =>
    createRecord(org, "Account", { Name: name, ErpCustomerNumber__c: number });
  account = await create("Café Bosfor", "D1015");
  const other = await create("Marmara Dağıtım", "D2001");
  await create("Cafe Bos & Söhne", "D3001");
  await createRecord(org, "LoyaltyMember__c", { Program__c: program, Account__c: account, MemberNumber__c: "TR-7001" });
  await createRecord(org, "LoyaltyMember__c", { Program__c: program, Account__c: other, MemberNumber__c: "TR-7002" });
  rep = await openWindow(browser, await pageAddressOf(org, "Agent"));
});

after(async () => {
  await browser?.close();
  await org?.stop();
});

afterEach(() => assert.deepEqual(rep?.takeErrors() ?? [], []));

const search = (page: Page): Locator =>
  page.getByRole("combobox", { name: /Search records|Kayıt arayın|Szukaj rekordów/ });
const bar = (page: Page): Locator => page.locator("nav");

async function tabsOf(page: Page): Promise<string[]> {
  const shown = (await bar(page).getByRole("link").allInnerTexts()).map((text) => text.trim());
  const more = bar(page).getByRole("button");
  if ((await more.count()) === 0) return shown;
  await more.click();
  const hidden = await page.getByRole("menuitem").allInnerTexts();
  await page.keyboard.press("Escape");
  return [...shown, ...hidden.map((text) => text.trim())];
}

/** What global search suggests for a text. */
async function suggestions(window: Window, text: string): Promise<string[]> {
  await search(window.page).fill(text);
  await window.page.getByRole("option", { name: `Show all results for “${text}”` }).waitFor();
  return (await window.page.getByRole("option").allInnerTexts()).map((one) => one.replace(/\s+/g, " ").trim());
}

test("a user has the tabs of the permission set and no other", async () => {
  await rep.open("/lightning/page/home");
  assert.deepEqual(await tabsOf(rep.page), [
    "Loyalty Dashboard",
    "Loyalty Members",
    "Accounts",
    "Contacts",
    "Loyalty Transactions",
    "Loyalty Rules",
    "Loyalty Segments",
    "Loyalty Rewards",
    "Loyalty Tier Prices",
    "Loyalty Programs"
  ]);
});

test("an administrator's tabs that do not fit are under More, by mouse and keyboard, and the page on show is named there", async () => {
  const administrator = await openWindow(browser, org.pageAddress);
  const { page } = administrator;
  assert.equal((await tabsOf(page)).length, 18);
  await bar(page).getByRole("button").focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Loyalty Settlements" }).waitFor();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await page.waitForURL(/LoyaltySettlement__c\/list/);
  await bar(page).getByRole("button", { name: "Loyalty Settlements" }).waitFor();
  assert.equal(await overflows(page), false);
  assert.deepEqual([administrator.takeErrors(), await accessibilityProblems(page)], [[], []]);
  await administrator.close();
});

test("somebody without a permission set is told whom to ask", async () => {
  const nobody = await openWindow(browser, await pageAddressOf(org, "Nobody"));
  await nobody.page.getByText("You have no access to this app.").waitFor();
  assert.deepEqual(await tabsOf(nobody.page), []);
  await nobody.close();
});

test("global search finds by any beginning of words, without accents, by ERP and by member number", async () => {
  await rep.open("/lightning/page/home");
  for (const text of ["cafe bosfor", "CAFÉ", "bosf caf"])
    assert.ok((await suggestions(rep, text)).includes("Café Bosfor Accounts"), text);
  assert.deepEqual((await suggestions(rep, "dagitim")).slice(0, -1), ["Marmara Dağıtım Accounts"]);
  assert.deepEqual((await suggestions(rep, "d1015")).slice(0, -1), ["Café Bosfor Accounts"]);
  assert.deepEqual((await suggestions(rep, "TR-7002")).slice(0, -1), ["Marmara Dağıtım Loyalty Members"]);
});

test("a found record opens by keyboard; Enter alone shows all that is found, by object", async () => {
  await rep.open("/lightning/page/home");
  await suggestions(rep, "d1015");
  await rep.page.keyboard.press("ArrowDown");
  assert.deepEqual(await accessibilityProblems(rep.page), []);
  await rep.page.keyboard.press("Enter");
  await rep.page.waitForURL(new RegExp(account));
  await search(rep.page).fill("bos");
  await search(rep.page).press("Enter");
  await rep.page.getByRole("heading", { name: "Accounts (2)" }).waitFor();
  await rep.page.getByRole("link", { name: "Cafe Bos & Söhne" }).waitFor();
  assert.deepEqual(await accessibilityProblems(rep.page), []);
  await search(rep.page).fill("nothing of this name");
  await search(rep.page).press("Enter");
  await rep.page.getByText("Nothing found for “nothing of this name”").first().waitFor();
});

test("search does not find what its user may not see", async () => {
  const nobody = await openWindow(browser, await pageAddressOf(org, "Nobody"));
  assert.deepEqual((await suggestions(nobody, "bosfor")).length, 1);
  await nobody.close();
});

test("the App Launcher finds and opens an item, and goes back to the app", async () => {
  await rep.open("/lightning/page/home");
  await rep.page.getByRole("button", { name: "App Launcher" }).click();
  const launcher = rep.page.getByRole("dialog");
  await launcher.getByRole("link", { name: /Sadakat/ }).waitFor();
  assert.deepEqual(await accessibilityProblems(rep.page), []);
  await launcher.getByRole("searchbox").fill("rewar");
  await launcher.getByRole("link", { name: "Loyalty Rewards" }).click();
  await rep.page.waitForURL(/LoyaltyReward__c\/list/);
  await launcher.waitFor({ state: "detached" });
});

test("the App Launcher opens also what has no tab in the app", async () => {
  await rep.open("/lightning/page/home");
  assert.ok(!(await tabsOf(rep.page)).includes("Loyalty Vouchers"));
  await rep.page.getByRole("button", { name: "App Launcher" }).click();
  const launcher = rep.page.getByRole("dialog");
  await launcher.getByRole("searchbox").fill("vouch");
  await launcher.getByRole("link", { name: "Loyalty Vouchers" }).click();
  await rep.page.waitForURL(/LoyaltyVoucher__c\/list/);
});

test("an administrator logs in as a rep, sees the rep's tabs, and comes back", async () => {
  const administrator = await openWindow(browser, org.pageAddress);
  const { page } = administrator;
  await page.getByRole("button", { name: "User menu of Local Administrator" }).click();
  await page.getByRole("menuitem", { name: "Log in as another user" }).click();
  await page.getByRole("dialog").getByRole("searchbox").fill("agent");
  await page.getByRole("dialog").getByText("Loyalty Agent").first().waitFor();
  assert.deepEqual(await accessibilityProblems(page), []);
  await page.getByRole("button", { name: "Log in: Agent" }).first().click();
  await page.getByText("Logged in as Agent").waitFor();
  assert.equal(await bar(page).getByText("Loyalty Health").count(), 0);
  await page.getByRole("button", { name: "User menu of Agent" }).click();
  assert.equal(await page.getByRole("menuitem", { name: "Log in as another user" }).count(), 0);
  await page.getByRole("menuitem", { name: "Log out as Agent" }).click();
  await page.getByRole("button", { name: "User menu of Local Administrator" }).waitFor();
  await page.getByRole("button", { name: "User menu of Local Administrator" }).click();
  await page.getByRole("menuitem", { name: "Log out" }).click();
  await page.getByRole("button", { name: "Log In" }).waitFor();
  assert.deepEqual(administrator.takeErrors(), []);
  await administrator.close();
});

test("on a phone all tabs are in one menu, and the head fits", async () => {
  const phone = await openWindow(browser, await pageAddressOf(org, "Agent"), PHONE);
  await phone.page.getByRole("button", { name: "Menu", exact: true }).click();
  assert.equal(await phone.page.getByRole("menuitem").count(), 10);
  await phone.page.getByRole("menuitem", { name: "Accounts" }).click();
  await phone.page.waitForURL(/Account\/list/);
  await phone.page.getByRole("link", { name: "Café Bosfor" }).waitFor();
  assert.equal(await overflows(phone.page), false);
  assert.deepEqual([phone.takeErrors(), await accessibilityProblems(phone.page)], [[], []]);
  await phone.close();
});

for (const [language, members, title, search] of [
  ["tr", "Sadakat Üyeleri", "Üye Numarası", "Kayıt arayın"],
  ["pl", "Uczestnicy programu", "Numer uczestnika", "Szukaj rekordów"]
] as const) {
  test(`tabs, columns and the words around them are the user's: ${language}`, async () => {
    const window = await openWindow(browser, await pageAddressOf(org, "Agent", language));
    assert.ok((await tabsOf(window.page)).includes(members), String(await tabsOf(window.page)));
    await window.open("/lightning/o/LoyaltyMember__c/list");
    await window.page.getByRole("heading", { name: members }).waitFor();
    await window.page.getByRole("columnheader", { name: title }).waitFor();
    await window.page.getByPlaceholder(search).waitFor();
    assert.deepEqual([window.takeErrors(), await accessibilityProblems(window.page)], [[], []]);
    await window.close();
  });
}

test("the keyboard reaches search, launcher, tabs and the content", async () => {
  await rep.open("/lightning/o/Account/list");
  await tabTo(rep.page, "Loyalty Dashboard", 8);
  await rep.page.keyboard.press("Enter");
  await rep.page.waitForURL(/Loyalty_Dashboard/);
});

test("a form shows the record that cannot be changed as a link that is told apart", async () => {
  const window = await openWindow(browser, await pageAddressOf(org, "Manager"));
  const { Id: program } = (await org.connection.sobject("LoyaltyProgram__c").findOne({}, ["Id"]))!;
  const reward = await createRecord(org, "LoyaltyReward__c", {
    Program__c: program,
    Name: "Cup",
    Kind__c: "FreeProduct",
    ProductCode__c: "CUP",
    Cost__c: 10
  });
  await window.open(`/lightning/r/LoyaltyReward__c/${reward}/view`);
  await window.page.getByRole("button", { name: "Edit", exact: true }).click();
  const dialog = window.page.getByRole("dialog");
  await dialog.getByRole("link", { name: "Club" }).waitFor();
  assert.deepEqual([window.takeErrors(), await accessibilityProblems(window.page)], [[], []]);
  await window.close();
});

test("when the org cannot be reached the page says so until it answers again", async () => {
  const window = await openWindow(browser, await pageAddressOf(org, "Agent"));
  const { page } = window;
  await window.open("/lightning/o/Account/list");
  await page.route("**/lightning/api/**", (route) => route.abort());
  await page.getByRole("searchbox", { name: "Search this list" }).fill("cafe");
  await page.getByRole("alert").filter({ hasText: "The org cannot be reached." }).first().waitFor();
  assert.deepEqual(await accessibilityProblems(page), []);
  await page.unroute("**/lightning/api/**");
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("link", { name: "Café Bosfor" }).waitFor();
  assert.equal(await page.getByText("The org cannot be reached.").count(), 0);
  await window.close();
});
