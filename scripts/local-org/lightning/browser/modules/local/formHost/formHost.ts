import { api, LightningElement } from "lwc";
import { get, type FetchError } from "local/org";
import { REGISTER, type FormMember } from "local/formProtocol";
import type { RecordForm } from "../../../../protocol/record-form";

/** What forms have in common: a record, and fields in their slot that show it. */
export default class FormHost extends LightningElement {
  @api objectApiName: string | { readonly objectApiName: string } = "";
  @api density = "";
  @api layoutType = "";
  @api recordTypeId: string | undefined;
  protected model: RecordForm | undefined;
  protected readonly members = new Set<FormMember>();
  private id_: string | undefined;
  private reload = (): void => void this.load();
  private connected = false;

  @api
  get recordId(): string | undefined {
    return this.id_;
  }
  set recordId(value: string | undefined) {
    if (value === this.id_) return;
    this.id_ = value;
    if (this.connected) void this.load();
  }

  /** The form's description, where it has been asked for already. */
  @api
  get form(): RecordForm | undefined {
    return this.model;
  }
  set form(form: RecordForm | undefined) {
    this.model = form;
  }

  override connectedCallback(): void {
    this.connected = true;
    this.addEventListener(REGISTER, this.register as EventListener);
    if (this.reloads) document.addEventListener("local:recordchange", this.reload);
    if (!this.model) void this.load();
  }

  override disconnectedCallback(): void {
    document.removeEventListener("local:recordchange", this.reload);
  }

  /** What is being typed is not thrown away when the record changes elsewhere. */
  protected get reloads(): boolean {
    return false;
  }

  protected get mode(): string {
    return "view";
  }

  protected get objectName(): string {
    return typeof this.objectApiName === "object" ? this.objectApiName.objectApiName : this.objectApiName;
  }

  protected async load(): Promise<void> {
    const query = new URLSearchParams({ mode: this.mode, ...(this.recordId ? { recordId: this.recordId } : {}) });
    try {
      this.model = await get<RecordForm>(`/lightning/api/form/${this.objectName || "-"}?${query}`);
    } catch (error) {
      return this.fail(error as FetchError);
    }
    for (const member of this.members) member.show(this.model);
    this.dispatchEvent(new CustomEvent("load", { detail: this.model }));
  }

  protected fail(error: FetchError): void {
    const message = error.body?.message ?? (error as unknown as Error).message;
    for (const member of this.members) if (member.fieldName === undefined) member.showErrors([message]);
    this.dispatchEvent(new CustomEvent("error", { detail: { message, detail: message, output: error.body?.output } }));
  }

  private register = (event: CustomEvent<{ member: FormMember; leave?: () => void }>): void => {
    event.stopPropagation();
    const { member } = event.detail;
    this.members.add(member);
    event.detail.leave = () => this.members.delete(member);
    if (this.model) member.show(this.model);
  };
}
