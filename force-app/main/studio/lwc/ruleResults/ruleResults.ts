import { api, LightningElement, wire } from "lwc";
import compare from "@salesforce/apex/RuleResultController.compare";
import getOverview from "@salesforce/apex/RuleResultController.getOverview";
import measure from "@salesforce/apex/RuleResultController.measure";
import simulate from "@salesforce/apex/RuleResultController.simulate";
import STATUS from "@salesforce/schema/LoyaltyRule__c.Status__c";
import { getRecord } from "lightning/uiRecordApi";
import { addMonths, today } from "c/dayText";
import { signedNumber } from "c/entryText";
import { labelText } from "c/labelText";
import { dayText } from "c/ruleText";
import { momentText, moneyText, numberText } from "c/localeText";
import usedOfLabel from "@salesforce/label/c.LoyaltyOffersCounted";
import daysFromToLabel from "@salesforce/label/c.LoyaltyRuleDaysFromTo";
import lastDayLabel from "@salesforce/label/c.LoyaltyRuleEndOn";
import firstDayLabel from "@salesforce/label/c.LoyaltyRuleFirstDay";
import titleLabel from "@salesforce/label/c.LoyaltyRuleResult";
import asOfLabel from "@salesforce/label/c.LoyaltyRuleResultAsOf";
import failedLabel from "@salesforce/label/c.LoyaltyRuleResultFailed";
import giftsLabel from "@salesforce/label/c.LoyaltyRuleResultGifts";
import helpActiveLabel from "@salesforce/label/c.LoyaltyRuleResultHelpActive";
import helpDraftLabel from "@salesforce/label/c.LoyaltyRuleResultHelpDraft";
import liabilityLabel from "@salesforce/label/c.LoyaltyRuleResultLiability";
import measureLabel from "@salesforce/label/c.LoyaltyRuleResultMeasure";
import membersLabel from "@salesforce/label/c.LoyaltyRuleResultMembers";
import monthLabel from "@salesforce/label/c.LoyaltyRuleResultMonth";
import monthsLabel from "@salesforce/label/c.LoyaltyRuleResultMonths";
import noneLabel from "@salesforce/label/c.LoyaltyRuleResultNone";
import pointsLabel from "@salesforce/label/c.LoyaltyRuleResultPoints";
import qualifyingLabel from "@salesforce/label/c.LoyaltyRuleResultQualifying";
import runningLabel from "@salesforce/label/c.LoyaltyRuleResultRunning";
import simulateLabel from "@salesforce/label/c.LoyaltyRuleResultSimulate";
import transactionsLabel from "@salesforce/label/c.LoyaltyRuleResultTransactions";
import usedMoneyLabel from "@salesforce/label/c.LoyaltyRuleUsedMoney";
import usedPointsLabel from "@salesforce/label/c.LoyaltyRuleUsedPoints";
import usedPrepaidLabel from "@salesforce/label/c.LoyaltyRuleUsedPrepaid";
import usedRewardsLabel from "@salesforce/label/c.LoyaltyRuleUsedRewards";
import type {
  RuleResultController_Budget as Budget,
  RuleResultController_Comparison as Comparison,
  RuleResultController_Overview as Overview,
  RuleResultController_Result as Result
} from "apex-types";

/** Milliseconds until the page asks again whether the job is done. */
const PAUSE = 2000;
const MONTHS_BACK = -12;

const BUDGETS: Readonly<Record<string, string>> = {
  Points: usedPointsLabel,
  Money: usedMoneyLabel,
  Rewards: usedRewardsLabel,
  Prepaid: usedPrepaidLabel
};

interface Figure {
  readonly label: string;
  readonly text: string;
}

/** What a rule would change in all recorded transactions, or has changed: members, points and money, by month. */
export default class RuleResults extends LightningElement {
  /** The rule. */
  @api recordId = "";

  overview: Overview | undefined;
  error: unknown;
  /** Why nothing is counted. */
  refusal: unknown;
  firstDay = addMonths(today(), MONTHS_BACK);
  lastDay = today();
  private timer: ReturnType<typeof setTimeout> | undefined;

  labels = {
    firstDay: firstDayLabel,
    lastDay: lastDayLabel,
    month: monthLabel,
    months: monthsLabel,
    points: pointsLabel,
    title: titleLabel,
    transactions: transactionsLabel
  };

  /** Another status is another question: whenever the record is another, everything is read again. */
  @wire(getRecord, { recordId: "$recordId", fields: [STATUS] })
  handleRecord(): void {
    if (this.recordId) this.read().catch((error: unknown) => (this.error = error));
  }

