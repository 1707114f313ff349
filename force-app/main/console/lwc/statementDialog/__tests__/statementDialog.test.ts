import getStatement from "@salesforce/apex/StatementController.getStatement";
import StatementDialog from "c/statementDialog";
import { all, button, clear, expectAccessible, one, settle, show, textOf, wired } from "test/support";

const base = { status: "Posted", qualifyingPoints: 0, lastDay: null, activity: null, reason: null, explanation: null };
const explanation = { value: 100, rate: 1, steps: [{ rule: "base", points: 100 }] };
const entries = [
  { ...base, entryId: "e4", kind: "Correction", points: -20, occurredAt: "2026-03-04T10:00:00Z", transactionId: "t1" },
  {
    ...base,
    entryId: "e3",
    kind: "Adjustment",
    status: "Pending",
    points: 500,
    occurredAt: "2026-03-03T10:00:00Z",
    transactionId: null,
    reason: "=Contest"
  },
  {
    ...base,
    entryId: "e1",
    kind: "Accrual",
    points: 1200,
    occurredAt: "2026-03-01T10:00:00Z",
    transactionId: "t1",
    documentNumber: "R-77",
    amount: 1200.5,
    currencyCode: "EUR",
    explanation
  }
];
const statement = {
  memberName: "Corner Shop",
  memberNumber: "C-1",
  programName: "Club",
  pointName: "points",
  openingBalance: 1000,
  closingBalance: 2180,
  totals: [
    { kind: "Accrual", points: 1200 },
    { kind: "Correction", points: -20 }
  ],
  entries,
  more: false
};

type Element = ReturnType<typeof show>;

async function shown(answer: object = statement): Promise<Element> {
  const element = show("c-statement-dialog", StatementDialog, { memberId: "a01000000000001AAA" });
  wired(getStatement).emit(answer);
  await settle();
  return element;
}

async function choose(element: Element, name: string, value: string): Promise<void> {
  const field = all(element, "lightning-combobox, lightning-input").find((each) => each.name === name)!;
  field.dispatchEvent(new CustomEvent("change", { detail: { value } }));
  await settle();
}

const asked = (): Record<string, unknown> => wired(getStatement).getLastConfig()!;
const texts = (element: Element, selector: string): string[] =>
  all(element, selector).map((each) => (each.textContent ?? "").replace(/\s+/g, " ").trim());

describe("statementDialog", () => {
  beforeEach(() => jest.useFakeTimers({ now: new Date("2026-03-31T12:00:00Z"), doNotFake: ["setTimeout"] }));
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
    clear();
  });

  test("waits for the org with nothing to print", async () => {
    const element = show("c-statement-dialog", StatementDialog, { memberId: "a01000000000001AAA" });
    await settle();
    one(element, "lightning-spinner");
    expect(button(element, "Print").disabled).toBe(true);
    expect(asked()).toEqual({ memberId: "a01000000000001AAA", since: "2025-12-31", until: "2026-03-31", kind: "" });
  });

  test("leads from one balance to the other, and has one row for each document", async () => {
    const element = await shown();
    expect(texts(element, ".sums > div")).toEqual([
      "Balance at the start1,000",
      "Accrual+1,200",
      "Correction-20",
      "Balance at the end2,180"
    ]);
    expect(one(element, ".whose").textContent).toBe("Corner Shop · C-1 · Club");
    const [first, second] = texts(element, "tr.document");
    expect(first).toMatch(/Mar 1, 2026 ?Accrual · R-77 ?€1,200.50.*\+1,180$/);
    expect(second).toMatch(/Adjustment · .*=Contest ?\+500$/);
    expect(texts(element, "details dl > div")).toEqual([
      "Accrual · R-77+1,200",
      expect.stringMatching(/100.*\+100$/),
      "Correction-20"
    ]);
    await expectAccessible(element);
  });

  test.each([
    ["thisMonth", "2026-03-01", "2026-03-31"],
    ["lastMonth", "2026-02-01", "2026-02-28"],
    ["thisYear", "2026-01-01", "2026-03-31"],
    ["lastYear", "2025-01-01", "2025-12-31"]
  ])("asks for %s by its first and last day", async (period, since, until) => {
    const element = await shown();
    await choose(element, "period", period);
    expect(asked()).toMatchObject({ since, until });
    one(element, "lightning-spinner");
  });

  test("asks for days of one's own and for one kind; a day that is emptied changes nothing", async () => {
    const element = await shown();
    await choose(element, "period", "ownDays");
    await choose(element, "since", "2026-01-15");
    await choose(element, "until", "2026-01-20");
    await choose(element, "until", "");
    await choose(element, "kind", "Redemption");
    expect(asked()).toMatchObject({ since: "2026-01-15", until: "2026-01-20", kind: "Redemption" });
    wired(getStatement).emit({ ...statement, entries: [], more: false });
    await settle();
    await expectAccessible(element);
  });

  test("says that nothing moved, and then keeps nothing", async () => {
    const element = await shown({ ...statement, entries: [], totals: [] });
    expect(one(element, ".empty").textContent).toBe("Nothing moved in this period.");
    expect(button(element, "Download CSV").disabled).toBe(true);
  });

  test("says why there is no statement, and that more moved than it lists", async () => {
    const element = await shown({ ...statement, more: true });
    expect(one(element, ".more").textContent).toMatch(/shorter period/);
    wired(getStatement).error({ message: "Wrong days" });
    await settle();
    expect(one(element, "c-error-panel").error).toMatchObject({ body: { message: "Wrong days" } });
    expect(textOf(element)).not.toContain("R-77");
  });

  test("prints a sheet alone, and takes it off the page afterwards", async () => {
    const print = jest.spyOn(window, "print").mockImplementation(() => undefined);
    const element = await shown();
    button(element, "Print").click();
    const sheet = document.body.getElementsByClassName("loyalty-statement-sheet")[0]!;
    expect(print).toHaveBeenCalledTimes(1);
    expect([...sheet.querySelectorAll("p")].map((line) => line.textContent)).toEqual([
      "Corner Shop · C-1 · Club",
      "From Dec 31, 2025 to Mar 31, 2026",
      "Balance at the start: 1,000",
      "Accrual: +1,200",
      "Correction: -20",
      "Balance at the end: 2,180"
    ]);
    expect([...sheet.querySelectorAll("tbody tr")].map((row) => row.lastElementChild!.textContent)).toEqual([
      "+1,180",
      "+500"
    ]);
    window.dispatchEvent(new CustomEvent("afterprint"));
    expect(document.body.getElementsByClassName("loyalty-statement-sheet")).toHaveLength(0);
  });

  test("keeps the rows as a file that no spreadsheet takes for formulas, and closes", async () => {
    const click = jest.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(() => undefined);
    const element = await shown();
    button(element, "Download CSV").click();
    const link = click.mock.contexts[0] as HTMLAnchorElement;
    expect(link.download).toBe("C-1_2025-12-31_2026-03-31.csv");
    expect(decodeURIComponent(link.href).split("\r\n")).toEqual([
      expect.stringMatching(/Day,What happened,Amount and reason,Points$/),
      '2026-03-01,Accrual · R-77,"€1,200.50",1180',
      expect.stringMatching(/^2026-03-03,Adjustment · .*,'=Contest,500$/),
      ""
    ]);
    const closed = jest.fn();
    element.addEventListener("close", closed);
    button(element, "Close").click();
    expect(closed).toHaveBeenCalledTimes(1);
  });
});
