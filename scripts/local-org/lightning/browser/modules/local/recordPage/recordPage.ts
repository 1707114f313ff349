import { api, LightningElement } from "lwc";
import { get, problemOf } from "local/org";
import type { RegionComponent } from "local/region";

interface RegionModel {
  readonly name: string;
  readonly components: readonly RegionComponent[];
}

interface PageModel {
  readonly objectName: string;
  readonly objectLabel: string;
  readonly title: string;
  readonly regions: readonly RegionModel[];
}

/** A record's page: the regions of its FlexiPage, or the standard ones. */
export default class RecordPage extends LightningElement {
  @api
  get recordId(): string {
    return this.id_;
  }
  set recordId(value: string) {
    // Parts of the page read their record once: another record gets new ones.
    if (value !== this.id_) this.model = undefined;
    this.id_ = value;
    void this.load();
  }

  id_ = "";
  model: PageModel | undefined;
  problem = "";

  get ready(): boolean {
    return this.model !== undefined;
  }

  get objectName(): string {
    return this.model?.objectName ?? "";
  }

  get header(): readonly RegionComponent[] | undefined {
    return this.model?.regions.find((region) => region.name === "header")?.components;
  }

  get columns(): unknown[] {
    const regions = (this.model?.regions ?? []).filter(
      (region) => region.name !== "header" && region.components.length > 0
    );
    return regions.map((region) => ({
      ...region,
      size: `slds-col slds-size_1-of-1 ${widthOf(region.name, regions.length)}`
    }));
  }

  private async load(): Promise<void> {
    try {
      this.model = await get<PageModel>(`/lightning/api/record-page/${this.id_}`);
      document.title = `${this.model.title} | ${this.model.objectLabel}`;
    } catch (error) {
      this.problem = problemOf(error);
    }
  }
}

function widthOf(name: string, count: number): string {
  if (count === 1) return "";
  if (/sidebar|right/i.test(name)) return "slds-large-size_1-of-3";
  return count === 2 ? "slds-large-size_2-of-3" : `slds-large-size_1-of-${count}`;
}
