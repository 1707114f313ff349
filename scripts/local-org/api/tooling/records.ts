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
    .on(`POST ${object}`, permitted(of(WRITTEN, create), "AuthorApex"))
    .on(`GET ${object}/:id`, of(READ, retrieve))
    .on(`PATCH ${object}/:id`, permitted(of(WRITTEN, update), "AuthorApex"))
    .on(`DELETE ${object}/:id`, permitted(of(WRITTEN, remove), "AuthorApex"));
}

function of(objects: readonly string[], handler: Handler): Handler {
  return (request: ApiRequest) => {
    if (!objects.includes(request.parameters["object"]!.toLowerCase()))
      throw new ApiError(404, "NOT_FOUND", "The requested resource does not exist");
    return handler(request);
  };
}
