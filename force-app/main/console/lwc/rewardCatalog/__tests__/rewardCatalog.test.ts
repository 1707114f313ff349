import { refreshApex } from "@salesforce/apex";
import getCards from "@salesforce/apex/MemberCardController.getCards";
import getCatalog from "@salesforce/apex/RewardCatalogController.getCatalog";
import RedeemDialog from "c/redeemDialog";
import RewardCatalog from "c/rewardCatalog";
import { registerRefreshHandler, unregisterRefreshHandler } from "lightning/refresh";
import { all, clear, expectAccessible, one, settle, show, textOf, wired } from "test/support";
import items from "./data/items.json";
import noItems from "./data/noItems.json";

const member = { memberId: "a01000000000001AAA", pointName: "Points", spendablePoints: 300 };

async function shown(data: unknown = items): Promise<ReturnType<typeof show>> {
  const element = show("c-reward-catalog", RewardCatalog, { recordId: "001000000000001AAA" });
  wired(getCards).emit([member]);
  await settle();
  wired(getCatalog).emit(data);
  await settle();
  return element;
}

describe("rewardCatalog", () => {
  afterEach(clear);

  test("shows a spinner until cards and rewards are there", async () => {
    const element = show("c-reward-catalog", RewardCatalog, { recordId: "001000000000001AAA" });
    await settle();
    one(element, "lightning-spinner");
    wired(getCards).emit([member]);
    await settle();
    one(element, "lightning-spinner");
  });

  test("shows each reward with its cost and limits, and why it cannot be had", async () => {
    const element = await shown();
    const [mug, discount] = all(element, "li").map((each) => (each.textContent ?? "").replace(/\s+/g, " "));
    expect(mug).toMatch(/Mug.*A white mug.*300 Points/);
    expect(discount).toMatch(/20% off.*6,000 Points.*Gold.*7.*5,700 points are missing\./);
    expect(all(element, "li lightning-button").map((each) => each.disabled)).toEqual([false, true]);
    expect(one(element, "img").getAttribute("src")).toBe("https://example.com/20.png");
    expect(one(element, "c-voucher-list").memberId).toBe("a01000000000001AAA");
    await expectAccessible(element);
  });

  test("shows the rewards of the chosen category", async () => {
    const element = await shown();
    const choice = one(element, "lightning-combobox");
    expect((choice.options as { value: string }[]).map(({ value }) => value)).toEqual(["*", "Discounts", "Gifts"]);
    choice.dispatchEvent(new CustomEvent("change", { detail: { value: "Gifts" } }));
    await settle();
    expect(all(element, "li h3").map((each) => each.textContent)).toEqual(["Mug"]);
  });

  test("finds rewards by what they are called, shows them in pages and puts the focus on the first new one", async () => {
    const many = Array.from({ length: 60 }, (_, index) => ({
      ...items[0],
      rewardId: `r${index}`,
      name: index === 7 ? "ÇAY takımı" : `Mug ${index}`,
      description: null
    }));
    const element = await shown(many);
    expect(all(element, "li")).toHaveLength(12);
    expect(one(element, ".found").textContent).toBe("12 of 60 rewards");
    all(element, "lightning-button").at(-1)!.click();
    await settle();
    expect(all(element, "li")).toHaveLength(36);
    expect(element.shadowRoot?.activeElement).toBe(all(element, "li")[12]);
    one(element, "lightning-input").dispatchEvent(new CustomEvent("change", { detail: { value: "cay tak" } }));
    await settle();
    expect(all(element, "li h3").map((each) => each.textContent)).toEqual(["ÇAY takımı"]);
    await expectAccessible(element);
  });

  test("shows an icon where there is no picture, or where it does not load", async () => {
    const kinds = [
      "Amount",
      "CashbackCredit",
      "Choice",
      "Event",
      "FreeProduct",
      "FreeShipping",
      "GiftCard",
      "Percentage",
      "New"
    ];
    const element = await shown(kinds.map((kind) => ({ ...items[0], rewardId: kind, kind, pictureUrl: null })));
    expect(all(element, "li lightning-icon")).toHaveLength(kinds.length);
    wired(getCatalog).emit([{ ...items[0], pictureUrl: "https://example.com/none.png" }]);
    await settle();
    one(element, "img").dispatchEvent(new CustomEvent("error"));
    await settle();
    expect(all(element, "img")).toHaveLength(0);
    expect(all(element, "li lightning-icon")).toHaveLength(1);
  });

  test("says so when there is no reward", async () => {
    const element = await shown(noItems);
    expect(all(element, "li")).toHaveLength(0);
    expect(textOf(element)).not.toBe("");
    await expectAccessible(element);
  });

  test("says so on the page of a record that is no member", async () => {
    const element = show("c-reward-catalog", RewardCatalog, { recordId: "001000000000001AAA" });
    wired(getCards).emit([]);
    await settle();
    expect(all(element, "lightning-spinner, li")).toHaveLength(0);
    await expectAccessible(element);
  });

  test("shows the org's error", async () => {
    const element = show("c-reward-catalog", RewardCatalog, { recordId: "001000000000001AAA" });
    wired(getCards).emit([member]);
    await settle();
    wired(getCatalog).error({ message: "No access" });
    await settle();
    one(element, "c-error-panel");
    await expectAccessible(element);
  });

  test("opens the dialog for the reward and asks the page to refresh when it was redeemed", async () => {
    const open = jest.spyOn(RedeemDialog, "open").mockResolvedValueOnce(true);
    const element = await shown();
    const asked = jest.spyOn(element, "dispatchEvent");
    all(element, "li lightning-button")[0]!.click();
    await settle();
    expect(open).toHaveBeenCalledWith(
      expect.objectContaining({ memberId: "a01000000000001AAA", rewardId: "r1", spendablePoints: 300 })
    );
    expect(asked).toHaveBeenCalledTimes(1);
  });

  test("asks the page to refresh when a voucher was cancelled", async () => {
    const element = await shown();
    const asked = jest.spyOn(element, "dispatchEvent");
    one(element, "c-voucher-list").dispatchEvent(new CustomEvent("changed"));
    await settle();
    expect(asked).toHaveBeenCalledTimes(1);
  });

  test("reads its data again when the page refreshes, and no longer once it is gone", async () => {
    const element = await shown();
    const [, handler] = (registerRefreshHandler as unknown as jest.Mock<string, [unknown, () => Promise<boolean>]>).mock
      .calls[0]!;
    await expect(handler()).resolves.toBe(true);
    expect(refreshApex).toHaveBeenCalledWith(expect.objectContaining({ data: items }));
    element.remove();
    expect(unregisterRefreshHandler).toHaveBeenCalledTimes(1);
  });
});
