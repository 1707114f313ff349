import { api, LightningElement } from "lwc";
import type { FieldChange, FormField } from "c/fieldList";
import { areComplete } from "c/formFields";
import { readConditions, writeConditions } from "c/ruleConditions";
import conditionsLabel from "@salesforce/label/c.LoyaltyRuleConditions";
import daysLabel from "@salesforce/label/c.LoyaltyRuleDays";
import lastDayLabel from "@salesforce/label/c.LoyaltyRuleEndOn";
import firstDayLabel from "@salesforce/label/c.LoyaltyRuleFirstDay";
import limitsLabel from "@salesforce/label/c.LoyaltyRuleLimits";
import type { RuleChoices, RuleDraft } from "apex-types";

interface Option {
  readonly label: string;
  readonly value: string;
}

const WITH_VALUE = ["Points", "PointsPerUnit", "PointsPerQuantity", "Multiplier"];
const WITH_MILESTONE = ["Points", "Reward", "Badge"];
const EXCLUSIONS = ["Exclusion", "PaidWithPointsExclusion"];
const BANDS = "VolumeBands";
const STEPS = "Steps";
const FROM_ONE = { min: "1", step: "1" };

/** What a rule gives, when, on which days and how much at most. Each change is handed on by the `draftchange` event. */
export default class RuleForm extends LightningElement {
  @api draft!: RuleDraft;
  @api choices!: RuleChoices;

  labels = {
    conditions: conditionsLabel,
    days: daysLabel,
    limits: limitsLabel
  };

  /** @returns whether all fields are filled in as they ask for; those that are not say why */
  @api isComplete(): boolean {
    return areComplete(this.template);
  }

  get texts(): Readonly<Record<string, string | null>> {
    return this.choices.fieldLabels ?? {};
  }
  get shown(): Readonly<Record<string, boolean>> {
    return shownFor(this.draft);
  }
  get isForLines(): boolean {
    return this.draft.scope === "Lines";
  }
  get isForActivities(): boolean {
    return this.draft.appliesTo === "Activities";
  }
  /** What it gives. */
  get effectFields(): FormField[] {
    const { draft, shown } = this;
    return asked([
      { ...this.field("name", "text"), maxLength: "80", required: true, wide: true },
      this.choice("appliesTo"),
      this.choice("effect"),
      shown.value && { ...this.field("value", "number"), required: true },
      shown.reward && { ...this.field("rewardId", "choice"), options: this.rewardOptions, required: true },
      shown.badge && { ...this.field("badge", "text"), maxLength: "80", required: true },
      shown.bands && { ...this.choice("bandBasis"), required: true, value: draft.bandBasis }
    ]);
  }
  /** For what it gives that. */
  get scopeFields(): FormField[] {
    const { draft, shown } = this;
    const isMilestone = shown.milestone && Boolean(draft.milestone);
    const isOfSteps = draft.milestone === STEPS;
    return asked([
      shown.scope && this.choice("scope"),
      shown.milestone && this.choiceOrNone("milestone"),
      isMilestone && { ...this.field("milestoneAt", "number"), ...(isOfSteps ? FROM_ONE : {}), required: true },
      isMilestone && !isOfSteps && this.field("milestoneRepeats", "check"),
      shown.step && this.stepOptions.length > 1 && { ...this.field("stepOfId", "choice"), ...this.stepChoice },
      shown.points && this.field("qualifies", "check"),
      shown.limits && this.field("optIn", "check")
    ]);
  }
  get dayFields(): FormField[] {
    const { startsOn } = this.draft;
    return [
      { ...this.field("startsOn", "date"), label: firstDayLabel },
      { ...this.field("endsOn", "date"), label: lastDayLabel, ...(startsOn ? { min: startsOn } : {}) }
    ];
  }
  get limitFields(): FormField[] {
    const { draft, shown } = this;
    return asked([
      shown.points && { ...this.field("capPoints", "number"), ...FROM_ONE },
      shown.times && { ...this.field("capTimes", "number"), ...FROM_ONE },
      this.choiceOrNone("period"),
      draft.period === "Days" && { ...this.field("periodDays", "number"), ...FROM_ONE, max: "366", required: true },
      shown.points && { ...this.field("capPointsForAll", "number"), ...FROM_ONE },
      shown.points && { ...this.field("capMoneyForAll", "number"), min: "0" },
      shown.reward && { ...this.field("capRewardsForAll", "number"), ...FROM_ONE },
      { ...this.field("priority", "number"), min: "0", max: "9999", step: "1", required: true },
      this.choice("stacking"),
      { ...this.field("sharePercent", "number"), min: "0", max: "100" },
      typeof draft.sharePercent === "number" && { ...this.choice("shareOf"), required: true },
      shown.limits && { ...this.field("controlPercent", "number"), min: "1", max: "50" },
      !draft.optIn && this.field("unannounced", "check")
    ]);
  }

