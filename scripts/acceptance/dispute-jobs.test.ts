/** The rejection of a claim is disputed on the claim's page by three people, and one serial number is claimed once, whoever is faster. */
import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { PHONE, type Window } from "./browser-pages.ts";
import { browserStage } from "./browser-stage.ts";
import { createProgram } from "./records.ts";
import { tokenOf } from "./role-user.ts";

const REST = "/services/apexrest/loyalty/v1/";
const NUMBER = "TR-7001";
let claim: string;
let member: string;

const stage = await browserStage(
  {
    rep: { role: "Agent" },
    rejecter: { role: "Manager" },
    phone: { role: "Manager", viewport: PHONE, language: "tr" }
  },
  async (stage) => {
    const program = await createProgram(stage.org, "Club", { CurrencyCode__c: "EUR", ClaimSerialNeeded__c: true });
    const account = await stage.create("Account", { Name: "Corner Shop" });
    member = await stage.create("LoyaltyMember__c", {
      Program__c: program,
      Account__c: account,
      MemberNumber__c: NUMBER
    });
  }
);

const { test, windows, looksRight } = stage;
const dialogIn = ({ page }: Window): Locator => page.getByRole("dialog");
const panelIn = ({ page }: Window): Locator => page.locator("c-dispute-panel");
const openPage = (window: Window): Promise<unknown> => window.open(`/lightning/r/LoyaltyTransaction__c/${claim}/view`);

async function submit(token: string, invoiceNumber: string, serialNumbers: string[]): Promise<number> {
  const response = await fetch(`${stage.org.instanceUrl}${REST}claims`, {
    method: "POST",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    body: JSON.stringify({
      memberNumber: NUMBER,
      seller: "DEALER7",
      invoiceNumber,
      occurredAt: "2026-01-03T10:00:00Z",
      amount: 80,
      serialNumbers
    })
  });
  await response.text();
  return response.status;
}

async function say(window: Window, button: string, text: string): Promise<void> {
  await panelIn(window).getByRole("button", { name: button, exact: true }).click();
  await dialogIn(window).locator("textarea").fill(text);
}

async function confirm(window: Window, button: string): Promise<void> {
  await dialogIn(window).getByRole("button", { name: button, exact: true }).click();
  await dialogIn(window).locator(".done").waitFor();
  await dialogIn(window).locator("c-dialog-buttons button").last().click();
}

test("a claim without the serial number that the program asks for is refused, and submitted with it", async () => {
  const { rep } = windows;
  await rep.open(`/lightning/r/LoyaltyMember__c/${member}/view`);
  await rep.page.locator("local-highlights").getByRole("button", { name: "Submit a Claim" }).click();
  await dialogIn(rep).getByLabel("Seller's code").fill("DEALER7");
  await dialogIn(rep).getByLabel("Invoice number").fill("4711");
  await dialogIn(rep).getByLabel("Amount of the invoice").fill("99.50");
  await dialogIn(rep).getByRole("button", { name: "Submit", exact: true }).click();
  await dialogIn(rep).getByText("This program asks for the serial number").waitFor();
  rep.takeErrors();
  await dialogIn(rep).getByLabel("Serial numbers, one a line").fill("SN-1\nSN-2");
  await looksRight(rep, "claim-serials");
  await dialogIn(rep).getByRole("button", { name: "Submit", exact: true }).click();
  await dialogIn(rep).locator(".done").waitFor();
  const [found] = await stage.org.connection.sobject("LoyaltyTransaction__c").find({ Member__c: member }, ["Id"]);
  claim = String(found!.Id);
});

test("of ten claims of one serial number at once exactly one is submitted", async () => {
  const token = await tokenOf(stage.org, "Integration");
  const statuses = await Promise.all(
    Array.from({ length: 10 }, (_, index) => submit(token, `P-${index}`, [`new ${index}`, "SN 100"]))
  );
  assert.deepEqual(statuses.sort(), [201, ...Array.from({ length: 9 }, () => 409)]);
  assert.equal(await submit(token, "P-20", ["sn-1"]), 409);
});

test("a rejected claim is disputed by the rep, answered by who rejected it, and upheld by a third, on a phone", async () => {
  const { rep, rejecter, phone } = windows;
  await rejecter.open("/lightning/n/Loyalty_Decisions");
  const { instanceUrl } = stage.org;
  const token = await tokenOf(stage.org, "Manager", "pl");
  const rejected = await fetch(`${instanceUrl}${REST}claims/decide`, {
    method: "POST",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    body: JSON.stringify({ externalId: "DEALER7:4711", approve: false, reason: "Not on the invoice" })
  });
  assert.equal(rejected.status, 200, await rejected.text());
  await openPage(rep);
  await say(rep, "Dispute", "It is on the second page");
  await looksRight(rep, "dispute");
  await confirm(rep, "Dispute");
  await panelIn(rep).getByText("It is on the second page").waitFor();
  await rejecter.open("/lightning/o/LoyaltyClaimDispute__c/list?filterName=ToBeDecided");
  await rejecter.page.getByText("It is on the second page").waitFor();
  await looksRight(rejecter, "disputes-to-decide");
  await openPage(rejecter);
  await say(rejecter, "Answer", "We look again");
  await confirm(rejecter, "Answer");
  await panelIn(rejecter).getByText("We look again").waitFor();
  await openPage(phone);
  await say(phone, "Karar ver", "Orada");
  await dialogIn(phone).getByText("İş ortağı haklı: talebi onayla").click();
  await looksRight(phone, "dispute-decide");
  await confirm(phone, "Karar ver");
  await panelIn(phone).getByText("Kabul edildi: talep onaylandı").waitFor();
  await looksRight(phone, "dispute-upheld");
  const found = await stage.org.connection.sobject("LoyaltyMember__c").findOne({ Id: member }, ["Balance__c"]);
  assert.equal(found!["Balance__c"], 99);
});
