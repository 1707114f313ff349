import { changesWithin, ReplicationError, type Changes } from "../../soql/replication.ts";
import type { Transaction } from "../../transaction/transaction.ts";
import { ApexDatetime } from "../../values/datetime.ts";
import { ApiError, ok, type ApiRequest, type ApiResponse } from "../http/exchange.ts";
import type { Router } from "../http/router.ts";
import { requireObject } from "../records/from-json.ts";

/** "REST API Developer Guide: sObject Get Updated", "sObject Get Deleted". */
export function addReplicationRoutes(router: Router): void {
  router
    .on("GET /services/data/:version/sobjects/:object/updated", (request) =>
      request.transaction((tx) => updated(changes(request, tx, "updated")))
    )
    .on("GET /services/data/:version/sobjects/:object/deleted", (request) =>
      request.transaction((tx) => deleted(changes(request, tx, "deleted")))
    );
}

function updated({ rows, covered }: Changes): ApiResponse {
  return ok({ ids: rows.map((row) => row.id), latestDateCovered: covered.toApiText() });
}

function deleted({ rows, covered, earliestAvailable }: Changes): ApiResponse {
  return ok({
    deletedRecords: rows.map((row) => ({
      deletedDate: (row.get("SystemModstamp") as ApexDatetime).toApiText(),
      id: row.id
    })),
    earliestDateAvailable: earliestAvailable.toApiText(),
    latestDateCovered: covered.toApiText()
  });
}

/** With the rights of the caller. */
function changes(request: ApiRequest, tx: Transaction, kind: "updated" | "deleted"): Changes {
  const type = requireObject(tx.schema, request.parameters["object"]!);
  const times = { start: moment(request, "start"), end: moment(request, "end") };
  try {
    return changesWithin(tx, request.org.soql, kind, type, times, {
      accessMode: "user",
      withSharing: true,
      countLimits: false
    });
  } catch (problem) {
    if (problem instanceof ReplicationError) throw new ApiError(400, problem.code, problem.message);
    throw problem;
  }
}

function moment(request: ApiRequest, name: "start" | "end"): ApexDatetime {
  // A plus sign that nobody has encoded has become a blank.
  const text = request.query.get(name)?.replace(" ", "+");
  const value = text === undefined ? undefined : ApexDatetime.parseIso(text);
  if (!value)
    throw new ApiError(400, "INVALID_FIELD", `${name} has to be a date and time, as 2026-01-31T00:00:00+00:00`);
  return value;
}
