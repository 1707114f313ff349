import { LightningElement, wire } from "lwc";
import getDashboard from "@salesforce/apex/ProgramDashboardController.getDashboard";
import getPrograms from "@salesforce/apex/ProgramDashboardController.getPrograms";
import { NavigationMixin } from "lightning/navigation";
import { labelText } from "c/labelText";
import MEMBER from "@salesforce/schema/LoyaltyMember__c";
import locale from "@salesforce/i18n/locale";
import timeZone from "@salesforce/i18n/timeZone";
import balanceLabel from "@salesforce/label/c.LoyaltyDashboardBalance";
import countedAtLabel from "@salesforce/label/c.LoyaltyDashboardCountedAt";
import issuedLabel from "@salesforce/label/c.LoyaltyDashboardIssued";
import liabilityLabel from "@salesforce/label/c.LoyaltyDashboardLiability";
import lifetimeLabel from "@salesforce/label/c.LoyaltyDashboardLifetime";
import loadingLabel from "@salesforce/label/c.LoyaltyLoading";
import memberLabel from "@salesforce/label/c.LoyaltyDashboardMember";
import membersLabel from "@salesforce/label/c.LoyaltyDashboardMembers";
import monthLabel from "@salesforce/label/c.LoyaltyDashboardMonth";
import monthsLabel from "@salesforce/label/c.LoyaltyDashboardMonths";
import noMembersLabel from "@salesforce/label/c.LoyaltyDashboardNoMembers";
import noProgramLabel from "@salesforce/label/c.LoyaltyDashboardNoProgram";
import outstandingLabel from "@salesforce/label/c.LoyaltyDashboardOutstanding";
import owedLabel from "@salesforce/label/c.LoyaltyDashboardOwed";
import programLabel from "@salesforce/label/c.LoyaltyProgram";
import spentLabel from "@salesforce/label/c.LoyaltyDashboardSpent";
import tierLabel from "@salesforce/label/c.LoyaltyDashboardTier";
import tiersLabel from "@salesforce/label/c.LoyaltyDashboardTiers";
import uncountedLabel from "@salesforce/label/c.LoyaltyDashboardUncounted";
import titleLabel from "@salesforce/label/c.LoyaltyDashboardTitle";
import topLabel from "@salesforce/label/c.LoyaltyDashboardTop";
import type {
  ProgramDashboardController_Dashboard as Dashboard,
  ProgramDashboardController_MonthPoints as MonthPoints,
  ProgramDashboardController_ProgramOption as ProgramOption
} from "apex-types";
import type { WireError, WireResult } from "lwc-wire";

const CHART = { width: 640, height: 200, bottom: 28, gap: 4 };
const NEUTRAL_COLOR = "#747474";

interface Figure {
  readonly label: string;
  readonly value: number;
  readonly currency: string | undefined;
  readonly blank: boolean;
}

interface MonthBars {
  readonly month: string | null;
  readonly label: string;
  readonly longLabel: string;
  readonly issued: number;
  readonly spent: number;
  readonly issuedX: number;
  readonly issuedY: number;
  readonly issuedHeight: number;
  readonly spentX: number;
  readonly spentY: number;
  readonly spentHeight: number;
  readonly labelX: number;
  readonly tickClass: string;
}

/** Members by tier, points issued and spent, liability and top members of one programme. */
export default class ProgramDashboard extends NavigationMixin(LightningElement) {
  programs: readonly ProgramOption[] | undefined;
  dashboard: Dashboard | undefined;
  chosen: string | undefined;
  error: WireError | undefined;

  labels = {
    balance: balanceLabel,
    issued: issuedLabel,
    lifetime: lifetimeLabel,
    loading: loadingLabel,
    member: memberLabel,
    month: monthLabel,
    months: monthsLabel,
    noMembers: noMembersLabel,
    noProgram: noProgramLabel,
    program: programLabel,
    spent: spentLabel,
    tier: tierLabel,
    tiers: tiersLabel,
    top: topLabel
  };

  @wire(getPrograms)
  receivePrograms({ data, error }: WireResult<ProgramOption[]>): void {
    this.programs = data ?? this.programs;
    this.error = error;
  }

