import LightningModal from "lightning/modal";
import { areComplete } from "c/formFields";
import { newRequestKey } from "c/requestKey";

/**
 * Whether the page has to read its data again after a dialog.
 *
 * @param closedWith what the dialog closed with; its cross and Escape close it with undefined, also after it did something
 */
export function mayHaveChanged(closedWith: unknown): boolean {
  return closedWith !== false;
}

/** A dialog that does one thing for the user: checks what was entered, does it once, and shows what was refused. */
export class ActionDialog extends LightningModal {
  error: unknown;
  busy = false;
  /** The same for each attempt of one wish; a changed wish gets a new one. */
  requestKey = newRequestKey();
  /** What was done, for the user; empty until it is. */
  doneText = "";

  get done(): boolean {
    return this.doneText !== "";
  }

  /** @returns whether all fields marked with `data-field` are filled in as they ask for; those that are not say why */
  isComplete(): boolean {
    return areComplete(this.template);
  }

  /** Does the work, unless it is being done, and keeps the refusal for the page. */
  async attempt(work: () => Promise<void>): Promise<void> {
    // Disabling the button would take the keyboard's focus out of the dialog.
    if (this.busy || !this.isComplete()) return;
    [this.busy, this.disableClose, this.error] = [true, true, undefined];
    try {
      await work();
    } catch (error) {
      this.error = error;
    } finally {
      [this.busy, this.disableClose] = [false, false];
    }
  }

  /** What was entered has changed: the field of the component that has the input's name. The next attempt is another wish. */
  handleField(event: CustomEvent<{ value: string }>): void {
    const { name } = event.target as HTMLInputElement;
    Object.assign(this, { [name]: event.detail.value });
    this.requestKey = newRequestKey();
    this.error = undefined;
  }

  /** Closes with whether it was done. */
  handleClose(): void {
    this.close(this.done);
  }
}
