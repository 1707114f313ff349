import { api, LightningElement } from "lwc";

/** What came of the latest thing that was done on a page. */
export default class Outcome extends LightningElement {
  /** An error of Apex, or a plain one; undefined where nothing was refused. */
  @api refusal: unknown;
  @api told = "";

  @api focus(): void {
    this.template?.querySelector<HTMLElement>(".outcome")?.focus();
  }
}
