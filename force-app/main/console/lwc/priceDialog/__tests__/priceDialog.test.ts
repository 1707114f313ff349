import findProducts from "@salesforce/apex/PriceController.findProducts";
import getPrice from "@salesforce/apex/PriceController.getPrice";
import PriceDialog from "c/priceDialog";
import { all, button, called, clear, expectAccessible, one, settle, show } from "test/support";

type Element = ReturnType<typeof show>;

const TIER = { productCode: "JUG", quantity: 10, price: 1.2345, saving: 25, currencyCode: "GBP", source: "Tier" };

function fill(element: Element, name: string, value: string): void {
  const field = all(element, "lightning-input, lightning-combobox").find((each) => each.name === name)!;
  field.dispatchEvent(new CustomEvent("change", { detail: { value } }));
}

async function shown(): Promise<Element> {
  const element = show("c-price-dialog", PriceDialog, { memberId: "m1" });
  await settle();
  return element;
}

async function ask(element: Element): Promise<void> {
  button(element, "Show price").click();
  await settle();
}

describe("c-price-dialog", () => {
  afterEach(clear);

  test("a product is found, its list price is known, and the price is told with why", async () => {
    called(findProducts).mockResolvedValue([
      { code: "JUG", name: "Jug, 1 l", listPrice: 1.646 },
      { code: "MUG", name: null, listPrice: null }
    ]);
    called(getPrice).mockResolvedValue({
      price: { ...TIER, tierName: "Silver" },
      accountGroup: null,
      candidates: [
        {
          priceId: "p2",
          price: { ...TIER, tierName: "Gold", quantity: 100, price: 1 },
          standing: "QuantityNotReached"
        },
        {
          priceId: "p1",
          price: { ...TIER, tierName: "Silver", quantity: 1, validUntil: "2026-12-31" },
          standing: "Decides"
        }
      ]
    });
    const element = await shown();
    expect(one(element, "lightning-combobox").options).toEqual([
      { label: "JUG · Jug, 1 l", value: "JUG" },
      { label: "MUG", value: "MUG" }
    ]);
    fill(element, "productCode", "JUG");
    fill(element, "quantity", "10");
    await ask(element);
    expect(called(getPrice).mock.calls[0]).toEqual([
      { memberId: "m1", productCode: "JUG", quantity: 10, listPrice: 1.646 }
    ]);
    expect(one(element, ".price").textContent).toBe("£1.2345 each, £12.345 for 10");
    expect(one(element, ".below").textContent).toBe("25% below the list price");
    expect(one(element, ".why").textContent).toMatch(/the tier Silver, the highest/);
    expect(all(element, ".candidates li").map(({ textContent }) => textContent)).toEqual([
      "Tier Gold · from 100 · £1.00needs a larger quantity",
      "Tier Silver · from 1 · £1.2345 · until Dec 31, 2026decides"
    ]);
    await expectAccessible(element);
    fill(element, "quantity", "11");
    await settle();
    expect(all(element, ".price")).toHaveLength(0);
  });

  test("a code that nobody found is asked for as it was entered; a saving without a list price, a group and nothing", async () => {
    called(findProducts).mockResolvedValue([]);
    called(getPrice)
      .mockResolvedValueOnce({
        price: { ...TIER, source: "Group", price: null, saving: 12.5, quantity: 1 },
        accountGroup: "Hotels",
        candidates: []
      })
      .mockResolvedValueOnce({ price: null, candidates: [] });
    const element = await shown();
    all(element, "lightning-input")[0]!.dispatchEvent(new CustomEvent("change", { detail: { value: " LAMP " } }));
    await settle();
    expect(element.shadowRoot!.textContent).toMatch(/No product begins like this/);
    await ask(element);
    expect(called(getPrice).mock.calls[0]![0]).toMatchObject({ productCode: "LAMP", listPrice: null });
    expect(one(element, ".price").textContent).toBe("12.5% below the list price");
    expect(one(element, ".why").textContent).toMatch(/group Hotels/);
    await ask(element);
    expect(one(element, ".price").textContent).toMatch(/the list price holds/);
    expect(one(element, ".why").textContent).toBe("");
  });

  test("what is refused is told", async () => {
    called(findProducts).mockRejectedValue({ body: { message: "Not yours" } });
    const element = await shown();
    expect(one(element, "c-error-panel").error).toEqual({ body: { message: "Not yours" } });
  });
});
