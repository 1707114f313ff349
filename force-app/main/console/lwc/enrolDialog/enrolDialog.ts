import { api } from "lwc";
import LightningModal from "lightning/modal";
import cancelLabel from "@salesforce/label/c.LoyaltyCancel";
import titleLabel from "@salesforce/label/c.LoyaltyEnrolAnother";

/** Enrols an account or contact in one more program. Closes with whether it was done. */
export default class EnrolDialog extends LightningModal {
  @api recordId = "";

  labels = { cancel: cancelLabel, title: titleLabel };

  handleEnrolled(): void {
    this.close(true);
  }

  handleCancel(): void {
    this.close(false);
  }
}
