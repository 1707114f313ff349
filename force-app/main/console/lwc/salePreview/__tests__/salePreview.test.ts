import getPreviews from "@salesforce/apex/SalePreviewController.getPreviews";
import SalePreview from "c/salePreview";
import { all, button, called, clear, expectAccessible, one, settle, show } from "test/support";

const CLUB = {
  memberId: "m1",
  memberNumber: "C-1",
  memberName: "Corner Shop",
  programName: "Club",
  points: 1250,
  qualifyingPoints: 1000,
  isHeld: true,
  explanations: [
    {
      basis: "Amount",
      value: 1000,
      rate: 1,
      tier: "Silver",
      multiplier: 1.25,
      steps: [
        { rule: "base", points: 1000 },
        { rule: "tier", points: 250 }
      ]
    }
  ],
  gifts: ["Mug", "First order"],
  tierName: "Silver",
  reachedTierName: "Gold",
  refusal: null
};

async function shown(previews: unknown): Promise<ReturnType<typeof show>> {
  called(getPreviews).mockResolvedValue(previews);
  const element = show("c-sale-preview", SalePreview, { recordId: "006" });
  await settle();
  return element;
}

describe("c-sale-preview", () => {
  afterEach(clear);

  test("each membership's points with their sum in words, the tier, gifts and escrow", async () => {
    const element = await shown([CLUB, { ...CLUB, memberId: "m2", reachedTierName: null, gifts: [], isHeld: false }]);
    const [club, other] = all(element, ".membership");
    expect(club!.querySelector("h3")!.textContent).toBe("Corner Shop · Club · C-1");
    expect(club!.querySelector(".points")!.textContent).toBe("1,250 points");
    expect([...club!.querySelectorAll("dd")].map(({ textContent }) => textContent)).toEqual(["+1,000", "+250"]);
    expect([...club!.querySelectorAll(".note")].map(({ textContent }) => textContent)).toEqual([
      "Reaches the tier Gold.",
      "Comes with: Mug, First order",
      "The points wait until the purchase is paid."
    ]);
    expect([...other!.querySelectorAll(".note")].map(({ textContent }) => textContent)).toEqual([
      "The tier stays Silver."
    ]);
    await expectAccessible(element);
  });

  test("what would be refused says why, nobody is said, and it is read again", async () => {
    const element = await shown([{ ...CLUB, points: null, explanations: null, refusal: "Amounts are in EUR" }]);
    expect(one(element, ".refusal").textContent).toBe("Amounts are in EUR");
    expect(all(element, ".note")).toHaveLength(0);
    called(getPreviews).mockResolvedValue([]);
    button(element, "Refresh").click();
    await settle();
    expect(one(element, "c-state-frame").empty).toBe(true);
    called(getPreviews).mockRejectedValue({ body: { message: "gone" } });
    button(element, "Refresh").click();
    await settle();
    expect(one(element, "c-state-frame").error).toEqual({ body: { message: "gone" } });
  });
});
