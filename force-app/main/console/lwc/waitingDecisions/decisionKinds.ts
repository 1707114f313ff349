import getWaiting from "@salesforce/apex/AdjustmentController.getWaiting";
import approveAdjustments from "@salesforce/apex/DecisionsController.approveAdjustments";
import approveClaims from "@salesforce/apex/DecisionsController.approveClaims";
import getClaims from "@salesforce/apex/DecisionsController.getClaims";
import getHeldVouchers from "@salesforce/apex/DecisionsController.getHeldVouchers";
import refuseVouchers from "@salesforce/apex/DecisionsController.refuseVouchers";
import releaseVouchers from "@salesforce/apex/DecisionsController.releaseVouchers";
import rejectAdjustments from "@salesforce/apex/DecisionsController.rejectAdjustments";
import rejectClaims from "@salesforce/apex/DecisionsController.rejectClaims";
import approveRebates from "@salesforce/apex/RebateController.approveAll";
import getProposed from "@salesforce/apex/RebateController.getProposed";
import getHeld from "@salesforce/apex/ReferralController.getHeld";
import refuseReferrals from "@salesforce/apex/ReferralController.refuse";
import releaseReferrals from "@salesforce/apex/ReferralController.release";
import LEDGER from "@salesforce/schema/LoyaltyLedger__c";
import REBATE from "@salesforce/schema/LoyaltyRebate__c";
import REFERRAL from "@salesforce/schema/LoyaltyReferral__c";
import DOCUMENT from "@salesforce/schema/LoyaltyTransaction__c";
import VOUCHER from "@salesforce/schema/LoyaltyVoucher__c";
import type { DecisionRow } from "c/decisionList";
import { signedNumber } from "c/entryText";
import { labelText } from "c/labelText";
import { dayText, lineOf, moneyText, numberText } from "c/localeText";
import { permissions } from "c/permissions";
import { quarterText } from "c/quarterText";
import adjustmentsLabel from "@salesforce/label/c.LoyaltyDecisionAdjustments";
import byLabel from "@salesforce/label/c.LoyaltyDecisionBy";
import claimsLabel from "@salesforce/label/c.LoyaltyDecisionClaims";
import grownLabel from "@salesforce/label/c.LoyaltyDecisionGrown";
import noAdjustmentsLabel from "@salesforce/label/c.LoyaltyDecisionNoAdjustments";
import noClaimsLabel from "@salesforce/label/c.LoyaltyDecisionNoClaims";
import noRebatesLabel from "@salesforce/label/c.LoyaltyDecisionNoRebates";
import noReferralsLabel from "@salesforce/label/c.LoyaltyDecisionNoReferrals";
import noVouchersLabel from "@salesforce/label/c.LoyaltyDecisionNoVouchers";
import rebatesLabel from "@salesforce/label/c.LoyaltyDecisionRebates";
import referralsLabel from "@salesforce/label/c.LoyaltyDecisionReferrals";
import toLabel from "@salesforce/label/c.LoyaltyDecisionTo";
import vouchersLabel from "@salesforce/label/c.LoyaltyDecisionVouchers";
import checkoutLabel from "@salesforce/label/c.LoyaltyCheckout";
import referredByLabel from "@salesforce/label/c.LoyaltyReferralFrom";
import type {
  AdjustmentController_Waiting as Waiting,
  DecisionsController_HeldVoucher as HeldVoucher,
  DecisionsController_WaitingClaim as WaitingClaim,
  RebateController_Proposed as Proposed,
  ReferralController_Held as Held
} from "apex-types";

/** Things of one kind that wait: who decides about them, how they are read, and what a decision does. */
export interface DecisionKind {
  readonly name: string;
  readonly heading: string;
  readonly emptyText: string;
  /** API name of the records that wait. */
  readonly objectName: string;
  readonly mayDecide: () => boolean;
  readonly read: () => Promise<DecisionRow[]>;
  readonly approve: (keys: string[]) => Promise<unknown>;
  /** Left out where nothing can be rejected: what is proposed follows what is recorded. */
  readonly reject?: (keys: string[], reason: string) => Promise<unknown>;
}

