/** A claim with its proof: a rep hands in the invoice with a file, a manager opens the file and decides. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { Locator } from "playwright-core";
import { PHONE, type Window } from "./browser-pages.ts";
import { browserStage } from "./browser-stage.ts";
import { createProgram } from "./records.ts";

let member: string;

const stage = await browserStage(
  {
    rep: { role: "Agent" },
    phone: { role: "Agent", viewport: PHONE, language: "pl" },
    manager: { role: "Manager" },
    turkish: { role: "Manager", language: "tr" }
  },
  async (stage) => {
    const program = await createProgram(stage.org, "Club", { CurrencyCode__c: "EUR", ClaimProofNeeded__c: true });
    const account = await stage.create("Account", { Name: "Corner Shop" });
    member = await stage.create("LoyaltyMember__c", { Program__c: program, Account__c: account });
  }
);

const { test, windows, looksRight } = stage;
const dialogIn = ({ page }: Window): Locator => page.getByRole("dialog");

async function openClaim(window: Window, moreActions: string, submitClaim: string): Promise<void> {
  await window.open(`/lightning/r/LoyaltyMember__c/${member}/view`);
  const card = window.page.locator("c-member-card");
  await card.getByRole("button", { name: moreActions }).click();
  await card.getByRole("menuitem", { name: submitClaim }).click();
  await dialogIn(window).waitFor();
}

async function fillIn(window: Window, invoiceNumber: string): Promise<void> {
  await dialogIn(window).getByLabel("Seller's code").fill("DEALER7");
  await dialogIn(window).getByLabel("Invoice number").fill(invoiceNumber);
  await dialogIn(window).getByLabel("Amount of the invoice").fill("99.50");
}

const hasClaims = async (): Promise<number> =>
  (await stage.org.connection.sobject("LoyaltyTransaction__c").find({ Member__c: member }, ["Id"])).length;

test("a claim without the file that the program asks for is refused in words, and submitted with it", async () => {
  const { rep } = windows;
  await openClaim(rep, "More actions", "Submit a claim");
  await fillIn(rep, "4711");
  await dialogIn(rep).getByRole("button", { name: "Submit", exact: true }).click();
  await dialogIn(rep).getByText("This program asks for a proof").waitFor();
  assert.equal(await hasClaims(), 0);
  rep.takeErrors();
  await dialogIn(rep)
    .locator("input[type=file]")
    .setInputFiles({ name: "fatura ş.txt", mimeType: "text/plain", buffer: Buffer.from("never") });
  await dialogIn(rep).locator(".proofs").getByText("fatura ş.txt", { exact: true }).waitFor();
  await dialogIn(rep)
    .locator("input[type=file]")
    .setInputFiles({ name: "invoice 4711.pdf", mimeType: "application/pdf", buffer: Buffer.from("the invoice") });
  await dialogIn(rep).locator(".proofs").getByText("invoice 4711.pdf", { exact: true }).waitFor();
  await dialogIn(rep).getByRole("button", { name: "Do not hand in fatura ş.txt" }).focus();
  await rep.page.keyboard.press("Enter");
  await looksRight(rep, "claim");
  await dialogIn(rep).getByRole("button", { name: "Submit", exact: true }).click();
  await dialogIn(rep).locator(".done").waitFor();
  assert.equal(await hasClaims(), 1);
});

test("one invoice is not submitted twice, whatever file comes with it", async () => {
  const { rep } = windows;
  await openClaim(rep, "More actions", "Submit a claim");
  await fillIn(rep, "47 11");
  await dialogIn(rep)
    .locator("input[type=file]")
    .setInputFiles({ name: "again.pdf", mimeType: "application/pdf", buffer: Buffer.from("again") });
  await dialogIn(rep).locator(".proofs").getByText("again.pdf", { exact: true }).waitFor();
  await dialogIn(rep).getByRole("button", { name: "Submit", exact: true }).click();
  await dialogIn(rep).locator("c-error-panel").getByText("4711").waitFor();
  rep.takeErrors();
  assert.equal(await hasClaims(), 1);
});

test("who decides opens the file from the list by keyboard", async () => {
  const { manager } = windows;
  await manager.open("/lightning/n/Loyalty_Decisions");
  const proof = manager.page.getByRole("button", { name: "Open the proof invoice 4711" });
  await proof.focus();
  const [download] = await Promise.all([manager.page.waitForEvent("download"), manager.page.keyboard.press("Enter")]);
  assert.equal(download.suggestedFilename(), "invoice 4711.pdf");
  assert.equal(readFileSync(await download.path(), "utf8"), "the invoice");
  await looksRight(manager, "claim-proof");
});

test("the claim's page shows where it is on its path, in the user's language", async () => {
  const [claim] = await stage.org.connection.sobject("LoyaltyTransaction__c").find({ Member__c: member }, ["Id"]);
  for (const [window, steps] of [
    [windows.manager, ["Claimed", "Valid", "Rejected", "Cancelled"]],
    [windows.turkish, ["Talep edildi", "Geçerli", "Reddedildi", "İptal edildi"]]
  ] as const) {
    await window.open(`/lightning/r/LoyaltyTransaction__c/${claim!.Id}/view`);
    const path = window.page.locator("local-record-path li");
    await path.first().waitFor();
    assert.deepEqual(await path.allInnerTexts(), steps);
    assert.equal(await window.page.locator("local-record-path li[aria-current=step]").innerText(), steps[0]);
    await looksRight(window, `claim-path-${steps[0].slice(0, 1)}`);
  }
});

test("what the rep did not hand in stays the rep's own", async () => {
  const found = await stage.org.connection.sobject("ContentDocument").find({}, ["Id", "Title"]);
  const { Id: own } = found.find(({ Title }) => String(Title) === "fatura ş")!;
  const status = await windows.manager.page.evaluate<number>(
    `fetch("/sfc/servlet.shepherd/document/download/${String(own)}").then(({ status }) => status)`
  );
  assert.equal(status, 404);
  windows.manager.takeErrors();
});

test("the dialog and the list speak the user's language and fit a phone", async () => {
  await openClaim(windows.phone, "Więcej działań", "Zgłoś roszczenie");
  await dialogIn(windows.phone).getByText("Faktura jako plik lub zdjęcie (wymagane)").waitFor();
  await looksRight(windows.phone, "claim");
  await windows.turkish.open("/lightning/n/Loyalty_Decisions");
  await windows.turkish.page.getByRole("button", { name: "invoice 4711 kanıtını açın" }).waitFor();
  await looksRight(windows.turkish, "claim-proof-tr");
});
