import getWaiting from "@salesforce/apex/AdjustmentController.getWaiting";
import approveAdjustments from "@salesforce/apex/DecisionsController.approveAdjustments";
import approveClaims from "@salesforce/apex/DecisionsController.approveClaims";
import getClaims from "@salesforce/apex/DecisionsController.getClaims";
import getHeldVouchers from "@salesforce/apex/DecisionsController.getHeldVouchers";
import refuseVouchers from "@salesforce/apex/DecisionsController.refuseVouchers";
import releaseVouchers from "@salesforce/apex/DecisionsController.releaseVouchers";
import rejectAdjustments from "@salesforce/apex/DecisionsController.rejectAdjustments";
import rejectClaims from "@salesforce/apex/DecisionsController.rejectClaims";
import getHeld from "@salesforce/apex/ReferralController.getHeld";
import refuseReferrals from "@salesforce/apex/ReferralController.refuse";
import releaseReferrals from "@salesforce/apex/ReferralController.release";
import LEDGER from "@salesforce/schema/LoyaltyLedger__c";
import REFERRAL from "@salesforce/schema/LoyaltyReferral__c";
import VOUCHER from "@salesforce/schema/LoyaltyVoucher__c";
import DOCUMENT from "@salesforce/schema/LoyaltyTransaction__c";
import { ActionPage } from "c/actionPage";
import type DecisionList from "c/decisionList";
import type { Decision, DecisionRow } from "c/decisionList";
import { signedNumber } from "c/entryText";
import { labelText } from "c/labelText";
import { permissions } from "c/permissions";
import { dayText, lineOf, moneyText } from "c/localeText";
import adjustmentsLabel from "@salesforce/label/c.LoyaltyDecisionAdjustments";
import approvedLabel from "@salesforce/label/c.LoyaltyDecisionApproved";
import byLabel from "@salesforce/label/c.LoyaltyDecisionBy";
import claimsLabel from "@salesforce/label/c.LoyaltyDecisionClaims";
import noAdjustmentsLabel from "@salesforce/label/c.LoyaltyDecisionNoAdjustments";
import noClaimsLabel from "@salesforce/label/c.LoyaltyDecisionNoClaims";
import noReferralsLabel from "@salesforce/label/c.LoyaltyDecisionNoReferrals";
import noVouchersLabel from "@salesforce/label/c.LoyaltyDecisionNoVouchers";
import nothingLabel from "@salesforce/label/c.LoyaltyDecisionNothing";
import referralsLabel from "@salesforce/label/c.LoyaltyDecisionReferrals";
import referredByLabel from "@salesforce/label/c.LoyaltyReferralFrom";
import refreshLabel from "@salesforce/label/c.LoyaltyDecisionRefresh";
import rejectedLabel from "@salesforce/label/c.LoyaltyDecisionRejected";
import checkoutLabel from "@salesforce/label/c.LoyaltyCheckout";
import titleLabel from "@salesforce/label/c.LoyaltyDecisionTitle";
import toLabel from "@salesforce/label/c.LoyaltyDecisionTo";
import vouchersLabel from "@salesforce/label/c.LoyaltyDecisionVouchers";
import type {
  AdjustmentController_Waiting as Waiting,
  DecisionsController_HeldVoucher as HeldVoucher,
  DecisionsController_WaitingClaim as WaitingClaim,
  ReferralController_Held as Held
} from "apex-types";

/** Claims, adjustments, redemptions and referrals that wait, for those who may decide about them. */
export default class WaitingDecisions extends ActionPage {
  claimRows: readonly DecisionRow[] = [];
  adjustmentRows: readonly DecisionRow[] = [];
  voucherRows: readonly DecisionRow[] = [];
  referralRows: readonly DecisionRow[] = [];
  loading = true;
  error: unknown;
  documentObject = DOCUMENT.objectApiName;
  ledgerObject = LEDGER.objectApiName;
  referralObject = REFERRAL.objectApiName;
  voucherObject = VOUCHER.objectApiName;

  labels = {
    adjustments: adjustmentsLabel,
    claims: claimsLabel,
    noAdjustments: noAdjustmentsLabel,
    noClaims: noClaimsLabel,
    noReferrals: noReferralsLabel,
    noVouchers: noVouchersLabel,
    nothing: nothingLabel,
    referrals: referralsLabel,
    refresh: refreshLabel,
    title: titleLabel,
    vouchers: vouchersLabel
  };

  get mayDecideClaims(): boolean {
    return permissions.approveClaims;
  }
  get mayDecideAdjustments(): boolean {
    return permissions.approveAdjustments;
  }
  get mayDecideReferrals(): boolean {
    return permissions.decideReferrals;
  }
  get mayDecideNothing(): boolean {
    return !this.mayDecideClaims && !this.mayDecideAdjustments && !this.mayDecideReferrals;
  }

  override connectedCallback(): void {
    this.read().catch((error: unknown) => (this.error = error));
  }

  async handleRefresh(): Promise<void> {
    this.sayNothing();
    await this.read();
  }

  async handleClaims({ detail, currentTarget }: CustomEvent<Decision>): Promise<void> {
    const { approved, keys: claimIds, reason } = detail;
    await this.decide(detail, currentTarget as unknown as DecisionList, () =>
      approved ? approveClaims({ claimIds }) : rejectClaims({ claimIds, reason })
    );
  }

  async handleAdjustments({ detail, currentTarget }: CustomEvent<Decision>): Promise<void> {
    const { approved, keys: entryIds, reason } = detail;
    await this.decide(detail, currentTarget as unknown as DecisionList, () =>
      approved ? approveAdjustments({ entryIds }) : rejectAdjustments({ entryIds, reason })
    );
  }

  async handleVouchers({ detail, currentTarget }: CustomEvent<Decision>): Promise<void> {
    const { approved, keys: voucherIds, reason } = detail;
    await this.decide(detail, currentTarget as unknown as DecisionList, () =>
      approved ? releaseVouchers({ voucherIds }) : refuseVouchers({ voucherIds, reason })
    );
  }

  async handleReferrals({ detail, currentTarget }: CustomEvent<Decision>): Promise<void> {
    const { approved, keys: referralIds, reason } = detail;
    await this.decide(detail, currentTarget as unknown as DecisionList, () =>
      approved ? releaseReferrals({ referralIds }) : refuseReferrals({ referralIds, reason })
    );
  }

  private async decide({ approved, keys }: Decision, list: DecisionList, work: () => Promise<unknown>): Promise<void> {
    await this.attempt(async () => {
      await work();
      list.clear();
      this.told = labelText(approved ? approvedLabel : rejectedLabel, keys.length);
    });
    // Also after a refusal: somebody else may have decided meanwhile.
    await this.read();
  }

  private async read(): Promise<void> {
    try {
      const [claims, adjustments, vouchers, referrals] = await Promise.all([
        this.mayDecideClaims ? getClaims() : [],
        this.mayDecideAdjustments ? getWaiting() : [],
        this.mayDecideAdjustments ? getHeldVouchers() : [],
        this.mayDecideReferrals ? getHeld() : []
      ]);
      this.claimRows = (claims ?? []).map(claimRow);
      this.adjustmentRows = (adjustments ?? []).map(adjustmentRow);
      this.voucherRows = (vouchers ?? []).map(voucherRow);
      this.referralRows = (referrals ?? []).map(referralRow);
      this.error = undefined;
    } catch (error) {
      this.error = error;
    } finally {
      this.loading = false;
    }
  }
}

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

function by(name: string | null | undefined): string {
  return name ? labelText(byLabel, name) : "";
}
