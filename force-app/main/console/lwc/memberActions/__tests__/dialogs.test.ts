import adjust from "@salesforce/apex/AdjustmentController.adjust";
import getChoices from "@salesforce/apex/GoodwillController.getChoices";
import give from "@salesforce/apex/GoodwillController.give";
import recordPurchase from "@salesforce/apex/MemberActionsController.recordPurchase";
import submitClaim from "@salesforce/apex/MemberActionsController.submitClaim";
import useVoucher from "@salesforce/apex/MemberActionsController.useVoucher";
import search from "@salesforce/apex/MemberCardController.search";
import transfer from "@salesforce/apex/TransferController.transfer";
import AdjustDialog from "c/adjustDialog";
import ClaimDialog from "c/claimDialog";
import EnrolDialog from "c/enrolDialog";
import GoodwillDialog from "c/goodwillDialog";
import PurchaseDialog from "c/purchaseDialog";
import TransferDialog from "c/transferDialog";
import UseVoucherDialog from "c/useVoucherDialog";
import { all, button, called, clear, expectAccessible, one, settle, show, textOf } from "test/support";

const MEMBER = "a01000000000001AAA";
type Element = ReturnType<typeof show>;

/** Fills a field in, as a user does. */
function fill(element: Element, name: string, value: string): void {
  const field = all(element, "[data-field]").find((each) => each.name === name)!;
  field.dispatchEvent(new CustomEvent("change", { detail: { value } }));
}

async function confirm(element: Element, label: string): Promise<void> {
  button(element, label).click();
  await settle();
}

const firstCall = (method: unknown): Record<string, unknown> =>
  called(method).mock.calls[0]![0] as Record<string, unknown>;

