import { wire } from "lwc";
import { refreshApex } from "@salesforce/apex";
import getSuggestions from "@salesforce/apex/RewardCatalogController.getSuggestions";
import { labelText } from "c/labelText";
import { actionsOf, openAction, type ActionItem } from "c/memberActions";
import { MemberElement } from "c/memberElement";
import { permissions } from "c/permissions";
import {
  benefitsOf,
  gapText,
  keepTexts,
  laterText,
  membershipText,
  progressShare,
  progressText,
  soonestExpiring,
  tierStyle,
  tierText
} from "c/cardText";
import { numberText } from "c/localeText";
import activityLabel from "@salesforce/label/c.LoyaltyCardActivity";
import affordableLabel from "@salesforce/label/c.LoyaltyCardAffordable";
import benefitsLabel from "@salesforce/label/c.LoyaltyCardBenefits";
import expiringLabel from "@salesforce/label/c.LoyaltyCardExpiring";
import membershipLabel from "@salesforce/label/c.LoyaltyCardMembership";
import missingLabel from "@salesforce/label/c.LoyaltyCardMissing";
import pendingLabel from "@salesforce/label/c.LoyaltyCardPending";
import progressLabel from "@salesforce/label/c.LoyaltyCardProgress";
import redeemLabel from "@salesforce/label/c.LoyaltyCardRedeem";
import spendableLabel from "@salesforce/label/c.LoyaltyCardSpendable";
import suggestionsLabel from "@salesforce/label/c.LoyaltyCardSuggestions";
import suspendedLabel from "@salesforce/label/c.LoyaltyCardSuspended";
import cancelledLabel from "@salesforce/label/c.LoyaltyCardCancelled";
import titleLabel from "@salesforce/label/c.LoyaltyCardTitle";
import untilLabel from "@salesforce/label/c.LoyaltyCardUntil";
import actionsLabel from "@salesforce/label/c.LoyaltyCardActions";
import owesLabel from "@salesforce/label/c.LoyaltyCardOwes";
import statementLabel from "@salesforce/label/c.LoyaltyStatementTitle";
import type { MemberCard as Card, RewardOffer as RewardItem } from "apex-types";
import type { WireResult } from "lwc-wire";
import type ActivityTimeline from "c/activityTimeline";

/** Who the member is, what they have and what they are close to; on the pages of accounts, contacts and members. */
export default class MemberCard extends MemberElement {
  suggestions: readonly RewardItem[] = [];
  logoBroken = false;
  private wiredSuggestions: WireResult<RewardItem[]> | undefined;
  private focusOnTier = false;

  labels = {
    actions: actionsLabel,
    activity: activityLabel,
    statement: statementLabel,
    benefits: benefitsLabel,
    expiring: expiringLabel,
    membership: membershipLabel,
    progress: progressLabel,
    redeem: redeemLabel,
    suggestions: suggestionsLabel,
    title: titleLabel,
    until: untilLabel
  };

  @wire(getSuggestions, { memberId: "$memberId" })
  receiveSuggestions(result: WireResult<RewardItem[]>): void {
    this.wiredSuggestions = result;
    this.suggestions = result.data ?? [];
  }

