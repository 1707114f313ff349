import { api, wire } from "lwc";
import getReferrals from "@salesforce/apex/ReferralController.getReferrals";
import invite from "@salesforce/apex/ReferralController.invite";
import MEMBER from "@salesforce/schema/LoyaltyMember__c";
import { NavigationMixin } from "lightning/navigation";
import { signedNumber } from "c/entryText";
import { labelText } from "c/labelText";
import { dayText, lineOf, numberText } from "c/localeText";
import { promiseText } from "c/referralText";
import { permissions } from "c/permissions";
import { WiredPart } from "c/wiredPart";
import boughtLabel from "@salesforce/label/c.LoyaltyReferralBought";
import codeLabel from "@salesforce/label/c.LoyaltyReferralCode";
import copiedLabel from "@salesforce/label/c.LoyaltyReferralCopied";
import copyByHandLabel from "@salesforce/label/c.LoyaltyReferralCopyByHand";
import copyLabel from "@salesforce/label/c.LoyaltyReferralCopy";
import earnedLabel from "@salesforce/label/c.LoyaltyReferralEarned";
import emailLabel from "@salesforce/label/c.LoyaltyReferralEmail";
import inviteLabel from "@salesforce/label/c.LoyaltyReferralInvite";
import invitedLabel from "@salesforce/label/c.LoyaltyReferralInvited";
import joinedLabel from "@salesforce/label/c.LoyaltyReferralJoined";
import linkLabel from "@salesforce/label/c.LoyaltyReferralLink";
import mailBodyLabel from "@salesforce/label/c.LoyaltyReferralMailBody";
import mailSubjectLabel from "@salesforce/label/c.LoyaltyReferralMailSubject";
import nobodyLabel from "@salesforce/label/c.LoyaltyReferralNobody";
import noneLabel from "@salesforce/label/c.LoyaltyReferralNone";
import promiseLabel from "@salesforce/label/c.LoyaltyReferralPromise";
import promiseRefereeLabel from "@salesforce/label/c.LoyaltyReferralPromiseReferee";
import promiseReferrerLabel from "@salesforce/label/c.LoyaltyReferralPromiseReferrer";
import sentLabel from "@salesforce/label/c.LoyaltyReferralSent";
import titleLabel from "@salesforce/label/c.LoyaltyReferrals";
import writeLabel from "@salesforce/label/c.LoyaltyReferralWrite";
import type { ReferralController_Overview as Overview, ReferralController_Row as Referral } from "apex-types";
import type { WireResult } from "lwc-wire";

/** Something that the member hands on. */
interface Handout {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly copyText: string;
}

interface Row {
  readonly key: string;
  readonly who: string;
  readonly memberId: string;
  readonly detail: string;
  readonly points: string;
}

/** What a member hands on to new ones, by hand or by e-mail, and what came of it. */
export default class ReferralPanel extends NavigationMixin(WiredPart<Overview>) {
  /** The member. */
  @api recordId = "";

  email = "";
  /** Who was invited last. */
  invited = "";

  labels = {
    copy: copyLabel,
    email: emailLabel,
    invite: inviteLabel,
    nobody: nobodyLabel,
    none: noneLabel,
    title: titleLabel
  };

  @wire(getReferrals, { memberId: "$recordId" })
  receive(result: WireResult<Overview | null>): void {
    this.take(result);
  }

  get isOffered(): boolean {
    return this.data?.offered === true;
  }
  /** Where the program gives nothing any more, what it gave is still there. */
  get isNothing(): boolean {
    return this.data?.offered === false && !this.hasRows;
  }
  get mayInvite(): boolean {
    return permissions.post;
  }
  get promise(): string {
    return promiseText(this.data, {
      both: promiseLabel,
      referrerAlone: promiseReferrerLabel,
      refereeAlone: promiseRefereeLabel
    });
  }
  get handouts(): Handout[] {
    const { code, link } = this.data ?? {};
    return [
      { name: "code", label: codeLabel, value: code ?? "" },
      { name: "link", label: linkLabel, value: link ?? "" }
    ]
      .filter(({ value }) => value !== "")
      .map((handout) => ({ ...handout, copyText: `${copyLabel}: ${handout.label}` }));
  }
  get figures(): { name: string; label: string; value: string }[] {
    const { sent, joined, bought, earned } = this.data ?? {};
    return [
      { name: "sent", label: sentLabel, value: numberText(sent) },
      { name: "joined", label: joinedLabel, value: numberText(joined) },
      { name: "bought", label: boughtLabel, value: numberText(bought) },
      { name: "earned", label: earnedLabel, value: numberText(earned) }
    ];
  }
  get hasRows(): boolean {
    return this.rows.length > 0;
  }
  get rows(): Row[] {
    return (this.data?.rows ?? []).map(rowOf);
  }
  get writeText(): string {
    return labelText(writeLabel, this.invited);
  }
  get mailLink(): string {
    const { code, link, programName } = this.data ?? {};
    const subject = labelText(mailSubjectLabel, programName ?? "");
    const body = labelText(mailBodyLabel, programName ?? "", code ?? "", link ?? "").trim();
    return `mailto:${this.invited}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
  }

  handleEmail(event: CustomEvent<{ value: string }>): void {
    this.email = event.detail.value;
  }

  async handleInvite(): Promise<void> {
    await this.attempt(async () => {
      const email = this.email.trim();
      await invite({ memberId: this.recordId, email });
      [this.invited, this.email] = [email, ""];
      this.told = labelText(invitedLabel, email);
      await this.readAgain();
    });
  }

  async handleCopy(event: Event): Promise<void> {
    const { name } = (event.currentTarget as HTMLElement).dataset;
    const value = this.handouts.find((handout) => handout.name === name)?.value ?? "";
    this.sayNothing();
    try {
      await navigator.clipboard.writeText(value);
      this.told = copiedLabel;
    } catch {
      // A browser may refuse, by its settings or for a page without encryption.
      this.template?.querySelector<HTMLInputElement>(`lightning-input[data-name="${name}"]`)?.select?.();
      this.told = copyByHandLabel;
    }
  }

  handleOpen(event: Event): void {
    event.preventDefault();
    const recordId = (event.currentTarget as HTMLElement).dataset.id;
    this[NavigationMixin.Navigate]({
      type: "standard__recordPage",
      attributes: { objectApiName: MEMBER.objectApiName, recordId, actionName: "view" }
    });
  }
}

function rowOf({ referralId, who, memberId, statusLabel, heldReason, happenedAt, points }: Referral): Row {
  return {
    key: referralId ?? "",
    who: who ?? "",
    memberId: memberId ?? "",
    detail: lineOf(statusLabel, heldReason, dayText(happenedAt)),
    points: points ? signedNumber(points) : ""
  };
}
