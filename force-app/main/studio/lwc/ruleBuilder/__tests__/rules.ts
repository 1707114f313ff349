import type { RuleDraft } from "apex-types";

const field = (name: string, type: string, operators: string[], values: string[] | null = null): object => ({
  name,
  type,
  operators,
  values,
  ofLine: name.startsWith("line.")
});
const choice = (value: string, label = value): object => ({ value, label });

/** What rules of the program can be made of, as the org answers it. */
export const choices = {
  fields: [
    field("document.amount", "NUMERIC", ["equals", "atLeast", "between", "in"]),
    field("document.channel", "TEXT", ["equals", "in", "startsWith"], ["Online", "Store"]),
    field("document.dayOfYear", "DAY_OF_YEAR", ["equals", "between"]),
    field("line.category", "TEXT", ["equals", "in"], ["Coffee", "Mugs", "Tea"]),
    field("member.isCompany", "YES_NO", ["equals"]),
    field("member.tier", "TIER", ["equals", "atLeast"], ["Bronze", "Silver", "Gold"])
  ],
  picklists: {
    appliesTo: [choice("Purchases"), choice("Activities")],
    bandBasis: [choice("Amount")],
    effect: [
      choice("Points", "Points, once per transaction"),
      choice("Multiplier", "Multiplier of the base points"),
      choice("VolumeBands", "Points by the period's volume"),
      choice("Badge"),
      choice("Exclusion", "Earns nothing")
    ],
    milestone: [choice("Orders"), choice("Steps")],
    period: [choice("Days", "Number of days back"), choice("Lifetime")],
    scope: [choice("Document", "Transaction"), choice("Lines")],
    shareOf: [choice("Documents", "Transactions"), choice("Members")],
    stepOfId: "Step Of",
    stacking: [choice("Stackable"), choice("Exclusive")],
    status: [choice("Draft"), choice("Active"), choice("Ended")]
  },
  fieldLabels: {
    appliesTo: "Applies To",
    badge: "Badge",
    bandBasis: "Band Basis",
    capPoints: "Cap of Points",
    capPointsForAll: "Cap of Points for All",
    capMoneyForAll: "Cap of Money for All",
    capRewardsForAll: "Cap of Rewards for All",
    capTimes: "Cap of Times",
    effect: "Effect",
    milestone: "Milestone",
    milestoneAt: "Milestone At",
    milestoneRepeats: "Milestone Repeats",
    name: "Rule Name",
    optIn: "Opt-in",
    period: "Period",
    periodDays: "Period Days",
    priority: "Priority",
    qualifies: "Qualifies",
    rewardId: "Reward",
    scope: "Scope",
    shareOf: "Share Of",
    sharePercent: "Share",
    controlPercent: "Control Group (%)",
    stacking: "Stacking",
    stepOfId: "Step Of",
    unannounced: "Unannounced",
    value: "Value"
  },
  rewards: [choice("r1", "10% off")],
  rulesOfSteps: [choice("a0s", "Tea explorer")],
  currencyCode: "EUR",
  timeZone: "Europe/Istanbul",
  seenIn: 2000
};

/** Double points for tea in December, Silver and up, at most 500 a member. */
export const teaInDecember: RuleDraft = {
  ruleId: "a03",
  programId: "a00",
  name: "Tea in December",
  description: null,
  appliesTo: "Purchases",
  optIn: false,
  unannounced: false,
  sharePercent: null,
  controlPercent: null,
  shareOf: null,
  scope: "Lines",
  criteria: JSON.stringify({
    all: [
      { field: "line.category", operator: "equals", value: "Tea" },
      { field: "member.tier", operator: "atLeast", value: "Silver" }
    ]
  }),
  effect: "Multiplier",
  value: 2,
  bands: null,
  bandBasis: null,
  rewardId: null,
  badge: null,
  startsOn: "2026-12-01",
  endsOn: "2026-12-31",
  period: "Lifetime",
  periodDays: null,
  capPoints: 500,
  capTimes: null,
  capPointsForAll: null,
  capMoneyForAll: null,
  capRewardsForAll: null,
  priority: 100,
  stacking: "Stackable",
  qualifies: false,
  milestone: null,
  milestoneAt: null,
  milestoneRepeats: false,
  stepOfId: null
};
