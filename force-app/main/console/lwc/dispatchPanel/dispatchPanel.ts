import { api, wire } from "lwc";
import getDispatch from "@salesforce/apex/DispatchController.getDispatch";
import { notifyRecordUpdateAvailable } from "lightning/uiRecordApi";
import { mayHaveChanged } from "c/actionDialog";
import DispatchDialog from "c/dispatchDialog";
import { labelText } from "c/labelText";
import { dayText, lineOf } from "c/localeText";
import { permissions } from "c/permissions";
import { WiredPart } from "c/wiredPart";
import cancelledLabel from "@salesforce/label/c.LoyaltyDispatchCancelled";
import deliveredLabel from "@salesforce/label/c.LoyaltyDispatchDeliveredOn";
import nothingLabel from "@salesforce/label/c.LoyaltyDispatchNothing";
import sentLabel from "@salesforce/label/c.LoyaltyDispatchSentOn";
import titleLabel from "@salesforce/label/c.LoyaltyDispatchTitle";
import waitingLabel from "@salesforce/label/c.LoyaltyDispatchWaiting";
import type { DispatchController_Dispatch as Dispatch } from "apex-types";
import type { WireResult } from "lwc-wire";

/** Where a reward that is sent goes and how far it is, on its voucher's page, for those who see addresses. */
export default class DispatchPanel extends WiredPart<Dispatch> {
  /** The voucher. */
  @api recordId = "";

  labels = { nothing: nothingLabel, title: titleLabel };

  @wire(getDispatch, { voucherId: "$wiredId" })
  receive(result: WireResult<Dispatch | null>): void {
    this.take(result);
  }

  /** Who does not dispatch does not see where people live. */
  get mayDispatch(): boolean {
    return permissions.dispatch;
  }
  get wiredId(): string | undefined {
    return this.mayDispatch ? this.recordId : undefined;
  }
  get nothing(): boolean {
    return this.data !== undefined && !this.data.status;
  }
  get open(): boolean {
    return ["Waiting", "Sent"].includes(this.data?.status ?? "");
  }
  get stateText(): string {
    const { status, sentAt, deliveredAt } = this.data ?? {};
    if (status === "Waiting") return waitingLabel;
    if (status === "Cancelled") return cancelledLabel;
    return lineOf(
      sentAt && labelText(sentLabel, dayText(sentAt)),
      deliveredAt && labelText(deliveredLabel, dayText(deliveredAt))
    );
  }
  get carriedText(): string {
    return lineOf(this.data?.carrier, this.data?.trackingNumber);
  }
  get lines(): string[] {
    const { recipient, street, postalCode, city, province, country } = this.data?.address ?? {};
    return [recipient, street, [postalCode, city].filter(Boolean).join(" "), province, country].filter(
      (line): line is string => Boolean(line)
    );
  }

  async handleDispatch(): Promise<void> {
    const closedWith: unknown = await DispatchDialog.open({
      size: "small",
      label: titleLabel,
      voucherId: this.recordId
    });
    if (!mayHaveChanged(closedWith)) return;
    await this.readAgain();
    await notifyRecordUpdateAvailable([{ recordId: this.recordId }]);
  }
}
