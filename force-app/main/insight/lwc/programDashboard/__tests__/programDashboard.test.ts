import getDashboard from "@salesforce/apex/ProgramDashboardController.getDashboard";
import getPrograms from "@salesforce/apex/ProgramDashboardController.getPrograms";
import ProgramDashboard from "c/programDashboard";
import { all, button, clear, expectAccessible, one, settle, show, textOf, wired } from "test/support";
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
    expect(wired(getDashboard).getLastConfig()).toEqual({ programId: "a02000000000001AAA", months: 12 });
  });

  test("shows figures, tiers, months and top members", async () => {
    const element = await shown();
    const numbers = all(element, "dl lightning-formatted-number");
    expect(numbers.map((each) => each.value)).toEqual([4, 5000, 50.5, 20, 0]);
    expect(numbers[2]!.currencyCode).toBe("GBP");
    expect(textOf(element)).toMatch(/3 \(75%\).*1 \(25%\)/);
    expect(one(element, "c-month-chart").months).toEqual(dashboard.months);
    expect(one(element, "c-figure-members").topMembers).toEqual(dashboard.topMembers);
    await expectAccessible(element);
  });

  test("compares the whole months of the period with as many before", async () => {
    const element = await shown();
    const compared = all(element, ".comparisons li");
    expect(all(element, ".comparisons lightning-formatted-number").map((each) => each.value)).toEqual([1000, 250, 0]);
    expect(compared[0]!.textContent).toMatch(
      /Issued, the 1 whole months up to January 2026:.*800 in the 1 months before \(\+25%\)/
    );
    expect(compared[1]!.textContent).toContain("nothing in the 1 months before");
  });

  test("asks for another period, and keeps the figures until they come", async () => {
    const element = await shown();
    const [period] = all(element, "lightning-combobox").filter((each) => each.label === "Period");
    period!.dispatchEvent(new CustomEvent("change", { detail: { value: "3" } }));
    await settle();
    expect(wired(getDashboard).getLastConfig()).toEqual({ programId: "a02000000000001AAA", months: 3 });
    expect(all(element, "c-month-chart")).toHaveLength(1);
  });

  test("leads from a tier, from all members and from debts to who is behind them, and back", async () => {
    const element = await shown();
    const selected = (): unknown => one(element, "c-figure-members").selection;
    button(element, "Silver").click();
    await settle();
    expect(selected()).toEqual({ programId: "a02000000000001AAA", figure: "Silver", tierId: "t2", owing: false });
    all(element, ".figure-members")[1]!.click();
    await settle();
    expect(selected()).toMatchObject({ tierId: null, owing: true });
    one(element, "c-figure-members").dispatchEvent(new CustomEvent("back"));
    await settle();
    expect(selected()).toBeUndefined();
  });

  test("hands over its figures and months as a file", async () => {
    const element = await shown();
    const click = jest.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(() => undefined);
    button(element, "Download CSV").click();
    const link = click.mock.contexts[0] as HTMLAnchorElement;
    click.mockRestore();
    expect(link.download).toBe("Wholesale.csv");
    expect(decodeURIComponent(link.href)).toContain("2025-12-01,800,0,0\r\n2026-01-01,1000,250,0\r\n");
  });

  test("shows the program that is chosen", async () => {
    const element = await shown();
    all(element, "lightning-combobox")[0]!.dispatchEvent(
      new CustomEvent("change", { detail: { value: "a02000000000002AAA" } })
    );
    await settle();
    one(element, "lightning-spinner");
    expect(wired(getDashboard).getLastConfig()).toEqual({ programId: "a02000000000002AAA", months: 12 });
  });

  test("shows a program without members, without a value of its points", async () => {
    const element = await shown(emptyDashboard);
    expect(one(element, "c-figure-members").topMembers).toEqual([]);
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
});
