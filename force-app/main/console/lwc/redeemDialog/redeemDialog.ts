import { api, wire } from "lwc";
import getProposedAddress from "@salesforce/apex/DispatchController.getProposedAddress";
import getPoolCatalog from "@salesforce/apex/PoolController.getCatalog";
import getStanding from "@salesforce/apex/PoolController.getStanding";
import redeemFromPool from "@salesforce/apex/PoolController.redeem";
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
import heldLabel from "@salesforce/label/c.LoyaltyRedeemHeld";
import heldNoteLabel from "@salesforce/label/c.LoyaltyRedeemHeldNote";
import leftLabel from "@salesforce/label/c.LoyaltyRedeemLeft";
import loadingLabel from "@salesforce/label/c.LoyaltyLoading";
import nothingLabel from "@salesforce/label/c.LoyaltyCatalogEmpty";
import ownPointsLabel from "@salesforce/label/c.LoyaltyRedeemOwnPoints";
import payerLabel from "@salesforce/label/c.LoyaltyRedeemPayer";
import poolLabel from "@salesforce/label/c.LoyaltyRedeemPool";
import redeemLabel from "@salesforce/label/c.LoyaltyCardRedeem";
import sentLabel from "@salesforce/label/c.LoyaltyRedeemSent";
import rewardLabel from "@salesforce/label/c.LoyaltyRedeemReward";
import titleLabel from "@salesforce/label/c.LoyaltyRedeemTitle";
import validUntilLabel from "@salesforce/label/c.LoyaltyRedeemValidUntil";
import type {
  PoolController_Standing as Standing,
  RedemptionService_Result as Redemption,
  RewardOffer as Item,
  ShippingAddress
} from "apex-types";
import type { WireResult } from "lwc-wire";

/** Who pays. */
const OWN = "own";
const POOL = "pool";

const NOWHERE: ShippingAddress = {
  recipient: null,
  street: null,
  postalCode: null,
  city: null,
  province: null,
  country: null
};

/** Chooses a reward, confirms what it costs, and shows the voucher's code, or why it is held for a review. Closes with whether there is one. */
export default class RedeemDialog extends ActionDialog {
  @api memberId: string | undefined;
  /** Chosen beforehand; otherwise the first that can be had. */
  @api rewardId: string | undefined;
  @api spendablePoints: number | undefined;

  /** Whether the company above pays, until it is chosen otherwise. */
  @api fromPool = false;
  chosenPayer: string | undefined;

  ownItems: readonly Item[] | undefined;
  poolItems: readonly Item[] | undefined;
  standing: Standing | undefined;
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
    held: heldLabel,
    heldNote: heldNoteLabel,
    left: leftLabel,
    loading: loadingLabel,
    nothing: nothingLabel,
    payer: payerLabel,
    redeem: redeemLabel,
    reward: rewardLabel,
    sent: sentLabel,
    title: titleLabel,
    validUntil: validUntilLabel
  };

  @wire(getCatalog, { memberId: "$memberId" })
  receive({ data, error }: WireResult<Item[]>): void {
    this.ownItems = data ?? this.ownItems;
    this.error = error;
  }

  @wire(getPoolCatalog, { memberId: "$poolSpender" })
  receivePool({ data, error }: WireResult<Item[]>): void {
    this.poolItems = data ?? this.poolItems;
    if (error) this.error = error;
  }

  @wire(getStanding, { memberId: "$memberId" })
  receiveStanding({ data }: WireResult<Standing | null>): void {
    this.standing = data ?? this.standing;
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
  get items(): readonly Item[] | undefined {
    return this.isFromPool ? this.poolItems : this.ownItems;
  }
  /** Nobody's pool is read for who pays with own points. */
  get poolSpender(): string | undefined {
    return this.isFromPool ? this.memberId : undefined;
  }
  get hasPool(): boolean {
    return Boolean(this.standing?.poolId);
  }
  get payer(): string {
    return this.chosenPayer ?? (this.fromPool ? POOL : OWN);
  }
  get isFromPool(): boolean {
    return this.payer === POOL;
  }
  get payers(): { label: string; value: string }[] {
    return [
      { value: OWN, label: labelText(ownPointsLabel, numberText(this.spendablePoints ?? 0)) },
      { value: POOL, label: this.poolText(this.standing?.own?.left) }
    ];
  }
  get available(): number {
    return (this.isFromPool ? this.standing?.spendablePoints : this.spendablePoints) ?? 0;
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
    return this.available - (this.item?.cost ?? 0);
  }
  get confirmDisabled(): boolean {
    const lacksOption = this.isChoice && this.chosenOption === undefined;
    return this.item?.redeemable !== true || lacksOption || (this.sent && !this.address);
  }
  get balanceText(): string {
    if (this.isFromPool) return this.poolText((this.standing?.own?.left ?? 0) - (this.result?.points ?? 0));
    return labelText(balanceLabel, numberText(this.result?.balance));
  }

  handlePayer(event: CustomEvent<{ value: string }>): void {
    this.chosenPayer = event.detail.value;
    this.requestKey = newRequestKey();
    this.error = undefined;
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

  private poolText(left: number | null | undefined): string {
    return labelText(poolLabel, this.standing?.poolName ?? "", numberText(left));
  }

  async handleConfirm(): Promise<void> {
    await this.attempt(async () => {
      const pay = this.isFromPool ? redeemFromPool : redeem;
      this.result = await pay({
        memberId: this.memberId ?? null,
        rewardId: this.chosenId,
        optionId: this.chosenOption ?? null,
        address: this.sent ? (this.address ?? null) : null,
        idempotencyKey: this.requestKey
      });
    });
  }
}
