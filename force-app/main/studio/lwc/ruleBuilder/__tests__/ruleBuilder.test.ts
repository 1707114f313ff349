import activate from "@salesforce/apex/RuleBuilderController.activate";
import check from "@salesforce/apex/RuleBuilderController.check";
import endRule from "@salesforce/apex/RuleBuilderController.endRule";
import getChoices from "@salesforce/apex/RuleBuilderController.getChoices";
import getPrograms from "@salesforce/apex/RuleBuilderController.getPrograms";
import getRule from "@salesforce/apex/RuleBuilderController.getRule";
import save from "@salesforce/apex/RuleBuilderController.save";
import getCandidates from "@salesforce/apex/RuleTrialController.getCandidates";
import RuleBuilder from "c/ruleBuilder";
import LightningConfirm from "lightning/confirm";
import { all, button, called, clear, expectAccessible, one, settle, show, textOf } from "test/support";
import { choices, teaInDecember } from "./rules";

type Element = ReturnType<typeof show>;

const built = {
  draft: teaInDecember,
  programName: "Club",
  status: "Draft",
  mayEdit: true,
  alsoSet: [] as string[],
  grantedPoints: null as number | null
};

async function shown(rule: object | null = built): Promise<Element> {
  called(getRule).mockResolvedValue(rule);
  called(getChoices).mockResolvedValue(choices);
  called(getCandidates).mockResolvedValue([]);
  called(check).mockResolvedValue(null);
  const element = show("c-rule-builder", RuleBuilder, rule ? { recordId: "a03" } : {});
  await settle();
  await settle();
  return element;
}

const form = (element: Element): Element => one(element, "c-rule-form");
const rows = (element: Element): Element[] => all(one(form(element), "c-condition-rows"), "c-condition-row");
const words = (element: Element): string => one(element, ".words").textContent ?? "";

async function enter(element: Element, name: string, value: string): Promise<void> {
  await commit(
    all(form(element), "lightning-input").find((each) => each.name === name)!,
    value
  );
}

async function commit(input: Element, value: string): Promise<void> {
  input.value = value;
  input.dispatchEvent(new CustomEvent("commit"));
  await settle();
}

async function choose(element: Element, name: string, value: string): Promise<void> {
  all(form(element), "lightning-combobox")
    .find((each) => each.name === name)!
    .dispatchEvent(new CustomEvent("change", { detail: { value } }));
  await settle();
}

async function press(element: Element, label: string): Promise<void> {
  button(element, label).click();
  await settle();
}

