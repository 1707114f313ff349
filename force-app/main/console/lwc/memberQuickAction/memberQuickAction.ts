import { api, LightningElement } from "lwc";
import { ShowToastEvent } from "lightning/platformShowToastEvent";
import { RefreshEvent } from "lightning/refresh";
import { notifyRecordUpdateAvailable } from "lightning/uiRecordApi";
import getCards from "@salesforce/apex/MemberCardController.getCards";
import { errorMessage } from "c/errorMessage";
import { isOffered, openAction, startsWithoutMembership } from "c/memberActions";
import { chosenMembership } from "c/memberElement";
import type { MemberCard as Card } from "apex-types";
import notMemberLabel from "@salesforce/label/c.LoyaltyEnrolNotMember";
import notNowLabel from "@salesforce/label/c.LoyaltyActionNotNow";

/**
 * A quick action without a screen of its own: opens the dialog of one of the member's actions, from the page of an
 * account, a contact or a member. Where a customer has several memberships it is about the one chosen on the card.
 */
export class MemberQuickAction extends LightningElement {
  @api recordId = "";
  @api objectApiName = "";
  /** Name of the action, as c/memberActions has it. */
  action = "";

  /** The platform calls it when the button is pressed. */
  @api
  async invoke(): Promise<void> {
    try {
      const cards = (await getCards({ recordId: this.recordId })) ?? [];
      const chosen = chosenMembership(this.recordId);
      const card = cards.find(({ memberId }) => memberId === chosen) ?? cards[0];
      if (card || startsWithoutMembership(this.action)) await this.open(card ?? ({} as Card));
      else this.refuse(notMemberLabel);
    } catch (error) {
      this.refuse(errorMessage(error));
    }
  }

  private async open(card: Card): Promise<void> {
    if (!isOffered(this.action, card, this.recordId)) this.refuse(notNowLabel);
    else if (await openAction(this.action, card, this.recordId)) await this.announce(card);
  }

  private async announce({ memberId }: Card): Promise<void> {
    this.dispatchEvent(new RefreshEvent());
    const recordIds = [...new Set([this.recordId, memberId ?? this.recordId])];
    await notifyRecordUpdateAvailable(recordIds.map((recordId) => ({ recordId })));
  }

  private refuse(message: string): void {
    this.dispatchEvent(new ShowToastEvent({ title: message, message: "", variant: "warning" }));
  }
}