describe("dialogs of a member's actions", () => {
  afterEach(clear);

  test("a purchase is registered with a key of its own, and what it earned is told", async () => {
    called(recordPurchase).mockResolvedValueOnce({ waits: false, points: 1500, balance: 2500 });
    const element = show("c-purchase-dialog", PurchaseDialog, { memberId: MEMBER });
    fill(element, "amount", "150.50");
    fill(element, "documentNumber", "R-1");
    await settle();
    await expectAccessible(element);
    await confirm(element, "Register");
    expect(firstCall(recordPurchase)).toMatchObject({ memberId: MEMBER, amount: 150.5, documentNumber: "R-1" });
    expect(firstCall(recordPurchase).idempotencyKey).toMatch(/^ui-[0-9a-f]{32}$/);
    expect(one(element, ".done").textContent).toBe("The purchase earned 1,500 points. New balance: 2,500");
    const closed = jest.fn();
    element.addEventListener("close", closed);
    await confirm(element, "Close");
    expect((closed.mock.calls[0] as [CustomEvent])[0].detail).toBe(true);
  });

  test("what waits for somebody else says so", async () => {
    called(recordPurchase).mockResolvedValueOnce({ waits: true, points: 0, balance: 0 });
    const purchase = show("c-purchase-dialog", PurchaseDialog, { memberId: MEMBER });
    await confirm(purchase, "Register");
    expect(one(purchase, ".done").textContent).toMatch(/a manager has to approve/);
    called(adjust).mockResolvedValueOnce({ status: "Pending", points: 5000 });
    const adjustment = show("c-adjust-dialog", AdjustDialog, { memberId: MEMBER, balance: 1000 });
    await confirm(adjustment, "Adjust");
    expect(one(adjustment, ".done").textContent).toBe("+5,000 points wait until somebody else approves them.");
  });

  test("a refusal keeps what was typed; trying again is the same wish, a change is another", async () => {
    const refusal = { body: { message: "Too many" } };
    called(adjust).mockRejectedValueOnce(refusal).mockRejectedValueOnce(refusal).mockResolvedValueOnce({ points: -5 });
    const element = show("c-adjust-dialog", AdjustDialog, { memberId: MEMBER, balance: 10 });
    fill(element, "points", "-50");
    fill(element, "reason", "Counted twice");
    await settle();
    await confirm(element, "Adjust");
    expect(one(element, "c-error-panel").error).toEqual(refusal);
    await expectAccessible(element);
    await confirm(element, "Adjust");
    fill(element, "points", "-5");
    await settle();
    expect(all(element, "c-error-panel")).toHaveLength(0);
    await confirm(element, "Adjust");
    const keys = called(adjust).mock.calls.map(([parameters]) => (parameters as Record<string, string>).idempotencyKey);
    expect(keys[1]).toBe(keys[0]);
    expect(keys[2]).not.toBe(keys[0]);
    expect(firstCall(adjust)).toMatchObject({ points: -50, reason: "Counted twice" });
  });

  test("nothing is sent while a field is not filled in", async () => {
    const element = show("c-claim-dialog", ClaimDialog, { memberId: MEMBER });
    await settle();
    for (const field of all(element, "[data-field]")) field.reportValidity = (): boolean => false;
    await confirm(element, "Submit");
    expect(submitClaim).not.toHaveBeenCalled();
  });

  test("a claim is submitted", async () => {
    called(submitClaim).mockResolvedValueOnce("a05");
    const element = show("c-claim-dialog", ClaimDialog, { memberId: MEMBER });
    for (const [name, value] of Object.entries({
      seller: "ACME",
      invoiceNumber: "7",
      amount: "9.5",
      day: "2026-01-05"
    }))
      fill(element, name, value);
    const upload = one(element, "lightning-file-upload");
    for (const name of ["invoice.pdf", "by mistake.pdf"])
      upload.dispatchEvent(
        new CustomEvent("uploadfinished", { detail: { files: [{ name, documentId: `069 ${name}` }] } })
      );
    await settle();
    await expectAccessible(element);
    all(element, "lightning-button-icon")[1]!.click();
    await confirm(element, "Submit");
    expect(firstCall(submitClaim)).toEqual({
      memberId: MEMBER,
      invoice: {
        seller: "ACME",
        invoiceNumber: "7",
        day: "2026-01-05",
        amount: 9.5,
        proofIds: ["069 invoice.pdf"],
        serialNumbers: []
      }
    });
    expect(one(element, ".done").textContent).toMatch(/was submitted/);
  });

  test("a voucher is used in part of its amount, or whole", async () => {
    called(useVoucher).mockResolvedValueOnce({ remaining: 6 }).mockResolvedValueOnce({ remaining: null });
    const part = show("c-use-voucher-dialog", UseVoucherDialog, {
      voucherId: "v1",
      inParts: true,
      remaining: 10,
      currencyCode: "EUR"
    });
    fill(part, "amount", "4");
    await confirm(part, "Use");
    expect(firstCall(useVoucher)).toMatchObject({ voucherId: "v1", amount: 4 });
    expect(one(part, ".done").textContent).toBe("Used. €6.00 are left on the voucher.");
    const whole = show("c-use-voucher-dialog", UseVoucherDialog, { voucherId: "v2" });
    await confirm(whole, "Use");
    expect(called(useVoucher).mock.calls[1]![0]).toMatchObject({ voucherId: "v2", amount: null });
    expect(one(whole, ".done").textContent).toBe("The voucher is used.");
  });

  test("points go to a member of the same program who was found and chosen", async () => {
    called(search).mockResolvedValue([
      { memberId: MEMBER, memberName: "Self", memberNumber: "1", programId: "p1" },
      { memberId: "a01000000000002AAA", memberName: "Neighbour", memberNumber: "2", programId: "p1" },
      { memberId: "a01000000000003AAA", memberName: "Stranger", memberNumber: "3", programId: "p2" }
    ]);
    called(transfer).mockResolvedValueOnce({ status: "Posted" });
    const element = show("c-transfer-dialog", TransferDialog, {
      memberId: MEMBER,
      programId: "p1",
      spendablePoints: 50
    });
    await confirm(element, "Transfer");
    expect(one(element, "c-error-panel").error).toEqual(new Error("Find and choose who gets the points."));
    all(element, "lightning-input")[0]!.dispatchEvent(new CustomEvent("change", { detail: { value: "n" } }));
    await settle();
    expect(one(element, "lightning-radio-group").options).toEqual([
      { label: "Neighbour · 2", value: "a01000000000002AAA" }
    ]);
    fill(element, "receiverId", "a01000000000002AAA");
    fill(element, "points", "40");
    await settle();
    await confirm(element, "Transfer");
    expect(firstCall(transfer)).toMatchObject({ giverId: MEMBER, receiverId: "a01000000000002AAA", points: 40 });
  });

  test("says so where nobody is called like that", async () => {
    called(search).mockResolvedValue([]);
    const element = show("c-transfer-dialog", TransferDialog, { memberId: MEMBER, programId: "p1" });
    all(element, "lightning-input")[0]!.dispatchEvent(new CustomEvent("change", { detail: { value: "xyz" } }));
    await settle();
    expect(textOf(element)).toMatch(/No other member of this program/);
  });

  test("a goodwill voucher is given with a reason; how many are left today is told", async () => {
    called(getChoices).mockResolvedValueOnce({ left: 3, rewards: [{ rewardId: "r1", name: "Apology" }] });
    called(give).mockResolvedValueOnce({ code: "AB-CD", heldReason: null });
    const element = show("c-goodwill-dialog", GoodwillDialog, { memberId: MEMBER });
    await settle();
    expect(textOf(element)).toMatch(/You can give 3 more today/);
    fill(element, "rewardId", "r1");
    fill(element, "reason", "Late");
    await confirm(element, "Give");
    expect(firstCall(give)).toMatchObject({ memberId: MEMBER, rewardId: "r1", reason: "Late" });
    expect(one(element, ".done").textContent).toBe("The voucher's code is AB-CD.");
  });

  test("a goodwill voucher that looks like a favor waits, with the reason and without a code", async () => {
    called(getChoices).mockResolvedValueOnce({ left: 3, rewards: [{ rewardId: "r1", name: "Apology" }] });
    called(give).mockResolvedValueOnce({ code: null, heldReason: "Same person, same member, again: 4 times" });
    const element = show("c-goodwill-dialog", GoodwillDialog, { memberId: MEMBER });
    await settle();
    fill(element, "rewardId", "r1");
    fill(element, "reason", "Late");
    await confirm(element, "Give");
    expect(one(element, ".done").textContent).toBe(
      "The voucher waits until somebody else releases it (Same person, same member, again: 4 times)."
    );
  });

  test("says so where there is nothing to give, and shows why it cannot be known", async () => {
    called(getChoices).mockResolvedValueOnce({ left: 5, rewards: [] });
    const element = show("c-goodwill-dialog", GoodwillDialog, { memberId: MEMBER });
    await settle();
    expect(textOf(element)).toMatch(/no rewards that are given/);
    await confirm(element, "Give");
    expect(give).not.toHaveBeenCalled();
    called(getChoices).mockRejectedValueOnce({ body: { message: "Down" } });
    const failed = show("c-goodwill-dialog", GoodwillDialog, { memberId: MEMBER });
    await settle();
    one(failed, "c-error-panel");
  });

  test("joining another program closes the dialog", async () => {
    const element = show("c-enrol-dialog", EnrolDialog, { recordId: "001000000000001AAA" });
    const closed = jest.fn();
    element.addEventListener("close", closed);
    one(element, "c-enrol-panel").dispatchEvent(new CustomEvent("enrolled"));
    await confirm(element, "Cancel");
    expect(closed.mock.calls.map(([event]) => (event as CustomEvent).detail as boolean)).toEqual([true, false]);
  });
});
