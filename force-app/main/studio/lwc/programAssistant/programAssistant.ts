import create from "@salesforce/apex/ProgramAssistantController.create";
import getQuestions from "@salesforce/apex/ProgramAssistantController.getQuestions";
import PROGRAM from "@salesforce/schema/LoyaltyProgram__c";
import { NavigationMixin } from "lightning/navigation";
import { ActionPage } from "c/actionPage";
import type { FieldChange, FormField } from "c/fieldList";
import { areComplete } from "c/formFields";
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

/** What is planned of a tier or a reward, as a row of the page. */
type PlannedRow<T> = T & { readonly key: number; readonly remove: string; readonly fields: readonly FormField[] };

const STEPS = [templateLabel, termsLabel, tiersLabel, rewardsLabel, checkLabel];
const [TEMPLATES, TERMS, TIERS, REWARDS, CHECK] = [0, 1, 2, 3, 4];
const WITH_VALUE = ["Percentage", "Amount", "GiftCard", "CashbackCredit", "FreeMonths"];
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
  get choices(): { name: string; label: string; help: string; checked: boolean }[] {
    return templates.map(({ name, label, help }) => ({ name, label, help, checked: name === this.templateName }));
  }
  get termFields(): FormField[] {
    const ask = asker(this.questions?.program, this.plan);
    const expires = this.plan.expiryModel !== "None";
    return [
      { ...ask("name", "text"), maxLength: "80", required: true },
      { ...ask("code", "text"), maxLength: "40", required: true },
      { ...ask("pointName", "text"), maxLength: "40", required: true },
      { ...ask("currencyCode", "text"), maxLength: "3", pattern: "[A-Z]{3}", required: true },
      { ...ask("timeZone", "text"), required: true },
      ask("earningBasis", "choice"),
      { ...ask("pointsPerUnit", "number"), min: "0", required: true },
      { ...ask("pointValue", "number"), min: "0" },
      ...(this.plan.kind === "Cashback" ? [{ ...ask("checkoutRate", "number"), min: "0", required: true }] : []),
      ask("expiryModel", "choice"),
      ...(expires ? [{ ...ask("expiryMonths", "number"), min: "0", step: "1", required: true }] : []),
      { ...ask("welcomeBonus", "number"), min: "0", step: "1" }
    ];
  }
  get tierFields(): FormField[] {
    const ask = asker(this.questions?.program, this.plan);
    return [ask("tierBasis", "choice"), ask("tierPeriod", "choice")];
  }
  get tierRows(): PlannedRow<PlannedTier>[] {
    return this.tiers.map((one, key) => {
      const ask = asker(this.questions?.tier, one);
      const fields = [
        { ...ask("name", "text"), maxLength: "80", required: true },
        { ...ask("threshold", "number"), min: "0", required: true },
        { ...ask("multiplier", "number"), min: "0.01", required: true }
      ];
      return { ...one, key, remove: labelText(removeLabel, one.name ?? ""), fields };
    });
  }
  get rewardRows(): (PlannedRow<PlannedReward> & { readonly hasCodes: boolean })[] {
    return this.rewards.map((one, key) => ({
      ...one,
      key,
      remove: labelText(removeLabel, one.name ?? ""),
      hasCodes: one.kind === "Coupon",
      fields: this.rewardFields(one)
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

  handleTerm({ detail: { name, value } }: CustomEvent<FieldChange>): void {
    this.change({ [name]: value, ...this.followingFrom(name, value) });
  }

  handleTier(event: Event): void {
    this.changeTier(...changeOf(event));
  }

  handleTierField(event: CustomEvent<FieldChange>): void {
    this.changeTier(...rowChangeOf(event));
  }

  handleAddTier(): void {
    this.change({ tiers: [...this.tiers, newTier] });
  }

  handleRemoveTier(event: Event): void {
    this.change({ tiers: this.tiers.filter((_, index) => index !== changeOf(event)[0]) });
    this.focusOutcome();
  }

  handleReward(event: Event): void {
    this.changeReward(...changeOf(event));
  }

  handleRewardField(event: CustomEvent<FieldChange>): void {
    this.changeReward(...rowChangeOf(event));
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

  /** The code follows the name until somebody writes another; a tier for life is never reviewed. */
  private followingFrom(name: string, value: FieldChange["value"]): Partial<ProgramPlan> {
    if (name === "name") {
      const follows = !this.plan.code || this.plan.code === codeFor(this.plan.name ?? "");
      return follows ? { code: codeFor(String(value ?? "")) } : {};
    }
    if (name === "expiryModel" && value === "None") return { expiryMonths: null };
    return name === "tierPeriod" ? { tierDowngrade: value === "Lifetime" ? null : "AtReview" } : {};
  }

  private changeTier(index: number, changes: Changes): void {
    this.change({ tiers: this.tiers.map((one, place) => (place === index ? { ...one, ...changes } : one)) });
  }

  /** A value that the new kind does not have is dropped. */
  private changeReward(index: number, changes: Changes): void {
    const fitted = "kind" in changes ? { ...changes, value: null, productCode: null, codes: "" } : changes;
    this.change({ rewards: this.rewards.map((one, place) => (place === index ? { ...one, ...fitted } : one)) });
  }

  private rewardFields(reward: PlannedReward): FormField[] {
    const ask = asker(this.questions?.reward, reward);
    const kind = ask("kind", "choice");
    return [
      { ...ask("name", "text"), maxLength: "80", required: true },
      // A choice of one needs its options, which are records of their own.
      { ...kind, options: kind.options!.filter(({ value }) => value !== "Choice") },
      ...(WITH_VALUE.includes(reward.kind ?? "") ? [{ ...ask("value", "number"), min: "0", required: true }] : []),
      ...(reward.kind === "FreeProduct" ? [{ ...ask("productCode", "text"), required: true }] : []),
      { ...ask("cost", "number"), min: "1", step: "1", required: true },
      { ...ask("stock", "number"), min: "0", step: "1" },
      ask("pictureUrl", "url")
    ];
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

type Changes = Readonly<Record<string, unknown>>;

/** @returns a question for a field of a record, with the org's words and what is planned for it */
function asker<T extends object>(
  texts: FieldTexts | null | undefined,
  planned: T
): (name: keyof T & string, kind: FormField["kind"]) => FormField {
  return (name, kind) => ({
    name,
    kind,
    label: texts?.labels?.[name],
    value: planned[name] as FormField["value"],
    ...(kind === "choice" ? { options: optionsOf(texts, name) } : {})
  });
}

/** @returns the row that a long text or a button stands in, and what was written */
function changeOf(event: Event): [number, Changes] {
  const { name, value, dataset } = event.target as HTMLInputElement;
  const { value: written } = ((event as CustomEvent).detail ?? {}) as { value?: string };
  return [Number(dataset.index), { [name]: (written ?? value) || null }];
}

/** @returns the row whose fields they are, and what was answered */
function rowChangeOf({ currentTarget, detail }: CustomEvent<FieldChange>): [number, Changes] {
  return [Number((currentTarget as HTMLElement).dataset.index), { [detail.name]: detail.value }];
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
