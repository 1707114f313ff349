import { api, LightningElement } from "lwc";
import getOffers from "@salesforce/apex/MemberOffersController.getOffers";
import RULE from "@salesforce/schema/LoyaltyRule__c";
import { NavigationMixin } from "lightning/navigation";
import { reasonText } from "c/entryText";
import { labelText } from "c/labelText";
import { criteriaText, dayText } from "c/ruleText";
import { lineOf, numberText } from "c/localeText";
import titleLabel from "@salesforce/label/c.LoyaltyOffers";
import availableLabel from "@salesforce/label/c.LoyaltyOffersAvailable";
import countedLabel from "@salesforce/label/c.LoyaltyOffersCounted";
import endsLabel from "@salesforce/label/c.LoyaltyOffersEnds";
import givenLabel from "@salesforce/label/c.LoyaltyOffersGiven";
import helpLabel from "@salesforce/label/c.LoyaltyOffersHelp";
import inTheWayLabel from "@salesforce/label/c.LoyaltyOffersInTheWay";
import leftLabel from "@salesforce/label/c.LoyaltyOffersLeft";
import noneLabel from "@salesforce/label/c.LoyaltyOffersNone";
import notAvailableLabel from "@salesforce/label/c.LoyaltyOffersNotAvailable";
import showLabel from "@salesforce/label/c.LoyaltyOffersShow";
import timesLeftLabel from "@salesforce/label/c.LoyaltyOffersTimesLeft";
import usedLabel from "@salesforce/label/c.LoyaltyOffersUsed";
import type { MemberOffer } from "apex-types";

interface OfferText {
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly detail: string;
  readonly why: string;
}

interface Group {
  readonly state: string;
  readonly name: string;
  readonly offers: readonly OfferText[];
}

const STATES = [
  { state: "Available", name: availableLabel },
  { state: "Used", name: usedLabel },
  { state: "NotAvailable", name: notAvailableLabel }
];

/** Rules that a member can have, has used up or cannot have, and why. Asked for by a button: it plays all transactions. */
export default class MemberOffers extends NavigationMixin(LightningElement) {
  /** The member. */
  @api recordId = "";

  offers: readonly MemberOffer[] | undefined;
  error: unknown;
  isAsked = false;

  labels = { help: helpLabel, none: noneLabel, show: showLabel, title: titleLabel };

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
    [this.isAsked, this.error, this.offers] = [true, undefined, undefined];
    try {
      this.offers = (await getOffers({ memberId: this.recordId })) ?? [];
    } catch (error) {
      this.error = error;
    }
  }

  handleOpen(event: Event): void {
    event.preventDefault();
    const recordId = (event.currentTarget as HTMLElement).dataset.id;
    this[NavigationMixin.Navigate]({
      type: "standard__recordPage",
      attributes: { objectApiName: RULE.objectApiName, recordId, actionName: "view" }
    });
  }
}

function textOf(offer: MemberOffer): OfferText {
  const { ruleId, name, description, timesGiven, pointsGiven, timesLeft, pointsLeft, counted, givesAt, endsOn } = offer;
  const detail = [
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
    why: whyOf(offer)
  };
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
