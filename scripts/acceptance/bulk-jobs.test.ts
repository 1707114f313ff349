/** What a manager does with many members chosen in a list, in a browser, with the permission set of a manager and no other. */
import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { PHONE, tabTo, type Window } from "./browser-pages.ts";
import { browserStage } from "./browser-stage.ts";
import { createProgram } from "./records.ts";

const LIST = "/lightning/o/LoyaltyMember__c/list";
const members: string[] = [];

const stage = await browserStage(
  { manager: { role: "Manager" }, phone: { role: "Manager", viewport: PHONE } },
  async ({ org, create }) => {
    const program = await createProgram(org, "Club", { CurrencyCode__c: "EUR", AdjustmentLimit__c: 250 });
    await create("LoyaltyTier__c", { Name: "Base", Program__c: program, Threshold__c: 0, Multiplier__c: 1 });
    await create("LoyaltyTier__c", { Name: "Gold", Program__c: program, Threshold__c: 8000, Multiplier__c: 1 });
    for (const name of ["Ada's Café", "Bilgin Market", "Closed Shop", "Deniz Toptan"]) {
      const account = await create("Account", { Name: name });
      members.push(
        await create("LoyaltyMember__c", { Program__c: program, Account__c: account, MemberNumber__c: name })
      );
    }
    await org.connection.sobject("LoyaltyMember__c").update({ Id: members[2], Status__c: "Cancelled" } as never);
  }
);
const { test, windows } = stage;
const page = (): Window["page"] => windows.manager.page;
const row = (name: string): Locator => page().getByRole("row").filter({ hasText: name });
const press = (name: string): Promise<void> => page().getByRole("button", { name, exact: true }).click();

async function balances(): Promise<unknown[]> {
  const found = await stage.org.connection.query<{ Balance__c: number }>(
    "SELECT Balance__c FROM LoyaltyMember__c ORDER BY MemberNumber__c"
  );
  return found.records.map(({ Balance__c }) => Balance__c);
}

async function chooseAll(button: string): Promise<void> {
  await windows.manager.open(LIST);
  await page().getByRole("checkbox", { name: "Choose all" }).focus();
  await page().keyboard.press("Space");
  await press(button);
}

test("a button of the list asks for chosen members first", async () => {
  await windows.manager.open(LIST);
  await press("Adjust Points");
  await page().getByRole("alert").filter({ hasText: "Choose at least one record" }).waitFor();
  await stage.looksRight(windows.manager, "bulk-list");
});

test("points of many are adjusted with a reason: the effect is seen before, one who is refused leaves the others alone", async () => {
  await chooseAll("Adjust Points");
  await page().getByLabel("Points").fill("100");
  await press("Preview");
  await page().getByText("Complete this field.").waitFor();
  await page().getByLabel("Reason").fill("Anniversary");
  // What was missing is said until the field is left, and moves the button.
  await page().keyboard.press("Tab");
  await press("Preview");
  await row("Closed Shop").filter({ hasText: "Would be refused" }).waitFor();
  await row("Deniz Toptan").filter({ hasText: "Would wait for approval" }).waitFor();
  await stage.looksRight(windows.manager, "bulk-adjust-preview");
  assert.deepEqual(await balances(), [0, 0, 0, 0]);
  await press("Adjust points (4)");
  await page().locator(".told").filter({ hasText: "2 done, 1 waiting for approval, 1 refused." }).waitFor();
  await row("Closed Shop").filter({ hasText: "Refused:" }).waitFor();
  await row("Ada's Café").filter({ hasText: "Done" }).waitFor();
  assert.deepEqual(await balances(), [100, 100, 0, 0]);
  // The browser itself reports the refused requests.
  for (const error of windows.manager.takeErrors()) assert.match(error, /^Failed to load resource/);
  await stage.looksRight(windows.manager, "bulk-adjust-done");
  await press("Back to the list");
  await page().waitForURL(new RegExp(`${LIST}$`));
});

