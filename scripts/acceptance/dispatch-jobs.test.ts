/** A reward that is sent: a rep redeems it to an address, the ERP says that it left, and staff work through what waits. */
import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { PHONE, type Window } from "./browser-pages.ts";
import { browserStage } from "./browser-stage.ts";
import { createProgram } from "./records.ts";
import { tokenOf } from "./role-user.ts";

const REST = "/services/apexrest/loyalty/v1/";
let program: string;
let kettle: string;
let member: string;
let erp: string;

const stage = await browserStage(
  {
    rep: { role: "Agent" },
    phone: { role: "Agent", viewport: PHONE, language: "tr" },
    viewer: { role: "Viewer", language: "pl" }
  },
  async (stage) => {
    program = await createProgram(stage.org, "Club", { CurrencyCode__c: "EUR" });
    kettle = await stage.create("LoyaltyReward__c", {
      Program__c: program,
      Name: "Kettle",
      Kind__c: "FreeProduct",
      ProductCode__c: "KETTLE",
      Cost__c: 300,
      Active__c: true,
      Sent__c: true
    });
    const account = await stage.create("Account", {
      Name: "Corner Shop",
      BillingStreet: "5 Quay Street",
      BillingPostalCode: "BS1 4DA",
      BillingCity: "Bristol"
    });
    member = await stage.create("LoyaltyMember__c", { Program__c: program, Account__c: account });
    await stage.create("LoyaltyTransaction__c", {
      Member__c: member,
      ExternalId__c: "shop:1",
      Kind__c: "Purchase",
      OccurredAt__c: "2026-01-02T10:00:00Z",
      Amount__c: 1000
    });
    erp = await tokenOf(stage.org, "Integration");
  }
);

const { test, windows, looksRight } = stage;
const dialogIn = ({ page }: Window): Locator => page.getByRole("dialog");
const vouchersIn = ({ page }: Window): Locator => page.locator("c-voucher-list");
const openMember = (window: Window): Promise<unknown> => window.open(`/lightning/r/LoyaltyMember__c/${member}/view`);

async function balance(): Promise<unknown> {
  const found = await stage.org.connection.sobject("LoyaltyMember__c").findOne({ Id: member }, ["Balance__c"]);
  return found!["Balance__c"];
}

