import { api, LightningElement, wire } from "lwc";
import getMonths from "@salesforce/apex/KeyFiguresController.getMonths";
import locale from "@salesforce/i18n/locale";
import countedLabel from "@salesforce/label/c.LoyaltyKeyFiguresCounted";
import headingLabel from "@salesforce/label/c.LoyaltyKeyFigures";
import titleLabel from "@salesforce/label/c.LoyaltyKeyFiguresTitle";
import monthLabel from "@salesforce/label/c.LoyaltyKeyFiguresMonth";
import noneLabel from "@salesforce/label/c.LoyaltyKeyFiguresNone";
import { labelText } from "c/labelText";
import { momentText, moneyText } from "c/localeText";
import { monthText } from "c/monthText";
import type { KeyFiguresController_Figure as Figure, KeyFiguresController_Month as Month } from "apex-types";
import type { WireResult } from "lwc-wire";

const NOTHING = "–";
const DECIMALS = 1;

interface FigureText {
  readonly name: string;
  readonly label: string;
  readonly formula: string;
  readonly value: string;
  /** The same of the month before, in brackets; empty where there is none. */
  readonly before: string;
}

/** What is known of a program's customers in a month: each figure with how it is computed. */
export default class KeyFigures extends LightningElement {
  @api programId = "";

  months: readonly Month[] | undefined;
  error: unknown;
  chosen: string | undefined;

  labels = { month: monthLabel, none: noneLabel };

  @wire(getMonths, { programId: "$programId" })
  receive({ data, error }: WireResult<Month[]>): void {
    this.months = data ?? this.months;
    this.error = error;
  }

  get loading(): boolean {
    return this.months === undefined && this.error === undefined;
  }
  get isEmpty(): boolean {
    return this.months?.length === 0;
  }
  get hasSeveral(): boolean {
    return (this.months?.length ?? 0) > 1;
  }
  /** The latest month that is over, where there is one. */
  get month(): string {
    return this.chosen ?? this.months?.[1]?.month ?? this.months?.[0]?.month ?? "";
  }
  get heading(): string {
    return this.month ? labelText(headingLabel, nameOf(this.month)) : titleLabel;
  }
  get monthOptions(): { label: string; value: string }[] {
    return (this.months ?? []).map(({ month }) => ({ label: nameOf(month ?? null), value: month ?? "" }));
  }
  get countedText(): string {
    return labelText(countedLabel, momentText(this.shown?.countedAt));
  }
  get figures(): FigureText[] {
    const before = this.months?.[this.place + 1];
    return (this.shown?.figures ?? []).map((figure, index) => {
      const earlier = before?.figures?.[index];
      return {
        name: figure.name ?? "",
        label: figure.label ?? "",
        formula: figure.formula ?? "",
        value: valueText(figure),
        before: earlier ? `(${valueText(earlier)})` : ""
      };
    });
  }

  handleMonth(event: CustomEvent<{ value: string }>): void {
    this.chosen = event.detail.value;
  }

  private get place(): number {
    return (this.months ?? []).findIndex(({ month }) => month === this.month);
  }
  private get shown(): Month | undefined {
    return this.months?.[this.place];
  }
}

function valueText({ value, isPercentage, currencyCode }: Figure): string {
  if (value === null || value === undefined) return NOTHING;
  if (currencyCode) return moneyText(value, currencyCode);
  const digits = { minimumFractionDigits: DECIMALS, maximumFractionDigits: DECIMALS };
  return isPercentage
    ? (value / 100).toLocaleString(locale, { ...digits, style: "percent" })
    : value.toLocaleString(locale, digits);
}

function nameOf(month: string | null): string {
  return monthText(month, { month: "long", year: "numeric" });
}
