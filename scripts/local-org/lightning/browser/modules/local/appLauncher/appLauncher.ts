import LightningModal from "lightning/modal";
import { page, type PageApp, type PageTab } from "local/page";
import { navigate, tabReference, tabUrl } from "local/router";
import { words } from "local/words";

/** "Salesforce Help: App Launcher": the apps, and every tab that the user may open. */
export default class AppLauncher extends LightningModal {
  words = words;
  search = "";

  get apps(): unknown[] {
    return page.apps.filter(this.matches).map((app) => ({
      ...app,
      url: `/lightning/app/${app.name}`,
      initials: app.label.slice(0, 2),
      style: `background-color: ${app.color}`
    }));
  }

  get items(): unknown[] {
    return page.items.filter(this.matches).map((tab) => ({ ...tab, url: tabUrl(tab) }));
  }

  get hasApps(): boolean {
    return this.apps.length > 0;
  }

  get hasItems(): boolean {
    return this.items.length > 0;
  }

  get hasNothing(): boolean {
    return !this.hasApps && !this.hasItems;
  }

  handleSearch(event: CustomEvent<{ value: string }>): void {
    this.search = event.detail.value;
  }

  handleItem(event: MouseEvent): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const { name } = (event.currentTarget as HTMLElement).dataset;
    const tab = page.items.find((one) => one.name === name);
    this.close();
    if (tab) navigate(tabReference(tab));
  }

  private matches = ({ label }: PageApp | PageTab): boolean =>
    label.toLocaleLowerCase().includes(this.search.trim().toLocaleLowerCase());
}
