import getWaiting from "@salesforce/apex/AdjustmentController.getWaiting";
import approveAdjustments from "@salesforce/apex/DecisionsController.approveAdjustments";
import approveClaims from "@salesforce/apex/DecisionsController.approveClaims";
import getClaims from "@salesforce/apex/DecisionsController.getClaims";
import getHeldVouchers from "@salesforce/apex/DecisionsController.getHeldVouchers";
import refuseVouchers from "@salesforce/apex/DecisionsController.refuseVouchers";
import releaseVouchers from "@salesforce/apex/DecisionsController.releaseVouchers";
import rejectAdjustments from "@salesforce/apex/DecisionsController.rejectAdjustments";
import rejectClaims from "@salesforce/apex/DecisionsController.rejectClaims";
import approveRebates from "@salesforce/apex/RebateController.approveAll";
import getProposed from "@salesforce/apex/RebateController.getProposed";
import getHeld from "@salesforce/apex/ReferralController.getHeld";
import refuseReferrals from "@salesforce/apex/ReferralController.refuse";
import releaseReferrals from "@salesforce/apex/ReferralController.release";
import WaitingDecisions from "c/waitingDecisions";
import { all, called, clear, expectAccessible, one, settle, show } from "test/support";

const claim = {
  memberName: "Corner Shop",
  programName: "Club",
  seller: "ACME",
  invoiceNumber: "4711",
  occurredAt: "2026-03-01T10:00:00Z",
  amount: 99.5,
  currencyCode: "EUR",
  claimedBy: "Ann",
  own: false
};
const claims = ["c1", "c2", "c3"].map((claimId) => ({ ...claim, claimId, own: claimId === "c3" }));
const adjustment = {
  entryId: "e1",
  memberName: "Neighbour",
  memberNumber: "C-2",
  points: -5000,
  receiverNumber: "C-1",
  reason: "Contest",
  occurredAt: "2026-03-02T10:00:00Z",
  requestedBy: "Ann",
  own: false
};

const suspicious = {
  ...claim,
  claimId: "c4",
  heldReason: "Too many in a short time: 11 within 24 hours"
};

const held = ["r1", "r2"].map((referralId) => ({
  referralId,
  referee: "Nora",
  referrer: "Rita",
  programName: "Club",
  reason: "Self-referral",
  detail: "rita@example.com",
  joinedAt: "2026-03-03T10:00:00Z",
  own: referralId === "r2"
}));

const voucher = {
  voucherId: "v1",
  memberName: "Nora",
  memberNumber: "C-7",
  rewardName: "Mug",
  points: 300,
  amount: null,
  currencyCode: "EUR",
  reason: null,
  heldAt: "2026-03-04T10:00:00Z",
  heldReason: "Too many in a short time: 4 within 24 hours",
  requestedBy: "Ann",
  own: false
};
const vouchers = [
  voucher,
  { ...voucher, voucherId: "v2", rewardName: null, amount: 12.5, own: true },
  { ...voucher, voucherId: "v3", points: 0, reason: "Late delivery" }
];

const rebates = ["g1", "g2"].map((rebateId) => ({
  rebateId,
  memberName: "Corner Shop",
  programName: "Club",
  quarter: "2026-04-01",
  growth: rebateId === "g1" ? 10 : null,
  points: 22,
  own: rebateId === "g2"
}));

type Element = ReturnType<typeof show>;

async function shown(waitingClaims: object[] = claims, adjustments: object[] = [adjustment]): Promise<Element> {
  called(getClaims).mockResolvedValue(waitingClaims);
  called(getWaiting).mockResolvedValue(adjustments);
  called(getHeld).mockResolvedValue(held);
  called(getHeldVouchers).mockResolvedValue(vouchers);
  called(getProposed).mockResolvedValue(rebates);
  const element = show("c-waiting-decisions", WaitingDecisions);
  await settle();
  return element;
}

const list = (element: Element, kind: string): Element => one(element, `c-decision-list[data-kind="${kind}"]`);
const boxes = (element: Element): Element[] => all(element, "lightning-input");

async function press(element: Element, label: RegExp): Promise<void> {
  all(element, "lightning-button")
    .find((each) => label.test(String(each.label)))!
    .click();
  await settle();
}

