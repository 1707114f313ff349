import { api, wire } from "lwc";
import getStanding from "@salesforce/apex/PoolController.getStanding";
import setLimit from "@salesforce/apex/PoolController.setLimit";
import { RefreshEvent } from "lightning/refresh";
import { mayHaveChanged } from "c/actionDialog";
import { labelText } from "c/labelText";
import { numberText } from "c/localeText";
import { permissions } from "c/permissions";
import PoolDialog from "c/poolDialog";
import RedeemDialog from "c/redeemDialog";
import { WiredPart } from "c/wiredPart";
import addLabel from "@salesforce/label/c.LoyaltyPoolAdd";
import changeLabel from "@salesforce/label/c.LoyaltyPoolChange";
import leftLabel from "@salesforce/label/c.LoyaltyPoolLeft";
import limitLabel from "@salesforce/label/c.LoyaltyPoolLimit";
import nameLabel from "@salesforce/label/c.LoyaltyPoolName";
import ownLabel from "@salesforce/label/c.LoyaltyPoolOwn";
import redeemLabel from "@salesforce/label/c.LoyaltyPoolRedeem";
import removeLabel from "@salesforce/label/c.LoyaltyPoolRemove";
import spentLabel from "@salesforce/label/c.LoyaltyPoolSpent";
import titleLabel from "@salesforce/label/c.LoyaltyPoolTitle";
import type { PoolController_Share as Share, PoolController_Standing as Standing } from "apex-types";
import type { WireResult } from "lwc-wire";

interface Row {
  readonly memberId: string;
  readonly name: string;
  readonly limit: string;
  readonly spent: string;
  readonly left: string;
  readonly changeLabel: string;
  readonly removeLabel: string;
}

/** Whose points a member may spend, and who may spend the member's. Nothing is shown where there is neither. */
export default class PoolPanel extends WiredPart<Standing> {
  /** The member. */
  @api recordId = "";

  labels = {
    add: addLabel,
    left: leftLabel,
    limit: limitLabel,
    name: nameLabel,
    redeem: redeemLabel,
    spent: spentLabel,
    title: titleLabel
  };

  @wire(getStanding, { memberId: "$recordId" })
  receive(result: WireResult<Standing | null>): void {
    this.take(result);
  }

  get isShown(): boolean {
    return this.error !== undefined || this.hasPool || this.hasShares || this.mayAdd;
  }
  get hasPool(): boolean {
    return Boolean(this.data?.poolId);
  }
  get hasShares(): boolean {
    return this.rows.length > 0;
  }
  get ownText(): string {
    const { poolName, own } = this.data ?? {};
    return labelText(ownLabel, poolName ?? "", numberText(own?.left), numberText(own?.limitPoints));
  }
  get rows(): Row[] {
    return (this.data?.shares ?? []).map(rowOf);
  }
  get mayChange(): boolean {
    return this.data?.mayChange === true;
  }
  get mayAdd(): boolean {
    return this.mayChange && (this.data?.others ?? []).length > 0;
  }
  get mayRedeem(): boolean {
    return permissions.redeem && (this.data?.spendablePoints ?? 0) > 0;
  }

  async handleRedeem(): Promise<void> {
    const closedWith: unknown = await RedeemDialog.open({
      size: "small",
      label: redeemLabel,
      memberId: this.recordId,
      fromPool: true
    });
    if (mayHaveChanged(closedWith)) await this.announce();
  }

  async handleAdd(): Promise<void> {
    await this.openDialog(this.data?.others ?? []);
  }

  async handleChange(event: Event): Promise<void> {
    await this.openDialog((this.data?.shares ?? []).filter(({ memberId }) => memberId === idOf(event)));
  }

  async handleRemove(event: Event): Promise<void> {
    const memberId = idOf(event);
    await this.attempt(async () => {
      await setLimit({ memberId, poolId: this.recordId, limitPoints: null });
      await this.announce();
    });
  }

  private async openDialog(members: readonly Share[]): Promise<void> {
    const closedWith: unknown = await PoolDialog.open({
      size: "small",
      label: addLabel,
      poolId: this.recordId,
      members
    });
    if (mayHaveChanged(closedWith)) await this.announce();
  }

  private async announce(): Promise<void> {
    this.dispatchEvent(new RefreshEvent());
    await this.readAgain();
  }
}

function idOf(event: Event): string {
  return (event.currentTarget as HTMLElement).dataset.id ?? "";
}

function rowOf({ memberId, name, limitPoints, spent, left }: Share): Row {
  return {
    memberId: memberId ?? "",
    name: name ?? "",
    limit: numberText(limitPoints),
    spent: numberText(spent),
    left: numberText(left),
    changeLabel: labelText(changeLabel, name ?? ""),
    removeLabel: labelText(removeLabel, name ?? "")
  };
}
