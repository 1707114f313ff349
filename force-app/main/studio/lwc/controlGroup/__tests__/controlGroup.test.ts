import ControlGroup from "c/controlGroup";
import { all, button, clear, expectAccessible, one, settle, show } from "test/support";

const comparison = {
  percent: 10,
  controlMembers: 100,
  controlRevenue: 200,
  reachedMembers: 900,
  reachedRevenue: 230.5,
  increment: 30.5,
  margin: 12.25,
  comparedAt: "2026-02-11T10:00:00Z",
  comparing: false
};

type Element = ReturnType<typeof show>;

async function shown(changes: object = {}, mayCompare = true): Promise<Element> {
  const element = show("c-control-group", ControlGroup, {
    comparison: { ...comparison, ...changes },
    currencyCode: "EUR",
    mayCompare
  });
  await settle();
  return element;
}

describe("controlGroup", () => {
  afterEach(clear);

  test("shows revenue per member of both groups, the increment and its interval, with the formula", async () => {
    const element = await shown();
    expect(all(element, "dd").map((figure) => figure.textContent)).toEqual([
      "€230.50 (900 members)",
      "€200.00 (100 members)",
      "€30.50",
      "€18.25 to €42.75"
    ]);
    expect(one(element, ".verdict").textContent).toContain("makes a difference");
    expect(one(element, ".formula").textContent).toContain("1.96");
    await expectAccessible(element);
  });

  test("says that it may be chance where zero lies within the interval", async () => {
    const element = await shown({ margin: 31 });
    expect(one(element, ".verdict").textContent).toContain("may be chance");
  });

  test("says that a group is too small for an interval", async () => {
    const element = await shown({ margin: null });
    expect(one(element, ".verdict").textContent).toContain("too small");
    expect(all(element, "dd")).toHaveLength(3);
  });

  test("asks for the comparison, once", async () => {
    const element = await shown({ comparedAt: null });
    const asked = jest.fn();
    element.addEventListener("compare", asked);
    button(element, "Compare groups").click();
    expect(asked).toHaveBeenCalledTimes(1);
    clear();
    const running = await shown({ comparing: true });
    expect(one(running, ".compared").textContent).toBe("Comparing…");
    expect(all(running, "lightning-button")).toHaveLength(0);
  });

  test("lets nobody compare who may not", async () => {
    expect(all(await shown({}, false), "lightning-button")).toHaveLength(0);
  });
});
