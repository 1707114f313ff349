import { api, LightningElement } from "lwc";
import { get, problemOf } from "local/org";
import { filled, words } from "local/words";
import type { FoundObject } from "../../../../protocol/records";

const ROWS = 50;

/** All that was found, by object. */
export default class SearchPage extends LightningElement {
  words = words;
  found: readonly FoundObject[] | undefined;
  problem = "";
  private term_ = "";
  private attempts = 0;

  @api
  get term(): string {
    return this.term_;
  }
  set term(value: string) {
    this.term_ = value;
    void this.load();
  }

  get heading(): string {
    return filled(words.results, this.term_);
  }

  get objects(): unknown[] {
    return (this.found ?? []).map((one) => ({
      ...one,
      heading: `${one.label} (${one.rows.length}${one.more ? "+" : ""})`
    }));
  }

  get status(): string {
    return this.found?.length === 0 ? filled(words.nothingFound, this.term_) : "";
  }

  private async load(): Promise<void> {
    const attempt = ++this.attempts;
    try {
      const found = await get<FoundObject[]>(`/lightning/api/search?rows=${ROWS}&q=${encodeURIComponent(this.term_)}`);
      if (attempt !== this.attempts) return;
      [this.found, this.problem] = [found, ""];
      document.title = this.heading;
    } catch (error) {
      this.problem = problemOf(error);
    }
  }
}
