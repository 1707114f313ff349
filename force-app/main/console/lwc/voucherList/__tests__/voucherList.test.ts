import { refreshApex } from "@salesforce/apex";
import cancelVoucher from "@salesforce/apex/RewardCatalogController.cancelVoucher";
import getVouchers from "@salesforce/apex/RewardCatalogController.getVouchers";
import DispatchDialog from "c/dispatchDialog";
import UseVoucherDialog from "c/useVoucherDialog";
import VoucherList from "c/voucherList";
import LightningConfirm from "lightning/confirm";
import { all, called, clear, expectAccessible, one, settle, show, textOf, wired } from "test/support";
import vouchers from "./data/vouchers.json";
import noVouchers from "./data/noVouchers.json";

async function shown(): Promise<ReturnType<typeof show>> {
  const element = show("c-voucher-list", VoucherList, { memberId: "a01000000000001AAA" });
  wired(getVouchers).emit(vouchers);
  await settle();
  return element;
}

describe("voucherList", () => {
  afterEach(clear);

  test("waits until the org has answered, and says so where there is no voucher", async () => {
    const element = show("c-voucher-list", VoucherList, { memberId: "a01000000000001AAA" });
    await settle();
    one(element, "lightning-spinner");
    wired(getVouchers).emit(noVouchers);
    await settle();
    expect(textOf(element)).toMatch(/No vouchers yet/);
  });

  test("shows until when a voucher is good, what is left of it and what gave it", async () => {
    const element = show("c-voucher-list", VoucherList, { memberId: "a01000000000001AAA" });
    const [first] = vouchers;
    const card = {
      validUntil: "2026-12-31",
      inParts: true,
      remaining: 6,
      currencyCode: "EUR",
      source: "Late delivery"
    };
    wired(getVouchers).emit([{ ...first, ...card }]);
    await settle();
    expect(one(element, ".until").textContent).toMatch(/Valid until/);
    expect(one(element, ".detail").textContent).toBe("€6.00 left · From: Late delivery");
  });

  test("a held one says why, has no code and can only be cancelled", async () => {
    const element = show("c-voucher-list", VoucherList, { memberId: "a01000000000001AAA" });
    const held = { status: "Held", code: null, heldReason: "Far above the usual", rewardName: "Mug" };
    wired(getVouchers).emit([{ ...vouchers[0], ...held, dispatchStatus: null }]);
    await settle();
    expect(all(element, ".code")).toHaveLength(0);
    expect(one(element, ".detail").textContent).toMatch(/^Far above the usual/);
    expect(textOf(element)).toMatch(/Held for a review/);
    expect(all(element, "lightning-button").map(({ label }) => label)).toEqual(["Cancel voucher"]);
  });

  test("counts down what can be used, and nothing that is used up", async () => {
    const element = show("c-voucher-list", VoucherList, { memberId: "a01000000000001AAA" });
    const expiresAt = new Date(Date.now() + 48 * 3_600_000).toISOString();
    const ofStatus = (status: string): object => ({ ...vouchers[0], voucherId: status, status, expiresAt });
    wired(getVouchers).emit(["Issued", "PartlyUsed", "Used", "Cancelled"].map(ofStatus));
    await settle();
    const counted = all(element, "c-time-left").map((each) => (each as unknown as { until: string }).until);
    expect(counted).toEqual([expiresAt, expiresAt]);
  });

  test("shows more than the first vouchers, and puts the focus on the first of them", async () => {
    const element = show("c-voucher-list", VoucherList, { memberId: "a01000000000001AAA" });
    const many = Array.from({ length: 41 }, (_, index) => ({ ...vouchers[0], voucherId: `v${index}` }));
    wired(getVouchers).emit(many.slice(0, 11));
    await settle();
    expect(wired(getVouchers).getLastConfig()).toEqual({ memberId: "a01000000000001AAA", most: 11 });
    expect(all(element, "li")).toHaveLength(10);
    all(element, "lightning-button").at(-1)!.click();
    await settle();
    expect(wired(getVouchers).getLastConfig()).toEqual({ memberId: "a01000000000001AAA", most: 41 });
    wired(getVouchers).emit(many);
    await settle();
    expect(all(element, "li")).toHaveLength(40);
    expect(element.shadowRoot?.activeElement).toBe(all(element, "li")[10]);
  });

  test("promises points only for what was paid with points", async () => {
    const confirm = jest.spyOn(LightningConfirm, "open").mockResolvedValue(false);
    const element = show("c-voucher-list", VoucherList, { memberId: "a01000000000001AAA" });
    wired(getVouchers).emit([300, 0].map((points, index) => ({ ...vouchers[0], points, voucherId: `v${index}` })));
    await settle();
    for (const cancel of all(element, '[data-action="cancel"]')) cancel.click();
    await settle();
    expect(confirm.mock.calls[0]![0].message).toMatch(/points paid for it come back/);
    expect(confirm.mock.calls[1]![0].message).toMatch(/no points come back/);
  });

  test("opens the dialog to use a voucher, and reads again when it was used", async () => {
    const open = jest.spyOn(UseVoucherDialog, "open").mockResolvedValueOnce(true);
    const element = await shown();
    all(element, '[data-action="use"]')[0]!.click();
    await settle();
    expect(open).toHaveBeenCalledWith(expect.objectContaining({ voucherId: "v1" }));
    expect(refreshApex).toHaveBeenCalledTimes(1);
  });

  test("of what is sent it shows how far it is, and offers to say so, to cancel it before, and never to use it", async () => {
    const open = jest.spyOn(DispatchDialog, "open").mockResolvedValueOnce(true);
    const element = show("c-voucher-list", VoucherList, { memberId: "a01000000000001AAA" });
    const [kettle] = vouchers;
    wired(getVouchers).emit([
      { ...kettle, dispatchStatus: "Waiting" },
      { ...kettle, voucherId: "v2", status: "Used", dispatchStatus: "Sent", carrier: "DHL", trackingNumber: "JD 1" },
      { ...kettle, voucherId: "v3", status: "Used", dispatchStatus: "Delivered" }
    ]);
    await settle();
    const rows = all(element, "li").map((each) => (each.textContent ?? "").replace(/\s+/g, " "));
    expect(rows[0]).toContain("Waits to be sent");
    expect(rows[1]).toMatch(/Sent.*DHL · JD 1/);
    expect(rows[2]).toContain("Delivered");
    const offered = (action: string): unknown[] =>
      all(element, `[data-action="${action}"]`).map((each) => each.dataset.id);
    expect([offered("dispatch"), offered("use"), offered("cancel")]).toEqual([["v1", "v2"], [], ["v1"]]);
    all(element, '[data-action="dispatch"]')[0]!.click();
    await settle();
    expect(open).toHaveBeenCalledWith(expect.objectContaining({ voucherId: "v1" }));
    expect(refreshApex).toHaveBeenCalledTimes(1);
  });

  test("shows codes, rewards and states, and offers to cancel what was issued", async () => {
    const element = await shown();
    const [issued, used, expired, partly, other] = all(element, "li").map((each) =>
      (each.textContent ?? "").replace(/\s+/g, " ")
    );
    expect(issued).toMatch(/AAAA-BBBB · Mug.*Issued/);
    expect(used).toMatch(/CCCC-DDDD · 20% off.*Used/);
    expect(expired).toMatch(/Expired/);
    expect(partly).toMatch(/GGGG-HHHH · Gift card.*Partly used/);
    expect(other).toMatch(/Frozen/);
    expect(all(element, '[data-action="cancel"]').map((button) => button.dataset.id)).toEqual(["v1", "v4"]);
    await expectAccessible(element);
  });

  test("cancels after a confirmation, reads again and says that something changed", async () => {
    jest.spyOn(LightningConfirm, "open").mockResolvedValueOnce(true);
    called(cancelVoucher).mockResolvedValueOnce(undefined);
    const element = await shown();
    const changed = jest.fn();
    element.addEventListener("changed", changed);
    all(element, '[data-action="cancel"]')[0]!.click();
    await settle();
    expect(cancelVoucher).toHaveBeenCalledWith({ voucherId: "v1" });
    expect(refreshApex).toHaveBeenCalledWith(expect.objectContaining({ data: vouchers }));
    expect(changed).toHaveBeenCalledTimes(1);
  });

  test("cancels nothing without the confirmation", async () => {
    jest.spyOn(LightningConfirm, "open").mockResolvedValueOnce(false);
    const element = await shown();
    all(element, '[data-action="cancel"]')[0]!.click();
    await settle();
    expect(cancelVoucher).not.toHaveBeenCalled();
  });

  test("shows why a voucher could not be cancelled and lets one try again", async () => {
    jest.spyOn(LightningConfirm, "open").mockResolvedValueOnce(true);
    called(cancelVoucher).mockRejectedValueOnce({ body: { message: "Used already" } });
    const element = await shown();
    all(element, '[data-action="cancel"]')[0]!.click();
    await settle();
    expect(one(element, "c-error-panel").error).toEqual({ body: { message: "Used already" } });
    expect(all(element, '[data-action="cancel"]')[0]!.disabled).toBe(false);
    await expectAccessible(element);
  });

  test("shows the org's error", async () => {
    const element = show("c-voucher-list", VoucherList, { memberId: "a01000000000001AAA" });
    wired(getVouchers).error({ message: "No access" });
    await settle();
    one(element, "c-error-panel");
    await expectAccessible(element);
  });

  test("reads again what the wire gave when it is asked to refresh", async () => {
    const element = await shown();
    await (element.refresh as () => Promise<void>)();
    expect(refreshApex).toHaveBeenCalledWith(expect.objectContaining({ data: vouchers }));
  });
});
