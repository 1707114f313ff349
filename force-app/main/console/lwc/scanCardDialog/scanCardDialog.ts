import { api } from "lwc";
import LightningModal from "lightning/modal";
import closeLabel from "@salesforce/label/c.LoyaltyClose";
import titleLabel from "@salesforce/label/c.LoyaltyScanCardTitle";
import type { MemberCard as Card } from "apex-types";

/** The member's card as a till scans it, from a button. Closes with false: nothing was changed. */
export default class ScanCardDialog extends LightningModal {
  @api card: Card | undefined;

  labels = { close: closeLabel, title: titleLabel };

  handleClose(): void {
    this.close(false);
  }
}
