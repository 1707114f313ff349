import { api, wire } from "lwc";
import getStatement from "@salesforce/apex/StatementController.getStatement";
import LightningModal from "lightning/modal";
import { downloadCsv } from "c/csvFile";
import { addMonths, today } from "c/dayText";
import { kindOptions, kindText, signedNumber } from "c/entryText";
import { labelText } from "c/labelText";
import { documentsOf, type DocumentRow } from "c/statementRows";
import StatementMailDialog from "c/statementMailDialog";
import { printSheet } from "c/statementSheet";
import { dayText, lineOf, numberText } from "c/localeText";
import { permissions } from "c/permissions";
import whyLabel from "@salesforce/label/c.LoyaltyActivityWhy";
import whyOneLabel from "@salesforce/label/c.LoyaltyActivityWhyOne";
import closeLabel from "@salesforce/label/c.LoyaltyClose";
import allKindsLabel from "@salesforce/label/c.LoyaltyStatementAllKinds";
import fromPoolLabel from "@salesforce/label/c.LoyaltyStatementFromPool";
import closingLabel from "@salesforce/label/c.LoyaltyStatementClosing";
import dayLabel from "@salesforce/label/c.LoyaltyStatementDay";
import daysLabel from "@salesforce/label/c.LoyaltyStatementDays";
import downloadLabel from "@salesforce/label/c.LoyaltyStatementDownload";
import detailLabel from "@salesforce/label/c.LoyaltyStatementDetail";
import emptyLabel from "@salesforce/label/c.LoyaltyStatementEmpty";
import entryLabel from "@salesforce/label/c.LoyaltyStatementEntry";
import kindLabel from "@salesforce/label/c.LoyaltyStatementKind";
import lastMonthLabel from "@salesforce/label/c.LoyaltyStatementLastMonth";
import lastYearLabel from "@salesforce/label/c.LoyaltyStatementLastYear";
import mailLabel from "@salesforce/label/c.LoyaltyMailOpen";
import mailTitleLabel from "@salesforce/label/c.LoyaltyMailTitle";
import moreLabel from "@salesforce/label/c.LoyaltyStatementMore";
import openingLabel from "@salesforce/label/c.LoyaltyStatementOpening";
import ownDaysLabel from "@salesforce/label/c.LoyaltyStatementOwnDays";
import periodLabel from "@salesforce/label/c.LoyaltyStatementPeriod";
import pointsLabel from "@salesforce/label/c.LoyaltyStatementPoints";
import printLabel from "@salesforce/label/c.LoyaltyStatementPrint";
import sinceLabel from "@salesforce/label/c.LoyaltyStatementSince";
import thisMonthLabel from "@salesforce/label/c.LoyaltyStatementThisMonth";
import thisYearLabel from "@salesforce/label/c.LoyaltyStatementThisYear";
import threeMonthsLabel from "@salesforce/label/c.LoyaltyStatementThreeMonths";
import titleLabel from "@salesforce/label/c.LoyaltyStatementTitle";
import untilLabel from "@salesforce/label/c.LoyaltyStatementUntil";
import type { StatementController_Statement as Statement } from "apex-types";
import type { WireResult } from "lwc-wire";

interface Option {
  readonly label: string;
  readonly value: string;
}

interface Sum {
  readonly key: string;
  readonly text: string;
  readonly points: string;
  readonly textClass: string;
}

interface Row extends DocumentRow {
  readonly day: string;
  readonly pointsText: string;
  readonly whyText: string;
  readonly explained: boolean;
}

const OWN_DAYS = "ownDays";
const PERIODS: readonly Option[] = [
  { value: "threeMonths", label: threeMonthsLabel },
  { value: "thisMonth", label: thisMonthLabel },
  { value: "lastMonth", label: lastMonthLabel },
  { value: "thisYear", label: thisYearLabel },
  { value: "lastYear", label: lastYearLabel },
  { value: OWN_DAYS, label: ownDaysLabel }
];

/** What moved a member's points in a period, by transaction, to be read, printed and kept. */
export default class StatementDialog extends LightningModal {
  @api memberId = "";

  period = "threeMonths";
  kind = "";
  since = daysOf("threeMonths")[0];
  until = daysOf("threeMonths")[1];
  statement: Statement | undefined;
  error: unknown;

  periodOptions = PERIODS;
  kindOptions: readonly Option[] = [{ value: "", label: allKindsLabel }, ...kindOptions()];
  labels = {
    close: closeLabel,
    day: dayLabel,
    download: downloadLabel,
    empty: emptyLabel,
    entry: entryLabel,
    kind: kindLabel,
    mail: mailLabel,
    more: moreLabel,
    period: periodLabel,
    points: pointsLabel,
    print: printLabel,
    since: sinceLabel,
    title: titleLabel,
    until: untilLabel,
    why: whyLabel
  };

