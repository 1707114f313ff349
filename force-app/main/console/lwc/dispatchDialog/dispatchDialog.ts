import { api, wire } from "lwc";
import getDispatch from "@salesforce/apex/DispatchController.getDispatch";
import save from "@salesforce/apex/DispatchController.save";
import { ActionDialog } from "c/actionDialog";
import { lineOf } from "c/localeText";
import { newRequestKey } from "c/requestKey";
import carrierLabel from "@salesforce/label/c.LoyaltyDispatchCarrier";
import deliveredLabel from "@salesforce/label/c.LoyaltyDispatchDelivered";
import doneLabel from "@salesforce/label/c.LoyaltyDispatchDone";
import loadingLabel from "@salesforce/label/c.LoyaltyLoading";
import saveLabel from "@salesforce/label/c.LoyaltyDispatchSave";
import sentLabel from "@salesforce/label/c.LoyaltyDispatchSent";
import statusLabel from "@salesforce/label/c.LoyaltyDispatchStatus";
import titleLabel from "@salesforce/label/c.LoyaltyDispatchTitle";
import trackingLabel from "@salesforce/label/c.LoyaltyDispatchTracking";
import waitingLabel from "@salesforce/label/c.LoyaltyDispatchWaiting";
import type { DispatchController_Dispatch as Dispatch, ShippingAddress } from "apex-types";
import type { WireResult } from "lwc-wire";

/** In the order in which a reward passes through them. */
const COURSE = [
  { value: "Waiting", label: waitingLabel },
  { value: "Sent", label: sentLabel },
  { value: "Delivered", label: deliveredLabel }
];

/** Keeps what became of a reward that is sent, and where it goes as long as it waits. Closes with whether it was saved. */
export default class DispatchDialog extends ActionDialog {
  @api voucherId = "";

  dispatch: Dispatch | undefined;
  status = "";
  carrier = "";
  trackingNumber = "";
  address: ShippingAddress | undefined;

  labels = {
    carrier: carrierLabel,
    loading: loadingLabel,
    save: saveLabel,
    status: statusLabel,
    title: titleLabel,
    tracking: trackingLabel
  };

  @wire(getDispatch, { voucherId: "$voucherId" })
  receive({ data, error }: WireResult<Dispatch | null>): void {
    this.error = error;
    if (!data) return;
    this.dispatch = data;
    this.status = nextOf(data.status);
    this.carrier = data.carrier ?? "";
    this.trackingNumber = data.trackingNumber ?? "";
    this.address = data.address ?? undefined;
  }

  get loading(): boolean {
    return this.dispatch === undefined && this.error === undefined;
  }
  get waiting(): boolean {
    return this.dispatch?.status === "Waiting";
  }
  /** It never goes back. */
  get statuses(): typeof COURSE {
    return COURSE.slice(COURSE.findIndex(({ value }) => value === this.dispatch?.status));
  }
  get goesTo(): string {
    const { recipient, street, postalCode, city, province, country } = this.address ?? {};
    return lineOf(recipient, street, [postalCode, city].filter(Boolean).join(" "), province, country);
  }
  get notReady(): boolean {
    return this.dispatch === undefined;
  }

  handleAddress(event: CustomEvent<ShippingAddress>): void {
    this.address = event.detail;
    this.requestKey = newRequestKey();
    this.error = undefined;
  }

  async handleConfirm(): Promise<void> {
    await this.attempt(async () => {
      await save({
        voucherId: this.voucherId,
        status: this.status,
        carrier: this.carrier,
        trackingNumber: this.trackingNumber,
        address: this.waiting ? (this.address ?? null) : null
      });
      this.doneText = doneLabel;
    });
  }
}

/** What is most likely to be told next. */
function nextOf(status: string | null | undefined): string {
  const at = COURSE.findIndex(({ value }) => value === status);
  return COURSE[Math.min(at + 1, COURSE.length - 1)]!.value;
}
