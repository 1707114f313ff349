import { api, LightningElement } from "lwc";
import locale from "@salesforce/i18n/locale";
import { labelText } from "c/labelText";
import { takesList, type Condition } from "c/ruleConditions";
import { conditionText, fieldText, operatorText, valueText, weekdayText } from "c/ruleText";
import { nearestOf } from "./nearest";
import { numberText } from "c/localeText";
import addLabel from "@salesforce/label/c.LoyaltyRuleAdd";
import anotherLabel from "@salesforce/label/c.LoyaltyRuleAnotherValue";
import monthDayLabel from "@salesforce/label/c.LoyaltyRuleMonthDay";
import fieldLabel from "@salesforce/label/c.LoyaltyRulePickField";
import operatorLabel from "@salesforce/label/c.LoyaltyRulePickOperator";
import valueLabel from "@salesforce/label/c.LoyaltyRulePickValue";
import valueToLabel from "@salesforce/label/c.LoyaltyRulePickValueTo";
import removeLabel from "@salesforce/label/c.LoyaltyRuleRemoveCondition";
import unknownLabel from "@salesforce/label/c.LoyaltyRuleUnknownValue";
import unknownLikeLabel from "@salesforce/label/c.LoyaltyRuleUnknownValueLike";
import noLabel from "@salesforce/label/c.LoyaltyRuleNo";
import yesLabel from "@salesforce/label/c.LoyaltyRuleYes";
import type { RuleChoices_Field as Field } from "apex-types";

interface Option {
  readonly label: string;
  readonly value: string;
}

/** Stands in the list of values for one that is not in it. */
const ANOTHER = "\u0000another";
/** Texts of transactions: others than those that were seen may come. */
const OPEN_TYPES = ["TEXT", "SEGMENTS"];

/** One condition: what is asked, how it is compared, and with which of the values that exist. */
export default class ConditionRow extends LightningElement {
  @api condition: Condition = { field: "", operator: "", value: undefined };
  /** Fields that can be asked for. */
  @api fields: readonly Field[] = [];
  /** How many of the latest transactions the values were taken from. */
  @api seenIn = 0;
  @api readOnly = false;

  private isTyping = false;
  private typing = "";

  labels = {
    add: addLabel,
    field: fieldLabel,
    operator: operatorLabel,
    value: valueLabel,
    valueTo: valueToLabel
  };

  get editable(): boolean {
    return !this.readOnly;
  }
  get text(): string {
    return conditionText(this.condition);
  }
  get removeText(): string {
    return labelText(removeLabel, this.text);
  }
  get fieldOptions(): Option[] {
    return this.fields
      .map(({ name }) => ({ value: name ?? "", label: fieldText(name ?? "") }))
      .sort((a, b) => a.label.localeCompare(b.label, locale));
  }
  get operatorOptions(): Option[] {
    return (this.field?.operators ?? []).map((value) => ({ value, label: operatorText(value) }));
  }
  get hasRange(): boolean {
    return this.condition.operator === "between";
  }
  get hasList(): boolean {
    return takesList(this.condition.operator);
  }
  get hasPicker(): boolean {
    return this.condition.operator !== "startsWith" && (this.type === "YES_NO" || this.existing.length > 0);
  }
  get hasInput(): boolean {
    return !this.hasRange && (!this.hasPicker || this.picked === ANOTHER);
  }
  get inputLabel(): string {
    return this.hasPicker ? anotherLabel : valueLabel;
  }
  get inputType(): string {
    return { NUMERIC: "number", DAY: "date" }[this.type] ?? "text";
  }
  get placeholder(): string {
    return this.type === "DAY_OF_YEAR" ? monthDayLabel : "";
  }
  get valueOptions(): Option[] {
    if (this.type === "YES_NO")
      return [
        { value: "true", label: yesLabel },
        { value: "false", label: noLabel }
      ];
    const taken = this.hasList ? this.values : [];
    const options = this.existing
      .filter((value) => !taken.includes(value))
      .map((value) => ({ value, label: this.type === "WEEKDAY" ? weekdayText(value) : value }));
    return OPEN_TYPES.includes(this.type) ? [...options, { value: ANOTHER, label: anotherLabel }] : options;
  }
  /** The value as it stands in the list; of a list nothing is picked, since it is taken out. */
  get picked(): string {
    if (this.isTyping) return ANOTHER;
    if (this.hasList) return "";
    const { value } = this.condition;
    if (value === true || value === false) return String(value);
    return typeof value === "string" && value !== "" ? (this.knownAs(value) ?? ANOTHER) : "";
  }
  get typed(): unknown {
    return this.hasList ? this.typing : this.condition.value;
  }
  get first(): unknown {
    return this.values[0];
  }
  get last(): unknown {
    return this.values[1];
  }
  get chosen(): { text: string; remove: string; index: number }[] {
    return this.values.map((value, index) => {
      const text = valueText(this.condition.field, value);
      return { text, remove: labelText(removeLabel, text), index };
    });
  }
  /** Values that no transaction had: a slip of the pen gives nothing and nobody notices. */
  get warnings(): string[] {
    if (!OPEN_TYPES.includes(this.type) || this.condition.operator === "startsWith" || this.existing.length === 0)
      return [];
    return this.values
      .filter((value): value is string => typeof value === "string" && value !== "" && !this.knownAs(value))
      .map((value) => {
        const like = nearestOf(value, this.existing);
        const seen = numberText(this.seenIn);
        return like ? labelText(unknownLikeLabel, value, seen, like) : labelText(unknownLabel, value, seen);
      });
  }

