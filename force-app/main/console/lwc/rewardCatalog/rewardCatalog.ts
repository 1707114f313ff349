import { api, LightningElement, wire } from "lwc";
import { refreshApex } from "@salesforce/apex";
import getCards from "@salesforce/apex/MemberCardController.getCards";
import getCatalog from "@salesforce/apex/RewardCatalogController.getCatalog";
import { RefreshEvent, registerRefreshHandler, unregisterRefreshHandler } from "lightning/refresh";
import { notifyRecordUpdateAvailable } from "lightning/uiRecordApi";
import RedeemDialog from "c/redeemDialog";
import { labelText } from "c/labelText";
import locale from "@salesforce/i18n/locale";
import allLabel from "@salesforce/label/c.LoyaltyCatalogAll";
import categoryLabel from "@salesforce/label/c.LoyaltyCatalogCategory";
import costLabel from "@salesforce/label/c.LoyaltyCatalogCost";
import emptyLabel from "@salesforce/label/c.LoyaltyCatalogEmpty";
import loadingLabel from "@salesforce/label/c.LoyaltyLoading";
import minimumTierLabel from "@salesforce/label/c.LoyaltyCatalogMinimumTier";
import redeemLabel from "@salesforce/label/c.LoyaltyCardRedeem";
import redeemOneLabel from "@salesforce/label/c.LoyaltyCatalogRedeemOne";
import stockLabel from "@salesforce/label/c.LoyaltyCatalogStock";
import timesLeftLabel from "@salesforce/label/c.LoyaltyCatalogTimesLeft";
import titleLabel from "@salesforce/label/c.LoyaltyCatalogTitle";
import type { MemberCardController_Card as Card, RewardCatalogController_Item as Item } from "apex-types";
import type { WireError, WireResult } from "lwc-wire";
import type VoucherList from "c/voucherList";

const ALL = "*";
const ICONS: Readonly<Record<string, string>> = { Percentage: "standard:discounts", FreeProduct: "standard:product" };

interface Tile {
  readonly rewardId: string | null;
  readonly name: string | null;
  readonly description: string | null;
  readonly pictureUrl: string | null;
  readonly icon: string;
  readonly costText: string;
  readonly detail: string;
  readonly reason: string;
  readonly disabled: boolean;
  readonly actionLabel: string;
}

/** What the member can have for the points, what it costs, and why something cannot be had. */
export default class RewardCatalog extends LightningElement {
  @api recordId = "";

  cards: readonly Card[] | undefined;
  items: readonly Item[] | undefined;
  error: WireError | undefined;
  category = ALL;
  private wiredCards: WireResult<Card[]> | undefined;
  private wiredItems: WireResult<Item[]> | undefined;
  private refreshHandler: string | undefined;

  labels = {
    category: categoryLabel,
    empty: emptyLabel,
    loading: loadingLabel,
    redeem: redeemLabel,
    title: titleLabel
  };

  override connectedCallback(): void {
    this.refreshHandler = registerRefreshHandler(this, () => this.refresh());
  }

  override disconnectedCallback(): void {
    if (this.refreshHandler !== undefined) unregisterRefreshHandler(this.refreshHandler);
  }

  @wire(getCards, { recordId: "$recordId" })
  receiveCards(result: WireResult<Card[]>): void {
    this.wiredCards = result;
    this.cards = result.data ?? this.cards;
    this.error = result.error;
  }

  @wire(getCatalog, { memberId: "$memberId" })
  receiveItems(result: WireResult<Item[]>): void {
    this.wiredItems = result;
    this.items = result.data ?? this.items;
    this.error = result.error ?? this.error;
  }

  get card(): Card | undefined {
    return this.cards?.[0];
  }
  get memberId(): string | undefined {
    return this.card?.memberId ?? undefined;
  }
  get loading(): boolean {
    return this.cards === undefined || (this.memberId !== undefined && this.items === undefined);
  }
  get empty(): boolean {
    return (this.items?.length ?? 0) === 0;
  }
  get categories(): string[] {
    return [...new Set((this.items ?? []).flatMap((item) => item.category ?? []))].sort((one, other) =>
      one.localeCompare(other, locale)
    );
  }
  get hasCategories(): boolean {
    return this.categories.length > 1;
  }
  get categoryOptions(): { label: string; value: string }[] {
    return [{ label: allLabel, value: ALL }, ...this.categories.map((name) => ({ label: name, value: name }))];
  }
  get tiles(): Tile[] {
    return (this.items ?? [])
      .filter((item) => this.category === ALL || item.category === this.category)
      .map((item) => tileOf(item, this.card?.pointName ?? ""));
  }

  handleCategory(event: CustomEvent<{ value: string }>): void {
    this.category = event.detail.value;
  }

  async handleRedeem(event: Event): Promise<void> {
    const { id } = (event.currentTarget as HTMLElement).dataset;
    const redeemed: unknown = await RedeemDialog.open({
      size: "small",
      label: redeemLabel,
      memberId: this.memberId,
      rewardId: id,
      spendablePoints: this.card?.spendablePoints
    });
    if (redeemed) await this.announce();
  }

  async handleVoucherChange(): Promise<void> {
    await this.announce();
  }

  /** Everything on the page that shows points reads them again, this catalog with it. */
  private async announce(): Promise<void> {
    this.dispatchEvent(new RefreshEvent());
    await notifyRecordUpdateAvailable([{ recordId: this.recordId }]);
  }

  private async refresh(): Promise<boolean> {
    const vouchers = this.refs?.vouchers as VoucherList | undefined;
    await Promise.all([refreshApex(this.wiredCards), refreshApex(this.wiredItems), vouchers?.refresh()]);
    return true;
  }
}

function tileOf(item: Item, pointName: string): Tile {
  const details = [
    item.minimumTierName ? labelText(minimumTierLabel, item.minimumTierName) : "",
    isNumber(item.stock) ? labelText(stockLabel, item.stock.toLocaleString(locale)) : "",
    isNumber(item.timesLeft) ? labelText(timesLeftLabel, item.timesLeft.toLocaleString(locale)) : ""
  ];
  return {
    rewardId: item.rewardId,
    name: item.name,
    description: item.description,
    pictureUrl: item.pictureUrl,
    icon: ICONS[item.kind ?? ""] ?? "standard:rewards",
    costText: labelText(costLabel, (item.cost ?? 0).toLocaleString(locale), pointName),
    detail: details.filter(Boolean).join(" · "),
    reason: item.redeemable ? "" : (item.reason ?? ""),
    disabled: item.redeemable !== true,
    actionLabel: labelText(redeemOneLabel, item.name ?? "")
  };
}

function isNumber(value: number | null | undefined): value is number {
  return value !== null && value !== undefined;
}
