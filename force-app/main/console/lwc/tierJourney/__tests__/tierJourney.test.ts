import TierJourney from "c/tierJourney";
import { all, clear, expectAccessible, settle, show } from "test/support";

const step = (name: string, threshold: number, isHeld: boolean, missing: number | null): object => ({
  tierId: `id of ${name}`,
  name,
  threshold,
  isHeld,
  missing
});

async function shown(journey: object[]): Promise<ReturnType<typeof show>> {
  const card = { tierBasis: "QualifyingPoints", hasTiers: true, journey };
  const element = show("c-tier-journey", TierJourney, { card });
  await settle();
  return element;
}

afterEach(clear);

test("draws the way to the top: what is reached, held, and missing for each tier ahead", async () => {
  const element = await shown([
    step("Bronze", 0, false, null),
    step("Silver", 1000, true, null),
    step("Gold", 5000, false, 3000),
    step("Platinum", 20000, false, 18000)
  ]);
  expect(all(element, "li").map((each) => each.dataset.state)).toEqual(["reached", "held", "ahead", "ahead"]);
  expect(all(element, "li").map(({ textContent }) => textContent)).toEqual([
    "Bronzereached",
    "Silverheld now",
    "Gold3,000 missing",
    "Platinum18,000 missing"
  ]);
  await expectAccessible(element);
});

test("one tier alone is no journey", async () => {
  expect(all(await shown([step("Member", 0, true, null)]), "li")).toHaveLength(0);
});
