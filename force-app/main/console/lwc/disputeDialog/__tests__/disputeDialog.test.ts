import answer from "@salesforce/apex/ClaimDisputeController.answer";
import decide from "@salesforce/apex/ClaimDisputeController.decide";
import open from "@salesforce/apex/ClaimDisputeController.open";
import DisputeDialog from "c/disputeDialog";
import { all, button, called, clear, expectAccessible, one, settle, show, textOf } from "test/support";

type Shown = ReturnType<typeof show>;

const shown = (step: string): Shown => show("c-dispute-dialog", DisputeDialog, { claimId: "t1", step });

async function write(element: Shown, selector: string, value: string): Promise<void> {
  one(element, selector).dispatchEvent(new CustomEvent("change", { detail: { value } }));
  await settle();
}

describe("disputeDialog", () => {
  afterEach(clear);

  test("opens a dispute with a reason", async () => {
    called(open).mockResolvedValueOnce(null);
    const element = shown("open");
    await settle();
    expect(all(element, "lightning-radio-group")).toHaveLength(0);
    await expectAccessible(element);
    await write(element, "lightning-textarea", "It is on the invoice");
    button(element, "Dispute").click();
    await settle();
    expect(open).toHaveBeenCalledWith({ claimId: "t1", reason: "It is on the invoice" });
    expect(textOf(element)).toContain("Saved.");
  });

  test("answers, and says why that was refused", async () => {
    called(answer).mockRejectedValueOnce({ body: { message: "answered already" } });
    const element = shown("answer");
    await settle();
    await write(element, "lightning-textarea", "Which line?");
    button(element, "Answer").click();
    await settle();
    expect(answer).toHaveBeenCalledWith({ claimId: "t1", answer: "Which line?" });
    expect(one(element, "c-error-panel").error).toEqual({ body: { message: "answered already" } });
  });

  test.each([
    ["uphold", true],
    ["dismiss", false]
  ])("decides with the reason: %s", async (value, uphold) => {
    called(decide).mockResolvedValueOnce(null);
    const element = shown("decide");
    await settle();
    await write(element, "lightning-radio-group", value);
    await write(element, "lightning-textarea", "I looked");
    button(element, "Decide").click();
    await settle();
    expect(decide).toHaveBeenCalledWith({ claimId: "t1", uphold, reason: "I looked" });
  });
});
