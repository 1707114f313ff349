import getLoading from "@salesforce/apex/SampleDataController.getLoading";
import loadNext from "@salesforce/apex/SampleDataController.loadNext";
import LightningConfirm from "lightning/confirm";
import { ActionPage } from "c/actionPage";
import { labelText } from "c/labelText";
import aboutLabel from "@salesforce/label/c.LoyaltySamplesAbout";
import askLabel from "@salesforce/label/c.LoyaltySamplesAsk";
import endLabel from "@salesforce/label/c.LoyaltySamplesEnd";
import loadLabel from "@salesforce/label/c.LoyaltySamplesLoad";
import loadedLabel from "@salesforce/label/c.LoyaltySamplesLoaded";
import stepLabel from "@salesforce/label/c.LoyaltySamplesStep";
import titleLabel from "@salesforce/label/c.LoyaltySamplesTitle";
import type { SampleDataController_Loading as Loading } from "apex-types";

/** A small program to look at, loaded step by step; nothing at all in an org that has members of its own. */
export default class SampleData extends ActionPage {
  loading: Loading | undefined;
  error: unknown;
  isAtWork = false;

  labels = {
    about: aboutLabel,
    end: endLabel,
    load: loadLabel,
    title: titleLabel
  };

  override connectedCallback(): void {
    this.read().catch((error: unknown) => (this.error = error));
  }

  get isShown(): boolean {
    return this.error !== undefined || this.isOffered || this.isLoaded;
  }
  get isOffered(): boolean {
    return this.loading?.isOffered === true;
  }
  get isLoaded(): boolean {
    return this.loading !== undefined && this.loading.done === this.loading.steps;
  }
  get isReady(): boolean {
    return this.isOffered && !this.isAtWork;
  }
  get percent(): number {
    return (100 * (this.loading?.done ?? 0)) / (this.loading?.steps ?? 1);
  }
  get stepText(): string {
    return labelText(stepLabel, this.loading?.done ?? 0, this.loading?.steps ?? 0);
  }

  async handleLoad(): Promise<void> {
    if (!(await LightningConfirm.open({ label: loadLabel, message: askLabel }))) return;
    await this.attempt(async () => {
      this.isAtWork = true;
      try {
        await this.loadOn();
      } finally {
        this.isAtWork = false;
      }
      if (this.isLoaded) this.told = loadedLabel;
    });
  }

  private async loadOn(): Promise<void> {
    this.loading = (await loadNext()) ?? undefined;
    if (this.isOffered) await this.loadOn();
  }

  private async read(): Promise<void> {
    this.loading = (await getLoading()) ?? undefined;
  }
}
