import { api, LightningElement, wire } from "lwc";
import { refreshApex } from "@salesforce/apex";
import cancelVoucher from "@salesforce/apex/RewardCatalogController.cancelVoucher";
import getVouchers from "@salesforce/apex/RewardCatalogController.getVouchers";
import LightningConfirm from "lightning/confirm";
import { mayHaveChanged } from "c/actionDialog";
import { labelText } from "c/labelText";
import cancelLabel from "@salesforce/label/c.LoyaltyVoucherCancel";
import confirmLabel from "@salesforce/label/c.LoyaltyVoucherCancelConfirm";
import DispatchDialog from "c/dispatchDialog";
import UseVoucherDialog from "c/useVoucherDialog";
import { permissions } from "c/permissions";
import { voucherDetail, voucherStatus } from "c/voucherText";
import confirmGiftLabel from "@salesforce/label/c.LoyaltyVoucherCancelGift";
import moreLabel from "@salesforce/label/c.LoyaltyActivityMore";
import emptyLabel from "@salesforce/label/c.LoyaltyVoucherEmpty";
import untilLabel from "@salesforce/label/c.LoyaltyRedeemValidUntil";
import useLabel from "@salesforce/label/c.LoyaltyUseConfirm";
import useOneLabel from "@salesforce/label/c.LoyaltyUseOne";
import cancelOneLabel from "@salesforce/label/c.LoyaltyVoucherCancelOne";
import dispatchLabel from "@salesforce/label/c.LoyaltyDispatchTitle";
import dispatchOneLabel from "@salesforce/label/c.LoyaltyDispatchOne";
import titleLabel from "@salesforce/label/c.LoyaltyVoucherTitle";
import type { RewardCatalogController_VoucherView as Voucher } from "apex-types";
import type { WireResult } from "lwc-wire";

const UNDER_WAY: readonly string[] = ["Waiting", "Sent"];
const OPEN: readonly string[] = ["Issued", "PartlyUsed"];
const CANCELLABLE: readonly string[] = [...OPEN, "Held"];
const PAGE = 10;

interface Row extends Voucher {
  readonly statusText: string;
  readonly detail: string;
  /** From when on it cannot be used any more; null where it cannot be used now. */
  readonly usableUntil: string | null;
  /** Whether it can be used at a till. */
  readonly usable: boolean;
  readonly cancellable: boolean;
  readonly dispatchable: boolean;
  readonly useLabel: string;
  readonly dispatchLabel: string;
  readonly cancelLabel: string;
}

/** The member's vouchers; one that is not used up can be used or cancelled. */
export default class VoucherList extends LightningElement {
  @api memberId = "";

  most = PAGE;
  vouchers: readonly Voucher[] | undefined;
  error: unknown;
  /** Why something that was asked for was refused; the vouchers stay. */
  refusal: unknown;
  busy = false;
  private wired: WireResult<Voucher[]> | undefined;
  private focusAt: number | undefined;

  labels = {
    cancel: cancelLabel,
    dispatch: dispatchLabel,
    empty: emptyLabel,
    more: moreLabel,
    title: titleLabel,
    until: untilLabel,
    use: useLabel
  };

  /** One more than is shown says whether there are more. */
  get asked(): number {
    return this.most + 1;
  }

  @wire(getVouchers, { memberId: "$memberId", most: "$asked" })
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

  get loading(): boolean {
    return this.vouchers === undefined && this.error === undefined;
  }
  get empty(): boolean {
    return this.vouchers?.length === 0;
  }
  get more(): boolean {
    return (this.vouchers?.length ?? 0) > this.most;
  }
  get mayRedeem(): boolean {
    return permissions.redeem;
  }
  get rows(): Row[] {
    return (this.vouchers ?? []).slice(0, this.most).map((voucher) => ({
      ...voucher,
      statusText: voucherStatus(voucher),
      detail: voucherDetail(voucher),
      usableUntil: OPEN.includes(voucher.status ?? "") ? (voucher.expiresAt ?? null) : null,
      usable: this.mayRedeem && OPEN.includes(voucher.status ?? "") && !voucher.dispatchStatus,
      cancellable: this.mayRedeem && CANCELLABLE.includes(voucher.status ?? ""),
      dispatchable: permissions.dispatch && UNDER_WAY.includes(voucher.dispatchStatus ?? ""),
      dispatchLabel: labelText(dispatchOneLabel, voucher.code ?? ""),
      useLabel: labelText(useOneLabel, voucher.code ?? ""),
      cancelLabel: labelText(cancelOneLabel, voucher.code ?? voucher.rewardName ?? "")
    }));
  }

  /** What was asked for has the focus: the button that asked may be gone. */
  handleMore(): void {
    this.focusAt = this.most;
    this.most += PAGE * 3;
  }

  override renderedCallback(): void {
    const at = this.focusAt;
    if (at === undefined || this.rows.length <= at) return;
    this.focusAt = undefined;
    this.template?.querySelectorAll<HTMLElement>("li")[at]?.focus();
  }

  async handleUse(event: Event): Promise<void> {
    const voucher = this.voucherOf(event);
    if (!voucher) return;
    const closedWith: unknown = await UseVoucherDialog.open({
      size: "small",
      label: useLabel,
      voucherId: voucher.voucherId ?? "",
      voucherText: `${voucher.code ?? ""} · ${voucher.rewardName ?? ""}`,
      inParts: voucher.inParts === true,
      remaining: voucher.remaining ?? undefined,
      currencyCode: voucher.currencyCode ?? undefined
    });
    if (mayHaveChanged(closedWith)) await this.changed();
  }

  async handleDispatch(event: Event): Promise<void> {
    const voucherId = this.voucherOf(event)?.voucherId ?? "";
    const closedWith: unknown = await DispatchDialog.open({ size: "small", label: dispatchLabel, voucherId });
    if (mayHaveChanged(closedWith)) await this.changed();
  }

  async handleCancel(event: Event): Promise<void> {
    const voucher = this.voucherOf(event);
    const message = (voucher?.points ?? 0) > 0 ? confirmLabel : confirmGiftLabel;
    if (!(await LightningConfirm.open({ message, label: cancelLabel, theme: "warning" }))) return;
    [this.busy, this.refusal] = [true, undefined];
    try {
      await cancelVoucher({ voucherId: voucher?.voucherId ?? null });
      await this.changed();
    } catch (error) {
      this.refusal = error;
    } finally {
      this.busy = false;
    }
  }

  private async changed(): Promise<void> {
    await refreshApex(this.wired);
    this.dispatchEvent(new CustomEvent("changed"));
  }

  private voucherOf(event: Event): Voucher | undefined {
    const { id } = (event.currentTarget as HTMLElement).dataset;
    return this.vouchers?.find(({ voucherId }) => voucherId === id);
  }
}
