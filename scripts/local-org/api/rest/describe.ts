import { ok } from "../http/exchange.ts";
import type { Router } from "../http/router.ts";
import { requireObject } from "../records/from-json.ts";
import { describeGlobal, describeObject } from "../../schema/describe.ts";

/** "REST API Developer Guide: Describe Global", "sObject Basic Information", "sObject Describe". */
export function addDescribeRoutes(router: Router): void {
  router
    .on("GET /services/data/:version/sobjects", ({ org, user }) => ok(describeGlobal(org.schema, user.language)))
    .on("GET /services/data/:version/sobjects/:object", ({ org, parameters, user }) =>
      ok({
        objectDescribe: describeObject(org.schema, requireObject(org.schema, parameters["object"]!), user.language),
        recentItems: []
      })
    )
    .on("GET /services/data/:version/sobjects/:object/describe", ({ org, parameters, user }) =>
      ok(describeObject(org.schema, requireObject(org.schema, parameters["object"]!), user.language))
    );
}
