import { api, LightningElement } from "lwc";
import { get } from "local/org";
import { words } from "local/words";
import type { ActivitiesView } from "../../../../protocol/activities";

/** `runtime_sales_activities:activityPanel`: what was and is to be done; to log or plan something is not built here, and it says so. */
export default class ActivityPanel extends LightningElement {
  words = words;
  @api
  get recordId(): string {
    return this.id_;
  }
  set recordId(id: string) {
    this.id_ = id;
    void this.load();
  }

  loaded: readonly ActivitiesView[] | undefined;
  private id_ = "";
  private readonly reload = (): void => void this.load();

  override connectedCallback(): void {
    document.addEventListener("local:recordchange", this.reload);
  }

  override disconnectedCallback(): void {
    document.removeEventListener("local:recordchange", this.reload);
  }

  get lists(): readonly ActivitiesView[] {
    return (this.loaded ?? []).filter(({ rows }) => rows.length > 0);
  }
  get isEmpty(): boolean {
    return this.loaded !== undefined && this.lists.length === 0;
  }

  private async load(): Promise<void> {
    this.loaded = await get<ActivitiesView[]>(`/lightning/api/activities/${this.id_}`);
  }
}
