import getLoading from "@salesforce/apex/SampleDataController.getLoading";
import loadNext from "@salesforce/apex/SampleDataController.loadNext";
import LightningConfirm from "lightning/confirm";
import SampleData from "c/sampleData";
import { all, button, called, clear, expectAccessible, one, settle, show, textOf } from "test/support";

type Element = ReturnType<typeof show>;

async function shown(given: object): Promise<Element> {
  called(getLoading).mockResolvedValue(given);
  const element = show("c-sample-data", SampleData);
  await settle();
  return element;
}

describe("sampleData", () => {
  const ask = jest.spyOn(LightningConfirm, "open");

  beforeEach(() => ask.mockResolvedValue(true));
  afterEach(() => {
    clear();
    jest.resetAllMocks();
  });

  test("asks first, goes step by step with how far it is, and says where to look and how it ends", async () => {
    const element = await shown({ done: 0, steps: 2, isOffered: true });
    await expectAccessible(element);
    let goOn: (loading: object) => void = () => undefined;
    called(loadNext)
      .mockResolvedValueOnce({ done: 1, steps: 2, isOffered: true })
      .mockReturnValueOnce(new Promise((resolve) => (goOn = resolve)));
    button(element, "Load sample data").click();
    await settle();
    expect(one(element, ".step").textContent).toBe("1 of 2 steps done");
    expect(one(element, "lightning-progress-bar").value).toBe(50);
    await expectAccessible(element);
    goOn({ done: 2, steps: 2, isOffered: false });
    await settle();
    expect(one(element, ".told").textContent).toMatch(/Sample Hotel/);
    expect(one(element, ".end").textContent).toMatch(/cannot be deleted/);
    await expectAccessible(element);
  });

  test("loads nothing where the question is answered with no", async () => {
    const element = await shown({ done: 0, steps: 2, isOffered: true });
    ask.mockResolvedValue(false);
    button(element, "Load sample data").click();
    await settle();
    expect(loadNext).not.toHaveBeenCalled();
  });

  test("stops at a step that is refused, and goes on from there", async () => {
    const element = await shown({ done: 1, steps: 2, isOffered: true });
    called(loadNext).mockRejectedValueOnce({ body: { message: "Not now." } });
    button(element, "Load sample data").click();
    await settle();
    expect(one(element, "c-error-panel").error).toEqual({ body: { message: "Not now." } });
    called(loadNext).mockResolvedValueOnce({ done: 2, steps: 2, isOffered: false });
    button(element, "Load sample data").click();
    await settle();
    expect(all(element, ".end")).toHaveLength(1);
  });

  test("shows nothing in an org with members of its own", async () => {
    const element = await shown({ done: 0, steps: 2, isOffered: false });
    expect(textOf(element)).toBe("");
  });
});
