import type { SObjectRecord } from "../schema/record.ts";
import type { SObjectType } from "../schema/types.ts";
import type { Transaction } from "../transaction/transaction.ts";
import { ApexDatetime } from "../values/datetime.ts";
import type { QueryOptions, SoqlEngine } from "./types.ts";

const DAY = 24 * 60 * 60_000;
const DAYS = { updated: 30, deleted: 15 };

/** The object keeps no times of change, or the times asked for are no span. */
export class ReplicationError extends Error {
  readonly code: "INVALID_TYPE" | "INVALID_REPLICATION_DATE";

  constructor(code: ReplicationError["code"], message: string) {
    super(message);
    this.code = code;
  }
}

export interface Changes {
  /** With Id and SystemModstamp, the earliest change first. */
  readonly rows: readonly SObjectRecord[];
  /** Up to here the rows are complete. */
  readonly covered: ApexDatetime;
  readonly earliestAvailable: ApexDatetime;
}

/**
 * The records of an object that were changed, or deleted, within a time ("SOAP API Developer Guide: getUpdated()",
 * "getDeleted()"). Nothing is ever purged from the local org's log of deleted records, so it reaches as far back as one may ask.
 */
export function changesWithin(
  tx: Transaction,
  soql: SoqlEngine,
  kind: keyof typeof DAYS,
  type: SObjectType,
  times: { readonly start: ApexDatetime; readonly end: ApexDatetime },
  options: QueryOptions
): Changes {
  if (!type.field("SystemModstamp"))
    throw new ReplicationError("INVALID_TYPE", `sObject type '${type.name}' is not replicateable`);
  const earliestAvailable = new ApexDatetime(tx.clock.now() - DAYS[kind] * DAY);
  const [start, end] = [minuteOf(times.start), minuteOf(times.end)];
  if (end.epochMilliseconds - start.epochMilliseconds < 60_000)
    throw wrongDate("startDate before endDate by at least a minute is required");
  if (start.epochMilliseconds < earliestAvailable.epochMilliseconds)
    throw wrongDate(`startDate cannot be more than ${DAYS[kind]} days ago`);
  const [condition, scope] = kind === "deleted" ? ["AND IsDeleted = TRUE", "ALL ROWS"] : ["", ""];
  const text = `SELECT Id, SystemModstamp FROM ${type.name} WHERE SystemModstamp >= :start AND SystemModstamp <= :end ${condition} ORDER BY SystemModstamp, Id ${scope}`;
  const binds = new Map(Object.entries({ start, end }));
  return {
    rows: soql.execute(tx, soql.analyze(text, tx.schema), binds, options).records,
    covered: new ApexDatetime(Math.min(end.epochMilliseconds, tx.clock.now())),
    earliestAvailable
  };
}

/** Seconds do not count. */
function minuteOf(time: ApexDatetime): ApexDatetime {
  return new ApexDatetime(Math.floor(time.epochMilliseconds / 60_000) * 60_000);
}

function wrongDate(message: string): ReplicationError {
  return new ReplicationError("INVALID_REPLICATION_DATE", message);
}
