/** Pages of sites for their members, and the way by which these pages reach the org. */
import { cookieName, cookieToken } from "../../api/http/browser-guard.ts";
import { ApiError, type ApiRequest, type ApiResponse } from "../../api/http/exchange.ts";
import type { Router } from "../../api/http/router.ts";
import type { Sessions } from "../../api/http/sessions.ts";
import type { Org } from "../../org/types.ts";
import { isExternal } from "../../security/licenses.ts";
import { userWithPassword } from "../../security/passwords.ts";
import type { Transaction } from "../../transaction/transaction.ts";
import type { RunningUser } from "../../transaction/user.ts";
import { currencyOf } from "../pages/currency.ts";
import { formFactorOf } from "../pages/form-factor.ts";
import { sitesOf, type Site } from "../pages/site.ts";
import { loginPage } from "./login-page.ts";
import { openSession } from "./open-session.ts";
import { sitePageHtml } from "./page-html.ts";

/** Below a site's address: what its pages ask of the org, by the same paths that internal pages ask. */
const API = "webruntime/api";
const LOGIN = "login";
const LOGOUT = "secur/logout.jsp";

/** What a site's pages may ask: methods of components, records and files. The rest of the APIs is not theirs. */
const SITE_CALLS =
  /^\/(?:lightning\/api\/apex\/|services\/data\/v\d+\.\d\/(?:ui-api\/|sobjects\/ContentVersion(?:\/|$)))/i;

export function addSiteRoutes(open: Router, org: Org, sessions: Sessions): void {
  const isSite = ({ site }: Readonly<Record<string, string>>): boolean => siteAt(org, site!) !== undefined;
  open
    .on(`GET /:site/${LOGIN}`, (request) => page(siteOf(org, request), request), { only: isSite })
    .on(`POST /:site/${LOGIN}`, (request) => logIn(sessions, siteOf(org, request), request), { only: isSite })
    .on(`GET /:site/${LOGOUT}`, (request) => logOut(sessions, siteOf(org, request), request), { only: isSite })
    .on("GET /:site/*path", (request) => document(sessions, siteOf(org, request), request), { only: isSite });
}

/** What a request for a site's own API asks of the org; undefined for any other address. */
export function calledBySite(org: Org, path: string): string | undefined {
  const [, prefix = ""] = path.split("/");
  const start = `/${prefix}/${API}/`;
  if (!path.startsWith(start) || siteAt(org, prefix) === undefined) return undefined;
  return path.slice(start.length - 1);
}

/**
 * External users are there by their sites alone: they neither open the internal pages nor call the APIs ("Salesforce Help:
 * Experience Cloud User Licenses"; the profiles of the license have no permission API Enabled).
 */
export function refuseExternal(user: RunningUser, path: string, bySite: boolean): void {
  if (!isExternal(user) || (bySite && SITE_CALLS.test(path))) return;
  if (path.startsWith("/services/"))
    throw new ApiError(403, "API_DISABLED_FOR_ORG", "The API is not enabled for this Organization or Partner");
  throw new ApiError(403, "INSUFFICIENT_ACCESS", "External users have no access to the internal pages");
}

function siteAt(org: Org, prefix: string): Site | undefined {
  return sitesOf(org.source).find((site) => site.prefix.toLowerCase() === prefix.toLowerCase());
}

function siteOf(org: Org, { parameters }: ApiRequest): Site {
  return siteAt(org, parameters["site"]!)!;
}

function page(site: Site, request: ApiRequest, failed = false): ApiResponse {
  const { usernameLabel, passwordLabel, loginButtonLabel } = site.loginForm;
  return loginPage({
    title: site.label,
    action: `/${site.prefix}/${LOGIN}`,
    target: request.query.get("startURL") ?? "",
    failed,
    ...(usernameLabel && passwordLabel && loginButtonLabel
      ? { words: { username: usernameLabel, password: passwordLabel, logIn: loginButtonLabel } }
      : {})
  });
}

function logIn(sessions: Sessions, site: Site, request: ApiRequest): ApiResponse {
  const form = new URLSearchParams(Buffer.from(request.bytes()).toString("utf8"));
  const user = request.org.transaction(request.org.administrator, (tx) => {
    const found = userWithPassword(tx.database, form.get("un") ?? "", form.get("pw") ?? "");
    return found && isMember(tx, site, found) ? found : undefined;
  });
  if (!user) return page(site, request, true);
  return openSession(request, sessions.start(user).token, form.get("startURL") ?? "", homeOf(site));
}

function logOut(sessions: Sessions, site: Site, request: ApiRequest): ApiResponse {
  const port = portOf(request);
  const token = cookieToken(request.headers["cookie"], port);
  if (token !== undefined && !sessions.isOfProcess(token)) sessions.end(token);
  const headers = { Location: `/${site.prefix}/${LOGIN}`, "Set-Cookie": `${cookieName(port)}=; Path=/; Max-Age=0` };
  return { status: 302, headers };
}

/** Guests are led to the login page, whatever they ask for; who is no member of the site is told. */
function document(sessions: Sessions, site: Site, request: ApiRequest): ApiResponse {
  const session = sessions.find(cookieToken(request.headers["cookie"], portOf(request)));
  if (!session) {
    const target = encodeURIComponent(request.path);
    return { status: 302, headers: { Location: `/${site.prefix}/${LOGIN}?startURL=${target}` } };
  }
  const { org } = request;
  return org.transaction(session.user, (tx) => {
    if (!isMember(tx, site, session.user))
      throw new ApiError(403, "INSUFFICIENT_ACCESS", `${session.user.username} is no member of the site ${site.label}`);
    return {
      status: 200,
      body: sitePageHtml({
        org,
        user: session.user,
        token: session.token,
        site,
        permissions: org.customPermissionsOf(tx),
        currency: currencyOf(tx),
        formFactor: formFactorOf(request.headers["user-agent"])
      }),
      headers: { "Content-Type": "text/html;charset=UTF-8", "Cache-Control": "no-store" }
    };
  });
}

/** "Salesforce Help: Add Members to Your Experience Cloud Site": by profile or permission set. */
function isMember({ database }: Transaction, { profiles, permissionSets }: Site, user: RunningUser): boolean {
  const named = profiles.map((name) => PROFILE_FILES[name.toLowerCase()] ?? name.toLowerCase());
  if (named.includes(user.profileName.toLowerCase())) return true;
  const given = database.all(
    `SELECT s."Name" FROM "PermissionSetAssignment" a JOIN "PermissionSet" s ON s."Id" = a."PermissionSetId" WHERE a."AssigneeId" = ?`,
    [user.id]
  );
  return given.some(([name]) => permissionSets.includes(String(name)));
}

/** "Metadata API Developer Guide: Profile": files of standard profiles have names of their own. */
const PROFILE_FILES: Readonly<Record<string, string>> = { admin: "system administrator" };

function homeOf({ prefix }: Site): string {
  return `/${prefix}`;
}

function portOf({ origin }: ApiRequest): number {
  return Number(new URL(origin).port);
}

/** What is asked for where it is a site's, else the first page of the first site. */
export function pathInSite(org: Org, asked: string): string {
  const [, prefix = ""] = asked.split(/[/?#]/);
  const [first] = sitesOf(org.source);
  return siteAt(org, prefix) !== undefined || first === undefined ? asked : homeOf(first);
}

/** The address of the first site's first page; undefined where there is no site. */
export function siteAddress(org: Org, origin: string): string | undefined {
  const [site] = sitesOf(org.source);
  return site && `${origin}${homeOf(site)}`;
}
