import { api, LightningElement } from "lwc";
import getOffers from "@salesforce/apex/MemberOffersController.getOffers";
import join from "@salesforce/apex/MemberOffersController.join";
import leave from "@salesforce/apex/MemberOffersController.leave";
import RULE from "@salesforce/schema/LoyaltyRule__c";
import { NavigationMixin } from "lightning/navigation";
import { reasonText } from "c/entryText";
import { labelText } from "c/labelText";
import { criteriaText, dayText } from "c/ruleText";
import { lineOf, numberText } from "c/localeText";
import titleLabel from "@salesforce/label/c.LoyaltyOffers";
import availableLabel from "@salesforce/label/c.LoyaltyOffersAvailable";
import byLotLabel from "@salesforce/label/c.LoyaltyOffersByLot";
import countedLabel from "@salesforce/label/c.LoyaltyOffersCounted";
import endsLabel from "@salesforce/label/c.LoyaltyOffersEnds";
import givenLabel from "@salesforce/label/c.LoyaltyOffersGiven";
import hasJoinedLabel from "@salesforce/label/c.LoyaltyOffersHasJoined";
import hasLeftLabel from "@salesforce/label/c.LoyaltyOffersHasLeft";
import helpLabel from "@salesforce/label/c.LoyaltyOffersHelp";
import inTheWayLabel from "@salesforce/label/c.LoyaltyOffersInTheWay";
import joinLabel from "@salesforce/label/c.LoyaltyOffersJoin";
import joinableLabel from "@salesforce/label/c.LoyaltyOffersJoinable";
import joinNameLabel from "@salesforce/label/c.LoyaltyOffersJoinName";
import leaveLabel from "@salesforce/label/c.LoyaltyOffersLeave";
import leaveNameLabel from "@salesforce/label/c.LoyaltyOffersLeaveName";
import leftLabel from "@salesforce/label/c.LoyaltyOffersLeft";
import noneLabel from "@salesforce/label/c.LoyaltyOffersNone";
import notAvailableLabel from "@salesforce/label/c.LoyaltyOffersNotAvailable";
import showLabel from "@salesforce/label/c.LoyaltyOffersShow";
import stepOpenLabel from "@salesforce/label/c.LoyaltyOffersStepOpen";
import stepReachedLabel from "@salesforce/label/c.LoyaltyOffersStepReached";
import timesLeftLabel from "@salesforce/label/c.LoyaltyOffersTimesLeft";
import usedLabel from "@salesforce/label/c.LoyaltyOffersUsed";
import type Outcome from "c/outcome";
import type { MemberOffer } from "apex-types";

interface OfferText {
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly detail: string;
  /** What has to be reached for it, one after the other. */
  readonly steps: readonly string[];
  readonly endsAt: string | null;
  readonly why: string;
  /** Empty where the user cannot let the member join or leave. */
  readonly joinName: string;
  readonly leaveName: string;
}

interface Group {
  readonly state: string;
  readonly name: string;
  readonly offers: readonly OfferText[];
}

const STATES = [
  { state: "Available", name: availableLabel },
  { state: "Joinable", name: joinableLabel },
  { state: "Used", name: usedLabel },
  { state: "NotAvailable", name: notAvailableLabel }
];

/** Rules that a member can have, has used up or cannot have, and why. Asked for by a button: it plays all transactions. */
export default class MemberOffers extends NavigationMixin(LightningElement) {
  /** The member. */
  @api recordId = "";

  offers: readonly MemberOffer[] | undefined;
  error: unknown;
  /** Why the member could not join or leave. */
  refusal: unknown;
  told = "";
  isAsked = false;

  labels = {
    help: helpLabel,
    join: joinLabel,
    leave: leaveLabel,
    none: noneLabel,
    show: showLabel,
    title: titleLabel
  };

