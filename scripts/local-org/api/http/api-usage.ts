import type { Org } from "../../org/types.ts";
import { allocations } from "../../org/allocations.ts";

const requests = new WeakMap<Org, number>();

/** Counts a request to the REST API, and says so as the platform does ("REST API Developer Guide: Limit Info Header"). */
export function countedUsage(org: Org): string {
  const used = apiRequestsOf(org) + 1;
  requests.set(org, used);
  return `api-usage=${used}/${allocations["DailyApiRequests"]}`;
}

export function apiRequestsOf(org: Org): number {
  return requests.get(org) ?? 0;
}
