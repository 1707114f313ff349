import getOverview from "@salesforce/apex/RewardFiguresController.getOverview";
import RewardFigures from "c/rewardFigures";
import { all, clear, expectAccessible, one, settle, show, textOf, wired } from "test/support";

const reward = (name: string, more: object = {}): object => ({
  rewardId: `reward ${name}`,
  name,
  cost: 1500,
  redemptions: 0,
  membersShare: 0,
  couldAfford: 40,
  lastRedeemedAt: null,
  ignored: false,
  ...more
});
const overview = (rewards: object[]): object => ({
  countedAt: "2026-02-15T10:00:00Z",
  days: 90,
  ignoredMeans: "nobody took it",
  rewards
});

type Element = ReturnType<typeof show>;

async function shown(data: object): Promise<Element> {
  const element = show("c-reward-figures", RewardFigures, { programId: "p1" });
  wired(getOverview).emit(data);
  await settle();
  return element;
}
const namesIn = (element: Element, group: string): string[] =>
  all(element, `[data-group=${group}] tbody a`).map(({ textContent }) => textContent);

describe("rewardFigures", () => {
  afterEach(clear);

  test("shows the five most redeemed, and all that are ignored with what that means", async () => {
    const popular = ["A", "B", "C", "D", "E", "F"].map((name, index) => reward(name, { redemptions: 60 - index }));
    popular[0] = reward("A", { redemptions: 1234, membersShare: 12.5, lastRedeemedAt: "2026-02-14T10:00:00Z" });
    const element = await shown(overview([...popular, reward("G", { ignored: true }), reward("H")]));
    expect(namesIn(element, "popular")).toEqual(["A", "B", "C", "D", "E"]);
    expect(namesIn(element, "ignored")).toEqual(["G"]);
    expect(all(element, "[data-group=popular] tr:nth-child(1) td").map(({ textContent }) => textContent)).toEqual([
      "1,500",
      "1,234",
      "12.5%",
      "40",
      "Feb 14, 2026"
    ]);
    expect(all(element, "[data-group=ignored] td").at(-1)!.textContent).toBe("never");
    expect(one(element, "lightning-helptext").content).toBe("nobody took it");
    expect(one(element, ".counted").textContent).toContain("90");
    await expectAccessible(element);
  });

  test("says where nothing was redeemed and nothing is ignored", async () => {
    const element = await shown(overview([reward("A")]));
    expect(textOf(element)).toContain("Nobody redeemed a reward in these days.");
    expect(textOf(element)).toContain("No reward is ignored.");
  });

  test("waits, says that nothing was counted yet, and what went wrong", async () => {
    one(show("c-reward-figures", RewardFigures, { programId: "p1" }), "lightning-spinner");
    clear();
    expect(textOf(await shown(overview([])))).toContain("No rewards have been counted yet");
    clear();
    const failed = show("c-reward-figures", RewardFigures, { programId: "p1" });
    wired(getOverview).error({ message: "No access" });
    await settle();
    one(failed, "c-error-panel");
  });
});
