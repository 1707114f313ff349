import { LightningElement } from "lwc";

/** A page on which people do things: one at a time, and each says in `c-outcome` that it was done or why it was not. */
export class ActionPage extends LightningElement {
  /** Why something was not done; undefined where nothing was refused. */
  refusal: unknown;
  /** What was done, for the user. */
  told = "";
  private busy = false;

  /** Does the work, unless other work is being done. What it says, `told` or nothing, has the focus afterwards. */
  async attempt(work: () => Promise<unknown>): Promise<void> {
    // Disabling the buttons would take the keyboard's focus away.
    if (this.busy) return;
    this.busy = true;
    this.sayNothing();
    try {
      await work();
    } catch (error) {
      this.refusal = error;
    } finally {
      this.busy = false;
    }
    this.focusOutcome();
  }

  sayNothing(): void {
    [this.told, this.refusal] = ["", undefined];
  }

  /** What had the focus may be gone with what was done, and the outcome may stand above a long list. */
  focusOutcome(): void {
    this.template?.querySelector<HTMLElement>("c-outcome")?.focus();
  }
}