  override disconnectedCallback(): void {
    clearTimeout(this.timer);
  }

  get loading(): boolean {
    return this.overview === undefined;
  }
  get isDraft(): boolean {
    return this.overview?.status === "Draft";
  }
  get mayStart(): boolean {
    return this.overview?.mayCount === true && this.result?.state !== "Running";
  }
  get help(): string {
    return this.isDraft ? helpDraftLabel : helpActiveLabel;
  }
  get startText(): string {
    return this.isDraft ? simulateLabel : measureLabel;
  }
  get isDone(): boolean {
    return this.result?.state === "Done";
  }
  get stateText(): string {
    const { state, firstDay, lastDay, endedAt, message } = this.result ?? ({} as Partial<Result>);
    if (!state) return noneLabel;
    if (state === "Running") return runningLabel;
    if (state === "Failed") return labelText(failedLabel, message ?? "");
    const days = labelText(daysFromToLabel, dayText(firstDay ?? ""), dayText(lastDay ?? ""));
    return labelText(asOfLabel, days, momentText(endedAt));
  }
  /** What all members had of the caps that they share. */
  get budgets(): Figure[] {
    const text = (kind: string | null | undefined, value: number | null | undefined): string =>
      kind === "Money" ? moneyText(value, this.overview?.currencyCode) : numberText(value);
    return (this.overview?.budgets ?? []).map(({ kind, used, most }: Budget) => ({
      label: BUDGETS[kind ?? ""] ?? "",
      text: labelText(usedOfLabel, text(kind, used), text(kind, most))
    }));
  }
  get comparison(): Comparison | undefined {
    return this.overview?.comparison ?? undefined;
  }
  get mayCompare(): boolean {
    return this.overview?.mayCount === true && !this.isDraft;
  }
  get hasBudgets(): boolean {
    return this.budgets.length > 0;
  }
  get figures(): Figure[] {
    const { members, transactions, points, qualifyingPoints, liability, gifts } = this.result ?? ({} as Result);
    return [
      { label: membersLabel, text: numberText(members) },
      { label: transactionsLabel, text: numberText(transactions) },
      { label: pointsLabel, text: signedNumber(points ?? 0) },
      ...(qualifyingPoints ? [{ label: qualifyingLabel, text: signedNumber(qualifyingPoints) }] : []),
      ...(gifts ? [{ label: giftsLabel, text: signedNumber(gifts) }] : []),
      ...(typeof liability === "number"
        ? [{ label: liabilityLabel, text: moneyText(liability, this.result?.currencyCode) }]
        : [])
    ];
  }
  get months(): { key: string; name: string; transactions: string; points: string }[] {
    return (this.result?.months ?? []).map(({ month, transactions, points }) => ({
      key: month ?? "",
      name: dayText(month ?? "", { month: "short", year: "numeric" }),
      transactions: numberText(transactions),
      points: signedNumber(points ?? 0)
    }));
  }
  get hasMonths(): boolean {
    return this.months.length > 0;
  }

  handleDay(event: CustomEvent<{ value: string }>): void {
    const { name } = event.target as HTMLInputElement;
    Object.assign(this, { [name]: event.detail.value });
  }

  async handleStart(): Promise<void> {
    this.refusal = undefined;
    const ruleId = this.recordId;
    try {
      if (this.isDraft) await simulate({ ruleId, firstDay: this.firstDay || null, lastDay: this.lastDay || null });
      else await measure({ ruleId });
      await this.read();
    } catch (error) {
      this.refusal = error;
    }
  }

  async handleCompare(): Promise<void> {
    this.refusal = undefined;
    try {
      await compare({ ruleId: this.recordId });
      await this.read();
    } catch (error) {
      this.refusal = error;
    }
  }

  private async read(): Promise<void> {
    clearTimeout(this.timer);
    this.overview = (await getOverview({ ruleId: this.recordId })) ?? undefined;
    const isAtWork = this.result?.state === "Running" || this.comparison?.comparing;
    // A job tells nobody that it is done.
    // eslint-disable-next-line @lwc/lwc/no-async-operation
    if (isAtWork) this.timer = setTimeout(() => this.readAgain(), PAUSE);
  }

  private readAgain(): void {
    this.read().catch((error: unknown) => (this.error = error));
  }

  private get result(): Result | undefined {
    return this.overview?.result ?? undefined;
  }
}
