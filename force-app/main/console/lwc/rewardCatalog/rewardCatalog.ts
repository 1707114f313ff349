import { wire } from "lwc";
import { refreshApex } from "@salesforce/apex";
import getCatalog from "@salesforce/apex/RewardCatalogController.getCatalog";
import { mayHaveChanged } from "c/actionDialog";
import RedeemDialog from "c/redeemDialog";
import { labelText } from "c/labelText";
import { MemberElement } from "c/memberElement";
import { permissions } from "c/permissions";
import locale from "@salesforce/i18n/locale";
import { numberText } from "c/localeText";
import { rewardTile, type RewardTile } from "c/rewardTile";
import allLabel from "@salesforce/label/c.LoyaltyCatalogAll";
import categoryLabel from "@salesforce/label/c.LoyaltyCatalogCategory";
import emptyLabel from "@salesforce/label/c.LoyaltyCatalogEmpty";
import foundLabel from "@salesforce/label/c.LoyaltyCatalogFound";
import redeemLabel from "@salesforce/label/c.LoyaltyCardRedeem";
import moreLabel from "@salesforce/label/c.LoyaltyActivityMore";
import searchLabel from "@salesforce/label/c.LoyaltyCatalogSearch";
import titleLabel from "@salesforce/label/c.LoyaltyCatalogTitle";
import type { RewardOffer as Item } from "apex-types";
import type { WireError, WireResult } from "lwc-wire";
import type VoucherList from "c/voucherList";

const ALL = "*";
/** Rewards that are shown at once. */
const PAGE = 12;

/** What the member can have for the points, what it costs, and why something cannot be had. */
export default class RewardCatalog extends MemberElement {
  items: readonly Item[] | undefined;
  error: WireError | undefined;
  category = ALL;
  text = "";
  most = PAGE;
  /** Rewards whose picture does not load. */
  broken: readonly string[] = [];
  private wiredItems: WireResult<Item[]> | undefined;
  private focusAt: number | undefined;

  labels = {
    category: categoryLabel,
    empty: emptyLabel,
    more: moreLabel,
    redeem: redeemLabel,
    search: searchLabel,
    title: titleLabel
  };

  @wire(getCatalog, { memberId: "$memberId" })
  receiveItems(result: WireResult<Item[]>): void {
    this.wiredItems = result;
    this.items = result.data ?? this.items;
    this.error = result.error;
  }

  get problem(): unknown {
    return this.cardsError ?? this.error;
  }
  get loading(): boolean {
    return this.cards === undefined || (this.memberId !== undefined && this.items === undefined);
  }
  get empty(): boolean {
    return this.memberId === undefined || (this.items?.length ?? 0) === 0;
  }
  get mayRedeem(): boolean {
    return permissions.redeem;
  }
  get isLong(): boolean {
    return (this.items?.length ?? 0) > PAGE;
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
  get found(): readonly Item[] {
    const wanted = fold(this.text.trim());
    return (this.items ?? [])
      .filter((item) => this.category === ALL || item.category === this.category)
      .filter(({ name, description }) => fold(`${name ?? ""} ${description ?? ""}`).includes(wanted));
  }
  get foundText(): string {
    return labelText(foundLabel, numberText(this.tiles.length), numberText(this.found.length));
  }
  get more(): boolean {
    return this.found.length > this.most;
  }
  get tiles(): RewardTile[] {
    const pointName = this.card?.pointName ?? "";
    return this.found.slice(0, this.most).map((item) => rewardTile(item, pointName, this.broken));
  }

  handleSearch(event: CustomEvent<{ value: string }>): void {
    [this.text, this.most] = [event.detail.value, PAGE];
  }

  /** What was asked for has the focus: the button that asked may be gone. */
  handleMore(): void {
    this.focusAt = this.most;
    this.most += PAGE * 2;
  }

  override renderedCallback(): void {
    if (this.focusAt === undefined) return;
    this.template?.querySelectorAll<HTMLElement>("li")[this.focusAt]?.focus();
    this.focusAt = undefined;
  }

  handlePictureError(event: Event): void {
    const { id } = (event.currentTarget as HTMLElement).dataset;
    this.broken = [...this.broken, id ?? ""];
  }

  handleCategory(event: CustomEvent<{ value: string }>): void {
    [this.category, this.most] = [event.detail.value, PAGE];
  }

  async handleRedeem(event: Event): Promise<void> {
    const { id } = (event.currentTarget as HTMLElement).dataset;
    const closedWith: unknown = await RedeemDialog.open({
      size: "small",
      label: redeemLabel,
      memberId: this.memberId,
      rewardId: id,
      spendablePoints: this.card?.spendablePoints
    });
    if (mayHaveChanged(closedWith)) await this.announce();
  }

  async handleVoucherChange(): Promise<void> {
    await this.announce();
  }

  override async refreshOwn(): Promise<void> {
    const vouchers = this.refs?.vouchers as VoucherList | undefined;
    await Promise.all([refreshApex(this.wiredItems), vouchers?.refresh()]);
  }
}

/** Upper and lower case, and letters with and without marks, are found by one another, as the user's language has them. */
function fold(text: string): string {
  return text
    .toLocaleLowerCase(locale)
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replaceAll("ı", "i")
    .replaceAll("ł", "l");
}
