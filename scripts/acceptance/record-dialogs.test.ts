/** Records are created, changed, cloned and deleted on the local org's own pages, whatever the project. */
import assert from "node:assert/strict";
import { after, afterEach, before, test as anyTest } from "node:test";
import type { Browser, Locator } from "playwright-core";
import { serveInvoices, type ServedOrg } from "../local-org/api/fixture.ts";
import { unavailable } from "../test/machine.ts";
import { accessibilityProblems, openWindow, overflows, PHONE, type Window } from "./browser-pages.ts";
import { launchBrowser } from "./launch-browser.ts";

const skip = await unavailable("browser");
const test = (name: string, steps: () => Promise<void>): unknown => anyTest(name, { skip }, steps);

/** What of an element of the page is asked here. */
interface HTMLField {
  matches(selector: string): boolean;
}

let served: ServedOrg;
let browser: Browser;
let desktop: Window;
let account: string;

before(async () => {
  if (skip) return;
  [served, browser] = await Promise.all([serveInvoices({}, process.env["PAGE_CACHE"]), launchBrowser()]);
  account = await create("Account", { Name: "Corner Shop" });
  await create("Account", { Name: "Blue Bean" });
  desktop = await openWindow(browser, served.server.pageAddress());
});

after(async () => {
  await browser?.close();
  await served?.close();
});

afterEach(() => assert.deepEqual(desktop?.takeErrors() ?? [], []));

async function create(object: string, fields: object): Promise<string> {
  return ((await served.connection.sobject(object).create(fields as never)) as unknown as { id: string }).id;
}

const dialog = (): Locator => desktop.page.getByRole("dialog");
const field = (label: string): Locator => dialog().getByLabel(label);
const lookup = (label: string): Locator => dialog().getByRole("combobox", { name: label });
const press = (name: string): Promise<void> => dialog().getByRole("button", { name, exact: true }).click();

async function invoice(name: string): Promise<Record<string, unknown>> {
  const found = await served.connection
    .sobject("Invoice__c")
    .findOne({ Name: name }, ["Id", "Name", "Amount__c", "Paid__c", "Customer__c", "IssuedAt__c"]);
  return found as unknown as Record<string, unknown>;
}

test("New on a list opens a form, a lookup is found by name, and what is saved opens", async () => {
  await desktop.open("/lightning/o/Invoice__c/list");
  await desktop.page.getByRole("button", { name: "New" }).click();
  await field("Number").fill("I-1");
  await field("Amount").fill("12.50");
  await dialog().getByText("Paid", { exact: true }).click();
  await lookup("Customer").click();
  await lookup("Customer").pressSequentially("bean");
  await dialog()
    .getByRole("option", { name: /Blue Bean/ })
    .click();
  assert.deepEqual(await accessibilityProblems(desktop.page), []);
  await press("Save");
  await desktop.page.getByRole("heading", { name: "I-1" }).waitFor();
  const { Amount__c, Paid__c, Customer__c } = await invoice("I-1");
  const customer = await served.connection.sobject("Account").findOne({ Name: "Blue Bean" }, ["Id"]);
  assert.deepEqual([Amount__c, Paid__c, Customer__c], [12.5, true, customer!.Id]);
});

test("a form that lacks what is required is not sent, and the focus goes to the field", async () => {
  await desktop.open("/lightning/o/Invoice__c/new");
  await field("Amount").fill("1");
  await press("Save");
  await dialog().getByText("Complete this field.").waitFor();
  assert.equal(await field("Number").evaluate((input) => (input as unknown as HTMLField).matches(":focus")), true);
  await press("Cancel");
  await dialog().waitFor({ state: "detached" });
  assert.ok(desktop.page.url().endsWith("/lightning/o/Invoice__c/list"));
});

test("what a trigger says about a field stands at the field, what concerns the record above the form", async () => {
  await create("Invoice__c", { Name: "I-2", Key__c: "once" });
  await desktop.open("/lightning/o/Invoice__c/new");
  await field("Number").fill("I-3");
  await field("Amount").fill("-1");
  await press("Save");
  await dialog()
    .locator("lightning-input-field", { hasText: "Amount" })
    .getByText("An invoice cannot be negative")
    .waitFor();
  await field("Amount").fill("1");
  await field("Key").fill("once");
  await press("Save");
  await dialog()
    .getByRole("alert")
    .getByText(/duplicate value/)
    .waitFor();
  // The browser itself reports the refused requests.
  for (const error of desktop.takeErrors()) assert.match(error, /^Failed to load resource/);
  await press("Cancel");
  assert.equal(await invoice("I-3"), null);
});

