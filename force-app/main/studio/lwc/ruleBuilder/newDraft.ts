import type { RuleDraft } from "apex-types";

/** What a new rule says until somebody says otherwise: double points, always. */
export const newDraft: RuleDraft = {
  ruleId: null,
  programId: null,
  name: "",
  description: null,
  appliesTo: "Purchases",
  optIn: false,
  scope: "Document",
  criteria: null,
  effect: "Multiplier",
  value: 2,
  bands: null,
  bandBasis: null,
  rewardId: null,
  badge: null,
  startsOn: null,
  endsOn: null,
  period: null,
  periodDays: null,
  capPoints: null,
  capTimes: null,
  capPointsForAll: null,
  capMoneyForAll: null,
  capRewardsForAll: null,
  priority: 100,
  stacking: "Stackable",
  qualifies: false,
  milestone: null,
  milestoneAt: null,
  milestoneRepeats: false
};
