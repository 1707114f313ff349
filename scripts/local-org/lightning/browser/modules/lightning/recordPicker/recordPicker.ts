import { api, LightningElement } from "lwc";
import { get } from "local/org";

interface Found {
  readonly id: string;
  readonly name: string;
  readonly object: string;
  readonly objectLabel: string;
}

interface Combobox extends HTMLElement {
  inputText: string;
  reportValidity(): boolean;
  checkValidity(): boolean;
  setCustomValidity(message: string): void;
}

const SEARCH_PAUSE_MS = 200;

/** `lightning-record-picker`: a record of one object, found by its name as one types. */
export default class RecordPicker extends LightningElement {
  @api label = "";
  @api objectApiName = "";
  @api placeholder = "Search...";
  @api variant = "";
  @api required = false;
  @api disabled = false;
  @api fieldLevelHelp: string | undefined;
  /** The name of the record that `value` is, where it is known already. */
  @api recordName = "";
  chosen: Found | undefined;
  items: unknown[] = [];
  searching = false;
  private found: readonly Found[] = [];
  private id_: string | null = null;
  private attempts = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  @api
  get value(): string | null {
    return this.id_;
  }
  set value(given: string | null | undefined) {
    if ((given ?? null) === this.id_) return;
    this.id_ = given ?? null;
    this.chosen = undefined;
    if (this.id_) void this.learnName(this.id_);
  }

  @api
  focus(): void {
    this.combobox?.focus();
  }

  @api
  clearSelection(): void {
    this.choose(undefined);
  }

  @api
  checkValidity(): boolean {
    return this.combobox?.checkValidity() ?? true;
  }

  @api
  reportValidity(): boolean {
    return this.combobox?.reportValidity() ?? true;
  }

  @api
  setCustomValidity(message: string): void {
    this.combobox?.setCustomValidity(message);
  }

  override disconnectedCallback(): void {
    clearTimeout(this.timer);
  }

  get comboboxValue(): string | undefined {
    return this.id_ ?? undefined;
  }

  get pill(): unknown {
    if (!this.id_) return undefined;
    return { type: "icon", label: this.chosen?.name ?? (this.recordName || this.id_), value: this.id_ };
  }

  handleOpen(): void {
    if (this.items.length === 0) void this.search("");
  }

  handleText(event: CustomEvent<{ text: string }>): void {
    const { text } = event.detail;
    clearTimeout(this.timer);
    this.searching = true;
    this.timer = setTimeout(() => void this.search(text), SEARCH_PAUSE_MS);
  }

  handleSelect(event: CustomEvent<{ value: string }>): void {
    this.choose(this.found.find(({ id }) => id === event.detail.value));
  }

  handleRemove(): void {
    this.choose(undefined);
  }

  private choose(record: Found | undefined): void {
    [this.chosen, this.id_, this.items] = [record, record?.id ?? null, []];
    if (this.combobox) this.combobox.inputText = "";
    this.combobox?.setCustomValidity("");
    this.dispatchEvent(new CustomEvent("change", { detail: { recordId: this.id_ }, bubbles: true, composed: true }));
  }

  private async search(text: string): Promise<void> {
    const attempt = ++this.attempts;
    try {
      const found = await get<Found[]>(`/lightning/api/lookup/${this.objectApiName}?q=${encodeURIComponent(text)}`);
      if (attempt !== this.attempts) return;
      this.found = found;
      this.items = found.map(({ id, name, objectLabel }) => ({
        type: "option-card",
        text: name,
        subText: objectLabel,
        value: id,
        iconName: "standard:record",
        iconSize: "small"
      }));
    } finally {
      if (attempt === this.attempts) this.searching = false;
    }
  }

  private async learnName(id: string): Promise<void> {
    if (this.recordName) return;
    const { title, objectName } = await get<{ title: string; objectName: string }>(`/lightning/api/record-page/${id}`);
    if (this.id_ === id) this.chosen = { id, name: title, object: objectName, objectLabel: objectName };
  }

  private get combobox(): Combobox | null | undefined {
    return this.template?.querySelector<Combobox>("lightning-grouped-combobox");
  }
}
