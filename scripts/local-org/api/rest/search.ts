import { analyzeSearch, executeSearch } from "../../soql/search.ts";
import { ApiError, ok, type ApiRequest, type ApiResponse } from "../http/exchange.ts";
import type { Router } from "../http/router.ts";
import { recordToJson } from "../records/to-json.ts";

/** "REST API Developer Guide: Search", "Recently Viewed Items". */
export function addSearchRoutes(router: Router): void {
  router
    .on("GET /services/data/:version/search", search)
    // Items come here by being looked at in the platform's own pages or by FOR VIEW, not by the API.
    .on("GET /services/data/:version/recent", () => ok([]));
}

function search(request: ApiRequest): ApiResponse {
  const text = request.query.get("q");
  if (!text) throw new ApiError(400, "MALFORMED_SEARCH", "A search string has to be specified");
  return request.transaction((tx) => {
    const analyzed = analyzeSearch(text, tx.schema);
    const found = executeSearch(tx, analyzed, new Map(), { accessMode: "user", withSharing: true, countLimits: false });
    return ok({ searchRecords: found.flat().map((record) => recordToJson(record, request.parameters["version"]!)) });
  });
}
