import { api, LightningElement } from "lwc";
import cancelLabel from "@salesforce/label/c.LoyaltyCancel";
import closeLabel from "@salesforce/label/c.LoyaltyClose";

/**
 * The buttons under a dialog: what it does and a way out, and once it is done only that.
 *
 * @fires confirm when the user wants what the dialog does
 * @fires close when the user wants to leave it
 */
export default class DialogButtons extends LightningElement {
  /** What the dialog does, as a verb. */
  @api confirmLabel = "";
  @api disabled = false;
  @api done = false;

  labels = { cancel: cancelLabel, close: closeLabel };

  private wasDone = false;

  /** The button that was pressed is gone with what it did: without focus in the dialog Escape would not close it. */
  override renderedCallback(): void {
    if (this.done && !this.wasDone) this.template?.querySelector<HTMLElement>(".close")?.focus();
    this.wasDone = this.done;
  }

  handleConfirm(): void {
    this.dispatchEvent(new CustomEvent("confirm"));
  }

  handleClose(): void {
    this.dispatchEvent(new CustomEvent("close"));
  }
}
