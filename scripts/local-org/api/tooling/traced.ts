import { toApexException } from "../../apex/runtime/exceptions.ts";
import type { Org } from "../../org/types.ts";
import type { Transaction } from "../../transaction/transaction.ts";
import type { RunningUser } from "../../transaction/user.ts";
import { DebugLogText, keepLog } from "./apex-log.ts";

/**
 * "Tooling API: TraceFlag": runs a request's transaction, and keeps a debug log of the Apex that it runs where a flag traces
 * its user at this moment. Apex that ran nothing leaves no log.
 */
export function tracedTransaction<T>(org: Org, user: RunningUser, path: string, work: (tx: Transaction) => T): T {
  let log: DebugLogText | undefined;
  let failure: { line: number; message: string; stackTrace: string } | undefined;
  const apiVersion = /\/v(\d+\.0)\//.exec(path)?.[1] ?? "66.0";
  try {
    return org.transaction(user, (tx) => {
      const apexCode = tracedLevel(tx);
      if (apexCode !== undefined)
        org.logApex(tx, () => (log ??= new DebugLogText(org, user, { apiVersion, unit: path, apexCode })));
      return work(tx);
    });
  } catch (thrown) {
    if (log !== undefined) failure = failureOf(org, thrown);
    throw thrown;
  } finally {
    log?.end(failure);
    if (log !== undefined)
      keepLog(org, user, {
        operation: path,
        status: failure?.message ?? "Success",
        milliseconds: log.milliseconds,
        text: log.text
      });
  }
}

/** The level of Apex code that the running user is traced at; undefined where no flag does. */
function tracedLevel(tx: Transaction): string | undefined {
  const [row] = tx.database.all(
    `SELECT coalesce(flag."ApexCode", level."ApexCode", 'DEBUG') FROM "TraceFlag" flag
      LEFT JOIN "DebugLevel" level ON level."Id" = flag."DebugLevelId"
      WHERE flag."TracedEntityId" = ?1 AND flag."LogType" IN ('USER_DEBUG', 'DEVELOPER_LOG')
      AND coalesce(flag."StartDate", 0) <= ?2 AND coalesce(flag."ExpirationDate", ?2 + 1) > ?2 LIMIT 1`,
    [tx.user.id, tx.clock.now()]
  );
  return row?.[0] as string | undefined;
}

function failureOf(org: Org, thrown: unknown): { line: number; message: string; stackTrace: string } {
  const frames = thrown instanceof Error ? org.program.stackTrace(thrown) : [];
  const exception = toApexException(thrown);
  const message = exception
    ? `${exception.apexTypeName}: ${exception.apexMessage ?? "Script-thrown exception"}`
    : String((thrown as Error).message);
  const stackTrace = frames.map(({ place, line }) => `${place}: line ${line}, column 1`).join("\n");
  return { line: frames[0]?.line ?? 1, message, stackTrace };
}
