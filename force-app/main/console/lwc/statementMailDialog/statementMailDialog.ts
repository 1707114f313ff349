import { api } from "lwc";
import getDraft from "@salesforce/apex/StatementMailController.getDraft";
import getPdf from "@salesforce/apex/StatementMailController.getPdf";
import send from "@salesforce/apex/StatementMailController.send";
import { ActionDialog } from "c/actionDialog";
import { labelText } from "c/labelText";
import { downloadPdf } from "c/csvFile";
import { printLetter } from "c/statementSheet";
import downloadLabel from "@salesforce/label/c.LoyaltyMailDownload";
import printLabel from "@salesforce/label/c.LoyaltyStatementPrint";
import confirmLabel from "@salesforce/label/c.LoyaltyMailSend";
import doneLabel from "@salesforce/label/c.LoyaltyMailSent";
import languageLabel from "@salesforce/label/c.LoyaltyMailLanguage";
import nobodyLabel from "@salesforce/label/c.LoyaltyMailNobody";
import previewLabel from "@salesforce/label/c.LoyaltyMailPreview";
import recipientLabel from "@salesforce/label/c.LoyaltyMailRecipient";
import titleLabel from "@salesforce/label/c.LoyaltyMailTitle";
import type { StatementMailController_Draft as Draft } from "apex-types";

interface Option {
  readonly label: string;
  readonly value: string;
}

/** A member's statement as a letter in the member's language: sent by e-mail, printed or kept. Closes with whether it was sent. */
export default class StatementMailDialog extends ActionDialog {
  @api memberId = "";
  /** First day of the statement. */
  @api since = "";
  /** Its last day. */
  @api until = "";

  contactId = "";
  language = "";
  draft: Draft | undefined;

  labels = {
    confirm: confirmLabel,
    download: downloadLabel,
    print: printLabel,
    language: languageLabel,
    nobody: nobodyLabel,
    preview: previewLabel,
    recipient: recipientLabel,
    title: titleLabel
  };

  get loading(): boolean {
    return this.draft === undefined && this.error === undefined;
  }
  get recipientOptions(): Option[] {
    return (this.draft?.recipients ?? []).map(({ contactId, name, email }) => ({
      value: contactId ?? "",
      label: [name, email].filter(Boolean).join(" · ")
    }));
  }
  get nobody(): boolean {
    return this.draft !== undefined && this.recipientOptions.length === 0;
  }
  get languageOptions(): Option[] {
    return (this.draft?.languages ?? []).map((value) => ({ value, label: nameOf(value) }));
  }
  get html(): string {
    return this.draft?.html ?? "";
  }
  get subject(): string {
    return this.draft?.subject ?? "";
  }

  override connectedCallback(): void {
    this.look().catch((error: unknown) => (this.error = error));
  }

  /** What is chosen changes what is written. */
  async handleChoice(event: CustomEvent<{ value: string }>): Promise<void> {
    this.handleField(event);
    await this.look();
  }

  handlePrint(): void {
    printLetter(this.html);
  }

  async handleDownload(): Promise<void> {
    try {
      const file = await getPdf(this.chosen());
      downloadPdf(file?.name ?? "", file?.base64 ?? "");
    } catch (error) {
      this.error = error;
    }
  }

  async handleConfirm(): Promise<void> {
    await this.attempt(async () => {
      await send(this.chosen());
      const chosen = this.recipientOptions.find(({ value }) => value === this.contactId);
      this.doneText = labelText(doneLabel, chosen?.label ?? "");
    });
  }

  /** Which letter, and to whom. */
  private chosen() {
    const { memberId, since, until, language } = this;
    return { memberId, since, until, language, contactId: this.contactId || null };
  }

  private async look(): Promise<void> {
    try {
      this.draft = (await getDraft(this.chosen())) ?? undefined;
      this.language ||= this.draft?.language ?? "";
      this.contactId ||= this.draft?.recipients?.[0]?.contactId ?? "";
    } catch (error) {
      this.error = error;
    }
  }
}

/** What a language calls itself. */
function nameOf(language: string): string {
  const tag = language.replace("_", "-");
  return new Intl.DisplayNames([tag], { type: "language" }).of(tag.slice(0, 2)) ?? language;
}
