import {
  createServer,
  validateHeaderName,
  validateHeaderValue,
  type IncomingMessage,
  type Server,
  type ServerResponse
} from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { gunzipSync } from "node:zlib";
import type { Org } from "../../org/types.ts";
import type { RunningUser } from "../../transaction/user.ts";
import { countedUsage } from "./api-usage.ts";
import { tracedTransaction } from "../tooling/traced.ts";
import { cookieToken, isPage, refuseForeignPages } from "./browser-guard.ts";
import { errorResponse } from "./error-response.ts";
import { ApiError, type ApiRequest, type ApiResponse } from "./exchange.ts";
import type { RouteMatch, Router } from "./router.ts";
import { endUnfinishedRequests } from "./unfinished-requests.ts";
import type { Sessions } from "./sessions.ts";

/** Bodies that are buffered: the platform's largest is a deployment of 39 MB, base64 in SOAP. */
const MAX_BODY_BYTES = 64 * 1024 * 1024;

export interface ServerOptions {
  readonly org: Org;
  readonly sessions: Sessions;
  /** Routes that need a session. */
  readonly router: Router;
  /** Routes that anybody on this machine may call (login, the pages' static files). */
  readonly openRouter: Router;
  readonly port: number;
  /** What a request for the API of a site asks of the org; undefined for any other address. */
  readonly calledBySite: (path: string) => string | undefined;
  /** Refuses what a user may not ask for, whatever it answers. */
  readonly refuse: (user: RunningUser, path: string, bySite: boolean) => void;
}

export interface RunningServer {
  readonly origin: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Listens on the loopback interface only. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const server = createServer((incoming, outgoing) => {
    outgoing.on("error", () => outgoing.destroy());
    answer(options, server, incoming, outgoing).catch((error: unknown) => {
      // Whatever one request does, the org serves the others.
      console.error(error);
      outgoing.destroy();
    });
  });
  endUnfinishedRequests(server, { head: 65, body: 300, tickMilliseconds: 1_000 });
  server.maxHeadersCount = 200;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    origin: originOf(port),
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      })
  };
}

function originOf(port: number): string {
  return `http://127.0.0.1:${port}`;
}

async function answer(
  options: ServerOptions,
  server: Server,
  incoming: IncomingMessage,
  outgoing: ServerResponse
): Promise<void> {
  let response: ApiResponse;
  try {
    response = await respond(options, server, incoming);
  } catch (error) {
    // Nobody is left to be told, and nothing of ours went wrong.
    if (isBrokenOff(error)) return void outgoing.destroy();
    response = errorResponse(error);
  }
  // An answer that came before the body was read must not leave the rest of it on the connection.
  if (!incoming.complete) outgoing.setHeader("Connection", "close");
  write(outgoing, canBeSent(response) ? response : errorResponse(new Error("The answer's headers cannot be sent")));
}

/** Apex and metadata may have put line ends into a header, which would begin a header of their own. */
function canBeSent({ status, headers = {} }: ApiResponse): boolean {
  try {
    for (const [name, value] of Object.entries(headers)) {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    }
    return Number.isInteger(status) && status >= 200 && status <= 599;
  } catch {
    return false;
  }
}

/** The client went away before its request was complete. */
function isBrokenOff(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ECONNRESET";
}

async function respond(options: ServerOptions, server: Server, incoming: IncomingMessage): Promise<ApiResponse> {
  const { port } = server.address() as AddressInfo;
  const url = parseUrl(incoming.url ?? "/", port);
  const address = decodePath(url.pathname);
  const called = options.calledBySite(address);
  const path = called ?? address;
  refuseForeignPages(incoming.headers, port, path);
  const method = incoming.method ?? "GET";
  const cookie = isPage(method, path) ? cookieToken(incoming.headers.cookie, port) : undefined;
  const token = tokenOf(incoming, url) ?? cookie;
  const session = options.sessions.find(token);
  const open = tryMatch(options.openRouter, method, path);
  if (!open && !session) throw new ApiError(401, "INVALID_SESSION_ID", "Session expired or invalid");
  if (session && !open) options.refuse(session.user, path, called !== undefined);
  const match = open ?? options.router.match(method, path);
  const user = session?.user ?? options.org.administrator;
  const body = match.streams ? Buffer.alloc(0) : await readBody(incoming);
  const request: ApiRequest = {
    method,
    path,
    query: url.searchParams,
    headers: incoming.headers as Record<string, string | undefined>,
    parameters: match.parameters,
    org: options.org,
    user,
    token: session?.token ?? "",
    origin: originOf(port),
    json: () => parseJson(body),
    bytes: () => body,
    ...(match.streams ? { stream: incoming } : {}),
    transaction: (work) => tracedTransaction(options.org, user, path, work)
  };
  const response = await match.handler(request);
  if (!/^\/services\/data\//i.test(path)) return response;
  return { ...response, headers: { ...response.headers, "Sforce-Limit-Info": countedUsage(options.org) } };
}

function parseUrl(raw: string, port: number): URL {
  try {
    // Stored instance URLs may end in a slash: requests then arrive as `//services/…`.
    return new URL(raw.replace(/^\/+/, "/"), originOf(port));
  } catch {
    throw new ApiError(400, "URL_INVALID", "The request's address cannot be read");
  }
}

function decodePath(pathname: string): string {
  try {
    return decodeURIComponent(pathname).replace(/\/+$/, "") || "/";
  } catch {
    throw new ApiError(400, "URL_INVALID", "The request's address is not valid percent-encoding");
  }
}

function tryMatch(router: Router, method: string, path: string): RouteMatch | undefined {
  try {
    return router.match(method, path);
  } catch (error) {
    if (error instanceof ApiError) return undefined;
    throw error;
  }
}

function tokenOf(incoming: IncomingMessage, url: URL): string | undefined {
  const authorization = incoming.headers.authorization?.match(/^(?:Bearer|OAuth)\s+(.+)$/i)?.[1];
  const bulkHeader = incoming.headers["x-sfdc-session"];
  return (
    authorization?.trim() ??
    (typeof bulkHeader === "string" ? bulkHeader : undefined) ??
    (url.searchParams.get("oauth_token") || undefined)
  );
}

async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES)
      throw new ApiError(413, "REQUEST_ENTITY_TOO_LARGE", `The request body exceeds ${MAX_BODY_BYTES} bytes`);
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks);
  if (!/gzip/i.test(incoming.headers["content-encoding"] ?? "")) return body;
  try {
    return gunzipSync(body, { maxOutputLength: MAX_BODY_BYTES });
  } catch {
    throw new ApiError(400, "MALFORMED_BODY", "The request body is not valid gzip, or too large once unpacked");
  }
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch (error) {
    throw new ApiError(400, "JSON_PARSER_ERROR", `The request body is not valid JSON: ${(error as Error).message}`);
  }
}

function write(outgoing: ServerResponse, response: ApiResponse): void {
  const { body } = response;
  const headers = { ...response.headers };
  if (body === undefined) {
    outgoing.writeHead(response.status, headers).end();
    return;
  }
  if (body instanceof Readable) {
    outgoing.writeHead(response.status, headers);
    body.on("error", () => outgoing.destroy()).pipe(outgoing);
    return;
  }
  const plain = typeof body === "string" || body instanceof Uint8Array;
  headers["Content-Type"] ??= plain ? "text/plain;charset=UTF-8" : "application/json;charset=UTF-8";
  const content = plain ? Buffer.from(body as string) : Buffer.from(JSON.stringify(body));
  outgoing.writeHead(response.status, { ...headers, "Content-Length": String(content.length) }).end(content);
}
