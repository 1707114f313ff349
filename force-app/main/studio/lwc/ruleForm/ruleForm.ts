import { api, LightningElement } from "lwc";
import { areComplete, numberOf } from "c/formFields";
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

/** What a rule gives, when, on which days and how much at most. Each change is handed on by the `draftchange` event. */
export default class RuleForm extends LightningElement {
  @api draft!: RuleDraft;
  @api choices!: RuleChoices;

  labels = {
    conditions: conditionsLabel,
    days: daysLabel,
    firstDay: firstDayLabel,
    lastDay: lastDayLabel,
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
  get hasPeriodDays(): boolean {
    return this.draft.period === "Days";
  }
  get periodValue(): string {
    return this.draft.period ?? "";
  }
  get milestoneValue(): string {
    return this.draft.milestone ?? "";
  }
  get appliesToOptions(): Option[] {
    return this.optionsOf("appliesTo");
  }
  get effectOptions(): Option[] {
    return this.optionsOf("effect");
  }
  get scopeOptions(): Option[] {
    return this.optionsOf("scope");
  }
  get bandBasisOptions(): Option[] {
    return this.optionsOf("bandBasis");
  }
  get stackingOptions(): Option[] {
    return this.optionsOf("stacking");
  }
  get periodOptions(): Option[] {
    return [{ label: "–", value: "" }, ...this.optionsOf("period")];
  }
  get milestoneOptions(): Option[] {
    return [{ label: "–", value: "" }, ...this.optionsOf("milestone")];
  }
  get rewardOptions(): Option[] {
    return (this.choices.rewards ?? []).map((each) => ({ label: each.label ?? "", value: each.value ?? "" }));
  }

  handleText(event: Event): void {
    const { name, value } = event.target as HTMLInputElement;
    this.change({ [name]: value === "" ? null : value });
  }

  handleNumber(event: Event): void {
    const { name, value } = event.target as HTMLInputElement;
    this.change({ [name]: numberOf(value) });
  }

  handleCheck(event: CustomEvent<{ checked: boolean }>): void {
    this.change({ [(event.target as HTMLInputElement).name]: event.detail.checked });
  }

  handleChoice(event: CustomEvent<{ value: string }>): void {
    this.change({ [(event.target as HTMLInputElement).name]: event.detail.value || null });
  }

  handleBands(event: CustomEvent<string>): void {
    this.change({ bands: event.detail });
  }

  handleCriteria(event: CustomEvent<string | null>): void {
    this.change({ criteria: event.detail });
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

function shownFor({ effect, appliesTo }: RuleDraft): Readonly<Record<string, boolean>> {
  const value = WITH_VALUE.includes(effect ?? "");
  const isExclusion = EXCLUSIONS.includes(effect ?? "");
  return {
    value,
    points: value || effect === BANDS,
    reward: effect === "Reward",
    badge: effect === "Badge",
    bands: effect === BANDS,
    scope: effect !== "PaidWithPointsExclusion" && appliesTo !== "Activities",
    milestone: WITH_MILESTONE.includes(effect ?? ""),
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
    scope,
    criteria: conditions ? writeConditions(conditions, scope === "Lines") : draft.criteria,
    capPoints: shown.points ? draft.capPoints : null,
    capPointsForAll: shown.points ? draft.capPointsForAll : null,
    capTimes: shown.times ? draft.capTimes : null,
    qualifies: shown.points ? draft.qualifies : false,
    milestone: shown.milestone ? draft.milestone : null,
    stacking: shown.limits ? draft.stacking : "Stackable"
  };
}
