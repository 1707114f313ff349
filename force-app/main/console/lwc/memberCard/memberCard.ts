import { api, LightningElement, wire } from "lwc";
import { refreshApex } from "@salesforce/apex";
import getCards from "@salesforce/apex/MemberCardController.getCards";
import getSuggestions from "@salesforce/apex/RewardCatalogController.getSuggestions";
import { RefreshEvent, registerRefreshHandler, unregisterRefreshHandler } from "lightning/refresh";
import { notifyRecordUpdateAvailable } from "lightning/uiRecordApi";
import RedeemDialog from "c/redeemDialog";
import { labelText } from "c/labelText";
import locale from "@salesforce/i18n/locale";
import activityLabel from "@salesforce/label/c.LoyaltyCardActivity";
import affordableLabel from "@salesforce/label/c.LoyaltyCardAffordable";
import benefitsLabel from "@salesforce/label/c.LoyaltyCardBenefits";
import expiringLabel from "@salesforce/label/c.LoyaltyCardExpiring";
import gapLabel from "@salesforce/label/c.LoyaltyCardGap";
import loadingLabel from "@salesforce/label/c.LoyaltyLoading";
import membershipLabel from "@salesforce/label/c.LoyaltyCardMembership";
import missingLabel from "@salesforce/label/c.LoyaltyCardMissing";
import noTierLabel from "@salesforce/label/c.LoyaltyCardNoTier";
import pendingLabel from "@salesforce/label/c.LoyaltyCardPending";
import progressLabel from "@salesforce/label/c.LoyaltyCardProgress";
import redeemLabel from "@salesforce/label/c.LoyaltyCardRedeem";
import spendableLabel from "@salesforce/label/c.LoyaltyCardSpendable";
import suggestionsLabel from "@salesforce/label/c.LoyaltyCardSuggestions";
import suspendedLabel from "@salesforce/label/c.LoyaltyCardSuspended";
import cancelledLabel from "@salesforce/label/c.LoyaltyCardCancelled";
import titleLabel from "@salesforce/label/c.LoyaltyCardTitle";
import topTierLabel from "@salesforce/label/c.LoyaltyCardTopTier";
import untilLabel from "@salesforce/label/c.LoyaltyCardUntil";
import type { MemberCardController_Card as Card, RewardCatalogController_Item as RewardItem } from "apex-types";
import type { WireError, WireResult } from "lwc-wire";
import type ActivityTimeline from "c/activityTimeline";

const NEUTRAL_COLOR = "#747474";

/** Who the member is, what they have and what they are close to; on the pages of accounts, contacts and members. */
export default class MemberCard extends LightningElement {
  @api recordId = "";

  cards: readonly Card[] | undefined;
  error: WireError | undefined;
  chosenId: string | undefined;
  suggestions: readonly RewardItem[] = [];
  private wiredCards: WireResult<Card[]> | undefined;
  private wiredSuggestions: WireResult<RewardItem[]> | undefined;
  private refreshHandler: string | undefined;

