/** What looks wrong waits for a review: a shop's burst over HTTP and a rep's favors on the page; a manager reads why, and decides. */
import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { PHONE, type Window } from "./browser-pages.ts";
import { browserStage } from "./browser-stage.ts";
import { createProgram } from "./records.ts";
import { tokenOf } from "./role-user.ts";

const NUMBER = "RV-1";
const SPENDER = "RV-2";
const SHOPPER = "RV-3";
const REDEEMER = "RV-4";
let member = "";
let spender = "";
let shopperId = "";
let reward = "";
let redeemer = "";
let gift = "";
let tShirt = "";

const stage = await browserStage(
  {
    agent: { role: "Agent" },
    manager: { role: "Manager" },
    phone: { role: "Manager", language: "tr", viewport: PHONE }
  },
  async ({ org, create }) => {
    const program = await createProgram(org, "Club", {
      ReviewPurchases__c: 3,
      ReviewHours__c: 24,
      ReviewFavors__c: 1,
      ReviewFavorDays__c: 30
    });
    const account = await create("Account", { Name: "Corner Shop" });
    member = await create("LoyaltyMember__c", { Program__c: program, Account__c: account, MemberNumber__c: NUMBER });
    const spenders = await createProgram(org, "Spenders");
    await create("LoyaltyTier__c", {
      Program__c: spenders,
      Name: "Bronze",
      Threshold__c: 0,
      Multiplier__c: 1,
      BalanceFloor__c: 0
    });
    spender = await create("LoyaltyMember__c", { Program__c: spenders, Account__c: account, MemberNumber__c: SPENDER });
    const usual = await createProgram(org, "Usual", { ReviewTimesUsual__c: 10 });
    shopperId = await create("LoyaltyMember__c", { Program__c: usual, Account__c: account, MemberNumber__c: SHOPPER });
    reward = await create("LoyaltyReward__c", {
      Program__c: spenders,
      Name: "Mug",
      Kind__c: "FreeProduct",
      ProductCode__c: "MUG",
      Cost__c: 70,
      Active__c: true
    });
    const redeemers = await createProgram(org, "Redeemers", {
      ReviewRedemptions__c: 2,
      ReviewRedemptionHours__c: 24,
      ReviewFavorValue__c: 50,
      ReviewFavorDays__c: 30
    });
    redeemer = await create("LoyaltyMember__c", {
      Program__c: redeemers,
      Account__c: account,
      MemberNumber__c: REDEEMER
    });
    const worth = { Program__c: redeemers, Kind__c: "FreeProduct", Cost__c: 10, Active__c: true };
    tShirt = await create("LoyaltyReward__c", {
      ...worth,
      Name: "T-shirt",
      ProductCode__c: "SHIRT",
      Stock__c: 9,
      VoucherDays__c: 30
    });
    gift = await create("LoyaltyReward__c", {
      ...worth,
      Name: "Apology",
      Kind__c: "Amount",
      Value__c: 40,
      Cost__c: 0,
      Distribution__c: "Grant"
    });
  }
);

/** Delivers purchases of this hour as the shop's till does. @return the outcome of each */
async function deliver(names: readonly string[], more: object = {}): Promise<string[]> {
  const now = Date.now();
  const transactions = names.map((name, index) => ({
    externalId: `till:${name}`,
    memberNumber: NUMBER,
    kind: "Purchase",
    occurredAt: new Date(now - 3_600_000 + index * 60_000).toISOString(),
    amount: 10,
    ...more
  }));
  const { results } = await post<{ results: { outcome: string }[] }>("Integration", "transactions", { transactions });
  return results.map(({ outcome }) => outcome);
}

async function post<T>(role: string, path: string, body: object): Promise<T> {
  const response = await fetch(`${stage.org.instanceUrl}/services/apexrest/loyalty/v1/${path}`, {
    method: "POST",
    headers: { Authorization: `Bearer ${await tokenOf(stage.org, role)}`, "Content-Type": "application/json" },
    body: JSON.stringify(body)
  });
  return (await response.json()) as T;
}

interface Receipt {
  readonly code?: string;
  readonly status: string;
  readonly heldReason?: string;
  readonly balance: number;
}

