import { api, wire } from "lwc";
import getOverview from "@salesforce/apex/MemberSourcesController.getOverview";
import amountLabel from "@salesforce/label/c.LoyaltySourcesAmount";
import buyersLabel from "@salesforce/label/c.LoyaltySourcesBuyers";
import joinedFromLabel from "@salesforce/label/c.LoyaltySourcesJoinedFrom";
import membersLabel from "@salesforce/label/c.LoyaltySourcesMembers";
import noneLabel from "@salesforce/label/c.LoyaltySourcesNone";
import purchasesLabel from "@salesforce/label/c.LoyaltySourcesPurchases";
import receivedLabel from "@salesforce/label/c.LoyaltySourcesReceived";
import titleLabel from "@salesforce/label/c.LoyaltySourcesTitle";
import { moneyText, numberText } from "c/localeText";
import { WiredView } from "c/wiredPart";
import type { MemberSourcesController_Overview as Overview } from "apex-types";
import type { WireResult } from "lwc-wire";

const NOT_KNOWN = "–";

/** Which forms members came from, and what came of it. */
export default class MemberSources extends WiredView<Overview> {
  @api programId = "";

  labels = {
    amount: amountLabel,
    buyers: buyersLabel,
    joinedFrom: joinedFromLabel,
    members: membersLabel,
    none: noneLabel,
    purchases: purchasesLabel,
    received: receivedLabel,
    title: titleLabel
  };

  @wire(getOverview, { programId: "$programId" })
  receive(result: WireResult<Overview | null>): void {
    this.take(result);
  }

  get isEmpty(): boolean {
    return this.data !== undefined && this.rows.length === 0;
  }
  get rows() {
    const { sources, currencyCode } = this.data ?? {};
    return (sources ?? []).map(({ joinedFrom, received, members, buyers, purchases, amount }) => ({
      joinedFrom: joinedFrom ?? "",
      received: typeof received === "number" ? numberText(received) : NOT_KNOWN,
      members: numberText(members),
      buyers: numberText(buyers),
      purchases: numberText(purchases),
      amount: moneyText(amount ?? 0, currencyCode)
    }));
  }
}
