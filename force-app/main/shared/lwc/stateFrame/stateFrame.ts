import { api, LightningElement } from "lwc";
import loadingLabel from "@salesforce/label/c.LoyaltyLoading";
import noAccessLabel from "@salesforce/label/c.LoyaltyErrorNoAccess";
import { isNoAccess } from "c/errorMessage";

/** What every component shows while it waits, after a failure, without the permission and without records. */
export default class StateFrame extends LightningElement {
  /** From a wire, an Apex call, or a plain Error; undefined where all is well. */
  @api error: unknown;
  @api loading = false;
  @api empty = false;
  /** Says what is not there, where it is empty. */
  @api emptyText = "";

  labels = { loading: loadingLabel, noAccess: noAccessLabel };

  get noAccess(): boolean {
    return this.failed && isNoAccess(this.error);
  }
  get failed(): boolean {
    return this.error !== undefined && this.error !== null;
  }
}
