/** What a rep does for customers in a day, in a browser, with the permission set of a rep and no other. */
import assert from "node:assert/strict";
import { after, afterEach, before, test as anyTest } from "node:test";
import type { Browser, Download, Locator } from "playwright-core";
import { unavailable } from "../test/machine.ts";
import { openWindow, type Window } from "./browser-pages.ts";
import { launchBrowser } from "./launch-browser.ts";
import { assignPermissionSet, startOrg, type OrgProcess } from "./org-process.ts";
import { textOfPdf } from "./pdf-text.ts";
import { createProgram, createRecord } from "./records.ts";
import { pageAddressOf } from "./role-user.ts";

const skip = await unavailable("browser");
const test = (name: string, steps: () => Promise<void>): unknown => anyTest(name, { skip }, steps);

let org: OrgProcess;
let browser: Browser;
let rep: Window;
let account: string;
let member: string;
let secondMember: string;

before(async () => {
  if (skip) return;
  [org, browser] = await Promise.all([startOrg(), launchBrowser()]);
  await assignPermissionSet(org, "Loyalty_Administrator");
  await createData();
  rep = await openWindow(browser, await pageAddressOf(org, "Agent"));
});

after(async () => {
  await browser?.close();
  await org?.stop();
});

afterEach(() => assert.deepEqual(rep?.takeErrors() ?? [], []));

const create = (object: string, fields: object): Promise<string> => createRecord(org, object, fields);

async function createData(): Promise<void> {
  const program = await createProgram(org, "Club", {
    CurrencyCode__c: "EUR",
    TierPeriod__c: "Rolling12Months",
    AdjustmentLimit__c: 100,
    PurchaseLimit__c: 100000,
    PurchaseDayLimit__c: 1000000
  });
  const second = await createProgram(org, "Partners", { CurrencyCode__c: "EUR" });
  await createProgram(org, "Third", { CurrencyCode__c: "EUR" });
  await create("LoyaltyTier__c", { Name: "Base", Program__c: program, Threshold__c: 0, Multiplier__c: 1 });
  await create("LoyaltyTier__c", { Name: "Gold", Program__c: program, Threshold__c: 8000, Multiplier__c: 1 });
  const reward = { Active__c: true, Value__c: 10 };
  await create("LoyaltyReward__c", {
    ...reward,
    Program__c: program,
    Name: "Ten",
    Kind__c: "Percentage",
    Cost__c: 300
  });
  await create("LoyaltyReward__c", { ...reward, Program__c: program, Name: "Card", Kind__c: "GiftCard", Cost__c: 200 });
  await create("LoyaltyReward__c", {
    ...reward,
    Program__c: program,
    Name: "Apology",
    Kind__c: "Percentage",
    Cost__c: 0,
    Distribution__c: "Grant"
  });
  await create("LoyaltyReward__c", { ...reward, Program__c: second, Name: "Pen", Kind__c: "Percentage", Cost__c: 50 });
  account = await create("Account", { Name: "Corner Shop" });
  await create("Contact", { FirstName: "Ada", LastName: "Buyer", Email: "ada@example.com", AccountId: account });
  await create("Contact", { LastName: "No Address", AccountId: account });
  const neighbour = await create("Account", { Name: "Neighbour" });
  member = await create("LoyaltyMember__c", { Program__c: program, Account__c: account, MemberNumber__c: "C-1" });
  secondMember = await create("LoyaltyMember__c", { Program__c: second, Account__c: account, MemberNumber__c: "P-1" });
  await create("LoyaltyMember__c", { Program__c: program, Account__c: neighbour, MemberNumber__c: "C-2" });
  const purchase = { Kind__c: "Purchase", OccurredAt__c: new Date(Date.now() - 864e5).toISOString() };
  await create("LoyaltyTransaction__c", { ...purchase, Member__c: member, ExternalId__c: "1", Amount__c: 2464 });
  await create("LoyaltyTransaction__c", { ...purchase, Member__c: secondMember, ExternalId__c: "2", Amount__c: 100 });
}

