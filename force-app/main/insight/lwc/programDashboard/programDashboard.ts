import { LightningElement, wire } from "lwc";
import getDashboard from "@salesforce/apex/ProgramDashboardController.getDashboard";
import getPrograms from "@salesforce/apex/ProgramDashboardController.getPrograms";
import { type Cell, downloadCsv } from "c/csvFile";
import type { MemberSelection } from "c/figureMembers";
import { labelText } from "c/labelText";
import { monthText } from "c/monthText";
import locale from "@salesforce/i18n/locale";
import { momentText, numberText } from "c/localeText";
import countedAtLabel from "@salesforce/label/c.LoyaltyDashboardCountedAt";
import beforeLabel from "@salesforce/label/c.LoyaltyDashboardBefore";
import comparedLabel from "@salesforce/label/c.LoyaltyDashboardCompared";
import downloadLabel from "@salesforce/label/c.LoyaltyDashboardDownload";
import expiredLabel from "@salesforce/label/c.LoyaltyDashboardExpired";
import lastMonthsLabel from "@salesforce/label/c.LoyaltyDashboardLastMonths";
import monthsLabel from "@salesforce/label/c.LoyaltyDashboardMonths";
import nothingBeforeLabel from "@salesforce/label/c.LoyaltyDashboardNothingBefore";
import pendingLabel from "@salesforce/label/c.LoyaltyDashboardPending";
import periodLabel from "@salesforce/label/c.LoyaltyDashboardPeriod";
import issuedLabel from "@salesforce/label/c.LoyaltyDashboardIssued";
import liabilityLabel from "@salesforce/label/c.LoyaltyDashboardLiability";
import membersLabel from "@salesforce/label/c.LoyaltyDashboardMembers";
import noProgramLabel from "@salesforce/label/c.LoyaltyDashboardNoProgram";
import outstandingLabel from "@salesforce/label/c.LoyaltyDashboardOutstanding";
import owedLabel from "@salesforce/label/c.LoyaltyDashboardOwed";
import programLabel from "@salesforce/label/c.LoyaltyProgram";
import spentLabel from "@salesforce/label/c.LoyaltyDashboardSpent";
import tiersLabel from "@salesforce/label/c.LoyaltyDashboardTiers";
import uncountedLabel from "@salesforce/label/c.LoyaltyDashboardUncounted";
import titleLabel from "@salesforce/label/c.LoyaltyDashboardTitle";
import type {
  ProgramDashboardController_Dashboard as Dashboard,
  ProgramDashboardController_MonthPoints as MonthPoints,
  ProgramDashboardController_ProgramOption as ProgramOption
} from "apex-types";
import type { WireError, WireResult } from "lwc-wire";

const PERIODS = [3, 6, 12];
const YEAR = 12;
const NEUTRAL_COLOR = "#747474";

interface Figure {
  readonly label: string;
  readonly value: number;
  readonly currency: string | undefined;
  readonly blank: boolean;
  /** Which members stand behind it: all, those who owe, or nobody in particular. */
  readonly members: "all" | "owing" | undefined;
}

/** What moved in the whole months of the period, against as many months before. */
interface Comparison {
  readonly label: string;
  readonly value: number;
  readonly text: string;
}

type Moved = "issued" | "spent" | "expired";

/** Members by tier, points issued and spent, liability and the members behind the figures of one program. */
export default class ProgramDashboard extends LightningElement {
  programs: readonly ProgramOption[] | undefined;
  dashboard: Dashboard | undefined;
  chosen: string | undefined;
  monthCount = YEAR;
  selection: MemberSelection | undefined;
  error: WireError | undefined;

  labels = {
    download: downloadLabel,
    months: monthsLabel,
    period: periodLabel,
    noProgram: noProgramLabel,
    program: programLabel,
    tiers: tiersLabel
  };

  @wire(getPrograms)
  receivePrograms({ data, error }: WireResult<ProgramOption[]>): void {
    this.programs = data ?? this.programs;
    this.error = error;
  }

  @wire(getDashboard, { programId: "$programId", months: "$monthCount" })
  receiveDashboard({ data, error }: WireResult<Dashboard | null>): void {
    this.dashboard = data ?? this.dashboard;
    this.error = error;
  }

