import getDashboard from "@salesforce/apex/ProgramDashboardController.getDashboard";
import getPrograms from "@salesforce/apex/ProgramDashboardController.getPrograms";
import ProgramDashboard from "c/programDashboard";
import { all, clear, expectAccessible, one, settle, show, textOf, wired } from "test/support";
import dashboard from "./data/dashboard.json";
import emptyDashboard from "./data/emptyDashboard.json";

const programs = [
  { programId: "a02000000000002AAA", name: "Retail", members: 0 },
  { programId: "a02000000000001AAA", name: "Wholesale", members: 4 }
];

async function shown(data: unknown = dashboard): Promise<ReturnType<typeof show>> {
  const element = show("c-program-dashboard", ProgramDashboard);
  wired(getPrograms).emit(programs);
  await settle();
  wired(getDashboard).emit(data);
  await settle();
  return element;
}

describe("programDashboard", () => {
  afterEach(clear);

  test("shows a spinner until the org has answered", async () => {
    const element = show("c-program-dashboard", ProgramDashboard);
    await settle();
    one(element, "lightning-spinner");
  });

  test("opens with the program that has the most members", async () => {
    await shown();
    expect(wired(getDashboard).getLastConfig()).toEqual({ programId: "a02000000000001AAA" });
  });

  test("shows figures, tiers, months and top members", async () => {
    const element = await shown();
    const numbers = all(element, "dl lightning-formatted-number");
    expect(numbers.map((each) => each.value)).toEqual([4, 5000, 50.5, 20]);
    expect(numbers[2]!.currencyCode).toBe("GBP");
    expect(textOf(element)).toMatch(/Bronze.*3 \(75%\).*Silver.*1 \(25%\)/);
    expect(all(element, "tbody tr").map((row) => row.textContent)).toEqual([
      "January 20261000250",
      "February 2026-100",
      "Corner ShopSilver"
    ]);
    await expectAccessible(element);
  });

  test("draws issued and spent points in proportion, and a month of corrections as no bar", async () => {
    const element = await shown();
    const height = (selector: string): number[] =>
      all(element, selector).map((bar) => Number(bar.getAttribute("height")));
    const [issued, corrected] = height(".issued-bar");
    const [spent] = height(".spent-bar");
    expect(spent! / issued!).toBeCloseTo(0.25);
    expect(corrected).toBe(0);
  });

  test("shows the program that is chosen", async () => {
    const element = await shown();
    one(element, "lightning-combobox").dispatchEvent(
      new CustomEvent("change", { detail: { value: "a02000000000002AAA" } })
    );
    await settle();
    one(element, "lightning-spinner");
    expect(wired(getDashboard).getLastConfig()).toEqual({ programId: "a02000000000002AAA" });
  });

  test("shows a program without members, without a value of its points", async () => {
    const element = await shown(emptyDashboard);
    expect(textOf(element)).toContain("This program has no members yet.");
    expect(textOf(element)).toContain("–");
    await expectAccessible(element);
  });

  test("says when a program is too large to be added up at once, and when it was counted", async () => {
    const element = await shown({ ...dashboard, isLarge: true, countedAt: "2026-02-03T20:05:00.000Z" });
    expect(textOf(element)).toMatch(/as the book check of Feb 3, 2026.* counted them/);
    await expectAccessible(element);
  });

  test("shows no points of a large program that no book check has counted yet", async () => {
    const uncounted = { outstandingPoints: null, owedPoints: null, liability: null };
    const element = await shown({ ...dashboard, ...uncounted, isLarge: true, countedAt: null });
    expect(textOf(element)).toContain("The next book check counts its balances");
    expect(textOf(element).match(/–/g)).toHaveLength(3);
    await expectAccessible(element);
  });

  test("says so when there is no program", async () => {
    const element = show("c-program-dashboard", ProgramDashboard);
    wired(getPrograms).emit([]);
    await settle();
    expect(all(element, "lightning-spinner")).toHaveLength(0);
    expect(textOf(element)).not.toBe("");
    await expectAccessible(element);
  });

  test.each([
    ["the programs", getPrograms],
    ["the figures", getDashboard]
  ])("shows the error of reading %s", async (_what, method) => {
    const element = show("c-program-dashboard", ProgramDashboard);
    wired(getPrograms).emit(programs);
    await settle();
    wired(method).error({ message: "No access" });
    await settle();
    one(element, "c-error-panel");
    await expectAccessible(element);
  });

  test("leads to a top member's page", async () => {
    const element = await shown();
    const navigate = jest.fn();
    element.addEventListener("navigate", navigate);
    one(element, "a").click();
    const [event] = navigate.mock.calls[0] as [CustomEvent<unknown>];
    expect(event.detail).toMatchObject({
      type: "standard__recordPage",
      attributes: { recordId: "a01000000000001AAA" }
    });
  });
});
