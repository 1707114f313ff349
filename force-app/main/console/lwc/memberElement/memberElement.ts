import { api, LightningElement, wire } from "lwc";
import { refreshApex } from "@salesforce/apex";
import getCards from "@salesforce/apex/MemberCardController.getCards";
import { RefreshEvent, registerRefreshHandler, unregisterRefreshHandler } from "lightning/refresh";
import { notifyRecordUpdateAvailable } from "lightning/uiRecordApi";
import type { MemberCard as Card } from "apex-types";
import type { WireResult } from "lwc-wire";

/** Membership that was chosen, by record: also for components that come to the page later. */
const chosenByRecord = new Map<string, string>();
const followers = new Set<(recordId: string) => void>();

/** The membership that was chosen on the page of this record; undefined where none was. */
export function chosenMembership(recordId: string): string | undefined {
  return chosenByRecord.get(recordId);
}

/**
 * A component about the member of its page: an account or contact can be several members, and all components of the
 * page show the one that was chosen on any of them. They read their data again together.
 */
export class MemberElement extends LightningElement {
  @api recordId = "";

  cards: readonly Card[] | undefined;
  cardsError: unknown;
  chosenId: string | undefined;
  private wiredCards: WireResult<Card[]> | undefined;
  private refreshHandler: string | undefined;
  private follow = (recordId: string): void => {
    if (recordId === this.recordId) this.chosenId = chosenByRecord.get(recordId);
  };

  override connectedCallback(): void {
    this.chosenId = chosenByRecord.get(this.recordId);
    followers.add(this.follow);
    this.refreshHandler = registerRefreshHandler(this, () => this.refreshAll());
  }

  override disconnectedCallback(): void {
    followers.delete(this.follow);
    if (this.refreshHandler !== undefined) unregisterRefreshHandler(this.refreshHandler);
  }

  @wire(getCards, { recordId: "$recordId" })
  receiveCards(result: WireResult<Card[]>): void {
    this.wiredCards = result;
    this.cards = result.data ?? this.cards;
    this.cardsError = result.error;
  }

  get card(): Card | undefined {
    return this.cards?.find((card) => card.memberId === this.chosenId) ?? this.cards?.[0];
  }
  get memberId(): string | undefined {
    return this.card?.memberId ?? undefined;
  }

  /** Shows another membership, here and in every other component of the page. */
  choose(memberId: string): void {
    chosenByRecord.set(this.recordId, memberId);
    for (const follow of followers) follow(this.recordId);
  }

  /** Everything on the page that shows points reads them again, this component with it. */
  async announce(): Promise<void> {
    this.dispatchEvent(new RefreshEvent());
    const recordIds = [this.recordId, this.memberId ?? this.recordId];
    await notifyRecordUpdateAvailable([...new Set(recordIds)].map((recordId) => ({ recordId })));
  }

  /** What a component shows besides the cards. */
  refreshOwn(): Promise<unknown> {
    return Promise.resolve();
  }

  private async refreshAll(): Promise<boolean> {
    await Promise.all([refreshApex(this.wiredCards), this.refreshOwn()]);
    return true;
  }
}