async function redeemOverRest(key: string): Promise<Receipt> {
  return post("Agent", "redemptions", { memberNumber: REDEEMER, rewardId: tShirt, idempotencyKey: key });
}

async function stock(): Promise<number> {
  const found = await stage.org.connection.sobject("LoyaltyReward__c").retrieve(tShirt);
  return (found as unknown as { Stock__c: number }).Stock__c;
}

/** Ticks what waits in a row and decides about it. */
async function decide(window: Window, row: RegExp, press: string, reason?: string): Promise<void> {
  const list = decisions(window, "vouchers");
  await list.getByRole("checkbox", { name: row }).first().focus();
  await window.page.keyboard.press("Space");
  if (reason) await list.getByLabel("Reason for rejecting").fill(reason);
  await list.getByRole("button", { name: press, exact: true }).click();
  await window.page.locator(".told").waitFor();
}

async function balance(of = member): Promise<number> {
  const found = await stage.org.connection.sobject("LoyaltyMember__c").retrieve(of);
  return (found as unknown as { Balance__c: number }).Balance__c;
}

const decisions = (window: Window, kind: "claims" | "adjustments" | "vouchers"): Locator =>
  window.page.locator(`c-decision-list[data-kind="${kind}"]`);

stage.test("of a shop's purchases the ones too many within a day wait, and earn nothing", async () => {
  assert.deepEqual(await deliver(["1", "2", "3", "4", "5"]), ["created", "created", "created", "waiting", "waiting"]);
  assert.equal(await balance(), 30);
  assert.deepEqual(await deliver(["4"], { amount: 12 }), ["waiting"], "delivered again it still waits");
  assert.equal(await balance(), 30);
});

stage.test("a rep's second favor for the same member waits, though it is below all limits", async () => {
  const { agent } = stage.windows;
  const dialog = agent.page.getByRole("dialog");
  const card = agent.page.locator("c-member-card");
  for (const told of ["20 points were posted.", "wait until somebody else approves"]) {
    await agent.open(`/lightning/r/LoyaltyMember__c/${member}/view`);
    await card.getByRole("button", { name: "More actions" }).click();
    await card.getByRole("menuitem", { name: "Adjust points" }).click();
    await dialog.getByLabel("Points").fill("20");
    await dialog.getByLabel("Reason").fill("Goodwill");
    await dialog.getByRole("button", { name: "Adjust", exact: true }).click();
    await dialog.locator(".done").filter({ hasText: told }).waitFor();
  }
  assert.equal(await balance(), 50);
});

stage.test("a manager reads why each waits, releases one and refuses the other with a reason", async () => {
  const { manager } = stage.windows;
  await manager.open("/lightning/n/Loyalty_Decisions");
  const claims = decisions(manager, "claims");
  await claims.getByText("Too many in a short time: 4 within 24 hours").waitFor();
  await claims.getByText("Too many in a short time: 5 within 24 hours").waitFor();
  await decisions(manager, "adjustments")
    .getByText("Same person, same member, again: 2 times within 30 days · Goodwill")
    .waitFor();
  await stage.looksRight(manager, "reviews");
  await claims.getByRole("checkbox", { name: /till:4$/ }).focus();
  await manager.page.keyboard.press("Space");
  await claims.getByRole("button", { name: "Approve (1)", exact: true }).click();
  await manager.page.locator(".told").filter({ hasText: "1 approved." }).waitFor();
  assert.equal(await balance(), 62, "with the amount that was delivered last");
  await claims.getByRole("checkbox", { name: /till:5$/ }).focus();
  await manager.page.keyboard.press("Space");
  await claims.getByLabel("Reason for rejecting").fill("Card was stolen");
  await claims.getByRole("button", { name: "Reject (1)", exact: true }).click();
  await manager.page.locator(".told").filter({ hasText: "1 rejected." }).waitFor();
  assert.equal(await balance(), 62);
});

