import create from "@salesforce/apex/ProgramAssistantController.create";
import getQuestions from "@salesforce/apex/ProgramAssistantController.getQuestions";
import PROGRAM from "@salesforce/schema/LoyaltyProgram__c";
import { NavigationMixin } from "lightning/navigation";
import { ActionPage } from "c/actionPage";
import { areComplete, numberOf } from "c/formFields";
import { labelText } from "c/labelText";
import { newReward, newTier, templates } from "./programTemplates";
import { lineOf, numberText } from "c/localeText";
import addRewardLabel from "@salesforce/label/c.LoyaltyAssistantAddReward";
import addTierLabel from "@salesforce/label/c.LoyaltyAssistantAddTier";
import backLabel from "@salesforce/label/c.LoyaltyAssistantBack";
import benefitsLabel from "@salesforce/label/c.LoyaltyAssistantBenefits";
import cancelledLabel from "@salesforce/label/c.LoyaltyAssistantCancelled";
import cancelLabel from "@salesforce/label/c.LoyaltyCancel";
import checkLabel from "@salesforce/label/c.LoyaltyAssistantCheck";
import codesLabel from "@salesforce/label/c.LoyaltyAssistantCodes";
import createLabel from "@salesforce/label/c.LoyaltyAssistantCreate";
import earnsLabel from "@salesforce/label/c.LoyaltyAssistantEarns";
import nextLabel from "@salesforce/label/c.LoyaltyAssistantNext";
import noAccessLabel from "@salesforce/label/c.LoyaltyAssistantNoAccess";
import removeLabel from "@salesforce/label/c.LoyaltyAssistantRemove";
import rewardsLabel from "@salesforce/label/c.LoyaltyAssistantRewards";
import stepLabel from "@salesforce/label/c.LoyaltyAssistantStep";
import templateLabel from "@salesforce/label/c.LoyaltyAssistantTemplate";
import termsLabel from "@salesforce/label/c.LoyaltyAssistantTerms";
import tiersLabel from "@salesforce/label/c.LoyaltyAssistantTiers";
import titleLabel from "@salesforce/label/c.LoyaltyAssistantTitle";
import type {
  FieldTexts,
  ProgramAssistantController_Questions as Questions,
  ProgramPlan,
  ProgramPlan_Reward as PlannedReward,
  ProgramPlan_Tier as PlannedTier
} from "apex-types";

interface Option {
  readonly label: string;
  readonly value: string;
}

const STEPS = [templateLabel, termsLabel, tiersLabel, rewardsLabel, checkLabel];
const [TEMPLATES, TERMS, TIERS, REWARDS, CHECK] = [0, 1, 2, 3, 4];
const WITH_VALUE = ["Percentage", "Amount", "GiftCard", "CashbackCredit", "FreeMonths"];
const NUMBERS = ["threshold", "multiplier", "value", "cost", "stock"];
/** What one sees in the example of a purchase. */
const EXAMPLE = 100;
const LONGEST_CODE = 40;

/**
 * A program made from a template, step by step. Everything is planned on the page and created at the end at once: who leaves or
 * cancels leaves nothing behind.
 */
export default class ProgramAssistant extends NavigationMixin(ActionPage) {
  questions: Questions | undefined;
  error: unknown;
  step = TEMPLATES;
  templateName = templates[0]!.name;
  plan!: ProgramPlan;

  labels = {
    addReward: addRewardLabel,
    addTier: addTierLabel,
    back: backLabel,
    benefits: benefitsLabel,
    cancel: cancelLabel,
    codes: codesLabel,
    create: createLabel,
    next: nextLabel,
    noAccess: noAccessLabel,
    template: templateLabel,
    title: titleLabel
  };

  override connectedCallback(): void {
    this.open().catch((error: unknown) => (this.error = error));
  }

