import locale from "@salesforce/i18n/locale";
import { labelText } from "c/labelText";
import cancelledLabel from "@salesforce/label/c.LoyaltyVoucherCancelled";
import deliveredLabel from "@salesforce/label/c.LoyaltyDispatchDelivered";
import heldLabel from "@salesforce/label/c.LoyaltyVoucherHeld";
import expiredLabel from "@salesforce/label/c.LoyaltyVoucherExpired";
import issuedLabel from "@salesforce/label/c.LoyaltyVoucherIssued";
import leftLabel from "@salesforce/label/c.LoyaltyVoucherLeft";
import partlyUsedLabel from "@salesforce/label/c.LoyaltyVoucherPartlyUsed";
import refusedLabel from "@salesforce/label/c.LoyaltyVoucherRefused";
import sentLabel from "@salesforce/label/c.LoyaltyDispatchSent";
import sourceLabel from "@salesforce/label/c.LoyaltyVoucherSource";
import usedLabel from "@salesforce/label/c.LoyaltyVoucherUsed";
import waitingLabel from "@salesforce/label/c.LoyaltyDispatchWaiting";
import type { RewardCatalogController_VoucherView as Voucher } from "apex-types";

const STATUS: Readonly<Record<string, string>> = {
  Cancelled: cancelledLabel,
  Expired: expiredLabel,
  Held: heldLabel,
  Issued: issuedLabel,
  PartlyUsed: partlyUsedLabel,
  Used: usedLabel
};
const DISPATCH: Readonly<Record<string, string>> = {
  Cancelled: cancelledLabel,
  Delivered: deliveredLabel,
  Sent: sentLabel,
  Waiting: waitingLabel
};
/** Of what is sent, people ask where it is. */
export function voucherStatus({ status, dispatchStatus }: Voucher): string {
  return DISPATCH[dispatchStatus ?? ""] ?? STATUS[status ?? ""] ?? status ?? "";
}

/** Why it is held or was refused, what is left of its amount, what gave it, and who carries it. */
export function voucherDetail(voucher: Voucher): string {
  const { inParts, remaining, currencyCode, source, carrier, trackingNumber } = voucher;
  const money: Intl.NumberFormatOptions = currencyCode ? { style: "currency", currency: currencyCode } : {};
  return [
    voucher.heldReason ?? "",
    voucher.refusedBecause ? labelText(refusedLabel, voucher.refusedBecause) : "",
    inParts ? labelText(leftLabel, (remaining ?? 0).toLocaleString(locale, money)) : "",
    source ? labelText(sourceLabel, source) : "",
    carrier ?? "",
    trackingNumber ?? ""
  ]
    .filter(Boolean)
    .join(" · ");
}
