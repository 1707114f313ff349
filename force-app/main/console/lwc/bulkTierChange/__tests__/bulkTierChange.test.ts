import changeTier from "@salesforce/apex/BulkChangeController.changeTier";
import getMembers from "@salesforce/apex/BulkChangeController.getMembers";
import getTiers from "@salesforce/apex/BulkChangeController.getTiers";
import BulkTierChange from "c/bulkTierChange";
import { all, button, called, clear, expectAccessible, one, settle, show } from "test/support";

type Element = ReturnType<typeof show>;

async function shown(): Promise<Element> {
  called(getMembers).mockResolvedValue([
    { memberId: "a", memberName: "Shop a", programName: "Club", tierName: "Base" },
    { memberId: "b", memberName: "Shop b", programName: "Partners" }
  ]);
  called(getTiers).mockResolvedValue([{ tierId: "g", name: "Gold", programName: "Club" }]);
  const element = show("c-bulk-tier-change", BulkTierChange, { ids: ["a", "b"] });
  await settle();
  return element;
}

async function enter(element: Element, selector: string, value: string): Promise<void> {
  one(element, selector).dispatchEvent(new CustomEvent("change", { detail: { value } }));
  await settle();
}

async function press(element: Element, label: string): Promise<void> {
  button(element, label).click();
  await settle();
}

const said = (element: Element): string[] =>
  all(one(element, "c-bulk-rows"), "tbody tr").map((row) =>
    [...row.querySelectorAll("th, td")].map((cell) => cell.textContent).join(" | ")
  );

describe("bulkTierChange", () => {
  afterEach(() => {
    clear();
    jest.resetAllMocks();
  });

  test("gives a tier up to a day, and says before for whom the tier is none of their program's", async () => {
    called(changeTier).mockResolvedValue(undefined);
    const element = await shown();
    expect((one(element, "lightning-combobox").options as { label: string }[]).map(({ label }) => label)).toEqual([
      "Gold (Club)",
      "End the tier given by hand"
    ]);
    await enter(element, "lightning-combobox", "g");
    await enter(element, "lightning-input", "2099-12-31");
    await enter(element, "lightning-textarea", "Key accounts");
    await press(element, "Preview");
    expect(said(element)[0]).toBe("Shop aClub | Base | Gold | ");
    expect(said(element)[1]).toMatch(/^Shop bPartners \| – \| – \| Would be refused: /);
    expect(one(element, ".wish").textContent).toBe("Tier: Gold (Club) · Last day: Dec 31, 2099 · Reason: Key accounts");
    await press(element, "Change tier (2)");
    expect(changeTier).toHaveBeenCalledWith({
      memberIds: ["a", "b"],
      tierId: "g",
      lastDay: "2099-12-31",
      reason: "Key accounts"
    });
    expect(one(element, ".told").textContent).toBe("2 done, 0 waiting for approval, 0 refused.");
    await expectAccessible(element);
  });

  test("ends tiers that were given by hand, without a day", async () => {
    called(changeTier).mockResolvedValue(undefined);
    const element = await shown();
    await enter(element, "lightning-combobox", "end");
    expect(all(element, "lightning-input")).toHaveLength(0);
    await enter(element, "lightning-textarea", "Over");
    await press(element, "Preview");
    expect(said(element)[0]).toBe("Shop aClub | Base | as earned | ");
    await press(element, "Change tier (2)");
    expect(changeTier).toHaveBeenCalledWith({ memberIds: ["a", "b"], tierId: null, lastDay: null, reason: "Over" });
  });
});
