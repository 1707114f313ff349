import { MappingError } from "../mapping/load-mapping.ts";
import { BulkError } from "../org/bulk-client.ts";
import { ConnectionError } from "../org/connection.ts";
import { LockedError } from "../run/lock.ts";
import { SourceError } from "../source/csv-source.ts";

/** The command line is wrong. */
export class UsageError extends Error {}

/** Expected failures in a sentence each; anything else with its stack, for a bug report. */
export function explainError(error: Error): string {
  const expected = [MappingError, SourceError, ConnectionError, BulkError, LockedError, UsageError].some(
    (kind) => error instanceof kind
  );
  return expected ? `error: ${error.message}` : `error: ${error.stack ?? error.message}`;
}
