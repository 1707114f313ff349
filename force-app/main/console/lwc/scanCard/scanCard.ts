import { api, LightningElement } from "lwc";
import { loadScript } from "lightning/platformResourceLoader";
import SCAN_CODES from "@salesforce/resourceUrl/LoyaltyScanCodes";
import { labelText } from "c/labelText";
import { lineOf } from "c/localeText";
import { printParts } from "c/statementSheet";
import barcodeLabel from "@salesforce/label/c.LoyaltyScanCardBarcode";
import numberlessLabel from "@salesforce/label/c.LoyaltyScanCardNumberless";
import printLabel from "@salesforce/label/c.LoyaltyStatementPrint";
import qrCodeLabel from "@salesforce/label/c.LoyaltyScanCardQrCode";
import type { MemberCard as Card } from "apex-types";

/** What the static resource offers: a text as the SVG of a symbol. */
interface ScanCodes {
  readonly qrCode: (text: string) => string;
  readonly code128: (text: string) => string;
}

declare global {
  interface Window {
    LoyaltyScanCodes?: ScanCodes;
  }
}

interface Code {
  readonly name: string;
  readonly text: string;
  readonly svg: string;
  readonly address: string;
}

/** Characters that Code 128 has and every scanner reads alike. */
const BARCODE_TEXT = /^[\x20-\x7e]+$/;
const PRINTED_WIDTH: Readonly<Record<string, string>> = { qrCode: "40mm", barcode: "70mm" };

/** The card that a till scans: the member's number as QR code and barcode, on the screen and on paper. */
export default class ScanCard extends LightningElement {
  @api card: Card | undefined;

  error: unknown;
  private drawn: ScanCodes | undefined;

  labels = { numberless: numberlessLabel, print: printLabel };

  override connectedCallback(): void {
    loadScript(this, SCAN_CODES).then(
      () => (this.drawn = window.LoyaltyScanCodes),
      (error: unknown) => (this.error = error)
    );
  }

  get loading(): boolean {
    return this.drawn === undefined && this.error === undefined;
  }
  get memberName(): string {
    return this.card?.memberName ?? "";
  }
  get memberNumber(): string {
    return this.card?.memberNumber ?? "";
  }
  get isNumberless(): boolean {
    return this.memberNumber === "";
  }
  get membership(): string {
    return lineOf(this.card?.programName, this.card?.tier?.name);
  }
  get edgeStyle(): string {
    const color = this.card?.tier?.color ?? this.card?.color;
    return color ? `border-top-color: ${color}` : "";
  }
  get codes(): Code[] {
    const { drawn, memberNumber } = this;
    if (!drawn || this.isNumberless) return [];
    const qrCode = codeOf("qrCode", labelText(qrCodeLabel, memberNumber), drawn.qrCode(memberNumber));
    return BARCODE_TEXT.test(memberNumber)
      ? [qrCode, codeOf("barcode", labelText(barcodeLabel, memberNumber), drawn.code128(memberNumber))]
      : [qrCode];
  }

  handlePrint(): void {
    const lines = [this.memberName, this.membership, this.memberNumber].filter(Boolean);
    printParts([...lines.map(paragraph), ...this.codes.map(printedCode)]);
  }
}

function codeOf(name: string, text: string, svg: string): Code {
  return { name, text, svg, address: `data:image/svg+xml,${encodeURIComponent(svg)}` };
}

function paragraph(text: string): HTMLElement {
  const made = document.createElement("p");
  made.textContent = text;
  return made;
}

/** As a drawing of the page itself: an image would still be loading when the page is printed. */
function printedCode({ name, svg }: Code): Element {
  const drawing = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  drawing.setAttribute("width", PRINTED_WIDTH[name] ?? "");
  return drawing;
}
