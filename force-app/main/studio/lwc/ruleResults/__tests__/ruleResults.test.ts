import getOverview from "@salesforce/apex/RuleResultController.getOverview";
import measure from "@salesforce/apex/RuleResultController.measure";
import simulate from "@salesforce/apex/RuleResultController.simulate";
import RuleResults from "c/ruleResults";
import { getRecord } from "lightning/uiRecordApi";
import { all, button, called, clear, expectAccessible, one, settle, show, textOf, wired } from "test/support";

const done = {
  state: "Done",
  firstDay: "2026-01-01",
  lastDay: "2026-02-10",
  endedAt: "2026-02-11T10:00:00Z",
  members: 12,
  transactions: 1300,
  points: 50000,
  qualifyingPoints: 0,
  openPoints: 50000,
  liability: 500,
  currencyCode: "EUR",
  gifts: 0,
  message: null,
  months: [{ month: "2026-01-01", transactions: 1300, points: 50000 }]
};

type Element = ReturnType<typeof show>;

/** The org answers the record that the page is of. */
function answerRecord(): void {
  // eslint-disable-next-line @lwc/lwc/no-unexpected-wire-adapter-usages
  wired(getRecord).emit({});
}

async function shown(overview: object): Promise<Element> {
  called(getOverview).mockResolvedValue(overview);
  const element = show("c-rule-results", RuleResults, { recordId: "a03" });
  answerRecord();
  await settle();
  return element;
}

describe("ruleResults", () => {
  afterEach(() => {
    clear();
    jest.resetAllMocks();
    jest.useRealTimers();
  });

  test("simulates a draft on days, waits for the job, and shows members, points, money and months", async () => {
    const element = await shown({ status: "Draft", mayCount: true, result: null });
    expect(one(element, ".state").textContent).toBe("Not counted yet.");
    all(element, "lightning-input")[0]!.dispatchEvent(
      Object.assign(new CustomEvent("change", { detail: { value: "2026-01-01" } }))
    );
    jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate", "queueMicrotask"] });
    called(getOverview).mockResolvedValue({ status: "Draft", mayCount: true, result: { state: "Running" } });
    button(element, "Simulate").click();
    await jest.advanceTimersByTimeAsync(0);
    expect(simulate).toHaveBeenCalledTimes(1);
    expect(one(element, ".state").textContent).toBe("Counting…");
    expect(all(element, "lightning-button")).toHaveLength(0);
    called(getOverview).mockResolvedValue({ status: "Draft", mayCount: true, result: done });
    await jest.advanceTimersByTimeAsync(2000);
    jest.useRealTimers();
    await settle();
    expect(one(element, ".state").textContent).toMatch(/^from Jan 1, 2026 to Feb 10, 2026, counted Feb 11, 2026/);
    expect(all(element, ".figure").map(({ textContent }) => textContent)).toEqual([
      "Members12",
      "Transactions1,300",
      "Points+50,000",
      "Cost of the open points€500.00"
    ]);
    expect(one(element, "tbody tr").textContent).toBe("Jan 20261,300+50,000");
    await expectAccessible(element);
  });

  test("says what all members had of the caps that they share", async () => {
    const element = await shown({
      status: "Active",
      mayCount: false,
      currencyCode: "EUR",
      budgets: [
        { kind: "Points", used: 1200, most: 5000 },
        { kind: "Money", used: 12, most: 50 },
        { kind: "Rewards", used: 3, most: 10 }
      ],
      result: null
    });
    expect(all(element, ".budgets .figure").map(({ textContent }) => textContent)).toEqual([
      "Points for all1,200 of 5,000",
      "Money for all€12.00 of €50.00",
      "Rewards for all3 of 10"
    ]);
    await expectAccessible(element);
  });

  test("counts what an active rule gave", async () => {
    const element = await shown({
      status: "Active",
      mayCount: true,
      result: { ...done, gifts: 3, qualifyingPoints: 7 }
    });
    expect(all(element, "lightning-input")).toHaveLength(0);
    expect(textOf(element)).toContain("Rewards and badges");
    button(element, "Count what it gave").click();
    await settle();
    expect(measure).toHaveBeenCalledWith({ ruleId: "a03" });
  });

  test("offers nothing to who may not change rules", async () => {
    const element = await shown({ status: "Active", mayCount: false, result: done });
    expect(all(element, "lightning-button")).toHaveLength(0);
  });

  test("says why nothing was counted, and that a job failed", async () => {
    const element = await shown({ status: "Active", mayCount: true, result: { state: "Failed", message: "1 part" } });
    expect(one(element, ".state").textContent).toBe("The job failed. 1 part");
    called(measure).mockRejectedValueOnce({ body: { message: "Not yet" } });
    button(element, "Count what it gave").click();
    await settle();
    expect(one(element, "c-error-panel").error).toEqual({ body: { message: "Not yet" } });
    clear();
    called(getOverview).mockRejectedValue({ body: { message: "Down" } });
    const other = show("c-rule-results", RuleResults, { recordId: "a03" });
    answerRecord();
    await settle();
    expect(one(other, "c-error-panel").error).toEqual({ body: { message: "Down" } });
  });
});