async function tick(box: Element, checked = true): Promise<void> {
  box.dispatchEvent(new CustomEvent("change", { detail: { checked } }));
  await settle();
}

describe("waitingDecisions", () => {
  afterEach(() => {
    clear();
    jest.resetAllMocks();
  });

  test("a full list says that more may wait", async () => {
    const many = Array.from({ length: 200 }, (_, index) => ({ ...claim, claimId: `c${index}` }));
    const element = await shown(many);
    const full = list(element, "claims");
    expect(one(full, "h3").textContent).toContain("(200+)");
    expect(one(full, ".full").textContent).toMatch(/^200 are listed/);
    expect(all(list(element, "adjustments"), ".full")).toHaveLength(0);
  });

  test("waits for the org, and then says what waits, in words", async () => {
    called(getClaims).mockReturnValue(new Promise(() => undefined));
    one(show("c-waiting-decisions", WaitingDecisions), "lightning-spinner");
    clear();
    const element = await shown();
    const row = boxes(list(element, "claims"))[1]!;
    expect(row.label).toBe("Corner Shop · €99.50 · 4711");
    expect(all(list(element, "claims"), ".detail")[0]!.textContent).toBe(
      "ACME · Mar 1, 2026 · Club · asked for by Ann"
    );
    expect(boxes(list(element, "adjustments"))[1]!.label).toBe("Neighbour · C-2 · -5,000 · to C-1");
    await expectAccessible(element);
  });

  test("says why a purchase and points wait that are no claim and within the limits", async () => {
    const favor = {
      ...adjustment,
      heldReason: "Same person, same member, again: 4 times within 30 days"
    };
    const element = await shown([suspicious], [favor]);
    const detail = (kind: string): string => all(list(element, kind), ".detail")[0]!.textContent ?? "";
    expect(detail("claims")).toMatch(/^Too many in a short time: 11 within 24 hours · ACME/);
    expect(detail("adjustments")).toMatch(/^Same person, same member, again: 4 times within 30 days · Contest/);
  });

  test("approves all that others asked for, tells it and reads again", async () => {
    const element = await shown();
    const listed = list(element, "claims");
    expect(boxes(listed).map((box) => box.disabled === true)).toEqual([false, false, false, true]);
    await tick(boxes(listed)[0]!);
    called(getClaims).mockResolvedValue([claims[2]]);
    await press(listed, /^Approve \(2\)$/);
    expect(approveClaims).toHaveBeenCalledWith({ claimIds: ["c1", "c2"] });
    expect(one(element, ".told").textContent).toBe("2 approved.");
    expect(boxes(listed).map((box) => box.disabled === true)).toEqual([true]);
    expect(all(listed, "lightning-button")).toHaveLength(0);
  });

  test("asks for something to decide about, and for a reason before a claim is rejected", async () => {
    const element = await shown();
    const listed = list(element, "claims");
    await press(listed, /^Reject/);
    expect(one(listed, ".hint").textContent).toMatch(/at least one/);
    await tick(boxes(listed)[1]!);
    await press(listed, /^Reject \(1\)$/);
    expect(one(listed, ".hint").textContent).toMatch(/Say why you reject it/);
    expect(rejectClaims).not.toHaveBeenCalled();
    one(listed, "lightning-textarea").dispatchEvent(new CustomEvent("change", { detail: { value: " unreadable " } }));
    await press(listed, /^Reject/);
    expect(rejectClaims).toHaveBeenCalledWith({ claimIds: ["c1"], reason: "unreadable" });
    expect(one(listed, "lightning-textarea").value).toBe("");
  });

  test("shows why a decision was refused; what waits stays", async () => {
    called(approveAdjustments).mockRejectedValueOnce({ body: { message: "Too few points" } });
    const element = await shown();
    const listed = list(element, "adjustments");
    await tick(boxes(listed)[1]!);
    await press(listed, /^Approve/);
    expect(one(element, "c-error-panel").error).toEqual({ body: { message: "Too few points" } });
    expect(boxes(listed)).toHaveLength(2);
    one(listed, "lightning-textarea").dispatchEvent(new CustomEvent("change", { detail: { value: "no" } }));
    await press(listed, /^Reject/);
    expect(rejectAdjustments).toHaveBeenCalledWith({ entryIds: ["e1"], reason: "no" });
    await tick(boxes(listed)[1]!, false);
    await press(listed, /^Approve/);
    expect(approveAdjustments).toHaveBeenCalledTimes(1);
  });

  test("releases held referrals, and refuses them with a reason; who enrolled the new member does neither", async () => {
    const element = await shown();
    const listed = list(element, "referrals");
    expect(boxes(listed).map(({ label }) => label)).toEqual([
      "Choose all",
      "Nora · referred by Rita",
      "Nora · referred by Rita"
    ]);
    expect(all(listed, ".detail")[0]!.textContent).toBe("Self-referral · rita@example.com · Mar 3, 2026 · Club");
    await tick(boxes(listed)[0]!);
    await press(listed, /^Approve \(1\)$/);
    expect(releaseReferrals).toHaveBeenCalledWith({ referralIds: ["r1"] });
    await tick(boxes(listed)[1]!);
    one(listed, "lightning-textarea").dispatchEvent(new CustomEvent("change", { detail: { value: "the same" } }));
    await press(listed, /^Reject/);
    expect(refuseReferrals).toHaveBeenCalledWith({ referralIds: ["r1"], reason: "the same" });
  });

  test("releases held redemptions, payments and goodwill, and refuses them with a reason; never one's own", async () => {
    const element = await shown();
    const listed = list(element, "vouchers");
    expect(boxes(listed).map(({ label }) => label)).toEqual([
      "Choose all",
      "Nora · C-7 · Mug · -300",
      "Nora · C-7 · Points at checkout €12.50 · -300",
      "Nora · C-7 · Mug"
    ]);
    expect(boxes(listed).map((box) => box.disabled === true)).toEqual([false, false, true, false]);
    expect(all(listed, ".detail").map(({ textContent }) => textContent)[2]).toBe(
      "Too many in a short time: 4 within 24 hours · Late delivery · Mar 4, 2026 · asked for by Ann"
    );
    await tick(boxes(listed)[1]!);
    await press(listed, /^Approve \(1\)$/);
    expect(releaseVouchers).toHaveBeenCalledWith({ voucherIds: ["v1"] });
    await tick(boxes(listed)[3]!);
    one(listed, "lightning-textarea").dispatchEvent(new CustomEvent("change", { detail: { value: "a friend" } }));
    await press(listed, /^Reject/);
    expect(refuseVouchers).toHaveBeenCalledWith({ voucherIds: ["v3"], reason: "a friend" });
    await expectAccessible(element);
  });

  test("opens what waits", async () => {
    const element = await shown();
    const listed = list(element, "adjustments");
    const went = jest.fn();
    listed.addEventListener("navigate", went);
    all(listed, "a")[0]!.click();
    expect((went.mock.calls[0] as [CustomEvent])[0].detail).toMatchObject({
      attributes: { objectApiName: "LoyaltyLedger__c", recordId: "e1" }
    });
  });

  test("says that nothing waits, and why nothing can be read", async () => {
    const element = await shown([], []);
    expect(one(list(element, "claims"), ".empty").textContent).toBe("No claim, purchase or return waits.");
    called(getClaims).mockRejectedValueOnce({ body: { message: "Down" } });
    await press(element, /^Refresh$/);
    expect(one(element, "c-error-panel").error).toEqual({ body: { message: "Down" } });
  });

  test("growth rebates are approved by somebody else than who proposed them, and never rejected", async () => {
    const element = await shown();
    const waiting = list(element, "rebates");
    expect(all(waiting, "a").map((each) => each.textContent)).toEqual([
      "Corner Shop · Quarter 2 of 2026 · +22",
      "Corner Shop · Quarter 2 of 2026 · +22"
    ]);
    expect(all(waiting, ".detail").map((each) => each.textContent)).toEqual(["growth 10 % · Club", "Club"]);
    expect(boxes(waiting).map((each) => each.disabled)).toEqual([undefined, false, true]);
    expect(all(waiting, "lightning-textarea")).toHaveLength(0);
    await tick(boxes(waiting)[1]!);
    expect(all(waiting, "lightning-button").map((each) => each.label)).toEqual(["Approve (1)"]);
    await press(waiting, /^Approve/);
    expect(approveRebates).toHaveBeenCalledWith({ rebateIds: ["g1"] });
  });
});
