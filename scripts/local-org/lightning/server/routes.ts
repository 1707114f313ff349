import { existsSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, extname, join, normalize, sep } from "node:path";
import { ApiError, ok, type ApiRequest, type ApiResponse } from "../../api/http/exchange.ts";
import type { Router } from "../../api/http/router.ts";
import type { Sessions } from "../../api/http/sessions.ts";
import type { Org } from "../../org/types.ts";
import type { SObjectType } from "../../schema/types.ts";
import type { BuiltComponents } from "../build/build-components.ts";
import { applicationsOf, tabsOf, type LightningApplication } from "../pages/application.ts";
import type { LightningPage, PageRegion } from "../pages/flexi-page.ts";
import { currencyOf } from "../pages/currency.ts";
import { formFactorOf } from "../pages/form-factor.ts";
import { visibleRegions } from "../pages/visibility.ts";
import { callAuraMethod } from "./aura-call.ts";
import { pageHtml } from "./page-html.ts";
import { addFileRoutes } from "./files.ts";
import { detailView } from "./detail-view.ts";
import { highlightsView, listView, titleOf, viewerOf, type ListQuestion, type ViewContext } from "./record-views.ts";
import { flowView } from "./flow-view.ts";
import { activitiesView } from "./activities-view.ts";
import { pathView } from "./path-view.ts";
import { relatedListPage, relatedView } from "./related-views.ts";
import { recordsByName } from "./lookup-search.ts";
import { recordForm, type FormMode } from "./record-form.ts";
import { FOREVER, staticFile } from "./static-files.ts";
import { dictionary } from "../../values/dictionary.ts";
import type { Transaction } from "../../transaction/transaction.ts";
import { accessOf } from "../../security/access.ts";
import { navigationOf, type Navigation } from "../pages/navigation.ts";
import { wordingOf, type Wording } from "../../metadata/wording.ts";
import { searchEverywhere } from "./global-search.ts";
import { addLoginPage } from "./login-page.ts";
import { addUserSessionRoutes } from "./user-sessions.ts";
import { isExternal } from "../../security/licenses.ts";
import { openSession } from "./open-session.ts";
import { pathInSite } from "./site-routes.ts";

export interface LightningRoutesOptions {
  readonly org: Org;
  readonly sessions: Sessions;
  /** Resolves once the pages are compiled. */
  readonly components: () => Promise<BuiltComponents>;
}

const designSystem = join(
  dirname(createRequire(import.meta.url).resolve("@salesforce-ux/design-system/package.json")),
  "assets"
);
const CONTENT_TYPES: Readonly<Record<string, string>> = dictionary({
  ".css": "text/css;charset=UTF-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".gif": "image/gif",
  ".woff": "font/woff",
  ".woff2": "font/woff2",
  ".js": "text/javascript;charset=UTF-8"
});
const LOOKUP_ROWS = 8;
const SEARCH_ROWS = 5;
const STANDARD_RECORD_PAGE: readonly PageRegion[] = [
  { name: "header", components: [{ name: "force:highlightsPanel", properties: {}, facets: {} }] },
  { name: "main", components: [{ name: "force:detailPanel", properties: {}, facets: {} }] },
  { name: "sidebar", components: [{ name: "force:relatedListContainer", properties: {}, facets: {} }] }
];

