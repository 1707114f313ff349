import { api, wire } from "lwc";
import { getFieldValue, getRecord, type RecordRepresentation } from "lightning/uiRecordApi";
import type { WireResult } from "lwc-wire";
import submitClaim from "@salesforce/apex/MemberActionsController.submitClaim";
import SERIAL_NEEDED from "@salesforce/schema/LoyaltyMember__c.Program__r.ClaimSerialNeeded__c";
import PROOF_NEEDED from "@salesforce/schema/LoyaltyMember__c.Program__r.ClaimProofNeeded__c";
import { ActionDialog } from "c/actionDialog";
import { today } from "c/dayText";
import { labelText } from "c/labelText";
import titleLabel from "@salesforce/label/c.LoyaltyClaimTitle";
import confirmLabel from "@salesforce/label/c.LoyaltyClaimConfirm";
import sellerLabel from "@salesforce/label/c.LoyaltyClaimSeller";
import numberLabel from "@salesforce/label/c.LoyaltyClaimNumber";
import dayLabel from "@salesforce/label/c.LoyaltyClaimDay";
import amountLabel from "@salesforce/label/c.LoyaltyClaimAmount";
import proofLabel from "@salesforce/label/c.LoyaltyClaimProof";
import proofNeededLabel from "@salesforce/label/c.LoyaltyClaimProofNeeded";
import removeLabel from "@salesforce/label/c.LoyaltyClaimProofRemove";
import serialsLabel from "@salesforce/label/c.LoyaltyClaimSerials";
import serialsNeededLabel from "@salesforce/label/c.LoyaltyClaimSerialsNeeded";
import doneTextLabel from "@salesforce/label/c.LoyaltyClaimDone";
import type { MemberActionsController_ClaimedInvoice as ClaimedInvoice } from "apex-types";

/** A file that was uploaded, as `lightning-file-upload` tells of it. */
interface Uploaded {
  readonly name: string;
  readonly documentId: string;
}

/** Submits an invoice of another seller; somebody else decides about it. Closes with whether it was submitted. */
export default class ClaimDialog extends ActionDialog {
  @api memberId = "";

  seller = "";
  invoiceNumber = "";
  day = today();
  amount = "";
  serials = "";
  proofs: readonly Uploaded[] = [];

  @wire(getRecord, { recordId: "$memberId", fields: [PROOF_NEEDED, SERIAL_NEEDED] })
  member?: WireResult<RecordRepresentation>;

  labels = {
    title: titleLabel,
    confirm: confirmLabel,
    seller: sellerLabel,
    number: numberLabel,
    day: dayLabel,
    amount: amountLabel
  };

  get lastDay(): string {
    return today();
  }

  get proofLabel(): string {
    return getFieldValue(this.member?.data, PROOF_NEEDED) === true ? proofNeededLabel : proofLabel;
  }
  get serialNeeded(): boolean {
    return getFieldValue(this.member?.data, SERIAL_NEEDED) === true;
  }
  get serialsLabel(): string {
    return this.serialNeeded ? serialsNeededLabel : serialsLabel;
  }
  get hasProofs(): boolean {
    return this.proofs.length > 0;
  }
  get proofRows(): (Uploaded & { readonly removeText: string })[] {
    return this.proofs.map((proof) => ({ ...proof, removeText: labelText(removeLabel, proof.name) }));
  }

  handleUploaded({ detail }: CustomEvent<{ files: readonly Uploaded[] }>): void {
    this.proofs = [...this.proofs, ...detail.files];
    this.error = undefined;
  }

  handleRemove(event: Event): void {
    const { id } = (event.currentTarget as HTMLElement).dataset;
    this.proofs = this.proofs.filter(({ documentId }) => documentId !== id);
  }

  async handleConfirm(): Promise<void> {
    await this.attempt(async () => {
      await submitClaim({ memberId: this.memberId, invoice: this.invoice });
      this.doneText = doneTextLabel;
    });
  }

  private get invoice(): ClaimedInvoice {
    return {
      seller: this.seller,
      invoiceNumber: this.invoiceNumber,
      day: this.day,
      amount: Number(this.amount),
      proofIds: this.proofs.map(({ documentId }) => documentId),
      serialNumbers: this.serials
        .split("\n")
        .map((line) => line.trim())
        .filter(Boolean)
    };
  }
}
