import { defineClass } from "../../definition/define.ts";
import { getter, setter } from "../../definition/properties.ts";

/** Value of the class System.SelectOption: one choice of a list on a Visualforce page. */
class SelectOption {
  readonly apexTypeName = "System.SelectOption";
  value: string | null;
  label: string | null;
  disabled: boolean | null;
  escapeItem: boolean | null = true;

  constructor(value: string | null, label: string | null, disabled: boolean | null = false) {
    this.value = value;
    this.label = label;
    this.disabled = disabled;
  }

  /** Two with the same content are equal: tests of public projects compare lists of them. */
  get contentKey(): string {
    return JSON.stringify([this.value, this.label, this.disabled]);
  }

  /** "Apex Developer Guide: List Sorting": by value, then by label, what is empty first. */
  compareTo(other: SelectOption): number {
    const order = (one: string | null, another: string | null): number =>
      (one ?? "") === (another ?? "") ? 0 : (one ?? "") < (another ?? "") ? -1 : 1;
    return order(this.value, other.value) || order(this.label, other.label);
  }

  toString(): string {
    return `System.SelectOption[value="${String(this.value)}", label="${String(this.label)}", disabled="${String(this.disabled)}"]`;
  }
}

export const selectOptionClass = defineClass({
  name: "SelectOption",
  documentation: "Apex Reference Guide: SelectOption Class",
  members: {
    "SelectOption(String value, String label)": (value: string | null, label: string | null) =>
      new SelectOption(value, label),
    "SelectOption(String value, String label, Boolean isDisabled)": (
      value: string | null,
      label: string | null,
      disabled: boolean | null
    ) => new SelectOption(value, label, disabled),
    "Boolean getDisabled()": getter<SelectOption>("disabled"),
    "Boolean getEscapeItem()": getter<SelectOption>("escapeItem"),
    "String getLabel()": getter<SelectOption>("label"),
    "String getValue()": getter<SelectOption>("value"),
    "void setDisabled(Boolean isDisabled)": setter<SelectOption>("disabled"),
    "void setEscapeItem(Boolean itemsShouldBeEscaped)": setter<SelectOption>("escapeItem"),
    "void setLabel(String label)": setter<SelectOption>("label"),
    "void setValue(String value)": setter<SelectOption>("value")
  }
});