  @wire(getDashboard, { programId: "$programId" })
  receiveDashboard({ data, error }: WireResult<Dashboard | null>): void {
    this.dashboard = data ?? this.dashboard;
    this.error = error ?? this.error;
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
    const { members, outstandingPoints, owedPoints, liability, currencyCode } = this.dashboard ?? {};
    const figure = (label: string, value: number | null | undefined, currency?: string): Figure => ({
      label,
      value: value ?? 0,
      currency,
      blank: value === null || value === undefined
    });
    return [
      figure(membersLabel, members),
      figure(outstandingLabel, outstandingPoints),
      figure(
        liabilityLabel,
        liability,
        liability === null || liability === undefined ? undefined : (currencyCode ?? undefined)
      ),
      figure(owedLabel, owedPoints)
    ];
  }
  get tiers(): { tierId: string | null; name: string | null; text: string; width: number; fill: string }[] {
    const all = Math.max(1, this.dashboard?.members ?? 0);
    return (this.dashboard?.tiers ?? []).map(({ tierId, name, color, members }) => {
      const share = (members ?? 0) / all;
      const text = `${(members ?? 0).toLocaleString(locale)} (${share.toLocaleString(locale, { style: "percent", maximumFractionDigits: 0 })})`;
      return { tierId, name, text, width: share * 100, fill: color ?? NEUTRAL_COLOR };
    });
  }
  get months(): MonthBars[] {
    const months = this.dashboard?.months ?? [];
    const largest = Math.max(1, ...months.flatMap(({ issued, spent }) => [issued ?? 0, spent ?? 0]));
    return months.map((month, index) => barsOf(month, index, months.length, largest));
  }
  get barWidth(): number {
    return barWidth(this.dashboard?.months.length ?? 1);
  }
  get chartBox(): string {
    return `0 0 ${CHART.width} ${CHART.height}`;
  }
  get chartWidth(): number {
    return CHART.width;
  }
  get baseline(): number {
    return CHART.height - CHART.bottom;
  }
  get labelY(): number {
    return CHART.height - 6;
  }
  get hasTop(): boolean {
    return (this.dashboard?.topMembers.length ?? 0) > 0;
  }

  handleProgram(event: CustomEvent<{ value: string }>): void {
    this.chosen = event.detail.value;
    this.dashboard = undefined;
  }

  handleMember(event: Event): void {
    event.preventDefault();
    const { id } = (event.currentTarget as HTMLElement).dataset;
    this[NavigationMixin.Navigate]({
      type: "standard__recordPage",
      attributes: { objectApiName: MEMBER.objectApiName, recordId: id, actionName: "view" }
    });
  }
}

function momentText(moment: string): string {
  return new Date(moment).toLocaleString(locale, { dateStyle: "medium", timeStyle: "short", timeZone });
}

function barWidth(count: number): number {
  return CHART.width / count / 2 - CHART.gap;
}

function barsOf({ month, issued, spent }: MonthPoints, index: number, count: number, largest: number): MonthBars {
  const slot = CHART.width / count;
  const height = (points: number | null): number =>
    (Math.max(0, points ?? 0) / largest) * (CHART.height - CHART.bottom - 4);
  const [issuedHeight, spentHeight] = [height(issued), height(spent)];
  const base = CHART.height - CHART.bottom;
  const x = index * slot + CHART.gap;
  return {
    month,
    label: monthText(month, { month: "short" }),
    longLabel: monthText(month, { month: "long", year: "numeric" }),
    issued: issued ?? 0,
    spent: spent ?? 0,
    issuedX: x,
    issuedY: base - issuedHeight,
    issuedHeight,
    spentX: x + barWidth(count),
    spentY: base - spentHeight,
    spentHeight,
    labelX: index * slot + slot / 2,
    // A phone has room for every third month.
    tickClass: index % 3 === 0 ? "tick" : "tick minor"
  };
}

function monthText(month: string | null, options: Intl.DateTimeFormatOptions): string {
  return month ? new Date(`${month}T00:00:00Z`).toLocaleDateString(locale, { ...options, timeZone: "UTC" }) : "";
}
