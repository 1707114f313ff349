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

export interface Page {
  readonly app: {
    readonly name: string;
    readonly label: string;
    readonly color: string;
    readonly tabs: readonly PageTab[];
  };
  /** The session that the page's calls name. */
  readonly token: string;
  readonly user: Readonly<Record<string, string | boolean>>;
  readonly i18n: Readonly<Record<string, string>>;
  readonly formFactor: string;
  readonly permissions: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
}

export const page: Page = JSON.parse(document.getElementById("page-data")?.textContent ?? "{}") as Page;
