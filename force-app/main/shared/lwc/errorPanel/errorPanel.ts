import { api, LightningElement } from "lwc";
import errorLabel from "@salesforce/label/c.LoyaltyError";
import { errorMessage } from "c/errorMessage";

/** What went wrong, in the same form everywhere. */
export default class ErrorPanel extends LightningElement {
  /** From a wire, an Apex call, or a plain Error. */
  @api error: unknown;

  labels = { error: errorLabel };

  get message(): string {
    return errorMessage(this.error);
  }
}
