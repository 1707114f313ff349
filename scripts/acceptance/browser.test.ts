import assert from "node:assert/strict";
import { after, afterEach, before, test as anyTest } from "node:test";
import type { Browser, Locator } from "playwright-core";
import { unavailable } from "../test/machine.ts";
import { accessibilityProblems, openWindow, overflows, PHONE, tabTo, type Window } from "./browser-pages.ts";
import { launchBrowser } from "./launch-browser.ts";
import { assignPermissionSet, startOrg, type OrgProcess } from "./org-process.ts";
import { createProgram, createRecord } from "./records.ts";

const skip = await unavailable("browser");
const test = (name: string, steps: () => Promise<void>): unknown => anyTest(name, { skip }, steps);

let org: OrgProcess;
let browser: Browser;
let desktop: Window;
let program: string;
let account: string;
let stranger: string;
let member: string;

before(async () => {
  if (skip) return;
  [org, browser] = await Promise.all([startOrg(), launchBrowser()]);
  await assignPermissionSet(org, "Loyalty_Administrator");
  await createData();
  desktop = await openWindow(browser, org.pageAddress);
});

after(async () => {
  await browser?.close();
  await org?.stop();
});

afterEach(() => assert.deepEqual(desktop?.takeErrors() ?? [], []));

const create = (object: string, fields: object): Promise<string> => createRecord(org, object, fields);

async function createData(): Promise<void> {
  program = await createProgram(org, "Wholesale", { CurrencyCode__c: "GBP", PointValue__c: 0.01 });
  await create("LoyaltyTier__c", { Name: "Bronze", Program__c: program, Threshold__c: 0, Multiplier__c: 1 });
  await create("LoyaltyTier__c", { Name: "Silver", Program__c: program, Threshold__c: 2000, Multiplier__c: 1.1 });
  const reward = { Program__c: program, Kind__c: "Percentage", Value__c: 10, Active__c: true };
  await create("LoyaltyReward__c", { ...reward, Name: "Ten percent", Cost__c: 300 });
  await create("LoyaltyReward__c", { ...reward, Name: "Half the price", Cost__c: 90000 });
  account = await create("Account", { Name: "Corner Shop" });
  stranger = await create("Account", { Name: "Not Yet A Member" });
  member = await create("LoyaltyMember__c", { Program__c: program, Account__c: account });
  await create("LoyaltyTransaction__c", {
    Member__c: member,
    ExternalId__c: "1",
    DocumentNumber__c: "4711",
    Kind__c: "Purchase",
    OccurredAt__c: "2026-01-05T10:00:00Z",
    Amount__c: 1500.75
  });
}

const memberPage = (): string => `/lightning/r/LoyaltyMember__c/${member}/view`;
const accountPage = (id = account): string => `/lightning/r/Account/${id}/view`;
const card = (): Locator => desktop.page.locator("c-member-card");
const dialog = (): Locator => desktop.page.getByRole("dialog");

async function balance(): Promise<number> {
  const record = await org.connection.sobject("LoyaltyMember__c").retrieve(member);
  return (record as unknown as { Balance__c: number }).Balance__c;
}

/** Waits until the element shows the text. */
async function shows(locator: Locator, text: string | RegExp): Promise<void> {
  await locator.filter({ hasText: text }).first().waitFor();
}

test("the member card shows tier, balance, the gap to the next tier and why points were given", async () => {
  await desktop.open(memberPage());
  await shows(card().locator(".tier-name"), "Bronze");
  await shows(card().locator(".balance"), "1,500");
  await shows(card().locator(".gap"), /500.*Silver/);
  await card().getByText("Why?").click();
  await shows(card().locator("details[open]"), /1,500\.75/);
});

test("a reward is redeemed by keyboard alone, and the code appears in the same dialog", async () => {
  await desktop.open(accountPage());
  await card().getByRole("button", { name: "Redeem" }).waitFor();
  await tabTo(desktop.page, "Redeem");
  await desktop.page.keyboard.press("Enter");
  await shows(dialog(), "Ten percent");
  await tabTo(desktop.page, "Redeem");
  await desktop.page.keyboard.press("Enter");
  const code = await dialog().locator(".code").innerText();
  assert.match(code, /^[A-Z0-9-]{8,}$/);
  await shows(dialog(), "1,200");
  await tabTo(desktop.page, "Close");
  await desktop.page.keyboard.press("Enter");
  await dialog().waitFor({ state: "detached" });
  await shows(card().locator(".balance"), "1,200");
  await shows(desktop.page.locator("c-voucher-list"), code);
  assert.equal(await balance(), 1200);
});

test("a cancelled voucher gives its points back", async () => {
  await desktop.open(accountPage());
  await desktop.page
    .locator("c-voucher-list")
    .getByRole("button", { name: /^Cancel voucher/ })
    .first()
    .click();
  await desktop.page.getByRole("button", { name: "OK", exact: true }).click();
  await shows(desktop.page.locator("c-voucher-list"), "Cancelled");
  await shows(card().locator(".balance"), "1,500");
  assert.equal(await balance(), 1500);
});

