/** The pages of a customer on a phone: three tabs instead of one long column. */
import assert from "node:assert/strict";
import { PHONE, type Window } from "./browser-pages.ts";
import { browserStage } from "./browser-stage.ts";
import { createProgram } from "./records.ts";

const records = { LoyaltyMember__c: "", Account: "", Contact: "" };

const stage = await browserStage(
  {
    en: { role: "Agent", viewport: PHONE },
    tr: { role: "Agent", viewport: PHONE, language: "tr" },
    pl: { role: "Agent", viewport: PHONE, language: "pl" },
    desktop: { role: "Agent" }
  },
  async ({ org, create }) => {
    const program = await createProgram(org, "Club", { CurrencyCode__c: "EUR", ReferrerPoints__c: 500 });
    const reward = { Program__c: program, Kind__c: "Percentage", Value__c: 10, Active__c: true };
    await create("LoyaltyReward__c", { ...reward, Name: "Ten percent", Cost__c: 300 });
    records.Account = await create("Account", { Name: "Corner Shop" });
    records.Contact = await create("Contact", { LastName: "Ada" });
    records.LoyaltyMember__c = await create("LoyaltyMember__c", { Program__c: program, Account__c: records.Account });
    await create("LoyaltyMember__c", { Program__c: program, Contact__c: records.Contact });
    for (let day = 1; day <= 8; day++)
      await create("LoyaltyTransaction__c", {
        Member__c: records.LoyaltyMember__c,
        Kind__c: "Purchase",
        ExternalId__c: `till:${day}`,
        OccurredAt__c: `2026-01-0${day}T10:00:00Z`,
        Amount__c: 100
      });
  }
);
const { windows } = stage;

const open = (window: Window, object: keyof typeof records): Promise<void> =>
  window.open(`/lightning/r/${object}/${records[object]}/view`);

async function choose({ page }: Window, tab: string): Promise<void> {
  await page.getByRole("tab", { name: tab, exact: true }).click();
  await page.waitForLoadState("networkidle");
}

const TABS = { en: ["Card", "Rewards", "More"], tr: ["Kart", "Ödüller", "Diğer"], pl: ["Karta", "Nagrody", "Więcej"] };

for (const language of ["en", "tr", "pl"] as const)
  for (const object of ["LoyaltyMember__c", "Account", "Contact"] as const)
    stage.test(`${object}: each tab is named in ${language}, fits the phone and is accessible`, async () => {
      const window = windows[language];
      await open(window, object);
      assert.deepEqual(await window.page.getByRole("tab").allInnerTexts(), TABS[language]);
      for (const tab of TABS[language]) {
        await choose(window, tab);
        await window.page.getByRole("tabpanel").first().waitFor();
        await stage.looksRight(window, `phone-${object}-${tab}`);
      }
    });

stage.test(
  "what is redeemed on the card stands under the rewards, and the page is one short column at a time",
  async () => {
    const { page } = windows.en;
    await open(windows.en, "LoyaltyMember__c");
    const card = page.locator("c-member-card");
    await card.getByRole("button", { name: "Redeem", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Redeem", exact: true }).click();
    const code = await dialog.locator(".code").innerText();
    await dialog.getByRole("button", { name: "Close", exact: true }).last().click();
    await card.locator(".balance").filter({ hasText: "500" }).waitFor();
    assert.equal(await page.locator("c-reward-catalog").count(), 0);
    await choose(windows.en, "Rewards");
    await page.locator("c-voucher-list").getByText(code).waitFor();
    assert.equal(await card.isVisible(), false);
  }
);

stage.test("tabs are chosen by keyboard", async () => {
  const { page } = windows.en;
  await open(windows.en, "Account");
  await page.getByRole("tab", { name: "Card" }).focus();
  await page.keyboard.press("ArrowRight");
  await page.locator("c-reward-catalog").getByRole("heading", { name: "Ten percent" }).waitFor();
  assert.equal(await page.getByRole("tab", { name: "Rewards" }).getAttribute("aria-selected"), "true");
});

stage.test("on a desktop everything stands side by side", async () => {
  const { page } = windows.desktop;
  await open(windows.desktop, "LoyaltyMember__c");
  for (const part of ["c-member-card", "c-reward-catalog", "c-member-offers", "c-referral-panel"])
    await page.locator(part).waitFor();
  assert.deepEqual(await page.getByRole("tab").allInnerTexts(), ["Details", "Related"]);
});
