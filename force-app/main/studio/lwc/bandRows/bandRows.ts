import { api, LightningElement } from "lwc";
import { numberOf } from "c/formFields";
import { labelText } from "c/labelText";
import addLabel from "@salesforce/label/c.LoyaltyRuleBandAdd";
import fromLabel from "@salesforce/label/c.LoyaltyRuleBandFrom";
import rateLabel from "@salesforce/label/c.LoyaltyRuleBandRate";
import removeLabel from "@salesforce/label/c.LoyaltyRuleRemoveCondition";

/** From which volume how many points for each unit. */
interface Band {
  readonly from: number | null;
  readonly rate: number | null;
}

/** Bands of points by volume, as VolumeBands reads them. Each change is handed on as JSON by the `bandschange` event. */
export default class BandRows extends LightningElement {
  @api bands: string | null = null;

  labels = { add: addLabel, from: fromLabel, rate: rateLabel };

  get rows(): (Band & { key: number; remove: string })[] {
    return bandsOf(this.bands).map((band, key) => ({
      ...band,
      key,
      remove: labelText(removeLabel, `${fromLabel} ${band.from ?? ""}`)
    }));
  }

  handleNumber(event: Event): void {
    const { value, dataset } = event.target as HTMLInputElement;
    const changed = Number(dataset.index);
    const number = numberOf(value);
    this.write(
      bandsOf(this.bands).map((band, index) => (index === changed ? { ...band, [dataset.name ?? ""]: number } : band))
    );
  }

  handleAdd(): void {
    this.write([...bandsOf(this.bands), { from: null, rate: null }]);
  }

  handleRemove(event: Event): void {
    const removed = Number((event.currentTarget as HTMLElement).dataset.index);
    this.write(bandsOf(this.bands).filter((_, index) => index !== removed));
    this.template?.querySelector<HTMLElement>('[data-part="add"]')?.focus();
  }

  private write(bands: readonly Band[]): void {
    this.dispatchEvent(new CustomEvent<string>("bandschange", { detail: JSON.stringify(bands) }));
  }
}

function bandsOf(bands: string | null): readonly Band[] {
  try {
    const read: unknown = JSON.parse(bands ?? "[]");
    return Array.isArray(read) ? (read as readonly Band[]) : [];
  } catch {
    return [];
  }
}
