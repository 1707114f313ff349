import { api } from "lwc";
import submitClaim from "@salesforce/apex/MemberPagesController.submitClaim";
import { ActionDialog } from "c/actionDialog";
import { today } from "c/dayText";
import amountLabel from "@salesforce/label/c.LoyaltyClaimAmount";
import confirmLabel from "@salesforce/label/c.LoyaltyClaimConfirm";
import dayLabel from "@salesforce/label/c.LoyaltyClaimDay";
import doneTextLabel from "@salesforce/label/c.LoyaltyClaimDone";
import numberLabel from "@salesforce/label/c.LoyaltyClaimNumber";
import proofLabel from "@salesforce/label/c.LoyaltyClaimProof";
import sellerLabel from "@salesforce/label/c.LoyaltyClaimSeller";
import serialsLabel from "@salesforce/label/c.LoyaltyClaimSerials";
import titleLabel from "@salesforce/label/c.LoyaltyClaimTitle";

/** A file that was uploaded, as `lightning-file-upload` tells of it. */
interface Uploaded {
  readonly name: string;
  readonly documentId: string;
}

/** Submits an invoice of another seller for the own membership. Closes with whether it was submitted. */
export default class OwnClaimDialog extends ActionDialog {
  @api memberId = "";

  seller = "";
  invoiceNumber = "";
  day = today();
  amount = "";
  serials = "";
  proofs: readonly Uploaded[] = [];

  labels = {
    amount: amountLabel,
    confirm: confirmLabel,
    day: dayLabel,
    number: numberLabel,
    proof: proofLabel,
    seller: sellerLabel,
    serials: serialsLabel,
    title: titleLabel
  };

  get lastDay(): string {
    return today();
  }

  handleUploaded({ detail }: CustomEvent<{ files: readonly Uploaded[] }>): void {
    this.proofs = [...this.proofs, ...detail.files];
    this.error = undefined;
  }

  async handleConfirm(): Promise<void> {
    await this.attempt(async () => {
      await submitClaim({
        memberId: this.memberId,
        invoice: {
          seller: this.seller,
          invoiceNumber: this.invoiceNumber,
          day: this.day,
          amount: Number(this.amount),
          proofIds: this.proofs.map(({ documentId }) => documentId),
          serialNumbers: this.serials
            .split("\n")
            .map((line) => line.trim())
            .filter(Boolean)
        }
      });
      this.doneText = doneTextLabel;
    });
  }
}
