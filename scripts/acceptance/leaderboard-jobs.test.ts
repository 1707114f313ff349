/**
 * A manager makes a leaderboard in a browser, members look at it on their own pages: who agreed is named, who takes that back
 * disappears at once, everybody is counted.
 */
import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { DESKTOP, openWindow, PHONE, type Window } from "./browser-pages.ts";
import { browserStage } from "./browser-stage.ts";
import { memberUser, type MemberUser } from "./member-user.ts";
import { createProgram } from "./records.ts";
import { runApex } from "./run-apex.ts";

const BOUGHT = { Zofia: 300, Ali: 200, Maria: 200, Jan: 100 } as const;
type Name = keyof typeof BOUGHT;

const users: Partial<Record<Name, MemberUser>> = {};
let program: string;

const stage = await browserStage({ manager: { role: "Manager" } }, async ({ org, create }) => {
  program = await createProgram(org, "Club");
  for (const [FirstName, Amount__c] of Object.entries(BOUGHT)) {
    const AccountId = await create("Account", { Name: `${FirstName} at home` });
    const contact = await create("Contact", { FirstName, LastName: `Miller-${FirstName}`, AccountId });
    const member = await create("LoyaltyMember__c", {
      Program__c: program,
      Contact__c: contact,
      MemberNumber__c: FirstName
    });
    await create("LoyaltyTransaction__c", {
      Member__c: member,
      ExternalId__c: `till:${FirstName}`,
      Kind__c: "Purchase",
      Status__c: "Valid",
      OccurredAt__c: "2026-03-05T10:00:00Z",
      Amount__c
    });
    users[FirstName as Name] = await memberUser(org, contact, FirstName === "Ali" ? "tr" : "en_US");
  }
});
const { test, windows, looksRight } = stage;

const leaderboards = ({ page }: Window): Locator => page.locator("c-own-leaderboards");
const rowsOf = async (within: Locator): Promise<string[]> =>
  (await within.locator("tbody tr").allInnerTexts()).map((text) => text.replace(/\s+/g, " ").trim());

async function logIn(name: Name, viewport = DESKTOP): Promise<Window> {
  const { username, password } = users[name]!;
  const window = await openWindow(stage.browser, `${stage.org.instanceUrl}/members`, viewport);
  await window.page.getByLabel("Username").fill(username);
  await window.page.getByLabel("Password").fill(password);
  await window.page.getByRole("button", { name: "Log In" }).click();
  await leaderboards(window).locator(".own-rank").waitFor({ timeout: 120_000 });
  return window;
}

/** By the member's own switch on the page, until the org has it. */
async function decide({ page }: Window, label: string): Promise<void> {
  const kept = page.waitForResponse(/MemberPagesController\/decideConsent/);
  await page.locator("c-own-consents").getByLabel(label).focus();
  await page.keyboard.press("Space");
  assert.equal((await kept).status(), 200);
}

test("a manager makes a leaderboard, which is empty until it is counted", async () => {
  const { manager } = windows;
  const { page } = manager;
  await manager.open(`/lightning/r/LoyaltyProgram__c/${program}/view`);
  const list = page.locator("local-related-lists article").filter({ hasText: "Leaderboards" });
  await list.getByRole("button", { name: "New" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(/^\W*Leaderboard\W*$/).fill("Spring");
  await dialog.getByLabel(/^\W*First Day\W*$/).fill("Mar 1, 2026");
  await dialog.getByLabel(/^\W*Last Day\W*$/).fill("May 31, 2026");
  await dialog.getByLabel(/^\W*Last Day\W*$/).press("Tab");
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await page.waitForURL(/LoyaltyLeaderboard__c\/\w+\/view/);
  await page.locator("c-leaderboard-panel").getByText("Not counted yet").waitFor();
});

test("members see their own rank, and are named to others from when they agree until they take it back", async () => {
  await runApex(stage.org, "new LeaderboardJob().execute(null);");
  const maria = await logIn("Maria");
  await leaderboards(maria).getByText("Your rank: 2 of 4, with 200 points").waitFor();
  assert.deepEqual(await rowsOf(leaderboards(maria)), [], "Nobody has agreed yet");
  await decide(maria, "Name on leaderboards");

  const zofia = await logIn("Zofia", PHONE);
  await decide(zofia, "Name on leaderboards");
  await zofia.page.reload();
  await leaderboards(zofia).getByText("Maria M.").waitFor();
  assert.deepEqual(await rowsOf(leaderboards(zofia)), ["1 Zofia M. 300", "2 Maria M. 200"]);
  await looksRight(zofia, "leaderboard-own");

  const ali = await logIn("Ali");
  await leaderboards(ali).getByText("Sıranız: 4 üye arasında 2, 200 puanla").waitFor();
  assert.deepEqual(await rowsOf(leaderboards(ali)), ["1 Zofia M. 300", "2 Maria M. 200"]);
  await looksRight(ali, "leaderboard-own-tr");
  await decide(maria, "Name on leaderboards");
  await ali.page.reload();
  await leaderboards(ali).getByText("Zofia M.").waitFor();
  assert.deepEqual(await rowsOf(leaderboards(ali)), ["1 Zofia M. 300"]);
  await Promise.all([maria, zofia, ali].map((window) => window.close()));
});

test("the manager's page names the same people and counts everybody", async () => {
  const { manager } = windows;
  const found = await stage.org.connection.sobject("LoyaltyLeaderboard__c").findOne({ Name: "Spring" }, ["Id"]);
  await manager.open(`/lightning/r/LoyaltyLeaderboard__c/${found!.Id}/view`);
  const panel = manager.page.locator("c-leaderboard-panel");
  await panel.getByText("Members: 4.").waitFor();
  assert.deepEqual(await rowsOf(panel), ["1 Zofia M. 300"]);
  await looksRight(manager, "leaderboard");
});
