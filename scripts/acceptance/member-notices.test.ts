/** Notices to members: an administrator says how, runs the job from the health page, and a rep sees on the member's page who was told. */
import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { browserStage } from "./browser-stage.ts";
import { createProgram } from "./records.ts";
import { tokenOf } from "./role-user.ts";

const DAY = 86_400_000;
let program = "";
let member = "";
let contact = "";
let task = "";

const stage = await browserStage(
  {
    administrator: { role: "Administrator" },
    agent: { role: "Agent" },
    polish: { role: "Agent", language: "pl" }
  },
  async ({ org, create }) => {
    program = await createProgram(org, "Club", { ExpiryModel__c: "FixedMonths", ExpiryMonths__c: 12 });
    contact = await create("Contact", { FirstName: "Ayşe", LastName: "Demir", Email: "ayse@example.com" });
    const silent = await create("Account", { Name: "Silent Shop" });
    member = await create("LoyaltyMember__c", { Program__c: program, Contact__c: contact, Language__c: "tr" });
    task = await create("LoyaltyMember__c", { Program__c: program, Account__c: silent });
    const yearAgo = new Date(Date.now() - 350 * DAY).toISOString();
    for (const Member__c of [member, task])
      await create("LoyaltyTransaction__c", {
        Member__c,
        ExternalId__c: `shop:${Member__c}`,
        Kind__c: "Purchase",
        OccurredAt__c: yearAgo,
        Amount__c: 1500
      });
  }
);

/** What members were told so far. */
async function told(): Promise<string[]> {
  const { records } = await stage.org.connection.query<{ Kind__c: string; Channel__c: string; Points__c: number }>(
    "SELECT Kind__c, Channel__c, Points__c FROM LoyaltyMemberNotice__c ORDER BY Channel__c"
  );
  return records.map(({ Kind__c, Channel__c, Points__c }) => `${Kind__c} ${Channel__c} ${Points__c}`);
}

const healthPage = (): Locator => stage.windows.administrator.page.locator("c-health-page");

async function runJob(): Promise<void> {
  const { administrator } = stage.windows;
  await administrator.open("/lightning/n/Loyalty_Health");
  await healthPage().getByRole("button", { name: "Run now: Notices to members" }).click();
  await healthPage().getByText("Notices to members was started.").waitFor();
  const open = "SELECT COUNT() FROM AsyncApexJob WHERE ApexClass.Name = 'MemberNoticeJob' AND Status != 'Completed'";
  const end = Date.now() + 60_000;
  while ((await stage.org.connection.query(open)).totalSize > 0) assert.ok(Date.now() < end, "the job never ended");
}

stage.test("a shop records the member's consent over HTTP", async () => {
  const { MemberNumber__c } = (await stage.org.connection.sobject("LoyaltyMember__c").retrieve(member)) as unknown as {
    MemberNumber__c: string;
  };
  const response = await fetch(
    `${stage.org.instanceUrl}/services/apexrest/loyalty/v1/members/${MemberNumber__c}/consents`,
    {
      method: "POST",
      headers: {
        Authorization: `Bearer ${await tokenOf(stage.org, "Integration")}`,
        "Content-Type": "application/json"
      },
      body: JSON.stringify({ consents: [{ purpose: "Email", given: true, source: "Till" }] })
    }
  );
  assert.equal(response.status, 200);
});

stage.test("nobody is told until an administrator chooses how on the program's page", async () => {
  const { administrator } = stage.windows;
  await runJob();
  assert.deepEqual(await told(), []);
  await administrator.open(`/lightning/r/LoyaltyProgram__c/${program}/edit`);
  const dialog = administrator.page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "Notices to Members" }).click();
  await dialog.getByRole("option", { name: "E-mail", exact: true }).click();
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await dialog.waitFor({ state: "detached" });
});

stage.test(
  "the job tells each member once, by e-mail in its language, and the owner where there is no consent",
  async () => {
    await runJob();
    await runJob();
    assert.deepEqual(await told(), ["PointExpiry Email 1500", "PointExpiry Task 1500"]);
    const { records } = await stage.org.connection.query<{ Subject: string; HtmlBody: string; ToAddress: string }>(
      "SELECT Subject, HtmlBody, ToAddress FROM EmailMessage"
    );
    assert.deepEqual(
      records.map(({ ToAddress, Subject }) => [ToAddress, Subject.replace(/\d\d\.\d\d\.\d{4}/, "DAY")]),
      [["ayse@example.com", "Club: puanlar DAY gününe kadar kullanılabilir"]]
    );
    assert.match(records[0]!.HtmlBody, /lang="tr".*Merhaba Ay.*1\.500 puan/);
  }
);

stage.test("a rep sees on the member's page that it was told, and the task of the one who was not asked", async () => {
  const { agent, polish } = stage.windows;
  await agent.open(`/lightning/r/LoyaltyMember__c/${member}/related/Notices__r/view`);
  await agent.page.getByText("Points expire", { exact: true }).waitFor();
  await agent.page.getByText("E-mail", { exact: true }).waitFor();
  await stage.looksRight(agent, "member-notices");
  await polish.open(`/lightning/r/LoyaltyMember__c/${task}/related/Notices__r/view`);
  await polish.page.getByText("Zadanie dla właściciela", { exact: true }).waitFor();
  const { records } = await stage.org.connection.query<{ Subject: string; Description: string }>(
    `SELECT Subject, Description FROM Task WHERE WhatId = '${task}'`
  );
  assert.match(records[0]!.Subject, /^Tell Silent Shop: 1,500 points can be spent until \d{4}-\d\d-\d\d$/);
  assert.match(records[0]!.Description, /no consent to messages by e-mail/);
});

stage.test("an administrator turns the notices off for everybody by keyboard", async () => {
  const { administrator } = stage.windows;
  await administrator.open("/lightning/n/Loyalty_Health");
  const box = healthPage().getByRole("checkbox", { name: "Members: before points expire and a tier falls" });
  assert.equal(await box.isChecked(), true);
  await box.focus();
  await administrator.page.keyboard.press("Space");
  await healthPage()
    .getByText(/Members: before points expire/)
    .first()
    .waitFor();
  await administrator.open("/lightning/n/Loyalty_Health");
  assert.equal(await box.isChecked(), false);
});
