import approve from "@salesforce/apex/RebateController.approve";
import getRebate from "@salesforce/apex/RebateController.getRebate";
import LightningConfirm from "lightning/confirm";
import RebatePanel from "c/rebatePanel";
import { all, button, called, clear, expectAccessible, one, settle, show, wired } from "test/support";

const rebate = {
  memberName: "Corner Shop",
  programName: "Club",
  quarter: "2026-04-01",
  correction: false,
  volume: 1100,
  lastYear: 1000,
  growth: 10,
  points: 22,
  status: "Proposed",
  currencyCode: "EUR",
  calculatedAt: "2026-07-16T04:15:00Z",
  approvedAt: null,
  approvedBy: null,
  mayApprove: true
};

async function shown(data: object = rebate): Promise<ReturnType<typeof show>> {
  const element = show("c-rebate-panel", RebatePanel, { recordId: "g1" });
  wired(getRebate).emit(data);
  await settle();
  return element;
}

const values = (element: ReturnType<typeof show>): (string | null)[] =>
  all(element, "dd").map(({ textContent }) => textContent);

describe("rebatePanel", () => {
  afterEach(() => {
    clear();
    jest.restoreAllMocks();
  });

  test("shows the quarter against the one before and what it gives", async () => {
    const element = await shown();
    expect(one(element, ".whose").textContent).toBe("Corner Shop · Club · Quarter 2 of 2026");
    expect(values(element)).toEqual(["€1,100.00", "€1,000.00", "10 %", "22"]);
    expect(one(element, ".state").textContent).toContain("Not approved yet.");
    expect(all(element, ".correction")).toHaveLength(0);
    await expectAccessible(element);
  });

  test("approves after a question, says so, and offers it no more", async () => {
    const ask = jest.spyOn(LightningConfirm, "open").mockResolvedValueOnce(false).mockResolvedValueOnce(true);
    called(approve).mockResolvedValueOnce(null);
    const element = await shown();
    button(element, "Approve").click();
    await settle();
    expect(approve).not.toHaveBeenCalled();
    button(element, "Approve").click();
    await settle();
    expect(ask.mock.calls[1]![0]).toMatchObject({ message: "22 points are posted for Corner Shop. Approve?" });
    expect(approve).toHaveBeenCalledWith({ rebateId: "g1" });
    wired(getRebate).emit({
      ...rebate,
      status: "Approved",
      mayApprove: false,
      approvedAt: "2026-07-17T10:00:00Z",
      approvedBy: "Ada"
    });
    await settle();
    expect(one(element, ".state").textContent).toContain("by Ada");
    expect(all(element, "lightning-button")).toHaveLength(0);
  });

  test("says to who proposed it that somebody else approves", async () => {
    const element = await shown();
    expect(all(element, ".own")).toHaveLength(0);
    wired(getRebate).emit({ ...rebate, mayApprove: false, isOwnProposal: true });
    await settle();
    expect(one(element, ".own").textContent).toBe("Somebody else approves what you proposed.");
  });

  test("says why nothing is paid, and that it is a correction", async () => {
    const none = { ...rebate, mayApprove: false, points: 0, lastYear: 0, growth: null, status: "NothingToCompare" };
    const element = await shown(none);
    expect(one(element, ".state").textContent).toContain("nothing to compare with");
    expect(values(element)[2]).toBe("–");
    wired(getRebate).emit({ ...none, growth: 9.99, status: "TooLittle", correction: true });
    await settle();
    expect(one(element, ".state").textContent).toContain("too little");
    one(element, ".correction");
  });

  test("says why it was not approved", async () => {
    jest.spyOn(LightningConfirm, "open").mockResolvedValueOnce(true);
    called(approve).mockRejectedValueOnce({ body: { message: "approved already" } });
    const element = await shown();
    button(element, "Approve").click();
    await settle();
    expect(one(element, "c-outcome").refusal).toEqual({ body: { message: "approved already" } });
  });
});
