import { page, type PageTab } from "local/page";

/** Where the page is, as the platform's page references ("pageReference Types"). */
export interface PageReference {
  readonly type: string;
  readonly attributes: Readonly<Record<string, string | undefined>>;
  readonly state: Readonly<Record<string, string | undefined>>;
}

/** Where files are to be had. */
const FILES = "/sfc/servlet.shepherd/";

type Listener = (reference: PageReference) => void;
const listeners = new Set<Listener>();

export function currentReference(): PageReference {
  return parse(location.pathname, new URLSearchParams(location.search));
}

export function onNavigation(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function navigate(reference: Partial<PageReference>, replace = false): void {
  const url = urlOf(reference);
  if (url.startsWith(FILES)) {
    // The answer is a file to keep, so that the page stays.
    location.assign(url);
    return;
  }
  if (/^https?:/.test(url)) {
    window.open(url, "_blank", "noopener");
    return;
  }
  if (replace) history.replaceState(null, "", url);
  else history.pushState(null, "", url);
  tell();
}

/** The address says a part of the page's state, so that who returns or shares it finds the same; the page stays. */
export function keepInAddress(name: string, value: string): void {
  const url = new URL(location.href);
  url.searchParams.set(name, value);
  history.replaceState(null, "", url);
}

export function urlOf({ type, attributes = {}, state = {} }: Partial<PageReference>): string {
  if (type === "standard__namedPage" && attributes["pageName"] === "filePreview") return fileUrl(state);
  const query = new URLSearchParams(
    Object.entries(state).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]))
  ).toString();
  const path = pathOf(type ?? "", attributes);
  return query === "" ? path : `${path}?${query}`;
}

/** "Lightning Web Components Developer Guide: Open Files": there is no preview here, the first file is downloaded. */
function fileUrl({ selectedRecordId, recordIds }: PageReference["state"]): string {
  return `${FILES}document/download/${selectedRecordId ?? recordIds?.split(",")[0]}`;
}

function pathOf(type: string, attributes: Readonly<Record<string, string | undefined>>): string {
  switch (type) {
    case "standard__recordPage":
      return `/lightning/r/${attributes["objectApiName"] ?? "sObject"}/${attributes["recordId"]}/${attributes["actionName"] ?? "view"}`;
    case "standard__recordRelationshipPage":
      return `/lightning/r/${attributes["objectApiName"] ?? "sObject"}/${attributes["recordId"]}/related/${attributes["relationshipApiName"]}/view`;
    case "standard__objectPage":
      return `/lightning/o/${attributes["objectApiName"]}/${attributes["actionName"] === "new" ? "new" : "list"}`;
    case "standard__navItemPage":
      return `/lightning/n/${attributes["apiName"]}`;
    case "standard__app":
      return `/lightning/app/${(attributes["appTarget"] ?? "").replace(/^c__/, "")}`;
    case "standard__webPage":
      return attributes["url"] ?? "/lightning/page/home";
    // The address of an org's results is not documented; this one is the local org's own.
    case "standard__search":
      return "/lightning/search";
    case "standard__flow":
      return `/lightning/flow/${attributes["devName"]}`;
    case "comm__namedPage":
      return sitePath(attributes["name"]);
    case "standard__namedPage":
      return `/lightning/page/${attributes["pageName"] ?? "home"}`;
    default:
      throw new Error(`The page reference type ${type} cannot be opened here`);
  }
}

/** "pageReference Types: Named Page (Experience Builder Sites)": by the name of the page's route. */
function sitePath(name: string | undefined): string {
  const found = page.site?.pages.find((one) => one.name === name);
  if (!found) throw new Error(`The site has no page ${name}`);
  return `${page.site!.prefix}/${found.path}`.replace(/\/$/, "");
}

/** Undefined for an address that is no page of the site. */
function parseSite(path: string): string | undefined {
  const rest = path.slice(page.site!.prefix.length).replace(/^\/|\/$/g, "");
  return page.site!.pages.find((one) => one.path === rest)?.name;
}

function parse(path: string, query: URLSearchParams): PageReference {
  const state = Object.fromEntries(query);
  if (page.site) return { type: "comm__namedPage", attributes: { name: parseSite(path) }, state };
  const [, , kind, first, second, third, fourth] = path.split("/");
  if (kind === "r" && first && second && third === "related")
    return {
      type: "standard__recordRelationshipPage",
      attributes: { objectApiName: first, recordId: second, relationshipApiName: fourth, actionName: "view" },
      state
    };
  if (kind === "r" && first && second)
    return {
      type: "standard__recordPage",
      attributes: { objectApiName: first, recordId: second, actionName: third ?? "view" },
      state
    };
  if (kind === "o" && first)
    return { type: "standard__objectPage", attributes: { objectApiName: first, actionName: second ?? "list" }, state };
  if (kind === "n" && first) return { type: "standard__navItemPage", attributes: { apiName: first }, state };
  if (kind === "flow" && first) return { type: "standard__flow", attributes: { devName: first }, state };
  if (kind === "search") return { type: "standard__search", attributes: {}, state };
  return { type: "standard__namedPage", attributes: { pageName: "home" }, state };
}

export function tabReference(tab: PageTab): PageReference {
  if (tab.target.object !== undefined)
    return { type: "standard__objectPage", attributes: { objectApiName: tab.target.object }, state: {} };
  return { type: "standard__navItemPage", attributes: { apiName: tab.name }, state: {} };
}

export function tabUrl(tab: PageTab): string {
  return urlOf(tabReference(tab));
}

function tell(): void {
  const reference = currentReference();
  for (const listener of listeners) listener(reference);
}

window.addEventListener("popstate", tell);
