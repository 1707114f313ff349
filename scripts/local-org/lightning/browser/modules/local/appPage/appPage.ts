import { api, LightningElement } from "lwc";
import { get, problemOf } from "local/org";
import type { RegionComponent } from "local/region";

interface PageModel {
  readonly label: string;
  readonly regions: readonly { readonly name: string; readonly components: readonly RegionComponent[] }[];
}

/** A Lightning app page. */
export default class AppPage extends LightningElement {
  @api
  get pageName(): string {
    return this.name_;
  }
  set pageName(value: string) {
    this.name_ = value;
    this.model = undefined;
    void this.load();
  }

  name_ = "";
  model: PageModel | undefined;
  problem = "";

  get columns(): unknown[] {
    const regions = (this.model?.regions ?? []).filter((region) => region.components.length > 0);
    const size = regions.length === 1 ? "" : `slds-large-size_1-of-${regions.length}`;
    return regions.map((region) => ({ ...region, size: `slds-col slds-size_1-of-1 ${size}` }));
  }

  private async load(): Promise<void> {
    try {
      this.model = await get<PageModel>(`/lightning/api/page/${this.name_}`);
      document.title = this.model.label;
    } catch (error) {
      this.problem = problemOf(error);
    }
  }
}
