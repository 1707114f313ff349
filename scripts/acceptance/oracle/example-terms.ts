import type { Terms } from "./history.ts";

/** The plainest terms, from which the examples of the docs differ where they say so. */
export const TERMS: Terms = {
  basis: "Amount",
  pointsPerUnit: "1",
  rounding: "Down",
  returnPolicy: "Base",
  life: { model: "None", months: 0 },
  expiryGraceDays: 0,
  escrow: "None",
  escrowDays: 0,
  sharePercent: "0",
  timeZone: "GMT",
  tiers: [{ name: "Bronze", threshold: 0, multiplier: "1", extensionMonths: 0 }]
};
