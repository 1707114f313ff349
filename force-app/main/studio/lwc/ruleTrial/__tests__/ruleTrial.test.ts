import getCandidates from "@salesforce/apex/RuleTrialController.getCandidates";
import tryOn from "@salesforce/apex/RuleTrialController.tryOn";
import RuleTrial from "c/ruleTrial";
import { all, button, called, clear, expectAccessible, one, settle, show, textOf } from "test/support";
import { teaInDecember } from "../../ruleBuilder/__tests__/rules";

const candidates = [
  {
    transactionId: "t1",
    documentNumber: "INV-1",
    memberName: "Big Hotel",
    occurredAt: "2026-12-05T10:00:00Z",
    amount: 300
  },
  {
    transactionId: "t2",
    documentNumber: "B-1",
    memberName: "Shop",
    occurredAt: "2026-12-04T10:00:00Z",
    activity: "Review"
  },
  {
    transactionId: "t3",
    documentNumber: null,
    memberName: "Zeynep Aydın",
    occurredAt: "2026-12-04T10:00:00Z",
    activity: "Birthday"
  }
];
const verdict = {
  applied: true,
  points: 250,
  gift: false,
  reason: null,
  pointsWithout: 330,
  pointsWith: 580,
  isWithinDays: true,
  tierName: "Silver",
  lineCount: 2,
  answers: [
    { answer: "YES", missing: null, lines: 1 },
    { answer: "YES", missing: null, lines: 2 }
  ]
};

type Element = ReturnType<typeof show>;

async function shown(found: object[] = candidates): Promise<Element> {
  called(getCandidates).mockResolvedValue(found);
  const element = show("c-rule-trial", RuleTrial, { draft: teaInDecember });
  await settle();
  return element;
}

async function tried(element: Element, answer: object): Promise<string> {
  called(tryOn).mockResolvedValueOnce({ ...verdict, ...answer });
  button(element, "Try").click();
  await settle();
  return one(element, ".outcome").textContent ?? "";
}

describe("ruleTrial", () => {
  afterEach(() => {
    clear();
    jest.resetAllMocks();
  });

  test("applied: with points, and which lines hold", async () => {
    const element = await shown();
    expect(one(element, "lightning-combobox").options).toEqual([
      { value: "t1", label: "INV-1 · Dec 5, 2026 · Big Hotel · 300" },
      { value: "t2", label: "B-1 · Dec 4, 2026 · Shop · Review" },
      { value: "t3", label: "Dec 4, 2026 · Zeynep Aydın · Birthday" }
    ]);
    expect(await tried(element, {})).toBe("Applied: +250");
    expect(tryOn).toHaveBeenCalledWith({ draft: teaInDecember, transactionId: "t1" });
    expect(textOf(element)).toContain("The transaction earns 330 without the rule, 580 with it.");
    expect(all(element, ".answer").map(({ textContent }) => textContent?.trim())).toEqual([
      "Category of a line is “Tea”: holds for 1 of 2 lines",
      "Tier is at least “Silver”: holds"
    ]);
    await expectAccessible(element);
  });

  test.each([
    ["conditions", "Not applied, because a condition does not hold."],
    ["milestone", "Not applied, because the milestone is not reached."],
    ["draw", "Not applied, because the draw left it out."],
    ["otherKind", "Not applied, because the rule is not for transactions of this kind."],
    ["noQuantity", "Not applied, because the transaction has no quantity."]
  ])("not applied, because of %s", async (reason, text) => {
    const outcome = await tried(await shown(), { applied: false, points: 0, reason });
    expect(outcome).toBe(text);
  });

  test("says what was cut, what was given besides, and what is not known", async () => {
    const element = await shown();
    expect(await tried(element, { points: 100, reason: "cap" })).toMatch(/^Applied in part: \+100 \(.+\)$/);
    expect(await tried(element, { points: 0, gift: true })).toBe("Applied: its reward or badge");
    const answers = [
      { answer: "UNKNOWN", missing: "noBirthdate", lines: null },
      { answer: "NO", missing: null, lines: null }
    ];
    await tried(element, { applied: false, reason: "noBirthdate", answers, isWithinDays: false });
    expect(all(element, ".answer")[1]!.textContent).toContain("does not hold");
    expect(textOf(element)).toContain("outside the rule's days");
  });

  test("finds a transaction by its number, or says that there is none", async () => {
    const element = await shown();
    one(element, "lightning-input").dispatchEvent(new CustomEvent("change", { detail: { value: "B-1" } }));
    called(getCandidates).mockResolvedValue([candidates[1]]);
    one(element, "lightning-input").dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }));
    await settle();
    expect(getCandidates).toHaveBeenLastCalledWith({ programId: "a00", documentNumber: "B-1" });
    expect(one(element, "lightning-combobox").value).toBe("t2");
    called(getCandidates).mockResolvedValue([]);
    button(element, "Find").click();
    await settle();
    expect(textOf(element)).toContain("No transaction is found.");
    button(element, "Try").click();
    expect(tryOn).not.toHaveBeenCalled();
  });

  test("shows why nothing was tried", async () => {
    const element = await shown();
    called(tryOn).mockRejectedValueOnce({ body: { message: "Too many" } });
    button(element, "Try").click();
    await settle();
    expect(one(element, "c-error-panel").error).toEqual({ body: { message: "Too many" } });
  });
});
