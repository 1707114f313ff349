import { wire } from "lwc";
import { refreshApex } from "@salesforce/apex";
import getSuggestions from "@salesforce/apex/RewardCatalogController.getSuggestions";
import { labelText } from "c/labelText";
import { actionsOf, openAction, type ActionItem } from "c/memberActions";
import { MemberElement } from "c/memberElement";
import { permissions } from "c/permissions";
import locale from "@salesforce/i18n/locale";
import { lineOf, numberText } from "c/localeText";
import activityLabel from "@salesforce/label/c.LoyaltyCardActivity";
import affordableLabel from "@salesforce/label/c.LoyaltyCardAffordable";
import benefitsLabel from "@salesforce/label/c.LoyaltyCardBenefits";
import expiringLabel from "@salesforce/label/c.LoyaltyCardExpiring";
import gapLabel from "@salesforce/label/c.LoyaltyCardGap";
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
import actionsLabel from "@salesforce/label/c.LoyaltyCardActions";
import gapOtherLabel from "@salesforce/label/c.LoyaltyCardGapOther";
import givenLabel from "@salesforce/label/c.LoyaltyCardTierGiven";
import heldLabel from "@salesforce/label/c.LoyaltyCardTierHeld";
import keepLabel from "@salesforce/label/c.LoyaltyCardTierKeep";
import laterLabel from "@salesforce/label/c.LoyaltyCardLater";
import owesLabel from "@salesforce/label/c.LoyaltyCardOwes";
import calendarYear from "@salesforce/label/c.LoyaltyProgressCalendarYear";
import lifetime from "@salesforce/label/c.LoyaltyProgressLifetime";
import membershipYear from "@salesforce/label/c.LoyaltyProgressMembershipYear";
import rolling from "@salesforce/label/c.LoyaltyProgressRolling";
import statementLabel from "@salesforce/label/c.LoyaltyStatementTitle";
import type { MemberCard as Card, RewardOffer as RewardItem } from "apex-types";
import type { WireResult } from "lwc-wire";
import type ActivityTimeline from "c/activityTimeline";

const NEUTRAL_COLOR = "#747474";
/** Days of expiry that are told one by one. */
const SOONEST = 3;

/** "{0} of {1}", by the period over which tiers are counted. */
const PROGRESS: Readonly<Record<string, string>> = {
  CalendarYear: calendarYear,
  Lifetime: lifetime,
  MembershipYear: membershipYear,
  Rolling12Months: rolling
};

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
    return (this.cards ?? []).map((card) => ({ label: membershipOf(card), value: card.memberId ?? "" }));
  }
  get membership(): string {
    return this.card ? membershipOf(this.card) : "";
  }
  get memberName(): string {
    return this.card?.memberName ?? "";
  }
  get tierName(): string {
    return this.card?.tier?.name ?? (this.card?.hasTiers ? noTierLabel : (this.card?.programName ?? ""));
  }
  get tierStyle(): string {
    return `background-color: ${this.card?.tier?.color ?? this.card?.color ?? NEUTRAL_COLOR}`;
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
    const { nextTier, counted } = this.card ?? {};
    const threshold = nextTier?.threshold ?? 0;
    return threshold <= 0 ? 0 : Math.min(100, Math.floor(((counted ?? 0) / threshold) * 100));
  }
  get progressText(): string {
    const { nextTier, counted } = this.card ?? {};
    const text = PROGRESS[this.card?.tierPeriod ?? ""] ?? lifetime;
    return labelText(text, this.measure(counted), this.measure(nextTier?.threshold));
  }
  get gapText(): string {
    const { nextTier, pointsToNextTier, tierBasis } = this.card ?? {};
    if (!nextTier) return topTierLabel;
    const text = tierBasis === "QualifyingPoints" ? gapLabel : gapOtherLabel;
    return labelText(text, this.measure(pointsToNextTier), nextTier.name ?? "");
  }
  /** What keeps the tier, and until when it is safe. */
  get keepTexts(): string[] {
    const { tier, tierUntil, tierGiven, tierPeriod } = this.card ?? {};
    const threshold = tier?.threshold ?? 0;
    return [
      tierUntil ? labelText(tierGiven ? givenLabel : heldLabel, dayText(tierUntil)) : "",
      threshold > 0 && tierPeriod !== "Lifetime" && !tierGiven ? labelText(keepLabel, this.measure(threshold)) : ""
    ].filter(Boolean);
  }
  get expiring(): Card["expiring"] {
    return (this.card?.expiring ?? []).slice(0, SOONEST);
  }
  get hasExpiring(): boolean {
    return this.expiring.length > 0;
  }
  get laterText(): string {
    const later = (this.card?.expiring ?? []).slice(SOONEST).reduce((sum, { points }) => sum + (points ?? 0), 0);
    return later > 0 ? labelText(laterLabel, numberText(later)) : "";
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

  /** A number in the unit of the thresholds. */
  private measure(value: number | null | undefined): string {
    const { tierBasis, currencyCode } = this.card ?? {};
    return tierBasis === "Spend" && currencyCode
      ? (value ?? 0).toLocaleString(locale, { style: "currency", currency: currencyCode, maximumFractionDigits: 0 })
      : numberText(value);
  }
}

/** Members who were enrolled by hand may have no number. */
function membershipOf({ programName, memberNumber }: Card): string {
  return lineOf(programName, memberNumber);
}

function dayText(day: string): string {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString(locale, { dateStyle: "medium", timeZone: "UTC" });
}