/** The Lightning pages: documents, scripts, the design system, and what the shell asks for. */
export function addLightningRoutes(router: Router, open: Router, options: LightningRoutesOptions): void {
  const { org, sessions } = options;
  open
    .on("GET /secur/frontdoor.jsp", (request) => frontdoor(org, sessions, request))
    .on("GET /lightning/assets/:file", (request) => script(options, request))
    .on("GET /lightning/slds/*path", (request) => designSystemFile(request, request.parameters["path"]!))
    .on("GET /lightning/icons/*path", (request) => designSystemFile(request, `icons/${request.parameters["path"]}`));
  addLoginPage(open, sessions);
  // Every other address below /lightning is a page.
  addUserSessionRoutes(router, sessions);
  addFileRoutes(router);
  const view = (read: (context: ViewContext, request: ApiRequest) => unknown) => (request: ApiRequest) =>
    request.transaction((tx) => ok(read(contextOf(org, tx, request), request)));
  const id = (request: ApiRequest): string => request.parameters["id"]!;
  const icon = (type: SObjectType): string => iconOf(org, type);
  router
    .on(
      "GET /lightning/api/record-page/:id",
      view((context, request) => recordPage(applicationOf(org, request), context, id(request)))
    )
    .on(
      "GET /lightning/api/page/:name",
      view((context, request) => appPage(applicationOf(org, request), context, request.parameters["name"]!))
    )
    .on(
      "GET /lightning/api/highlights/:id",
      view((context, request) =>
        highlightsView(context, id(request), icon, (type) => recordPageOf(applicationOf(org, request), context, type))
      )
    )
    .on(
      "GET /lightning/api/detail/:id",
      view((context, request) => detailView(context, id(request)))
    )
    .on(
      "GET /lightning/api/activities/:id",
      view((context, request) => activitiesView(context, id(request)))
    )
    .on(
      "GET /lightning/api/path/:id",
      view((context, request) => pathView(context, id(request)))
    )
    .on(
      "GET /lightning/api/related/:id",
      view((context, request) => relatedView(context, id(request), request.query.get("only")))
    )
    .on(
      "GET /lightning/api/related/:id/:relationship",
      view((context, request) => {
        const asked = listQuery(request);
        return relatedListPage(context, id(request), request.parameters["relationship"]!, asked, asked.limit);
      })
    )
    .on(
      "GET /lightning/api/list/:object",
      view((context, request) => listView(context, request.parameters["object"]!, listQuery(request), icon))
    )
    .on(
      "GET /lightning/api/flow/:name",
      view((context, { parameters, query }) => flowView(context, parameters["name"]!, query))
    )
    .on(
      "GET /lightning/api/form/:object",
      view((context, { parameters, query }) =>
        recordForm(
          context,
          parameters["object"]!,
          query.get("recordId"),
          formMode(query.get("mode")),
          formDefaults(query.get("defaults"))
        )
      )
    )
    .on(
      "GET /lightning/api/lookup/:object",
      view((context, { parameters, query }) =>
        recordsByName(context, parameters["object"]!, query.get("q") ?? "", LOOKUP_ROWS)
      )
    )
    .on(
      "GET /lightning/api/search",
      view((context, { query }) => {
        const { items } = navigationFor(context, applicationsOf(org.source, org.schema)[0]!);
        return searchEverywhere(context, items, query.get("q") ?? "", rowsAsked(query.get("rows")));
      })
    )
    .on("POST /lightning/api/apex/:class/:method", callAuraMethod)
    .on("GET /lightning/resource/:name", (request) => staticResource(org, request))
    .on("GET /lightning/*path", (request) => document(options, request))
    .on("GET /lightning", (request) => document(options, request));
}

/** "Session ID and frontdoor.jsp": turns a token into the browser's session. */
function frontdoor(org: Org, sessions: Sessions, request: ApiRequest): ApiResponse {
  const token = request.query.get("sid") ?? "";
  const session = sessions.find(token);
  if (!session) throw new ApiError(401, "INVALID_SESSION_ID", "Session expired or invalid");
  const asked = request.query.get("retURL") ?? "";
  return openSession(request, token, isExternal(session.user) ? pathInSite(org, asked) : asked);
}

async function script({ components }: LightningRoutesOptions, request: ApiRequest): Promise<ApiResponse> {
  const code = (await components()).assets.get(request.parameters["file"]!);
  if (code === undefined) throw new ApiError(404, "NOT_FOUND", "There is no such script");
  // The entry keeps its name, every other script's name has a hash of its content.
  const cacheControl = request.parameters["file"] === "main.js" ? "no-cache" : FOREVER;
  return staticFile(request, { content: code, contentType: CONTENT_TYPES[".js"]!, cacheControl });
}

function designSystemFile(request: ApiRequest, path: string): ApiResponse {
  const file = normalize(join(designSystem, path));
  if (!file.startsWith(designSystem + sep) || !existsSync(file) || !statSync(file).isFile())
    throw new ApiError(404, "NOT_FOUND", "There is no such file");
  return staticFile(request, {
    content: readFileSync(file),
    contentType: CONTENT_TYPES[extname(file)] ?? "application/octet-stream",
    cacheControl: "max-age=86400"
  });
}

/** Another's content: opened by itself it gets no origin, so that its scripts cannot act as the user. */
function staticResource(org: Org, request: ApiRequest): ApiResponse {
  const name = request.parameters["name"]!;
  const resource = org.source?.staticResources.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (!resource) throw new ApiError(404, "NOT_FOUND", `There is no static resource ${name}`);
  const content = Buffer.from(resource.content);
  // Its name stays when its content changes.
  const file = staticFile(request, { content, contentType: resource.contentType, cacheControl: "no-cache" });
  return { ...file, headers: { ...file.headers, "Content-Security-Policy": "sandbox" } };
}

