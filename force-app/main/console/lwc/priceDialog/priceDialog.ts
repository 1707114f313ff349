import { api } from "lwc";
import findProducts from "@salesforce/apex/PriceController.findProducts";
import getPrice from "@salesforce/apex/PriceController.getPrice";
import { ActionDialog } from "c/actionDialog";
import { numberOf } from "c/formFields";
import { labelText } from "c/labelText";
import { dayText, lineOf, numberText, unitPriceText } from "c/localeText";
import closeLabel from "@salesforce/label/c.LoyaltyClose";
import decidesLabel from "@salesforce/label/c.LoyaltyPriceDecides";
import eachLabel from "@salesforce/label/c.LoyaltyPriceEach";
import forAccountLabel from "@salesforce/label/c.LoyaltyPriceForAccount";
import forAllLabel from "@salesforce/label/c.LoyaltyPriceForAll";
import forGroupLabel from "@salesforce/label/c.LoyaltyPriceForGroup";
import forTierLabel from "@salesforce/label/c.LoyaltyPriceForTier";
import fromQuantityLabel from "@salesforce/label/c.LoyaltyPriceFromQuantity";
import holdsLabel from "@salesforce/label/c.LoyaltyPriceHolds";
import listLabel from "@salesforce/label/c.LoyaltyPriceList";
import noProductLabel from "@salesforce/label/c.LoyaltyPriceNoProduct";
import otherFirstLabel from "@salesforce/label/c.LoyaltyPriceOtherFirst";
import othersLabel from "@salesforce/label/c.LoyaltyPriceOthers";
import productLabel from "@salesforce/label/c.LoyaltyPriceProduct";
import quantityLabel from "@salesforce/label/c.LoyaltyPriceQuantity";
import savingLabel from "@salesforce/label/c.LoyaltyPriceSaving";
import searchLabel from "@salesforce/label/c.LoyaltyPriceSearch";
import showLabel from "@salesforce/label/c.LoyaltyPriceShow";
import titleLabel from "@salesforce/label/c.LoyaltyPriceTitle";
import tooFewLabel from "@salesforce/label/c.LoyaltyPriceTooFew";
import untilLabel from "@salesforce/label/c.LoyaltyPriceUntil";
import whyAccountLabel from "@salesforce/label/c.LoyaltyPriceWhyAccount";
import whyAllLabel from "@salesforce/label/c.LoyaltyPriceWhyAll";
import whyGroupLabel from "@salesforce/label/c.LoyaltyPriceWhyGroup";
import whyTierLabel from "@salesforce/label/c.LoyaltyPriceWhyTier";
import type {
  PriceController_Product as Product,
  TierPriceService_Explanation as Explanation,
  TierPriceService_ProductPrice as ProductPrice
} from "apex-types";

/** What is said of whom a price is for, by its source. */
const WORDS: Readonly<Record<string, { readonly who: string; readonly why: string }>> = {
  Account: { who: forAccountLabel, why: whyAccountLabel },
  Group: { who: forGroupLabel, why: whyGroupLabel },
  Tier: { who: forTierLabel, why: whyTierLabel },
  All: { who: forAllLabel, why: whyAllLabel }
};

const STANDINGS: Readonly<Record<string, string>> = {
  Decides: decidesLabel,
  QuantityNotReached: tooFewLabel,
  OtherFirst: otherFirstLabel
};

interface CandidateRow {
  readonly key: string;
  readonly text: string;
  readonly standing: string;
  readonly badge: string;
}

/** Says what so many of a product cost the member, and why; nothing is changed. */
export default class PriceDialog extends ActionDialog {
  @api memberId = "";

  text = "";
  hits: readonly Product[] | undefined;
  productCode = "";
  quantity = "1";
  listPrice = "";
  answer: Explanation | undefined;
  private attempts = 0;

