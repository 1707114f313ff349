import { api, LightningElement } from "lwc";
import { get } from "local/org";
import type { PathView } from "../../../../protocol/path";

interface Step {
  readonly value: string;
  readonly label: string;
  readonly itemClass: string;
  readonly current: "step" | undefined;
}

/** `runtime_sales_pathassistant:pathAssistant`: where the record is; the steps are not buttons, and guidance is not shown. */
export default class RecordPath extends LightningElement {
  @api
  get recordId(): string {
    return this.id_;
  }
  set recordId(id: string) {
    this.id_ = id;
    void this.load();
  }

  path: PathView | null | undefined;
  private id_ = "";
  private readonly reload = (): void => void this.load();

  override connectedCallback(): void {
    document.addEventListener("local:recordchange", this.reload);
  }

  override disconnectedCallback(): void {
    document.removeEventListener("local:recordchange", this.reload);
  }

  get steps(): Step[] {
    const { steps = [], current } = this.path ?? {};
    const at = steps.findIndex(({ value }) => value === current);
    return steps.map(({ value, label }, index) => ({
      value,
      label,
      itemClass: `slds-path__item slds-is-${index < at ? "complete" : index === at ? "current slds-is-active" : "incomplete"}`,
      current: index === at ? "step" : undefined
    }));
  }

  private async load(): Promise<void> {
    this.path = await get<PathView | null>(`/lightning/api/path/${this.id_}`);
  }
}
