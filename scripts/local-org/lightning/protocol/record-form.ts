/** What the server tells the pages of a form: types alone, for both. */
import type { FieldView } from "./records.ts";

/** One field of a form, with its value and what may be done to it. */
export interface FormField extends FieldView {
  readonly editable: boolean;
  readonly required: boolean;
  /** Characters; 0 where the type has no limit of its own. */
  readonly length: number;
  readonly longText: boolean;
  readonly help?: string;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  /** The picklist or checkbox that decides which options there are, and those by its values. */
  readonly controllingField?: string;
  readonly optionsByControllingValue?: Readonly<Record<string, readonly string[]>>;
  readonly referenceTo?: readonly string[];
}

export interface RecordForm {
  readonly objectName: string;
  readonly objectLabel: string;
  readonly recordId?: string;
  readonly sections: readonly FormSection[];
  readonly fields: Readonly<Record<string, FormField>>;
}

export interface FormSection {
  readonly label: string;
  /** Field names by column, as the page layout orders them. */
  readonly columns: readonly (readonly string[])[];
}
