import { refreshApex } from "@salesforce/apex";
import getCards from "@salesforce/apex/MemberCardController.getCards";
import getSuggestions from "@salesforce/apex/RewardCatalogController.getSuggestions";
import MemberCard from "c/memberCard";
import RedeemDialog from "c/redeemDialog";
import { registerRefreshHandler, unregisterRefreshHandler } from "lightning/refresh";
import { all, button, clear, expectAccessible, one, settle, show, textOf, wired } from "test/support";
import cards from "./data/cards.json";
import noCards from "./data/noCards.json";

const suggestions = [
  { rewardId: "r1", name: "Mug", redeemable: true, missingPoints: 0 },
  { rewardId: "r2", name: "Cake stand", redeemable: false, missingPoints: 800 }
];

const card = (): ReturnType<typeof show> => show("c-member-card", MemberCard, { recordId: "001000000000001AAA" });

describe("memberCard", () => {
  afterEach(clear);

  test("shows a spinner until the org has answered", async () => {
    const element = card();
    await settle();
    one(element, "lightning-spinner");
  });

  test("shows tier, balance, the gap to the next tier, expiring points, benefits and suggestions", async () => {
    const element = card();
    wired(getCards).emit(cards);
    await settle();
    wired(getSuggestions).emit(suggestions);
    await settle();
    const text = textOf(element);
    expect(text).toContain("Silver");
    expect(text).toMatch(/3,000 .*Gold/);
    expect(text).toContain("5% off every order");
    expect(text).toContain("Early access");
    expect(text).toMatch(/Mug.*Cake stand.*800/);
    expect(all(element, "lightning-formatted-number").map((each) => each.value)).toEqual([1250, 100]);
    expect(one(element, "lightning-progress-bar").value).toBe(25);
    expect(one(element, ".tier-mark").getAttribute("style")).toContain("#6b7385");
    expect(text).toContain("1,200");
    expect(text).toContain("30");
    await expectAccessible(element);
  });

  test("shows the other membership when it is chosen, and that a suspended one cannot redeem", async () => {
    const element = card();
    wired(getCards).emit(cards);
    await settle();
    const choice = one(element, "lightning-combobox");
    expect(choice.options).toEqual([
      { label: "Wholesale · LM-1", value: "a01000000000001AAA" },
      { label: "Retail · LM-2", value: "a01000000000002AAA" }
    ]);
    choice.dispatchEvent(new CustomEvent("change", { detail: { value: "a01000000000002AAA" } }));
    await settle();
    expect(textOf(element)).toMatch(/Retail.*LM-2/);
    expect(one(element, ".slds-badge").textContent).toMatch(/suspended/i);
    expect(button(element, "Redeem").disabled).toBe(true);
    expect(one(element, "lightning-progress-bar").value).toBe(100);
    await expectAccessible(element);
  });

  test("offers to enrol a record that is no member", async () => {
    const element = card();
    wired(getCards).emit(noCards);
    await settle();
    expect(one(element, "c-enrol-panel").recordId).toBe("001000000000001AAA");
    expect(all(element, "lightning-button")).toHaveLength(0);
  });

  test("shows the org's error", async () => {
    const element = card();
    wired(getCards).error({ message: "No access" });
    await settle();
    expect(one(element, "c-error-panel").error).toMatchObject({ body: { message: "No access" } });
    await expectAccessible(element);
  });

  test("opens the dialog for the member and asks the page to refresh when something was redeemed", async () => {
    const open = jest.spyOn(RedeemDialog, "open").mockResolvedValueOnce({ code: "ABC" });
    const element = card();
    wired(getCards).emit(cards);
    await settle();
    const asked = jest.spyOn(element, "dispatchEvent");
    button(element, "Redeem").click();
    await settle();
    expect(open).toHaveBeenCalledWith(
      expect.objectContaining({ memberId: "a01000000000001AAA", spendablePoints: 1200 })
    );
    expect(asked).toHaveBeenCalledTimes(1);
  });

  test("asks nothing of the page when the dialog was dismissed", async () => {
    jest.spyOn(RedeemDialog, "open").mockResolvedValueOnce(undefined);
    const element = card();
    wired(getCards).emit(cards);
    await settle();
    const asked = jest.spyOn(element, "dispatchEvent");
    button(element, "Redeem").click();
    await settle();
    expect(asked).not.toHaveBeenCalled();
  });

  test("reads its data again when the page refreshes, and no longer once it is gone", async () => {
    const element = card();
    wired(getCards).emit(cards);
    await settle();
    const [, handler] = (registerRefreshHandler as unknown as jest.Mock<string, [unknown, () => Promise<boolean>]>).mock
      .calls[0]!;
    await expect(handler()).resolves.toBe(true);
    expect(refreshApex).toHaveBeenCalledWith(expect.objectContaining({ data: cards }));
    element.remove();
    expect(unregisterRefreshHandler).toHaveBeenCalledTimes(1);
  });

  test("asks the page to refresh once the record is enrolled", async () => {
    const element = card();
    wired(getCards).emit(noCards);
    await settle();
    const asked = jest.spyOn(element, "dispatchEvent");
    one(element, "c-enrol-panel").dispatchEvent(new CustomEvent("enrolled"));
    await settle();
    expect(asked).toHaveBeenCalledTimes(1);
  });
});
