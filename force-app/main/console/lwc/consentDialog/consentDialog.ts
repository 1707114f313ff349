import { api } from "lwc";
import changeConsents from "@salesforce/apex/PrivacyController.changeConsents";
import { ActionDialog } from "c/actionDialog";
import confirmLabel from "@salesforce/label/c.LoyaltyConsentSave";
import doneLabel from "@salesforce/label/c.LoyaltyConsentSaved";
import purposesLabel from "@salesforce/label/c.LoyaltyConsentPurposes";
import sourceHelpLabel from "@salesforce/label/c.LoyaltyConsentSourceHelp";
import sourceLabel from "@salesforce/label/c.LoyaltyConsentSource";
import titleLabel from "@salesforce/label/c.LoyaltyConsentChange";
import type { PrivacyController_Consent as Consent } from "apex-types";

/** Enters what a member decided about their data. Closes with whether it was kept. */
export default class ConsentDialog extends ActionDialog {
  @api memberId = "";
  @api consents: readonly Consent[] = [];

  purposes: string[] = [];
  source = "";

  labels = {
    confirm: confirmLabel,
    purposes: purposesLabel,
    source: sourceLabel,
    sourceHelp: sourceHelpLabel,
    title: titleLabel
  };

  override connectedCallback(): void {
    this.purposes = this.consents.filter(({ given }) => given).map(({ purpose }) => purpose ?? "");
  }

  get options(): { label: string; value: string }[] {
    return this.consents.map(({ purpose, label }) => ({ value: purpose ?? "", label: label ?? "" }));
  }

  async handleConfirm(): Promise<void> {
    await this.attempt(async () => {
      await changeConsents({ memberId: this.memberId, purposes: [...this.purposes], source: this.source });
      this.doneText = doneLabel;
    });
  }
}
