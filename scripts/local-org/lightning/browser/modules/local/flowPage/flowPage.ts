import { api, LightningElement } from "lwc";
import { get, problemOf } from "local/org";
import { navigate, type PageReference } from "local/router";

interface FlowModel {
  readonly label: string;
  readonly component: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** A flow of one screen; when it ends, the page has the address that the flow was given to return to. */
export default class FlowPage extends LightningElement {
  @api
  get reference(): PageReference {
    return this.reference_!;
  }
  set reference(value: PageReference) {
    this.reference_ = value;
    this.model = undefined;
    void this.load(value);
  }

  reference_: PageReference | undefined;
  model: FlowModel | undefined;
  problem = "";

  handleNavigation({ detail }: CustomEvent<{ action: string }>): void {
    if (detail.action !== "FINISH") return;
    const url = this.reference.state["retURL"];
    // An address elsewhere would lead out of the org by a link that anybody can write.
    if (url && /^\/lightning\//.test(url)) navigate({ type: "standard__webPage", attributes: { url } });
    else void this.load(this.reference);
  }

  private async load({ attributes, state }: PageReference): Promise<void> {
    const given = new URLSearchParams(
      Object.entries(state).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]))
    );
    try {
      this.model = await get<FlowModel>(`/lightning/api/flow/${attributes["devName"]}?${given}`);
      document.title = this.model.label;
    } catch (error) {
      this.problem = problemOf(error);
    }
  }
}
