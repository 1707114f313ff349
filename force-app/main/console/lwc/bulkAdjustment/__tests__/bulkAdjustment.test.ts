import adjust from "@salesforce/apex/BulkChangeController.adjust";
import getMembers from "@salesforce/apex/BulkChangeController.getMembers";
import previewAdjustment from "@salesforce/apex/BulkChangeController.previewAdjustment";
import BulkAdjustment from "c/bulkAdjustment";
import { all, button, called, clear, expectAccessible, one, settle, show, textOf } from "test/support";

const members = ["a", "b", "c"].map((id, index) => ({
  memberId: id,
  memberName: `Shop ${id}`,
  memberNumber: `C-${id}`,
  programName: "Club",
  balance: 1000 * index
}));

type Element = ReturnType<typeof show>;

async function shown(ids: string[] = ["a", "b", "c"]): Promise<Element> {
  called(getMembers).mockResolvedValue(members);
  const element = show("c-bulk-adjustment", BulkAdjustment, { ids });
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

async function previewed(element: Element): Promise<void> {
  called(previewAdjustment).mockResolvedValue([
    { memberId: "a", balance: 50, waits: false },
    { memberId: "b", balance: 1000, waits: true },
    { memberId: "c", balance: 2000, waits: false, refusal: "Cancelled" }
  ]);
  await enter(element, "lightning-input", "50");
  await enter(element, "lightning-textarea", "Contest");
  await press(element, "Preview");
}

const said = (element: Element): string[] =>
  all(one(element, "c-bulk-rows"), "tbody tr").map((row) =>
    [...row.querySelectorAll("th, td")].map((cell) => cell.textContent).join(" | ")
  );

describe("bulkAdjustment", () => {
  afterEach(() => {
    clear();
    jest.resetAllMocks();
  });

  test("shows the members, and what would become of each, before anything is done", async () => {
    const element = await shown();
    expect(said(element)[1]).toBe("Shop bC-b · Club | 1,000");
    await previewed(element);
    expect(previewAdjustment).toHaveBeenCalledWith({ memberIds: ["a", "b", "c"], points: 50 });
    expect(said(element)).toEqual([
      "Shop aC-a · Club | 0 | 50 | ",
      "Shop bC-b · Club | 1,000 | 1,000 | Would wait for approval",
      "Shop cC-c · Club | 2,000 | 2,000 | Would be refused: Cancelled"
    ]);
    expect(one(element, ".wish").textContent).toBe("Points: +50 · Reason: Contest");
    expect(adjust).not.toHaveBeenCalled();
    await expectAccessible(element);
  });

  test("tells the result of each row; one who is refused leaves the others alone", async () => {
    called(adjust).mockImplementation(({ memberIds }: { memberIds: string[] }) =>
      memberIds.includes("c")
        ? Promise.reject(Object.assign(new Error(), { body: { message: "Too few" } }))
        : Promise.resolve(memberIds.map((id) => ({ status: id === "b" ? "Pending" : "Posted", points: 50 })))
    );
    const element = await shown();
    await previewed(element);
    await press(element, "Adjust points (3)");
    await settle();
    expect(one(element, ".told").textContent).toBe("1 done, 1 waiting for approval, 1 refused.");
    expect(said(element)).toEqual([
      "Shop aC-a · Club | 0 | 50 | Done",
      "Shop bC-b · Club | 1,000 | 1,000 | Waits for approval",
      "Shop cC-c · Club | 2,000 | 2,000 | Refused: Too few"
    ]);
    const keys = called(adjust).mock.calls.map(([input]) => (input as { idempotencyKey: string }).idempotencyKey);
    expect(new Set(keys).size).toBe(1);
    await press(element, "Back to the list");
    await expectAccessible(element);
  });

  test("what was entered can be changed after the preview", async () => {
    const element = await shown();
    await previewed(element);
    await press(element, "Change");
    expect(one(element, "lightning-input").value).toBe("50");
  });

  test("says that nobody was chosen, and why the preview is refused", async () => {
    const none = await shown([]);
    expect(textOf(none)).toContain("Choose members in the list first.");
    expect(getMembers).not.toHaveBeenCalled();
    clear();
    const element = await shown();
    called(previewAdjustment).mockRejectedValue({ body: { message: "Down" } });
    await press(element, "Preview");
    expect(one(element, "c-error-panel").error).toEqual({ body: { message: "Down" } });
  });
});
