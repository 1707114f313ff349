/** What a browser may do on behalf of a page that is not the org's own: nothing. */
import type { IncomingHttpHeaders } from "node:http";
import { ApiError } from "./exchange.ts";

/** The cookie that opens pages. Browsers send cookies to every port of a host, so its name tells the port. */
export function cookieName(port: number): string {
  return `sid_${port}`;
}

/** The session's cookie among those that came. */
export function cookieToken(cookies: string | undefined, port: number): string | undefined {
  const value = new RegExp(`(?:^|;\\s*)${cookieName(port)}=([^;]+)`).exec(cookies ?? "")?.[1];
  try {
    return value === undefined ? undefined : decodeURIComponent(value);
  } catch {
    return undefined;
  }
}

/** Pages, their pictures, their scripts and files to open are asked for by the browser itself, which knows no token. */
export function isPage(method: string, path: string): boolean {
  return method === "GET" && /^\/(?:lightning(?:\/(?!api\/)|$)|sfc\/servlet\.shepherd\/)/i.test(path);
}

/**
 * Refuses what another site's page sends, and by DNS rebinding a page that guesses the port ("Fetch Metadata Request
 * Headers", W3C; "The Web Origin Concept", RFC 6454). A page on another port of this host is another site's, too. The login
 * address alone may be opened from anywhere, since it brings its own token.
 */
export function refuseForeignPages(headers: IncomingHttpHeaders, port: number, path: string): void {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`];
  const { host, origin, "sec-fetch-site": site } = headers;
  if (!host || !hosts.includes(host.toLowerCase()))
    throw new ApiError(403, "FORBIDDEN_HOST", `This org answers to ${hosts.slice(0, 2).join(" and ")} only`);
  if (origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`)
    throw new ApiError(403, "FORBIDDEN_ORIGIN", "This org answers to its own pages only");
  const isLogin = path === "/secur/frontdoor.jsp" && headers["sec-fetch-mode"] === "navigate";
  if (typeof site === "string" && site !== "same-origin" && site !== "none" && !isLogin)
    throw new ApiError(403, "FORBIDDEN_ORIGIN", "This org answers to its own pages only");
}

/**
 * A path of this org, whatever was asked for: read the way a browser reads it, which drops tabs and line ends and takes
 * `\\` for `/`.
 */
export function ownPath(asked: string, otherwise: string): string {
  const base = "http://org.invalid";
  if (!asked.startsWith("/") || !URL.canParse(asked, base)) return otherwise;
  const url = new URL(asked, base);
  return url.origin === base ? `${url.pathname.replace(/^\/+/, "/")}${url.search}${url.hash}` : otherwise;
}
