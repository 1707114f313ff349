/** Lists on pages of their own, the bell, and what a page costs to load, in a browser. */
import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { PHONE, type Window } from "./browser-pages.ts";
import { browserStage } from "./browser-stage.ts";
import { createProgram } from "./records.ts";
import { tokenOf } from "./role-user.ts";

let member: string;
const ENTRIES = 8;

const stage = await browserStage(
  { manager: { role: "Manager" }, phone: { role: "Agent", viewport: PHONE } },
  async ({ org, create }) => {
    const program = await createProgram(org, "Club", { CurrencyCode__c: "EUR", AdjustmentLimit__c: 100 });
    const account = await create("Account", { Name: "Corner Shop" });
    member = await create("LoyaltyMember__c", { Program__c: program, Account__c: account, MemberNumber__c: "C-1" });
    for (let number = 1; number <= ENTRIES; number++)
      await create("LoyaltyTransaction__c", {
        Member__c: member,
        Kind__c: "Purchase",
        ExternalId__c: String(number),
        OccurredAt__c: new Date(Date.now() - number * 864e5).toISOString(),
        Amount__c: ((number * 5) % ENTRIES) * 10 + 10
      });
  }
);
const { test, windows } = stage;
const memberPage = (): string => `/lightning/r/LoyaltyMember__c/${member}/view`;
const columnOf = async (window: Window, position: number): Promise<number[]> => {
  const texts = await window.page.locator(`local-related-list-page tbody tr td:nth-child(${position})`).allInnerTexts();
  return texts.map((text) => Number(text.replace(/[^\d.]/g, "")));
};

/** Bytes that came over the network while the steps were done, by Chromium's count. */
async function bytesOf({ page }: Window, steps: () => Promise<void>): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  let bytes = 0;
  session.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
  await steps();
  await page.waitForLoadState("networkidle");
  await session.detach();
  return bytes;
}

test("View All of a related list shows all of it, in the order of a column, and leads back", async () => {
  const { manager } = windows;
  await manager.open(memberPage());
  await manager.page.getByRole("tab", { name: "Related" }).click();
  await manager.page.getByRole("link", { name: "View all: Loyalty Transactions" }).focus();
  await manager.page.keyboard.press("Enter");
  await manager.page.getByText(`${ENTRIES} records`).waitFor();
  const heads = await manager.page.locator("local-related-list-page th").allInnerTexts();
  const amount = heads.findIndex((head) => head.includes("Amount")) + 1;
  assert.ok(amount > 0, String(heads));
  await manager.page.getByRole("button", { name: "Amount" }).click();
  await manager.page.locator("th[aria-sort=ascending]").waitFor();
  await manager.page.waitForLoadState("networkidle");
  assert.deepEqual(await columnOf(manager, amount), [10, 20, 30, 40, 50, 60, 70, 80]);
  await stage.looksRight(manager, "related-list");
  await manager.page.reload({ waitUntil: "networkidle" });
  await manager.page.getByText(`${ENTRIES} records`).waitFor();
  await manager.page.getByRole("navigation", { name: "Record that the list belongs to" }).getByRole("link").click();
  await manager.page.locator("c-member-card .balance").waitFor();
  await stage.looksRight(manager, "member-with-lists");
});

test("the list fits a phone", async () => {
  const { phone } = windows;
  await phone.open(`/lightning/r/LoyaltyMember__c/${member}/related/Transactions__r/view`);
  await phone.page.getByText(`${ENTRIES} records`).waitFor();
  await stage.looksRight(phone, "related-list");
});

test("an address names a list view, and the address follows the view that is chosen", async () => {
  const { manager } = windows;
  const view = manager.page.getByRole("combobox", { name: "List view" });
  await manager.open("/lightning/o/LoyaltyMember__c/list?filterName=NearNextTier");
  await view.filter({ hasText: "Near the Next Tier" }).waitFor();
  await manager.page.getByText("0 records", { exact: true }).waitFor();
  await stage.looksRight(manager, "list-view");
  await view.click();
  await manager.page.getByRole("option", { name: "All Members" }).click();
  await manager.page.getByRole("link", { name: "C-1" }).click();
  await manager.page.locator("c-member-card .balance").waitFor();
  await manager.page.goBack();
  await manager.page.waitForURL(/filterName=All$/);
  await manager.page.getByRole("link", { name: "C-1" }).waitFor();
  await manager.page.reload({ waitUntil: "networkidle" });
  await manager.page.getByRole("link", { name: "C-1" }).waitFor();
  await manager.open("/lightning/o/LoyaltyMember__c/list?filterName=IsNotThere");
  await manager.page.getByRole("link", { name: "C-1" }).waitFor();
});

const bell = ({ page }: Window): Locator => page.getByRole("button", { name: /^Notifications/ });

test("the bell tells what waits for a decision, and leads to the list where it is decided", async () => {
  const { manager } = windows;
  const rep = await tokenOf(stage.org, "Agent");
  const adjusted = await fetch(`${stage.org.instanceUrl}/lightning/api/apex/AdjustmentController/adjust`, {
    method: "POST",
    headers: { Authorization: `Bearer ${rep}`, "Content-Type": "application/json" },
    body: JSON.stringify({ memberId: member, points: 5000, reason: "Contest", idempotencyKey: "bell" })
  });
  assert.equal(adjusted.status, 200, await adjusted.text());
  await manager.open("/lightning/o/Account/list");
  await manager.page.getByRole("button", { name: "Notifications, 1 unread" }).waitFor();
  await bell(manager).click();
  await manager.page.getByRole("menuitem", { name: /unread/ }).waitFor();
  await stage.looksRight(manager, "bell");
  await manager.page.getByRole("menuitem", { name: /unread/ }).click();
  await manager.page.waitForURL(/\/lightning\/n\/Loyalty_Decisions$/);
  await manager.page.locator("c-decision-list").getByText("Contest").waitFor();
  await manager.page.getByRole("button", { name: "Notifications", exact: true }).waitFor();
});

test("a page that was loaded before asks for its words and data again, and for no script", async () => {
  const { manager } = windows;
  const card = manager.page.locator("c-member-card .balance");
  await manager.open(memberPage());
  await card.waitFor();
  const again = await bytesOf(manager, async () => {
    await manager.page.reload({ waitUntil: "networkidle" });
    await card.waitFor();
  });
  const click = await bytesOf(manager, async () => {
    await manager.page.getByRole("link", { name: "Accounts" }).first().click();
    await manager.page.getByRole("link", { name: "Corner Shop" }).waitFor();
  });
  console.log(JSON.stringify({ again, click }));
  assert.ok(again < 200_000, String(again));
  assert.ok(click < 100_000, String(click));
});
