import five from "@salesforce/label/c.LoyaltyAssistantRewardFive";
import shipping from "@salesforce/label/c.LoyaltyAssistantRewardShipping";
import ten from "@salesforce/label/c.LoyaltyAssistantRewardTen";
import b2bLabel from "@salesforce/label/c.LoyaltyAssistantB2b";
import b2bHelp from "@salesforce/label/c.LoyaltyAssistantB2bHelp";
import cashbackLabel from "@salesforce/label/c.LoyaltyAssistantCashback";
import cashbackHelp from "@salesforce/label/c.LoyaltyAssistantCashbackHelp";
import paidLabel from "@salesforce/label/c.LoyaltyAssistantPaid";
import paidHelp from "@salesforce/label/c.LoyaltyAssistantPaidHelp";
import pointsLabel from "@salesforce/label/c.LoyaltyAssistantPoints";
import retailLabel from "@salesforce/label/c.LoyaltyAssistantRetail";
import retailHelp from "@salesforce/label/c.LoyaltyAssistantRetailHelp";
import bronze from "@salesforce/label/c.LoyaltyAssistantTierBronze";
import gold from "@salesforce/label/c.LoyaltyAssistantTierGold";
import memberTier from "@salesforce/label/c.LoyaltyAssistantTierMember";
import silver from "@salesforce/label/c.LoyaltyAssistantTierSilver";
import type { ProgramPlan, ProgramPlan_Reward as PlannedReward, ProgramPlan_Tier as PlannedTier } from "apex-types";

/** A program to begin with. */
export interface ProgramTemplate {
  readonly name: string;
  readonly label: string;
  readonly help: string;
  readonly plan: Omit<ProgramPlan, "currencyCode" | "timeZone">;
}

/** A tier that nothing is said about yet. */
export const newTier: PlannedTier = { name: "", threshold: null, multiplier: 1, benefits: "" };
/** A reward that nothing is said about yet. */
export const newReward: PlannedReward = {
  name: "",
  kind: "Percentage",
  value: null,
  productCode: null,
  cost: null,
  pictureUrl: null,
  stock: null,
  codes: ""
};

const tier = (name: string, threshold: number, multiplier: number, benefits = ""): PlannedTier => ({
  name,
  threshold,
  multiplier,
  benefits
});
const percentage = (name: string, value: number, cost: number): PlannedReward => ({ ...newReward, name, value, cost });

const retail: ProgramTemplate["plan"] = {
  name: "",
  code: "",
  kind: "Points",
  pointName: pointsLabel,
  earningBasis: "Amount",
  pointsPerUnit: 1,
  rounding: "Down",
  returnPolicy: "Tier",
  pointValue: 0.01,
  checkoutRate: null,
  expiryModel: "FixedMonths",
  expiryMonths: 24,
  welcomeBonus: 50,
  tierBasis: "QualifyingPoints",
  tierPeriod: "Lifetime",
  tierDowngrade: null,
  tiers: [tier(bronze, 0, 1), tier(silver, 1000, 1.1), tier(gold, 5000, 1.25, shipping)],
  rewards: [percentage(five, 5, 500), percentage(ten, 10, 900)]
};

/** The templates in the order in which they are offered. */
export const templates: readonly ProgramTemplate[] = [
  { name: "retail", label: retailLabel, help: retailHelp, plan: retail },
  {
    name: "b2b",
    label: b2bLabel,
    help: b2bHelp,
    plan: {
      ...retail,
      expiryModel: "None",
      expiryMonths: null,
      welcomeBonus: null,
      tierBasis: "Spend",
      tierPeriod: "Rolling12Months",
      tierDowngrade: "AtReview",
      tiers: [tier(bronze, 0, 1), tier(silver, 10_000, 1.1), tier(gold, 50_000, 1.25, shipping)]
    }
  },
  {
    name: "cashback",
    label: cashbackLabel,
    help: cashbackHelp,
    plan: {
      ...retail,
      kind: "Cashback",
      pointsPerUnit: 2,
      checkoutRate: 0.01,
      expiryMonths: 12,
      welcomeBonus: null,
      tiers: [tier(memberTier, 0, 1)],
      rewards: []
    }
  },
  {
    name: "paid",
    label: paidLabel,
    help: paidHelp,
    plan: {
      ...retail,
      kind: "PaidMembership",
      welcomeBonus: 500,
      tiers: [tier(memberTier, 0, 1, shipping)],
      rewards: [percentage(five, 5, 500)]
    }
  }
];
