import { api, wire } from "lwc";
import getProposedAddress from "@salesforce/apex/MemberPagesController.getProposedAddress";
import redeem from "@salesforce/apex/MemberPagesController.redeem";
import { ActionDialog } from "c/actionDialog";
import { labelText } from "c/labelText";
import { numberText } from "c/localeText";
import { newRequestKey } from "c/requestKey";
import chooseLabel from "@salesforce/label/c.LoyaltyRedeemChoose";
import costLabel from "@salesforce/label/c.LoyaltyRedeemCost";
import leftLabel from "@salesforce/label/c.LoyaltyRedeemLeft";
import heldLabel from "@salesforce/label/c.LoyaltyRedeemHeld";
import heldNoteLabel from "@salesforce/label/c.LoyaltyRedeemHeldNote";
import redeemedLabel from "@salesforce/label/c.LoyaltyPagesRedeemed";
import redeemLabel from "@salesforce/label/c.LoyaltyCardRedeem";
import type { RewardOffer, ShippingAddress } from "apex-types";
import type { WireResult } from "lwc-wire";

const HELD = "Held";
const NOWHERE: ShippingAddress = {
  recipient: null,
  street: null,
  postalCode: null,
  city: null,
  province: null,
  country: null
};

/** Says what a reward costs, redeems it, and shows the code. Closes with whether it was redeemed. */
export default class OwnRedeemDialog extends ActionDialog {
  @api memberId = "";
  @api offer: RewardOffer | undefined;
  @api spendablePoints = 0;

  /** What is taken of a reward that is a choice. */
  option = "";
  /** Where a reward that is sent goes: what is proposed, until it is changed. */
  address: ShippingAddress | undefined;

  labels = { choose: chooseLabel, cost: costLabel, left: leftLabel, redeem: redeemLabel };

  @wire(getProposedAddress, { memberId: "$goesTo" })
  propose({ data, error }: WireResult<ShippingAddress | null>): void {
    if (data ?? error) this.address ??= data ?? NOWHERE;
  }

  get choices(): { label: string; value: string }[] {
    const left = (this.offer?.options ?? []).filter(({ stock }) => stock !== 0);
    return left.map(({ rewardId, name }) => ({ label: name ?? "", value: rewardId ?? "" }));
  }
  get isChoice(): boolean {
    return this.choices.length > 0;
  }
  get sent(): boolean {
    const given = this.offer?.options?.find(({ rewardId }) => rewardId === this.option) ?? this.offer;
    return given?.sent === true;
  }
  /** Nobody's address is read for what is not sent. */
  get goesTo(): string | undefined {
    return this.sent ? this.memberId : undefined;
  }
  get confirmDisabled(): boolean {
    return this.sent && !this.address;
  }
  get pointsLeft(): number {
    return this.spendablePoints - (this.offer?.cost ?? 0);
  }

  handleAddress(event: CustomEvent<ShippingAddress>): void {
    this.address = event.detail;
    this.requestKey = newRequestKey();
  }

  async handleConfirm(): Promise<void> {
    await this.attempt(async () => {
      const redeemed = await redeem({
        memberId: this.memberId,
        rewardId: this.offer?.rewardId ?? null,
        optionId: this.option || null,
        address: this.sent ? (this.address ?? null) : null,
        idempotencyKey: this.requestKey
      });
      this.doneText =
        redeemed?.status === HELD
          ? `${heldLabel}. ${heldNoteLabel}`
          : labelText(redeemedLabel, redeemed?.code ?? "", numberText(redeemed?.balance));
    });
  }
}
