import approve from "@salesforce/apex/SettlementController.approve";
import getSettlement from "@salesforce/apex/SettlementController.getSettlement";
import LightningConfirm from "lightning/confirm";
import SettlementPanel from "c/settlementPanel";
import { all, button, called, clear, expectAccessible, one, settle, show, textOf, wired } from "test/support";

const settlement = {
  name: "ST-000007",
  partnerName: "Maker",
  programName: "Club",
  month: "2026-01-01",
  currencyCode: "EUR",
  pointValue: 0.0125,
  points: 1400,
  value: 14,
  amount: 8.5,
  calculatedAt: "2026-02-02T04:00:00Z",
  approvedAt: null,
  approvedBy: null,
  lines: [
    { ruleId: "r1", ruleName: "All of it", points: 300, share: 100, value: 3, amount: 3 },
    { ruleId: "r2", ruleName: "Half of it", points: 1100, share: 50, value: 11, amount: 5.5 }
  ]
};

async function shown(data: object = settlement): Promise<ReturnType<typeof show>> {
  const element = show("c-settlement-panel", SettlementPanel, { recordId: "s1" });
  wired(getSettlement).emit(data);
  await settle();
  return element;
}

const cells = (element: ReturnType<typeof show>, row: string): string[] =>
  [...one(element, row).querySelectorAll("th, td")].map(({ textContent }) => textContent ?? "");

describe("settlementPanel", () => {
  afterEach(() => {
    clear();
    jest.restoreAllMocks();
  });

  test("shows for each rule what it gave and what the partner pays, with the currency, and the total", async () => {
    const element = await shown();
    expect(one(element, ".whose").textContent).toBe("Maker · Club · January 2026");
    expect(one(element, ".state").textContent).toContain("Not approved yet.");
    expect(one(element, ".point-value").textContent).toBe("One point costs €0.0125.");
    expect(cells(element, "tbody tr:nth-child(2)")).toEqual(["Half of it", "1,100", "€11.00", "50 %", "€5.50"]);
    expect(cells(element, "tbody tr.total")).toEqual(["Total", "1,400", "€14.00", "", "€8.50"]);
    await expectAccessible(element);
  });

  test("approves after a question, and then says by whom it was and offers it no more", async () => {
    const ask = jest.spyOn(LightningConfirm, "open").mockResolvedValueOnce(false).mockResolvedValueOnce(true);
    called(approve).mockResolvedValueOnce(null);
    const element = await shown();
    button(element, "Approve").click();
    await settle();
    expect(approve).not.toHaveBeenCalled();
    button(element, "Approve").click();
    await settle();
    expect(ask.mock.calls[1]![0]).toMatchObject({ message: expect.stringContaining("€8.50 for Maker") as string });
    expect(approve).toHaveBeenCalledWith({ settlementId: "s1" });
    wired(getSettlement).emit({ ...settlement, approvedAt: "2026-02-03T10:00:00Z", approvedBy: "Ada" });
    await settle();
    expect(one(element, ".state").textContent).toContain("by Ada");
    expect(all(element, "lightning-button").map(({ label }) => label)).toEqual(["Download CSV"]);
  });

  test("says why it was not approved", async () => {
    jest.spyOn(LightningConfirm, "open").mockResolvedValueOnce(true);
    called(approve).mockRejectedValueOnce({ body: { message: "approved already" } });
    const element = await shown();
    button(element, "Approve").click();
    await settle();
    expect(one(element, "c-outcome").refusal).toEqual({ body: { message: "approved already" } });
  });

  test("is kept as a file with a line for each rule", async () => {
    const files: HTMLAnchorElement[] = [];
    jest.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
      files.push(this);
    });
    const element = await shown();
    button(element, "Download CSV").click();
    expect(files[0]!.download).toBe("ST-000007_2026-01.csv");
    const [, heads, first] = /^\uFEFF(.*)\r\n(.*)\r\n/.exec(
      decodeURIComponent(files[0]!.href.split(",").slice(1).join(","))
    )!;
    expect(heads).toContain("Settlement,Partner,Program,Month,Rule,Points");
    expect(first).toBe("ST-000007,Maker,Club,2026-01,All of it,300,3,100,3,EUR,");
  });

  test("waits, and says what went wrong", async () => {
    const element = show("c-settlement-panel", SettlementPanel, { recordId: "s1" });
    one(element, "lightning-spinner");
    wired(getSettlement).error({ message: "No access" });
    await settle();
    expect(textOf(element)).not.toContain("Total");
    one(element, "c-error-panel");
  });
});
