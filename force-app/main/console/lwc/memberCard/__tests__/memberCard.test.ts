import { refreshApex } from "@salesforce/apex";
import getCards from "@salesforce/apex/MemberCardController.getCards";
import getSuggestions from "@salesforce/apex/RewardCatalogController.getSuggestions";
import AdjustDialog from "c/adjustDialog";
import MemberCard from "c/memberCard";
import RedeemDialog from "c/redeemDialog";
import { registerRefreshHandler, unregisterRefreshHandler } from "lightning/refresh";
import { all, button, clear, expectAccessible, one, settle, show, textOf, wired } from "test/support";
import cards from "./data/cards.json";
import noCards from "./data/noCards.json";

const suggestions = [
  { rewardId: "r1", name: "Mug", redeemable: true, missingPoints: 0 },
  { rewardId: "r2", name: "Cake stand", redeemable: false, lacksOnlyPoints: true, missingPoints: 800 }
];

/** A record of its own for each test: the page remembers which membership was chosen. */
let recordId = "001000000000001AAA";
let tests = 0;

const card = (): ReturnType<typeof show> => show("c-member-card", MemberCard, { recordId });

describe("memberCard", () => {
  beforeEach(() => (recordId = `00100000000${String(++tests).padStart(4, "0")}AAA`));
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
    expect(text).toMatch(/Mug.*Cake stand.*800 points missing/);
    expect(all(element, "lightning-formatted-number").map((each) => each.value)).toEqual([1250, 100]);
    expect(one(element, "lightning-progress-bar").value).toBe(40);
    expect(one(element, ".progress").textContent).toBe("2,000 of 5,000 in the last 12 months");
    expect(all(element, ".keep").map((each) => each.textContent)).toEqual([
      "Held at least until Mar 31, 2027",
      "Keeping the tier takes 1,000"
    ]);
    expect(one(element, ".tier-mark").getAttribute("style")).toContain("#6b7385");
    expect(text).toContain("1,200 can be spent now");
    expect(text).toContain("30 pending");
    await expectAccessible(element);
  });

  test("says up to where the tier lets earn, and that the balance is full", async () => {
    const element = card();
    const [first] = cards;
    wired(getCards).emit(cards);
    await settle();
    expect(all(element, ".cap")).toHaveLength(0);
    const capped = (balanceCap: number): object[] => [{ ...first, tier: { ...first!.tier, balanceCap } }];
    wired(getCards).emit(capped(2000));
    await settle();
    expect(one(element, ".cap").textContent).toBe("Earning fills the balance up to 2,000 Points");
    wired(getCards).emit(capped(1250));
    await settle();
    expect(one(element, ".cap").textContent).toBe("The balance is full at 1,250 Points: spend some to earn again");
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
    expect(all(element, "lightning-progress-bar, .gap")).toHaveLength(0);
    expect(one(element, ".tier-name").textContent).toBe("Retail");
    await expectAccessible(element);
  });

  test("every component of the page shows the membership that was chosen on one of them", async () => {
    const [first, second] = [card(), card()];
    wired(getCards).emit(cards);
    await settle();
    one(first, "lightning-combobox").dispatchEvent(
      new CustomEvent("change", { detail: { value: "a01000000000001AAA" } })
    );
    await settle();
    expect(one(second, "lightning-combobox").value).toBe("a01000000000001AAA");
    const late = card();
    wired(getCards).emit(cards);
    await settle();
    expect(one(late, "lightning-combobox").value).toBe("a01000000000001AAA");
  });

  test("says what is owed, and why nothing can be redeemed", async () => {
    const element = card();
    const refusal = "Invoices are overdue.";
    wired(getCards).emit([{ ...cards[0], balance: -1150, spendablePoints: 0, spendingRefusal: refusal }]);
    await settle();
    expect(one(element, ".owes").textContent).toMatch(/owes 1,150 points/);
    expect(one(element, ".refusal").textContent).toBe(refusal);
    expect(button(element, "Redeem").disabled).toBe(true);
  });

  test("counts in money where tiers are reached by spend, and says who gave a tier until when", async () => {
    const element = card();
    wired(getCards).emit([{ ...cards[0], tierBasis: "Spend", tierPeriod: "CalendarYear", tierGiven: true }]);
    await settle();
    expect(one(element, ".progress").textContent).toBe("€2,000 of €5,000 this calendar year");
    expect(one(element, ".gap").textContent).toBe("€3,000 more to Gold");
    expect(one(element, ".keep").textContent).toBe("Given by hand until Mar 31, 2027");
  });

  test("shows the program's logo, and the tier's mark where the picture does not load", async () => {
    const element = card();
    wired(getCards).emit([{ ...cards[0], logoUrl: "https://example.com/logo.png" }]);
    await settle();
    one(element, "img").dispatchEvent(new CustomEvent("error"));
    await settle();
    expect(all(element, "img")).toHaveLength(0);
    one(element, ".tier-mark");
  });

  test("tells the soonest days of expiry, and how much comes later", async () => {
    const element = card();
    const expiring = [1, 2, 3, 4, 5].map((day) => ({ lastDay: `2026-12-0${day}`, points: 1000 * day }));
    wired(getCards).emit([{ ...cards[0], expiring }]);
    await settle();
    expect(textOf(element)).toMatch(/9,000 more expire later/);
  });

  test("opens what was chosen among the actions, and reads everything again when something was done", async () => {
    const open = jest.spyOn(AdjustDialog, "open").mockResolvedValueOnce(true);
    const element = card();
    wired(getCards).emit([cards[0]]);
    await settle();
    const labels = all(element, "lightning-menu-item").map((each) => each.label);
    expect(labels).toContain("Adjust points");
    expect(labels).toContain("Join another program");
    const asked = jest.spyOn(element, "dispatchEvent");
    one(element, "lightning-button-menu").dispatchEvent(new CustomEvent("select", { detail: { value: "adjust" } }));
    await settle();
    expect(open).toHaveBeenCalledWith(expect.objectContaining({ memberId: "a01000000000001AAA", balance: 1250 }));
    expect(asked).toHaveBeenCalledTimes(1);
  });

  test("offers to enrol a record that is no member", async () => {
    const element = card();
    wired(getCards).emit(noCards);
    await settle();
    expect(one(element, "c-enrol-panel").recordId).toBe(recordId);
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
    const open = jest.spyOn(RedeemDialog, "open").mockResolvedValueOnce(true);
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

  test("reads everything again when the dialog was left by its cross, which does not tell what it did before", async () => {
    jest.spyOn(RedeemDialog, "open").mockResolvedValueOnce(undefined);
    const element = card();
    wired(getCards).emit(cards);
    await settle();
    const asked = jest.spyOn(element, "dispatchEvent");
    button(element, "Redeem").click();
    await settle();
    expect(asked).toHaveBeenCalledTimes(1);
  });

  test("asks nothing of the page when the dialog was cancelled", async () => {
    jest.spyOn(RedeemDialog, "open").mockResolvedValueOnce(false);
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