stage.test("what was refused stays so, however often the shop delivers it, and says who decided and why", async () => {
  await deliver(["5"], { amount: 11 });
  assert.equal(await balance(), 62);
  const { records } = await stage.org.connection.query(
    "SELECT Status__c, DecisionReason__c, DecidedBy__r.Name FROM LoyaltyTransaction__c WHERE ExternalId__c = 'till:5'"
  );
  const [refused] = records as { Status__c: string; DecisionReason__c: string; DecidedBy__r: { Name: string } }[];
  assert.deepEqual(
    [refused!.Status__c, refused!.DecisionReason__c, refused!.DecidedBy__r.Name],
    ["Rejected", "Card was stolen", "Manager"]
  );
});

stage.test(
  "a purchase that the shop corrects far above the usual waits, and earns nothing until a manager releases it",
  async () => {
    const usual = ["a", "b", "c", "d", "e", "f"];
    const shopper = { memberNumber: SHOPPER, amount: 20 };
    assert.deepEqual(
      await deliver(usual, shopper),
      usual.map(() => "created")
    );
    assert.deepEqual(await deliver(["a"], { ...shopper, amount: 900 }), ["waiting"]);
    assert.equal(await balance(shopperId), 100, "what it gave before is taken back meanwhile");
    const { manager } = stage.windows;
    await manager.open("/lightning/n/Loyalty_Decisions");
    const claims = decisions(manager, "claims");
    await manager.page.getByRole("heading", { name: "Claims, purchases and returns" }).waitFor();
    await claims.getByText("Far above the usual: 45.0 times the average of 20.00").waitFor();
    await claims.getByRole("checkbox", { name: /till:a$/ }).focus();
    await manager.page.keyboard.press("Space");
    await claims.getByRole("button", { name: "Approve (1)", exact: true }).click();
    await manager.page.locator(".told").filter({ hasText: "1 approved." }).waitFor();
    assert.equal(await balance(shopperId), 1000);
  }
);

stage.test("on a phone the reason stands there in Turkish", async () => {
  const { phone } = stage.windows;
  await phone.open("/lightning/n/Loyalty_Decisions");
  await decisions(phone, "adjustments")
    .getByText(/Aynı kişi, aynı üye, yine: 30 günde 2 kez/)
    .waitFor();
  await stage.looksRight(phone, "reviews");
});

stage.test(
  "a return of points that were spent waits by the floor of the tier, until a manager releases it",
  async () => {
    assert.deepEqual(await deliver(["bought"], { memberNumber: SPENDER, amount: 100 }), ["created"]);
    await post("Agent", "redemptions", { memberNumber: SPENDER, rewardId: reward, idempotencyKey: "spent" });
    const occurredAt = new Date().toISOString();
    const back = { memberNumber: SPENDER, kind: "Return", originalExternalId: "till:bought", occurredAt };
    assert.deepEqual(await deliver(["back 1"], { ...back, amount: -30 }), ["created"], "leaves the floor");
    assert.equal(await balance(spender), 0);
    assert.deepEqual(await deliver(["back 2"], { ...back, amount: -70 }), ["waiting"]);
    assert.equal(await balance(spender), 0);

    const { manager } = stage.windows;
    await manager.open("/lightning/n/Loyalty_Decisions");
    const claims = decisions(manager, "claims");
    await claims.getByText("Below the floor of the tier: -70 points would be left, the floor is 0").waitFor();
    await stage.looksRight(manager, "review-floor");
    await claims.getByRole("checkbox", { name: /till:back 2$/ }).focus();
    await manager.page.keyboard.press("Space");
    await claims.getByRole("button", { name: "Approve (1)", exact: true }).click();
    await manager.page.locator(".told").filter({ hasText: "1 approved." }).waitFor();
    assert.equal(await balance(spender), -70);
  }
);

stage.test(
  "a shop's third redemption within a day is held: no code, the points taken, the piece reserved",
  async () => {
    assert.deepEqual(await deliver(["earned"], { memberNumber: REDEEMER, amount: 100 }), ["created"]);
    const first = await redeemOverRest("first");
    assert.deepEqual([first.status, typeof first.code], ["Issued", "string"]);
    await redeemOverRest("second");
    const third = await redeemOverRest("third");
    assert.deepEqual(
      [third.status, third.code ?? null, third.heldReason, third.balance],
      ["Held", null, "Too many in a short time: 3 within 24 hours", 70]
    );
    assert.equal(await stock(), 6);
    const used = await post<object>("Agent", "vouchers/use", {
      codeOrKey: "third",
      idempotencyKey: "use"
    });
    assert.match(JSON.stringify(used), /held for a review/);
  }
);

