import { api, LightningElement } from "lwc";
import { fieldNameOf, joinForm } from "local/formProtocol";
import type { FormField } from "../../../../protocol/record-form";

/** `lightning-output-field`: a field of the form's record with its label, to be read. */
export default class OutputField extends LightningElement {
  @api fieldName: string | { readonly fieldApiName: string } | undefined;
  @api variant = "";
  field: FormField | undefined;
  private leave: (() => void) | undefined;

  override connectedCallback(): void {
    const name = fieldNameOf(this.fieldName);
    this.leave = joinForm(this, {
      fieldName: name,
      show: ({ fields }) => {
        this.field = fields[name];
      },
      showErrors: () => undefined
    });
  }

  override disconnectedCallback(): void {
    this.leave?.();
  }

  get labelClass(): string {
    return `slds-form-element__label${this.variant === "label-hidden" ? " slds-assistive-text" : ""}`;
  }
}
