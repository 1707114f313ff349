import getDispatch from "@salesforce/apex/DispatchController.getDispatch";
import save from "@salesforce/apex/DispatchController.save";
import DispatchDialog from "c/dispatchDialog";
import { all, button, called, clear, expectAccessible, one, settle, show, textOf, wired } from "test/support";

const address = { recipient: "Ada", street: "1 Mill Lane", postalCode: "BS1", city: "Bristol", country: "UK" };
const waiting = { status: "Waiting", rewardName: "Kettle", address };

async function shown(data: object = waiting): Promise<ReturnType<typeof show>> {
  const element = show("c-dispatch-dialog", DispatchDialog, { voucherId: "v1" });
  wired(getDispatch).emit(data);
  await settle();
  return element;
}

const choices = (element: ReturnType<typeof show>): string[] =>
  (one(element, "lightning-combobox").options as { value: string }[]).map(({ value }) => value);

function enter(element: ReturnType<typeof show>, name: string, value: string): void {
  const input = all(element, "lightning-input").find((each) => each.name === name)!;
  input.dispatchEvent(new CustomEvent("change", { detail: { value } }));
}

describe("dispatchDialog", () => {
  afterEach(clear);

  test("proposes that what waits is sent, to the address that can still be changed", async () => {
    called(save).mockResolvedValueOnce(null);
    const element = await shown();
    expect(one(element, "lightning-combobox").value).toBe("Sent");
    expect(choices(element)).toEqual(["Waiting", "Sent", "Delivered"]);
    await expectAccessible(element);
    const moved = { ...address, recipient: "Grace" };
    one(element, "c-address-fields").dispatchEvent(new CustomEvent("address", { detail: moved }));
    enter(element, "carrier", "DHL");
    enter(element, "trackingNumber", "JD 1");
    button(element, "Save").click();
    await settle();
    expect(save).toHaveBeenCalledWith({
      voucherId: "v1",
      status: "Sent",
      carrier: "DHL",
      trackingNumber: "JD 1",
      address: moved
    });
    expect(textOf(element)).toContain("Saved.");
  });

  test("what has left is delivered next, and neither goes back nor elsewhere", async () => {
    called(save).mockResolvedValueOnce(null);
    const element = await shown({ ...waiting, status: "Sent", carrier: "DHL", trackingNumber: "JD 1" });
    expect(choices(element)).toEqual(["Sent", "Delivered"]);
    expect(all(element, "c-address-fields")).toHaveLength(0);
    expect(one(element, ".goes-to").textContent).toBe("Ada · 1 Mill Lane · BS1 Bristol · UK");
    button(element, "Save").click();
    await settle();
    expect(save).toHaveBeenCalledWith(
      expect.objectContaining({ status: "Delivered", carrier: "DHL", trackingNumber: "JD 1", address: null })
    );
  });

  test("says why it was refused, and waits until it is known", async () => {
    called(save).mockRejectedValueOnce({ body: { message: "cancelled meanwhile" } });
    const unknown = show("c-dispatch-dialog", DispatchDialog, { voucherId: "v1" });
    one(unknown, "lightning-spinner");
    expect(button(unknown, "Save").disabled).toBe(true);
    const element = await shown();
    button(element, "Save").click();
    await settle();
    expect(one(element, "c-error-panel").error).toEqual({ body: { message: "cancelled meanwhile" } });
  });
});
