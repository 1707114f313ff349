/** What an administrator does on the health page, in a browser, with the permission set of one and no other. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, afterEach, before, test as anyTest } from "node:test";
import type { Browser, Locator } from "playwright-core";
import { unavailable } from "../test/machine.ts";
import { accessibilityProblems, openWindow, overflows, PHONE, type Window } from "./browser-pages.ts";
import { launchBrowser } from "./launch-browser.ts";
import { assignPermissionSet, startOrg, type OrgProcess } from "./org-process.ts";
import { pageAddressOf } from "./role-user.ts";

const skip = await unavailable("browser");
const test = (name: string, steps: () => Promise<void>): unknown => anyTest(name, { skip }, steps);

const HEALTH = "/lightning/n/Loyalty_Health";

let org: OrgProcess;
let browser: Browser;
let administrator: Window;
let phone: Window;

before(async () => {
  if (skip) return;
  [org, browser] = await Promise.all([startOrg(), launchBrowser()]);
  await assignPermissionSet(org, "Loyalty_Administrator");
  const address = await pageAddressOf(org, "Administrator");
  administrator = await openWindow(browser, address);
  phone = await openWindow(browser, address, PHONE);
});

after(async () => {
  await browser?.close();
  await org?.stop();
});

afterEach(() => assert.deepEqual([...(administrator?.takeErrors() ?? []), ...(phone?.takeErrors() ?? [])], []));

const page = (window = administrator): Locator => window.page.locator("c-health-page");
const samples = (window = administrator): Locator => window.page.locator("c-sample-data");
const row = (job: string): Locator => page().locator(`tr[data-job="${job}"]`);

/** Refreshes the page until the element shows the text. */
async function comesToShow(element: Locator, text: RegExp): Promise<void> {
  const end = Date.now() + 60_000;
  while (!text.test(await element.innerText())) {
    assert.ok(Date.now() < end, `${await element.innerText()} never came to match ${text}`);
    await page().getByRole("button", { name: "Refresh" }).click();
    await administrator.page.waitForLoadState("networkidle");
  }
}

test("an administrator schedules all jobs at the times that the page for operations gives", async () => {
  await administrator.open("/lightning/n/Loyalty_Dashboard");
  await administrator.page.locator("nav").getByRole("button").click();
  await administrator.page.getByRole("menuitem", { name: "Loyalty Health" }).click();
  await row("PointExpiryJob").getByText("not scheduled").first().waitFor();
  const script = [...readFileSync("docs/operations.md", "utf8").matchAll(/System\.schedule\('([^']+)', '([^']+)'/g)];
  await page()
    .getByRole("button", { name: `Schedule what is missing (${script.length})` })
    .click();
  await page().getByText("All jobs are scheduled.").waitFor();
  const { records } = await org.connection.query<{ CronExpression: string; CronJobDetail: { Name: string } }>(
    "SELECT CronExpression, CronJobDetail.Name FROM CronTrigger WHERE State = 'WAITING'"
  );
  assert.deepEqual(
    records.map(({ CronExpression, CronJobDetail }) => `${CronJobDetail.Name} ${CronExpression}`).sort(),
    script.map(([, name, cron]) => `${name} ${cron}`).sort()
  );
  await row("LedgerDriftCheckJob")
    .getByText(/each Sunday, 3:00/)
    .waitFor();
});

test("in an org without members sample data is loaded by keyboard, step by step, and the page says that it stays", async () => {
  for (const window of [administrator, phone]) {
    await window.open(HEALTH);
    await samples(window)
      .getByText(/It cannot be deleted again/)
      .waitFor();
    assert.deepEqual(await accessibilityProblems(window.page), []);
    assert.equal(await overflows(window.page), false);
  }
  await samples().getByRole("button", { name: "Load sample data" }).focus();
  await administrator.page.keyboard.press("Enter");
  const progress = samples()
    .getByText(/^\d of 5 steps done$/)
    .waitFor();
  await administrator.page.getByRole("button", { name: "OK", exact: true }).press("Enter");
  await progress;
  await samples().getByText("Sample Club is loaded: look for Sample Hotel.").waitFor();
  await samples()
    .getByText(/set its members to Cancelled/)
    .waitFor();
  const { records } = await org.connection.query<{ MemberName__c: string; Tier__r: { Name: string } }>(
    "SELECT MemberName__c, Tier__r.Name FROM LoyaltyMember__c WHERE Balance__c > 0 ORDER BY MemberName__c"
  );
  assert.deepEqual(
    records.map(({ MemberName__c, Tier__r }) => `${MemberName__c} ${Tier__r.Name}`),
    ["Sample Bakery Bronze", "Sample Hotel Silver", "Sample Roaster Gold"]
  );
  if (process.env.PICTURES) await samples().screenshot({ path: `${process.env.PICTURES}/samples.png` });
});

test("a job is run at once, and its run and its result are shown", async () => {
  await administrator.open(HEALTH);
  await page().getByRole("button", { name: "Run now: Book check" }).click();
  await page().getByText("Book check was started.").waitFor();
  const owed = await org.connection.query<{ points: number }>("SELECT SUM(Balance__c) points FROM LoyaltyMember__c");
  const points = owed.records[0]!.points.toLocaleString("en-US");
  await comesToShow(page().locator(".results"), new RegExp(`Loyalty Book Check\\s+Balanced.* ${points} points owed`));
  await comesToShow(row("LedgerDriftCheckJob").locator(".last-run"), /\d{4}/);
  await page().getByRole("link", { name: "Loyalty Book Check" }).click();
  await administrator.page.waitForURL(/LoyaltyBookCheck__c/);
});

test("events for other systems are turned on by keyboard, and stay on", async () => {
  await administrator.open(HEALTH);
  const tierChanges = page().locator(".events").getByRole("checkbox", { name: "Publish Tier Changes" });
  assert.equal(await tierChanges.isChecked(), false);
  await tierChanges.focus();
  await administrator.page.keyboard.press("Space");
  await page().getByText("On from now on: Publish Tier Changes").waitFor();
  await administrator.open(HEALTH);
  assert.equal(await tierChanges.isChecked(), true);
});

test("the page tells the users' languages and licenses, and how many have the app", async () => {
  await administrator.open(HEALTH);
  const people = page().locator("c-org-people");
  await people.getByText(/^American English: \d+$/).waitFor();
  await people.getByText(/^Active users with one of them: 2; without: \d+$/).waitFor();
  await people.getByText(/^Salesforce: \d+ of 100 in use$/).waitFor();
});

test("the page is accessible and fits a phone, with who has which permission set", async () => {
  for (const window of [administrator, phone]) {
    await window.open(HEALTH);
    await page(window)
      .locator(".people")
      .getByText(/Administrator/)
      .first()
      .waitFor();
    assert.deepEqual(await accessibilityProblems(window.page), []);
    assert.equal(await overflows(window.page), false);
    if (process.env.PICTURES)
      await window.page.screenshot({
        path: `${process.env.PICTURES}/health-${window === phone ? 390 : 1366}.png`,
        fullPage: true
      });
  }
});
