import { api, LightningElement } from "lwc";
import { get } from "local/org";
import type { FieldView } from "../../../../protocol/records";

interface DetailSection {
  readonly label: string;
  readonly columns: readonly (readonly FieldView[])[];
}

/** All fields of the record, as its layout orders them. */
export default class Detail extends LightningElement {
  @api recordId = "";
  loaded: readonly DetailSection[] | undefined;
  reload = (): void => void this.load();

  override connectedCallback(): void {
    document.addEventListener("local:recordchange", this.reload);
    void this.load();
  }

  override disconnectedCallback(): void {
    document.removeEventListener("local:recordchange", this.reload);
  }

  get sections(): unknown[] | undefined {
    return this.loaded?.map((section, index) => ({
      key: `section-${index}`,
      label: section.label,
      columns: section.columns.map((fields, position) => ({ key: `column-${position}`, fields }))
    }));
  }

  private async load(): Promise<void> {
    this.loaded = await get<DetailSection[]>(`/lightning/api/detail/${this.recordId}`);
  }
}
