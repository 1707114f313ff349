import { wire } from "lwc";
import getReferrals from "@salesforce/apex/MemberPagesController.getReferrals";
import invite from "@salesforce/apex/MemberPagesController.invite";
import { labelText } from "c/labelText";
import { numberText } from "c/localeText";
import { promiseText } from "c/referralText";
import { OwnPart } from "c/ownPart";
import boughtLabel from "@salesforce/label/c.LoyaltyReferralBought";
import codeLabel from "@salesforce/label/c.LoyaltyReferralCode";
import earnedLabel from "@salesforce/label/c.LoyaltyReferralEarned";
import emailLabel from "@salesforce/label/c.LoyaltyReferralEmail";
import inviteLabel from "@salesforce/label/c.LoyaltyPagesInvite";
import invitedLabel from "@salesforce/label/c.LoyaltyReferralInvited";
import joinedLabel from "@salesforce/label/c.LoyaltyReferralJoined";
import linkLabel from "@salesforce/label/c.LoyaltyReferralLink";
import noneLabel from "@salesforce/label/c.LoyaltyReferralNone";
import promiseLabel from "@salesforce/label/c.LoyaltyPagesPromise";
import promiseRefereeLabel from "@salesforce/label/c.LoyaltyPagesPromiseReferee";
import promiseReferrerLabel from "@salesforce/label/c.LoyaltyPagesPromiseReferrer";
import sentLabel from "@salesforce/label/c.LoyaltyReferralSent";
import titleLabel from "@salesforce/label/c.LoyaltyReferrals";
import type { ReferralController_Overview as Overview } from "apex-types";
import type { WireResult } from "lwc-wire";

/** Member pages: the code and link that I hand on, and what came of it. */
export default class OwnReferrals extends OwnPart<Overview> {
  email = "";
  labels = {
    code: codeLabel,
    email: emailLabel,
    invite: inviteLabel,
    link: linkLabel,
    none: noneLabel,
    title: titleLabel
  };

  @wire(getReferrals, { memberId: "$memberId" })
  receive(result: WireResult<Overview | null>): void {
    this.take(result);
  }

  get empty(): boolean {
    return this.isNobody || this.data?.offered === false;
  }
  get promise(): string {
    return promiseText(this.data, {
      both: promiseLabel,
      referrerAlone: promiseReferrerLabel,
      refereeAlone: promiseRefereeLabel
    });
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

  handleEmail(event: CustomEvent<{ value: string }>): void {
    this.email = event.detail.value;
  }

  async handleInvite(): Promise<void> {
    await this.attempt(async () => {
      const email = this.email.trim();
      await invite({ memberId: this.memberId ?? null, email });
      this.email = "";
      this.told = labelText(invitedLabel, email);
      await this.readAgain();
    });
  }
}
