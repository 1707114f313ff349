import { LightningElement } from "lwc";
import { get, problemOf } from "local/org";
import { navigate } from "local/router";
import { filled, words } from "local/words";
import type { FoundObject } from "../../../../protocol/records";

interface Suggestion {
  readonly key: string;
  readonly icon: string;
  readonly title: string;
  readonly object: string;
  readonly recordId?: string;
  readonly objectName?: string;
}

const SEARCH_PAUSE_MS = 200;
const SUGGESTED_ROWS = 4;

/** The search in the page's head: suggests records as one types, Enter shows all that is found. */
export default class GlobalSearch extends LightningElement {
  words = words;
  text = "";
  opened = false;
  active = -1;
  suggestions: readonly Suggestion[] = [];
  status = "";
  private timer: ReturnType<typeof setTimeout> | undefined;
  private attempts = 0;

  override disconnectedCallback(): void {
    clearTimeout(this.timer);
  }

  get options(): unknown[] {
    return this.suggestions.map((one, index) => ({
      ...one,
      id: `option-${index}`,
      index,
      selected: String(index === this.active),
      optionClass: `slds-media slds-listbox__option slds-listbox__option_entity slds-listbox__option_has-meta slds-media_center${index === this.active ? " slds-has-focus" : ""}`
    }));
  }

  get expanded(): string {
    return String(this.isOpen);
  }

  get isOpen(): boolean {
    return this.opened && this.suggestions.length > 0;
  }

  get comboboxClass(): string {
    return `slds-combobox slds-dropdown-trigger slds-dropdown-trigger_click${this.isOpen ? " slds-is-open" : ""}`;
  }

  get activeId(): string | undefined {
    return this.isOpen && this.active >= 0 ? `option-${this.active}` : undefined;
  }

  handleInput(event: Event): void {
    this.text = (event.target as HTMLInputElement).value;
    this.active = -1;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.suggest(), SEARCH_PAUSE_MS);
  }

  handleKey(event: KeyboardEvent): void {
    const count = this.suggestions.length;
    if (event.key === "Escape") return this.shut();
    if (event.key === "Enter") return this.choose(this.isOpen ? this.suggestions[this.active] : undefined);
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0 || count === 0) return;
    event.preventDefault();
    this.opened = true;
    this.active = (this.active + step + count) % count;
  }

  handleBlur(): void {
    this.opened = false;
  }

  /** The list stays open until the click is through. */
  handlePress(event: Event): void {
    event.preventDefault();
  }

  handleOption(event: Event): void {
    this.choose(this.suggestions[Number((event.currentTarget as HTMLElement).dataset["index"])]);
  }

  private choose(suggestion: Suggestion | undefined): void {
    clearTimeout(this.timer);
    this.attempts++;
    if (suggestion?.recordId) {
      const attributes = { objectApiName: suggestion.objectName, recordId: suggestion.recordId };
      navigate({ type: "standard__recordPage", attributes });
    } else if (this.text.trim().length > 1) {
      navigate({ type: "standard__search", state: { term: this.text.trim() } });
    } else {
      this.status = words.tooShort;
      return;
    }
    this.shut();
  }

  private shut(): void {
    [this.opened, this.active, this.suggestions, this.status] = [false, -1, [], ""];
  }

  private async suggest(): Promise<void> {
    const term = this.text.trim();
    if (term.length < 2) return this.shut();
    const attempt = ++this.attempts;
    try {
      const found = await get<FoundObject[]>(
        `/lightning/api/search?rows=${SUGGESTED_ROWS}&q=${encodeURIComponent(term)}`
      );
      if (attempt !== this.attempts) return;
      this.suggestions = [...found.flatMap(suggestionsOf), all(term)];
      [this.opened, this.status] = [true, found.length === 0 ? filled(words.nothingFound, term) : ""];
    } catch (error) {
      this.status = problemOf(error);
    }
  }
}

function suggestionsOf({ object, label, icon, rows, titles }: FoundObject): Suggestion[] {
  return rows.map(({ id }, index) => ({
    key: id,
    icon,
    title: titles[index] ?? id,
    object: label,
    recordId: id,
    objectName: object
  }));
}

function all(term: string): Suggestion {
  return { key: "all", icon: "standard:search", title: filled(words.showAll, term), object: "" };
}
