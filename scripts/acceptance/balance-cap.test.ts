/** A cap of the balance: marketing sets it on the tier's page, a shop's system sells, and the rep sees what was cut, and why. */
import assert from "node:assert/strict";
import { PHONE } from "./browser-pages.ts";
import { browserStage } from "./browser-stage.ts";
import { createProgram } from "./records.ts";
import { tokenOf } from "./role-user.ts";

const NUMBER = "CAP-1";
let tier = "";
let member = "";

const stage = await browserStage(
  {
    manager: { role: "Manager" },
    agent: { role: "Agent" },
    turkish: { role: "Agent", language: "tr", viewport: PHONE },
    polish: { role: "Agent", language: "pl" }
  },
  async ({ org, create }) => {
    const program = await createProgram(org, "Club");
    tier = await create("LoyaltyTier__c", {
      Program__c: program,
      Name: "Base",
      Threshold__c: 0,
      Multiplier__c: 1,
      BalanceFloor__c: 500
    });
    const account = await create("Account", { Name: "Corner Shop" });
    member = await create("LoyaltyMember__c", { Program__c: program, Account__c: account, MemberNumber__c: NUMBER });
  }
);

interface Answer {
  readonly isDone: boolean;
  readonly body: { readonly results?: readonly { readonly outcome: string }[]; readonly message?: string };
}

async function post(role: string, path: string, sent: object): Promise<Answer> {
  const response = await fetch(`${stage.org.instanceUrl}/services/apexrest/loyalty/v1/${path}`, {
    method: "POST",
    headers: { Authorization: `Bearer ${await tokenOf(stage.org, role)}`, "Content-Type": "application/json" },
    body: JSON.stringify(sent)
  });
  return { isDone: response.ok, body: (await response.json()) as Answer["body"] };
}

/** Sells, or takes back, as a shop's system does: so many days ago. */
async function deliver(name: string, daysAgo: number, amount: number, original?: string): Promise<void> {
  const transaction = {
    externalId: `shop:${name}`,
    memberNumber: NUMBER,
    documentNumber: name,
    kind: amount < 0 ? "Return" : "Purchase",
    occurredAt: new Date(Date.now() - daysAgo * 86_400_000).toISOString(),
    amount,
    ...(original === undefined ? {} : { originalExternalId: `shop:${original}` })
  };
  const { isDone, body } = await post("Integration", "transactions", { transactions: [transaction] });
  assert.equal(isDone && body.results![0]!.outcome, "created", JSON.stringify(body));
}

async function balance(): Promise<number> {
  const found = await stage.org.connection.sobject("LoyaltyMember__c").retrieve(member);
  return (found as unknown as { Balance__c: number }).Balance__c;
}

stage.test("marketing sets the cap of a tier on its page; one below the floor is refused", async () => {
  const { manager } = stage.windows;
  const { page } = manager;
  await manager.open(`/lightning/r/LoyaltyTier__c/${tier}/view`);
  await page.getByRole("button", { name: "Edit", exact: true }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Balance Cap").fill("400");
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await dialog.getByText("The cap cannot be below the floor.").first().waitFor();
  for (const error of manager.takeErrors()) assert.match(error, /^Failed to load resource/);
  await dialog.getByLabel("Balance Cap").fill("1000");
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await dialog.waitFor({ state: "detached" });
  await page.locator("local-detail").getByText("1,000").waitFor();
});

stage.test(
  "of what a shop sells no more is credited than the cap has room for, in whichever order it arrives",
  async () => {
    await deliver("B", 2, 500);
    await deliver("C", 1, 200);
    await deliver("A", 3, 700);
    assert.equal(await balance(), 1000);
    await deliver("back", 1, -250, "B");
    assert.equal(await balance(), 850, "half of the 300 that were credited");
  }
);

stage.test("the rep sees on the member's page what was cut and why, in the own language", async () => {
  const { agent, turkish, polish } = stage.windows;
  const texts = [
    {
      window: agent,
      cap: "Earning fills the balance up to 1,000",
      text: "Above the cap of Base: no more than 1,000 points",
      picture: "balance-cap"
    },
    {
      window: turkish,
      cap: "Bakiye kazançla en fazla 1.000",
      text: "Base seviyesinin üst sınırı aşıldı: en çok 1.000 puan",
      picture: "balance-cap-phone"
    },
    {
      window: polish,
      cap: "Saldo rośnie najwyżej do 1000",
      text: "Powyżej górnej granicy poziomu Base: najwyżej 1000 punktów",
      picture: "balance-cap-pl"
    }
  ];
  for (const { window, cap, text, picture } of texts) {
    await window.open(`/lightning/r/LoyaltyMember__c/${member}/view`);
    await window.page.locator("c-member-card").getByText(cap).waitFor();
    const steps = window.page.locator("c-entry-list details");
    await steps.first().waitFor();
    for (const entry of await steps.all()) await entry.locator("summary").click();
    await window.page.getByText(text).first().waitFor();
    await stage.looksRight(window, picture);
  }
});

stage.test("nobody gives points by hand above the cap: the refusal says what fits", async () => {
  const { manager } = stage.windows;
  const { page } = manager;
  await manager.open(`/lightning/r/LoyaltyMember__c/${member}/view`);
  const card = page.locator("c-member-card");
  await card.getByRole("button", { name: "More actions" }).click();
  await card.getByRole("menuitem", { name: "Adjust points" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Points").fill("151");
  await dialog.getByLabel("Reason").fill("Goodwill");
  await dialog.getByRole("button", { name: "Adjust", exact: true }).click();
  await dialog
    .getByText(
      "In the tier Base nobody holds more than 1,000 points by what is given, points in escrow counted: 150 more can be given."
    )
    .waitFor();
  manager.takeErrors();
  await dialog.getByLabel("Points").fill("150");
  await dialog.getByRole("button", { name: "Adjust", exact: true }).click();
  await dialog.locator(".done").filter({ hasText: "150 points were posted." }).waitFor();
  assert.equal(await balance(), 1000);
});
