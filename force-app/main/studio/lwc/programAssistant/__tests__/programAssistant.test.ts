import create from "@salesforce/apex/ProgramAssistantController.create";
import getQuestions from "@salesforce/apex/ProgramAssistantController.getQuestions";
import ProgramAssistant from "c/programAssistant";
import type { ProgramPlan } from "apex-types";
import { all, button, called, clear, expectAccessible, one, settle, show, textOf } from "test/support";

const choice = (value: string): object => ({ value, label: value });
const labelsOf = (...names: string[]): Record<string, string> => Object.fromEntries(names.map((name) => [name, name]));
const questions = {
  mayCreate: true,
  timeZone: "Europe/Warsaw",
  currencyCode: "PLN",
  program: {
    labels: labelsOf(
      ...["name", "code", "pointName", "currencyCode", "timeZone", "earningBasis", "pointsPerUnit", "pointValue"],
      ...["checkoutRate", "expiryModel", "expiryMonths", "welcomeBonus", "tierBasis", "tierPeriod"]
    ),
    picklists: {
      earningBasis: [choice("Amount")],
      expiryModel: [choice("None"), choice("FixedMonths")],
      tierBasis: [choice("QualifyingPoints"), choice("Spend")],
      tierPeriod: [choice("Lifetime"), choice("Rolling12Months")]
    }
  },
  tier: { labels: labelsOf("name", "threshold", "multiplier"), picklists: {} },
  reward: {
    labels: labelsOf("name", "kind", "value", "productCode", "cost", "stock", "pictureUrl"),
    picklists: { kind: [choice("Percentage"), choice("Coupon"), choice("FreeProduct"), choice("Choice")] }
  }
};

type Element = ReturnType<typeof show>;

async function shown(answer: object = questions): Promise<Element> {
  called(getQuestions).mockResolvedValue(answer);
  const element = show("c-program-assistant", ProgramAssistant);
  await settle();
  return element;
}

async function press(element: Element, label: string): Promise<void> {
  button(element, label).click();
  await settle();
}

async function next(element: Element, times = 1): Promise<void> {
  for (let pressed = 0; pressed < times; pressed++) button(element, "Next").click();
  await settle();
}

const fieldsNamed = (element: Element, name: string): Element[] =>
  all(element, "lightning-input, lightning-combobox, lightning-textarea").filter((each) => each.name === name);

async function enter(element: Element, name: string, value: string, place = 0): Promise<void> {
  const input = fieldsNamed(element, name)[place]!;
  input.value = value;
  input.dispatchEvent(new CustomEvent("commit"));
  await settle();
}

async function choose(element: Element, name: string, value: string, place = 0): Promise<void> {
  fieldsNamed(element, name)[place]!.dispatchEvent(new CustomEvent("change", { detail: { value } }));
  await settle();
}

const planned = (): ProgramPlan => (called(create).mock.calls as [{ plan: ProgramPlan }][])[0]![0].plan;
const step = (element: Element): string => one(element, ".step").textContent ?? "";

