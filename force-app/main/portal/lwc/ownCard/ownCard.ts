import { membershipText } from "c/cardText";
import { labelText } from "c/labelText";
import { numberText } from "c/localeText";
import { OwnPart } from "c/ownPart";
import membershipLabel from "@salesforce/label/c.LoyaltyCardMembership";
import nobodyLabel from "@salesforce/label/c.LoyaltyPagesNobody";
import owesLabel from "@salesforce/label/c.LoyaltyPagesOwes";
import pendingLabel from "@salesforce/label/c.LoyaltyCardPending";
import spendableLabel from "@salesforce/label/c.LoyaltyCardSpendable";
import titleLabel from "@salesforce/label/c.LoyaltyCardTitle";

/** Member pages: who I am, what I have, what I am close to. */
export default class OwnCard extends OwnPart<never> {
  labels = {
    membership: membershipLabel,
    nobody: nobodyLabel,
    title: titleLabel
  };

  override get loading(): boolean {
    return this.cards === undefined && this.error === undefined;
  }
  get hasSeveral(): boolean {
    return (this.cards?.length ?? 0) > 1;
  }
  get membershipOptions(): { label: string; value: string }[] {
    return (this.cards ?? []).map((card) => ({ label: membershipText(card), value: card.memberId ?? "" }));
  }
  /** What is to be known of the balance besides. */
  get remarks(): string[] {
    const { balance, spendablePoints, pendingPoints, spendingRefusal } = this.card ?? {};
    return [
      spendingRefusal ?? "",
      (balance ?? 0) < 0 ? labelText(owesLabel, numberText(-(balance ?? 0))) : "",
      Math.max(balance ?? 0, 0) === (spendablePoints ?? 0)
        ? ""
        : labelText(spendableLabel, numberText(spendablePoints)),
      pendingPoints ? labelText(pendingLabel, numberText(pendingPoints)) : ""
    ].filter(Boolean);
  }

  handleMembership(event: CustomEvent<{ value: string }>): void {
    this.choose(event.detail.value);
  }
}
