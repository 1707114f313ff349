import getMonths from "@salesforce/apex/KeyFiguresController.getMonths";
import KeyFigures from "c/keyFigures";
import { all, clear, expectAccessible, one, settle, show, textOf, wired } from "test/support";

function month(day: string, rate: number | null, worth: number, score: number): object {
  const figure = { formula: "one ÷ other × 100", isPercentage: false, currencyCode: null };
  return {
    month: day,
    countedAt: "2026-02-15T10:00:00Z",
    figures: [
      { ...figure, name: "RepeatCustomerRate__c", label: "Repeat Customer Rate", value: rate, isPercentage: true },
      {
        ...figure,
        name: "CustomerLifetimeValue__c",
        label: "Customer Lifetime Value",
        value: worth,
        currencyCode: "GBP"
      },
      { ...figure, name: "NetPromoterScore__c", label: "Net Promoter Score", value: score }
    ]
  };
}
const months = [
  month("2026-02-01", 12, 400, 40),
  month("2026-01-01", 10, 366.67, 50),
  month("2025-12-01", null, 250, -20)
];

type Element = ReturnType<typeof show>;

async function shown(data: object[] = months): Promise<Element> {
  const element = show("c-key-figures", KeyFigures, { programId: "p1" });
  wired(getMonths).emit(data);
  await settle();
  return element;
}
const texts = (element: Element, selector: string): string[] =>
  all(element, selector).map(({ textContent }) => textContent.trim());

describe("keyFigures", () => {
  afterEach(clear);

  test("shows the latest month that is over beside the one before, each figure with its formula", async () => {
    const element = await shown();
    expect(one(element, "h3").textContent).toBe("Key figures of January 2026");
    expect(texts(element, "dd")).toEqual(["10.0%(–)", "£366.67(£250.00)", "50.0(-20.0)"]);
    expect(all(element, "lightning-helptext").map(({ content }) => content)).toEqual(
      Array.from({ length: 3 }, () => "one ÷ other × 100")
    );
    expect(one(element, ".counted").textContent).toContain("Feb 15, 2026");
    await expectAccessible(element);
  });

  test("shows another month; the first one has none before it", async () => {
    const element = await shown();
    one(element, "lightning-combobox").dispatchEvent(new CustomEvent("change", { detail: { value: "2025-12-01" } }));
    await settle();
    expect(one(element, "h3").textContent).toContain("December 2025");
    expect(texts(element, "dd")).toEqual(["–", "£250.00", "-20.0"]);
  });

  test("waits, says that nothing was counted yet, and what went wrong", async () => {
    one(show("c-key-figures", KeyFigures, { programId: "p1" }), "lightning-spinner");
    clear();
    const uncounted = await shown([]);
    expect(one(uncounted, "h3").textContent).toBe("Key figures");
    expect(textOf(uncounted)).toContain("have not been counted yet");
    clear();
    const failed = show("c-key-figures", KeyFigures, { programId: "p1" });
    wired(getMonths).error({ message: "No access" });
    await settle();
    one(failed, "c-error-panel");
  });
});
