/**
 * Segments as rules, and who is at risk: a manager builds a segment in a browser, a shop sells over HTTP to who is in it, a rep sees
 * both on the member.
 */
import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { PHONE } from "./browser-pages.ts";
import { browserStage } from "./browser-stage.ts";
import { createProgram, createRule } from "./records.ts";
import { tokenOf } from "./role-user.ts";

let shop: string;
let program: string;

const stage = await browserStage(
  { manager: { role: "Manager" }, phone: { role: "Manager", viewport: PHONE }, rep: { role: "Agent" } },
  async ({ org, create }) => {
    program = await createProgram(org, "Club");
    for (const memberNumber of ["M-1", "M-2", "M-3"]) {
      const account = await create("Account", { Name: `Customer ${memberNumber}` });
      await create("LoyaltyMember__c", { Program__c: program, Account__c: account, MemberNumber__c: memberNumber });
    }
    await createRule(org, program, "Regulars get more", 20, {
      StartsAt__c: "2026-01-01T00:00:00Z",
      Criteria__c: '{"field":"member.segments","operator":"includes","value":"Regulars"}'
    });
    shop = await tokenOf(org, "Integration");
  }
);
const { test, windows, looksRight } = stage;

async function ask<T>(method: string, path: string, body?: object): Promise<T> {
  const response = await fetch(`${stage.org.instanceUrl}/services/apexrest/loyalty/v1/${path}`, {
    method,
    headers: { Authorization: `Bearer ${shop}`, "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) })
  });
  assert.equal(response.status, 200);
  return (await response.json()) as T;
}

async function sell(memberNumber: string, externalId: string, secondsAgo: number, amount = 100): Promise<void> {
  const occurredAt = new Date(Date.now() - secondsAgo * 1000).toISOString();
  const { rejected } = await ask<{ rejected: number }>("POST", "transactions", {
    transactions: [{ externalId, memberNumber, kind: "Purchase", status: "Valid", occurredAt, amount }]
  });
  assert.equal(rejected, 0);
}

async function balanceOf(memberNumber: string): Promise<number> {
  return (await ask<{ balance: number }>("GET", `members/${memberNumber}`)).balance;
}

async function idOf(memberNumber: string): Promise<string> {
  const { records } = await stage.org.connection.query<{ Id: string }>(
    `SELECT Id FROM LoyaltyMember__c WHERE MemberNumber__c = '${memberNumber}'`
  );
  return records[0]!.Id;
}

async function choose(scope: Locator, label: string, option: string): Promise<void> {
  await scope.getByRole("combobox", { name: label }).click();
  await scope.getByRole("option", { name: option, exact: true }).click();
}

const builder = (): Locator => windows.manager.page.locator("c-segment-builder");

test("a manager makes a segment, counts it, activates it, and what its members buy from then on earns more", async () => {
  const { page } = windows.manager;
  await sell("M-1", "first", 3600);
  await windows.manager.open("/lightning/o/LoyaltySegment__c/list");
  await page.getByRole("button", { name: "New", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Segment Name").fill("Regulars");
  await dialog.getByRole("combobox", { name: "Program" }).click();
  await dialog.getByRole("combobox", { name: "Program" }).pressSequentially("club");
  await dialog.getByRole("option", { name: /Club/ }).click();
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await page.waitForURL(/LoyaltySegment__c\/\w+\/view/);
  await builder().getByText("Not counted yet.").waitFor();

  await builder().getByRole("button", { name: "Add a condition" }).click();
  const row = builder().locator("c-condition-row").first();
  await choose(row, "What", "Purchases");
  await choose(row, "How", "is at least");
  await row.getByLabel("Value", { exact: true }).fill("1");
  await row.getByLabel("Value", { exact: true }).press("Tab");
  await builder().locator(".words").getByText("In words: Purchases is at least 1").waitFor();
  await builder().getByRole("button", { name: "Save conditions" }).click();
  await builder().getByText("Saved. The next refresh follows it.").waitFor();

  await builder().getByRole("button", { name: "Count members" }).click();
  await builder().getByText("Done: members are those of this moment.").waitFor();
  await builder().getByText("Members: 1, as of").waitFor();
  assert.equal((await stage.org.connection.query("SELECT Id FROM LoyaltySegmentMembership__c")).totalSize, 0);
  await looksRight(windows.manager, "segment-counted");

  await builder().getByRole("button", { name: "Activate" }).click();
  await builder().getByText("Active: members join with the next refresh.").waitFor();
  await builder().getByRole("button", { name: "Refresh now" }).click();
  await builder().getByText("Done: members are those of this moment.").waitFor();
  assert.equal((await stage.org.connection.query("SELECT Id FROM LoyaltySegmentMembership__c")).totalSize, 1);
  await sell("M-1", "within", -2);
  await sell("M-1", "late, of before", 1800);
  await sell("M-2", "of somebody else", -2);
  assert.equal(await balanceOf("M-1"), 320, "20 for the one purchase after joining");
  assert.equal(await balanceOf("M-2"), 100);
});

test("a rep sees who is at risk of leaving, how likely it is and why", async () => {
  const { page } = windows.rep;
  await sell("M-3", "long ago", 200 * 86_400);
  await builder().getByRole("button", { name: "Refresh now" }).click();
  await builder().getByText("Members: 3, as of").waitFor();
  await windows.rep.open("/lightning/o/LoyaltyMember__c/list?filterName=AtRisk");
  await page.getByRole("link", { name: "Customer M-3" }).first().waitFor();
  assert.equal(await page.getByText("M-1", { exact: true }).count(), 0, "bought today");
  await looksRight(windows.rep, "at-risk");
  await windows.rep.open(`/lightning/r/LoyaltyMember__c/${await idOf("M-3")}/view`);
  const outlook = page.locator("c-member-outlook");
  await outlook.getByText("73 % likely to buy nothing in the next 90 days").waitFor();
  await outlook.getByText("Long since the last purchase").waitFor();
  await outlook.getByText("Few purchases in the last 365 days").waitFor();
  await looksRight(windows.rep, "outlook");
});

test("a rep sees on the member since when it is in which segment, and cannot change a segment", async () => {
  const { page } = windows.rep;
  await windows.rep.open(`/lightning/r/LoyaltyMember__c/${await idOf("M-1")}/view`);
  await page.getByRole("tab", { name: "Related" }).click();
  await page.locator("local-related-lists").getByText("Regulars").first().waitFor();
  const { records } = await stage.org.connection.query<{ Id: string }>("SELECT Id FROM LoyaltySegment__c");
  await windows.rep.open(`/lightning/r/LoyaltySegment__c/${records[0]!.Id}/view`);
  await page.locator("c-segment-builder").getByText("Members: 3, as of").waitFor();
  assert.equal(await page.locator("c-segment-builder").getByRole("button").count(), 0);
});

test("a segment fits a phone", async () => {
  const { records } = await stage.org.connection.query<{ Id: string }>("SELECT Id FROM LoyaltySegment__c");
  await windows.phone.open(`/lightning/r/LoyaltySegment__c/${records[0]!.Id}/view`);
  await windows.phone.page.locator("c-segment-builder").getByText("Members: 3, as of").waitFor();
  await looksRight(windows.phone, "segment");
});
