import { api } from "lwc";
import LightningModal from "lightning/modal";

/** The dialog of a quick action with a screen; the component closes it by `CloseActionScreenEvent`. */
export default class ActionModal extends LightningModal {
  @api component = "";
  @api properties: Readonly<Record<string, unknown>> = {};

  handleClose(): void {
    this.close();
  }
}
