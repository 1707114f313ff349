import { api, wire } from "lwc";
import getCohorts from "@salesforce/apex/CohortsController.getCohorts";
import locale from "@salesforce/i18n/locale";
import customersLabel from "@salesforce/label/c.LoyaltyCohortsCustomers";
import formulaLabel from "@salesforce/label/c.LoyaltyCohortsFormula";
import laterLabel from "@salesforce/label/c.LoyaltyCohortsLater";
import monthLabel from "@salesforce/label/c.LoyaltyCohortsMonth";
import noneLabel from "@salesforce/label/c.LoyaltyCohortsNone";
import titleLabel from "@salesforce/label/c.LoyaltyCohortsTitle";
import { labelText } from "c/labelText";
import { numberText } from "c/localeText";
import { monthText } from "c/monthText";
import { WiredView } from "c/wiredPart";
import type { CohortsController_Cohort as Cohort } from "apex-types";
import type { WireResult } from "lwc-wire";

/** Of the customers of each month, who came back in the months since. */
export default class CohortRetention extends WiredView<Cohort[]> {
  @api programId = "";

  labels = {
    customers: customersLabel,
    formula: formulaLabel,
    month: monthLabel,
    none: noneLabel,
    title: titleLabel
  };

  @wire(getCohorts, { programId: "$programId" })
  receive(result: WireResult<Cohort[] | null>): void {
    this.take(result);
  }

  get isEmpty(): boolean {
    return this.data?.length === 0;
  }
  get columns(): string[] {
    return this.places.map((place) => labelText(laterLabel, numberText(place + 1)));
  }
  get rows() {
    return (this.data ?? []).map(({ month, customers, rates }) => ({
      month: monthText(month, { month: "short", year: "numeric" }),
      customers: numberText(customers),
      // Months that have not come yet are blank, so that all rows are equally long.
      rates: this.places.map((place) => ({ place, text: percentText(rates?.[place]) }))
    }));
  }

  private get places(): number[] {
    const longest = Math.max(0, ...(this.data ?? []).map(({ rates }) => rates?.length ?? 0));
    return [...Array(longest).keys()];
  }
}

function percentText(rate: number | null | undefined): string {
  if (typeof rate !== "number") return "";
  return (rate / 100).toLocaleString(locale, { style: "percent", maximumFractionDigits: 1 });
}
