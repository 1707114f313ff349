/** What a rep is asked for on the phone, in a browser, with the permission set of a rep and no other. */
import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { PHONE, type Window } from "./browser-pages.ts";
import { browserStage } from "./browser-stage.ts";
import { createProgram } from "./records.ts";
import { tokenOf } from "./role-user.ts";

let account: string;
let member: string;
let opportunity: string;

const stage = await browserStage(
  {
    rep: { role: "Agent" },
    phone: { role: "Agent", viewport: PHONE, language: "tr" },
    seller: { role: "Agent", profile: "Standard User" },
    sellerPhone: { role: "Agent", profile: "Standard User", viewport: PHONE, language: "pl" }
  },
  async ({ org, create }) => {
    const program = await createProgram(org, "Club", { CurrencyCode__c: "USD" });
    const base = await create("LoyaltyTier__c", {
      Name: "Base",
      Program__c: program,
      Threshold__c: 0,
      Multiplier__c: 1
    });
    account = await create("Account", { Name: "Corner Shop", PriceGroup__c: "Hotels" });
    member = await create("LoyaltyMember__c", { Program__c: program, Account__c: account, MemberNumber__c: "C-1" });
    const price = { Program__c: program, ProductCode__c: "JUG" };
    await create("LoyaltyTierPrice__c", { ...price, Price__c: 4.5, Tier__c: base });
    await create("LoyaltyTierPrice__c", {
      ...price,
      MinimumQuantity__c: 100,
      Price__c: 3.9,
      AccountGroup__c: "Hotels"
    });
    await create("LoyaltyTierPrice__c", { ...price, Price__c: 5 });
    await create("LoyaltyTier__c", { Name: "Gold", Program__c: program, Threshold__c: 500, Multiplier__c: 2 });
    await create("LoyaltyRule__c", {
      Program__c: program,
      Name: "Tea twice",
      Status__c: "Active",
      AppliesTo__c: "Purchases",
      Scope__c: "Lines",
      Stacking__c: "Stackable",
      Priority__c: 1,
      StartsAt__c: new Date(Date.now() - 864e5).toISOString(),
      Effect__c: "Multiplier",
      Value__c: 2,
      Criteria__c: JSON.stringify({ field: "line.category", operator: "equals", value: "Tea" })
    });
    await createOpportunity(create);
  }
);

/** Tea of 250 and mugs of 300. */
async function createOpportunity(create: (object: string, fields: object) => Promise<string>): Promise<void> {
  const book = await stage.org.connection.sobject("Pricebook2").findOne({ IsStandard: true }, ["Id"]);
  opportunity = await create("Opportunity", {
    Name: "Autumn order",
    AccountId: account,
    StageName: "Prospecting",
    CloseDate: "2030-10-01",
    Pricebook2Id: book!.Id
  });
  for (const [code, family, total] of [
    ["TEA", "Tea", 250],
    ["MUG", "Mugs", 300]
  ] as const) {
    const product = await create("Product2", { Name: code, ProductCode: code, Family: family, IsActive: true });
    const entry = await create("PricebookEntry", {
      Pricebook2Id: book!.Id,
      Product2Id: product,
      UnitPrice: 10,
      IsActive: true
    });
    await create("OpportunityLineItem", {
      OpportunityId: opportunity,
      PricebookEntryId: entry,
      Quantity: 10,
      TotalPrice: total
    });
  }
}
const { test, windows, looksRight } = stage;
const dialogIn = ({ page }: Window): Locator => page.getByRole("dialog");

async function choose(window: Window, more: string, action: string): Promise<void> {
  await window.open(`/lightning/r/Account/${account}/view`);
  const card = window.page.locator("c-member-card");
  await card.getByRole("button", { name: more }).click();
  await card.getByRole("menuitem", { name: action }).click();
  await dialogIn(window).waitFor();
}

/** What the ERP and the shop are told. */
async function priceOverRest(quantity: number, listPrice: number): Promise<{ price: number; source: string }> {
  const token = await tokenOf(stage.org, "Integration");
  const query = new URLSearchParams({ product: "JUG", quantity: String(quantity), listPrice: String(listPrice) });
  const answer = await fetch(`${stage.org.instanceUrl}/services/apexrest/loyalty/v1/members/C-1/prices?${query}`, {
    headers: { Authorization: `Bearer ${token}` }
  });
  const body = (await answer.json()) as { prices: { price: number; source: string }[] };
  return body.prices[0]!;
}

