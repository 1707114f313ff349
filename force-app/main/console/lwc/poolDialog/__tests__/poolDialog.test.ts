import setLimit from "@salesforce/apex/PoolController.setLimit";
import PoolDialog from "c/poolDialog";
import { all, button, called, clear, expectAccessible, one, settle, show } from "test/support";

const branch = { memberId: "m1", name: "Branch", limitPoints: 1000, spent: 0, left: 1000 };
const buyer = { memberId: "m2", name: "Buyer", limitPoints: null, spent: null, left: null };

function change(element: ReturnType<typeof show>, tag: string, value: string): void {
  const field = one(element, tag);
  field.dispatchEvent(new CustomEvent("change", { detail: { value } }));
}

describe("poolDialog", () => {
  afterEach(() => {
    clear();
    jest.resetAllMocks();
  });

  it("keeps the limit of the member that is chosen", async () => {
    const element = show("c-pool-dialog", PoolDialog, { poolId: "p1", members: [branch, buyer] });
    await settle();
    expect(one(element, "lightning-combobox").value).toBe("");
    for (const field of all(element, "[data-field]"))
      Object.assign(field, { checkValidity: () => true, reportValidity: () => true });
    change(element, "lightning-combobox", "m2");
    change(element, "lightning-input", "1500");
    await settle();
    button(element, "Save").click();
    await settle();
    expect(called(setLimit)).toHaveBeenCalledWith({ memberId: "m2", poolId: "p1", limitPoints: 1500 });
    expect(one(element, ".done").textContent).toBe("The member may spend 1,500 points a month from the pool.");
    await expectAccessible(element);
  });

  it("begins with what a single member has", async () => {
    const element = show("c-pool-dialog", PoolDialog, { poolId: "p1", members: [branch] });
    await settle();
    expect([one(element, "lightning-combobox").value, one(element, "lightning-input").value]).toEqual(["m1", "1000"]);
  });
});
