import { api, LightningElement } from "lwc";
import { get } from "local/org";
import type { FieldView } from "local/fieldValue";

interface HighlightsView {
  readonly title: string;
  readonly objectLabel: string;
  readonly icon: string;
  readonly highlights: readonly FieldView[];
}

/** The head of a record's page: what it is, and its first fields. */
export default class Highlights extends LightningElement {
  @api recordId = "";
  view: HighlightsView | undefined;
  reload = (): void => void this.load();

  override connectedCallback(): void {
    document.addEventListener("local:recordchange", this.reload);
    void this.load();
  }

  override disconnectedCallback(): void {
    document.removeEventListener("local:recordchange", this.reload);
  }

  get hasFields(): boolean {
    return (this.view?.highlights.length ?? 0) > 0;
  }

  private async load(): Promise<void> {
    this.view = await get<HighlightsView>(`/lightning/api/highlights/${this.recordId}`);
  }
}