test("a tier is given to many by hand, by keyboard, and ended again", async () => {
  await windows.manager.open(LIST);
  for (const name of ["Ada's Café", "Bilgin Market"]) {
    await page()
      .getByRole("checkbox", { name: `Choose ${name}` })
      .focus();
    await page().keyboard.press("Space");
  }
  await page().getByRole("button", { name: "Change Tier" }).focus();
  await page().keyboard.press("Enter");
  await page().getByRole("combobox", { name: "Tier" }).focus();
  await page().keyboard.press("Enter");
  await page().keyboard.press("ArrowDown");
  const gold = page().getByRole("option", { name: "Gold (Club)" });
  await gold.waitFor();
  await page().keyboard.type("Gold");
  // The list moves to what was typed with its next frame; who chooses by keyboard looks first.
  await page().locator(".slds-has-focus").and(gold).waitFor();
  await page().keyboard.press("Enter");
  await page().getByLabel("Last day").fill("Dec 31, 2099");
  await page().getByLabel("Reason").fill("Key accounts");
  await tabTo(page(), "Preview", 5);
  await page().keyboard.press("Enter");
  await row("Bilgin Market").filter({ hasText: "Gold" }).waitFor();
  await stage.looksRight(windows.manager, "bulk-tier-preview");
  await press("Change tier (2)");
  await page().locator(".told").filter({ hasText: "2 done" }).waitFor();
  const membersInGold = async (): Promise<number> => {
    const query = "SELECT Id FROM LoyaltyMember__c WHERE Tier__r.Name = 'Gold'";
    return (await stage.org.connection.query(query)).totalSize;
  };
  assert.equal(await membersInGold(), 2);
  await chooseAll("Change Tier");
  await page().getByRole("combobox", { name: "Tier" }).click();
  await page().getByRole("option", { name: "End the tier given by hand" }).click();
  await page().getByLabel("Reason").fill("Contract ended");
  await press("Preview");
  await press("Change tier (4)");
  await page().locator(".told").filter({ hasText: "3 done, 0 waiting for approval, 1 refused." }).waitFor();
  assert.equal(await membersInGold(), 0);
  for (const error of windows.manager.takeErrors()) assert.match(error, /^Failed to load resource/);
});

test("on a phone rows are chosen and changed as well", async () => {
  const { phone } = windows;
  await phone.open(LIST);
  await phone.page.getByRole("checkbox", { name: "Choose Bilgin Market" }).check({ force: true });
  await stage.looksRight(phone, "bulk-list");
  await phone.page.getByRole("button", { name: "Adjust Points" }).click();
  await phone.page.getByLabel("Points").fill("-30");
  await phone.page.getByLabel("Reason").fill("Counted twice");
  await phone.page.getByRole("button", { name: "Preview" }).click();
  await phone.page.getByRole("row").filter({ hasText: "70" }).waitFor();
  await stage.looksRight(phone, "bulk-adjust");
  await phone.page.getByRole("button", { name: "Adjust points (1)" }).click();
  await phone.page.getByText("1 done").waitFor();
  assert.deepEqual(await balances(), [100, 70, 0, 0]);
});

for (const [language, button, title] of [
  ["tr", "Puan düzelt", "Seçilen üyelerin puanlarını düzelt"],
  ["pl", "Koryguj punkty", "Skoryguj punkty wybranych uczestników"]
] as const)
  test(`buttons and page are the user's language: ${language}`, async () => {
    const window = await stage.open({ role: "Manager", language });
    await window.open(LIST);
    await window.page.getByRole("checkbox", { name: /Ada's Café/ }).check({ force: true });
    await window.page.getByRole("button", { name: button, exact: true }).click();
    await window.page.getByText(title).waitFor();
    await stage.looksRight(window, `bulk-adjust-${language}`);
    await window.close();
  });

test("a rep, whose permission set does not name the flow, is told so", async () => {
  const rep = await stage.open({ role: "Agent" });
  await rep.open(`/lightning/flow/Loyalty_Bulk_Tier?ids=${members[0]}`);
  await rep.page.getByRole("alert").filter({ hasText: "You do not have access to this flow" }).waitFor();
  await rep.close();
});
