import { wire } from "lwc";
import decideConsent from "@salesforce/apex/MemberPagesController.decideConsent";
import getConsents from "@salesforce/apex/MemberPagesController.getConsents";
import { OwnPart } from "c/ownPart";
import nobodyLabel from "@salesforce/label/c.LoyaltyPagesNobody";
import titleLabel from "@salesforce/label/c.LoyaltyPagesConsents";
import type { PrivacyController_Consent as Consent } from "apex-types";
import type { WireResult } from "lwc-wire";

/** Member pages: what I agree to, each of it given and taken back by a switch. */
export default class OwnConsents extends OwnPart<readonly Consent[]> {
  labels = { nobody: nobodyLabel, title: titleLabel };

  @wire(getConsents, { memberId: "$memberId" })
  receive(result: WireResult<Consent[]>): void {
    this.take(result);
  }

  get consents(): readonly Consent[] {
    return this.data ?? [];
  }

  async handleDecision(event: CustomEvent<{ checked: boolean }>): Promise<void> {
    const { purpose } = (event.currentTarget as HTMLElement).dataset;
    const memberId = this.memberId ?? null;
    await this.keep(event, () =>
      decideConsent({
        memberId,
        purpose: purpose ?? null,
        given: event.detail.checked
      })
    );
  }
}