  get loading(): boolean {
    return this.questions === undefined;
  }
  get mayNothing(): boolean {
    return this.questions?.mayCreate === false;
  }
  get stepText(): string {
    return labelText(stepLabel, this.step + 1, STEPS.length, STEPS[this.step] ?? "");
  }
  get isTemplates(): boolean {
    return this.step === TEMPLATES;
  }
  get isTerms(): boolean {
    return this.step === TERMS;
  }
  get isTiers(): boolean {
    return this.step === TIERS;
  }
  get isRewards(): boolean {
    return this.step === REWARDS;
  }
  get isCheck(): boolean {
    return this.step === CHECK;
  }
  get hasBack(): boolean {
    return this.step > TEMPLATES;
  }
  get isCashback(): boolean {
    return this.plan.kind === "Cashback";
  }
  get hasExpiry(): boolean {
    return this.plan.expiryModel !== "None";
  }
  get choices(): { name: string; label: string; help: string; checked: boolean }[] {
    return templates.map(({ name, label, help }) => ({ name, label, help, checked: name === this.templateName }));
  }
  get program(): FieldTexts["labels"] {
    return this.questions?.program?.labels ?? {};
  }
  get tier(): FieldTexts["labels"] {
    return this.questions?.tier?.labels ?? {};
  }
  get reward(): FieldTexts["labels"] {
    return this.questions?.reward?.labels ?? {};
  }
  get earningBasisOptions(): Option[] {
    return optionsOf(this.questions?.program, "earningBasis");
  }
  get expiryModelOptions(): Option[] {
    return optionsOf(this.questions?.program, "expiryModel");
  }
  get tierBasisOptions(): Option[] {
    return optionsOf(this.questions?.program, "tierBasis");
  }
  get tierPeriodOptions(): Option[] {
    return optionsOf(this.questions?.program, "tierPeriod");
  }
  /** A choice of one needs its options, which are records of their own. */
  get rewardKindOptions(): Option[] {
    return optionsOf(this.questions?.reward, "kind").filter(({ value }) => value !== "Choice");
  }
  get tierRows(): (PlannedTier & { key: number; remove: string })[] {
    return this.tiers.map((one, key) => ({ ...one, key, remove: labelText(removeLabel, one.name ?? "") }));
  }
  get rewardRows(): (PlannedReward & Record<"hasValue" | "hasProduct" | "hasCodes", boolean> & { key: number })[] {
    return this.rewards.map((one, key) => ({
      ...one,
      key,
      remove: labelText(removeLabel, one.name ?? ""),
      hasValue: WITH_VALUE.includes(one.kind ?? ""),
      hasProduct: one.kind === "FreeProduct",
      hasCodes: one.kind === "Coupon"
    }));
  }
  /** The plan in words, with what a purchase gives in each tier. */
  get summary(): { name: string; text: string }[] {
    const { name, code, currencyCode, timeZone, pointName } = this.plan;
    return [
      { name: termsLabel, text: lineOf(name, code, pointName, currencyCode, timeZone) },
      { name: tiersLabel, text: this.tiers.map((one) => this.earnedText(one)).join(" ") },
      { name: rewardsLabel, text: this.rewards.map((one) => `${one.name ?? ""} (${numberText(one.cost)})`).join(", ") }
    ].filter(({ text }) => text !== "");
  }

  handleTemplate(event: Event): void {
    this.templateName = (event.target as HTMLInputElement).value;
  }

  /** The code follows the name until somebody writes another. */
  handleName(event: Event): void {
    const { value } = event.target as HTMLInputElement;
    const follows = this.plan.code === "" || this.plan.code === codeFor(this.plan.name ?? "");
    this.change({ name: value, ...(follows ? { code: codeFor(value) } : {}) });
  }

  handleText(event: Event): void {
    const { name, value } = event.target as HTMLInputElement;
    this.change({ [name]: value });
  }

  handleNumber(event: Event): void {
    const { name, value } = event.target as HTMLInputElement;
    this.change({ [name]: numberOf(value) });
  }

  handleChoice(event: CustomEvent<{ value: string }>): void {
    const { name } = event.target as HTMLInputElement;
    this.change({ [name]: event.detail.value, ...(event.detail.value === "None" ? { expiryMonths: null } : {}) });
  }

