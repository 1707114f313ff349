/** The member's page with more and longer of everything than anybody has: it stays usable, and is there as soon as a small one's. */
import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { DESKTOP, PHONE, type Window } from "./browser-pages.ts";
import { browserStage, type Stage } from "./browser-stage.ts";
import { createProgram, createRecords } from "./records.ts";

const LONG = "Anonymous Society for the Import of Coffee, Tea and Porcelain of Both Shores GmbH"
  .padEnd(80, "x")
  .slice(0, 80);
const UNBROKEN = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft".slice(0, 80);
const RIGHT_TO_LEFT = "شركة القهوة العربية للتجارة والتوزيع المحدودة";

const members: Record<"small" | "large" | "unbroken" | "rightToLeft", string> = {
  small: "",
  large: "",
  unbroken: "",
  rightToLeft: ""
};

const stage = await browserStage({ desktop: { role: "Agent" }, phone: { role: "Agent", viewport: PHONE } }, createData);

async function createData({ org, create }: Stage<"desktop" | "phone">): Promise<void> {
  const limits = { PurchaseLimit__c: 1e9, PurchaseDayLimit__c: 1e9 };
  const few = await createProgram(org, "Few", limits);
  const many = await createProgram(org, "Many", { ...limits, PointsPerUnit__c: 1000 });
  await createRecords(org, "LoyaltyReward__c", rewards(few, 3));
  const [cheapest] = await createRecords(org, "LoyaltyReward__c", rewards(many, 60));
  const member = async (name: string, program: string, amount: number): Promise<string> => {
    const account = await create("Account", { Name: name });
    const id = await create("LoyaltyMember__c", { Program__c: program, Account__c: account });
    await create("LoyaltyTransaction__c", {
      Member__c: id,
      Kind__c: "Purchase",
      ExternalId__c: name,
      OccurredAt__c: "2026-01-05T10:00:00Z",
      Amount__c: amount
    });
    return id;
  };
  members.small = await member("Corner Shop", few, 1000);
  members.large = await member(LONG, many, 9_999_999.99);
  members.unbroken = await member(UNBROKEN, many, 9_999_999.99);
  members.rightToLeft = await member(RIGHT_TO_LEFT, many, 9_999_999.99);
  await redeem(org, members.large, cheapest!, 200);
}

const rewards = (program: string, count: number): object[] =>
  Array.from({ length: count }, (_, index) => ({
    Program__c: program,
    Name: index % 2 === 0 ? `${LONG.slice(0, 70)} ${index}` : `${RIGHT_TO_LEFT} ${index}`,
    Kind__c: "FreeShipping",
    Cost__c: index + 1,
    Active__c: true
  }));

async function redeem(org: Stage<never>["org"], memberId: string, rewardId: string, times: number): Promise<void> {
  const inputs = Array.from({ length: times }, (_, index) => ({ memberId, rewardId, idempotencyKey: `gift ${index}` }));
  const answers = await org.connection.request<{ isSuccess: boolean }[]>({
    method: "POST",
    url: "/services/data/v66.0/actions/custom/apex/RedeemAction",
    body: JSON.stringify({ inputs }),
    headers: { "Content-Type": "application/json" }
  });
  assert.equal(answers.filter(({ isSuccess }) => isSuccess).length, times);
}

const card = ({ page }: Window): Locator => page.locator("c-member-card");

/** Milliseconds from the click on a link until the member's card and rewards can be used. */
async function timeToUse(window: Window, member: string): Promise<number> {
  await window.open("/lightning/n/Loyalty_Dashboard");
  const begun = Date.now();
  await window.page.goto(new URL(`/lightning/r/LoyaltyMember__c/${member}/view`, stage.org.instanceUrl).toString());
  await card(window).getByRole("button", { name: "Redeem", exact: true }).waitFor();
  await window.page
    .locator("c-reward-catalog")
    .getByRole("button", { name: /^Redeem / })
    .first()
    .waitFor();
  return Date.now() - begun;
}

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)]!;

stage.test("a member of 200 vouchers, 60 rewards and ten digits is there as soon as a small one", async () => {
  const times: Record<"small" | "large", number[]> = { small: [], large: [] };
  for (const who of ["small", "large"] as const) await timeToUse(stage.windows.desktop, members[who]);
  for (let round = 0; round < 3; round++)
    for (const who of ["small", "large"] as const)
      times[who].push(await timeToUse(stage.windows.desktop, members[who]));
  const [small, large] = [median(times.small), median(times.large)];
  console.log(`until a member's page can be used, warm: ${small} ms, with everything at its most ${large} ms`);
  assert.ok(large < 2 * small, `${large} ms, and a small member's page ${small} ms`);
});

for (const [width, name] of [
  [DESKTOP.width, "desktop"],
  [PHONE.width, "phone"]
] as const)
  for (const who of ["large", "unbroken", "rightToLeft"] as const)
    stage.test(`${who}: long names, ten digits and all rewards fit ${width} pixels`, async () => {
      const window = stage.windows[name];
      await window.open(`/lightning/r/LoyaltyMember__c/${members[who]}/view`);
      await card(window)
        .getByText(/9,999,99\d,\d{3}/)
        .first()
        .waitFor();
      for (const tab of name === "phone" ? ["Card", "Rewards", "More"] : ["Details", "Related"]) {
        await window.page.getByRole("tab", { name: tab }).click();
        await window.page.waitForLoadState("networkidle");
        await stage.looksRight(window, `extremes-${who}-${tab}`);
        assert.deepEqual(await cutOff(window), []);
      }
    });

/** Texts that stick out of the window, as far as people could read them. */
function cutOff({ page }: Window): Promise<string[]> {
  return page.evaluate<string[]>(`[...document.querySelectorAll("*")]
    .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map((element) => element.localName)`);
}

stage.test("the vouchers are listed part by part, and all of them can be reached", async () => {
  const { page } = stage.windows.desktop;
  await stage.windows.desktop.open(`/lightning/r/LoyaltyMember__c/${members.large}/view`);
  const vouchers = page.locator("c-voucher-list");
  await vouchers.getByRole("listitem").first().waitFor();
  const more = vouchers.getByRole("button", { name: "Show more" });
  for (let shown = 10; shown < 200; shown += 30) {
    await more.click();
    await vouchers
      .getByRole("listitem")
      .nth(Math.min(shown + 30, 200) - 1)
      .waitFor();
  }
  await more.waitFor({ state: "detached" });
  assert.equal(await vouchers.getByRole("listitem").count(), 200);
});
