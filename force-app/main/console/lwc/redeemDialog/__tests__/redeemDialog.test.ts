import getProposedAddress from "@salesforce/apex/DispatchController.getProposedAddress";
import getPoolCatalog from "@salesforce/apex/PoolController.getCatalog";
import getStanding from "@salesforce/apex/PoolController.getStanding";
import redeemFromPool from "@salesforce/apex/PoolController.redeem";
import getCatalog from "@salesforce/apex/RewardCatalogController.getCatalog";
import redeem from "@salesforce/apex/RewardCatalogController.redeem";
import RedeemDialog from "c/redeemDialog";
import { all, button, called, clear, expectAccessible, one, settle, show, textOf, wired } from "test/support";
import items from "./data/items.json";
import noItems from "./data/noItems.json";

const redemption = { voucherId: "v1", code: "AAAA-BBBB", points: 300, validUntil: "2026-05-02", balance: 900 };

async function shown(properties: Record<string, unknown> = {}): Promise<ReturnType<typeof show>> {
  const element = show("c-redeem-dialog", RedeemDialog, {
    memberId: "a01000000000001AAA",
    spendablePoints: 1200,
    ...properties
  });
  wired(getCatalog).emit(items);
  await settle();
  return element;
}

/** The idempotency keys that were sent. */
const keys = (): string[] =>
  called(redeem).mock.calls.map(([parameters]) => (parameters as { idempotencyKey: string }).idempotencyKey);

