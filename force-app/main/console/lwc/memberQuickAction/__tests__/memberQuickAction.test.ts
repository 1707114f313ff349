import getCards from "@salesforce/apex/MemberCardController.getCards";
import AdjustDialog from "c/adjustDialog";
import AdjustQuickAction from "c/adjustQuickAction";
import EnrolDialog from "c/enrolDialog";
import EnrolQuickAction from "c/enrolQuickAction";
import RedeemDialog from "c/redeemDialog";
import RedeemQuickAction from "c/redeemQuickAction";
import { RefreshEvent } from "lightning/refresh";
import { called, clear, settle, show } from "test/support";

jest.mock("@salesforce/customPermission/LoyaltyAdjustPoints", () => ({ default: true }), { virtual: true });
jest.mock("@salesforce/customPermission/LoyaltyRedeemRewards", () => ({ default: true }), { virtual: true });
jest.mock("@salesforce/customPermission/LoyaltyPostPoints", () => ({ default: true }), { virtual: true });

const ACCOUNT = "001000000000001AAA";
const CARD = { memberId: "a01000000000001AAA", status: "Active", balance: 250 };

interface QuickAction {
  invoke(): Promise<void>;
}

/** Presses the button, as the platform does. @returns the toasts */
async function press(name: string, type: unknown): Promise<string[]> {
  const element = show(name, type, { recordId: ACCOUNT });
  const toasts: string[] = [];
  element.addEventListener("lightning__showtoast", (event) =>
    toasts.push((event as CustomEvent<{ title: string }>).detail.title)
  );
  await (element as unknown as QuickAction).invoke();
  await settle();
  return toasts;
}

describe("quick actions of a member", () => {
  afterEach(clear);

  test("an action opens its dialog for the record's membership", async () => {
    called(getCards).mockResolvedValueOnce([CARD]);
    const open = jest.spyOn(AdjustDialog, "open").mockResolvedValueOnce(undefined);
    expect(await press("c-adjust-quick-action", AdjustQuickAction)).toEqual([]);
    expect(open.mock.calls[0]![0]).toMatchObject({ memberId: CARD.memberId, balance: 250 });
  });

  test.each([
    [true, 1],
    [undefined, 1],
    [false, 0]
  ] as const)(
    "a dialog that was closed with %s makes the page read its data again %d times",
    async (closedWith, refreshes) => {
      called(getCards).mockResolvedValueOnce([{ ...CARD, spendablePoints: 250 }]);
      jest.spyOn(RedeemDialog, "open").mockResolvedValueOnce(closedWith);
      const element = show("c-redeem-quick-action", RedeemQuickAction, { recordId: ACCOUNT });
      const refreshed = jest.fn();
      element.addEventListener(new RefreshEvent().type, refreshed);
      await (element as unknown as QuickAction).invoke();
      expect(refreshed).toHaveBeenCalledTimes(refreshes);
    }
  );

  test("what cannot be done for the member now is told, and no dialog opens", async () => {
    called(getCards).mockResolvedValueOnce([{ ...CARD, status: "Cancelled" }]);
    const open = jest.spyOn(AdjustDialog, "open").mockResolvedValueOnce(undefined);
    open.mockClear();
    expect((await press("c-adjust-quick-action", AdjustQuickAction))[0]).toMatch(/cannot be done/);
    expect(open).not.toHaveBeenCalled();
  });

  test("who is no member yet is told so, but can join", async () => {
    called(getCards).mockResolvedValue([]);
    expect(await press("c-adjust-quick-action", AdjustQuickAction)).toEqual(["Not a member yet"]);
    const open = jest.spyOn(EnrolDialog, "open").mockResolvedValueOnce(undefined);
    expect(await press("c-enrol-quick-action", EnrolQuickAction)).toEqual([]);
    expect(open.mock.calls[0]![0]).toMatchObject({ recordId: ACCOUNT });
  });
});
