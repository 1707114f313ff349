import { api, LightningElement } from "lwc";
import { membershipText, tierStyle, tierText } from "c/cardText";
import type { MemberCard as Card } from "apex-types";

/** Who the member is, in which tier, and how many points they have. */
export default class CardHead extends LightningElement {
  private shown: Card | undefined;
  private logoBroken = false;

  @api
  get card(): Card | undefined {
    return this.shown;
  }
  set card(card: Card | undefined) {
    if (card?.logoUrl !== this.shown?.logoUrl) this.logoBroken = false;
    this.shown = card;
  }

  get membership(): string {
    return this.shown ? membershipText(this.shown) : "";
  }
  get tierName(): string {
    return this.shown ? tierText(this.shown) : "";
  }
  get tierStyle(): string {
    return tierStyle(this.shown);
  }
  get logoUrl(): string | undefined {
    return this.logoBroken ? undefined : (this.shown?.logoUrl ?? undefined);
  }

  handleLogoError(): void {
    this.logoBroken = true;
  }

  /** Puts the focus on the tier. */
  @api
  focusTier(): void {
    this.template?.querySelector<HTMLElement>(".tier-name")?.focus();
  }
}
