/** A page of a site, as the browser shows it. */
export interface SitePage {
  /** Of its route. */
  readonly name: string;
  readonly label: string;
  /** Below the site's own address; empty for the first page. */
  readonly path: string;
  readonly isLogin: boolean;
  readonly sections: readonly SiteSection[];
}

export interface SiteSection {
  readonly columns: readonly SiteColumn[];
}

export interface SiteColumn {
  /** In twelfths. */
  readonly width: number;
  readonly components: readonly SiteComponent[];
}

export interface SiteComponent {
  /** `c:memberCard`, or one of the platform's such as `community_builder:richTextEditor`. */
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
}