stage.test("a rep who redeems for the member is told that it is held and why, and sees no code", async () => {
  const { agent } = stage.windows;
  const dialog = agent.page.getByRole("dialog");
  await agent.open(`/lightning/r/LoyaltyMember__c/${redeemer}/view`);
  await agent.page.locator("c-member-card").getByRole("button", { name: "Redeem", exact: true }).click();
  await dialog.getByRole("button", { name: "Redeem", exact: true }).click();
  await dialog.getByText("Too many in a short time: 4 within 24 hours").waitFor();
  await dialog.getByText("The points are reserved.").waitFor();
  assert.equal(await dialog.locator(".code").count(), 0);
  await stage.looksRight(agent, "review-redemption-held");
  assert.equal(await balance(redeemer), 60);
});

stage.test("a rep's second voucher of goodwill for the member waits, since both are worth too much", async () => {
  const { agent } = stage.windows;
  const dialog = agent.page.getByRole("dialog");
  const card = agent.page.locator("c-member-card");
  for (const told of [
    /The voucher's code is/,
    /waits until somebody else releases it \(.*value of 80\.00 within 30 days\)/
  ]) {
    await agent.open(`/lightning/r/LoyaltyMember__c/${redeemer}/view`);
    await card.getByRole("button", { name: "More actions" }).click();
    await card.getByRole("menuitem", { name: "Give a goodwill voucher" }).click();
    await dialog.getByRole("combobox", { name: "Reward" }).click();
    await dialog.getByRole("option", { name: "Apology" }).click();
    await dialog.getByLabel("Reason").fill("Late delivery");
    await dialog.getByRole("button", { name: "Give", exact: true }).click();
    await dialog.locator(".done").filter({ hasText: told }).waitFor();
  }
});

stage.test("on a phone a manager reads in Turkish why redemptions and goodwill are held", async () => {
  const { phone } = stage.windows;
  await phone.open("/lightning/n/Loyalty_Decisions");
  const list = decisions(phone, "vouchers");
  await list
    .getByText(/Kısa sürede çok fazla: /)
    .first()
    .waitFor();
  await list.getByText(/Aynı kişi, aynı üye, çok fazla: 30 günde 80\.00 değerinde/).waitFor();
  await stage.looksRight(phone, "review-redemptions");
});

stage.test(
  "a manager releases one redemption, refuses the other and the voucher of goodwill, each with a reason",
  async () => {
    const { manager } = stage.windows;
    await manager.open("/lightning/n/Loyalty_Decisions");
    const list = decisions(manager, "vouchers");
    await list.getByText("Too many in a short time: 3 within 24 hours").waitFor();
    await list.getByText("Too many in a short time: 4 within 24 hours").waitFor();
    await list
      .getByText(/Same person, same member, too much: value of 80\.00 within 30 days · Late delivery/)
      .waitFor();
    await stage.looksRight(manager, "review-redemptions");
    await decide(manager, /T-shirt/, "Approve (1)");
    const released = await redeemOverRest("third");
    assert.deepEqual([released.status, typeof released.code, released.heldReason ?? null], ["Issued", "string", null]);
    await decide(manager, /T-shirt/, "Reject (1)", "Not the member");
    assert.equal(await balance(redeemer), 70);
    assert.equal(await stock(), 6);
    await decide(manager, /Apology/, "Reject (1)", "A friend");
    await list.getByText("No redemption and no voucher waits.").waitFor();
    const { records } = await stage.org.connection.query(
      `SELECT Status__c, DecisionReason__c, DecidedBy__r.Name FROM LoyaltyVoucher__c WHERE Reward__c = '${gift}' AND HeldReason__c != NULL`
    );
    const [refused] = records as { Status__c: string; DecisionReason__c: string; DecidedBy__r: { Name: string } }[];
    assert.deepEqual(
      [refused!.Status__c, refused!.DecisionReason__c, refused!.DecidedBy__r.Name],
      ["Cancelled", "A friend", "Manager"]
    );
  }
);
