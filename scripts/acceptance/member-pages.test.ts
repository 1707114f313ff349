/** Members on their own pages: in the browser with the form's password, and over HTTP with whatever a member may send. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Locator } from "playwright-core";
import { DESKTOP, openWindow, PHONE, type Window } from "./browser-pages.ts";
import { browserStage } from "./browser-stage.ts";
import { logInOverHttp, memberUser, tokenOfPage, type MemberUser } from "./member-user.ts";
import { createProgram } from "./records.ts";
import { tokenOf as tokenOfRole } from "./role-user.ts";
import { runApex } from "./run-apex.ts";

const CALLS = "/members/webruntime/api/lightning/api/apex/";
const PAGES = "MemberPagesController";
const LANGUAGES = ["en_US", "pl", "tr"] as const;

const members: Record<"anna" | "boris" | "dealer", string> = { anna: "", boris: "", dealer: "" };
const users: Partial<Record<"anna" | "boris" | "clerk" | "nobody", MemberUser>> = {};
let club: string;
let mug: string;
let blanket: string;
let cup: string;
/** Members of a program that holds the third redemption within a day, by their language. */
const watched: Record<"en_US" | "pl" | "tr", { readonly id: string; readonly user: MemberUser } | undefined> = {
  en_US: undefined,
  pl: undefined,
  tr: undefined
};

const stage = await browserStage({}, async ({ org, create }) => {
  const home = { MailingStreet: "Lipowa 3", MailingCity: "Gdynia" };
  const program = await createProgram(org, "Club", {
    CurrencyCode__c: "EUR",
    PreferenceChoices__c: "Tea; Filter coffee; Equipment",
    ClaimProofNeeded__c: true,
    ReferrerPoints__c: 50,
    ReferralUrl__c: "https://club.example/join?code="
  });
  const contactOf = async (LastName: string, AccountId?: string): Promise<string> =>
    create("Contact", {
      LastName,
      ...home,
      AccountId: AccountId ?? (await create("Account", { Name: `${LastName} at home` }))
    });
  club = program;
  const enrol = async (name: string, customer: object): Promise<string> => {
    const member = await create("LoyaltyMember__c", { Program__c: program, MemberNumber__c: `M-${name}`, ...customer });
    await create("LoyaltyTransaction__c", {
      Member__c: member,
      ExternalId__c: `till:${name}`,
      DocumentNumber__c: `R-${name}`,
      Kind__c: "Purchase",
      Status__c: "Valid",
      OccurredAt__c: "2026-01-05T10:00:00Z",
      Amount__c: 1000
    });
    return member;
  };
  const [anna, boris] = [await contactOf("Anna"), await contactOf("Boris")];
  const shop = await create("Account", { Name: "Corner Shop" });
  members.anna = await enrol("Anna", { Contact__c: anna });
  members.boris = await enrol("Boris", { Contact__c: boris });
  members.dealer = await enrol("Shop", { Account__c: shop });
  mug = await create("LoyaltyReward__c", {
    Program__c: program,
    Name: "Mug",
    Kind__c: "FreeProduct",
    ProductCode__c: "MUG",
    Cost__c: 300,
    Active__c: true
  });
  blanket = await create("LoyaltyReward__c", {
    Program__c: program,
    Name: "Blanket",
    Kind__c: "FreeProduct",
    ProductCode__c: "BLANKET",
    Cost__c: 100,
    Sent__c: true,
    Active__c: true
  });
  users.anna = await memberUser(org, anna);
  users.boris = await memberUser(org, boris);
  users.clerk = await memberUser(org, await contactOf("Clerk", shop), "tr");
  const reviews = { ReviewRedemptions__c: 2, ReviewRedemptionHours__c: 24 };
  const watchful = await createProgram(org, "Watchful", reviews);
  cup = await create("LoyaltyReward__c", {
    Program__c: watchful,
    Name: "Cup",
    Kind__c: "FreeProduct",
    ProductCode__c: "CUP",
    Cost__c: 100,
    Active__c: true
  });
  for (const language of LANGUAGES) {
    const contact = await contactOf(`Watched ${language}`);
    const id = await enrol(`W-${language}`, { Contact__c: contact, Program__c: watchful });
    watched[language] = { id, user: await memberUser(org, contact, language) };
  }
  users.nobody = await memberUser(org, await contactOf("Nobody"), "en_US", null);
});