  get heading(): string {
    return this.dashboard ? `${titleLabel} · ${this.dashboard.programName}` : titleLabel;
  }
  get programId(): string | undefined {
    return this.chosen ?? this.largestProgram?.programId ?? undefined;
  }
  private get largestProgram(): ProgramOption | undefined {
    return this.programs?.reduce(
      (largest, one) => ((one.members ?? 0) > (largest.members ?? 0) ? one : largest),
      this.programs[0]!
    );
  }
  get hasSeveral(): boolean {
    return (this.programs?.length ?? 0) > 1;
  }
  get programOptions(): { label: string; value: string }[] {
    return (this.programs ?? []).map(({ programId, name }) => ({ label: name ?? "", value: programId ?? "" }));
  }
  get periodOptions(): { label: string; value: string }[] {
    return PERIODS.map((months) => ({ label: labelText(lastMonthsLabel, months), value: String(months) }));
  }
  get periodValue(): string {
    return String(this.monthCount);
  }
  get isEmpty(): boolean {
    return this.programs?.length === 0;
  }
  get loading(): boolean {
    return this.programs === undefined || (this.programs.length > 0 && this.dashboard === undefined);
  }
  /** Says that points are older than this moment, where a program is too large to be added up. */
  get note(): string | undefined {
    const { isLarge, countedAt } = this.dashboard ?? {};
    if (!isLarge) return undefined;
    return countedAt ? labelText(countedAtLabel, momentText(countedAt)) : uncountedLabel;
  }
  get figures(): Figure[] {
    const { members, outstandingPoints, owedPoints, pendingPoints, liability, currencyCode } = this.dashboard ?? {};
    const currency = typeof liability === "number" ? (currencyCode ?? undefined) : undefined;
    return [
      figureOf(membersLabel, members, { members: "all" }),
      figureOf(outstandingLabel, outstandingPoints),
      figureOf(liabilityLabel, liability, { currency }),
      figureOf(owedLabel, owedPoints, { members: "owing" }),
      figureOf(pendingLabel, pendingPoints)
    ];
  }
  get comparisons(): Comparison[] {
    return [
      this.comparisonOf(issuedLabel, "issued"),
      this.comparisonOf(spentLabel, "spent"),
      this.comparisonOf(expiredLabel, "expired")
    ];
  }
  get tiers(): { tierId: string | null; name: string | null; text: string; width: number; fill: string }[] {
    const all = Math.max(1, this.dashboard?.members ?? 0);
    return (this.dashboard?.tiers ?? []).map(({ tierId, name, color, members }) => {
      const share = (members ?? 0) / all;
      const text = `${numberText(members)} (${share.toLocaleString(locale, { style: "percent", maximumFractionDigits: 0 })})`;
      return { tierId, name, text, width: share * 100, fill: color ?? NEUTRAL_COLOR };
    });
  }
  private comparisonOf(label: string, moved: Moved): Comparison {
    const { months = [], before = [] } = this.dashboard ?? {};
    const whole = months.slice(0, -1);
    const last = monthText(whole.at(-1)?.month ?? null, { month: "long", year: "numeric" });
    const [value, earlier] = [sumOf(whole, moved), sumOf(before, moved)];
    return {
      label: labelText(comparedLabel, label, whole.length, last),
      value,
      text:
        earlier === 0
          ? labelText(nothingBeforeLabel, before.length)
          : labelText(beforeLabel, numberText(earlier), before.length, changeText(value, earlier))
    };
  }

  handleProgram(event: CustomEvent<{ value: string }>): void {
    this.chosen = event.detail.value;
    this.dashboard = undefined;
    this.selection = undefined;
  }

  handlePeriod(event: CustomEvent<{ value: string }>): void {
    this.monthCount = Number(event.detail.value);
  }

  handleFigure(event: Event): void {
    const { members, tier, name } = (event.currentTarget as HTMLElement).dataset;
    this.selection = {
      programId: this.programId!,
      figure: name ?? "",
      tierId: tier ?? null,
      owing: members === "owing"
    };
  }

  handleBack(): void {
    this.selection = undefined;
  }

  handleDownload(): void {
    const { programName, months = [], before = [], tiers = [] } = this.dashboard ?? {};
    const rows: Cell[][] = [
      ["Figure", "Value"],
      ...this.figures.map(({ label, value, blank }): Cell[] => [label, blank ? null : value]),
      ...tiers.map(({ name, members }): Cell[] => [name, members]),
      [],
      ["Month", "Issued", "Spent", "Expired"],
      ...[...before, ...months].map(({ month, issued, spent, expired }): Cell[] => [month, issued, spent, expired])
    ];
    downloadCsv(`${programName}.csv`, rows);
  }
}

function figureOf(
  label: string,
  value: number | null | undefined,
  more: Partial<Pick<Figure, "currency" | "members">> = {}
): Figure {
  return {
    label,
    value: value ?? 0,
    currency: undefined,
    members: undefined,
    blank: typeof value !== "number",
    ...more
  };
}

function sumOf(months: readonly MonthPoints[], moved: Moved): number {
  return months.reduce((sum, month) => sum + (month[moved] ?? 0), 0);
}

function changeText(value: number, earlier: number): string {
  const change = (value - earlier) / Math.abs(earlier);
  return change.toLocaleString(locale, { style: "percent", maximumFractionDigits: 0, signDisplay: "exceptZero" });
}
