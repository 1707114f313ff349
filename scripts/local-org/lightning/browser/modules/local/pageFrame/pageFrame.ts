import { api, LightningElement } from "lwc";
import { words } from "local/words";

/** What each page shows until it is there, and where it cannot be. */
export default class PageFrame extends LightningElement {
  words = words;
  /** Why the page cannot be shown; empty where it can. */
  @api problem = "";
  /** What the page shows; undefined until it is there. */
  @api ready: unknown;
}