const openAccount = (): Promise<void> => rep.open(`/lightning/r/Account/${account}/view`);
const card = (): Locator => rep.page.locator("c-member-card");
const dialog = (): Locator => rep.page.getByRole("dialog");
const catalog = (): Locator => rep.page.locator("c-reward-catalog");
const vouchers = (): Locator => rep.page.locator("c-voucher-list");

async function balanceOf(id: string): Promise<number> {
  const record = await org.connection.sobject("LoyaltyMember__c").retrieve(id);
  return (record as unknown as { Balance__c: number }).Balance__c;
}

/** Waits until the element shows the text. */
async function shows(locator: Locator, text: string | RegExp): Promise<void> {
  await locator.filter({ hasText: text }).first().waitFor();
}

async function choose(action: string): Promise<void> {
  await card().getByRole("button", { name: "More actions" }).click();
  await card().getByRole("menuitem", { name: action }).click();
  await dialog().waitFor();
}

async function finish(button: string, told: string | RegExp): Promise<void> {
  await dialog().getByRole("button", { name: button, exact: true }).click();
  await shows(dialog().locator(".done"), told);
  await dialog().getByRole("button", { name: "Close", exact: true }).last().click();
  await dialog().waitFor({ state: "detached" });
}

async function downloadOf(button: string): Promise<Download> {
  const download = rep.page.waitForEvent("download");
  await dialog().getByRole("button", { name: button, exact: true }).last().click();
  return download;
}

/** What stands on the paper: all that is seen while the page is laid out for printing. */
async function printedBy(button: string): Promise<string> {
  await rep.page.evaluate("window.print = () => undefined");
  await dialog().getByRole("button", { name: button, exact: true }).last().click();
  await rep.page.emulateMedia({ media: "print" });
  const printed = await rep.page.locator("body").innerText();
  await rep.page.emulateMedia({ media: "screen" });
  await rep.page.evaluate('window.dispatchEvent(new Event("afterprint"))');
  return printed.trim();
}

test("the card says how far the member is, over which period, as bar and as text", async () => {
  await openAccount();
  await shows(card().locator(".progress"), "2,464 of 8,000 in the last 12 months");
  await shows(card().locator(".gap"), "5,536");
  assert.equal(await card().getByRole("progressbar").getAttribute("aria-valuenow"), "30");
});

test("the membership that is chosen on the card is that of rewards and vouchers, and what is redeemed from", async () => {
  await openAccount();
  await shows(catalog(), "Ten");
  await card().getByRole("combobox", { name: "Membership" }).click();
  await card()
    .getByRole("option", { name: /Partners/ })
    .click();
  await shows(catalog(), "Pen");
  assert.equal(await catalog().getByText("Ten", { exact: true }).count(), 0);
  await catalog().getByRole("button", { name: "Redeem Pen" }).click();
  await dialog().getByRole("button", { name: "Redeem", exact: true }).click();
  const code = await dialog().locator(".code").innerText();
  await dialog().getByRole("button", { name: "Close", exact: true }).last().click();
  await shows(vouchers(), code);
  assert.deepEqual([await balanceOf(secondMember), await balanceOf(member)], [50, 2464]);
});

test("a program without tiers has no bar and no highest tier", async () => {
  await rep.open(`/lightning/r/LoyaltyMember__c/${secondMember}/view`);
  await shows(card().locator(".tier-name"), "Partners");
  assert.equal(await card().getByRole("progressbar").count(), 0);
  assert.equal(await card().getByText("The highest tier is reached").count(), 0);
});

test("a purchase is registered without an external id", async () => {
  await rep.open(`/lightning/r/LoyaltyMember__c/${member}/view`);
  await choose("Register a purchase");
  await dialog().getByLabel("Amount paid").fill("150");
  await dialog().getByLabel("Receipt or invoice number").fill("R-77");
  await finish("Register", "earned 150 points. New balance: 2,614");
  await shows(card().locator(".balance"), "2,614");
  await shows(card().locator("c-activity-timeline"), "R-77");
});

