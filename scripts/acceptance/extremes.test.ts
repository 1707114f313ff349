/** The member's page with more and longer of everything than anybody has: it stays usable, and is there as soon as a small one's. */
import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { DESKTOP, PHONE, type Window } from "./browser-pages.ts";
import { browserStage } from "./browser-stage.ts";
import { createExtremeMembers, type ExtremeMembers } from "./extreme-members.ts";

let members: ExtremeMembers;

const stage = await browserStage(
  { desktop: { role: "Agent" }, phone: { role: "Agent", viewport: PHONE } },
  async ({ org }) => {
    members = await createExtremeMembers(org);
  }
);

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
