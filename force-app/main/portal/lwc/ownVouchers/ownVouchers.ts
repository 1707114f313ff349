import { wire } from "lwc";
import LightningConfirm from "lightning/confirm";
import cancelVoucher from "@salesforce/apex/MemberPagesController.cancelVoucher";
import getVouchers from "@salesforce/apex/MemberPagesController.getVouchers";
import { labelText } from "c/labelText";
import { dayText, lineOf } from "c/localeText";
import { OwnPart } from "c/ownPart";
import { voucherDetail, voucherStatus } from "c/voucherText";
import cancelLabel from "@salesforce/label/c.LoyaltyVoucherCancel";
import cancelOneLabel from "@salesforce/label/c.LoyaltyVoucherCancelOne";
import confirmLabel from "@salesforce/label/c.LoyaltyVoucherCancelConfirm";
import emptyLabel from "@salesforce/label/c.LoyaltyVoucherEmpty";
import moreLabel from "@salesforce/label/c.LoyaltyActivityMore";
import refusedLabel from "@salesforce/label/c.LoyaltyPagesRefused";
import takenBackLabel from "@salesforce/label/c.LoyaltyPagesTakenBack";
import titleLabel from "@salesforce/label/c.LoyaltyVoucherTitle";
import untilLabel from "@salesforce/label/c.LoyaltyRedeemValidUntil";
import type { MemberPagesController_OwnVoucher as Voucher } from "apex-types";
import type { WireResult } from "lwc-wire";

const PAGE = 5;

interface Row {
  readonly voucherId: string;
  readonly code: string;
  readonly name: string;
  readonly detail: string;
  readonly cancellable: boolean;
  readonly cancelLabel: string;
}

/** Member pages: my vouchers with their codes; what is redeemed and not used can be taken back. */
export default class OwnVouchers extends OwnPart<readonly Voucher[]> {
  most = PAGE;
  labels = { cancel: cancelLabel, empty: emptyLabel, more: moreLabel, title: titleLabel };

  @wire(getVouchers, { memberId: "$memberId" })
  receive(result: WireResult<Voucher[]>): void {
    this.take(result);
  }

  get empty(): boolean {
    return this.isNobody || this.data?.length === 0;
  }
  get more(): boolean {
    return (this.data?.length ?? 0) > this.most;
  }
  get rows(): Row[] {
    return (this.data ?? []).slice(0, this.most).flatMap(rowOf);
  }

  handleMore(): void {
    this.most += PAGE * 4;
  }

  async handleCancel(event: Event): Promise<void> {
    const { id } = (event.currentTarget as HTMLElement).dataset;
    if (!(await LightningConfirm.open({ message: confirmLabel, label: cancelLabel, theme: "warning" }))) return;
    await this.attempt(async () => {
      await cancelVoucher({ voucherId: id ?? null });
      this.told = takenBackLabel;
      await this.announce();
    });
  }
}

function rowOf({ voucher, cancellable, refused }: Voucher): Row[] {
  if (!voucher) return [];
  const until = voucher.validUntil ? `${untilLabel} ${dayText(voucher.validUntil, "UTC")}` : "";
  return [
    {
      voucherId: voucher.voucherId ?? "",
      code: voucher.code ?? "",
      name: voucher.rewardName ?? "",
      detail: lineOf(
        refused ? refusedLabel : voucherStatus(voucher),
        dayText(voucher.issuedAt),
        until,
        voucherDetail(voucher)
      ),
      cancellable: cancellable === true,
      cancelLabel: labelText(cancelOneLabel, voucher.code ?? "")
    }
  ];
}
