import { refreshApex } from "@salesforce/apex";
import getActivity from "@salesforce/apex/MemberCardController.getActivity";
import ActivityTimeline from "c/activityTimeline";
import { all, button, clear, expectAccessible, one, settle, show, textOf, wired } from "test/support";
import activity from "./data/activity.json";
import noActivity from "./data/noActivity.json";

const timeline = (): ReturnType<typeof show> =>
  show("c-activity-timeline", ActivityTimeline, { memberId: "a01000000000001AAA" });

describe("activityTimeline", () => {
  afterEach(clear);

  test("shows a spinner until the org has answered", async () => {
    const element = timeline();
    await settle();
    one(element, "lightning-spinner");
    expect(wired(getActivity).getLastConfig()).toEqual({ memberId: "a01000000000001AAA", most: 5 });
  });

  test("shows each movement with its sign, its document or reward, and the sum that explains it", async () => {
    const element = timeline();
    wired(getActivity).emit(activity);
    await settle();
    const [accrual, redemption, other] = all(element, "li").map((each) =>
      (each.textContent ?? "").replace(/\s+/g, " ")
    );
    expect(accrual).toMatch(/· 24435 · pending.*\+1,159/);
    expect(accrual).toMatch(/Double tea: the limit per member is reached.*\+50/);
    expect(accrual).toMatch(/1,009\.99.*\+1,009.*Silver.*1\.1.*\+100/);
    expect(redemption).toMatch(/· Mug.*-300/);
    expect(other).toMatch(/Special/);
    expect(all(element, "details")).toHaveLength(2);
    expect(all(element, ".slds-text-color_error").map((each) => each.textContent)).toEqual(["-300"]);
    await expectAccessible(element);
  });

  test("says so when nothing has happened yet", async () => {
    const element = timeline();
    wired(getActivity).emit(noActivity);
    await settle();
    expect(textOf(element)).not.toBe("");
    expect(all(element, "li")).toHaveLength(0);
  });

  test("asks for more as long as there may be more", async () => {
    const element = timeline();
    wired(getActivity).emit(
      [...activity, ...activity].slice(0, 5).map((entry, index) => ({ ...entry, entryId: `e${index}` }))
    );
    await settle();
    button(element, "Show more").click();
    await settle();
    expect(wired(getActivity).getLastConfig()).toEqual({ memberId: "a01000000000001AAA", most: 15 });
    wired(getActivity).emit(activity);
    await settle();
    expect(all(element, "lightning-button")).toHaveLength(0);
  });

  test("says nothing technical: moments of the calendar, badges and rewards in words, each why with its own name", async () => {
    const element = timeline();
    const explanation = {
      steps: [
        { rule: "rule", ruleName: "Five orders", points: 0, gift: "Regular" },
        { rule: "rule", ruleName: "Tenth order", points: 0, gift: "a0R5e0000000001EAA" }
      ]
    };
    wired(getActivity).emit([{ ...activity[0], documentNumber: null, activity: "Birthday", explanation }]);
    await settle();
    const text = textOf(element);
    expect(text).toContain("Birthday");
    expect(text).toContain("Five orders: badge “Regular”");
    expect(text).toContain("Tenth order: a reward was given");
    expect(text).not.toMatch(/a0R5e|birthday:/);
    expect(all(element, "dd").map(({ textContent }) => textContent)).toEqual(["", ""]);
  });

  test("each why is called by its movement, also where several are of one kind", async () => {
    const element = timeline();
    const birthday = { ...activity[0], documentNumber: null, amount: null, activity: "Birthday", status: "Posted" };
    wired(getActivity).emit([
      { ...birthday, entryId: "e1", occurredAt: "2026-03-01T10:00:00Z", points: 100 },
      { ...birthday, entryId: "e2", occurredAt: "2025-03-01T10:00:00Z", points: 100 },
      { ...birthday, entryId: "e3", occurredAt: "2025-03-01T10:00:00Z", points: -100 }
    ]);
    await settle();
    const names = all(element, "summary").map((why) => why.getAttribute("aria-label"));
    expect(names[0]).toMatch(/^Why\? .*Birthday · Mar 1, 2026 · \+100$/);
    expect(new Set(names).size).toBe(3);
  });

  test("what no transaction gave is called by what it is for", async () => {
    const element = timeline();
    const explanation = { steps: [{ rule: "welcome", points: 50 }] };
    wired(getActivity).emit([{ ...activity[0], status: "Posted", documentNumber: null, activity: null, explanation }]);
    await settle();
    expect(textOf(element)).toContain("Accrual · Welcome bonus");
  });

  test("puts the focus on the first of the entries that were asked for", async () => {
    const element = timeline();
    const entries = Array.from({ length: 8 }, (_, index) => ({ ...activity[0], entryId: `e${index}` }));
    wired(getActivity).emit(entries.slice(0, 5));
    await settle();
    button(element, "Show more").click();
    await settle();
    wired(getActivity).emit(entries);
    await settle();
    expect(one(element, "c-entry-list").shadowRoot?.activeElement).toBe(all(element, "li")[5]);
  });

  test("shows the org's error", async () => {
    const element = timeline();
    wired(getActivity).error({ message: "No access" });
    await settle();
    one(element, "c-error-panel");
    await expectAccessible(element);
  });

  test("reads again what the wire gave when it is asked to refresh", async () => {
    const element = timeline();
    wired(getActivity).emit(activity);
    await settle();
    await (element.refresh as () => Promise<void>)();
    expect(refreshApex).toHaveBeenCalledWith(expect.objectContaining({ data: activity }));
  });
});
