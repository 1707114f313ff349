import { api } from "lwc";
import useVoucher from "@salesforce/apex/MemberActionsController.useVoucher";
import { ActionDialog } from "c/actionDialog";
import { labelText } from "c/labelText";
import { moneyText } from "c/localeText";
import titleLabel from "@salesforce/label/c.LoyaltyUseTitle";
import confirmLabel from "@salesforce/label/c.LoyaltyUseConfirm";
import amountLabel from "@salesforce/label/c.LoyaltyUseAmount";
import numberLabel from "@salesforce/label/c.LoyaltyUseDocument";
import doneTextLabel from "@salesforce/label/c.LoyaltyUseDone";
import leftTextLabel from "@salesforce/label/c.LoyaltyUseLeft";

/** Uses a voucher: the whole of it, or a part of its amount. Closes with whether it was used. */
export default class UseVoucherDialog extends ActionDialog {
  @api voucherId = "";
  /** What the voucher is, for the user. */
  @api voucherText = "";
  @api inParts = false;
  /** ISO 4217, of the amount. */
  @api currencyCode: string | undefined;
  /** What is left of the amount, where it is used in parts. */
  @api
  get remaining(): number | undefined {
    return this.left;
  }
  set remaining(value: number | undefined) {
    this.left = value;
    this.amount = value === undefined || value === null ? "" : String(value);
  }

  left: number | undefined;
  amount = "";
  document = "";

  labels = {
    title: titleLabel,
    confirm: confirmLabel,
    amount: amountLabel,
    number: numberLabel
  };

  async handleConfirm(): Promise<void> {
    await this.attempt(async () => {
      const used = await useVoucher({
        voucherId: this.voucherId,
        amount: this.inParts ? Number(this.amount) : null,
        document: this.document,
        idempotencyKey: this.requestKey
      });
      this.doneText = used?.remaining
        ? labelText(leftTextLabel, moneyText(used.remaining, this.currencyCode))
        : doneTextLabel;
    });
  }
}
