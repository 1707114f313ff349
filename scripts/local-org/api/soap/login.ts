import { userWithPassword } from "../../security/passwords.ts";
import { ApiError, type ApiRequest, type ApiResponse } from "../http/exchange.ts";
import type { Router } from "../http/router.ts";
import type { Session, Sessions } from "../http/sessions.ts";
import { recordCalls } from "./record-calls.ts";
import { answerSoap, soapText, type SoapCall, type SoapService, type XmlContent } from "./envelope.ts";

/** Ways to get a session: with the user's password, or with an access token of the user's in its place. */
export function addLoginRoutes(
  router: Router,
  open: Router,
  sessions: Sessions,
  furtherCalls: SoapService["operations"]
): void {
  for (const [path, namespace] of [
    ["u", "urn:partner.soap.sforce.com"],
    ["c", "urn:enterprise.soap.sforce.com"]
  ] as const) {
    const service = loginService(namespace, sessions, furtherCalls);
    open
      .on(`POST /services/Soap/${path}/:version`, (request) => answerSoap(service, sessions, request))
      .on(`POST /services/Soap/${path}/:version/:organization`, (request) => answerSoap(service, sessions, request));
  }
  open
    .on("POST /services/oauth2/token", (request) => token(sessions, request))
    .on("POST /services/oauth2/revoke", (request) => revoke(sessions, request))
    .on("GET /services/oauth2/revoke", (request) => revoke(sessions, request));
  router.on("GET /services/oauth2/singleaccess", singleAccess).on("POST /services/oauth2/singleaccess", singleAccess);
}

/** "SOAP API Developer Guide: login()", "logout()", "getUserInfo()". */
function loginService(namespace: string, sessions: Sessions, furtherCalls: SoapService["operations"]): SoapService {
  return {
    namespace,
    open: { login: (call, request) => login(sessions, call, request) },
    operations: {
      logout: (call) => {
        sessions.end(soapText((call.header["SessionHeader"] ?? {}) as never, "sessionId") ?? "");
        return undefined;
      },
      getUserInfo: (_call, request) => userInfo(request),
      ...recordCalls,
      ...furtherCalls
    }
  };
}

function login(sessions: Sessions, call: SoapCall, request: ApiRequest): XmlContent {
  const session = sessionOf(
    sessions,
    request,
    soapText(call.arguments, "username"),
    soapText(call.arguments, "password")
  );
  if (!session)
    throw new ApiError(500, "INVALID_LOGIN", "Invalid username, password, security token; or user locked out.");
  const version = request.parameters["version"]!;
  return {
    metadataServerUrl: `${request.origin}/services/Soap/m/${version}/${request.org.id}`,
    passwordExpired: false,
    sandbox: false,
    serverUrl: `${request.origin}/services/Soap/u/${version}/${request.org.id}`,
    sessionId: session.token,
    userId: session.user.id,
    userInfo: userInfo({ ...request, user: session.user })
  };
}

function userInfo({ org, user }: ApiRequest): XmlContent {
  return {
    organizationId: org.id,
    profileId: user.profileId,
    roleId: user.roleId,
    userEmail: user.email,
    userFullName: user.name,
    userId: user.id,
    userLanguage: user.language,
    userLocale: user.locale,
    userName: user.username,
    userTimeZone: user.timeZone,
    userType: user.userType
  };
}

function sessionOf(sessions: Sessions, { org }: ApiRequest, username = "", password = ""): Session | undefined {
  const session = sessions.find(password);
  if (session) return session.user.username.toLowerCase() === username.toLowerCase() ? session : undefined;
  const user = org.transaction(org.administrator, (tx) => userWithPassword(tx.database, username, password));
  return user && sessions.start(user);
}

/** "OAuth 2.0 Username-Password Flow", "Client Credentials Flow", "Refresh Token Flow" (Salesforce Help). */
function token(sessions: Sessions, request: ApiRequest): ApiResponse {
  const form = new URLSearchParams(Buffer.from(request.bytes()).toString("utf8"));
  const grant = form.get("grant_type") ?? request.query.get("grant_type");
  switch (grant) {
    case "password":
      return granted(
        sessionOf(sessions, request, form.get("username") ?? "", form.get("password") ?? ""),
        request,
        "authentication failure: neither the user's password nor an access token of the user's"
      );
    case "client_credentials":
      return granted(
        sessions.find(form.get("client_secret") ?? basicSecret(request)),
        request,
        "invalid client credentials: the client secret of a local org is an access token"
      );
    case "refresh_token":
      return granted(sessions.find(form.get("refresh_token") ?? ""), request, "expired access/refresh token");
    default:
      return refused(
        "unsupported_grant_type",
        `grant type not supported: ${grant ?? "(none)"}. A local org has no connected apps: use password, client_credentials or refresh_token with an access token, or the access token itself`
      );
  }
}

function basicSecret(request: ApiRequest): string | undefined {
  const encoded = /^Basic\s+(.+)$/i.exec(request.headers["authorization"] ?? "")?.[1];
  const text = encoded === undefined ? undefined : Buffer.from(encoded, "base64").toString("utf8");
  return text?.slice(text.indexOf(":") + 1);
}

function granted(session: Session | undefined, { org, origin }: ApiRequest, problem: string): ApiResponse {
  if (!session) return refused("invalid_grant", problem);
  const id = `${origin}/id/${org.id}/${session.user.id}`;
  return {
    status: 200,
    body: {
      access_token: session.token,
      instance_url: origin,
      id,
      token_type: "Bearer",
      scope: "full",
      issued_at: String(Date.now())
    },
    headers: { "Cache-Control": "no-store" }
  };
}

function refused(error: string, error_description: string): ApiResponse {
  return { status: 400, body: { error, error_description } };
}

/** "Revoke OAuth Tokens" (Salesforce Help). */
function revoke(sessions: Sessions, request: ApiRequest): ApiResponse {
  const given =
    new URLSearchParams(Buffer.from(request.bytes()).toString("utf8")).get("token") ?? request.query.get("token") ?? "";
  if (!sessions.find(given)) return refused("unsupported_token_type", "this token type is not supported");
  sessions.end(given);
  return { status: 200 };
}

/** "Generate a Frontdoor URL to Bridge into UI Sessions" (Salesforce Help): an address that logs a browser in. */
function singleAccess(request: ApiRequest): ApiResponse {
  const token =
    /^(?:Bearer|OAuth)\s+(.+)$/i.exec(request.headers["authorization"] ?? "")?.[1] ??
    request.query.get("access_token") ??
    "";
  const asked =
    request.query.get("redirect_uri") ??
    new URLSearchParams(Buffer.from(request.bytes()).toString("utf8")).get("redirect_uri");
  const target = asked === null ? "" : `&retURL=${encodeURIComponent(asked.startsWith("/") ? asked : `/${asked}`)}`;
  return {
    status: 200,
    body: { frontdoor_uri: `${request.origin}/secur/frontdoor.jsp?sid=${encodeURIComponent(token.trim())}${target}` }
  };
}
