import { ApiError, type ApiRequest, type ApiResponse, type Handler } from "./exchange.ts";

interface Route {
  readonly pattern: string;
  readonly method: string;
  readonly segments: readonly string[];
  /** The last segment is `*name` and takes the rest of the path. */
  readonly open: boolean;
  readonly handler: Handler;
  readonly streams: boolean;
  readonly only: ((parameters: Readonly<Record<string, string>>) => boolean) | undefined;
}

export interface RouteOptions {
  /** The handler reads the body itself. */
  readonly streams?: boolean;
  /** Whether the path, which fits otherwise, is one of the route's. */
  readonly only?: (parameters: Readonly<Record<string, string>>) => boolean;
}

export interface RouteMatch {
  readonly handler: Handler;
  readonly parameters: Readonly<Record<string, string>>;
  readonly streams: boolean;
}

/** What `:version` stands for under `/services/data` ("REST API Developer Guide: Versions"); SOAP tells its own faults. */
const version = /^v\d+\.\d$/i;

/** A table of `METHOD /path/:name/*rest` patterns; the first that fits wins. Paths compare case-insensitively. */
export class Router {
  private readonly routes: Route[] = [];

  /** All patterns, as they were given. */
  get patterns(): readonly string[] {
    return this.routes.map(({ pattern }) => pattern);
  }

  on(pattern: string, handler: Handler, options: RouteOptions = {}): this {
    const [method, path] = pattern.split(" ") as [string, string];
    const segments = path.split("/").filter(Boolean);
    const open = segments.at(-1)?.startsWith("*") ?? false;
    this.routes.push({
      pattern,
      method,
      segments,
      open,
      handler,
      streams: options.streams ?? false,
      only: options.only
    });
    return this;
  }

  /** Throws 404 where no path fits and 405 where only the method does not. */
  match(method: string, path: string): RouteMatch {
    const given = path.split("/").filter(Boolean);
    let pathKnown = false;
    for (const route of this.routes) {
      const parameters = fit(route, given);
      if (!parameters) continue;
      pathKnown = true;
      if (route.method === method) return { handler: route.handler, parameters, streams: route.streams };
    }
    if (pathKnown)
      throw new ApiError(
        405,
        "METHOD_NOT_ALLOWED",
        `HTTP Method '${method}' not allowed. Allowed are ${this.allowed(given)}`
      );
    throw new ApiError(404, "NOT_FOUND", "The requested resource does not exist");
  }

  dispatch(request: Omit<ApiRequest, "parameters">): ApiResponse | Promise<ApiResponse> {
    const { handler, parameters } = this.match(request.method, request.path);
    return handler({ ...request, parameters });
  }

  private allowed(given: readonly string[]): string {
    return [...new Set(this.routes.filter((route) => fit(route, given)).map((route) => route.method))].join(",");
  }
}

function fit(route: Route, given: readonly string[]): Record<string, string> | undefined {
  const parameters = fitPath(route, given);
  return parameters && (route.only?.(parameters) ?? true) ? parameters : undefined;
}

function fitPath(route: Route, given: readonly string[]): Record<string, string> | undefined {
  if (route.open ? given.length < route.segments.length - 1 : given.length !== route.segments.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, segment] of route.segments.entries()) {
    const value = given[index] ?? "";
    if (segment.startsWith("*")) {
      parameters[segment.slice(1)] = given.slice(index).join("/");
      return parameters;
    }
    if (segment === ":version" && route.segments[1] === "data" && !version.test(value)) return undefined;
    if (segment.startsWith(":")) parameters[segment.slice(1)] = value;
    else if (segment.toLowerCase() !== value.toLowerCase()) return undefined;
  }
  return parameters;
}
