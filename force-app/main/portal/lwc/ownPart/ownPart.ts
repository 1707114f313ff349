import { wire } from "lwc";
import { refreshApex } from "@salesforce/apex";
import getCards from "@salesforce/apex/MemberPagesController.getCards";
import { ActionPage } from "c/actionPage";
import savedLabel from "@salesforce/label/c.LoyaltyPagesSaved";
import type { MemberCard as Card } from "apex-types";
import type { WireResult } from "lwc-wire";

interface Shown {
  follow(): void;
  readAgain(): Promise<void>;
}

/** The parts of the page, and the membership that all of them show. */
const shown = new Set<Shown>();
let chosen: string | undefined;

/** A switch, as lightning-input has it. */
export interface Switch extends HTMLElement {
  checked: boolean;
}

/** A part of the member pages: shows one of the own memberships, what one wire reads of it, and reads both again with all others. */
export class OwnPart<Data> extends ActionPage implements Shown {
  cards: readonly Card[] | undefined;
  /** What was read last; it stays while it is read again. */
  data: Data | undefined;
  error: unknown;
  chosenId = chosen;
  private wiredCards: WireResult<Card[]> | undefined;
  private wired: WireResult<Data | null> | undefined;
  /** Done once every switch that was pressed is kept. */
  private kept: Promise<void> = Promise.resolve();

  override connectedCallback(): void {
    this.follow();
    shown.add(this);
  }

  override disconnectedCallback(): void {
    shown.delete(this);
  }

  @wire(getCards)
  receiveCards(result: WireResult<Card[]>): void {
    this.wiredCards = result;
    this.cards = result.data ?? this.cards;
    this.error = result.error ?? this.error;
  }

  get card(): Card | undefined {
    return this.cards?.find(({ memberId }) => memberId === this.chosenId) ?? this.cards?.[0];
  }
  get memberId(): string | undefined {
    return this.card?.memberId ?? undefined;
  }
  get isNobody(): boolean {
    return this.cards?.length === 0;
  }
  get loading(): boolean {
    return !this.isNobody && this.data === undefined && this.error === undefined;
  }

  /** For the wire: takes what it gives. */
  take(result: WireResult<Data | null>): void {
    this.wired = result;
    this.data = result.data ?? this.data;
    this.error = result.error;
  }

  /** Shows another of the own memberships, in every part of the page. */
  choose(memberId: string): void {
    chosen = memberId;
    for (const part of shown) part.follow();
  }

  follow(): void {
    if (this.chosenId !== chosen) this.data = undefined;
    this.chosenId = chosen;
  }

  /** Everything on the page reads its data again. */
  async announce(): Promise<void> {
    await Promise.all([...shown].map((part) => part.readAgain()));
  }

  /** Keeps what a switch was turned to: each in its turn, however fast they are pressed. One that is refused turns back. */
  async keep(
    { currentTarget, detail }: CustomEvent<{ checked: boolean }>,
    save: () => Promise<unknown>
  ): Promise<void> {
    const pressed = currentTarget as Switch;
    this.kept = this.kept.then(async () => {
      await this.attempt(async () => {
        await save();
        this.told = savedLabel;
      });
      if (this.refusal) pressed.checked = !detail.checked;
      await this.readAgain();
    });
    await this.kept;
  }

  async readAgain(): Promise<void> {
    await Promise.all([refreshApex(this.wiredCards), refreshApex(this.wired)]);
  }
}