describe("redeemDialog", () => {
  afterEach(clear);

  test("shows a spinner until the org has answered", async () => {
    const element = show("c-redeem-dialog", RedeemDialog, { memberId: "a01000000000001AAA" });
    await settle();
    one(element, "lightning-spinner");
  });

  test("proposes the first reward that can be had, with its cost and what is left after it", async () => {
    const element = await shown();
    expect(one(element, "lightning-combobox").value).toBe("r1");
    expect(all(element, "lightning-formatted-number").map((each) => each.value)).toEqual([1200, 300, 900]);
    expect(button(element, "Redeem").disabled).toBe(false);
    await expectAccessible(element);
  });

  test("opens with the reward it was asked for and says why that cannot be had", async () => {
    const element = await shown({ rewardId: "r2" });
    expect(one(element, "lightning-combobox").value).toBe("r2");
    expect(textOf(element)).toContain("5,700 points are missing.");
    expect(button(element, "Redeem").disabled).toBe(true);
    await expectAccessible(element);
  });

  test("says so when there is no reward", async () => {
    const element = show("c-redeem-dialog", RedeemDialog, { memberId: "a01000000000001AAA" });
    wired(getCatalog).emit(noItems);
    await settle();
    expect(all(element, "lightning-combobox, lightning-spinner")).toHaveLength(0);
    expect(button(element, "Redeem").disabled).toBe(true);
    await expectAccessible(element);
  });

  test("offers the pool of the company above, and redeems from it when it is chosen", async () => {
    called(redeemFromPool).mockResolvedValueOnce({ ...redemption, balance: 0 });
    const element = await shown({ spendablePoints: 0 });
    wired(getStanding).emit({ poolId: "p1", poolName: "Group", own: { left: 750 }, spendablePoints: 600 });
    await settle();
    const payer = one(element, "lightning-radio-group");
    expect(payer.options).toEqual([
      { value: "own", label: "Own points: 0" },
      { value: "pool", label: "Pool of Group: 750 left this month" }
    ]);
    payer.dispatchEvent(new CustomEvent("change", { detail: { value: "pool" } }));
    await settle();
    wired(getPoolCatalog).emit(items);
    await settle();
    expect(all(element, "lightning-formatted-number").map((each) => each.value)).toEqual([600, 300, 300]);
    button(element, "Redeem").click();
    await settle();
    expect(redeemFromPool).toHaveBeenCalledWith(
      expect.objectContaining({ rewardId: "r1", optionId: null, address: null })
    );
    expect(textOf(element)).toMatch(/AAAA-BBBB.*Pool of Group: 450 left this month/);
    await expectAccessible(element);
  });

  test("says why a redemption is held, that its points are reserved, and shows no code", async () => {
    const heldReason = "Too many in a short time: 4 within 24 hours";
    called(redeem).mockResolvedValueOnce({ ...redemption, code: null, status: "Held", heldReason, validUntil: null });
    const element = await shown();
    button(element, "Redeem").click();
    await settle();
    expect(one(element, ".held-reason").textContent).toBe(heldReason);
    expect(all(element, ".code")).toHaveLength(0);
    expect(textOf(element)).toMatch(/The points are reserved/);
    await expectAccessible(element);
  });

  test("redeems, shows the code and the balance, and closes with them", async () => {
    called(redeem).mockResolvedValueOnce(redemption);
    const element = await shown();
    const closed = jest.fn();
    element.addEventListener("close", closed);
    button(element, "Redeem").click();
    await settle();
    expect(redeem).toHaveBeenCalledWith({
      memberId: "a01000000000001AAA",
      rewardId: "r1",
      optionId: null,
      address: null,
      idempotencyKey: keys()[0]
    });
    expect(textOf(element)).toMatch(/AAAA-BBBB.*900/);
    await expectAccessible(element);
    button(element, "Close").click();
    const [event] = closed.mock.calls[0] as [CustomEvent<unknown>];
    expect(event.detail).toBe(true);
  });

  test("asks where a reward that is sent goes, proposes the address that is known, and sends what was made of it", async () => {
    called(redeem).mockResolvedValueOnce({ ...redemption, validUntil: null, dispatchStatus: "Waiting" });
    const element = show("c-redeem-dialog", RedeemDialog, { memberId: "a01000000000001AAA", spendablePoints: 1200 });
    wired(getCatalog).emit([{ ...items[0], sent: true }]);
    await settle();
    expect(wired(getProposedAddress).getLastConfig()).toEqual({ memberId: "a01000000000001AAA" });
    expect(all(element, "c-address-fields")).toHaveLength(0);
    expect(button(element, "Redeem").disabled).toBe(true);
    const known = { recipient: "Ada", street: "1 Mill Lane", city: "Bristol" };
    wired(getProposedAddress).emit(known);
    await settle();
    const fields = one(element, "c-address-fields");
    expect(fields.address).toEqual(known);
    await expectAccessible(element);
    fields.dispatchEvent(new CustomEvent("address", { detail: { ...known, recipient: "Grace" } }));
    button(element, "Redeem").click();
    await settle();
    expect(redeem).toHaveBeenCalledWith(
      expect.objectContaining({ rewardId: "r1", address: { ...known, recipient: "Grace" } })
    );
    expect(one(element, ".sent").textContent).toContain("points come back if it is cancelled");
  });

  test("lets the address be entered by who may not see the customer's", async () => {
    const element = show("c-redeem-dialog", RedeemDialog, { memberId: "a01000000000001AAA", spendablePoints: 1200 });
    wired(getCatalog).emit([{ ...items[0], sent: true }]);
    await settle();
    wired(getProposedAddress).error({ message: "No access" });
    await settle();
    expect(one(element, "c-address-fields").address).toEqual({
      recipient: null,
      street: null,
      postalCode: null,
      city: null,
      province: null,
      country: null
    });
    expect(button(element, "Redeem").disabled).toBe(false);
  });

  test("lets the member choose one of what is left, and asks for an address where that is sent", async () => {
    called(redeem).mockResolvedValueOnce(redemption);
    const options = [
      { rewardId: "o1", name: "Gift card", stock: null, sent: false },
      { rewardId: "o2", name: "Teapot", stock: 3, sent: true },
      { rewardId: "o3", name: "Sold out", stock: 0, sent: false }
    ];
    const element = show("c-redeem-dialog", RedeemDialog, { memberId: "a01000000000001AAA", spendablePoints: 1200 });
    wired(getCatalog).emit([{ ...items[0], options }, items[1]]);
    await settle();
    const choices = one(element, "lightning-radio-group");
    expect(choices.options).toEqual([
      { label: "Gift card", value: "o1" },
      { label: "Teapot", value: "o2" }
    ]);
    expect(button(element, "Redeem").disabled).toBe(true);
    const choose = (value: string): boolean => choices.dispatchEvent(new CustomEvent("change", { detail: { value } }));
    choose("o2");
    await settle();
    expect(wired(getProposedAddress).getLastConfig()).toEqual({ memberId: "a01000000000001AAA" });
    expect(button(element, "Redeem").disabled).toBe(true);
    choose("o1");
    await settle();
    await expectAccessible(element);
    button(element, "Redeem").click();
    await settle();
    expect(redeem).toHaveBeenCalledWith(expect.objectContaining({ rewardId: "r1", optionId: "o1", address: null }));
  });

  test("asks for no address where nothing is sent", async () => {
    const element = await shown();
    expect(all(element, "c-address-fields")).toHaveLength(0);
  });

  test("tries again with the same key after a lost answer, so that it is paid once", async () => {
    called(redeem)
      .mockRejectedValueOnce({ body: { message: "Lost" } })
      .mockResolvedValueOnce(redemption);
    const element = await shown();
    button(element, "Redeem").click();
    await settle();
    expect(one(element, "c-error-panel").error).toEqual({ body: { message: "Lost" } });
    await expectAccessible(element);
    button(element, "Redeem").click();
    await settle();
    expect(keys()[0]).toMatch(/^ui-[0-9a-f]{32}$/);
    expect(keys()[1]).toBe(keys()[0]);
    expect(all(element, "c-error-panel")).toHaveLength(0);
  });

  test("takes a new key for another reward", async () => {
    called(redeem).mockRejectedValue({ body: { message: "Refused" } });
    const element = await shown();
    button(element, "Redeem").click();
    await settle();
    for (const rewardId of ["r2", "r1"]) {
      one(element, "lightning-combobox").dispatchEvent(new CustomEvent("change", { detail: { value: rewardId } }));
    }
    await settle();
    button(element, "Redeem").click();
    await settle();
    expect(new Set(keys()).size).toBe(2);
  });

  test("closes without a result when it is cancelled", async () => {
    const element = await shown();
    const closed = jest.fn();
    element.addEventListener("close", closed);
    button(element, "Cancel").click();
    const [event] = closed.mock.calls[0] as [CustomEvent<unknown>];
    expect(event.detail).toBe(false);
  });

  test("shows the org's error", async () => {
    const element = show("c-redeem-dialog", RedeemDialog, { memberId: "a01000000000001AAA" });
    wired(getCatalog).error({ message: "No access" });
    await settle();
    one(element, "c-error-panel");
    await expectAccessible(element);
  });
});