  /** A tier for life is never reviewed. */
  handlePeriod(event: CustomEvent<{ value: string }>): void {
    const tierPeriod = event.detail.value;
    this.change({ tierPeriod, tierDowngrade: tierPeriod === "Lifetime" ? null : "AtReview" });
  }

  handleTier(event: Event): void {
    const [index, changes] = changeOf(event);
    this.change({ tiers: this.tiers.map((one, place) => (place === index ? { ...one, ...changes } : one)) });
  }

  handleAddTier(): void {
    this.change({ tiers: [...this.tiers, newTier] });
  }

  handleRemoveTier(event: Event): void {
    this.change({ tiers: this.tiers.filter((_, index) => index !== changeOf(event)[0]) });
    this.focusOutcome();
  }

  /** A value that the new kind does not have is dropped. */
  handleReward(event: Event): void {
    const [index, changes] = changeOf(event);
    const fitted = "kind" in changes ? { ...changes, value: null, productCode: null, codes: "" } : changes;
    this.change({ rewards: this.rewards.map((one, place) => (place === index ? { ...one, ...fitted } : one)) });
  }

  handleAddReward(): void {
    this.change({ rewards: [...this.rewards, newReward] });
  }

  handleRemoveReward(event: Event): void {
    this.change({ rewards: this.rewards.filter((_, index) => index !== changeOf(event)[0]) });
    this.focusOutcome();
  }

  handleNext(): void {
    if (!areComplete(this.template)) return;
    if (this.step === TEMPLATES) this.begin();
    this.goTo(this.step + 1);
  }

  handleBack(): void {
    this.goTo(this.step - 1);
  }

  handleCancel(): void {
    this.goTo(TEMPLATES);
    this.told = cancelledLabel;
  }

  async handleCreate(): Promise<void> {
    await this.attempt(async () => {
      const recordId = (await create({ plan: this.plan })) ?? "";
      this[NavigationMixin.Navigate]({
        type: "standard__recordPage",
        attributes: { objectApiName: PROGRAM.objectApiName, recordId, actionName: "view" }
      });
    });
  }

  private async open(): Promise<void> {
    this.questions = (await getQuestions()) ?? undefined;
    this.begin();
  }

  private begin(): void {
    const template = templates.find(({ name }) => name === this.templateName)!;
    const { timeZone = null, currencyCode = null } = this.questions ?? {};
    this.plan = { ...template.plan, timeZone, currencyCode };
  }

  private goTo(step: number): void {
    this.step = step;
    this.sayNothing();
    // What had the focus is gone, and the new step begins at the top.
    this.focusOutcome();
  }

  private change(changes: Partial<ProgramPlan>): void {
    this.plan = { ...this.plan, ...changes };
  }

  private earnedText({ name, multiplier }: PlannedTier): string {
    const points = Math.floor(EXAMPLE * (this.plan.pointsPerUnit ?? 0) * (multiplier ?? 1));
    return labelText(earnsLabel, numberText(EXAMPLE), numberText(points), name ?? "");
  }

  private get tiers(): readonly PlannedTier[] {
    return this.plan.tiers ?? [];
  }
  private get rewards(): readonly PlannedReward[] {
    return this.plan.rewards ?? [];
  }
}

function optionsOf(texts: FieldTexts | null | undefined, name: string): Option[] {
  const entries = (texts?.picklists?.[name] ?? []) as readonly { label: string | null; value: string | null }[];
  return entries.map(({ label, value }) => ({ label: label ?? "", value: value ?? "" }));
}

/** @returns the row of the field, and what was changed in it */
function changeOf(event: Event): [number, Readonly<Record<string, unknown>>] {
  const { name, value, dataset } = event.target as HTMLInputElement;
  const { value: chosen } = ((event as CustomEvent).detail ?? {}) as { value?: string };
  const written = chosen ?? value;
  return [Number(dataset.index), { [name]: NUMBERS.includes(name) ? numberOf(written) : written || null }];
}

/** Capital letters and digits of the name, without the marks of its language. */
function codeFor(name: string): string {
  return name
    .normalize("NFD")
    .replaceAll("ı", "i")
    .replaceAll(/[łŁ]/g, "l")
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, "")
    .slice(0, LONGEST_CODE);
}
