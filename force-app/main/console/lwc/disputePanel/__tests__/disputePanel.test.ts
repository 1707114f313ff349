import { refreshApex } from "@salesforce/apex";
import getDispute from "@salesforce/apex/ClaimDisputeController.getDispute";
import DisputeDialog from "c/disputeDialog";
import DisputePanel from "c/disputePanel";
import { all, button, clear, expectAccessible, one, settle, show, textOf, wired } from "test/support";

const may = { mayOpen: false, mayAnswer: false, mayDecide: false };
const opened = { kind: "Opened", who: "Ada", at: "2026-03-01T12:00:00Z", text: "The number is on the invoice" };

async function shown(data: object): Promise<ReturnType<typeof show>> {
  const element = show("c-dispute-panel", DisputePanel, { recordId: "t1" });
  wired(getDispute).emit(data);
  await settle();
  return element;
}

const offered = (element: ReturnType<typeof show>): unknown[] =>
  all(element, "lightning-button").map(({ label }) => label);

describe("disputePanel", () => {
  afterEach(() => {
    clear();
    jest.restoreAllMocks();
  });

  test("is not there for what is no rejected claim and was never disputed", async () => {
    expect(all(await shown({ ...may, status: null, history: [] }), "lightning-card")).toHaveLength(0);
  });

  test("offers to dispute a rejected claim, and reads again when it was", async () => {
    const open = jest.spyOn(DisputeDialog, "open").mockResolvedValueOnce(true);
    const element = await shown({ ...may, mayOpen: true, status: null, history: [] });
    expect(textOf(element)).toContain("Nobody has disputed");
    await expectAccessible(element);
    button(element, "Dispute").click();
    await settle();
    expect(open).toHaveBeenCalledWith(expect.objectContaining({ step: "open", claimId: "t1" }));
    expect(refreshApex).toHaveBeenCalledTimes(1);
  });

  test("tells what was said by whom in its order, and offers what the user may say", async () => {
    const element = await shown({
      ...may,
      mayAnswer: true,
      mayDecide: true,
      status: "Open",
      history: [opened, { kind: "Upheld", who: "Grace", at: "2026-03-03T12:00:00Z", text: "It is there" }]
    });
    expect(all(element, ".kind").map(({ textContent }) => textContent)).toEqual([
      "Disputed",
      "Upheld: the claim is approved"
    ]);
    expect(all(element, ".said")[0]!.textContent).toBe("The number is on the invoice");
    expect(all(element, ".who")[0]!.textContent).toContain("Ada · ");
    expect(offered(element)).toEqual(["Answer", "Decide"]);
    await expectAccessible(element);
  });

  test("says what went wrong", async () => {
    const element = show("c-dispute-panel", DisputePanel, { recordId: "t1" });
    wired(getDispute).error({ message: "No access" });
    await settle();
    one(element, "c-error-panel");
  });
});
