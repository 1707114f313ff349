import { wire } from "lwc";
import getRewards from "@salesforce/apex/MemberPagesController.getRewards";
import { mayHaveChanged } from "c/actionDialog";
import { OwnPart } from "c/ownPart";
import OwnRedeemDialog from "c/ownRedeemDialog";
import { rewardTile, type RewardTile } from "c/rewardTile";
import emptyLabel from "@salesforce/label/c.LoyaltyCatalogEmpty";
import moreLabel from "@salesforce/label/c.LoyaltyActivityMore";
import redeemLabel from "@salesforce/label/c.LoyaltyCardRedeem";
import titleLabel from "@salesforce/label/c.LoyaltyCatalogTitle";
import type { RewardOffer } from "apex-types";
import type { WireResult } from "lwc-wire";

const PAGE = 12;

/** Member pages: what I can have for my points, and why something cannot be had. */
export default class OwnRewards extends OwnPart<readonly RewardOffer[]> {
  most = PAGE;
  /** Rewards whose picture does not load. */
  broken: readonly string[] = [];
  labels = { empty: emptyLabel, more: moreLabel, redeem: redeemLabel, title: titleLabel };

  @wire(getRewards, { memberId: "$memberId" })
  receive(result: WireResult<RewardOffer[]>): void {
    this.take(result);
  }

  get empty(): boolean {
    return this.isNobody || this.data?.length === 0;
  }
  get more(): boolean {
    return (this.data?.length ?? 0) > this.most;
  }
  get tiles(): RewardTile[] {
    const pointName = this.card?.pointName ?? "";
    return (this.data ?? []).slice(0, this.most).map((offer) => rewardTile(offer, pointName, this.broken));
  }

  handleMore(): void {
    this.most += PAGE * 2;
  }

  handlePictureError(event: Event): void {
    const { id } = (event.currentTarget as HTMLElement).dataset;
    this.broken = [...this.broken, id ?? ""];
  }

  async handleRedeem(event: Event): Promise<void> {
    const { id } = (event.currentTarget as HTMLElement).dataset;
    const closedWith: unknown = await OwnRedeemDialog.open({
      size: "small",
      label: redeemLabel,
      memberId: this.memberId,
      offer: this.data?.find(({ rewardId }) => rewardId === id),
      spendablePoints: this.card?.spendablePoints
    });
    if (mayHaveChanged(closedWith)) await this.announce();
  }
}
