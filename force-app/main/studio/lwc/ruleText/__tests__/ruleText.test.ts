import { conditionText, criteriaText, ruleWords } from "c/ruleText";
import type { RuleChoices, RuleDraft } from "apex-types";
import { choices, teaInDecember } from "../../ruleBuilder/__tests__/rules";

const wordsOf = (changes: Partial<RuleDraft>): ReturnType<typeof ruleWords> =>
  ruleWords({ ...teaInDecember, ...changes }, choices as unknown as RuleChoices);

describe("ruleText", () => {
  test("says double points for tea in December, Silver and up, 500 a member", () => {
    expect(wordsOf({})).toEqual({
      gives: "2 times the base points, for the lines that match",
      when: "Purchases: Category of a line is “Tea” and Tier is at least “Silver”",
      days: "from Dec 1, 2026 to Dec 31, 2026",
      limits: "500 points for one member (Lifetime)",
      milestone: ""
    });
  });

  test.each([
    [{ effect: "Points", value: 50 }, "50 points"],
    [{ effect: "PointsPerUnit", value: 0.5 }, "0.5 points for each unit of the amount"],
    [{ effect: "PointsPerQuantity", value: 3 }, "3 points for each piece"],
    [{ effect: "Reward", rewardId: "r1" }, "The reward “10% off”"],
    [{ effect: "Badge", badge: "Tea lover" }, "The badge “Tea lover”"],
    [{ effect: "Exclusion" }, "Earns nothing"],
    [
      { effect: "VolumeBands", bands: '[{"from":1000,"rate":0.02}]' },
      "Points by the period's volume: 0.02 points per unit from 1,000 on"
    ]
  ])("says what it gives: %j", (changes, text) => {
    expect(wordsOf({ scope: "Document", criteria: null, ...changes }).gives).toBe(text);
  });

  test("says days, limits and milestones that are not all there", () => {
    expect(wordsOf({ startsOn: null, endsOn: null }).days).toBe("from its activation on");
    expect(wordsOf({ endsOn: null }).days).toBe("from Dec 1, 2026");
    expect(wordsOf({ startsOn: null }).days).toBe("from its activation on, until Dec 31, 2026");
    expect(wordsOf({ capPoints: null }).limits).toBe("no limit");
    expect(wordsOf({ period: "Days", periodDays: 30, capTimes: 2, capPointsForAll: 9000 }).limits).toBe(
      "500 points for one member (Number of days back: 30); 2 times for one member (Number of days back: 30); 9,000 points for all members together"
    );
    expect(wordsOf({ capPoints: null, capMoneyForAll: 250, capRewardsForAll: 10 }).limits).toBe(
      "points worth €250.00 for all members together; 10 rewards for all members together"
    );
    expect(wordsOf({ capPoints: null, sharePercent: 10, shareOf: "Members", unannounced: true }).limits).toBe(
      "for 10% of Members, drawn by lot; as a surprise: not shown before"
    );
    expect(wordsOf({ milestone: "Orders", milestoneAt: 5 }).milestone).toBe("once, when Orders reach 5");
    expect(wordsOf({ milestone: "Orders", milestoneAt: 5, milestoneRepeats: true }).milestone).toBe(
      "each time Orders reach 5"
    );
    expect(wordsOf({ criteria: null }).when).toBe("Purchases: Always");
    expect(wordsOf({ criteria: "{" }).when).toBe("Purchases: {");
    expect(wordsOf({ criteria: null, optIn: true }).when).toBe(
      "Purchases: Always; for members who have joined, from then on"
    );
  });

  test("says values as people write them", () => {
    const text = (field: string, operator: string, value: unknown): string => conditionText({ field, operator, value });
    expect(text("document.amount", "between", [1000, 2000])).toBe("Amount of the transaction is from 1,000 to 2,000");
    expect(text("document.date", "above", "2026-12-24")).toBe("Day is above Dec 24, 2026");
    expect(text("document.dayOfYear", "in", ["12-24", "02-29"])).toBe(
      "Day of the year is one of December 24, February 29"
    );
    expect(text("document.weekday", "equals", "saturday")).toBe("Day of the week is Saturday");
    expect(text("member.isCompany", "equals", false)).toBe("Member is a company is No");
    expect(text("document.new", "like", "x")).toBe("document.new like “x”");
  });

  test("says groups, and what it does not know, as it stands", () => {
    const gold = { field: "member.tier", operator: "equals", value: "Gold" };
    expect(criteriaText({ any: [gold, { not: { anyLine: { all: [gold] } } }] })).toBe(
      "(Tier is “Gold” or not (one line: Tier is “Gold”))"
    );
    expect(criteriaText({ some: 1 })).toBe('{"some":1}');
    expect(criteriaText(1)).toBe("1");
  });
});
