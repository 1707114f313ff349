import getCohorts from "@salesforce/apex/CohortsController.getCohorts";
import CohortRetention from "c/cohortRetention";
import { all, clear, expectAccessible, settle, show, textOf, wired } from "test/support";

async function shown(data: object): Promise<ReturnType<typeof show>> {
  const element = show("c-cohort-retention", CohortRetention, { programId: "p1" });
  wired(getCohorts).emit(data);
  await settle();
  return element;
}

afterEach(clear);

test("shows of the customers of each month how many came back, and nothing of months to come", async () => {
  const element = await shown([
    { month: "2026-01-01", customers: 1200, rates: [50, 33.3] },
    { month: "2026-02-01", customers: 3, rates: [0] }
  ]);
  expect(all(element, "thead th").map(({ textContent }) => textContent)).toEqual([
    "First purchase",
    "New customers",
    "1 mo. later",
    "2 mo. later"
  ]);
  expect(all(element, "tbody td").map(({ textContent }) => textContent)).toEqual([
    "1,200",
    "50%",
    "33.3%",
    "3",
    "0%",
    ""
  ]);
  await expectAccessible(element);
});

test("says that nobody has bought for the first time", async () => {
  expect(textOf(await shown([]))).toContain("No customer has bought for the first time in these months.");
});
