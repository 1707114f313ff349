import type { SObjectType } from "../../schema/types.ts";
import type { Transaction } from "../../transaction/transaction.ts";
import { ApexDatetime } from "../../values/datetime.ts";
import { ApiError, ok, type ApiRequest, type ApiResponse } from "../http/exchange.ts";
import type { Router } from "../http/router.ts";
import { requireObject } from "../records/from-json.ts";
import { queryRows } from "./read-record.ts";

const DAY = 24 * 60 * 60_000;
const DAYS = { updated: 30, deleted: 15 };

/** "REST API Developer Guide: sObject Get Updated", "sObject Get Deleted". */
export function addReplicationRoutes(router: Router): void {
  router
    .on("GET /services/data/:version/sobjects/:object/updated", (request) =>
      request.transaction((tx) => updated(request, tx))
    )
    .on("GET /services/data/:version/sobjects/:object/deleted", (request) =>
      request.transaction((tx) => deleted(request, tx))
    );
}

function updated(request: ApiRequest, tx: Transaction): ApiResponse {
  const type = requireObject(tx.schema, request.parameters["object"]!);
  const span = timespan(request, tx, DAYS.updated);
  const { rows } = queryRows(request, tx, changesOf(type, ""), span);
  return ok({ ids: rows.map((row) => row.id), latestDateCovered: covered(tx, span.end) });
}

/** Nothing is ever purged from the local org's log of deleted records, so it reaches as far back as one may ask. */
function deleted(request: ApiRequest, tx: Transaction): ApiResponse {
  const type = requireObject(tx.schema, request.parameters["object"]!);
  const span = timespan(request, tx, DAYS.deleted);
  const { rows } = queryRows(request, tx, `${changesOf(type, "AND IsDeleted = TRUE")} ALL ROWS`, span);
  return ok({
    deletedRecords: rows.map((row) => ({
      deletedDate: (row.get("SystemModstamp") as ApexDatetime).toApiText(),
      id: row.id
    })),
    earliestDateAvailable: daysBefore(tx, DAYS.deleted).toApiText(),
    latestDateCovered: covered(tx, span.end)
  });
}

function covered(tx: Transaction, end: ApexDatetime): string {
  return new ApexDatetime(Math.min(end.epochMilliseconds, tx.clock.now())).toApiText();
}

function changesOf(type: SObjectType, condition: string): string {
  if (!type.field("SystemModstamp"))
    throw new ApiError(400, "INVALID_TYPE", `sObject type '${type.name}' is not replicateable`);
  return `SELECT Id, SystemModstamp FROM ${type.name} WHERE SystemModstamp >= :start AND SystemModstamp <= :end ${condition} ORDER BY SystemModstamp, Id`;
}

/** "SOAP API Developer Guide: getUpdated()": seconds do not count, and the span is longer than a minute. */
function timespan(request: ApiRequest, tx: Transaction, days: number): { start: ApexDatetime; end: ApexDatetime } {
  const [start, end] = [moment(request, "start"), moment(request, "end")];
  if (end.epochMilliseconds - start.epochMilliseconds < 60_000)
    throw new ApiError(400, "INVALID_REPLICATION_DATE", "startDate before endDate by at least a minute is required");
  if (start.epochMilliseconds < daysBefore(tx, days).epochMilliseconds)
    throw new ApiError(400, "INVALID_REPLICATION_DATE", `startDate cannot be more than ${days} days ago`);
  return { start, end };
}

function moment(request: ApiRequest, name: "start" | "end"): ApexDatetime {
  // A plus sign that nobody has encoded has become a blank.
  const text = request.query.get(name)?.replace(" ", "+");
  const value = text === undefined ? undefined : ApexDatetime.parseIso(text);
  if (!value)
    throw new ApiError(400, "INVALID_FIELD", `${name} has to be a date and time, as 2026-01-31T00:00:00+00:00`);
  return new ApexDatetime(Math.floor(value.epochMilliseconds / 60_000) * 60_000);
}

function daysBefore(tx: Transaction, days: number): ApexDatetime {
  return new ApexDatetime(tx.clock.now() - days * DAY);
}
