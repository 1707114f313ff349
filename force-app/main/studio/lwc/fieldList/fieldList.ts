import { api, LightningElement } from "lwc";
import { areComplete, numberOf } from "c/formFields";

/** A question of a form, and what is answered so far. */
export interface FormField {
  /** As the `fieldchange` event names it. */
  readonly name: string;
  readonly label: string | null | undefined;
  /** How it is asked for: `choice` has options. */
  readonly kind: "text" | "url" | "number" | "date" | "check" | "choice";
  readonly value: string | number | boolean | null | undefined;
  readonly options?: readonly { readonly label: string; readonly value: string }[];
  readonly required?: boolean;
  readonly min?: string;
  readonly max?: string;
  /** Of numbers; any where it is left out. */
  readonly step?: string;
  readonly maxLength?: string;
  readonly pattern?: string;
  /** Whether it takes a line of its own. */
  readonly wide?: boolean;
}

/** What was answered: a number for a field of numbers, true or false for one to tick, otherwise a text; null for nothing. */
export interface FieldChange {
  readonly name: string;
  readonly value: string | number | boolean | null;
}

interface Row extends FormField {
  readonly isChoice: boolean;
  readonly isCheck: boolean;
  readonly type: string;
  readonly place: string;
}

const LONGEST_TEXT = "255";

/**
 * The fields of a form, beside each other where there is room.
 *
 * @fires fieldchange with what was answered, once a text or number is written
 */
export default class FieldList extends LightningElement {
  @api fields: readonly FormField[] = [];

  get rows(): Row[] {
    return this.fields.map((field) => ({
      ...field,
      isChoice: field.kind === "choice",
      isCheck: field.kind === "check",
      type: field.kind,
      step: field.step ?? "any",
      maxLength: field.maxLength ?? LONGEST_TEXT,
      place: field.wide ? "wide" : ""
    }));
  }

  /** As of one input, so that a form asks its lists as it asks its inputs: those that are not filled in say why. */
  @api reportValidity(): boolean {
    return areComplete(this.template);
  }

  handleWritten(event: Event): void {
    const { name, value } = event.target as HTMLInputElement;
    if (this.kindOf(name) !== "date") this.tell(name, value);
  }

  /** Days are chosen in a calendar, and some browsers commit them late. */
  handlePicked(event: CustomEvent<{ value: string }>): void {
    const { name } = event.target as HTMLInputElement;
    if (this.kindOf(name) === "date") this.tell(name, event.detail.value);
  }

  handleChosen(event: CustomEvent<{ value: string }>): void {
    this.tell((event.target as HTMLInputElement).name, event.detail.value);
  }

  handleTicked(event: CustomEvent<{ checked: boolean }>): void {
    this.hand({ name: (event.target as HTMLInputElement).name, value: event.detail.checked });
  }

  private tell(name: string, written: string): void {
    this.hand({ name, value: this.kindOf(name) === "number" ? numberOf(written) : written || null });
  }

  private hand(detail: FieldChange): void {
    this.dispatchEvent(new CustomEvent<FieldChange>("fieldchange", { detail }));
  }

  private kindOf(name: string): FormField["kind"] | undefined {
    return this.fields.find((field) => field.name === name)?.kind;
  }
}
