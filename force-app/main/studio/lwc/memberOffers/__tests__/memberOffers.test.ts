import getOffers from "@salesforce/apex/MemberOffersController.getOffers";
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

  test("opens the rule", async () => {
    const element = await shown([offer]);
    const went = jest.fn();
    element.addEventListener("navigate", went);
    one(element, "a").click();
    expect((went.mock.calls[0] as [CustomEvent])[0].detail).toMatchObject({ attributes: { recordId: "r1" } });
  });
});