  handleField(event: CustomEvent<{ value: string }>): void {
    const field = this.fields.find(({ name }) => name === event.detail.value);
    const operator = field?.operators?.[0] ?? "equals";
    this.change({
      field: event.detail.value,
      operator,
      value: field?.type === "YES_NO" ? true : takesList(operator) ? [] : undefined
    });
  }

  handleOperator(event: CustomEvent<{ value: string }>): void {
    const operator = event.detail.value;
    const several = operator === "between" || takesList(operator);
    const kept = this.values.slice(0, operator === "between" ? 2 : undefined);
    this.change({ ...this.condition, operator, value: several ? kept : kept[0] });
  }

  handlePick(event: CustomEvent<{ value: string }>): void {
    const { value } = event.detail;
    this.isTyping = value === ANOTHER;
    this.typing = "";
    if (this.isTyping) this.take(this.hasList ? undefined : "");
    else this.take(this.type === "YES_NO" ? value === "true" : value);
  }

  handleTyping(event: CustomEvent<{ value: string }>): void {
    this.typing = event.detail.value;
  }

  handleCommit(event: Event): void {
    const written = (event.target as HTMLInputElement).value;
    if (this.hasList) this.typing = written;
    else this.take(this.parsed(written));
  }

  handleAdd(): void {
    this.take(this.parsed(this.typing));
    this.typing = "";
  }

  handleRange(event: Event): void {
    const { value, dataset } = event.target as HTMLInputElement;
    const ends = [this.values[0], this.values[1]];
    ends[Number(dataset.index)] = this.parsed(value);
    this.change({ ...this.condition, value: ends });
  }

  handleDrop(event: Event): void {
    const dropped = Number((event.currentTarget as HTMLElement).dataset.index);
    this.change({ ...this.condition, value: this.values.filter((_, index) => index !== dropped) });
  }

  handleRemove(): void {
    this.dispatchEvent(new CustomEvent("rowremove"));
  }

  /** Takes a value in: instead of the one there is, or besides. */
  private take(value: unknown): void {
    if (!this.hasList) this.change({ ...this.condition, value });
    else if (value !== undefined && value !== "" && !this.values.includes(value))
      this.change({ ...this.condition, value: [...this.values, value] });
  }

  private change(detail: Condition): void {
    if (detail.field !== this.condition.field) this.isTyping = false;
    this.dispatchEvent(new CustomEvent<Condition>("rowchange", { detail }));
  }

  private parsed(written: string): unknown {
    if (written.trim() === "") return undefined;
    return this.type === "NUMERIC" ? Number(written) : written.trim();
  }

  private get field(): Field | undefined {
    return this.fields.find(({ name }) => name === this.condition.field);
  }
  private get type(): string {
    return this.field?.type ?? "TEXT";
  }
  private get existing(): readonly string[] {
    return this.field?.values ?? [];
  }
  private get values(): readonly unknown[] {
    const { value } = this.condition;
    if (Array.isArray(value)) return value as readonly unknown[];
    return value === undefined ? [] : [value];
  }
  /** Texts are compared without regard to case. */
  private knownAs(value: string): string | undefined {
    return this.existing.find((each) => each.toLowerCase() === value.toLowerCase());
  }
}
