import { LightningElement } from "lwc";
import getWaiting from "@salesforce/apex/AdjustmentController.getWaiting";
import approveAdjustments from "@salesforce/apex/DecisionsController.approveAdjustments";
import approveClaims from "@salesforce/apex/DecisionsController.approveClaims";
import getClaims from "@salesforce/apex/DecisionsController.getClaims";
import rejectAdjustments from "@salesforce/apex/DecisionsController.rejectAdjustments";
import rejectClaims from "@salesforce/apex/DecisionsController.rejectClaims";
import locale from "@salesforce/i18n/locale";
import timeZone from "@salesforce/i18n/timeZone";
import LEDGER from "@salesforce/schema/LoyaltyLedger__c";
import DOCUMENT from "@salesforce/schema/LoyaltyTransaction__c";
import type DecisionList from "c/decisionList";
import type { Decision, DecisionRow } from "c/decisionList";
import { signedNumber } from "c/entryText";
import { labelText } from "c/labelText";
import { permissions } from "c/permissions";
import adjustmentsLabel from "@salesforce/label/c.LoyaltyDecisionAdjustments";
import approvedLabel from "@salesforce/label/c.LoyaltyDecisionApproved";
import byLabel from "@salesforce/label/c.LoyaltyDecisionBy";
import claimsLabel from "@salesforce/label/c.LoyaltyDecisionClaims";
import noAdjustmentsLabel from "@salesforce/label/c.LoyaltyDecisionNoAdjustments";
import noClaimsLabel from "@salesforce/label/c.LoyaltyDecisionNoClaims";
import nothingLabel from "@salesforce/label/c.LoyaltyDecisionNothing";
import refreshLabel from "@salesforce/label/c.LoyaltyDecisionRefresh";
import rejectedLabel from "@salesforce/label/c.LoyaltyDecisionRejected";
import titleLabel from "@salesforce/label/c.LoyaltyDecisionTitle";
import toLabel from "@salesforce/label/c.LoyaltyDecisionTo";
import type {
  AdjustmentController_Waiting as Waiting,
  DecisionsController_WaitingClaim as WaitingClaim
} from "apex-types";

/** Claims and adjustments that wait, for those who may decide about them. */
export default class WaitingDecisions extends LightningElement {
  claimRows: readonly DecisionRow[] = [];
  adjustmentRows: readonly DecisionRow[] = [];
  loading = true;
  error: unknown;
  /** Why a decision was refused; what waits stays. */
  refusal: unknown;
  told = "";
  documentObject = DOCUMENT.objectApiName;
  ledgerObject = LEDGER.objectApiName;
  private busy = false;

  labels = {
    adjustments: adjustmentsLabel,
    claims: claimsLabel,
    noAdjustments: noAdjustmentsLabel,
    noClaims: noClaimsLabel,
    nothing: nothingLabel,
    refresh: refreshLabel,
    title: titleLabel
  };

  get mayDecideClaims(): boolean {
    return permissions.approveClaims;
  }
  get mayDecideAdjustments(): boolean {
    return permissions.approveAdjustments;
  }
  get mayDecideNothing(): boolean {
    return !this.mayDecideClaims && !this.mayDecideAdjustments;
  }

  override connectedCallback(): void {
    this.read().catch((error: unknown) => (this.error = error));
  }

  async handleRefresh(): Promise<void> {
    [this.told, this.refusal] = ["", undefined];
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

  private async decide({ approved, keys }: Decision, list: DecisionList, work: () => Promise<unknown>): Promise<void> {
    // Disabling the buttons would take the keyboard's focus away.
    if (this.busy) return;
    [this.busy, this.refusal, this.told] = [true, undefined, ""];
    try {
      await work();
      list.clear();
      this.told = labelText(approved ? approvedLabel : rejectedLabel, keys.length);
    } catch (error) {
      this.refusal = error;
    } finally {
      this.busy = false;
    }
    // What had the focus may go with the last thing that waited, and the outcome stands above a long list.
    this.template?.querySelector<HTMLElement>(".outcome")?.focus();
    // Also after a refusal: somebody else may have decided meanwhile.
    await this.read();
  }

  private async read(): Promise<void> {
    try {
      const [claims, adjustments] = await Promise.all([
        this.mayDecideClaims ? getClaims() : [],
        this.mayDecideAdjustments ? getWaiting() : []
      ]);
      this.claimRows = (claims ?? []).map(claimRow);
      this.adjustmentRows = (adjustments ?? []).map(adjustmentRow);
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
    title: words(claim.memberName, money(claim), claim.invoiceNumber),
    detail: words(claim.seller, day(claim.occurredAt), claim.programName, by(claim.claimedBy)),
    own: claim.own === true
  };
}

function adjustmentRow(entry: Waiting): DecisionRow {
  const to = entry.receiverNumber ? labelText(toLabel, entry.receiverNumber) : "";
  return {
    key: entry.entryId ?? "",
    title: words(entry.memberName, entry.memberNumber, signedNumber(entry.points ?? 0), to),
    detail: words(entry.reason, day(entry.occurredAt), by(entry.requestedBy)),
    own: entry.own === true
  };
}

function words(...parts: readonly (string | null | undefined)[]): string {
  return parts.filter(Boolean).join(" · ");
}

function by(name: string | null | undefined): string {
  return name ? labelText(byLabel, name) : "";
}

function day(moment: string | null | undefined): string {
  return moment ? new Date(moment).toLocaleDateString(locale, { dateStyle: "medium", timeZone }) : "";
}

function money({ amount, currencyCode }: WaitingClaim): string {
  return (amount ?? 0).toLocaleString(locale, currencyCode ? { style: "currency", currency: currencyCode } : {});
}