  get loading(): boolean {
    return this.offers === undefined;
  }
  get isEmpty(): boolean {
    return this.offers?.length === 0;
  }
  get groups(): Group[] {
    return STATES.map(({ state, name }) => ({
      state,
      name,
      offers: (this.offers ?? []).filter((offer) => offer.state === state).map(textOf)
    })).filter(({ offers }) => offers.length > 0);
  }

  async handleShow(): Promise<void> {
    [this.isAsked, this.refusal, this.told] = [true, undefined, ""];
    await this.read();
  }

  async handleJoin(event: Event): Promise<void> {
    await this.change(event, join, hasJoinedLabel);
  }

  async handleLeave(event: Event): Promise<void> {
    await this.change(event, leave, hasLeftLabel);
  }

  handleOpen(event: Event): void {
    event.preventDefault();
    const recordId = (event.currentTarget as HTMLElement).dataset.id;
    this[NavigationMixin.Navigate]({
      type: "standard__recordPage",
      attributes: { objectApiName: RULE.objectApiName, recordId, actionName: "view" }
    });
  }

  private async change(event: Event, act: typeof join, doneLabel: string): Promise<void> {
    const ruleId = (event.currentTarget as HTMLElement).dataset.id ?? null;
    const name = this.offers?.find((offer) => offer.ruleId === ruleId)?.name ?? "";
    [this.refusal, this.told] = [undefined, ""];
    try {
      await act({ memberId: this.recordId, ruleId });
      this.told = labelText(doneLabel, name);
    } catch (error) {
      this.refusal = error;
    }
    await this.read();
    this.template?.querySelector<Outcome & HTMLElement>("c-outcome")?.focus();
  }

  private async read(): Promise<void> {
    [this.error, this.offers] = [undefined, undefined];
    try {
      this.offers = (await getOffers({ memberId: this.recordId })) ?? [];
    } catch (error) {
      this.error = error;
    }
  }
}

function textOf(offer: MemberOffer): OfferText {
  const { mayJoin, mayLeave, shareOfTransactions, state } = offer;
  const { ruleId, name, description, timesGiven, pointsGiven, timesLeft, pointsLeft, counted, givesAt, endsOn } = offer;
  const detail = [
    typeof shareOfTransactions === "number" ? labelText(byLotLabel, numberText(shareOfTransactions)) : "",
    timesGiven ? labelText(givenLabel, numberText(timesGiven), numberText(pointsGiven)) : "",
    typeof givesAt === "number" ? labelText(countedLabel, numberText(counted), numberText(givesAt)) : "",
    typeof timesLeft === "number" ? labelText(timesLeftLabel, numberText(timesLeft)) : "",
    typeof pointsLeft === "number" ? labelText(leftLabel, numberText(pointsLeft)) : "",
    endsOn ? labelText(endsLabel, dayText(endsOn)) : ""
  ];
  return {
    key: ruleId ?? "",
    name: name ?? "",
    description: description ?? "",
    detail: lineOf(...detail),
    steps: (offer.steps ?? []).map(stepText),
    // Of what the member cannot have no time is running out.
    endsAt: state === "Available" || state === "Joinable" ? (offer.endsAt ?? null) : null,
    why: whyOf(offer),
    joinName: mayJoin ? labelText(joinNameLabel, name ?? "") : "",
    leaveName: mayLeave ? labelText(leaveNameLabel, name ?? "") : ""
  };
}

function stepText(step: NonNullable<MemberOffer["steps"]>[number]): string {
  const name = step?.name ?? "";
  return step?.isReached
    ? labelText(stepReachedLabel, name)
    : labelText(stepOpenLabel, name, numberText(step?.counted), numberText(step?.reachedAt));
}

function whyOf({ inTheWay, reason }: MemberOffer): string {
  const conditions = (inTheWay ?? []).map((part) => criteriaText(JSON.parse(part) as unknown));
  return [
    conditions.length > 0 ? labelText(inTheWayLabel, conditions.join("; ")) : "",
    reason ? reasonText(reason) : ""
  ]
    .filter(Boolean)
    .join(". ");
}
