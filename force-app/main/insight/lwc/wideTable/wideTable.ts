import { api, LightningElement } from "lwc";

/** Holds a table that may be wider than the page: it is moved sideways by itself, with the keyboard too. */
export default class WideTable extends LightningElement {
  /** What the table is about. */
  @api label = "";
}
