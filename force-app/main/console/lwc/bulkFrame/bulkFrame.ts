import { api, LightningElement } from "lwc";
import type { BulkRow } from "c/bulkRows";
import backLabel from "@salesforce/label/c.LoyaltyBulkBack";
import changeLabel from "@salesforce/label/c.LoyaltyBulkChange";
import noneLabel from "@salesforce/label/c.LoyaltyBulkNone";
import previewLabel from "@salesforce/label/c.LoyaltyBulkPreview";

/** What a change of many members shows at the moment. */
export interface BulkView {
  /** Something went wrong; what was entered stays. */
  readonly error: unknown;
  readonly noPermission: Error | undefined;
  readonly loading: boolean;
  readonly isEmpty: boolean;
  readonly stage: "entered" | "previewed" | "done";
  /** What is to be done, in words. */
  readonly wish: string;
  readonly confirmText: string;
  readonly chosenText: string;
  /** What was done. */
  readonly told: string;
  readonly rows: readonly BulkRow[];
}

/**
 * The frame of a change of many members: the fields of the change, in the slot, then the change in words, then what came of it,
 * and below it the members. Tells what was pressed: `preview`, `revise`, `confirm`, `back`.
 */
export default class BulkFrame extends LightningElement {
  @api heading = "";
  @api view!: BulkView;

  labels = { back: backLabel, change: changeLabel, none: noneLabel, preview: previewLabel };

  get isEntered(): boolean {
    return this.view.stage === "entered";
  }
  get isPreviewed(): boolean {
    return this.view.stage === "previewed";
  }
  get hasSteps(): boolean {
    return !this.isEntered;
  }

  /** To the members, above which something else stands now. */
  @api focusMembers(): void {
    this.template?.querySelector<HTMLElement>(".lead")?.focus();
  }

  handlePreview(): void {
    this.dispatchEvent(new CustomEvent("preview"));
  }
  handleRevise(): void {
    this.dispatchEvent(new CustomEvent("revise"));
  }
  handleConfirm(): void {
    this.dispatchEvent(new CustomEvent("confirm"));
  }
  handleBack(): void {
    this.dispatchEvent(new CustomEvent("back"));
  }
}
