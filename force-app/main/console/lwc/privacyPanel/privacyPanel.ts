import { api, wire } from "lwc";
import getExportPage from "@salesforce/apex/PrivacyController.getExportPage";
import getExportPdf from "@salesforce/apex/PrivacyController.getExportPdf";
import getOverview from "@salesforce/apex/PrivacyController.getOverview";
import { RefreshEvent } from "lightning/refresh";
import { notifyRecordUpdateAvailable } from "lightning/uiRecordApi";
import { mayHaveChanged } from "c/actionDialog";
import ConsentDialog from "c/consentDialog";
import { downloadPdf, downloadText } from "c/csvFile";
import ErasureDialog from "c/erasureDialog";
import { labelText } from "c/labelText";
import { dayText, lineOf } from "c/localeText";
import { permissions } from "c/permissions";
import { WiredPart } from "c/wiredPart";
import changeLabel from "@salesforce/label/c.LoyaltyConsentChange";
import downloadedLabel from "@salesforce/label/c.LoyaltyPrivacyDownloaded";
import downloadPdfLabel from "@salesforce/label/c.LoyaltyPrivacyDownloadPdf";
import downloadLabel from "@salesforce/label/c.LoyaltyPrivacyDownload";
import eraseLabel from "@salesforce/label/c.LoyaltyErasureTitle";
import erasedLabel from "@salesforce/label/c.LoyaltyPrivacyErased";
import givenLabel from "@salesforce/label/c.LoyaltyConsentGiven";
import notGivenLabel from "@salesforce/label/c.LoyaltyConsentNotGiven";
import titleLabel from "@salesforce/label/c.LoyaltyPrivacyTitle";
import undecidedLabel from "@salesforce/label/c.LoyaltyConsentUndecided";
import type { PrivacyController_Consent as Consent, PrivacyController_Overview as Overview } from "apex-types";
import type { WireResult } from "lwc-wire";

interface Row {
  readonly purpose: string;
  readonly label: string;
  readonly state: string;
  readonly detail: string;
}

type Exported = Record<string, unknown[]>;

/** What a member agreed to, and what the law lets a member ask for: everything as a file, and the erasure. */
export default class PrivacyPanel extends WiredPart<Overview> {
  /** The member. */
  @api recordId = "";

  labels = {
    change: changeLabel,
    download: downloadLabel,
    downloadPdf: downloadPdfLabel,
    erase: eraseLabel,
    title: titleLabel
  };

  @wire(getOverview, { memberId: "$recordId" })
  receive(result: WireResult<Overview | null>): void {
    this.take(result);
  }

  get isErased(): boolean {
    return Boolean(this.data?.erasedAt);
  }
  get erasedText(): string {
    const { erasedAt, erasedBy } = this.data ?? {};
    return labelText(erasedLabel, dayText(erasedAt), erasedBy ?? "");
  }
  get rows(): Row[] {
    return (this.data?.consents ?? []).map(rowOf);
  }
  get mayChange(): boolean {
    return permissions.post && !this.isErased;
  }
  get mayExport(): boolean {
    return permissions.exportPersonalData;
  }
  get mayErase(): boolean {
    return permissions.erasePersonalData && !this.isErased;
  }

  async handleChange(): Promise<void> {
    const consents = this.data?.consents ?? [];
    const closedWith = await ConsentDialog.open({
      size: "small",
      label: changeLabel,
      memberId: this.recordId,
      consents
    });
    if (mayHaveChanged(closedWith)) await this.readAgain();
  }

  async handleErase(): Promise<void> {
    const { memberNumber } = this.data ?? {};
    const closedWith = await ErasureDialog.open({
      size: "small",
      label: eraseLabel,
      memberId: this.recordId,
      memberNumber: memberNumber ?? ""
    });
    if (!mayHaveChanged(closedWith)) return;
    this.dispatchEvent(new RefreshEvent());
    await Promise.all([this.readAgain(), notifyRecordUpdateAvailable([{ recordId: this.recordId }])]);
  }

  async handleDownload(): Promise<void> {
    await this.attempt(async () => {
      const name = this.data?.memberNumber ?? this.recordId;
      const content = { memberNumber: name, exportedAt: new Date().toISOString(), ...(await this.everything()) };
      downloadText(`${name}.json`, "application/json", JSON.stringify(content, undefined, 2));
      this.told = downloadedLabel;
    });
  }

  async handleDownloadPdf(): Promise<void> {
    await this.attempt(async () => {
      const name = this.data?.memberNumber ?? this.recordId;
      const parts = await this.papers();
      for (const [place, base64] of parts.entries())
        downloadPdf(parts.length === 1 ? `${name}.pdf` : `${name}-${place + 1}.pdf`, base64);
      this.told = downloadedLabel;
    });
  }

  /** One after the other: where there is much about somebody it is several files. */
  private async papers(after: string | null = null, earlier: readonly string[] = []): Promise<readonly string[]> {
    const { base64, next } = (await getExportPdf({ memberId: this.recordId, after })) ?? {};
    const papers = [...earlier, base64 ?? ""];
    return next ? this.papers(next, papers) : papers;
  }

  /** Page by page: there is no end to what may be kept about somebody. */
  private async everything(after: string | null = null, exported: Exported = {}): Promise<Exported> {
    const page = await getExportPage({ memberId: this.recordId, after });
    const { section, records, next } = page ?? {};
    (exported[section ?? ""] ??= []).push(...(records ?? []));
    return next ? this.everything(next, exported) : exported;
  }
}

function rowOf({ purpose, label, given, at, source, enteredBy }: Consent): Row {
  return {
    purpose: purpose ?? "",
    label: label ?? "",
    state: given ? givenLabel : at ? notGivenLabel : undecidedLabel,
    detail: at ? lineOf(dayText(at), source, enteredBy) : ""
  };
}
