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

interface Part {
  readonly name: keyof ShippingAddress;
  readonly label: string;
  readonly required: boolean;
  readonly maxLength: number;
}

const PARTS: readonly Part[] = [
  { name: "recipient", label: recipientLabel, required: true, maxLength: 120 },
  { name: "street", label: streetLabel, required: true, maxLength: 255 },
  { name: "postalCode", label: postalCodeLabel, required: false, maxLength: 20 },
  { name: "city", label: cityLabel, required: true, maxLength: 80 },
  { name: "province", label: provinceLabel, required: false, maxLength: 80 },
  { name: "country", label: countryLabel, required: false, maxLength: 80 }
];

/** Where a reward is sent, to be looked through and changed. Fires `address` with all of it whenever a part is changed. */
export default class AddressFields extends LightningElement {
  /** What is known of it. */
  @api address: ShippingAddress | undefined;

  labels = { title: titleLabel };

  /** What is not known is empty: an input shows no null. */
  get parts(): (Part & { value: string })[] {
    return PARTS.map((part) => ({ ...part, value: this.address?.[part.name] ?? "" }));
  }

  /** As inputs have it: says at each part what it lacks. */
  @api
  reportValidity(): boolean {
    return areComplete(this.template);
  }

  handlePart(event: CustomEvent<{ value: string }>): void {
    const { name } = event.target as HTMLInputElement;
    const known = Object.fromEntries(this.parts.map((part) => [part.name, part.value]));
    this.dispatchEvent(new CustomEvent("address", { detail: { ...known, [name]: event.detail.value } }));
  }
}