function document({ org, sessions }: LightningRoutesOptions, request: ApiRequest): ApiResponse {
  const language = request.query.get("language");
  const user = language ? { ...request.user, language, locale: language } : request.user;
  const app = applicationOf(org, request);
  const data = request.transaction((tx) => ({
    permissions: org.customPermissionsOf(tx),
    currency: currencyOf(tx),
    mayLogInAs: accessOf(tx).modifyAllData,
    navigation: navigationFor({ org, tx, words: wordingOf(org.source, user.language) }, app)
  }));
  const before = sessions.find(sessions.find(request.token)?.startedFrom);
  return {
    status: 200,
    body: pageHtml({
      org,
      user,
      token: request.token,
      formFactor: formFactorOf(request.headers["user-agent"]),
      ...data,
      ...(before ? { loggedInBy: before.user.name } : {})
    }),
    headers: {
      "Content-Type": "text/html;charset=UTF-8",
      "Cache-Control": "no-store",
      // The app that was opened last stays, as in an org.
      "Set-Cookie": `${APP_COOKIE}=${encodeURIComponent(app.name)}; Path=/lightning; SameSite=Strict`
    }
  };
}

function recordPage(app: LightningApplication, context: ViewContext, id: string): unknown {
  const { type, title } = titleOf(context, id);
  const page = recordPageOf(app, context, type);
  const regions = page ? visibleRegions(page, viewerOf(context)) : STANDARD_RECORD_PAGE;
  return { objectName: type.name, objectLabel: context.words.object(type), title, regions };
}

function recordPageOf(
  { recordPages }: LightningApplication,
  { formFactor }: ViewContext,
  { name }: SObjectType
): LightningPage | undefined {
  return recordPages[formFactor].get(name.toLowerCase());
}

function appPage(app: LightningApplication, context: ViewContext, name: string): LightningPage {
  const page = app.pages.get(name);
  if (!page) throw new ApiError(404, "NOT_FOUND", `There is no Lightning page ${name}`);
  return { ...page, regions: visibleRegions(page, viewerOf(context)) };
}

const APP_COOKIE = "local_app";

/** The app that the address names, else the one that the page is of or that was opened last, else the first. */
function applicationOf(org: Org, { path, headers }: ApiRequest): LightningApplication {
  const applications = applicationsOf(org.source, org.schema);
  const asked = /^\/lightning\/app\/([^/]+)/.exec(path)?.[1];
  const last = new RegExp(`(?:^|;\\s*)${APP_COOKIE}=([^;]+)`).exec(headers["cookie"] ?? "")?.[1];
  const named = (name: string | undefined): LightningApplication | undefined =>
    applications.find((app) => app.name === name);
  return named(asked) ?? named(headers["x-local-app"]) ?? named(last) ?? applications[0]!;
}

function contextOf(org: Org, tx: Transaction, request: ApiRequest): ViewContext {
  return { org, tx, words: wordsFor(org, request), formFactor: formFactorOf(request.headers["user-agent"]) };
}

function navigationFor({ org, tx, words }: Omit<ViewContext, "formFactor">, app: LightningApplication): Navigation {
  const { source, schema } = org;
  const destinations = { applications: applicationsOf(source, schema), tabs: tabsOf(source, schema) };
  return navigationOf(tx, destinations, app, words);
}

/** The language in which the page is shown, which its calls name; else the user's. */
function wordsFor(org: Org, { headers, user }: ApiRequest): Wording {
  return wordingOf(org.source, headers["x-local-language"] ?? user.language);
}

function rowsAsked(given: string | null): number {
  const rows = Number(given ?? SEARCH_ROWS);
  return Number.isInteger(rows) && rows > 0 ? Math.min(rows, 200) : SEARCH_ROWS;
}

function iconOf(org: Org, type: SObjectType): string {
  if (!type.custom) return `standard:${type.name.toLowerCase()}`;
  const tab = tabsOf(org.source, org.schema).find(
    ({ target }) => target.type === "object" && target.object === type.name
  );
  return tab?.icon ?? "standard:custom";
}

function formDefaults(given: string | null): object {
  try {
    const defaults: unknown = JSON.parse(given ?? "{}");
    if (typeof defaults === "object" && defaults !== null) return defaults;
  } catch {
    // Told below, as anything else that is no object.
  }
  throw new ApiError(400, "JSON_PARSER_ERROR", "Default field values are a JSON object");
}

function formMode(asked: string | null): FormMode {
  if (asked === "edit" || asked === "clone" || asked === "view") return asked;
  return "create";
}

function listQuery(request: ApiRequest): ListQuestion {
  const limit = Number(request.query.get("limit") ?? 50);
  return {
    view: request.query.get("view") ?? "",
    search: request.query.get("search") ?? "",
    sort: request.query.get("sort") ?? "",
    descending: request.query.get("direction") === "desc",
    limit: Number.isInteger(limit) && limit > 0 ? Math.min(limit, 2000) : 50
  };
}
