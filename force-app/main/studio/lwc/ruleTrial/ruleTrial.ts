import { api, LightningElement } from "lwc";
import getCandidates from "@salesforce/apex/RuleTrialController.getCandidates";
import tryOn from "@salesforce/apex/RuleTrialController.tryOn";
import { activityText, reasonText, signedNumber } from "c/entryText";
import { labelText } from "c/labelText";
import { readConditions } from "c/ruleConditions";
import { conditionText, criteriaText } from "c/ruleText";
import { dayText, lineOf, numberText } from "c/localeText";
import titleLabel from "@salesforce/label/c.LoyaltyRuleTrial";
import appliedLabel from "@salesforce/label/c.LoyaltyRuleTrialApplied";
import cancelledLabel from "@salesforce/label/c.LoyaltyRuleTrialCancelled";
import conditionsLabel from "@salesforce/label/c.LoyaltyRuleTrialConditions";
import drawLabel from "@salesforce/label/c.LoyaltyRuleTrialDraw";
import earnedLabel from "@salesforce/label/c.LoyaltyRuleTrialEarned";
import findLabel from "@salesforce/label/c.LoyaltyRuleTrialFind";
import giftLabel from "@salesforce/label/c.LoyaltyRuleTrialGift";
import holdsLabel from "@salesforce/label/c.LoyaltyRuleTrialHolds";
import linesLabel from "@salesforce/label/c.LoyaltyRuleTrialLines";
import milestoneLabel from "@salesforce/label/c.LoyaltyRuleTrialMilestone";
import noneLabel from "@salesforce/label/c.LoyaltyRuleTrialNone";
import notLabel from "@salesforce/label/c.LoyaltyRuleTrialNot";
import notHoldsLabel from "@salesforce/label/c.LoyaltyRuleTrialNotHolds";
import nothingLabel from "@salesforce/label/c.LoyaltyRuleTrialNothing";
import numberLabel from "@salesforce/label/c.LoyaltyRuleTrialNumber";
import otherDaysLabel from "@salesforce/label/c.LoyaltyRuleTrialOtherDays";
import otherKindLabel from "@salesforce/label/c.LoyaltyRuleTrialOtherKind";
import partlyLabel from "@salesforce/label/c.LoyaltyRuleTrialPartly";
import transactionLabel from "@salesforce/label/c.LoyaltyRuleTrialTransaction";
import tryLabel from "@salesforce/label/c.LoyaltyRuleTrialTry";
import type {
  RuleDraft,
  RuleTrial_Answer as Answer,
  RuleTrial_Verdict as Verdict,
  RuleTrialController_Candidate as Candidate
} from "apex-types";

/** Why a rule did not apply; others are those of the ledger's explanations. */
const REASONS: Readonly<Record<string, string>> = {
  cancelled: cancelledLabel,
  conditions: conditionsLabel,
  draw: drawLabel,
  milestone: milestoneLabel,
  nothing: nothingLabel,
  otherKind: otherKindLabel
};

interface AnswerText {
  readonly key: number;
  readonly icon: string;
  readonly word: string;
  readonly text: string;
}

/** A rule tried on one transaction of the past: what it gives, or which of its conditions does not hold. */
export default class RuleTrial extends LightningElement {
  /** The rule as it stands on the page, saved or not. */
  @api draft!: RuleDraft;

  candidates: readonly Candidate[] | undefined;
  transactionId = "";
  documentNumber = "";
  verdict: Verdict | undefined;
  error: unknown;
  /** What was tried: a draft that changed since is another. */
  private tried: RuleDraft | undefined;

  labels = {
    find: findLabel,
    none: noneLabel,
    number: numberLabel,
    otherDays: otherDaysLabel,
    title: titleLabel,
    transaction: transactionLabel,
    try: tryLabel
  };

  override connectedCallback(): void {
    this.find().catch((error: unknown) => (this.error = error));
  }

  get hasNone(): boolean {
    return this.candidates?.length === 0;
  }
  get options(): { label: string; value: string }[] {
    return (this.candidates ?? []).map((each) => ({ value: each.transactionId ?? "", label: candidateText(each) }));
  }
  get otherDays(): boolean {
    return this.verdict?.isWithinDays === false;
  }
  get outcome(): string {
    const { applied, points, gift, reason } = this.verdict ?? ({} as Verdict);
    const why = reason ? (REASONS[reason] ?? reasonText(reason)) : "";
    if (!applied) return labelText(notLabel, why);
    const given = gift && !points ? giftLabel : signedNumber(points ?? 0);
    return reason ? labelText(partlyLabel, given, why) : labelText(appliedLabel, given);
  }
  get earnedText(): string {
    const { pointsWithout, pointsWith } = this.verdict ?? ({} as Verdict);
    return labelText(earnedLabel, numberText(pointsWithout), numberText(pointsWith));
  }
  get answers(): AnswerText[] {
    const { criteria, scope } = this.tried ?? this.draft;
    const parts = readConditions(criteria, scope === "Lines")?.parts ?? [];
    return (this.verdict?.answers ?? []).map((answer, key) => {
      const part = parts[key];
      const condition = !part ? "" : "kept" in part ? criteriaText(part.kept) : conditionText(part.condition);
      const isOfLines = !part || "kept" in part || part.condition.field.startsWith("line.");
      const word = this.wordOf(answer, isOfLines);
      return { key, word, icon: iconOf(answer), text: `${condition}: ${word}` };
    });
  }

  handleNumber(event: CustomEvent<{ value: string }>): void {
    this.documentNumber = event.detail.value;
  }

  async handleKey(event: KeyboardEvent): Promise<void> {
    if (event.key === "Enter") await this.handleFind();
  }

  async handleFind(): Promise<void> {
    await this.attempt(() => this.find());
  }

  handleTransaction(event: CustomEvent<{ value: string }>): void {
    this.transactionId = event.detail.value;
    this.verdict = undefined;
  }

  async handleTry(): Promise<void> {
    if (!this.transactionId) return;
    await this.attempt(async () => {
      const draft = this.draft;
      this.verdict = (await tryOn({ draft, transactionId: this.transactionId })) ?? undefined;
      this.tried = draft;
    });
  }

  private async find(): Promise<void> {
    const found = await getCandidates({ programId: this.draft.programId, documentNumber: this.documentNumber });
    this.candidates = found ?? [];
    this.transactionId = this.candidates[0]?.transactionId ?? "";
    this.verdict = undefined;
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    this.error = undefined;
    try {
      await work();
    } catch (error) {
      this.error = error;
      this.verdict = undefined;
    }
  }

  private wordOf({ answer, missing, lines }: Answer, isOfLines: boolean): string {
    if (answer === "UNKNOWN") return reasonText(missing ?? "");
    if (isOfLines && typeof lines === "number") return labelText(linesLabel, lines, this.verdict?.lineCount ?? 0);
    return answer === "NO" ? notHoldsLabel : holdsLabel;
  }
}

function iconOf({ answer }: Answer): string {
  return { NO: "utility:close", UNKNOWN: "utility:help" }[answer ?? ""] ?? "utility:check";
}

function candidateText({ documentNumber, memberName, occurredAt, amount, activity }: Candidate): string {
  const earned = activity ? activityText(activity) : numberText(amount);
  return lineOf(documentNumber, dayText(occurredAt), memberName, earned);
}