test("a refused redemption shows the reason and changes nothing", async () => {
  await desktop.open(accountPage());
  await shows(desktop.page.locator("c-reward-catalog"), /Half the price/);
  await card().getByRole("button", { name: "Redeem" }).click();
  await shows(dialog(), "Ten percent");
  const reward = (await org.connection.sobject("LoyaltyReward__c").findOne({ Name: "Ten percent" }, ["Id"]))!;
  await org.connection.sobject("LoyaltyReward__c").update({ Id: reward.Id, Active__c: false } as never);
  await dialog().getByRole("button", { name: "Redeem" }).click();
  await shows(dialog().getByRole("alert"), /\w+/);
  assert.equal(await balance(), 1500);
  await org.connection.sobject("LoyaltyReward__c").update({ Id: reward.Id, Active__c: true } as never);
  await dialog().getByRole("button", { name: "Cancel" }).last().click();
  await dialog().waitFor({ state: "detached" });
  // The browser itself reports the refused request.
  assert.match(desktop.takeErrors().join(), /^Failed to load resource[^,]*$/);
});

test("a reward beyond the balance cannot be redeemed and says why", async () => {
  await desktop.open(accountPage());
  const tile = desktop.page.locator("c-reward-catalog li", { hasText: "Half the price" });
  await shows(tile.locator(".reason"), /points/i);
  assert.equal(await tile.getByRole("button").isDisabled(), true);
});

test("an account that is no member is enrolled from its page", async () => {
  await desktop.open(accountPage(stranger));
  await card().getByRole("button", { name: "Enrol" }).click();
  await card().locator(".balance").waitFor();
  await shows(desktop.page.locator("lightning-toast"), "Enrolled in Wholesale");
  assert.equal(
    (await org.connection.query(`SELECT Id FROM LoyaltyMember__c WHERE Account__c = '${stranger}'`)).totalSize,
    1
  );
});

test("the dashboard's figures are those of the org, and its members lead to their pages", async () => {
  await desktop.open("/lightning/n/Loyalty_Dashboard");
  const dashboard = desktop.page.locator("c-program-dashboard");
  const total = await org.connection.query<{ members: number; points: number }>(
    "SELECT COUNT(Id) members, SUM(Balance__c) points FROM LoyaltyMember__c"
  );
  const { members, points } = total.records[0]!;
  const figures = (await dashboard.locator("dl dd lightning-formatted-number").allInnerTexts()).map((text) =>
    text.trim()
  );
  assert.deepEqual(figures, [
    String(members),
    points.toLocaleString("en-US"),
    `£${(points / 100).toFixed(2)}`,
    "0",
    "0"
  ]);
  await dashboard.getByRole("link", { name: "Corner Shop" }).click();
  await shows(card().locator(".tier-name"), "Bronze");
  assert.ok(desktop.page.url().endsWith(memberPage()));
});

test("a list is searched as one types, and what is typed is never part of the query", async () => {
  await desktop.open("/lightning/o/Account/list");
  const rows = desktop.page.locator("tbody tr");
  const search = desktop.page.getByRole("searchbox");
  await search.fill("corner");
  await shows(desktop.page.getByRole("status"), /^1 record/);
  assert.equal(await rows.count(), 1);
  for (const attempt of ["%' OR Name != '", "' OR Id != null LIMIT 1 --", "%", "_orner"]) {
    await search.fill(attempt);
    await shows(desktop.page.getByRole("status"), /^0 records/);
  }
  await search.fill("");
  await shows(desktop.page.getByRole("status"), /^2 records/);
});

for (const [language, redeem, balanceText] of [
  ["tr", "Puan kullan", "1.500"],
  ["pl", "Wymień punkty", /1[\s.]?500/]
] as const) {
  test(`the pages speak the user's language, with its numbers: ${language}`, async () => {
    await desktop.open(`${memberPage()}?language=${language}`);
    await card().getByRole("button", { name: redeem }).waitFor();
    await shows(card().locator(".balance"), balanceText);
    assert.equal(await desktop.page.locator("html").getAttribute("lang"), language);
  });
}

const pagesToCheck = (): string[] => [
  ...["Loyalty_Dashboard", "Loyalty_Decisions", "Loyalty_Health"].map((tab) => `/lightning/n/${tab}`),
  memberPage(),
  accountPage(),
  "/lightning/o/LoyaltyMember__c/list"
];

test("every page is accessible at both widths, never scrolls sideways and logs no error", async () => {
  const phone = await openWindow(browser, org.pageAddress, PHONE);
  for (const path of pagesToCheck()) {
    for (const window of [desktop, phone]) {
      await window.open(path);
      assert.deepEqual({ path, problems: await accessibilityProblems(window.page) }, { path, problems: [] });
      assert.deepEqual({ path, overflows: await overflows(window.page) }, { path, overflows: false });
      assert.deepEqual({ path, errors: window.takeErrors() }, { path, errors: [] });
    }
  }
  await phone.close();
});

for (const language of ["tr", "pl"]) {
  test(`every page is accessible in another language, and its longer words fit a phone: ${language}`, async () => {
    const phone = await openWindow(browser, org.pageAddress, PHONE);
    for (const path of pagesToCheck().map((page) => `${page}?language=${language}`)) {
      await phone.open(path);
      assert.deepEqual({ path, problems: await accessibilityProblems(phone.page) }, { path, problems: [] });
      assert.deepEqual({ path, overflows: await overflows(phone.page) }, { path, overflows: false });
      assert.deepEqual({ path, errors: phone.takeErrors() }, { path, errors: [] });
    }
    await phone.close();
  });
}

test("the redeem dialog is accessible on a phone", async () => {
  const phone = await openWindow(browser, org.pageAddress, PHONE);
  await phone.open(accountPage());
  await phone.page.locator("c-member-card").getByRole("button", { name: "Redeem" }).click();
  await phone.page.getByRole("dialog").locator("dl").waitFor();
  assert.deepEqual(await accessibilityProblems(phone.page), []);
  assert.equal(await overflows(phone.page), false);
  await phone.close();
});
