import { api, LightningElement } from "lwc";
import { labelText } from "c/labelText";
import { readConditions, writeConditions, type Condition, type Conditions, type Part } from "c/ruleConditions";
import { criteriaText } from "c/ruleText";
import addLabel from "@salesforce/label/c.LoyaltyRuleAddCondition";
import allLabel from "@salesforce/label/c.LoyaltyRuleJoinAll";
import anyLabel from "@salesforce/label/c.LoyaltyRuleJoinAny";
import joinedLabel from "@salesforce/label/c.LoyaltyRuleJoined";
import keptLabel from "@salesforce/label/c.LoyaltyRuleKept";
import unreadableLabel from "@salesforce/label/c.LoyaltyRuleOnSave";
import type { RuleChoices_Field as Field } from "apex-types";

const FIRST_FIELD = "line.category";

interface Row {
  readonly key: number;
  readonly condition?: Condition;
  readonly kept?: string;
}

/**
 * Criteria as rows that are joined by "all" or "any". What no row can show is said in words and kept. Each change is handed on
 * as JSON by the `criteriachange` event.
 */
export default class ConditionRows extends LightningElement {
  @api criteria: string | null = null;
  /** Whether the criteria are asked of each line. */
  @api forLines = false;
  /** Whether the rule is for activities only, which have no lines. */
  @api withoutLines = false;
  @api fields: readonly Field[] = [];
  @api seenIn = 0;
  @api readOnly = false;

  labels = { add: addLabel, joined: joinedLabel };

  get editable(): boolean {
    return !this.readOnly;
  }
  get isReadable(): boolean {
    return this.conditions !== undefined;
  }
  get unreadableText(): string {
    return labelText(unreadableLabel, this.criteria ?? "");
  }
  get joined(): string {
    return this.conditions?.joined ?? "all";
  }
  get joinOptions(): { label: string; value: string }[] {
    return [
      { value: "all", label: allLabel },
      { value: "any", label: anyLabel }
    ];
  }
  get hasSeveral(): boolean {
    return this.parts.length > 1;
  }
  get rows(): Row[] {
    return this.parts.map((part, key) =>
      "kept" in part ? { key, kept: labelText(keptLabel, criteriaText(part.kept)) } : { key, condition: part.condition }
    );
  }
  get offered(): Field[] {
    return this.fields.filter(({ ofLine }) => !(this.withoutLines && ofLine));
  }

  handleJoined(event: CustomEvent<{ value: Conditions["joined"] }>): void {
    this.write(event.detail.value, this.parts);
  }

  handleAdd(): void {
    const field = this.offered.find(({ name }) => name === FIRST_FIELD) ?? this.offered[0];
    const condition = { field: field?.name ?? "", operator: field?.operators?.[0] ?? "equals", value: "" };
    this.write(this.conditions?.joined ?? "all", [...this.parts, { condition }]);
  }

  handleRowChange(event: CustomEvent<Condition>): void {
    const changed = indexOf(event);
    // JSON has no undefined: a value that is to be chosen stands as an empty one.
    const condition = { ...event.detail, value: event.detail.value ?? "" };
    this.write(
      this.conditions?.joined ?? "all",
      this.parts.map((part, index) => (index === changed ? { condition } : part))
    );
  }

  handleRowRemove(event: CustomEvent): void {
    const removed = indexOf(event);
    this.write(
      this.conditions?.joined ?? "all",
      this.parts.filter((_, index) => index !== removed)
    );
    // What had the focus is gone.
    this.template?.querySelector<HTMLElement>('[data-part="add"]')?.focus();
  }

  private write(joined: Conditions["joined"], parts: readonly Part[]): void {
    const detail = writeConditions({ joined, parts }, this.forLines);
    this.dispatchEvent(new CustomEvent<string | null>("criteriachange", { detail }));
  }

  private get conditions(): Conditions | undefined {
    return readConditions(this.criteria, this.forLines);
  }
  private get parts(): readonly Part[] {
    return this.conditions?.parts ?? [];
  }
}

function indexOf(event: Event): number {
  return Number((event.currentTarget as HTMLElement).dataset.index);
}
