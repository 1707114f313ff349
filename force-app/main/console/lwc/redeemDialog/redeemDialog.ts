import { api, wire } from "lwc";
import getProposedAddress from "@salesforce/apex/DispatchController.getProposedAddress";
import getCatalog from "@salesforce/apex/RewardCatalogController.getCatalog";
import redeem from "@salesforce/apex/RewardCatalogController.redeem";
import { ActionDialog } from "c/actionDialog";
import { labelText } from "c/labelText";
import { newRequestKey } from "c/requestKey";
import { numberText } from "c/localeText";
import chooseLabel from "@salesforce/label/c.LoyaltyRedeemChoose";
import availableLabel from "@salesforce/label/c.LoyaltyRedeemAvailable";
import balanceLabel from "@salesforce/label/c.LoyaltyRedeemBalance";
import costLabel from "@salesforce/label/c.LoyaltyRedeemCost";
import doneLabel from "@salesforce/label/c.LoyaltyRedeemDone";
import leftLabel from "@salesforce/label/c.LoyaltyRedeemLeft";
import loadingLabel from "@salesforce/label/c.LoyaltyLoading";
import nothingLabel from "@salesforce/label/c.LoyaltyCatalogEmpty";
import redeemLabel from "@salesforce/label/c.LoyaltyCardRedeem";
import sentLabel from "@salesforce/label/c.LoyaltyRedeemSent";
import rewardLabel from "@salesforce/label/c.LoyaltyRedeemReward";
import titleLabel from "@salesforce/label/c.LoyaltyRedeemTitle";
import validUntilLabel from "@salesforce/label/c.LoyaltyRedeemValidUntil";
import type { RedemptionService_Result as Redemption, RewardOffer as Item, ShippingAddress } from "apex-types";
import type { WireResult } from "lwc-wire";

const NOWHERE: ShippingAddress = {
  recipient: null,
  street: null,
  postalCode: null,
  city: null,
  province: null,
  country: null
};

/** Chooses a reward, confirms what it costs, and shows the voucher's code. Closes with whether there is one. */
export default class RedeemDialog extends ActionDialog {
  @api memberId: string | undefined;
  /** Chosen beforehand; otherwise the first that can be had. */
  @api rewardId: string | undefined;
  @api spendablePoints: number | undefined;

  items: readonly Item[] | undefined;
  chosen: string | undefined;
  /** What the member takes of a reward that is a choice. */
  chosenOption: string | undefined;
  result: Redemption | null = null;
  /** Where a reward that is sent goes: what is proposed, until it is changed. */
  address: ShippingAddress | undefined;

  labels = {
    available: availableLabel,
    choose: chooseLabel,
    cost: costLabel,
    done: doneLabel,
    left: leftLabel,
    loading: loadingLabel,
    nothing: nothingLabel,
    redeem: redeemLabel,
    reward: rewardLabel,
    sent: sentLabel,
    title: titleLabel,
    validUntil: validUntilLabel
  };

  @wire(getCatalog, { memberId: "$memberId" })
  receive({ data, error }: WireResult<Item[]>): void {
    this.items = data ?? this.items;
    this.error = error;
  }

  @wire(getProposedAddress, { memberId: "$goesTo" })
  propose({ data, error }: WireResult<ShippingAddress | null>): void {
    if (data) this.address ??= data;
    // Who may not see the customer's address enters it.
    if (error) this.address ??= NOWHERE;
  }

  override get done(): boolean {
    return this.result !== null;
  }
  get loading(): boolean {
    return this.items === undefined && this.error === undefined;
  }
  get nothing(): boolean {
    return (this.items?.length ?? 0) === 0;
  }
  get item(): Item | undefined {
    return this.items?.find(({ rewardId }) => rewardId === this.chosenId);
  }
  get chosenId(): string {
    return (
      this.chosen ??
      this.rewardId ??
      this.items?.find((item) => item.redeemable)?.rewardId ??
      this.items?.[0]?.rewardId ??
      ""
    );
  }
  /** What is left of what the member chooses one of; empty where the reward is no choice. */
  get choices(): { label: string; value: string }[] {
    const left = (this.item?.options ?? []).filter(({ stock }) => stock !== 0);
    return left.map(({ rewardId, name }) => ({ label: name ?? "", value: rewardId ?? "" }));
  }
  get isChoice(): boolean {
    return this.choices.length > 0;
  }
  get sent(): boolean {
    const given = this.item?.options?.find(({ rewardId }) => rewardId === this.chosenOption) ?? this.item;
    return given?.sent === true;
  }
  /** Nobody's address is read for what is not sent. */
  get goesTo(): string | undefined {
    return this.sent ? this.memberId : undefined;
  }
  get options(): { label: string; value: string }[] {
    return (this.items ?? []).map(({ rewardId, name, cost }) => ({
      label: `${name} (${numberText(cost)})`,
      value: rewardId ?? ""
    }));
  }
  get pointsLeft(): number {
    return (this.spendablePoints ?? 0) - (this.item?.cost ?? 0);
  }
  get confirmDisabled(): boolean {
    const lacksOption = this.isChoice && this.chosenOption === undefined;
    return this.item?.redeemable !== true || lacksOption || (this.sent && !this.address);
  }
  get balanceText(): string {
    return labelText(balanceLabel, numberText(this.result?.balance));
  }

  handleReward(event: CustomEvent<{ value: string }>): void {
    this.chosen = event.detail.value;
    this.chosenOption = undefined;
    this.requestKey = newRequestKey();
    this.error = undefined;
  }

  handleOption(event: CustomEvent<{ value: string }>): void {
    this.chosenOption = event.detail.value;
    this.requestKey = newRequestKey();
    this.error = undefined;
  }

  handleAddress(event: CustomEvent<ShippingAddress>): void {
    this.address = event.detail;
    this.requestKey = newRequestKey();
    this.error = undefined;
  }

  async handleConfirm(): Promise<void> {
    await this.attempt(async () => {
      this.result = await redeem({
        memberId: this.memberId ?? null,
        rewardId: this.chosenId,
        optionId: this.chosenOption ?? null,
        address: this.sent ? (this.address ?? null) : null,
        idempotencyKey: this.requestKey
      });
    });
  }
}
