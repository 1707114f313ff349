import getStanding from "@salesforce/apex/PoolController.getStanding";
import setLimit from "@salesforce/apex/PoolController.setLimit";
import PoolDialog from "c/poolDialog";
import PoolPanel from "c/poolPanel";
import RedeemDialog from "c/redeemDialog";
import { all, button, called, clear, expectAccessible, one, settle, show, textOf, wired } from "test/support";

const spender = {
  poolId: "p1",
  poolName: "Group",
  own: { memberId: "m1", name: "Branch", limitPoints: 1000, spent: 250, left: 750 },
  spendablePoints: 750,
  mayChange: false,
  shares: [],
  others: []
};
const pool = {
  poolId: null,
  poolName: null,
  own: null,
  spendablePoints: null,
  mayChange: true,
  shares: [{ memberId: "m1", name: "Branch", limitPoints: 1000, spent: 250, left: 750 }],
  others: [{ memberId: "m2", name: "Buyer", limitPoints: null, spent: null, left: null }]
};

type Element = ReturnType<typeof show>;

async function shown(data: object): Promise<Element> {
  const element = show("c-pool-panel", PoolPanel, { recordId: "p1" });
  wired(getStanding).emit(data);
  await settle();
  return element;
}

const icon = (element: Element, name: string) =>
  all(element, "lightning-button-icon").find(
    (each) => (each as never as { alternativeText: string }).alternativeText === name
  )!;

describe("poolPanel", () => {
  afterEach(() => {
    clear();
    jest.resetAllMocks();
  });

  it("is not there for a member without pools", async () => {
    const element = await shown({ ...pool, shares: [], others: [] });
    expect(textOf(element)).toBe("");
  });

  it("says what a member may still spend, and redeems from the pool", async () => {
    const element = await shown(spender);
    expect(one(element, ".own").textContent).toBe("From the pool of Group: 750 of 1,000 points left this month.");
    const opened = jest.spyOn(RedeemDialog, "open").mockResolvedValue(false);
    button(element, "Redeem from the Pool").click();
    await settle();
    expect(opened).toHaveBeenCalledWith(expect.objectContaining({ memberId: "p1", fromPool: true }));
    await expectAccessible(element);
  });

  it("lists who spends how much, and only who may change members says who", async () => {
    const element = await shown(pool);
    expect(all(element, "tbody tr th, tbody tr td.limit, td.spent, td.left").map((cell) => cell.textContent)).toEqual([
      "Branch",
      "1,000",
      "250",
      "750"
    ]);
    const opened = jest.spyOn(PoolDialog, "open").mockResolvedValue(false);
    button(element, "Let a Member Spend").click();
    icon(element, "Change the limit of Branch").click();
    await settle();
    expect(opened.mock.calls.map(([given]) => (given as never as { members: unknown }).members)).toEqual([
      pool.others,
      pool.shares
    ]);
    icon(element, "Branch spends no more").click();
    await settle();
    expect(called(setLimit)).toHaveBeenCalledWith({ memberId: "m1", poolId: "p1", limitPoints: null });
    await expectAccessible(element);
    clear();
    const viewer = await shown({ ...pool, mayChange: false });
    expect(all(viewer, "lightning-button, lightning-button-icon")).toEqual([]);
  });
});
