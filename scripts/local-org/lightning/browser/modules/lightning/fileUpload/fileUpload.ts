import { api, LightningElement } from "lwc";
import { DATA, get, problemOf, request } from "local/org";
import { filled, words } from "local/words";

/** A file as the event `uploadfinished` hands it on. */
interface UploadedFile {
  readonly name: string;
  readonly documentId: string;
  readonly contentVersionId: string;
  readonly contentBodyId: string;
  readonly mimeType: string;
}

/** "Lightning Component Reference: File Upload": as many files at once. */
const MOST_FILES = 10;
/** Smaller than an org's 2 GB: what the local org takes in one request as base64. */
const MOST_BYTES = 25 * 1024 * 1024;

/** `lightning-file-upload`: files of the record that `record-id` names; without it they are the user's own. */
export default class FileUpload extends LightningElement {
  @api label = "";
  @api name = "";
  @api accept: string | readonly string[] = "";
  @api multiple = false;
  @api disabled = false;
  @api recordId: string | undefined;
  words = words;
  uploading = false;
  problem = "";

  get accepted(): string {
    return typeof this.accept === "string" ? this.accept : this.accept.join(",");
  }

  async handleFiles(event: Event): Promise<void> {
    const input = event.target as HTMLInputElement;
    const files = [...(input.files ?? [])];
    // Otherwise choosing the same file again would be no change.
    input.value = "";
    await this.take(files);
  }

  handleDragOver(event: DragEvent): void {
    event.preventDefault();
  }

  async handleDrop(event: DragEvent): Promise<void> {
    event.preventDefault();
    const files = [...(event.dataTransfer?.files ?? [])];
    if (!this.disabled) await this.take(this.multiple ? files : files.slice(0, 1));
  }

  private async take(files: readonly File[]): Promise<void> {
    this.problem = refusalOf(files);
    if (files.length > 0 && !this.problem) await this.uploadAll(files);
  }

  private async uploadAll(files: readonly File[]): Promise<void> {
    this.uploading = true;
    const uploaded: UploadedFile[] = [];
    try {
      for (const file of files) uploaded.push(await this.upload(file));
    } catch (error) {
      this.problem = problemOf(error);
    } finally {
      this.uploading = false;
    }
    if (uploaded.length > 0)
      this.dispatchEvent(new CustomEvent("uploadfinished", { detail: { files: uploaded }, bubbles: true }));
  }

  private async upload(file: File): Promise<UploadedFile> {
    const { id } = await request<{ id: string }>("POST", `${DATA}/sobjects/ContentVersion`, {
      Title: file.name.replace(/\.[^.]+$/, "") || file.name,
      PathOnClient: file.name,
      VersionData: await base64Of(file),
      ...(this.recordId ? { FirstPublishLocationId: this.recordId } : {})
    });
    const version = await get<{ ContentDocumentId: string }>(
      `${DATA}/sobjects/ContentVersion/${id}?fields=ContentDocumentId`
    );
    return {
      name: file.name,
      documentId: version.ContentDocumentId,
      contentVersionId: id,
      contentBodyId: "",
      mimeType: file.type
    };
  }
}

function refusalOf(files: readonly File[]): string {
  if (files.length > MOST_FILES) return filled(words.tooManyFiles, String(MOST_FILES));
  const large = files.find(({ size }) => size > MOST_BYTES);
  if (large) return filled(words.fileTooLarge, large.name);
  const empty = files.find(({ size }) => size === 0);
  return empty ? filled(words.fileEmpty, empty.name) : "";
}

function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = (): void => resolve((reader.result as string).split(",", 2)[1] ?? "");
    reader.onerror = (): void => reject(reader.error ?? new Error(file.name));
    reader.readAsDataURL(file);
  });
}
