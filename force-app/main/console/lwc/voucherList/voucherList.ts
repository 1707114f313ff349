import { api, LightningElement, wire } from "lwc";
import { refreshApex } from "@salesforce/apex";
import cancelVoucher from "@salesforce/apex/RewardCatalogController.cancelVoucher";
import getVouchers from "@salesforce/apex/RewardCatalogController.getVouchers";
import LightningConfirm from "lightning/confirm";
import { labelText } from "c/labelText";
import cancelLabel from "@salesforce/label/c.LoyaltyVoucherCancel";
import confirmLabel from "@salesforce/label/c.LoyaltyVoucherCancelConfirm";
import cancelOneLabel from "@salesforce/label/c.LoyaltyVoucherCancelOne";
import cancelledLabel from "@salesforce/label/c.LoyaltyVoucherCancelled";
import expiredLabel from "@salesforce/label/c.LoyaltyVoucherExpired";
import issuedLabel from "@salesforce/label/c.LoyaltyVoucherIssued";
import partlyUsedLabel from "@salesforce/label/c.LoyaltyVoucherPartlyUsed";
import titleLabel from "@salesforce/label/c.LoyaltyVoucherTitle";
import usedLabel from "@salesforce/label/c.LoyaltyVoucherUsed";
import type { RewardCatalogController_VoucherView as Voucher } from "apex-types";
import type { WireResult } from "lwc-wire";

const STATUS: Readonly<Record<string, string>> = {
  Cancelled: cancelledLabel,
  Expired: expiredLabel,
  Issued: issuedLabel,
  PartlyUsed: partlyUsedLabel,
  Used: usedLabel
};
const CANCELLABLE: readonly string[] = ["Issued", "PartlyUsed"];

interface Row extends Voucher {
  readonly statusText: string;
  readonly cancellable: boolean;
  readonly actionLabel: string;
}

/** The member's vouchers; one that is not used up can be cancelled, and its points come back. */
export default class VoucherList extends LightningElement {
  @api memberId = "";

  vouchers: readonly Voucher[] = [];
  error: unknown;
  busy = false;
  private wired: WireResult<Voucher[]> | undefined;

  labels = { cancel: cancelLabel, title: titleLabel };

  @wire(getVouchers, { memberId: "$memberId" })
  receive(result: WireResult<Voucher[]>): void {
    this.wired = result;
    this.vouchers = result.data ?? this.vouchers;
    this.error = result.error;
  }

  /** Reads the vouchers again. */
  @api
  refresh(): Promise<void> {
    return refreshApex(this.wired);
  }

  get hasVouchers(): boolean {
    return this.vouchers.length > 0;
  }
  get rows(): Row[] {
    return this.vouchers.map((voucher) => ({
      ...voucher,
      statusText: STATUS[voucher.status ?? ""] ?? voucher.status ?? "",
      cancellable: CANCELLABLE.includes(voucher.status ?? ""),
      actionLabel: labelText(cancelOneLabel, voucher.code ?? "")
    }));
  }

  async handleCancel(event: Event): Promise<void> {
    const { id } = (event.currentTarget as HTMLElement).dataset;
    if (!(await LightningConfirm.open({ message: confirmLabel, label: cancelLabel, theme: "warning" }))) return;
    this.busy = true;
    try {
      await cancelVoucher({ voucherId: id ?? null });
      await refreshApex(this.wired);
      this.dispatchEvent(new CustomEvent("changed"));
    } catch (error) {
      this.error = error;
    } finally {
      this.busy = false;
    }
  }
}
