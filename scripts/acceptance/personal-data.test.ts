/** Personal data on a member's page: an agent notes consents, a manager takes out everything and erases; and the same over HTTP. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import type { Locator } from "playwright-core";
import { PHONE, type Window } from "./browser-pages.ts";
import { browserStage } from "./browser-stage.ts";
import { textOfPdf } from "./pdf-text.ts";
import { createProgram } from "./records.ts";
import { tokenOf } from "./role-user.ts";

const NUMBER = "TR-7001";
const REST = "/services/apexrest/loyalty/v1/";
let memberId = "";

const stage = await browserStage(
  {
    agent: { role: "Agent" },
    manager: { role: "Manager" },
    phone: { role: "Manager", language: "tr", viewport: PHONE }
  },
  async ({ org, create }) => {
    const program = await createProgram(org, "Club");
    const contact = await create("Contact", { FirstName: "Gülşah Iğdır", LastName: "Nowak" });
    memberId = await create("LoyaltyMember__c", { Program__c: program, Contact__c: contact, MemberNumber__c: NUMBER });
    await create("LoyaltyTransaction__c", {
      Member__c: memberId,
      ExternalId__c: "shop:1",
      Kind__c: "Purchase",
      OccurredAt__c: "2026-01-02T10:00:00Z",
      Amount__c: 400
    });
  }
);

async function panelOf(window: Window): Promise<Locator> {
  await window.open(`/lightning/r/LoyaltyMember__c/${memberId}/view`);
  return window.page.locator("c-privacy-panel");
}

/** What the program's books amount to. */
async function totals(): Promise<unknown> {
  const { records } = await stage.org.connection.query(
    "SELECT SUM(Points__c) points, SUM(QualifyingPoints__c) qualifying, COUNT(Id) entries FROM LoyaltyLedger__c"
  );
  return records[0];
}

async function send(
  token: string,
  method: string,
  path: string,
  body?: object
): Promise<{ status: number; body: unknown }> {
  const response = await fetch(stage.org.instanceUrl + REST + path, {
    method,
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) })
  });
  return { status: response.status, body: await response.json() };
}

stage.test("an agent notes what a member agreed to, with where the member said so", async () => {
  const { agent } = stage.windows;
  const panel = await panelOf(agent);
  const email = panel.locator('[data-purpose="Email"]');
  await email.getByText("Not asked yet").waitFor();
  assert.deepEqual(await panel.getByRole("button").allInnerTexts(), ["Change Consents"]);
  await panel.getByRole("button", { name: "Change Consents" }).click();
  const dialog = agent.page.getByRole("dialog");
  await dialog.getByText("Messages by e-mail").click();
  await dialog.getByLabel("Where the member said so").fill("Form in the shop");
  await stage.looksRight(agent, "consents");
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await dialog.getByText("The consents are kept.").waitFor();
  await dialog.getByRole("button", { name: "Close", exact: true }).last().click();
  await email.getByText("Given", { exact: true }).waitFor();
  await email.getByText(/Form in the shop · Agent/).waitFor();
});

stage.test("a shop takes the consent back over HTTP, and reads what holds", async () => {
  const token = await tokenOf(stage.org, "Integration");
  const consents = [{ purpose: "Email", given: false, source: "Web page" }];
  const answer = await send(token, "POST", `members/${NUMBER}/consents`, { consents });
  assert.equal(answer.status, 200);
  const { body } = await send(token, "GET", `members/${NUMBER}/consents`);
  const held = (body as { consents: { purpose: string; given: boolean; source: string }[] }).consents;
  assert.deepEqual(
    held.map(({ purpose, given, source }) => ({ purpose, given, source })),
    consents
  );
  assert.equal((await send(token, "GET", `members/${NUMBER}/export`)).status, 403);
});

stage.test("a manager takes out everything as a file", async () => {
  const { manager } = stage.windows;
  const panel = await panelOf(manager);
  const [download] = await Promise.all([
    manager.page.waitForEvent("download"),
    panel.getByRole("button", { name: "Download Everything (JSON)" }).click()
  ]);
  assert.equal(download.suggestedFilename(), `${NUMBER}.json`);
  const file = JSON.parse(await readFile(await download.path(), "utf8")) as Record<string, Record<string, unknown>[]>;
  assert.equal(file["contacts"]![0]!["LastName"], "Nowak");
  assert.equal(file["transactions"]![0]!["ExternalId__c"], "shop:1");
  assert.equal(file["ledger"]![0]!["Points__c"], 400);
  assert.deepEqual(
    file["consents"]!.map(({ Source__c }) => Source__c),
    ["Form in the shop", "Web page"]
  );
  await panel.getByText("Everything that you may read about the member is in the file.").waitFor();
  const { status, body } = await send(await tokenOf(stage.org, "Manager"), "GET", `members/${NUMBER}/export`);
  assert.equal(status, 200);
  assert.equal((body as { section: string }).section, "memberships");
});