describe("programAssistant", () => {
  afterEach(() => {
    clear();
    jest.resetAllMocks();
  });

  test("makes retail points in five steps, and goes to the program", async () => {
    const element = await shown();
    expect(step(element)).toBe("Step 1 of 5: Template");
    await expectAccessible(element);
    await next(element);
    await enter(element, "name", "Çay & Łódź Kulübü");
    expect(fieldsNamed(element, "code")[0]!.value).toBe("CAYLODZKULUBU");
    await expectAccessible(element);
    await next(element);
    await choose(element, "benefits", "Own line");
    await expectAccessible(element);
    await next(element);
    await enter(element, "cost", "700");
    await expectAccessible(element);
    await next(element);
    expect(textOf(element)).toContain("A purchase of 100 gives 110 points in Silver.");
    expect(textOf(element)).toContain("5% off the next order (700), 10% off the next order (900)");
    called(create).mockResolvedValue("a00");
    const went = jest.fn();
    element.addEventListener("navigate", went);
    await press(element, "Create the program");
    expect(planned()).toMatchObject({
      name: "Çay & Łódź Kulübü",
      code: "CAYLODZKULUBU",
      currencyCode: "PLN",
      timeZone: "Europe/Warsaw",
      kind: "Points",
      tierPeriod: "Lifetime"
    });
    expect(planned().tiers).toMatchObject([{ benefits: "Own line" }, { threshold: 1000 }, { multiplier: 1.25 }]);
    expect(planned().rewards).toMatchObject([{ cost: 700, value: 5 }, { cost: 900 }]);
    expect((went.mock.calls[0] as [CustomEvent])[0].detail).toMatchObject({ attributes: { recordId: "a00" } });
  });

  test.each([
    ["b2b", { tierBasis: "Spend", tierPeriod: "Rolling12Months", tierDowngrade: "AtReview", expiryMonths: null }],
    ["cashback", { kind: "Cashback", checkoutRate: 0.01, pointsPerUnit: 2, rewards: [] }],
    ["paid", { kind: "PaidMembership", welcomeBonus: 500 }]
  ])("the template %s says what such a program is", async (name, expected) => {
    const element = await shown();
    const radio = all(element, "input").find((each) => each.value === name)!;
    radio.dispatchEvent(new CustomEvent("change"));
    await next(element, 4);
    await press(element, "Create the program");
    expect(planned()).toMatchObject(expected);
  });

  test("a code of one's own stays, and terms fit each other", async () => {
    const element = await shown();
    await next(element);
    await enter(element, "code", "MINE");
    await enter(element, "name", "Club");
    await enter(element, "welcomeBonus", "");
    await choose(element, "expiryModel", "None");
    expect(fieldsNamed(element, "expiryMonths")).toHaveLength(0);
    await next(element);
    await choose(element, "tierPeriod", "Rolling12Months");
    await next(element, 2);
    await press(element, "Create the program");
    expect(planned()).toMatchObject({
      code: "MINE",
      welcomeBonus: null,
      expiryMonths: null,
      tierDowngrade: "AtReview"
    });
  });

  test("adds and removes tiers and rewards; a new kind drops the value of the old one", async () => {
    const element = await shown();
    await next(element, 2);
    await press(element, "Add a tier");
    await enter(element, "name", "Platinum", 3);
    await enter(element, "threshold", "9000", 3);
    await press(element, "Remove: Bronze");
    expect(fieldsNamed(element, "threshold").map(({ value }) => value)).toEqual([1000, 5000, 9000]);
    await press(element, "Next");
    await press(element, "Add a reward");
    await choose(element, "kind", "Coupon");
    await choose(element, "codes", "A1\nA2");
    await choose(element, "kind", "FreeProduct", 1);
    await press(element, "Remove: 10% off the next order");
    await press(element, "Next");
    await press(element, "Create the program");
    expect(planned().rewards).toMatchObject([
      { kind: "Coupon", value: null, codes: "A1\nA2" },
      { kind: "Percentage", name: "" }
    ]);
  });

  test("back keeps what was planned, cancel leaves nothing", async () => {
    const element = await shown();
    await next(element);
    await enter(element, "name", "Club");
    await next(element);
    await press(element, "Back");
    expect(fieldsNamed(element, "name")[0]!.value).toBe("Club");
    await press(element, "Cancel");
    expect(step(element)).toBe("Step 1 of 5: Template");
    expect(one(element, ".told").textContent).toBe("Nothing was created.");
    await next(element);
    expect(fieldsNamed(element, "name")[0]!.value).toBe("");
    expect(create).not.toHaveBeenCalled();
  });

  test("says why it was not created, what cannot be read, and who may not", async () => {
    const element = await shown();
    await next(element, 4);
    called(create).mockRejectedValueOnce({ body: { message: "Cost" } });
    await press(element, "Create the program");
    expect(one(element, "c-error-panel").error).toEqual({ body: { message: "Cost" } });
    expect(step(element)).toBe("Step 5 of 5: Check and create");
    clear();
    expect(textOf(await shown({ ...questions, mayCreate: false }))).toContain("You may not create programs.");
    clear();
    called(getQuestions).mockRejectedValue({ body: { message: "Down" } });
    const failed = show("c-program-assistant", ProgramAssistant);
    await settle();
    expect(one(failed, "c-error-panel").error).toEqual({ body: { message: "Down" } });
  });
});
