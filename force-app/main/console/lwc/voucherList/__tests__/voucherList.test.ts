import { refreshApex } from "@salesforce/apex";
import cancelVoucher from "@salesforce/apex/RewardCatalogController.cancelVoucher";
import getVouchers from "@salesforce/apex/RewardCatalogController.getVouchers";
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

  test("shows nothing before the org has answered and where there is no voucher", async () => {
    const element = show("c-voucher-list", VoucherList, { memberId: "a01000000000001AAA" });
    await settle();
    expect(textOf(element)).toBe("");
    wired(getVouchers).emit(noVouchers);
    await settle();
    expect(textOf(element)).toBe("");
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
    expect(all(element, "lightning-button").map((button) => button.dataset.id)).toEqual(["v1", "v4"]);
    await expectAccessible(element);
  });

  test("cancels after a confirmation, reads again and says that something changed", async () => {
    jest.spyOn(LightningConfirm, "open").mockResolvedValueOnce(true);
    called(cancelVoucher).mockResolvedValueOnce(undefined);
    const element = await shown();
    const changed = jest.fn();
    element.addEventListener("changed", changed);
    all(element, "lightning-button")[0]!.click();
    await settle();
    expect(cancelVoucher).toHaveBeenCalledWith({ voucherId: "v1" });
    expect(refreshApex).toHaveBeenCalledWith(expect.objectContaining({ data: vouchers }));
    expect(changed).toHaveBeenCalledTimes(1);
  });

  test("cancels nothing without the confirmation", async () => {
    jest.spyOn(LightningConfirm, "open").mockResolvedValueOnce(false);
    const element = await shown();
    all(element, "lightning-button")[0]!.click();
    await settle();
    expect(cancelVoucher).not.toHaveBeenCalled();
  });

  test("shows why a voucher could not be cancelled and lets one try again", async () => {
    jest.spyOn(LightningConfirm, "open").mockResolvedValueOnce(true);
    called(cancelVoucher).mockRejectedValueOnce({ body: { message: "Used already" } });
    const element = await shown();
    all(element, "lightning-button")[0]!.click();
    await settle();
    expect(one(element, "c-error-panel").error).toEqual({ body: { message: "Used already" } });
    expect(all(element, "lightning-button")[0]!.disabled).toBe(false);
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