stage.test("a manager takes out everything to be read on paper", async () => {
  const { manager } = stage.windows;
  const panel = await panelOf(manager);
  const [download] = await Promise.all([
    manager.page.waitForEvent("download"),
    panel.getByRole("button", { name: "Download Everything (PDF)" }).click()
  ]);
  assert.equal(download.suggestedFilename(), `${NUMBER}.pdf`);
  const text = await textOfPdf(await download.path());
  assert.match(text, new RegExp(`^ ?Everything kept about member ${NUMBER} Taken out on .* by Manager`));
  assert.match(text, /First Name: Gülşah Iğdır · Full Name: Gülşah Iğdır Nowak/);
  assert.match(text, /Loyalty Transactions .*Kind: Purchase/);
  assert.match(text, /Source: Form in the shop/);
  await stage.looksRight(manager, "exported");
});

stage.test("an agent sees on the member's page who took the data out, on the page and over HTTP", async () => {
  const { agent } = stage.windows;
  await agent.open(`/lightning/r/LoyaltyMember__c/${memberId}/related/DataExports__r/view`);
  await agent.page.locator("local-related-list-page tbody tr").nth(1).waitFor();
  const rows = await agent.page.locator("local-related-list-page tbody tr").allInnerTexts();
  assert.deepEqual(
    rows.map((row) => row.includes("Manager")),
    [true, true],
    "two managers, each once for all pages"
  );
  await stage.looksRight(agent, "data-exports");
});

stage.test("on a phone the data stand under the last tab, in Turkish", async () => {
  const { phone } = stage.windows;
  const panel = await panelOf(phone);
  await phone.page.getByRole("tab").last().click();
  await panel.getByText("Kişisel Veriler", { exact: true }).waitFor();
  await panel.getByText("Geri alındı").waitFor();
  await stage.looksRight(phone, "personal-data");
});

stage.test("a manager erases a member by its number, and the books stay to the point", async () => {
  const { manager } = stage.windows;
  const before = await totals();
  const panel = await panelOf(manager);
  await panel.getByRole("button", { name: "Erase Personal Data" }).click();
  const dialog = manager.page.getByRole("dialog");
  const number = dialog.getByLabel(`Enter the member number ${NUMBER} to confirm`);
  await number.fill("TR-7002");
  await dialog.getByRole("button", { name: "Erase for Good" }).click();
  await dialog.getByText("This is not the number of the member.").waitFor();
  // What the org refuses is an error in the browser's console too.
  assert.match(manager.takeErrors().join(), /^Failed to load resource[^,]*$/);
  await number.fill(NUMBER);
  await stage.looksRight(manager, "erasure");
  await dialog.getByRole("button", { name: "Erase for Good" }).click();
  await dialog.getByText("The personal data are erased.").waitFor();
  await dialog.getByRole("button", { name: "Close", exact: true }).last().click();
  await panel.getByText(/The personal data were erased on .* by Manager/).waitFor();
  await stage.looksRight(manager, "erased");
  assert.deepEqual(await totals(), before);
});

stage.test("nobody finds the erased member, and a late purchase is one of an unknown member", async () => {
  const token = await tokenOf(stage.org, "Integration");
  assert.equal((await send(token, "GET", `members/${NUMBER}`)).status, 404);
  const { records } = await stage.org.connection.query(
    "SELECT Id FROM LoyaltyMember__c WHERE MemberName__c LIKE '%Nowak%' OR Contact__r.LastName = 'Nowak'"
  );
  assert.deepEqual(records, []);
  const late = {
    externalId: "shop:2",
    memberNumber: NUMBER,
    kind: "Purchase",
    occurredAt: "2026-01-03T10:00:00Z",
    amount: 10
  };
  const { body } = await send(token, "POST", "transactions", { transactions: [late] });
  assert.match(JSON.stringify(body), /"outcome":"rejected".*NOT_FOUND/);
});