test("a record is edited, cloned and deleted from its page", async () => {
  const id = await create("Invoice__c", { Name: "I-4", Amount__c: 5, Customer__c: account, Key__c: "I-4" });
  await desktop.open(`/lightning/r/Invoice__c/${id}/view`);
  await desktop.page.getByRole("button", { name: "Edit", exact: true }).click();
  await field("Amount").click();
  await desktop.page.keyboard.press("Control+A");
  await desktop.page.keyboard.type("7");
  await press("Save");
  await dialog().waitFor({ state: "detached" });
  await desktop.page.locator("local-detail").getByText("7.00").waitFor();
  assert.deepEqual([(await invoice("I-4"))["Amount__c"], (await invoice("I-4"))["Customer__c"]], [7, account]);
  await desktop.page.getByRole("button", { name: "Clone" }).click();
  await field("Number").fill("I-5");
  await field("Key").fill("I-5");
  await press("Save");
  await desktop.page.getByRole("heading", { name: "I-5" }).waitFor();
  assert.deepEqual([(await invoice("I-5"))["Amount__c"], (await invoice("I-5"))["Customer__c"]], [7, account]);
  await desktop.page.getByRole("button", { name: "Delete" }).click();
  await desktop.page.getByRole("button", { name: "OK", exact: true }).click();
  await desktop.page.waitForURL("**/lightning/o/Invoice__c/list");
  assert.equal(await invoice("I-5"), null);
});

test("a field is changed in place by its pencil, which has the focus again afterwards", async () => {
  const id = await create("Invoice__c", { Name: "I-7", Amount__c: 5, Key__c: "I-7" });
  await desktop.open(`/lightning/r/Invoice__c/${id}/view`);
  const detail = desktop.page.locator("local-detail");
  const pencil = detail.getByRole("button", { name: "Edit Amount" });
  assert.equal(await detail.getByRole("button", { name: "Edit Created" }).count(), 0);
  await pencil.focus();
  await desktop.page.keyboard.press("Enter");
  const amount = detail.getByLabel("Amount");
  await amount.waitFor();
  assert.equal(await amount.evaluate((input) => (input as unknown as HTMLField).matches(":focus")), true);
  await amount.fill("-1");
  await detail.getByRole("button", { name: "Save", exact: true }).click();
  await detail
    .locator("lightning-input-field", { hasText: "Amount" })
    .getByText("An invoice cannot be negative")
    .waitFor();
  for (const error of desktop.takeErrors()) assert.match(error, /^Failed to load resource/);
  assert.deepEqual(await accessibilityProblems(desktop.page), []);
  await amount.fill("9");
  await detail.getByRole("button", { name: "Save", exact: true }).press("Enter");
  await detail.getByText("9.00").waitFor();
  assert.equal(await pencil.evaluate((button) => (button as unknown as HTMLField).matches(":focus")), true);
  assert.equal((await invoice("I-7"))["Amount__c"], 9);
  await pencil.click();
  await amount.fill("10");
  await detail.getByRole("button", { name: "Cancel", exact: true }).click();
  await detail.getByText("9.00").waitFor();
  assert.equal((await invoice("I-7"))["Amount__c"], 9);
});

test("New on a related list begins with the record it belongs to", async () => {
  await desktop.open(`/lightning/r/Account/${account}/view`);
  await desktop.page.locator("local-related-lists").getByRole("button", { name: "New" }).first().click();
  assert.equal(await lookup("Customer").inputValue(), "Corner Shop");
  await field("Number").fill("I-6");
  await press("Save");
  await desktop.page.getByRole("heading", { name: "I-6" }).waitFor();
  assert.equal((await invoice("I-6"))["Customer__c"], account);
});

test("a list is put in the order of a column, as its head says", async () => {
  await create("Invoice__c", { Name: "A-1", Amount__c: 1000 });
  await desktop.open("/lightning/o/Invoice__c/list");
  const head = desktop.page.getByRole("columnheader", { name: "Amount" });
  await head.getByRole("button").click();
  await desktop.page.locator('th[aria-sort="ascending"]').waitFor();
  await head.getByRole("button").click();
  await desktop.page.locator('th[aria-sort="descending"]').waitFor();
  await desktop.page.locator("tbody tr").first().getByText("A-1").waitFor();
  assert.deepEqual(await accessibilityProblems(desktop.page), []);
});

test("the form fits a phone", async () => {
  const phone = await openWindow(browser, served.server.pageAddress(), PHONE);
  await phone.open("/lightning/o/Invoice__c/new");
  await phone.page.getByRole("dialog").getByLabel("Number").waitFor();
  assert.deepEqual(await accessibilityProblems(phone.page), []);
  assert.equal(await overflows(phone.page), false);
  assert.deepEqual(phone.takeErrors(), []);
  await phone.close();
});
