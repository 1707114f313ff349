import MemberOutlook from "c/memberOutlook";
import { getRecord } from "lightning/uiRecordApi";
import { all, clear, expectAccessible, one, settle, show, textOf, wired } from "test/support";

type Element = ReturnType<typeof show>;

interface Value {
  readonly value: unknown;
  readonly displayValue: string | null;
}

const nothing: Value = { value: null, displayValue: null };
const whole = (value: number): Value => ({ value, displayValue: String(value) });

async function shown(fields: Readonly<Record<string, Value>>): Promise<Element> {
  const element = show("c-member-outlook", MemberOutlook, { recordId: "a01" });
  // eslint-disable-next-line @lwc/lwc/no-unexpected-wire-adapter-usages
  wired(getRecord).emit({
    apiName: "LoyaltyMember__c",
    fields: {
      ChurnRisk__c: nothing,
      ChurnDrivers__c: nothing,
      RecencyScore__c: nothing,
      FrequencyScore__c: nothing,
      MoneyScore__c: nothing,
      ...fields
    }
  });
  await settle();
  return element;
}

describe("memberOutlook", () => {
  afterEach(clear);

  test("says how likely the customer does not come back, and why", async () => {
    const element = await shown({
      ChurnRisk__c: whole(63),
      ChurnDrivers__c: {
        value: "LongSinceLastPurchase;FewPurchases",
        displayValue: "Long since the last purchase;Few purchases in the last 365 days"
      },
      RecencyScore__c: whole(2),
      FrequencyScore__c: whole(1),
      MoneyScore__c: whole(5)
    });
    expect(one(element, ".risk").textContent).toBe("63 % likely to buy nothing in the next 90 days");
    expect(all(element, ".drivers li").map((driver) => driver.textContent)).toEqual([
      "Long since the last purchase",
      "Few purchases in the last 365 days"
    ]);
    expect(all(element, "dd").map((score) => score.textContent)).toEqual(["2 of 5", "1 of 5", "5 of 5"]);
    await expectAccessible(element);
  });

  test("names no reason where none weighs more than with others", async () => {
    const element = await shown({ ChurnRisk__c: whole(8) });
    expect(textOf(element)).toContain("8 % likely");
    expect(textOf(element)).not.toContain("because");
  });

  test("says that there is no risk to compute for who has not bought", async () => {
    const element = await shown({});
    expect(one(element, ".none").textContent).toContain("No churn risk");
  });
});
