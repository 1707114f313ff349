import { wire } from "lwc";
import { refreshApex } from "@salesforce/apex";
import getSuggestions from "@salesforce/apex/RewardCatalogController.getSuggestions";
import { labelText } from "c/labelText";
import { actionsOf, openAction, type ActionItem } from "c/memberActions";
import { MemberElement } from "c/memberElement";
import { permissions } from "c/permissions";
import { membershipText } from "c/cardText";
import { numberText } from "c/localeText";
import activityLabel from "@salesforce/label/c.LoyaltyCardActivity";
import affordableLabel from "@salesforce/label/c.LoyaltyCardAffordable";
import membershipLabel from "@salesforce/label/c.LoyaltyCardMembership";
import missingLabel from "@salesforce/label/c.LoyaltyCardMissing";
import pendingLabel from "@salesforce/label/c.LoyaltyCardPending";
import redeemLabel from "@salesforce/label/c.LoyaltyCardRedeem";
import spendableLabel from "@salesforce/label/c.LoyaltyCardSpendable";
import suggestionsLabel from "@salesforce/label/c.LoyaltyCardSuggestions";
import suspendedLabel from "@salesforce/label/c.LoyaltyCardSuspended";
import cancelledLabel from "@salesforce/label/c.LoyaltyCardCancelled";
import titleLabel from "@salesforce/label/c.LoyaltyCardTitle";
import actionsLabel from "@salesforce/label/c.LoyaltyCardActions";
import owesLabel from "@salesforce/label/c.LoyaltyCardOwes";
import statementLabel from "@salesforce/label/c.LoyaltyStatementTitle";
import type { RewardOffer as RewardItem } from "apex-types";
import type { WireResult } from "lwc-wire";
import type ActivityTimeline from "c/activityTimeline";
import type CardHead from "c/cardHead";

/** Who the member is, what they have and what they are close to; on the pages of accounts, contacts and members. */
export default class MemberCard extends MemberElement {
  suggestions: readonly RewardItem[] = [];
  private wiredSuggestions: WireResult<RewardItem[]> | undefined;
  private focusOnTier = false;

  labels = {
    actions: actionsLabel,
    activity: activityLabel,
    statement: statementLabel,
    membership: membershipLabel,
    redeem: redeemLabel,
    suggestions: suggestionsLabel,
    title: titleLabel
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
    this.choose(event.detail.value);
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
    const head = this.focusOnTier ? (this.refs?.head as CardHead | undefined) : undefined;
    if (!head) return;
    this.focusOnTier = false;
    head.focusTier();
  }

  override async refreshOwn(): Promise<void> {
    const activity = this.refs?.activity as ActivityTimeline | undefined;
    await Promise.all([refreshApex(this.wiredSuggestions), activity?.refresh()]);
  }
}