  labels = {
    activity: activityLabel,
    benefits: benefitsLabel,
    expiring: expiringLabel,
    loading: loadingLabel,
    membership: membershipLabel,
    progress: progressLabel,
    redeem: redeemLabel,
    suggestions: suggestionsLabel,
    title: titleLabel,
    until: untilLabel
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

  @wire(getSuggestions, { memberId: "$memberId" })
  receiveSuggestions(result: WireResult<RewardItem[]>): void {
    this.wiredSuggestions = result;
    this.suggestions = result.data ?? [];
  }

  get loading(): boolean {
    return this.cards === undefined;
  }
  get card(): Card | undefined {
    return this.cards?.find((card) => card.memberId === this.chosenId) ?? this.cards?.[0];
  }
  get memberId(): string | undefined {
    return this.card?.memberId ?? undefined;
  }
  get hasSeveral(): boolean {
    return (this.cards?.length ?? 0) > 1;
  }
  get membershipOptions(): { label: string; value: string }[] {
    return (this.cards ?? []).map((card) => ({ label: membershipOf(card), value: card.memberId ?? "" }));
  }
  get membership(): string {
    return this.card ? membershipOf(this.card) : "";
  }
  get tierName(): string {
    return this.card?.tier?.name ?? noTierLabel;
  }
  get tierStyle(): string {
    return `background-color: ${this.card?.tier?.color ?? this.card?.color ?? NEUTRAL_COLOR}`;
  }
  get pointName(): string {
    return this.card?.pointName ?? "";
  }
  get redeemDisabled(): boolean {
    return this.card?.status !== "Active";
  }
  get notActive(): boolean {
    return this.card?.status !== "Active";
  }
  get statusText(): string {
    return this.card?.status === "Suspended" ? suspendedLabel : cancelledLabel;
  }
  /** Points whose last day has passed still stand in the balance until the expiry is posted. */
  get hasExpired(): boolean {
    const { balance, spendablePoints } = this.card ?? {};
    return Math.max(balance ?? 0, 0) !== (spendablePoints ?? 0);
  }
  get spendableText(): string {
    return labelText(spendableLabel, number(this.card?.spendablePoints));
  }
  get hasPending(): boolean {
    return (this.card?.pendingPoints ?? 0) !== 0;
  }
  get pendingText(): string {
    return labelText(pendingLabel, number(this.card?.pendingPoints));
  }
  /** Share of the way from the tier held to the next one, in percent. */
  get progress(): number {
    const { tier, nextTier, qualifyingPoints } = this.card ?? {};
    if (!nextTier) return 100;
    const from = tier?.threshold ?? 0;
    const way = (nextTier.threshold ?? 0) - from;
    return way <= 0 ? 0 : Math.min(100, Math.max(0, Math.floor((((qualifyingPoints ?? 0) - from) / way) * 100)));
  }
  get gapText(): string {
    const { nextTier, pointsToNextTier } = this.card ?? {};
    return nextTier ? labelText(gapLabel, number(pointsToNextTier), nextTier.name ?? "") : topTierLabel;
  }
  get expiring(): Card["expiring"] {
    return this.card?.expiring ?? [];
  }
  get hasExpiring(): boolean {
    return this.expiring.length > 0;
  }
  get benefits(): { benefitId: string | null; text: string | null }[] {
    return (this.card?.tier?.benefits ?? []).map(({ benefitId, name, description }) => ({
      benefitId,
      text: description ?? name
    }));
  }
  get hasBenefits(): boolean {
    return this.benefits.length > 0;
  }
  get hasSuggestions(): boolean {
    return this.suggestions.length > 0;
  }
  get suggestionRows(): { rewardId: string | null; name: string | null; text: string; textClass: string }[] {
    return this.suggestions.map(({ rewardId, name, redeemable, missingPoints }) => ({
      rewardId,
      name,
      text: redeemable ? affordableLabel : labelText(missingLabel, number(missingPoints)),
      textClass: redeemable ? "slds-text-color_success" : "slds-text-color_weak"
    }));
  }

  handleMembership(event: CustomEvent<{ value: string }>): void {
    this.chosenId = event.detail.value;
  }

  async handleRedeem(): Promise<void> {
    const { card } = this;
    if (!card) return;
    const redeemed: unknown = await RedeemDialog.open({
      size: "small",
      label: redeemLabel,
      memberId: card.memberId,
      spendablePoints: card.spendablePoints
    });
    if (redeemed) await this.announce();
  }

  async handleEnrolled(): Promise<void> {
    await this.announce();
  }

  /** Everything on the page that shows points reads them again, this card with it. */
  private async announce(): Promise<void> {
    this.dispatchEvent(new RefreshEvent());
    await notifyRecordUpdateAvailable([{ recordId: this.recordId }]);
  }

  private async refresh(): Promise<boolean> {
    const activity = this.refs?.activity as ActivityTimeline | undefined;
    await Promise.all([refreshApex(this.wiredCards), refreshApex(this.wiredSuggestions), activity?.refresh()]);
    return true;
  }
}

/** Members who were enrolled by hand may have no number. */
function membershipOf({ programName, memberNumber }: Card): string {
  return [programName, memberNumber].filter(Boolean).join(" · ");
}

function number(value: number | null | undefined): string {
  return (value ?? 0).toLocaleString(locale);
}
