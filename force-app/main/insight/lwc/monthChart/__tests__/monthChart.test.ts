import MonthChart from "c/monthChart";
import { all, clear, expectAccessible, settle, show, textOf } from "test/support";

const months = [
  { month: "2025-12-01", issued: 1000, spent: 250, expired: 5 },
  { month: "2026-01-01", issued: -10, spent: 0, expired: 0 }
];

async function shown(data: unknown = months): Promise<ReturnType<typeof show>> {
  const element = show("c-month-chart", MonthChart, { months: data });
  await settle();
  return element;
}

const heights = (element: HTMLElement, selector: string): number[] =>
  all(element, selector).map((bar) => Number(bar.getAttribute("height")));

describe("monthChart", () => {
  afterEach(clear);

  test("draws issued and spent points in proportion, and a month of corrections as no bar", async () => {
    const element = await shown();
    const [issued, corrected] = heights(element, ".issued-bar");
    const [spent] = heights(element, ".spent-bar");
    expect(spent! / issued!).toBeCloseTo(0.25);
    expect(corrected).toBe(0);
    await expectAccessible(element);
  });

  test("writes the figure at its bar and the year at its month", async () => {
    const element = await shown();
    expect(all(element, ".value").map((each) => each.textContent)).toEqual(["1K", "250", "-10", ""]);
    expect(all(element, ".tick").map((each) => each.textContent)).toEqual(["Dec 25", "Jan 26"]);
  });

  test("tells the same as a table, and which month is not over", async () => {
    const element = await shown();
    expect(all(element, "tbody tr").map((row) => row.textContent)).toEqual([
      "December 202510002505",
      "January 2026 (not over)-1000"
    ]);
  });

  test("cuts a bar that would flatten all others, and says so", async () => {
    const even = [100, 120, 80, 110].map((issued, index) => ({
      ...months[0],
      month: `2025-0${index + 1}-01`,
      issued,
      spent: 0
    }));
    const element = await shown([...even, { ...months[0], month: "2025-05-01", issued: 1_000_000, spent: 0 }]);
    const all4 = heights(element, ".issued-bar");
    expect(Math.min(...all4)).toBeGreaterThan(20);
    expect(all(element, ".gap")).toHaveLength(1);
    expect(all(element, ".value").map((each) => each.textContent)).toContain("1M");
    expect(textOf(element)).toContain("A bar with a gap is cut short");
  });

  test("cuts nothing where all bars are of a size", async () => {
    const element = await shown();
    expect(all(element, ".gap")).toHaveLength(0);
  });

  test("shows no bars without months", async () => {
    expect(all(await shown([]), "rect")).toHaveLength(0);
  });
});
