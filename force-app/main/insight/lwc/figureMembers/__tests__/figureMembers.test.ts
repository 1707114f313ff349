import getMembers from "@salesforce/apex/ProgramDashboardController.getMembers";
import FigureMembers from "c/figureMembers";
import { all, button, called, clear, expectAccessible, one, settle, show, textOf } from "test/support";

const member = (number: number): object => ({
  memberId: `a0100000000000${number}AAA`,
  memberNumber: `LM-${number}`,
  memberName: `Shop ${number}`,
  tierName: "Silver",
  lifetimePoints: 4000,
  balance: -5
});
const selection = { programId: "a02000000000001AAA", figure: "Silver", tierId: "t2", owing: false };

async function shown(properties: Record<string, unknown> = {}): Promise<ReturnType<typeof show>> {
  const element = show("c-figure-members", FigureMembers, properties);
  await settle();
  return element;
}

describe("figureMembers", () => {
  afterEach(clear);

  test("shows the top members before a figure is chosen, and asks the org for nothing", async () => {
    const element = await shown({ topMembers: [member(10)] });
    expect(textOf(element)).toContain("Shop 10");
    expect(called(getMembers)).not.toHaveBeenCalled();
    await expectAccessible(element);
  });

  test("shows a spinner until the members come", async () => {
    called(getMembers).mockReturnValue(new Promise(() => undefined));
    const element = await shown({ selection });
    expect(one(element, "c-state-frame").loading).toBe(true);
  });

  test("shows who is behind a figure, 25 at once", async () => {
    const page = Array.from({ length: 25 }, (_, index) => member(index + 10));
    called(getMembers)
      .mockResolvedValueOnce(page)
      .mockResolvedValueOnce([member(90)]);
    const element = await shown({ selection });
    expect(textOf(element)).toContain("Members: Silver");
    button(element, "Show more members").click();
    await settle();
    expect(called(getMembers).mock.calls.map(([request]) => (request as { offset: number }).offset)).toEqual([0, 25]);
    expect(all(element, "tbody tr")).toHaveLength(26);
    await expectAccessible(element);
  });

  test("says so when nobody is behind it", async () => {
    called(getMembers).mockResolvedValue([]);
    const element = await shown({ selection });
    expect(textOf(element)).toContain("No member is behind this figure.");
    await expectAccessible(element);
  });

  test("shows the error of reading them", async () => {
    called(getMembers).mockRejectedValue({ body: { message: "No luck" } });
    const element = await shown({ selection });
    expect(one(element, "c-state-frame").error).toEqual({ body: { message: "No luck" } });
  });

  test("hands them over as a file", async () => {
    const element = await shown({ topMembers: [member(10)] });
    const click = jest.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(() => undefined);
    button(element, "Download these members").click();
    const link = click.mock.contexts[0] as HTMLAnchorElement;
    click.mockRestore();
    expect(decodeURIComponent(link.href)).toContain("LM-10,Shop 10,Silver,4000,-5");
  });

  test("leads to a member's page, and back", async () => {
    called(getMembers).mockResolvedValue([member(10)]);
    const element = await shown({ selection });
    const [navigate, back] = [jest.fn(), jest.fn()];
    element.addEventListener("navigate", navigate);
    element.addEventListener("back", back);
    one(element, "a").click();
    expect((navigate.mock.calls[0] as [CustomEvent])[0].detail).toMatchObject({
      attributes: { recordId: "a010000000000010AAA" }
    });
    button(element, "Back to the top members").click();
    expect(back).toHaveBeenCalled();
  });
});