  labels = {
    close: closeLabel,
    list: listLabel,
    none: noProductLabel,
    others: othersLabel,
    product: productLabel,
    quantity: quantityLabel,
    search: searchLabel,
    show: showLabel,
    title: titleLabel
  };

  get hasHits(): boolean {
    return (this.hits?.length ?? 0) > 0;
  }
  get foundNothing(): boolean {
    return this.hits?.length === 0;
  }
  get options(): { label: string; value: string }[] {
    return (this.hits ?? []).map(({ code, name }) => ({ label: lineOf(code, name), value: code ?? "" }));
  }
  get price(): ProductPrice | undefined {
    return this.answer?.price ?? undefined;
  }
  get hasCandidates(): boolean {
    return this.candidates.length > 0;
  }
  get priceText(): string {
    const { price } = this;
    if (!price) return holdsLabel;
    if (price.price === null || price.price === undefined) return savingText(price);
    const quantity = price.quantity ?? 1;
    return labelText(
      eachLabel,
      unitPriceText(price.price, price.currencyCode),
      unitPriceText(price.price * quantity, price.currencyCode),
      numberText(quantity)
    );
  }
  get belowText(): string {
    const { price } = this;
    return price?.price !== null && price?.price !== undefined && (price.saving ?? 0) > 0 ? savingText(price) : "";
  }
  get whyText(): string {
    return this.price ? labelText(WORDS[this.price.source ?? ""]?.why ?? "", this.nameOf(this.price)) : "";
  }
  get candidates(): CandidateRow[] {
    return (this.answer?.candidates ?? []).map(({ priceId, price, standing }) => ({
      key: priceId ?? "",
      text: lineOf(
        labelText(WORDS[price?.source ?? ""]?.who ?? "", this.nameOf(price)),
        labelText(fromQuantityLabel, numberText(price?.quantity)),
        price?.price === null || price?.price === undefined
          ? savingText(price)
          : unitPriceText(price.price, price.currencyCode),
        price?.validUntil ? labelText(untilLabel, dayText(price.validUntil, "UTC")) : ""
      ),
      standing: STANDINGS[standing ?? ""] ?? "",
      badge: standing === "Decides" ? "slds-badge slds-theme_success" : "slds-badge slds-badge_lightest"
    }));
  }

  override connectedCallback(): void {
    this.search().catch((error: unknown) => (this.error = error));
  }

  async handleSearch(event: CustomEvent<{ value: string }>): Promise<void> {
    this.text = event.detail.value;
    this.productCode = "";
    this.answer = undefined;
    await this.search();
  }

  handleProduct(event: CustomEvent<{ value: string }>): void {
    this.productCode = event.detail.value;
    const known = this.hits?.find(({ code }) => code === this.productCode)?.listPrice;
    this.listPrice = known === null || known === undefined ? "" : String(known);
    this.answer = undefined;
  }

  handleNumber(event: CustomEvent<{ value: string }>): void {
    this.handleField(event);
    this.answer = undefined;
  }

  async handleConfirm(): Promise<void> {
    await this.attempt(async () => {
      this.answer =
        (await getPrice({
          memberId: this.memberId,
          productCode: this.productCode || this.text.trim(),
          quantity: Number(this.quantity),
          listPrice: numberOf(this.listPrice)
        })) ?? undefined;
    });
  }

  private async search(): Promise<void> {
    const attempt = ++this.attempts;
    try {
      const found = await findProducts({ memberId: this.memberId, text: this.text });
      // An answer that a newer question has overtaken is of no use.
      if (attempt === this.attempts) this.hits = found ?? [];
    } catch (error) {
      this.error = error;
    }
  }

  private nameOf(price: ProductPrice | null | undefined): string {
    return (price?.source === "Group" ? this.answer?.accountGroup : price?.tierName) ?? "";
  }
}

function savingText(price: ProductPrice | null | undefined): string {
  return labelText(savingLabel, numberText(price?.saving));
}
