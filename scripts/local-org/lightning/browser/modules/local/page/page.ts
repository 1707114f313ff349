import type { SitePage } from "../../../../protocol/sites.ts";

/** What the server wrote into the page: who looks at it, in which language, and the app's navigation. */
export interface PageTab {
  readonly name: string;
  readonly label: string;
  readonly icon: string;
  readonly target: {
    readonly type: string;
    readonly object?: string;
    readonly page?: string;
    readonly component?: string;
  };
}

export interface PageApp {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly color: string;
}

/** A site of Experience Cloud, whose pages stand for the app's. */
export interface PageSite {
  readonly label: string;
  /** Where its addresses begin. */
  readonly prefix: string;
  readonly pages: readonly SitePage[];
}

export interface Page {
  readonly site?: PageSite;
  readonly app: PageApp & { readonly tabs: readonly PageTab[] };
  /** What the App Launcher offers: apps, and every tab that the user may open. */
  readonly apps: readonly PageApp[];
  readonly items: readonly PageTab[];
  readonly username: string;
  readonly mayLogInAs: boolean;
  /** The administrator who is logged in as the user. */
  readonly loggedInBy?: string;
  /** The session that the page's calls name. */
  readonly token: string;
  readonly user: Readonly<Record<string, string | boolean>>;
  readonly i18n: Readonly<Record<string, string>>;
  readonly formFactor: string;
  readonly permissions: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
}

export const page: Page = JSON.parse(document.getElementById("page-data")?.textContent ?? "{}") as Page;
