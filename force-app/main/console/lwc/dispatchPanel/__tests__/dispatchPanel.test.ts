import { refreshApex } from "@salesforce/apex";
import getDispatch from "@salesforce/apex/DispatchController.getDispatch";
import DispatchDialog from "c/dispatchDialog";
import DispatchPanel from "c/dispatchPanel";
import { all, button, clear, expectAccessible, one, settle, show, textOf, wired } from "test/support";

const waiting = {
  status: "Waiting",
  rewardName: "Kettle",
  address: { recipient: "Ada", street: "1 Mill Lane", postalCode: "BS1", city: "Bristol", country: "UK" }
};

async function shown(data: object): Promise<ReturnType<typeof show>> {
  const element = show("c-dispatch-panel", DispatchPanel, { recordId: "v1" });
  wired(getDispatch).emit(data);
  await settle();
  return element;
}

describe("dispatchPanel", () => {
  afterEach(() => {
    clear();
    jest.restoreAllMocks();
  });

  test("shows where a reward waits to be sent to, and reads again when that was changed", async () => {
    const open = jest.spyOn(DispatchDialog, "open").mockResolvedValueOnce(true);
    const element = await shown(waiting);
    expect(one(element, ".state").textContent).toBe("Waits to be sent");
    expect(all(element, ".address span").map(({ textContent }) => textContent)).toEqual([
      "Ada",
      "1 Mill Lane",
      "BS1 Bristol",
      "UK"
    ]);
    await expectAccessible(element);
    button(element, "Dispatch").click();
    await settle();
    expect(open).toHaveBeenCalledWith(expect.objectContaining({ voucherId: "v1" }));
    expect(refreshApex).toHaveBeenCalledTimes(1);
  });

  test("shows when it left and arrived, by whom, and offers nothing more", async () => {
    const element = await shown({
      ...waiting,
      status: "Delivered",
      carrier: "DHL",
      trackingNumber: "JD 1",
      sentAt: "2026-03-01T12:00:00Z",
      deliveredAt: "2026-03-03T12:00:00Z"
    });
    expect(one(element, ".state").textContent).toBe("Sent on Mar 1, 2026 · Delivered on Mar 3, 2026");
    expect(one(element, ".carried").textContent).toBe("DHL · JD 1");
    expect(all(element, "lightning-button")).toHaveLength(0);
  });

  test("says so where nothing is sent, or what went wrong", async () => {
    expect(textOf(await shown({ status: null }))).toContain("Nothing is sent for this voucher.");
    clear();
    const element = show("c-dispatch-panel", DispatchPanel, { recordId: "v1" });
    wired(getDispatch).error({ message: "No access" });
    await settle();
    one(element, "c-error-panel");
  });
});
