import getOverview from "@salesforce/apex/SegmentController.getOverview";
import refresh from "@salesforce/apex/SegmentController.refresh";
import saveCriteria from "@salesforce/apex/SegmentController.saveCriteria";
import setActive from "@salesforce/apex/SegmentController.setActive";
import SegmentBuilder from "c/segmentBuilder";
import { button, called, clear, expectAccessible, one, settle, show, textOf } from "test/support";

const criteria = '{"field":"profile.moneyScore","operator":"atLeast","value":4}';
const overview = {
  criteria,
  active: true,
  members: 1280,
  refreshedAt: "2026-02-11T10:00:00Z",
  refreshing: false,
  mayEdit: true,
  mayRefresh: true,
  seenIn: 2000,
  fields: [{ name: "profile.moneyScore", type: "NUMERIC", operators: ["equals", "atLeast"], ofLine: false }]
};

type Element = ReturnType<typeof show>;

async function shown(changes: Partial<typeof overview> = {}): Promise<Element> {
  called(getOverview).mockResolvedValue({ ...overview, ...changes });
  const element = show("c-segment-builder", SegmentBuilder, { recordId: "a0S" });
  await settle();
  return element;
}

function changeCriteria(element: Element, detail: string | null): void {
  one(element, "c-condition-rows").dispatchEvent(new CustomEvent("criteriachange", { detail }));
}

describe("segmentBuilder", () => {
  afterEach(() => {
    clear();
    jest.resetAllMocks();
    jest.useRealTimers();
  });

  test("says who is in, how many they are and since when", async () => {
    const element = await shown();
    expect(one(element, ".words").textContent).toBe("In words: Money score (1–5) is at least 4");
    expect(one(element, ".state").textContent).toMatch(/^Members: 1,280, as of .*2026/);
    await expectAccessible(element);
  });

  test("saves conditions, and refuses those that are not finished", async () => {
    const element = await shown();
    changeCriteria(element, '{"field":"profile.moneyScore","operator":"atLeast","value":""}');
    button(element, "Save conditions").click();
    await settle();
    expect(saveCriteria).not.toHaveBeenCalled();
    changeCriteria(element, null);
    button(element, "Save conditions").click();
    await settle();
    expect(saveCriteria).toHaveBeenCalledWith({ segmentId: "a0S", criteria: null });
  });

  test("counts the members of a segment that is not active, and activates it", async () => {
    const element = await shown({ active: false });
    expect(one(element, ".inactive").textContent).toContain("nobody joins");
    button(element, "Count members").click();
    await settle();
    expect(refresh).toHaveBeenCalledWith({ segmentId: "a0S" });
    button(element, "Activate").click();
    await settle();
    expect(setActive).toHaveBeenCalledWith({ segmentId: "a0S", active: true });
  });

  test("computes only what is saved", async () => {
    const element = await shown();
    changeCriteria(element, null);
    button(element, "Refresh now").click();
    await settle();
    expect(refresh).not.toHaveBeenCalled();
  });

  test("asks again until the members are computed", async () => {
    const element = await shown();
    jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate", "queueMicrotask"] });
    called(getOverview).mockResolvedValue({ ...overview, refreshing: true });
    button(element, "Refresh now").click();
    await jest.advanceTimersByTimeAsync(0);
    expect(one(element, ".state").textContent).toBe("Counting…");
    called(getOverview).mockResolvedValue({ ...overview, members: 7 });
    await jest.advanceTimersByTimeAsync(2000);
    expect(one(element, ".state").textContent).toMatch(/^Members: 7,/);
    expect(textOf(element)).toContain("Done: members are those of this moment.");
  });

  test("shows who may not change it the conditions only", async () => {
    const element = await shown({ mayEdit: false, mayRefresh: false });
    expect(element.shadowRoot?.querySelectorAll("lightning-button")).toHaveLength(0);
  });
});
