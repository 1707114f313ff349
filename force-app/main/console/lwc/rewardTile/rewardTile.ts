import { labelText } from "c/labelText";
import { lineOf, numberText } from "c/localeText";
import costLabel from "@salesforce/label/c.LoyaltyCatalogCost";
import minimumTierLabel from "@salesforce/label/c.LoyaltyCatalogMinimumTier";
import redeemOneLabel from "@salesforce/label/c.LoyaltyCatalogRedeemOne";
import stockLabel from "@salesforce/label/c.LoyaltyCatalogStock";
import timesLeftLabel from "@salesforce/label/c.LoyaltyCatalogTimesLeft";
import type { RewardOffer } from "apex-types";

const OTHER_ICON = "standard:reward";
const ICONS: Readonly<Record<string, string>> = {
  Amount: "standard:currency",
  CashbackCredit: "standard:currency",
  Choice: "standard:bundle_config",
  Event: "standard:event",
  FreeProduct: "standard:product",
  FreeShipping: "standard:shipment",
  GiftCard: "standard:reward",
  Percentage: "standard:discounts"
};

/** A reward of the catalog, as one chooses from it. */
export interface RewardTile {
  readonly rewardId: string | null;
  readonly name: string | null;
  readonly description: string | null;
  readonly pictureUrl: string | null;
  readonly icon: string;
  readonly costText: string;
  readonly detail: string;
  readonly reason: string;
  readonly disabled: boolean;
  readonly actionLabel: string;
}

/** @param broken rewards whose picture does not load */
export function rewardTile(item: RewardOffer, pointName: string, broken: readonly string[]): RewardTile {
  const details = [
    item.minimumTierName ? labelText(minimumTierLabel, item.minimumTierName) : "",
    isNumber(item.stock) ? labelText(stockLabel, numberText(item.stock)) : "",
    isNumber(item.timesLeft) ? labelText(timesLeftLabel, numberText(item.timesLeft)) : ""
  ];
  return {
    rewardId: item.rewardId,
    name: item.name,
    description: item.description,
    pictureUrl: broken.includes(item.rewardId ?? "") ? null : item.pictureUrl,
    icon: ICONS[item.kind ?? ""] ?? OTHER_ICON,
    costText: labelText(costLabel, numberText(item.cost), pointName),
    detail: lineOf(...details),
    reason: item.redeemable ? "" : (item.reason ?? ""),
    disabled: item.redeemable !== true,
    actionLabel: labelText(redeemOneLabel, item.name ?? "")
  };
}

function isNumber(value: number | null | undefined): value is number {
  return value !== null && value !== undefined;
}