const { test, looksRight } = stage;
const part = ({ page }: Window, name: string): Locator => page.locator(`c-own-${name}`);
const dialogIn = ({ page }: Window): Locator => page.getByRole("dialog");

async function logIn(user: MemberUser, viewport = DESKTOP): Promise<Window> {
  const window = await openWindow(stage.browser, `${stage.org.instanceUrl}/members`, viewport);
  await window.page.getByLabel("Username").fill(user.username);
  await window.page.getByLabel("Password").fill(user.password);
  await window.page.getByRole("button", { name: "Log In" }).click();
  await part(window, "card").locator(".balance").waitFor({ timeout: 120_000 });
  await window.page.locator("lightning-spinner").first().waitFor({ state: "detached" });
  return window;
}

/** Calls a method as pages of the site do. */
async function call(
  method: string,
  parameters: object,
  token?: string,
  controller = PAGES
): Promise<{ status: number; body: string }> {
  const answer = await fetch(`${stage.org.instanceUrl}${CALLS}${controller}/${method}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...(token ? { Authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify(parameters)
  });
  return { status: answer.status, body: await answer.text() };
}

const tokenOf = async (user: MemberUser): Promise<string> =>
  tokenOfPage(stage.org, (await logInOverHttp(stage.org, user))!);

/** Every `@AuraEnabled` method of the app, as `Class.method`. */
function componentMethods(): [string, string][] {
  const files = readdirSync("force-app/main", { recursive: true, encoding: "utf8" });
  return files.flatMap((file) => {
    if (!file.endsWith(".cls")) return [];
    const source = readFileSync(join("force-app/main", file), "utf8");
    const name = basename(file, ".cls");
    const methods = source.matchAll(/@AuraEnabled[^\n]*\n\s+public static [\w<>, .]+? (\w+)\(/g);
    return [...methods].map(([, method]): [string, string] => [name, method!]);
  });
}

const methodsOfPages = (): string[] => componentMethods().flatMap(([name, method]) => (name === PAGES ? method : []));

async function balanceOf(member: string): Promise<number> {
  const found = await stage.org.connection.sobject("LoyaltyMember__c").findOne({ Id: member }, ["Balance__c"]);
  return Number(found!["Balance__c"]);
}

test("a guest is led to the login page, and every method refuses a guest", async () => {
  const page = await fetch(`${stage.org.instanceUrl}/members`, { redirect: "manual" });
  assert.equal(page.headers.get("location"), "/members/login?startURL=%2Fmembers");
  assert.ok(methodsOfPages().length > 10);
  for (const method of methodsOfPages()) assert.equal((await call(method, {})).status, 401, method);
});

test("a customer without the permission set does not get in", async () => {
  assert.equal(await logInOverHttp(stage.org, users.nobody!), undefined);
});

test("a member gets nothing of somebody else's membership by any method, and changes nothing of it", async () => {
  const [ofAnna, ofBoris] = [await tokenOf(users.anna!), await tokenOf(users.boris!)];
  const redeemed = await call("redeem", { memberId: members.boris, rewardId: mug, idempotencyKey: "k" }, ofBoris);
  const { voucherId } = JSON.parse(redeemed.body) as { voucherId: string };
  for (const method of methodsOfPages().filter((one) => one !== "getCards")) {
    const { status, body } = await call(
      method,
      {
        memberId: members.boris,
        rewardId: mug,
        idempotencyKey: "mine",
        voucherId,
        most: 5,
        email: "new@example.com",
        invoice: { seller: "DEALER", invoiceNumber: "1", day: "2026-01-05", amount: 10 },
        claimId: voucherId,
        reason: "mine",
        purpose: "Email",
        given: true,
        preference: "Tea",
        stated: true
      },
      ofAnna
    );
    assert.equal(status, 500, method);
    assert.match(body, /This record does not exist, or you have no access to it/, method);
  }
  const cards = await call("getCards", { memberId: members.boris, recordId: members.boris }, ofAnna);
  assert.deepEqual(
    (JSON.parse(cards.body) as { memberId: string }[]).map(({ memberId }) => memberId),
    [members.anna]
  );
  assert.equal(await balanceOf(members.boris), 700);
  assert.equal((await call("cancelVoucher", { voucherId }, ofBoris)).status, 200);
  assert.equal(await balanceOf(members.boris), 1000);
});

test("a member calls no other method of the app, and has neither the APIs nor the internal pages", async () => {
  const token = await tokenOf(users.anna!);
  const others = componentMethods().filter(([name]) => name !== PAGES);
  assert.ok(others.length > 60);
  for (const [name, method] of others)
    assert.equal((await call(method, { memberId: members.anna }, token, name)).status, 403, `${name}.${method}`);
  for (const path of [
    "/services/data/v66.0/query?q=SELECT+Id+FROM+LoyaltyMember__c",
    `/services/data/v66.0/ui-api/records/${members.anna}?fields=LoyaltyMember__c.Balance__c`,
    "/services/apexrest/loyalty/v1/members/M-Anna",
    `/lightning/r/LoyaltyMember__c/${members.anna}/view`
  ]) {
    const answer = await fetch(stage.org.instanceUrl + path, { headers: { Authorization: `Bearer ${token}` } });
    assert.equal(answer.status, 403, path);
  }
  const record = await fetch(
    `${stage.org.instanceUrl}/members/webruntime/api/services/data/v66.0/ui-api/records/${members.anna}?fields=LoyaltyMember__c.Balance__c`,
    { headers: { Authorization: `Bearer ${token}` } }
  );
  assert.ok(record.status >= 400, "objects are closed to members, also their own record");
});

test("a member logs in, sees card and history, redeems, takes it back, refers and consents", async () => {
  const window = await logIn(users.anna!);
  const { page } = window;
  await part(window, "card").getByText("1,000").first().waitFor();
  await part(window, "history").getByText("R-Anna").waitFor();
  await part(window, "history").locator("summary").first().click();
  await part(window, "history").locator("dd").first().waitFor();
  await part(window, "referrals").getByText("50 Points for you").waitFor();
  await looksRight(window, "member-pages");
  await part(window, "rewards").getByRole("button", { name: "Redeem Mug" }).click();
  await dialogIn(window).getByText("700").waitFor();
  await looksRight(window, "member-pages-redeem");
  await dialogIn(window).getByRole("button", { name: "Redeem", exact: true }).click();
  await dialogIn(window).locator(".done").getByText("Your code is").waitFor();
  await dialogIn(window).locator("c-dialog-buttons button").last().click();
  await part(window, "card").locator(".balance").getByText("700").waitFor();
  await part(window, "vouchers").getByText("Mug").waitFor();
  await part(window, "vouchers")
    .getByRole("button", { name: /Cancel voucher/ })
    .click();
  await page.getByRole("button", { name: "OK", exact: true }).click();
  await part(window, "card").locator(".balance").getByText("1,000").waitFor();
  await part(window, "vouchers").getByText("The points are back.").waitFor();
  await part(window, "referrals").getByLabel("E-mail of who is invited").fill("new@example.com");
  await part(window, "referrals").getByRole("button", { name: "Invite" }).click();
  await part(window, "referrals").locator("[data-figure=sent] dd").getByText("1").waitFor();
  await part(window, "consents").getByRole("checkbox").first().press("Space");
  await part(window, "consents").getByText("Saved.").waitFor();
  await looksRight(window, "member-pages-after");
  await page.getByRole("link", { name: "Log out" }).click();
  await page.getByLabel("Password").waitFor();
  await window.close();
});

test("a dealer's contact claims on a phone for the dealer, with the proof that the program asks for", async () => {
  const window = await logIn(users.clerk!, PHONE);
  await part(window, "card").getByText("Corner Shop").waitFor();
  await looksRight(window, "member-pages");
  await part(window, "claims").getByRole("button").first().click();
  const [seller, number, , amount] = [0, 1, 2, 3].map((index) =>
    dialogIn(window).locator("lightning-input input").nth(index)
  );
  await seller!.fill("DEALER7");
  await number!.fill("4711");
  await amount!.fill("99,5");
  await dialogIn(window).locator("c-dialog-buttons button").last().click();
  await dialogIn(window).locator("c-error-panel").waitFor();
  window.takeErrors();
  await dialogIn(window)
    .locator("input[type=file]")
    .setInputFiles({ name: "fatura ş.pdf", mimeType: "application/pdf", buffer: Buffer.from("the invoice") });
  await dialogIn(window).locator(".proofs").getByText("fatura ş.pdf").waitFor();
  await looksRight(window, "member-pages-claim");
  await dialogIn(window).locator("c-dialog-buttons button").last().click();
  await dialogIn(window).locator(".done").waitFor();
  await dialogIn(window).locator("c-dialog-buttons button").last().click();
  await part(window, "claims").getByText("4711").waitFor();
  const [claim] = await stage.org.connection
    .sobject("LoyaltyTransaction__c")
    .find({ Member__c: members.dealer, DocumentNumber__c: "4711" }, ["Id", "Status__c"]);
  assert.equal(claim!["Status__c"], "Claimed");
  const files = await stage.org.connection
    .sobject("ContentDocumentLink")
    .find({ LinkedEntityId: String(claim!.Id) }, ["Id"]);
  assert.equal(files.length, 1);
  await runApex(stage.org, `ClaimService.reject(new Set<Id>{ '${claim!.Id}' }, 'unreadable');`);
  await window.page.reload({ waitUntil: "networkidle" });
  await part(window, "claims").getByText("unreadable").waitFor();
  await part(window, "claims").locator("lightning-input input").fill("fatura ekte");
  await part(window, "claims").locator("li lightning-button button").click();
  await part(window, "claims").locator(".said").getByText("fatura ekte").waitFor();
  assert.equal(await part(window, "claims").locator("li lightning-input").count(), 0, "a claim is disputed once");
  await looksRight(window, "member-pages-dispute");
  await window.close();
});

test("a reward that is sent goes to the member's own address, unless the member says otherwise", async () => {
  const window = await logIn(users.boris!, PHONE);
  await part(window, "rewards").getByRole("button", { name: "Redeem Blanket" }).click();
  const street = dialogIn(window).locator("c-address-fields input").nth(1);
  await street.waitFor();
  assert.equal(await street.inputValue(), "Lipowa 3");
  await street.fill("Rynek 1");
  await looksRight(window, "member-pages-address");
  await dialogIn(window).getByRole("button", { name: "Redeem", exact: true }).click();
  await dialogIn(window).locator(".done").waitFor();
  await window.close();
  const sent = await stage.org.connection
    .sobject("LoyaltyVoucher__c")
    .findOne({ Member__c: members.boris, Reward__c: blanket }, [
      "Recipient__c",
      "Street__c",
      "City__c",
      "DispatchStatus__c"
    ]);
  const { Recipient__c, Street__c, City__c, DispatchStatus__c } = sent!;
  assert.deepEqual([Recipient__c, Street__c, City__c, DispatchStatus__c], ["Boris", "Rynek 1", "Gdynia", "Waiting"]);
});

test("a file of somebody else is not handed in", async () => {
  const [ofAnna, ofBoris] = [await tokenOf(users.anna!), await tokenOf(users.boris!)];
  const upload = await fetch(
    `${stage.org.instanceUrl}/members/webruntime/api/services/data/v66.0/sobjects/ContentVersion`,
    {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: `Bearer ${ofBoris}` },
      body: JSON.stringify({
        Title: "mine",
        PathOnClient: "mine.pdf",
        VersionData: Buffer.from("x").toString("base64")
      })
    }
  );
  const { id } = (await upload.json()) as { id: string };
  const version = await stage.org.connection.sobject("ContentVersion").findOne({ Id: id }, ["ContentDocumentId"]);
  const { status, body } = await call(
    "submitClaim",
    {
      memberId: members.anna,
      invoice: {
        seller: "DEALER",
        invoiceNumber: "9",
        day: "2026-01-05",
        amount: 10,
        proofIds: [version!["ContentDocumentId"]]
      }
    },
    ofAnna
  );
  assert.equal(status, 500);
  assert.match(body, /A file of the claim does not exist/);
});

test("a member states what interests it: kept at once under its name, in its export, and segments follow it", async () => {
  const segment = await stage.create("LoyaltySegment__c", {
    Program__c: club,
    Name: "Tea drinkers",
    Criteria__c: '{"field":"profile.preferences","operator":"includes","value":"Tea"}',
    Active__c: true
  });
  await stage.org.connection.sobject("LoyaltyMember__c").update({ Id: members.boris, Preferences__c: "Racing" });
  const window = await logIn(users.boris!);
  const box = (name: string): Locator => part(window, "preferences").getByRole("checkbox", { name });
  assert.equal(await box("Racing").isChecked(), true, "what somebody of the company noted is shown too");
  await box("Tea").press("Space");
  await part(window, "preferences").getByText("Saved.").waitFor();
  await box("Equipment").press("Space");
  await box("Racing").press("Space");
  await box("Racing").waitFor({ state: "detached" });
  await looksRight(window, "member-pages-preferences");
  await window.page.reload({ waitUntil: "networkidle" });
  assert.deepEqual(await Promise.all(["Tea", "Filter coffee", "Equipment"].map((name) => box(name).isChecked())), [
    true,
    false,
    true
  ]);
  await window.close();

  const { records: saved } = await stage.org.connection.query<{ LastModifiedBy: { Username: string } }>(
    `SELECT LastModifiedBy.Username FROM LoyaltyMember__c WHERE Id = '${members.boris}'`
  );
  assert.equal(saved[0]!.LastModifiedBy.Username, users.boris!.username, "the history names who stated it");
  const answer = await fetch(`${stage.org.instanceUrl}/services/apexrest/loyalty/v1/members/M-Boris/export`, {
    headers: { Authorization: `Bearer ${await tokenOfRole(stage.org, "Manager")}` }
  });
  const { section, records } = (await answer.json()) as { section: string; records: { Preferences__c: string }[] };
  assert.deepEqual([section, records[0]!.Preferences__c], ["memberships", "Tea; Equipment"]);

  await runApex(stage.org, `RfmBoundsJob.enqueue('${club}');`);
  const inSegment = await stage.org.connection
    .sobject("LoyaltySegmentMembership__c")
    .find({ Segment__c: segment }, ["Member__c"]);
  assert.deepEqual(
    inSegment.map((row) => row["Member__c"]),
    [members.boris]
  );
});

test("what a program does not ask about is not kept, whatever is sent", async () => {
  const ofAnna = await tokenOf(users.anna!);
  const { status, body } = await call(
    "statePreference",
    { memberId: members.anna, preference: "Anything; I like", stated: true },
    ofAnna
  );
  assert.equal(status, 500);
  assert.match(body, /not among what the program asks about/);
});

test("on a phone a dealer's contact is asked in Turkish, and where nothing is asked the page says so in Polish", async () => {
  const dealer = await logIn(users.clerk!, PHONE);
  await part(dealer, "preferences").getByText("Neler ilginizi çekiyor").waitFor();
  await part(dealer, "preferences").getByRole("checkbox", { name: "Filter coffee" }).press("Space");
  await part(dealer, "preferences").locator("[role=status]").first().waitFor();
  await looksRight(dealer, "member-pages-preferences");
  await dealer.close();
  const polish = await logIn(watched.pl!.user, PHONE);
  await part(polish, "preferences").getByText("Na razie o nic tu nie pytamy.").waitFor();
  await looksRight(polish, "member-pages-no-preferences");
  await polish.close();
});

/** What a member reads of a redemption that is held, released and refused; never why. */
const HELD = {
  en_US: {
    held: "Held for a review",
    note: "if it is refused, the points come back",
    refused: "Refused after a review"
  },
  pl: { held: "Wstrzyman", note: "w razie odmowy punkty wrócą", refused: "Odmówiono po przeglądzie" },
  tr: { held: "İnceleme", note: "reddedilirse puanlar geri döner", refused: "İnceleme sonunda reddedildi" }
} as const;

/** Redeems a cup in the window. @return what the dialog says then */
async function redeemCup(window: Window, picture: string): Promise<string> {
  await part(window, "rewards").getByRole("button", { name: /Cup/ }).click();
  await dialogIn(window).locator("c-dialog-buttons button").last().click();
  const said = dialogIn(window).locator(".done");
  await said.waitFor();
  const text = await said.innerText();
  await looksRight(window, picture);
  await dialogIn(window).locator("c-dialog-buttons button").last().click();
  await dialogIn(window).waitFor({ state: "detached" });
  return text;
}

async function heldVoucher(member: string): Promise<string> {
  const found = await stage.org.connection
    .sobject("LoyaltyVoucher__c")
    .findOne({ Member__c: member, Status__c: "Held" }, ["Id"]);
  return String(found!.Id);
}

for (const [language, viewport] of [
  ["en_US", DESKTOP],
  ["pl", PHONE],
  ["tr", PHONE]
] as const)
  test(`a member's third redemption within a day is held, released and refused: ${language}`, async () => {
    const { id, user } = watched[language]!;
    const words = HELD[language];
    const token = await tokenOf(user);
    for (const idempotencyKey of ["first", "second"]) {
      const { body } = await call("redeem", { memberId: id, rewardId: cup, idempotencyKey }, token);
      assert.equal(typeof (JSON.parse(body) as { code: unknown }).code, "string");
    }
    const window = await logIn(user, viewport);
    const vouchers = part(window, "vouchers").locator("li");
    const said = await redeemCup(window, `member-pages-held-dialog-${language}`);
    assert.ok(said.includes(words.held) && said.includes(words.note), said);
    assert.doesNotMatch(said, /24|\d{3}/, "neither the limit nor a code");
    await part(window, "card").locator(".balance").getByText("700").waitFor();
    await vouchers.first().getByText(words.held).waitFor();
    assert.deepEqual([await vouchers.count(), await vouchers.locator(".code").count()], [3, 2]);
    assert.equal(await vouchers.first().getByRole("button").count(), 0, "nothing to take back");
    assert.match(await part(window, "history").locator("li").first().innerText(), /Cup[^]*-100/);
    await looksRight(window, `member-pages-held-${language}`);

    const shown = await Promise.all(
      ["getVouchers", "getHistory", "getRewards", "getCards"].map((method) =>
        call(method, { memberId: id, most: 50 }, token)
      )
    );
    const again = await call("redeem", { memberId: id, rewardId: cup, idempotencyKey: "again" }, token);
    for (const { status, body } of [...shown, again]) {
      assert.equal(status, 200);
      assert.doesNotMatch(body, /heldReason|24 hours|24 godzin|24 saatte|Velocity/i, "no answer tells why");
    }
    await runApex(
      stage.org,
      `VoucherApproval.refuse(new Set<Id>{ '${(JSON.parse(again.body) as { voucherId: string }).voucherId}' }, 'stolen card');`
    );
    await runApex(stage.org, `VoucherApproval.release(new Set<Id>{ '${await heldVoucher(id)}' });`);
    await window.page.reload({ waitUntil: "networkidle" });
    await part(window, "card").locator(".balance").getByText("700").waitFor();
    assert.deepEqual([await vouchers.count(), await vouchers.locator(".code").count()], [4, 3]);
    await vouchers.getByText(words.refused).waitFor();
    assert.equal(await part(window, "vouchers").getByText("stolen card").count(), 0);
    assert.match(await part(window, "history").locator("li").first().innerText(), /Cup[^]*\+100/);
    await looksRight(window, `member-pages-decided-${language}`);
    await window.close();
    assert.doesNotMatch(
      (
        await Promise.all(
          ["getVouchers", "getHistory"].map((method) => call(method, { memberId: id, most: 50 }, token))
        )
      )
        .map(({ body }) => body)
        .join(),
      /stolen/
    );
  });
