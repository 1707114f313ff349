import { LightningElement } from "lwc";

/** Stands for `lightning/modal`, which the platform's stubs lack: says with an event what it was closed with. */
export default class LightningModal extends LightningElement {
  static open = jest.fn();
  disableClose = false;

  close(result: unknown): void {
    this.dispatchEvent(new CustomEvent("close", { detail: result }));
  }
}