test("a number that was recorded before is refused, and what was typed stays", async () => {
  await rep.open(`/lightning/r/LoyaltyMember__c/${member}/view`);
  await choose("Register a purchase");
  await dialog().getByLabel("Amount paid").fill("150");
  await dialog().getByLabel("Receipt or invoice number").fill("R-77");
  await dialog().getByRole("button", { name: "Register", exact: true }).click();
  await shows(dialog().getByRole("alert"), "R-77");
  assert.equal(await dialog().getByLabel("Amount paid").inputValue(), "150.00");
  await dialog().getByRole("button", { name: "Cancel", exact: true }).last().click();
  // The browser itself reports the refused request.
  assert.match(rep.takeErrors().join(), /^Failed to load resource[^,]*$/);
  assert.equal(await balanceOf(member), 2614);
});

test("points are adjusted with a reason, and wait above the limit", async () => {
  await rep.open(`/lightning/r/LoyaltyMember__c/${member}/view`);
  await choose("Adjust points");
  await dialog().getByRole("button", { name: "Adjust", exact: true }).click();
  await shows(dialog(), /Complete this field/);
  await dialog().getByLabel("Points").fill("-14");
  await dialog().getByLabel("Reason").fill("Counted twice");
  await finish("Adjust", "-14 points were posted.");
  await shows(card().locator(".balance"), "2,600");
  await choose("Adjust points");
  await dialog().getByLabel("Points").fill("5000");
  await dialog().getByLabel("Reason").fill("Contest");
  await finish("Adjust", "wait until somebody else approves");
  assert.equal(await balanceOf(member), 2600);
});

test("points are transferred to a member who is found by name", async () => {
  await rep.open(`/lightning/r/LoyaltyMember__c/${member}/view`);
  await choose("Transfer points");
  await dialog().getByRole("searchbox").fill("neigh");
  await dialog().getByText("Neighbour · C-2").click();
  await dialog().getByLabel("Points to transfer").fill("100");
  await finish("Transfer", "The points were transferred.");
  await shows(card().locator(".balance"), "2,500");
});

test("a claim is submitted and waits for somebody else", async () => {
  await rep.open(`/lightning/r/LoyaltyMember__c/${member}/view`);
  await choose("Submit a claim");
  await dialog().getByLabel("Seller's code").fill("ACME");
  await dialog().getByLabel("Invoice number").fill("4711");
  await dialog().getByLabel("Amount of the invoice").fill("99.50");
  await finish("Submit", "The claim was submitted.");
  const { records } = await org.connection.query<{ Status__c: string }>(
    "SELECT Status__c FROM LoyaltyTransaction__c WHERE DocumentNumber__c = '4711'"
  );
  assert.deepEqual(
    records.map(({ Status__c }) => Status__c),
    ["Claimed"]
  );
});

test("last month is explained by document, and kept as a file", async () => {
  await rep.open(`/lightning/r/LoyaltyMember__c/${member}/view`);
  await card().getByRole("button", { name: "Statement" }).click();
  await shows(dialog().locator(".whose"), "Corner Shop · C-1 · Club");
  await shows(dialog().locator("tr.document"), /R-77.*€150\.00.*\+150/);
  const balance = (await balanceOf(member)).toLocaleString("en-US");
  await shows(dialog().locator(".sums"), "Balance at the start0");
  await shows(dialog().locator(".sums"), "Accrual+2,614");
  await shows(dialog().locator(".sums"), `Balance at the end${balance}`);
  await dialog().getByRole("combobox", { name: "Movements" }).click();
  await dialog().getByRole("option", { name: "Accrual" }).click();
  // The rows of before stand there until the others have been read.
  await dialog().locator("tr.document").nth(2).waitFor({ state: "detached" });
  await shows(dialog().locator("tr.document"), "R-77");
  assert.equal(await dialog().locator("tr.document").count(), 2);
  assert.match((await downloadOf("Download CSV")).suggestedFilename(), /^C-1_.*\.csv$/);
  assert.match(await printedBy("Print"), /^Statement\s+Corner Shop · C-1 · Club[^]*R-77/);
  await dialog().getByRole("button", { name: "Close", exact: true }).last().click();
  await dialog().waitFor({ state: "detached" });
});