  handleField({ detail: { name, value } }: CustomEvent<FieldChange>): void {
    this.change({ [name]: value });
  }

  handleBands(event: CustomEvent<string>): void {
    this.change({ bands: event.detail });
  }

  handleCriteria(event: CustomEvent<string | null>): void {
    this.change({ criteria: event.detail });
  }

  private field(name: keyof RuleDraft, kind: FormField["kind"]): FormField {
    return { name, kind, label: this.texts[name], value: this.draft[name] };
  }

  private choice(name: keyof RuleDraft): FormField {
    return { ...this.field(name, "choice"), options: this.optionsOf(name) };
  }

  private choiceOrNone(name: keyof RuleDraft): FormField {
    const options = [{ label: "–", value: "" }, ...this.optionsOf(name)];
    return { ...this.field(name, "choice"), value: this.draft[name] ?? "", options };
  }

  private get rewardOptions(): Option[] {
    return optionsFrom(this.choices.rewards);
  }

  /** Rules that this one can be a step of, after none: not itself. */
  private get stepOptions(): Option[] {
    const others = optionsFrom(this.choices.rulesOfSteps).filter(({ value }) => value !== this.draft.ruleId);
    return [{ label: "–", value: "" }, ...others];
  }

  private get stepChoice(): Pick<FormField, "value" | "options"> {
    return { value: this.draft.stepOfId ?? "", options: this.stepOptions };
  }

  private change(changes: Partial<RuleDraft>): void {
    const detail = fitted(this.draft, { ...this.draft, ...changes });
    this.dispatchEvent(new CustomEvent<RuleDraft>("draftchange", { detail }));
  }

  private optionsOf(name: string): Option[] {
    const { picklists } = this.choices as unknown as { picklists: Readonly<Record<string, readonly Option[]>> };
    return (picklists[name] ?? []).map(({ label, value }) => ({ label, value }));
  }
}

function optionsFrom(choices: RuleChoices["rewards"]): Option[] {
  return (choices ?? []).map((each) => ({ label: each?.label ?? "", value: each?.value ?? "" }));
}

/** Without the fields that are not asked for at present. */
function asked(fields: readonly (FormField | false | undefined)[]): FormField[] {
  return fields.filter((field): field is FormField => Boolean(field));
}

function shownFor({ effect, appliesTo, milestone }: RuleDraft): Readonly<Record<string, boolean>> {
  const value = WITH_VALUE.includes(effect ?? "");
  const isExclusion = EXCLUSIONS.includes(effect ?? "");
  return {
    value,
    points: value || effect === BANDS,
    reward: effect === "Reward",
    badge: effect === "Badge",
    bands: effect === BANDS,
    scope: effect !== "PaidWithPointsExclusion" && appliesTo !== "Activities" && milestone !== STEPS,
    milestone: WITH_MILESTONE.includes(effect ?? ""),
    step: WITH_MILESTONE.includes(effect ?? "") && Boolean(milestone) && milestone !== STEPS,
    times: !isExclusion && effect !== BANDS,
    limits: !isExclusion
  };
}

/** What is not shown any more does not count any more, and conditions on lines are written as the scope asks for. */
function fitted(before: RuleDraft, draft: RuleDraft): RuleDraft {
  const shown = shownFor(draft);
  const scope = shown.scope ? draft.scope : "Document";
  const conditions = scope === before.scope ? undefined : readConditions(draft.criteria, before.scope === "Lines");
  return {
    ...draft,
    optIn: shown.limits ? draft.optIn : false,
    unannounced: shown.limits && !draft.optIn ? draft.unannounced : false,
    sharePercent: shown.limits ? draft.sharePercent : null,
    controlPercent: shown.limits ? draft.controlPercent : null,
    shareOf: shown.limits && typeof draft.sharePercent === "number" ? draft.shareOf : null,
    scope,
    criteria: conditions ? writeConditions(conditions, scope === "Lines") : draft.criteria,
    capPoints: shown.points ? draft.capPoints : null,
    capPointsForAll: shown.points ? draft.capPointsForAll : null,
    capMoneyForAll: shown.points ? draft.capMoneyForAll : null,
    capRewardsForAll: shown.reward ? draft.capRewardsForAll : null,
    capTimes: shown.times ? draft.capTimes : null,
    qualifies: shown.points ? draft.qualifies : false,
    ...fittedMilestone(draft, shown),
    stacking: shown.limits ? draft.stacking : "Stackable"
  };
}

function fittedMilestone(
  { milestone, milestoneRepeats, stepOfId }: RuleDraft,
  shown: Readonly<Record<string, boolean>>
): Pick<RuleDraft, "milestone" | "milestoneRepeats" | "stepOfId"> {
  return {
    milestone: shown.milestone ? milestone : null,
    milestoneRepeats: milestone === STEPS ? false : milestoneRepeats,
    stepOfId: shown.step && stepOfId ? stepOfId : null
  };
}
