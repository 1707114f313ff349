/** What a partner manager does with a dealer and its settlement, from the samples of `npm start`, with the permission set of a manager and no other. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import type { Locator } from "playwright-core";
import { loadPartnerClub, loadPrograms } from "../start/sample-programs.ts";
import { PHONE, type Window } from "./browser-pages.ts";
import { browserStage } from "./browser-stage.ts";
import { runApex } from "./run-apex.ts";

let dealer: string;
let settlement: string;

const stage = await browserStage(
  {
    manager: { role: "Manager" },
    phone: { role: "Manager", viewport: PHONE, language: "tr" },
    viewer: { role: "Viewer", language: "pl" }
  },
  async ({ org }) => {
    await loadPrograms(org.connection);
    await loadPartnerClub(org.connection);
    dealer = String((await org.connection.sobject("Account").findOne({ Name: "Kawiarnia Planty" }, ["Id"]))!.Id);
    await runApex(org, "Database.executeBatch(new SettlementJob(Date.today()), 2000);");
    settlement = await theSettlement();
  }
);
const { test, windows, looksRight } = stage;

async function theSettlement(): Promise<string> {
  for (const end = Date.now() + 60_000; Date.now() < end; await pause(100)) {
    const found = await stage.org.connection.sobject("LoyaltySettlement__c").findOne({}, ["Id"]);
    if (found) return String(found.Id);
  }
  throw new Error("the job settled nothing");
}

const tree = ({ page }: Window): Locator => page.locator("c-company-tree");
const treeRow = (window: Window, name: string): Locator => tree(window).locator(`tr[data-name="${name}"]`);
const panel = ({ page }: Window): Locator => page.locator("c-settlement-panel");

test("a dealer is seen with its group, its sister companies and its salespeople: what each has, its tier, and who earns", async () => {
  const { manager } = windows;
  await manager.open(`/lightning/r/Account/${dealer}/view`);
  await treeRow(manager, "Kawiarnia Planty").getByText("This customer").waitFor();
  const levels: string[] = [];
  for (const row of await tree(manager).locator("tbody tr").all())
    levels.push(`${await row.getAttribute("data-level")} ${await row.getAttribute("data-name")}`);
  assert.deepEqual(levels, ["0 Planty Group", "1 Kawiarnia Planty", "2 Jan Kowalski", "1 Piekarnia Planty"]);
  await treeRow(manager, "Piekarnia Planty").getByText("Not a member").waitFor();
  const members = await stage.org.connection.query<{
    MemberName__c: string;
    Balance__c: number;
    LifetimePoints__c: number;
    Tier__r: { Name: string };
  }>(
    "SELECT MemberName__c, Balance__c, LifetimePoints__c, Tier__r.Name FROM LoyaltyMember__c WHERE MemberNumber__c IN ('PC-1002', 'PC-1006')"
  );
  assert.equal(members.records.length, 2);
  for (const { MemberName__c, Balance__c, LifetimePoints__c, Tier__r } of members.records) {
    assert.ok(LifetimePoints__c > 0);
    const row = treeRow(manager, MemberName__c);
    assert.equal(await row.locator(".balance").innerText(), `${Balance__c.toLocaleString("en-US")} Beans`);
    assert.equal(await row.locator(".earned").innerText(), LifetimePoints__c.toLocaleString("en-US"));
    await row.getByText(Tier__r.Name, { exact: true }).waitFor();
  }
  await looksRight(manager, "company-tree");
});

test("by keyboard the manager goes from the dealer to a salesperson's membership, where the tree is the same", async () => {
  const { manager } = windows;
  await treeRow(manager, "Jan Kowalski").getByRole("link", { name: "Partner Club" }).focus();
  await manager.page.keyboard.press("Enter");
  await manager.page.waitForURL(/LoyaltyMember__c/);
  await treeRow(manager, "Jan Kowalski").getByText("This customer").waitFor();
  assert.equal(await tree(manager).locator("tbody tr").count(), 4);
});

test("a settlement is found in the list of those to approve, and shows its lines and what the partner pays", async () => {
  const { manager } = windows;
  await manager.open("/lightning/o/LoyaltySettlement__c/list?filterName=ToApprove");
  await manager.page.getByRole("link", { name: /^ST-/ }).click();
  await panel(manager).getByText("Atlantic Bean Importers · Partner Club").waitFor();
  await panel(manager).getByText("Not approved yet.").waitFor();
  const [line] = (
    await stage.org.connection.query<{ Points__c: number; Amount__c: number }>(
      "SELECT Points__c, Amount__c FROM LoyaltySettlementLine__c"
    )
  ).records;
  const amount = line!.Amount__c.toLocaleString("en-US", { style: "currency", currency: "EUR" });
  assert.ok(line!.Points__c > 0);
  const row = panel(manager).locator("tbody tr").filter({ hasText: "Winter campaign" });
  for (const text of [line!.Points__c.toLocaleString("en-US"), "50 %", amount])
    await row.getByText(text, { exact: true }).waitFor();
  await panel(manager).locator("tr.total").getByText(amount).waitFor();
  await looksRight(manager, "settlement");
});

test("it is approved after a question, once, and kept as a file", async () => {
  const { manager } = windows;
  await panel(manager).getByRole("button", { name: "Approve" }).focus();
  await manager.page.keyboard.press("Enter");
  await manager.page.getByRole("button", { name: "OK", exact: true }).click();
  await panel(manager).getByText("The settlement was approved.").waitFor();
  await panel(manager)
    .getByText(/^Approved .* by Manager/)
    .waitFor();
  await panel(manager).getByRole("button", { name: "Approve" }).waitFor({ state: "detached" });
  const [download] = await Promise.all([
    manager.page.waitForEvent("download"),
    panel(manager).getByRole("button", { name: "Download CSV" }).click()
  ]);
  assert.match(download.suggestedFilename(), /^ST-\d+_\d{4}-\d{2}\.csv$/);
  const [, first] = readFileSync(await download.path(), "utf8").split("\r\n");
  assert.match(
    first!,
    /^ST-\d+,Atlantic Bean Importers,Partner Club,\d{4}-\d{2},Winter campaign,\d+,[\d.]+,50,[\d.]+,EUR,2/
  );
  await manager.open("/lightning/o/LoyaltySettlement__c/list?filterName=ToApprove");
  await manager.page.getByText("No records to show").waitFor();
});

test("on a phone, in Turkish, dealer and settlement are whole; who may only look is offered no approval, in Polish", async () => {
  const { phone, viewer } = windows;
  await phone.open(`/lightning/r/Account/${dealer}/view`);
  await phone.page.getByRole("tab", { name: "Diğer", exact: true }).click();
  await treeRow(phone, "Kawiarnia Planty").getByText("Bu müşteri").waitFor();
  await looksRight(phone, "company-tree-tr");
  await phone.open(`/lightning/r/LoyaltySettlement__c/${settlement}/view`);
  await panel(phone).getByText("Artık değişmez.").waitFor();
  await looksRight(phone, "settlement-tr");
  await viewer.open(`/lightning/r/LoyaltySettlement__c/${settlement}/view`);
  await panel(viewer).getByRole("button", { name: "Pobierz CSV" }).waitFor();
  assert.equal(await panel(viewer).getByRole("button", { name: "Zatwierdź" }).count(), 0);
  await looksRight(viewer, "settlement-pl");
  await viewer.open(`/lightning/r/Account/${dealer}/view`);
  await treeRow(viewer, "Kawiarnia Planty").getByText("Ten klient").waitFor();
  await looksRight(viewer, "company-tree-pl");
});

test("neither card nor ledger page shows ids, keys or JSON, and amounts have the decimals of their currency", async () => {
  const { manager } = windows;
  const { records } = await stage.org.connection.query<{ Id: string; Member__c: string }>(
    "SELECT Id, Member__c FROM LoyaltyLedger__c WHERE Transaction__r.Activity__c = 'Birthday'"
  );
  assert.ok(records.length > 0, "somebody of the samples has their birthday today");
  const { Id: entry, Member__c: member } = records[0]!;
  await manager.open(`/lightning/r/LoyaltyMember__c/${member}/view`);
  const card = manager.page.locator("c-member-card");
  await card.getByText("Birthday").first().waitFor();
  for (const why of await card.locator("summary").all()) await why.click();
  const texts = [await card.innerText()];
  await manager.open(`/lightning/r/LoyaltyLedger__c/${entry}/view`);
  const explanation = manager.page.locator("c-entry-explanation");
  await explanation.getByText("Birthday").first().waitFor();
  texts.push(await explanation.innerText(), await manager.page.locator("local-highlights").innerText());
  for (const text of texts) {
    // Ids of records begin with a0 and a letter or figure; the engine's keys have colons between words.
    assert.doesNotMatch(text, /\ba0[0-9A-Za-z]{13}|\w:\w+:\w|[{}]|"\w+":/);
    assert.doesNotMatch(text, /\d[.,]\d{3,}0\b/);
  }
});