async function askErp(method: string, path: string, body?: object): Promise<{ status: number; body: never }> {
  const response = await fetch(stage.org.instanceUrl + REST + path, {
    method,
    headers: { Authorization: `Bearer ${erp}`, "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) })
  });
  return { status: response.status, body: (await response.json()) as never };
}

/** A rep redeems the kettle in the member's page. */
async function redeem(recipient: string): Promise<void> {
  const { rep } = windows;
  await openMember(rep);
  await rep.page.locator("c-member-card").getByRole("button", { name: "Redeem", exact: true }).first().click();
  await dialogIn(rep).getByLabel("Street and number").waitFor();
  await dialogIn(rep).getByLabel("Recipient").fill(recipient);
  await looksRight(rep, "redeem-sent");
  await dialogIn(rep).getByRole("button", { name: "Redeem", exact: true }).click();
  await dialogIn(rep).locator(".sent").waitFor();
  await dialogIn(rep).getByRole("button", { name: "Close", exact: true }).last().click();
}

async function waiting(): Promise<{ code: string; status: string; address: object }[]> {
  const { status, body } = await askErp("GET", "dispatches");
  assert.equal(status, 200);
  return (body as { dispatches: { code: string; status: string; address: object }[] }).dispatches;
}

test("a rep redeems to the address that is known, with somebody else's name, and the points are taken", async () => {
  await redeem("Grace at Corner Shop");
  assert.equal(await balance(), 700);
  const [dispatch] = await waiting();
  assert.deepEqual(dispatch!.address, {
    recipient: "Grace at Corner Shop",
    street: "5 Quay Street",
    postalCode: "BS1 4DA",
    city: "Bristol"
  });
});

test("the ERP says that it left, and from then on the rep is offered no cancellation", async () => {
  const code = (await waiting())[0]?.code;
  const told = await askErp("POST", `dispatches/${code}`, { status: "Sent", carrier: "DHL", trackingNumber: "JD 1" });
  assert.equal(told.status, 200);
  assert.equal((await askErp("POST", `dispatches/${code}`, { status: "Cancelled" })).status, 409);
  await openMember(windows.rep);
  await vouchersIn(windows.rep).getByText("DHL · JD 1").waitFor();
  assert.equal(await vouchersIn(windows.rep).locator('[data-action="cancel"]').count(), 0);
  await looksRight(windows.rep, "vouchers-sent");
  assert.equal(await balance(), 700);
});

test("what waits is a list of work; its page says where it goes, and keeps that it was sent", async () => {
  await redeem("Ada");
  const { rep } = windows;
  await rep.open("/lightning/o/LoyaltyVoucher__c/list?filterName=ToBeSent");
  await rep.page.getByText("5 Quay Street").waitFor();
  await looksRight(rep, "to-be-sent");
  const [voucher] = await stage.org.connection
    .sobject("LoyaltyVoucher__c")
    .find({ DispatchStatus__c: "Waiting" }, ["Id"]);
  await rep.open(`/lightning/r/LoyaltyVoucher__c/${voucher!.Id}/view`);
  const panel = rep.page.locator("c-dispatch-panel");
  await panel.getByText("Waits to be sent").waitFor();
  await looksRight(rep, "dispatch-page");
  await panel.getByRole("button", { name: "Dispatch" }).click();
  await dialogIn(rep).getByLabel("Carrier").fill("UPS");
  await dialogIn(rep).getByLabel("Tracking number").fill("1Z 9");
  await looksRight(rep, "dispatch");
  await dialogIn(rep).getByRole("button", { name: "Save", exact: true }).click();
  await dialogIn(rep).locator(".done").waitFor();
  await dialogIn(rep).getByRole("button", { name: "Close", exact: true }).last().click();
  await panel.getByText("UPS · 1Z 9").waitFor();
  assert.deepEqual(await waiting(), []);
});

test("cancelled before it left, its points are back", async () => {
  await redeem("Ada");
  assert.equal(await balance(), 100);
  await windows.phone.open(`/lightning/r/LoyaltyMember__c/${member}/view`);
  await windows.phone.page.getByRole("tab", { name: "Ödüller", exact: true }).click();
  const cancel = vouchersIn(windows.phone).locator('[data-action="cancel"]');
  await cancel.waitFor();
  await looksRight(windows.phone, "vouchers-sent-tr");
  await cancel.click();
  const { page } = windows.phone;
  await page.getByRole("alertdialog").or(page.getByRole("dialog")).getByRole("button").last().click();
  await vouchersIn(windows.phone).getByText("İptal edildi").waitFor();
  assert.equal(await balance(), 400);
});

test("who only views sees how far it is, and no address", async () => {
  await openMember(windows.viewer);
  await vouchersIn(windows.viewer).getByText("DHL · JD 1").waitFor();
  assert.equal(await vouchersIn(windows.viewer).locator("[data-action]").count(), 0);
  const [voucher] = await stage.org.connection.sobject("LoyaltyVoucher__c").find({ Carrier__c: "DHL" }, ["Id"]);
  await windows.viewer.open(`/lightning/r/LoyaltyVoucher__c/${voucher!.Id}/view`);
  await windows.viewer.page.getByText("JD 1").first().waitFor();
  assert.equal(await windows.viewer.page.getByText("5 Quay Street").count(), 0);
});

test("a rep redeems what a member chooses of two, and is asked for an address where that one is sent", async () => {
  const reward = { Program__c: program, Active__c: true };
  const choice = await stage.create("LoyaltyReward__c", { ...reward, Name: "Treat", Kind__c: "Choice", Cost__c: 50 });
  const card = { Name: "Gift card", Kind__c: "GiftCard", Value__c: 10, Cost__c: 900 };
  const options = [kettle, await stage.create("LoyaltyReward__c", { ...reward, ...card })];
  for (const option of options) await stage.create("LoyaltyRewardOption__c", { Choice__c: choice, Option__c: option });
  const { rep } = windows;
  await openMember(rep);
  await rep.page.locator("c-member-card").getByRole("button", { name: "Redeem", exact: true }).first().click();
  const confirm = dialogIn(rep).getByRole("button", { name: "Redeem", exact: true });
  const choose = (name: string): Promise<void> => dialogIn(rep).getByText(name, { exact: true }).click();
  assert.equal(await confirm.isDisabled(), true);
  await choose("Kettle");
  await dialogIn(rep).getByLabel("Street and number").waitFor();
  await choose("Gift card");
  await dialogIn(rep).getByLabel("Street and number").waitFor({ state: "detached" });
  await looksRight(rep, "redeem-choice");
  await confirm.click();
  await dialogIn(rep).locator(".code").waitFor();
  assert.equal(await balance(), 350);
  await dialogIn(rep).getByRole("button", { name: "Close", exact: true }).last().click();
  await vouchersIn(rep).getByText("Gift card").waitFor();
});