export const DECISION_KINDS: readonly DecisionKind[] = [
  {
    name: "claims",
    heading: claimsLabel,
    emptyText: noClaimsLabel,
    objectName: DOCUMENT.objectApiName,
    mayDecide: () => permissions.approveClaims,
    read: async () => ((await getClaims()) ?? []).map(claimRow),
    approve: (claimIds) => approveClaims({ claimIds }),
    reject: (claimIds, reason) => rejectClaims({ claimIds, reason })
  },
  {
    name: "adjustments",
    heading: adjustmentsLabel,
    emptyText: noAdjustmentsLabel,
    objectName: LEDGER.objectApiName,
    mayDecide: () => permissions.approveAdjustments,
    read: async () => ((await getWaiting()) ?? []).map(adjustmentRow),
    approve: (entryIds) => approveAdjustments({ entryIds }),
    reject: (entryIds, reason) => rejectAdjustments({ entryIds, reason })
  },
  {
    name: "vouchers",
    heading: vouchersLabel,
    emptyText: noVouchersLabel,
    objectName: VOUCHER.objectApiName,
    mayDecide: () => permissions.approveAdjustments,
    read: async () => ((await getHeldVouchers()) ?? []).map(voucherRow),
    approve: (voucherIds) => releaseVouchers({ voucherIds }),
    reject: (voucherIds, reason) => refuseVouchers({ voucherIds, reason })
  },
  {
    name: "referrals",
    heading: referralsLabel,
    emptyText: noReferralsLabel,
    objectName: REFERRAL.objectApiName,
    mayDecide: () => permissions.decideReferrals,
    read: async () => ((await getHeld()) ?? []).map(referralRow),
    approve: (referralIds) => releaseReferrals({ referralIds }),
    reject: (referralIds, reason) => refuseReferrals({ referralIds, reason })
  },
  {
    name: "rebates",
    heading: rebatesLabel,
    emptyText: noRebatesLabel,
    objectName: REBATE.objectApiName,
    mayDecide: () => permissions.approveSettlements,
    read: async () => ((await getProposed()) ?? []).map(rebateRow),
    approve: (rebateIds) => approveRebates({ rebateIds })
  }
];

function claimRow(claim: WaitingClaim): DecisionRow {
  return {
    key: claim.claimId ?? "",
    title: lineOf(claim.memberName, moneyText(claim.amount ?? 0, claim.currencyCode), claim.invoiceNumber),
    detail: lineOf(claim.heldReason, claim.seller, dayText(claim.occurredAt), claim.programName, by(claim.claimedBy)),
    own: claim.own === true,
    files: (claim.proofs ?? []).map(({ fileId, title }) => ({ id: fileId ?? "", title: title ?? "" }))
  };
}

function adjustmentRow(entry: Waiting): DecisionRow {
  const to = entry.receiverNumber ? labelText(toLabel, entry.receiverNumber) : "";
  return {
    key: entry.entryId ?? "",
    title: lineOf(entry.memberName, entry.memberNumber, signedNumber(entry.points ?? 0), to),
    detail: lineOf(entry.heldReason, entry.reason, dayText(entry.occurredAt), by(entry.requestedBy)),
    own: entry.own === true
  };
}

function voucherRow(voucher: HeldVoucher): DecisionRow {
  const what = voucher.rewardName ?? checkoutText(voucher);
  const points = voucher.points ? signedNumber(-voucher.points) : "";
  return {
    key: voucher.voucherId ?? "",
    title: lineOf(voucher.memberName, voucher.memberNumber, what, points),
    detail: lineOf(voucher.heldReason, voucher.reason, dayText(voucher.heldAt), by(voucher.requestedBy)),
    own: voucher.own === true
  };
}

function checkoutText({ amount, currencyCode }: HeldVoucher): string {
  return `${checkoutLabel} ${moneyText(amount ?? 0, currencyCode)}`;
}

function referralRow(referral: Held): DecisionRow {
  return {
    key: referral.referralId ?? "",
    title: lineOf(referral.referee, labelText(referredByLabel, referral.referrer ?? "")),
    detail: lineOf(referral.reason, referral.detail, dayText(referral.joinedAt), referral.programName),
    own: referral.own === true
  };
}

function rebateRow({ rebateId, memberName, programName, quarter, growth, points, own }: Proposed): DecisionRow {
  const grown = typeof growth === "number" ? labelText(grownLabel, numberText(growth)) : "";
  return {
    key: rebateId ?? "",
    title: lineOf(memberName, quarterText(quarter), signedNumber(points ?? 0)),
    detail: lineOf(grown, programName),
    own: own === true
  };
}

function by(name: string | null | undefined): string {
  return name ? labelText(byLabel, name) : "";
}
