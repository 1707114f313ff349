import getOffers from "@salesforce/apex/MemberOffersController.getOffers";
import join from "@salesforce/apex/MemberOffersController.join";
import leave from "@salesforce/apex/MemberOffersController.leave";
import MemberOffers from "c/memberOffers";
import { all, button, called, clear, expectAccessible, one, settle, show, textOf } from "test/support";

const offer = {
  ruleId: "r1",
  name: "Twice on Tea",
  description: "All of December",
  state: "Available",
  inTheWay: [],
  reason: null,
  timesGiven: 2,
  pointsGiven: 1450,
  pointsLeft: 550,
  timesLeft: null,
  counted: null,
  givesAt: null,
  endsOn: "2026-12-31"
};
const used = { ...offer, ruleId: "r2", name: "Once", state: "Used", reason: "cap", timesLeft: 0, pointsLeft: null };
const gold = {
  ...offer,
  ruleId: "r3",
  name: "For Gold",
  description: null,
  state: "NotAvailable",
  inTheWay: ['{"field":"member.tier","operator":"atLeast","value":"Gold"}'],
  timesGiven: 0,
  counted: 3,
  givesAt: 5,
  endsOn: null,
  pointsLeft: null
};

type Element = ReturnType<typeof show>;

async function shown(offers: object[]): Promise<Element> {
  called(getOffers).mockResolvedValue(offers);
  const element = show("c-member-offers", MemberOffers, { recordId: "m1" });
  button(element, "Show offers").click();
  await settle();
  return element;
}

describe("memberOffers", () => {
  afterEach(() => {
    clear();
    jest.resetAllMocks();
  });

  test("says what a member can have, has used and cannot have, and why", async () => {
    const element = await shown([offer, used, gold]);
    expect(getOffers).toHaveBeenCalledWith({ memberId: "m1" });
    expect(all(element, "section").map((each) => each.dataset.state)).toEqual(["Available", "Used", "NotAvailable"]);
    expect(all(element, ".detail").map(({ textContent }) => textContent)).toEqual([
      "Had 2 times, 1,450 points · 550 points left · until Dec 31, 2026",
      "Had 2 times, 1,450 points · 0 times left · until Dec 31, 2026",
      "3 of 5"
    ]);
    expect(all(element, ".why").at(-1)!.textContent).toBe("Because this does not hold: Tier is at least “Gold”");
    await expectAccessible(element);
  });

  test("says how far each step of a challenge is", async () => {
    const steps = [
      { name: "First order online", isReached: true, counted: 1, reachedAt: 1 },
      { name: "1,000.00 of tea", isReached: false, counted: 120.5, reachedAt: 1000 }
    ];
    const element = await shown([{ ...offer, counted: 1, givesAt: 2, steps }]);
    expect(all(element, ".detail")[0]!.textContent).toContain("1 of 2");
    expect(all(element, "[data-step]").map(({ textContent }) => textContent)).toEqual([
      "First order online: reached",
      "1,000.00 of tea: 120.5 of 1,000"
    ]);
    await expectAccessible(element);
  });

  test("says that a draw decides, and whom it left out", async () => {
    const lucky = { ...gold, state: "Available", inTheWay: [], shareOfTransactions: 12.5 };
    const leftOut = { ...gold, inTheWay: [], reason: "notDrawn" };
    const element = await shown([lucky, leftOut]);
    expect(all(element, ".detail")[0]!.textContent).toBe("By lot: 12.5% of transactions · 3 of 5");
    expect(all(element, ".why").at(-1)!.textContent).toBe("the draw among the members left this one out");
  });

  test("counts down what a member can still have", async () => {
    const endsAt = "2099-12-31T23:00:00Z";
    const element = await shown([offer, used, gold].map((each) => ({ ...each, endsAt })));
    expect(all(element, "c-time-left").map((counted) => (counted as unknown as { until: string }).until)).toEqual([
      endsAt
    ]);
  });

  test("asks nothing until it is asked, and says that there is nothing, or why nothing can be said", async () => {
    called(getOffers).mockResolvedValue([]);
    show("c-member-offers", MemberOffers, { recordId: "m1" });
    await settle();
    expect(getOffers).not.toHaveBeenCalled();
    clear();
    expect(textOf(await shown([]))).toContain("The program has no rule that gives something now.");
    clear();
    called(getOffers).mockRejectedValue({ body: { message: "Too many" } });
    const failed = show("c-member-offers", MemberOffers, { recordId: "m1" });
    button(failed, "Show offers").click();
    await settle();
    expect(one(failed, "c-error-panel").error).toEqual({ body: { message: "Too many" } });
  });

  test("lets a member join and leave, and says what came of it", async () => {
    const joinable = { ...offer, state: "Joinable", reason: "notJoined", mayJoin: true };
    const joined = { ...offer, mayLeave: true };
    const element = await shown([joinable]);
    expect(all(element, ".why").at(-1)!.textContent).toBe("the member has not joined it");
    called(getOffers).mockResolvedValue([joined]);
    button(element, "Join").click();
    await settle();
    expect(join).toHaveBeenCalledWith({ memberId: "m1", ruleId: "r1" });
    expect(one(element, "c-outcome").told).toBe("Joined “Twice on Tea”: it gives for what happens from now on.");
    expect(one(element, "section").dataset.state).toBe("Available");
    await expectAccessible(element);
    called(getOffers).mockResolvedValue([joinable]);
    button(element, "Leave").click();
    await settle();
    expect(leave).toHaveBeenCalledWith({ memberId: "m1", ruleId: "r1" });
    expect(one(element, "c-outcome").told).toBe("Left “Twice on Tea”: what was earned stays.");
  });

  test("says why a member cannot join, and shows the offers as they are", async () => {
    const element = await shown([{ ...offer, state: "Joinable", reason: "notJoined", mayJoin: true }]);
    called(join).mockRejectedValue({ body: { message: "The promotion is not active." } });
    button(element, "Join").click();
    await settle();
    expect(one(element, "c-outcome").refusal).toEqual({ body: { message: "The promotion is not active." } });
    expect(one(element, "section").dataset.state).toBe("Joinable");
  });

  test("opens the rule", async () => {
    const element = await shown([offer]);
    const went = jest.fn();
    element.addEventListener("navigate", went);
    one(element, "a").click();
    expect((went.mock.calls[0] as [CustomEvent])[0].detail).toMatchObject({ attributes: { recordId: "r1" } });
  });
});
