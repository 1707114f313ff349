import { api } from "lwc";
import activate from "@salesforce/apex/RuleBuilderController.activate";
import check from "@salesforce/apex/RuleBuilderController.check";
import endRule from "@salesforce/apex/RuleBuilderController.endRule";
import getChoices from "@salesforce/apex/RuleBuilderController.getChoices";
import getPrograms from "@salesforce/apex/RuleBuilderController.getPrograms";
import getRule from "@salesforce/apex/RuleBuilderController.getRule";
import save from "@salesforce/apex/RuleBuilderController.save";
import RULE from "@salesforce/schema/LoyaltyRule__c";
import LightningConfirm from "lightning/confirm";
import { NavigationMixin } from "lightning/navigation";
import { notifyRecordUpdateAvailable } from "lightning/uiRecordApi";
import { ActionPage } from "c/actionPage";
import { labelText } from "c/labelText";
import { areComplete, readConditions } from "c/ruleConditions";
import type RuleForm from "c/ruleForm";
import { choiceText, dayText, ruleWords } from "c/ruleText";
import { newDraft } from "./newDraft";
import { lineOf, numberText } from "c/localeText";
import activateLabel from "@salesforce/label/c.LoyaltyRuleActivate";
import activatedLabel from "@salesforce/label/c.LoyaltyRuleActivated";
import activateQuestionLabel from "@salesforce/label/c.LoyaltyRuleActivateQuestion";
import alsoSetLabel from "@salesforce/label/c.LoyaltyRuleAlsoSet";
import builderLabel from "@salesforce/label/c.LoyaltyRuleBuilder";
import conditionsLabel from "@salesforce/label/c.LoyaltyRuleConditions";
import daysLabel from "@salesforce/label/c.LoyaltyRuleDays";
import endedLabel from "@salesforce/label/c.LoyaltyRuleEnded";
import endNowLabel from "@salesforce/label/c.LoyaltyRuleEndNow";
import endOnLabel from "@salesforce/label/c.LoyaltyRuleEndOn";
import endOnSaveLabel from "@salesforce/label/c.LoyaltyRuleEndOnSave";
import endQuestionLabel from "@salesforce/label/c.LoyaltyRuleEndQuestion";
import endSetLabel from "@salesforce/label/c.LoyaltyRuleEndSet";
import givesLabel from "@salesforce/label/c.LoyaltyRuleGives";
import grantedLabel from "@salesforce/label/c.LoyaltyRuleGranted";
import incompleteLabel from "@salesforce/label/c.LoyaltyRuleIncomplete";
import inWordsLabel from "@salesforce/label/c.LoyaltyRuleInWords";
import limitsLabel from "@salesforce/label/c.LoyaltyRuleLimits";
import newLabel from "@salesforce/label/c.LoyaltyRuleNew";
import noProgramsLabel from "@salesforce/label/c.LoyaltyRuleNoPrograms";
import programLabel from "@salesforce/label/c.LoyaltyProgram";
import milestoneLabel from "@salesforce/label/c.LoyaltyRuleProgress";
import readsLabel from "@salesforce/label/c.LoyaltyRuleReads";
import saveLabel from "@salesforce/label/c.LoyaltyRuleSave";
import savedLabel from "@salesforce/label/c.LoyaltyRuleSaved";
import saveFirstLabel from "@salesforce/label/c.LoyaltyRuleSaveFirst";
import statusLabel from "@salesforce/label/c.LoyaltyRuleStatus";
import type { RuleBuilderController_BuiltRule as BuiltRule, RuleChoices, RuleDraft } from "apex-types";

interface Option {
  readonly label: string;
  readonly value: string;
}

/** A rule from rows of conditions: built, said in words, tried, saved, activated and ended. Without a record it makes a new one. */
export default class RuleBuilder extends NavigationMixin(ActionPage) {
  /** The rule; none on a page of its own. */
  @api recordId: string | undefined;

  programs: Option[] = [];
  programId = "";
  choices: RuleChoices | undefined;
  draft: RuleDraft | undefined;
  loading = true;
  error: unknown;
  checkText = "";
  lastDay = "";
  private built: BuiltRule | undefined;
  private saved: RuleDraft | undefined;

  labels = {
    activate: activateLabel,
    endNow: endNowLabel,
    endOn: endOnLabel,
    endOnSave: endOnSaveLabel,
    inWords: inWordsLabel,
    noPrograms: noProgramsLabel,
    program: programLabel,
    save: saveLabel
  };

  override connectedCallback(): void {
    this.open().catch((error: unknown) => (this.error = error));
  }

  get heading(): string {
    return this.recordId ? builderLabel : newLabel;
  }
  get hasNoPrograms(): boolean {
    return !this.recordId && this.programs.length === 0;
  }
  get hasChoiceOfProgram(): boolean {
    return !this.recordId && this.programs.length > 1;
  }
  get isSaved(): boolean {
    return Boolean(this.recordId);
  }
  get isEditable(): boolean {
    return !this.built || (this.built.status === "Draft" && this.built.mayEdit === true);
  }
  get mayEnd(): boolean {
    return this.built?.status === "Active" && this.built.mayEdit === true;
  }
  get mayTry(): boolean {
    return !this.built || this.built.mayEdit === true;
  }
  get statusText(): string {
    if (!this.built || !this.choices) return "";
    const status = labelText(statusLabel, choiceText(this.choices, "status", this.built.status));
    return lineOf(this.built.programName, status);
  }
  get alsoSetText(): string {
    const names = this.built?.alsoSet ?? [];
    return names.length === 0 ? "" : labelText(alsoSetLabel, names.join(", "));
  }
  get wordRows(): { name: string; text: string }[] {
    if (!this.draft || !this.choices) return [];
    const words = ruleWords(this.draft, this.choices);
    return [
      { name: givesLabel, text: words.gives },
      { name: milestoneLabel, text: words.milestone },
      { name: conditionsLabel, text: words.when },
      { name: daysLabel, text: words.days },
      { name: limitsLabel, text: `${words.limits}${this.grantedText}` }
    ].filter(({ text }) => text !== "");
  }

