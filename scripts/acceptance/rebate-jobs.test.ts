/** A growth rebate is proposed by the job, looked through and approved on its page by a manager, and its points are there once. */
import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import type { Locator } from "playwright-core";
import { PHONE, type Window } from "./browser-pages.ts";
import { browserStage } from "./browser-stage.ts";
import { createProgram } from "./records.ts";
import { runApex } from "./run-apex.ts";

interface Rebate {
  readonly Id: string;
  readonly Status__c: string;
}

let grown: string;
let fresh: string;
let other: string;

const stage = await browserStage(
  { manager: { role: "Manager" }, phone: { role: "Viewer", viewport: PHONE, language: "pl" } },
  async (stage) => {
    const program = await createProgram(stage.org, "Club", { CurrencyCode__c: "EUR" });
    await stage.create("LoyaltyRebateBand__c", {
      Program__c: program,
      GrowthPercent__c: 10,
      PointsPerHundred__c: 2
    });
    const enrol = async (name: string): Promise<string> =>
      stage.create("LoyaltyMember__c", {
        Program__c: program,
        Account__c: await stage.create("Account", { Name: name })
      });
    grown = await enrol("Corner Shop");
    fresh = await enrol("New Shop");
    other = await enrol("Other Shop");
    const { lastQuarter, yearBefore } = quarters(new Date());
    await buy(stage, grown, yearBefore, 1000);
    await buy(stage, grown, lastQuarter, 1100);
    await buy(stage, fresh, lastQuarter, 500);
    await buy(stage, other, yearBefore, 200);
    await buy(stage, other, lastQuarter, 300);
    await runApex(stage.org, "Database.executeBatch(new RebateJob(), 100);");
    await until(async () =>
      (await Promise.all([grown, fresh, other].map(rebatesOf))).every((rebates) => rebates.length > 0)
    );
  }
);

const { test, windows, looksRight } = stage;
const panel = ({ page }: Window): Locator => page.locator("c-rebate-panel");
const open = (window: Window, { Id }: Rebate): Promise<unknown> =>
  window.open(`/lightning/r/LoyaltyRebate__c/${Id}/view`);

/** A day in the middle of the quarter that is over, and of the same one a year before. */
function quarters(today: Date): { lastQuarter: string; yearBefore: string } {
  const first = Math.floor(today.getUTCMonth() / 3) * 3;
  const day = (year: number): string =>
    new Date(Date.UTC(year, first - 2, 15, 12)).toISOString().replace(/\.\d+Z$/, "Z");
  return { lastQuarter: day(today.getUTCFullYear()), yearBefore: day(today.getUTCFullYear() - 1) };
}

async function buy(
  { create }: Pick<typeof stage, "create">,
  member: string,
  at: string,
  amount: number
): Promise<void> {
  await create("LoyaltyTransaction__c", {
    Member__c: member,
    ExternalId__c: `${member}:${at}`,
    Kind__c: "Purchase",
    OccurredAt__c: at,
    Amount__c: amount
  });
}

async function rebatesOf(member: string): Promise<Rebate[]> {
  const found = await stage.org.connection.sobject("LoyaltyRebate__c").find({ Member__c: member }, ["Id", "Status__c"]);
  return found as unknown as Rebate[];
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 60_000; Date.now() < end; await pause(100)) if (await isSo()) return;
  throw new Error("the job proposed nothing");
}

async function balance(member = grown): Promise<unknown> {
  const found = await stage.org.connection.sobject("LoyaltyMember__c").findOne({ Id: member }, ["Balance__c"]);
  return found!["Balance__c"];
}

test("a manager finds it in the list of those to approve, sees against what it grew, and approves it once", async () => {
  const { manager } = windows;
  await manager.open("/lightning/o/LoyaltyRebate__c/list?filterName=ToApprove");
  await manager.page.getByText("1,100").first().waitFor();
  await looksRight(manager, "rebates-to-approve");
  const [rebate] = await rebatesOf(grown);
  await open(manager, rebate!);
  await panel(manager).getByText("Not approved yet.").waitFor();
  await panel(manager).getByText("€1,100.00").waitFor();
  assert.equal(await balance(), 2100);
  await looksRight(manager, "rebate");
  await panel(manager).getByRole("button", { name: "Approve" }).click();
  await manager.page.getByRole("button", { name: "OK", exact: true }).click();
  await panel(manager)
    .getByText(/^Approved .* by Manager/)
    .waitFor();
  await panel(manager).getByRole("button", { name: "Approve" }).waitFor({ state: "detached" });
  assert.equal(await balance(), 2122);
  assert.equal((await rebatesOf(grown))[0]!.Status__c, "Approved");
});

test("a manager approves several together among what waits for a decision", async () => {
  const { manager } = windows;
  await manager.open("/lightning/n/Loyalty_Decisions");
  const waiting = manager.page.locator('c-decision-list[data-kind="rebates"]');
  await waiting.getByRole("link", { name: /^Other Shop · Quarter \d of \d{4} · \+6$/ }).waitFor();
  await waiting.getByText("growth 50 % · Club").waitFor();
  await looksRight(manager, "rebates-waiting");
  await waiting.getByRole("checkbox", { name: "Choose all" }).focus();
  await manager.page.keyboard.press("Space");
  await waiting.getByRole("button", { name: "Approve (1)" }).click();
  await waiting.getByText("No growth rebate waits.").waitFor();
  assert.equal(await balance(other), 506);
  assert.equal((await rebatesOf(other))[0]!.Status__c, "Approved");
});

test("who has no quarter of last year to compare with is told so, in the user's language and on a phone", async () => {
  const [rebate] = await rebatesOf(fresh);
  await open(windows.phone, rebate!);
  await panel(windows.phone).getByText("Nie ma z czym porównać").waitFor();
  assert.equal(await panel(windows.phone).getByRole("button").count(), 0);
  await looksRight(windows.phone, "rebate-nothing");
});