test("the price of a product and quantity is told with why, the same as over REST", async () => {
  const { rep } = windows;
  await choose(rep, "More actions", "Price of a product");
  await dialogIn(rep).getByRole("searchbox").fill("ju");
  await dialogIn(rep).getByRole("combobox", { name: "Product" }).click();
  await dialogIn(rep).getByRole("option", { name: "JUG" }).click();
  await dialogIn(rep).getByLabel("List price").fill("6");
  await dialogIn(rep).getByRole("button", { name: "Show price" }).click();
  await dialogIn(rep).locator(".price").getByText("$4.50 each").waitFor();
  await dialogIn(rep).locator(".why").getByText("the tier Base").waitFor();
  assert.deepEqual(pick(await priceOverRest(1, 6)), [4.5, "Tier"]);
  await dialogIn(rep).getByLabel("Quantity").fill("100");
  await dialogIn(rep).getByRole("button", { name: "Show price" }).focus();
  await rep.page.keyboard.press("Enter");
  await dialogIn(rep).locator(".price").getByText("$3.90 each, $390.00 for 100").waitFor();
  await dialogIn(rep).getByText("35% below the list price").waitFor();
  await dialogIn(rep).locator(".why").getByText("group Hotels").waitFor();
  assert.deepEqual(await dialogIn(rep).locator(".candidates li").allTextContents(), [
    "Group Hotels · from 100 · $3.90decides",
    "Tier Base · from 1 · $4.50another counts first",
    "Every member · from 1 · $5.00another counts first"
  ]);
  assert.deepEqual(pick(await priceOverRest(100, 6)), [3.9, "Group"]);
  await looksRight(rep, "price");
});

const pick = ({ price, source }: { price: number; source: string }): [number, string] => [price, source];

test("on a phone, in Turkish", async () => {
  const { phone } = windows;
  await choose(phone, "Diğer işlemler", "Ürün fiyatı");
  await dialogIn(phone).getByRole("searchbox").fill("NOTHING");
  await dialogIn(phone).getByText("Böyle başlayan ürün yok").waitFor();
  await dialogIn(phone).getByRole("button", { name: "Fiyatı göster" }).click();
  await dialogIn(phone).getByText("liste fiyatı geçerli").waitFor();
  await dialogIn(phone).getByRole("searchbox").fill("JUG");
  await dialogIn(phone).getByRole("button", { name: "Fiyatı göster" }).click();
  await dialogIn(phone).locator(".candidates").waitFor();
  await looksRight(phone, "price-tr");
});

async function balance(): Promise<number> {
  const record = await stage.org.connection.sobject("LoyaltyMember__c").retrieve(member);
  return (record as unknown as { Balance__c: number }).Balance__c;
}

test("the page of an opportunity says what it would earn, and the purchase earns the same", async () => {
  const { seller, sellerPhone } = windows;
  await seller.open(`/lightning/r/Opportunity/${opportunity}/view`);
  const card = seller.page.locator("c-sale-preview");
  await card.locator(".points").getByText("800 points", { exact: true }).waitFor();
  await card.getByText("Reaches the tier Gold.").waitFor();
  assert.deepEqual(await card.locator("dd").allTextContents(), ["+550", "+250"]);
  assert.equal(await balance(), 0);
  await looksRight(seller, "sale-preview");
  await sellerPhone.open(`/lightning/r/Opportunity/${opportunity}/view`);
  await sellerPhone.page.getByText("Osiąga poziom Gold.").waitFor();
  await looksRight(sellerPhone, "sale-preview-pl");
  const document = await stage.create("LoyaltyTransaction__c", {
    Member__c: member,
    ExternalId__c: "order 1",
    Kind__c: "Purchase",
    OccurredAt__c: new Date().toISOString(),
    Amount__c: 550,
    ExpectedLines__c: 2
  });
  for (const [number, category, amount] of [
    ["1", "Tea", 250],
    ["2", "Mugs", 300]
  ] as const)
    await stage.create("LoyaltyTransactionLine__c", {
      Transaction__c: document,
      ExternalId__c: `order 1:${number}`,
      LineNumber__c: number,
      Product__c: category,
      Category__c: category,
      Quantity__c: 10,
      Amount__c: amount
    });
  assert.equal(await balance(), 800);
  await card.getByRole("button", { name: "Refresh" }).focus();
  await seller.page.keyboard.press("Enter");
  await card.locator(".points").getByText("1,350 points", { exact: true }).waitFor();
  await card.getByText("The tier stays Gold.").waitFor();
});
