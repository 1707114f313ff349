import { wire } from "lwc";
import dispute from "@salesforce/apex/MemberPagesController.dispute";
import getClaims from "@salesforce/apex/MemberPagesController.getClaims";
import { mayHaveChanged } from "c/actionDialog";
import { dayText, lineOf, moneyText } from "c/localeText";
import OwnClaimDialog from "c/ownClaimDialog";
import { OwnPart } from "c/ownPart";
import disputeLabel from "@salesforce/label/c.LoyaltyDisputeOpen";
import emptyLabel from "@salesforce/label/c.LoyaltyPagesNoClaims";
import savedLabel from "@salesforce/label/c.LoyaltyPagesSaved";
import submitLabel from "@salesforce/label/c.LoyaltyClaimTitle";
import titleLabel from "@salesforce/label/c.LoyaltyPagesClaims";
import whyLabel from "@salesforce/label/c.LoyaltyDisputeWhy";
import type { OwnClaim } from "apex-types";
import type { WireResult } from "lwc-wire";

interface Row {
  readonly claimId: string;
  readonly title: string;
  readonly detail: string;
  /** Why it was decided so, and what was said in its dispute. */
  readonly said: readonly string[];
  readonly mayDispute: boolean;
}

/** Member pages: invoices of other sellers that I claim points for, what became of them, and disputes about it. */
export default class OwnClaims extends OwnPart<readonly OwnClaim[]> {
  /** Why the rejection of each claim is wrong, as it is being written. */
  reasons: Readonly<Record<string, string>> = {};
  labels = { dispute: disputeLabel, empty: emptyLabel, submit: submitLabel, title: titleLabel, why: whyLabel };

  @wire(getClaims, { memberId: "$memberId" })
  receive(result: WireResult<OwnClaim[]>): void {
    this.take(result);
  }

  get isMember(): boolean {
    return this.memberId !== undefined;
  }
  get empty(): boolean {
    return this.isNobody || this.data?.length === 0;
  }
  get rows(): Row[] {
    return (this.data ?? []).map(rowOf);
  }

  async handleSubmit(): Promise<void> {
    const closedWith: unknown = await OwnClaimDialog.open({
      size: "small",
      label: submitLabel,
      memberId: this.memberId ?? ""
    });
    if (mayHaveChanged(closedWith)) await this.announce();
  }

  handleReason(event: CustomEvent<{ value: string }>): void {
    const { id } = (event.currentTarget as HTMLElement).dataset;
    this.reasons = { ...this.reasons, [id ?? ""]: event.detail.value };
  }

  async handleDispute(event: Event): Promise<void> {
    const { id = "" } = (event.currentTarget as HTMLElement).dataset;
    await this.attempt(async () => {
      await dispute({ memberId: this.memberId ?? null, claimId: id, reason: this.reasons[id] ?? "" });
      this.told = savedLabel;
      await this.readAgain();
    });
  }
}

function rowOf({ claimId, seller, invoiceNumber, occurredAt, amount, currencyCode, status, ...claim }: OwnClaim): Row {
  return {
    claimId: claimId ?? "",
    title: lineOf(seller, invoiceNumber, moneyText(amount, currencyCode)),
    detail: lineOf(status, dayText(occurredAt)),
    said: [claim.reason, ...(claim.dispute ?? [])].flatMap((text) => text ?? []),
    mayDispute: claim.mayDispute === true
  };
}