test("a statement is looked at in the customer's language, sent, and kept with the contact", async () => {
  await rep.open(`/lightning/r/LoyaltyMember__c/${member}/view`);
  await card().getByRole("button", { name: "Statement" }).click();
  await dialog().getByRole("button", { name: "E-Mail", exact: true }).click();
  const preview = dialog().getByRole("region", { name: "Preview" });
  await shows(preview, "Dear Sir or Madam");
  await dialog().getByRole("combobox", { name: "Language" }).click();
  await dialog()
    .getByRole("option", { name: /polski/i })
    .click();
  await shows(preview, "Szanowni Państwo");
  const file = await downloadOf("Download PDF");
  assert.match(file.suggestedFilename(), /^Club.*\.pdf$/);
  assert.match(await textOfPdf(await file.path()), /^ ?Szanowni Państwo.*R-77.*\+150/);
  assert.match(await printedBy("Print"), /^Szanowni Państwo[^]*R-77/);
  const seen = (await preview.locator("table").first().innerText()).replaceAll(/\s+/g, " ").trim();
  await dialog().getByRole("button", { name: "Send", exact: true }).click();
  await shows(dialog().locator(".done"), "Ada Buyer · ada@example.com");
  const { records } = await org.connection.query<{ ToAddress: string; HtmlBody: string; Subject: string }>(
    "SELECT ToAddress, Subject, HtmlBody FROM EmailMessage WHERE Incoming = FALSE AND Status = '3'"
  );
  const [mail] = records;
  assert.deepEqual([records.length, mail!.ToAddress], [1, "ada@example.com"]);
  assert.match(mail!.Subject, /Club/);
  await rep.page.goto("about:blank");
  await rep.page.setContent(mail!.HtmlBody);
  assert.match(await rep.page.locator("body").innerText(), /Szanowni Państwo/);
  assert.equal((await rep.page.locator("table").first().innerText()).replaceAll(/\s+/g, " ").trim(), seen);
});