  async handleProgram(event: CustomEvent<{ value: string }>): Promise<void> {
    await this.attempt(() => this.choose(event.detail.value));
  }

  async handleDraft(event: CustomEvent<RuleDraft>): Promise<void> {
    const before = this.draft;
    this.draft = event.detail;
    this.told = "";
    if (!isSameQuestion(before, this.draft)) await this.checkCriteria();
  }

  async handleSave(): Promise<void> {
    if (!this.isComplete()) return;
    await this.attempt(async () => {
      const ruleId = await save({ draft: this.draft! });
      if (this.recordId) {
        await this.reread(savedLabel);
      } else {
        this[NavigationMixin.Navigate]({
          type: "standard__recordPage",
          attributes: { objectApiName: RULE.objectApiName, recordId: ruleId ?? "", actionName: "view" }
        });
      }
    });
  }

  async handleActivate(): Promise<void> {
    if (JSON.stringify(this.draft) !== JSON.stringify(this.saved)) {
      this.refusal = new Error(saveFirstLabel);
      return;
    }
    await this.confirmed(activateQuestionLabel, activateLabel, async () => {
      await activate({ ruleId: this.recordId ?? "" });
      await this.reread(activatedLabel);
    });
  }

  handleLastDay(event: CustomEvent<{ value: string }>): void {
    this.lastDay = event.detail.value;
  }

  async handleEndOn(): Promise<void> {
    if (!this.lastDay) return;
    await this.attempt(async () => {
      await endRule({ ruleId: this.recordId ?? "", lastDay: this.lastDay });
      await this.reread(labelText(endSetLabel, dayText(this.lastDay)));
    });
  }

  async handleEndNow(): Promise<void> {
    await this.confirmed(endQuestionLabel, endNowLabel, async () => {
      await endRule({ ruleId: this.recordId ?? "", lastDay: null });
      await this.reread(endedLabel);
    });
  }

  private async open(): Promise<void> {
    try {
      if (this.recordId) {
        await this.read();
      } else {
        const programs = (await getPrograms()) ?? [];
        this.programs = programs.map(({ label, value }) => ({ label: label ?? "", value: value ?? "" }));
        if (this.programs[0]) await this.choose(this.programs[0].value);
      }
    } finally {
      this.loading = false;
    }
  }

  private async choose(programId: string): Promise<void> {
    this.choices = (await getChoices({ programId })) ?? undefined;
    this.programId = programId;
    this.draft = { ...(this.draft ?? newDraft), programId, rewardId: null };
  }

  private async read(): Promise<void> {
    const built = (await getRule({ ruleId: this.recordId ?? "" })) ?? undefined;
    if (this.programId !== built?.draft?.programId)
      this.choices = (await getChoices({ programId: built?.draft?.programId ?? "" })) ?? undefined;
    this.programId = built?.draft?.programId ?? "";
    this.built = built;
    this.draft = built?.draft ?? undefined;
    this.saved = this.draft;
    this.lastDay = this.draft?.endsOn ?? "";
  }

  private async reread(told: string): Promise<void> {
    await this.read();
    this.told = told;
    await notifyRecordUpdateAvailable([{ recordId: this.recordId ?? "" }]);
  }

  private async confirmed(message: string, label: string, work: () => Promise<void>): Promise<void> {
    if (await LightningConfirm.open({ message, label, variant: "header" })) await this.attempt(work);
  }

  private isComplete(): boolean {
    const form = this.template?.querySelector("c-rule-form") as unknown as RuleForm | null;
    const conditions = this.conditions();
    const isFilled = form?.isComplete() !== false;
    if (conditions && !areComplete(conditions)) {
      this.checkText = incompleteLabel;
      return false;
    }
    return isFilled;
  }

  /** The engine's own parser says whether it would read them. */
  private async checkCriteria(): Promise<void> {
    const draft = this.draft!;
    const conditions = this.conditions();
    if (conditions && !areComplete(conditions)) {
      this.checkText = "";
      return;
    }
    const refusal = await check({ draft }).catch((error: unknown) => {
      this.refusal = error;
      return "";
    });
    // Only the answer to the latest question counts; what else was changed since is no other question.
    if (isSameQuestion(draft, this.draft)) this.checkText = refusal ?? (draft.criteria ? readsLabel : "");
  }

  private conditions(): ReturnType<typeof readConditions> {
    return readConditions(this.draft?.criteria, this.draft?.scope === "Lines");
  }

  private get grantedText(): string {
    const granted = this.built?.grantedPoints;
    return typeof granted === "number" ? `. ${labelText(grantedLabel, numberText(granted))}` : "";
  }
}

/** Whether the engine reads the conditions of both in the same way. */
function isSameQuestion(one: RuleDraft | undefined, other: RuleDraft | undefined): boolean {
  return one?.criteria === other?.criteria && one?.appliesTo === other?.appliesTo && one?.scope === other?.scope;
}
