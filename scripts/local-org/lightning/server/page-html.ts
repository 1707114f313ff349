import type { Org } from "../../org/types.ts";
import type { RunningUser } from "../../transaction/user.ts";
import type { CustomLabel } from "../../metadata/types.ts";
import type { FormFactor } from "../pages/form-factor.ts";
import type { Navigation } from "../pages/navigation.ts";
import type { Site } from "../pages/site.ts";

export interface PageInput {
  readonly org: Org;
  readonly user: RunningUser;
  /** What the page's own calls identify themselves with: the cookie opens pages alone. */
  readonly token: string;
  readonly navigation: Navigation;
  readonly permissions: readonly string[];
  /** ISO code of what amounts without a currency of their own are in. */
  readonly currency: string;
  readonly mayLogInAs: boolean;
  /** The administrator who is logged in as the user. */
  readonly loggedInBy?: string;
  readonly formFactor: FormFactor;
}

/** What a page of a site is made of. */
export type SiteInput = Pick<PageInput, "org" | "user" | "token" | "permissions" | "currency" | "formFactor"> & {
  readonly site: Site;
};

/** The one HTML document of all Lightning addresses: the design system, the page's data and the entry script. */
export function pageHtml(input: PageInput): string {
  const { user, navigation, mayLogInAs, loggedInBy } = input;
  return html(user, navigation.app.label, {
    ...navigation,
    ...shared(input),
    username: user.username,
    mayLogInAs,
    ...(loggedInBy === undefined ? {} : { loggedInBy })
  });
}

/** The document of all of a site's addresses. */
export function sitePageHtml(input: SiteInput): string {
  const { user, site } = input;
  const pages = site.pages.filter(({ isLogin }) => !isLogin);
  return html(user, site.label, {
    ...shared(input),
    app: { name: "", label: site.label, description: "", color: "", tabs: [] },
    apps: [],
    items: [],
    username: user.username,
    mayLogInAs: false,
    site: { label: site.label, prefix: `/${site.prefix}`, pages }
  });
}

function html(user: RunningUser, title: string, data: object): string {
  return `<!doctype html>
<html lang="${languageOf(user)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/lightning/slds/styles/salesforce-lightning-design-system.min.css">
<style>${shellStyles}</style>
</head>
<body>
<div id="root"></div>
<script type="application/json" id="page-data">${JSON.stringify(data).replaceAll("<", "\\u003c")}</script>
<script type="module" src="/lightning/assets/main.js"></script>
</body>
</html>`;
}

/** What every page's components ask for. */
function shared({ org, user, token, permissions, currency, formFactor }: Omit<SiteInput, "site">): object {
  const language = languageOf(user);
  return {
    token,
    user: { Id: user.id, Name: user.name, isGuest: false },
    i18n: {
      lang: user.language.replace("_", "-"),
      locale: user.locale.replace("_", "-"),
      timeZone: user.timeZone,
      currency
    },
    formFactor,
    permissions,
    labels: Object.fromEntries((org.source?.labels ?? []).map((one) => [one.name, textIn(one, language)]))
  };
}

function languageOf(user: RunningUser): string {
  return user.language.split("_")[0]!;
}

function textIn(label: CustomLabel, language: string): string {
  return label.translations.get(language) ?? label.value;
}

export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

/** What the design system leaves to the container; components bring their own styles. */
const shellStyles = `
html, body { background: #f3f3f3; min-height: 100%; }
body { overflow-x: hidden; }
.local-bar { position: sticky; top: 0; z-index: 90; background: #fff; border-bottom: 3px solid #0070d2; }
.local-head-row { display: flex; align-items: center; gap: .75rem; padding: .375rem .75rem; }
.local-search { flex: 0 1 32rem; margin: 0 auto; min-width: 0; }
.local-navigation { display: flex; align-items: center; min-height: 2.5rem; }
.local-app-name { padding-right: 1.5rem; white-space: nowrap; }
.local-tabs { flex: 1 1 auto; min-width: 0; }
.local-tabs .slds-context-bar__item { height: 2.5rem; align-items: center; }
.local-more { padding: 0 .75rem; white-space: nowrap; }
.local-more .slds-button.slds-button { color: #0b5cab; }
.local-phone-menu { display: none; margin: 0 .75rem 0 auto; }
.local-alert { display: flex; flex-wrap: wrap; align-items: center; justify-content: center; gap: .25rem; }
.local-initials { color: #fff; }
.local-shrinks { min-width: 0; }
.local-page { padding: .75rem; max-width: 100%; }
.local-columns > .slds-col { min-width: 0; }
.local-loading { min-height: 6rem; }
.local-scroll { overflow-x: auto; }
.local-bell { position: relative; }
.local-bell-count { position: absolute; top: -.25rem; right: -.5rem; pointer-events: none; }
.slds-form-element__static local-field-value a, .local-highlight a { text-decoration: underline; }
th .slds-button.slds-button { color: #0b5cab; }
.local-choice { width: 2.5rem; }
.local-cell { max-width: 22rem; }
dd > local-field-value { display: block; }
.local-title { white-space: normal; overflow-wrap: anywhere; }
.local-highlight { flex: 0 1 auto; min-width: 6rem; max-width: 18rem; padding-right: 1.5rem; }
.local-main:focus { outline: none; }
.local-text { white-space: pre-line; overflow-wrap: break-word; }
@media (max-width: 48em) {
  .local-phone-menu { display: block; }
  .local-tabs { flex: 0 0 0; height: 0; overflow: hidden; visibility: hidden; }
  .local-highlights { flex-wrap: wrap; row-gap: .5rem; }
  .local-highlight { min-width: 45%; }
}
`;
