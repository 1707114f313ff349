import type { Router } from "../http/router.ts";
import { callRestResource } from "./apex-rest-call.ts";

/** "Apex Developer Guide: Exposing Apex Classes as REST Web Services". */
export function addApexRestRoutes(router: Router): void {
  for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"])
    router.on(`${method} /services/apexrest/*path`, callRestResource);
}