  @wire(getStatement, { memberId: "$memberId", since: "$since", until: "$until", kind: "$kind" })
  receive({ data, error }: WireResult<Statement | null>): void {
    this.statement = data ?? undefined;
    this.error = error;
  }

  get loading(): boolean {
    return this.statement === undefined && this.error === undefined;
  }
  get ownDays(): boolean {
    return this.period === OWN_DAYS;
  }
  get empty(): boolean {
    return this.rows.length === 0;
  }
  get nothingToKeep(): boolean {
    return this.statement === undefined || this.empty;
  }
  get mayMail(): boolean {
    return permissions.sendStatements && this.statement !== undefined;
  }
  get more(): boolean {
    return this.statement?.more === true;
  }
  get whose(): string {
    const { memberName, memberNumber, programName } = this.statement ?? {};
    return lineOf(memberName, memberNumber, programName);
  }
  get sums(): Sum[] {
    const { openingBalance, totals, closingBalance, pools } = this.statement ?? {};
    return [
      balanceSum("opening", openingLabel, openingBalance),
      ...(totals ?? []).map(({ kind, points }) => ({
        key: kind ?? "",
        text: kindText(kind),
        points: signedNumber(points ?? 0),
        textClass: ""
      })),
      balanceSum("closing", closingLabel, closingBalance),
      ...(pools ?? []).map(({ poolName, points }) => ({
        key: `pool ${poolName}`,
        text: labelText(fromPoolLabel, poolName ?? ""),
        points: numberText(points),
        textClass: "slds-text-color_weak"
      }))
    ];
  }
  get rows(): Row[] {
    return documentsOf(this.statement?.entries ?? []).map((row) => ({
      ...row,
      day: dayText(row.occurredAt),
      pointsText: signedNumber(row.points),
      whyText: labelText(whyOneLabel, lineOf(row.title, dayText(row.occurredAt), signedNumber(row.points))),
      explained: row.steps.length > 0
    }));
  }

  handlePeriod(event: CustomEvent<{ value: string }>): void {
    this.period = event.detail.value;
    if (!this.ownDays) this.ask(...daysOf(this.period));
  }

  handleKind(event: CustomEvent<{ value: string }>): void {
    this.kind = event.detail.value;
  }

  /** A day that is taken out leaves the period as it was. */
  handleDay(event: CustomEvent<{ value: string | null }>): void {
    const { name } = event.target as HTMLInputElement;
    const day = event.detail.value;
    if (day) this.ask(name === "since" ? day : this.since, name === "until" ? day : this.until);
  }

  handlePrint(): void {
    printSheet({
      title: titleLabel,
      about: [
        this.whose,
        this.daysText,
        ...this.sums.map(({ text, points }) => `${text}: ${points}`),
        ...(this.more ? [moreLabel] : [])
      ],
      headings: [dayLabel, entryLabel, pointsLabel],
      rows: this.rows.map(({ day, title, detail, pointsText }) => [day, lineOf(title, detail), pointsText])
    });
  }

  handleDownload(): void {
    const number = this.statement?.memberNumber ?? this.memberId;
    downloadCsv(`${number}_${this.since}_${this.until}.csv`, [
      [dayLabel, entryLabel, detailLabel, pointsLabel],
      ...this.rows.map(({ occurredAt, title, detail, points }) => [localDay(occurredAt), title, detail, points])
    ]);
  }

  async handleMail(): Promise<void> {
    const { memberId, since, until } = this;
    await StatementMailDialog.open({ size: "medium", label: mailTitleLabel, memberId, since, until });
  }

  handleClose(): void {
    this.close(false);
  }

  private get daysText(): string {
    return labelText(daysLabel, dayText(`${this.since}T12:00:00Z`, "UTC"), dayText(`${this.until}T12:00:00Z`, "UTC"));
  }

  private ask(since: string, until: string): void {
    if (since === this.since && until === this.until) return;
    [this.since, this.until] = [since, until];
    [this.statement, this.error] = [undefined, undefined];
  }
}

/** First and last day of a period that has a name, as of today. */
function daysOf(period: string): [string, string] {
  const day = today();
  const month = `${day.slice(0, 8)}01`;
  const year = Number(day.slice(0, 4));
  switch (period) {
    case "thisMonth":
      return [month, day];
    case "lastMonth":
      return [addMonths(month, -1), dayBefore(month)];
    case "thisYear":
      return [`${year}-01-01`, day];
    case "lastYear":
      return [`${year - 1}-01-01`, `${year - 1}-12-31`];
    default:
      return [addMonths(day, -3), day];
  }
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 864e5).toISOString().slice(0, 10);
}

function balanceSum(key: string, text: string, points: number | null | undefined): Sum {
  return { key, text, points: numberText(points), textClass: "slds-text-title_bold" };
}

/** As spreadsheets sort it. */
function localDay(moment: string): string {
  return today(new Date(moment));
}
