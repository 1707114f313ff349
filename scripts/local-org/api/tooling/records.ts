import { ApiError, type ApiRequest, type Handler } from "../http/exchange.ts";
import type { Router } from "../http/router.ts";
import { permitted } from "../http/user-permission.ts";
import { modifiers } from "../metadata/routes.ts";
import { create, remove, retrieve, update } from "../rest/records.ts";
import { createStaticResource } from "./static-resources.ts";

/** Objects of the Tooling API whose records a client writes: which log levels there are, and whose Apex is logged. */
const WRITTEN: readonly string[] = ["debuglevel", "traceflag"];
const READ: readonly string[] = [...WRITTEN, "apexclass", "apextrigger", "apexlog", "apexpage", "staticresource"];

/** "Tooling API: REST Resources: /sobjects/SObjectName/", DebugLevel, TraceFlag, StaticResource. */
export function addToolingRecordRoutes(router: Router): void {
  const object = "/services/data/:version/tooling/sobjects/:object";
  router
    .on(`POST ${object.replace(":object", "StaticResource")}`, permitted(createStaticResource, ...modifiers))
    .on(`POST ${object}`, permitted(of(WRITTEN, withMoments(create)), "AuthorApex"))
    .on(`GET ${object}/:id`, of(READ, retrieve))
    .on(`PATCH ${object}/:id`, permitted(of(WRITTEN, withMoments(update)), "AuthorApex"))
    .on(`DELETE ${object}/:id`, permitted(of(WRITTEN, remove), "AuthorApex"));
}

function of(objects: readonly string[], handler: Handler): Handler {
  return (request: ApiRequest) => {
    if (!objects.includes(request.parameters["object"]!.toLowerCase()))
      throw new ApiError(404, "NOT_FOUND", "The requested resource does not exist");
    return handler(request);
  };
}

/** The Salesforce CLI writes the moments of a trace flag as milliseconds and as a date of HTTP. */
function withMoments(handler: Handler): Handler {
  const moment = (name: string, value: unknown): unknown => {
    const isOfHttp = typeof value === "string" && /^\w{3}, .* GMT$/.test(value);
    const isMoment = /^(start|expiration)date$/i.test(name) && (typeof value === "number" || isOfHttp);
    return isMoment ? new Date(value).toISOString() : value;
  };
  return (request) => {
    const body = request.json();
    if (typeof body !== "object" || body === null) return handler(request);
    const read = Object.fromEntries(Object.entries(body).map(([name, value]) => [name, moment(name, value)]));
    return handler({ ...request, json: () => read });
  };
}
