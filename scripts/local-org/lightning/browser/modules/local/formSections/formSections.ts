import { api, LightningElement } from "lwc";
import type { FormSection } from "../../../../protocol/record-form";

/** A form's fields, section by section, as the page layout orders them. */
export default class FormSections extends LightningElement {
  @api sections: readonly FormSection[] = [];
  @api readOnly = false;

  @api focusField(name: string): void {
    this.template?.querySelector<HTMLElement>(`[data-name="${name}"]`)?.focus();
  }

  get shown(): unknown[] {
    return this.sections.map(({ label, columns }, index) => ({
      key: `section-${index}`,
      label,
      columns: columns.map((names, position) => ({
        key: `column-${position}`,
        class: `slds-col slds-size_1-of-1 slds-medium-size_1-of-${columns.length}`,
        names
      }))
    }));
  }
}