test("a goodwill voucher is given with a reason, and no points come back for it", async () => {
  await rep.open(`/lightning/r/LoyaltyMember__c/${member}/view`);
  await choose("Give a goodwill voucher");
  await dialog().getByRole("combobox", { name: "Reward" }).click();
  await dialog().getByRole("option", { name: "Apology" }).click();
  await dialog().getByLabel("Reason").fill("Late delivery");
  await finish("Give", /The voucher's code is /);
  const voucher = vouchers().locator("li").filter({ hasText: "Apology" });
  await shows(voucher, "From: Late delivery");
  await voucher.getByRole("button", { name: /^Cancel voucher/ }).click();
  await rep.page.getByText("no points come back").waitFor();
  await rep.page.getByRole("button", { name: "Cancel", exact: true }).last().click();
});

test("a gift card is used in parts, by keyboard, each with the number of its sale", async () => {
  await rep.open(`/lightning/r/LoyaltyMember__c/${member}/view`);
  await catalog().getByRole("button", { name: "Redeem Card" }).click();
  await dialog().getByRole("button", { name: "Redeem", exact: true }).click();
  await dialog().locator(".code").waitFor();
  await dialog().getByRole("button", { name: "Close", exact: true }).last().click();
  await dialog().waitFor({ state: "detached" });
  const giftCard = vouchers().locator("li").filter({ hasText: "Card" });
  for (const [amount, sale, told, left] of [
    ["4", "S-1", /Used\. €6\.00 are left on the voucher/, "€6.00"],
    ["6", "S-2", /The voucher is used/, "Used"]
  ] as const) {
    await giftCard.getByRole("button", { name: /^Use voucher/ }).focus();
    await rep.page.keyboard.press("Enter");
    // The field has what is left; typing goes over it only where it is chosen as a whole.
    await dialog().getByLabel("Amount to use").focus();
    await rep.page.keyboard.press("ControlOrMeta+a");
    await rep.page.keyboard.type(amount);
    await dialog().getByLabel("Number of the sale").fill(sale);
    await rep.page.keyboard.press("Tab");
    await finish("Use", told);
    await shows(giftCard, left);
  }
  const { records } = await org.connection.query<{ Amount__c: number; Document__c: string }>(
    "SELECT Amount__c, Document__c FROM LoyaltyVoucherUse__c ORDER BY Amount__c"
  );
  assert.deepEqual(
    records.map((use) => [use.Amount__c, use.Document__c]),
    [
      [4, "S-1"],
      [6, "S-2"]
    ]
  );
  assert.equal(await giftCard.getByRole("button").count(), 0);
});

test("a statement is printed: the sheet alone, with whose it is, its sums and all its rows", async () => {
  await rep.open(`/lightning/r/LoyaltyMember__c/${member}/view`);
  await card().getByRole("button", { name: "Statement" }).click();
  await dialog().locator("tr.document").first().waitFor();
  const rows = await dialog().locator("tr.document, tr.entry").count();
  // The machine has no printer; what it would be given stays until it says that it is done.
  await rep.page.evaluate("window.print = () => undefined");
  await dialog().getByRole("button", { name: "Print", exact: true }).click();
  await rep.page.emulateMedia({ media: "print" });
  const sheet = rep.page.locator("body > section").last();
  await shows(sheet, "Corner Shop · C-1 · Club");
  await shows(sheet, `Balance at the end: ${(await balanceOf(member)).toLocaleString("en-US")}`);
  await shows(sheet.locator("tr"), /R-77.*\+150/);
  assert.ok((await sheet.locator("tbody tr").count()) >= rows);
  assert.equal(await card().isVisible(), false);
  assert.equal(await dialog().isVisible(), false);
  await rep.page.evaluate("window.dispatchEvent(new Event('afterprint'))");
  await rep.page.emulateMedia({ media: null });
  await sheet.filter({ hasText: "Corner Shop · C-1 · Club" }).waitFor({ state: "detached" });
  await dialog().getByRole("button", { name: "Close", exact: true }).last().click();
});

test("a member joins a second program from the account", async () => {
  await openAccount();
  await choose("Join another program");
  await shows(dialog(), "Third");
  await dialog().getByRole("button", { name: "Enrol" }).click();
  await dialog().waitFor({ state: "detached" });
  await card().getByRole("combobox", { name: "Membership" }).click();
  await card().getByRole("option", { name: /Third/ }).waitFor();
  await rep.page.keyboard.press("Escape");
});

test("a viewer is offered nothing that only others may do", async () => {
  const viewer = await openWindow(browser, await pageAddressOf(org, "Viewer"));
  await viewer.open(`/lightning/r/LoyaltyMember__c/${member}/view`);
  await viewer.page.locator("c-member-card .balance").waitFor();
  await viewer.page.locator("c-reward-catalog li").first().waitFor();
  for (const name of [/Redeem/, /Use voucher/, /Cancel voucher/])
    assert.equal(await viewer.page.getByRole("button", { name }).count(), 0, String(name));
  // A price changes nothing: whoever sees the member may ask for it.
  await viewer.page.locator("c-member-card").getByRole("button", { name: "More actions" }).click();
  assert.deepEqual(await viewer.page.getByRole("menuitem").allTextContents(), ["Card to Scan", "Price of a product"]);
  assert.deepEqual(viewer.takeErrors(), []);
  await viewer.close();
});

test("somebody without a permission set is told so in a sentence", async () => {
  const nobody = await openWindow(browser, await pageAddressOf(org, "Nobody"));
  await nobody.page.goto(new URL(`/lightning/n/Loyalty_Dashboard`, org.instanceUrl).toString());
  await shows(nobody.page.locator("body"), "Ask an administrator for one of its permission sets");
  assert.equal(await nobody.page.getByText("Controller").count(), 0);
  await nobody.close();
});