describe("ruleBuilder", () => {
  afterEach(() => {
    clear();
    jest.resetAllMocks();
  });

  test("shows a draft as rows and in words, and saves what was changed", async () => {
    const element = await shown();
    expect(rows(element)).toHaveLength(2);
    expect(words(element)).toContain("2 times the base points, for the lines that match");
    await enter(element, "capPoints", "700");
    await enter(element, "value", "3");
    expect(words(element)).toContain("3 times the base points");
    expect(words(element)).toContain("700 points for one member (Lifetime)");
    await press(element, "Save draft");
    expect(save).toHaveBeenCalledWith({ draft: { ...teaInDecember, capPoints: 700, value: 3 } });
    expect(one(element, ".told").textContent).toBe("The draft is saved.");
    await expectAccessible(element);
  });

  test("adds, fills and removes a condition; the engine says whether it reads them", async () => {
    const element = await shown();
    button(one(form(element), "c-condition-rows"), "Add a condition").click();
    await settle();
    expect(rows(element)).toHaveLength(3);
    await press(element, "Save draft");
    expect(save).not.toHaveBeenCalled();
    expect(one(element, ".check").textContent).toBe("Fill in or remove the conditions without a value.");
    called(check).mockResolvedValueOnce("criteria.all[2].value: expected …");
    const condition = { field: "document.channel", operator: "equals", value: "Online" };
    rows(element)[2]!.dispatchEvent(new CustomEvent("rowchange", { detail: condition }));
    await settle();
    expect(one(element, ".check").textContent).toBe("criteria.all[2].value: expected …");
    rows(element)[2]!.dispatchEvent(new CustomEvent("rowremove"));
    await settle();
    expect(one(element, ".check").textContent).toBe("The engine understands these conditions.");
    expect((form(element).draft as { criteria: string }).criteria).toBe(teaInDecember.criteria);
  });

  test("tells the engine's answer also where something else was changed in the meantime", async () => {
    const element = await shown();
    let answer: (refusal: string) => void = () => undefined;
    called(check).mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
    rows(element)[1]!.dispatchEvent(new CustomEvent("rowremove"));
    await settle();
    await enter(element, "value", "3");
    answer("criteria: expected …");
    await settle();
    expect(one(element, ".check").textContent).toBe("criteria: expected …");
  });

  test("writes conditions of lines for the whole transaction where the scope is changed, and back", async () => {
    const element = await shown();
    await choose(element, "scope", "Document");
    expect((form(element).draft as { criteria: string }).criteria).toContain('{"anyLine":{"field":"line.category"');
    await choose(element, "scope", "Lines");
    expect((form(element).draft as { criteria: string }).criteria).toBe(teaInDecember.criteria);
    const joined = one(one(form(element), "c-condition-rows"), '[data-part="joined"]');
    joined.dispatchEvent(new CustomEvent("change", { detail: { value: "any" } }));
    await settle();
    expect(words(element)).toContain("“Tea” or Tier is");
  });

  test("says what rows cannot show, and leaves it as it is", async () => {
    const criteria = '{"all":[{"any":[{"field":"member.tier","operator":"equals","value":"Gold"}]}]}';
    const draft = { ...teaInDecember, criteria };
    const element = await shown({ ...built, draft, alsoSet: ["Expiry Model"] });
    const list = one(form(element), "c-condition-rows");
    expect(one(list, ".kept").textContent).toBe("Rows cannot show this condition; it stays as it is: Tier is “Gold”");
    expect(one(element, ".also-set").textContent).toContain("Expiry Model");
    await press(element, "Save draft");
    expect(save).toHaveBeenCalledWith({ draft });
    clear();
    const unreadable = await shown({ ...built, draft: { ...teaInDecember, criteria: "{" } });
    expect(one(one(form(unreadable), "c-condition-rows"), ".kept").textContent).toContain("stays as it is");
  });

  test("opens a rule without conditions, of which the org tells only what is filled in", async () => {
    const filled = Object.entries(teaInDecember).filter(([name, value]) => value !== null && name !== "criteria");
    const element = await shown({ ...built, draft: Object.fromEntries(filled) });
    expect(rows(element)).toHaveLength(0);
    expect(words(element)).toContain("Purchases: Always");
    button(element, "Activate");
  });

  test("takes what an effect gives: bands, badges, milestones, and drops what it has no use for", async () => {
    const element = await shown();
    await choose(element, "effect", "VolumeBands");
    const bands = one(form(element), "c-band-rows");
    button(bands, "Add a band").click();
    await settle();
    await commit(all(bands, "lightning-input")[0]!, "1000");
    await commit(all(bands, "lightning-input")[1]!, "0.02");
    expect((form(element).draft as { bands: string }).bands).toBe('[{"from":1000,"rate":0.02}]');
    all(bands, "lightning-button-icon")[0]!.click();
    await settle();
    expect(all(bands, "lightning-input")).toHaveLength(0);
    await choose(element, "effect", "Badge");
    await enter(element, "badge", "Tea lover");
    await choose(element, "milestone", "Orders");
    await enter(element, "milestoneAt", "5");
    expect(words(element)).toContain("The badge “Tea lover”");
    expect(words(element)).toContain("once, when Orders reach 5");
    await choose(element, "effect", "Exclusion");
    expect(form(element).draft).toMatchObject({ capPoints: null, milestone: null, stacking: "Stackable" });
  });

  test("makes a rule a step of a challenge, and a challenge of steps without what it has no use for", async () => {
    const element = await shown();
    const names = (): unknown[] => all(form(element), "lightning-combobox").map((each) => each.name);
    await choose(element, "effect", "Badge");
    expect(names()).not.toContain("stepOfId");
    await choose(element, "milestone", "Orders");
    await choose(element, "stepOfId", "a0s");
    await enter(element, "milestoneAt", "2");
    expect(words(element)).toContain("once, when Orders reach 2; a step of Tea explorer");
    await choose(element, "milestone", "Steps");
    expect(names()).not.toContain("stepOfId");
    expect(names()).not.toContain("scope");
    expect(form(element).draft).toMatchObject({ stepOfId: null, scope: "Document", milestoneRepeats: false });
    expect(words(element)).toContain("once, when Steps reach 2");
  });

  test("makes a new rule for a program and goes to it", async () => {
    called(getPrograms).mockResolvedValue([
      { value: "a00", label: "Club" },
      { value: "a01", label: "Trade" }
    ]);
    const element = await shown(null);
    const programs = all(element, "lightning-combobox").find((each) => each.label === "Program")!;
    programs.dispatchEvent(new CustomEvent("change", { detail: { value: "a01" } }));
    await settle();
    expect(getChoices).toHaveBeenLastCalledWith({ programId: "a01" });
    await enter(element, "name", "Twice");
    called(save).mockResolvedValue("a09");
    const went = jest.fn();
    element.addEventListener("navigate", went);
    await press(element, "Save draft");
    expect(called(save).mock.calls[0]).toMatchObject([{ draft: { programId: "a01", name: "Twice", value: 2 } }]);
    expect((went.mock.calls[0] as [CustomEvent])[0].detail).toMatchObject({ attributes: { recordId: "a09" } });
  });

  test("says that there is no program to make rules for", async () => {
    called(getPrograms).mockResolvedValue([]);
    expect(textOf(await shown(null))).toContain("There is no program that you can make rules for.");
  });

  test("activates what is saved, once it is asked", async () => {
    const open = jest.spyOn(LightningConfirm, "open").mockResolvedValue(true);
    const element = await shown();
    await enter(element, "capPoints", "700");
    await press(element, "Activate");
    expect(one(element, "c-error-panel").error).toEqual(new Error("Save the draft first."));
    await enter(element, "capPoints", "500");
    called(getRule).mockResolvedValue({ ...built, status: "Active", grantedPoints: 40 });
    await press(element, "Activate");
    await settle();
    expect(open).toHaveBeenCalledTimes(1);
    expect(activate).toHaveBeenCalledWith({ ruleId: "a03" });
    expect(one(element, ".told").textContent).toBe("The rule is active.");
    expect(words(element)).toContain("40 of them are granted.");
  });

  test("an active rule is shown in words and ended, now or on a day", async () => {
    jest.spyOn(LightningConfirm, "open").mockResolvedValueOnce(false).mockResolvedValueOnce(true);
    const element = await shown({ ...built, status: "Active" });
    expect(all(element, "c-rule-form")).toHaveLength(0);
    all(element, "lightning-input")[0]!.dispatchEvent(new CustomEvent("change", { detail: { value: "2026-12-24" } }));
    await press(element, "Set the last day");
    expect(endRule).toHaveBeenCalledWith({ ruleId: "a03", lastDay: "2026-12-24" });
    expect(one(element, ".told").textContent).toBe("The rule ends on Dec 24, 2026.");
    await press(element, "End now");
    expect(endRule).toHaveBeenCalledTimes(1);
    called(endRule).mockRejectedValueOnce({ body: { message: "Refused" } });
    await press(element, "End now");
    await settle();
    expect(one(element, "c-error-panel").error).toEqual({ body: { message: "Refused" } });
  });

  test("shows words alone to who may not change rules, and why nothing can be read", async () => {
    const element = await shown({ ...built, mayEdit: false });
    expect(all(element, "lightning-button")).toHaveLength(0);
    expect(words(element)).toContain("Tier is at least “Silver”");
    clear();
    called(getRule).mockRejectedValue({ body: { message: "Down" } });
    const failed = show("c-rule-builder", RuleBuilder, { recordId: "a03" });
    await settle();
    expect(one(failed, "c-error-panel").error).toEqual({ body: { message: "Down" } });
  });
});