  get loading(): boolean {
    return this.cards === undefined;
  }
  get isMember(): boolean {
    return this.card !== undefined;
  }
  get hasSeveral(): boolean {
    return (this.cards?.length ?? 0) > 1;
  }
  get membershipOptions(): { label: string; value: string }[] {
    return (this.cards ?? []).map((card) => ({ label: membershipText(card), value: card.memberId ?? "" }));
  }
  get membership(): string {
    return this.card ? membershipText(this.card) : "";
  }
  get memberName(): string {
    return this.card?.memberName ?? "";
  }
  get tierName(): string {
    return this.card ? tierText(this.card) : "";
  }
  get tierStyle(): string {
    return tierStyle(this.card);
  }
  get logoUrl(): string | undefined {
    return this.logoBroken ? undefined : (this.card?.logoUrl ?? undefined);
  }
  get pointName(): string {
    return this.card?.pointName ?? "";
  }
  get mayRedeem(): boolean {
    return permissions.redeem;
  }
  get redeemDisabled(): boolean {
    return (this.card?.spendingRefusal ?? null) !== null;
  }
  get actions(): ActionItem[] {
    return this.card ? actionsOf(this.card, this.recordId) : [];
  }
  get hasActions(): boolean {
    return this.actions.length > 0;
  }
  get statusText(): string {
    const { status } = this.card ?? {};
    return status === "Suspended" ? suspendedLabel : status === "Cancelled" ? cancelledLabel : "";
  }
  /** Says why nothing can be spent; what the status says already is not said again. */
  get refusalText(): string {
    return this.statusText === "" ? (this.card?.spendingRefusal ?? "") : "";
  }
  get owesText(): string {
    const { balance } = this.card ?? {};
    return (balance ?? 0) < 0 ? labelText(owesLabel, numberText(-(balance ?? 0))) : "";
  }
  /** Points whose last day has passed still stand in the balance until the expiry is posted. */
  get hasExpired(): boolean {
    const { balance, spendablePoints } = this.card ?? {};
    return Math.max(balance ?? 0, 0) !== (spendablePoints ?? 0);
  }
  get spendableText(): string {
    return labelText(spendableLabel, numberText(this.card?.spendablePoints));
  }
  get hasPending(): boolean {
    return (this.card?.pendingPoints ?? 0) !== 0;
  }
  get pendingText(): string {
    return labelText(pendingLabel, numberText(this.card?.pendingPoints));
  }
  get hasTiers(): boolean {
    return this.card?.hasTiers === true;
  }
  get hasNextTier(): boolean {
    return Boolean(this.card?.nextTier);
  }
  /** What the text beside it says, as a share of the next threshold in percent. */
  get progress(): number {
    return this.card ? progressShare(this.card) : 0;
  }
  get progressText(): string {
    return this.card ? progressText(this.card) : "";
  }
  get gapText(): string {
    return this.card ? gapText(this.card) : "";
  }
  /** What keeps the tier, and until when it is safe. */
  get keepTexts(): string[] {
    return this.card ? keepTexts(this.card) : [];
  }
  get expiring(): Card["expiring"] {
    return soonestExpiring(this.card);
  }
  get hasExpiring(): boolean {
    return this.expiring.length > 0;
  }
  get laterText(): string {
    return laterText(this.card);
  }
  get benefits(): { benefitId: string | null; text: string | null }[] {
    return benefitsOf(this.card);
  }
  get hasBenefits(): boolean {
    return this.benefits.length > 0;
  }
  get hasSuggestions(): boolean {
    return this.suggestions.length > 0;
  }
  get suggestionRows(): { rewardId: string | null; name: string | null; text: string; textClass: string }[] {
    return this.suggestions.map(({ rewardId, name, redeemable, reason, lacksOnlyPoints, missingPoints }) => ({
      rewardId,
      name,
      text: redeemable
        ? affordableLabel
        : lacksOnlyPoints
          ? labelText(missingLabel, numberText(missingPoints))
          : (reason ?? ""),
      textClass: redeemable ? "slds-text-color_success" : "slds-text-color_weak"
    }));
  }

  handleMembership(event: CustomEvent<{ value: string }>): void {
    this.logoBroken = false;
    this.choose(event.detail.value);
  }

  handleLogoError(): void {
    this.logoBroken = true;
  }

  async handleRedeem(): Promise<void> {
    const { card } = this;
    if (!card) return;
    if (await openAction("redeem", card, this.recordId)) await this.announce();
  }

  async handleStatement(): Promise<void> {
    if (this.card) await openAction("statement", this.card, this.recordId);
  }

  async handleAction(event: CustomEvent<{ value: string }>): Promise<void> {
    const { card } = this;
    if (card && (await openAction(event.detail.value, card, this.recordId))) await this.announce();
  }

  /** The panel that had the focus is gone: the tier, which stands in its place, gets it. */
  async handleEnrolled(): Promise<void> {
    this.focusOnTier = true;
    await this.announce();
  }

  override renderedCallback(): void {
    const tier = this.focusOnTier ? this.template?.querySelector<HTMLElement>(".tier-name") : undefined;
    if (!tier) return;
    this.focusOnTier = false;
    tier.focus();
  }

  override async refreshOwn(): Promise<void> {
    const activity = this.refs?.activity as ActivityTimeline | undefined;
    await Promise.all([refreshApex(this.wiredSuggestions), activity?.refresh()]);
  }
}
