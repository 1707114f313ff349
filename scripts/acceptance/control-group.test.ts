/** A rule that holds out some members: a shop sells to all of them, a manager sees what it brought, a rep why one gets nothing. */
import assert from "node:assert/strict";
import { PHONE } from "./browser-pages.ts";
import { browserStage } from "./browser-stage.ts";
import { createProgram, createRecords, createRule } from "./records.ts";
import { tokenOf } from "./role-user.ts";

const MEMBERS = 24;

let shop: string;
let rule: string;
let memberIds: string[];

const stage = await browserStage(
  { manager: { role: "Manager" }, phone: { role: "Manager", viewport: PHONE }, rep: { role: "Agent" } },
  async ({ org }) => {
    const program = await createProgram(org, "Club", { CurrencyCode__c: "EUR" });
    const numbers = Array.from({ length: MEMBERS }, (_, index) => `M-${index}`);
    const accounts = await createRecords(
      org,
      "Account",
      numbers.map((name) => ({ Name: name }))
    );
    memberIds = await createRecords(
      org,
      "LoyaltyMember__c",
      numbers.map((MemberNumber__c, index) => ({ Program__c: program, Account__c: accounts[index], MemberNumber__c }))
    );
    rule = await createRule(org, program, "Twenty more", 20, {
      StartsAt__c: "2026-01-01T00:00:00Z",
      ControlPercent__c: 50
    });
    shop = await tokenOf(org, "Integration");
  }
);
const { test, windows, looksRight } = stage;

async function sell(name: string, amount: number, members: readonly number[]): Promise<void> {
  const occurredAt = new Date(Date.now() - 3600_000).toISOString();
  const response = await fetch(`${stage.org.instanceUrl}/services/apexrest/loyalty/v1/transactions`, {
    method: "POST",
    headers: { Authorization: `Bearer ${shop}`, "Content-Type": "application/json" },
    body: JSON.stringify({
      transactions: members.map((index) => ({
        externalId: `${name}-${index}`,
        memberNumber: `M-${index}`,
        kind: "Purchase",
        status: "Valid",
        occurredAt,
        amount
      }))
    })
  });
  assert.equal(((await response.json()) as { rejected: number }).rejected, 0);
}

/** Members, by their place, whose first purchase of 100 gave nothing besides. */
async function heldOut(): Promise<Set<number>> {
  const { records } = await stage.org.connection.query<{ Id: string; Balance__c: number }>(
    "SELECT Id, Balance__c FROM LoyaltyMember__c"
  );
  return new Set(records.filter(({ Balance__c }) => Balance__c === 100).map(({ Id }) => memberIds.indexOf(Id)));
}

test("a manager compares revenue per member of who is held out and of all others", async () => {
  const all = Array.from({ length: MEMBERS }, (_, index) => index);
  await sell("first", 100, all);
  const control = await heldOut();
  assert.ok(control.size > 2 && control.size < MEMBERS - 2, `${control.size} of ${MEMBERS} are held out`);
  await sell(
    "more",
    50,
    all.filter((index) => !control.has(index))
  );
  await windows.manager.open(`/lightning/r/LoyaltyRule__c/${rule}/view`);
  const results = windows.manager.page.locator("c-rule-results");
  await results.getByText("50 % held out, not compared yet").waitFor();
  await results.getByRole("button", { name: "Compare groups" }).click();
  await results.getByText(`€150.00 (${MEMBERS - control.size} members)`).waitFor();
  await results.getByText(`€100.00 (${control.size} members)`).waitFor();
  await results.getByText("€50.00 to €50.00").waitFor();
  await results.getByText("the rule makes a difference").waitFor();
  await looksRight(windows.manager, "control-group");
  await windows.phone.open(`/lightning/r/LoyaltyRule__c/${rule}/view`);
  await windows.phone.page.locator("c-rule-results").getByText("€50.00 to €50.00").waitFor();
  await looksRight(windows.phone, "control-group");
});

test("a rep sees that a member who is held out cannot have the offer, and why", async () => {
  const [{ Id: member }] = (
    await stage.org.connection.query<{ Id: string }>("SELECT Id FROM LoyaltyMember__c WHERE Balance__c = 100 LIMIT 1")
  ).records as [{ Id: string }];
  await windows.rep.open(`/lightning/r/LoyaltyMember__c/${member}/view`);
  const offers = windows.rep.page.locator("c-member-offers");
  await offers.getByRole("button", { name: "Show offers" }).click();
  await offers.getByText("the member is in the rule's control group").waitFor();
});
