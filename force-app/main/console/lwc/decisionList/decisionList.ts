import { api, LightningElement } from "lwc";
import { NavigationMixin } from "lightning/navigation";
import { labelText } from "c/labelText";
import allLabel from "@salesforce/label/c.LoyaltyDecisionAll";
import approveLabel from "@salesforce/label/c.LoyaltyDecisionApprove";
import chooseLabel from "@salesforce/label/c.LoyaltyDecisionChoose";
import fullLabel from "@salesforce/label/c.LoyaltyDecisionFull";
import proofLabel from "@salesforce/label/c.LoyaltyDecisionProof";
import ownLabel from "@salesforce/label/c.LoyaltyDecisionOwn";
import reasonLabel from "@salesforce/label/c.LoyaltyDecisionReason";
import reasonMissingLabel from "@salesforce/label/c.LoyaltyErrorRejectReason";
import rejectLabel from "@salesforce/label/c.LoyaltyDecisionReject";

/** Something that waits, in words. */
export interface DecisionRow {
  /** Id of the record that waits. */
  readonly key: string;
  readonly title: string;
  readonly detail: string;
  /** Whether the user asked for it: somebody else has to decide. */
  readonly own: boolean;
  /** What proves it. */
  readonly files?: readonly DecisionFile[];
}

/** A file that can be opened. */
export interface DecisionFile {
  /** The content document. */
  readonly id: string;
  readonly title: string;
}

interface Choice extends DecisionRow {
  readonly chosen: boolean;
  readonly links: readonly (DecisionFile & { readonly text: string })[];
}

/** What the user decided, as the `decide` event hands it on. */
export interface Decision {
  readonly approved: boolean;
  readonly keys: string[];
  /** Why, where it is rejected. */
  readonly reason: string;
}

/** As many as the org hands out at once (DecisionsController). */
const MOST_LISTED = 200;

/** Things of one kind that wait, of which one or many are approved or rejected together. */
export default class DecisionList extends NavigationMixin(LightningElement) {
  @api heading = "";
  @api emptyText = "";
  /** API name of the records that wait. */
  @api objectName = "";
  @api rows: readonly DecisionRow[] = [];
  /** Whether nothing of this kind can be rejected. */
  @api approveOnly = false;

  chosen: ReadonlySet<string> = new Set();
  reason = "";
  hint = "";

  labels = { all: allLabel, own: ownLabel, reason: reasonLabel };

  get isEmpty(): boolean {
    return this.rows.length === 0;
  }
  get mayReject(): boolean {
    return !this.approveOnly;
  }
  get hasDecidable(): boolean {
    return this.decidable.length > 0;
  }
  get countedHeading(): string {
    return `${this.heading} (${this.rows.length}${this.isFull ? "+" : ""})`;
  }
  get isFull(): boolean {
    return this.rows.length >= MOST_LISTED;
  }
  get fullText(): string {
    return labelText(fullLabel, this.rows.length);
  }
  get choices(): Choice[] {
    return this.rows.map((row) => ({
      ...row,
      chosen: this.chosen.has(row.key),
      links: (row.files ?? []).map((file) => ({ ...file, text: labelText(proofLabel, file.title) }))
    }));
  }
  get allChosen(): boolean {
    return this.decidable.every((key) => this.chosen.has(key));
  }
  get approveText(): string {
    return labelText(approveLabel, this.chosenKeys.length);
  }
  get rejectText(): string {
    return labelText(rejectLabel, this.chosenKeys.length);
  }

  /** Forgets what was chosen and written: it is decided. */
  @api clear(): void {
    this.choose([]);
    this.reason = "";
  }

  handleAll(event: CustomEvent<{ checked: boolean }>): void {
    this.choose(event.detail.checked ? this.decidable : []);
  }

  handleChoice(event: CustomEvent<{ checked: boolean }>): void {
    const key = keyOf(event);
    const others = this.chosenKeys.filter((each) => each !== key);
    this.choose(event.detail.checked ? [...others, key] : others);
  }

  handleOpen(event: Event): void {
    event.preventDefault();
    this[NavigationMixin.Navigate]({
      type: "standard__recordPage",
      attributes: { objectApiName: this.objectName, recordId: keyOf(event), actionName: "view" }
    });
  }

  handleOpenFile(event: Event): void {
    const { id } = (event.currentTarget as HTMLElement).dataset;
    this[NavigationMixin.Navigate]({
      type: "standard__namedPage",
      attributes: { pageName: "filePreview" },
      state: { selectedRecordId: id }
    });
  }

  handleReason(event: CustomEvent<{ value: string }>): void {
    this.reason = event.detail.value;
    this.hint = "";
  }

  handleApprove(): void {
    this.decide(true);
  }

  handleReject(): void {
    if (this.reason.trim() === "" && this.chosenKeys.length > 0) this.hint = reasonMissingLabel;
    else this.decide(false);
  }

  private decide(approved: boolean): void {
    const keys = this.chosenKeys;
    this.hint = keys.length === 0 ? chooseLabel : "";
    if (this.hint) return;
    const detail: Decision = { approved, keys, reason: this.reason.trim() };
    this.dispatchEvent(new CustomEvent<Decision>("decide", { detail }));
  }

  private choose(keys: readonly string[]): void {
    this.chosen = new Set(keys);
    this.hint = "";
  }

  private get decidable(): string[] {
    return this.rows.filter(({ own }) => !own).map(({ key }) => key);
  }
  /** What was chosen and still waits. */
  private get chosenKeys(): string[] {
    return this.decidable.filter((key) => this.chosen.has(key));
  }
}

function keyOf(event: Event): string {
  return (event.currentTarget as HTMLElement).dataset.key ?? "";
}
