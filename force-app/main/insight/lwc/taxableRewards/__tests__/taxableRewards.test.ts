import getOverview from "@salesforce/apex/TaxableRewardsController.getOverview";
import getPage from "@salesforce/apex/TaxableRewardsController.getPage";
import { downloadCsv } from "c/csvFile";
import TaxableRewards from "c/taxableRewards";
import { all, button, called, clear, expectAccessible, one, settle, show, textOf, wired } from "test/support";

jest.mock("c/csvFile", () => ({ downloadCsv: jest.fn() }));

const zofia = {
  recordId: "t1",
  memberId: "m1",
  memberNumber: "M-1",
  memberName: "Zofia Kowalska",
  rewards: 2,
  value: 120.5,
  warnedAt: "2026-03-05T10:00:00Z"
};
const overview = {
  year: 2026,
  years: [2026, 2025],
  currencyCode: "EUR",
  warning: 100,
  persons: 40,
  total: 1500,
  rows: [zofia]
};

async function shown(data: object): Promise<ReturnType<typeof show>> {
  const element = show("c-taxable-rewards", TaxableRewards, { programId: "p1" });
  wired(getOverview).emit(data);
  await settle();
  return element;
}

afterEach(() => {
  clear();
  jest.resetAllMocks();
});

test("shows who received most in the year, the total and from when the owner is told", async () => {
  const element = await shown(overview);
  expect(one(element, ".total").textContent).toBe("Persons: 40. In all: €1,500.00.");
  expect(one(element, ".limit").textContent).toContain("At €100.00");
  expect(all(element, "tbody td").map(({ textContent }) => textContent)).toEqual(["2", "€120.50", "Mar 5, 2026"]);
  expect(one(element, ".first").textContent).toContain("The 1 with the most");
  await expectAccessible(element);
});

test("another year is read when it is chosen", async () => {
  const element = await shown(overview);
  one(element, "lightning-combobox").dispatchEvent(new CustomEvent("change", { detail: { value: "2025" } }));
  await settle();
  expect(wired(getOverview).getLastConfig()).toEqual({ programId: "p1", year: 2025 });
});

test("the file has everybody, page by page", async () => {
  const element = await shown(overview);
  const ali = { ...zofia, recordId: "t2", memberNumber: "M-2", memberName: "Ali", warnedAt: null };
  called(getPage).mockResolvedValueOnce([zofia]).mockResolvedValueOnce([ali]).mockResolvedValueOnce([]);
  button(element, "Download taxable rewards (CSV)").click();
  await settle();
  expect(called(getPage).mock.calls.map(([asked]) => (asked as { afterId: string }).afterId)).toEqual([
    null,
    "t1",
    "t2"
  ]);
  const [name, rows] = jest.mocked(downloadCsv).mock.calls[0]!;
  expect(name).toBe("Taxable rewards by person 2026.csv");
  expect(rows.slice(1)).toEqual([
    ["M-1", "Zofia Kowalska", 2026, 2, 120.5, "EUR", "2026-03-05T10:00:00Z"],
    ["M-2", "Ali", 2026, 2, 120.5, "EUR", null]
  ]);
});

test("says where there is nothing, and what went wrong", async () => {
  expect(textOf(await shown({ ...overview, years: [], rows: [] }))).toContain(
    "No person has received taxable rewards."
  );
  clear();
  const element = show("c-taxable-rewards", TaxableRewards, { programId: "p1" });
  wired(getOverview).error({ message: "no" });
  await settle();
  expect(one(element, "c-error-panel")).toBeTruthy();
});
