import { api, LightningElement } from "lwc";
import { entryRow, type EntryRow } from "c/entryRow";
import whyLabel from "@salesforce/label/c.LoyaltyActivityWhy";
import type { StatementEntry } from "apex-types";

/** Movements of points, each with the sum that explains it. */
export default class EntryList extends LightningElement {
  @api entries: readonly StatementEntry[] | undefined;

  labels = { why: whyLabel };

  get rows(): EntryRow[] {
    return (this.entries ?? []).map(entryRow);
  }

  /** Puts the focus on the entry at this place, where it is shown already. */
  @api
  focusEntry(place: number): void {
    this.template?.querySelectorAll<HTMLElement>("li")[place]?.focus();
  }
}
