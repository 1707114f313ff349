import { api, LightningElement } from "lwc";
import { areComplete } from "c/formFields";
import cityLabel from "@salesforce/label/c.LoyaltyAddressCity";
import countryLabel from "@salesforce/label/c.LoyaltyAddressCountry";
import postalCodeLabel from "@salesforce/label/c.LoyaltyAddressPostalCode";
import provinceLabel from "@salesforce/label/c.LoyaltyAddressProvince";
import recipientLabel from "@salesforce/label/c.LoyaltyAddressRecipient";
import streetLabel from "@salesforce/label/c.LoyaltyAddressStreet";
import titleLabel from "@salesforce/label/c.LoyaltyAddressTitle";
import type { ShippingAddress } from "apex-types";

/** Where a reward is sent, to be looked through and changed. Fires `address` with all of it whenever a part is changed. */
export default class AddressFields extends LightningElement {
  /** What is known of it. */
  @api address: ShippingAddress | undefined;

  labels = {
    city: cityLabel,
    country: countryLabel,
    postalCode: postalCodeLabel,
    province: provinceLabel,
    recipient: recipientLabel,
    street: streetLabel,
    title: titleLabel
  };

  /** What is not known is empty: an input shows no null. */
  get shown(): Required<Record<keyof ShippingAddress, string>> {
    const { recipient, street, postalCode, city, province, country } = this.address ?? {};
    return {
      recipient: recipient ?? "",
      street: street ?? "",
      postalCode: postalCode ?? "",
      city: city ?? "",
      province: province ?? "",
      country: country ?? ""
    };
  }

  /** As inputs have it: says at each part what it lacks. */
  @api
  reportValidity(): boolean {
    return areComplete(this.template);
  }

  handlePart(event: CustomEvent<{ value: string }>): void {
    const { name } = event.target as HTMLInputElement;
    this.dispatchEvent(new CustomEvent("address", { detail: { ...this.shown, [name]: event.detail.value } }));
  }
}
