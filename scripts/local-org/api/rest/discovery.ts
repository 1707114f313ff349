import type { Router } from "../http/router.ts";
import { ok, type ApiRequest } from "../http/exchange.ts";
import { apiRequestsOf } from "../http/api-usage.ts";
import { allocations } from "../../org/allocations.ts";

const FIRST_VERSION = 50;
const LAST_VERSION = 66;

/** "REST API Developer Guide: Versions", "Resources by Version", "Limits"; "OpenID Connect: UserInfo Endpoint". */
export function addDiscoveryRoutes(router: Router, open: Router): void {
  open.on("GET /services/data", () => ok(versions()));
  router
    .on("GET /services/data/:version", (request) =>
      ok({ identity: identityOf(request), ...resources(request.parameters["version"]!) })
    )
    .on("GET /services/oauth2/userinfo", (request) => ok(userInfo(request)))
    .on("GET /id/:organization/:user", (request) => ok(userInfo(request)))
    .on("GET /services/data/:version/limits", (request) => ok(limits(request)));
}

function versions(): unknown[] {
  return Array.from({ length: LAST_VERSION - FIRST_VERSION + 1 }, (_, index) => {
    const version = `${FIRST_VERSION + index}.0`;
    return { label: `API ${version}`, url: `/services/data/v${version}`, version };
  });
}

function resources(version: string): Record<string, string> {
  const names = [
    "sobjects",
    "query",
    "queryAll",
    "composite",
    "limits",
    "tooling",
    "jobs",
    "recent",
    "search",
    "metadata",
    "ui-api",
    "graphql"
  ];
  return Object.fromEntries(names.map((name) => [name, `/services/data/${version}/${name}`]));
}

function identityOf({ user, org, origin }: ApiRequest): string {
  return `${origin}/id/${org.id}/${user.id}`;
}

function userInfo(request: ApiRequest): unknown {
  const { user, org, origin } = request;
  const identity = identityOf(request);
  return {
    sub: identity,
    id: identity,
    user_id: user.id,
    organization_id: org.id,
    preferred_username: user.username,
    username: user.username,
    nickname: user.name,
    name: user.name,
    display_name: user.name,
    email: user.email,
    email_verified: true,
    zoneinfo: user.timeZone,
    timezone: user.timeZone,
    locale: user.locale,
    language: user.language,
    user_type: "STANDARD",
    active: true,
    urls: {
      rest: `${origin}/services/data/v{version}/`,
      sobjects: `${origin}/services/data/v{version}/sobjects/`,
      query: `${origin}/services/data/v{version}/query/`
    }
  };
}

function limits({ org }: ApiRequest): unknown {
  const used: Readonly<Record<string, number>> = { DailyApiRequests: apiRequestsOf(org) };
  return Object.fromEntries(
    Object.entries(allocations).map(([name, max]) => [
      name,
      { Max: max, Remaining: Math.max(0, max - (used[name] ?? 0)) }
    ])
  );
}
