import type { SyncRunFields } from "../org/sync-runs.ts";
import type { Reject } from "../spool/documents.ts";

/** How many the run's record lists; the file has all of them. */
const MOST = 100;
const LONGEST_REASON = 300;

/** What was rejected, as the run's record lists it: no cells, which may be about people. */
export interface ListedReject {
  readonly code: string;
  readonly reason: string;
  /** Where the row is, in the words of its source. */
  readonly row: string;
}

/**
 * What the run's record says of its rejects, and how to try them again.
 *
 * @param file the rejects file; null where nothing was rejected
 * @param mapping the mapping's file
 */
export function rejectFields(rejects: Iterable<Reject>, file: string | null, mapping: string): SyncRunFields {
  if (file === null) return { Rejects__c: null, Replay__c: null };
  const listed: ListedReject[] = [];
  for (const { code, reason, position } of rejects) {
    if (listed.length === MOST) break;
    listed.push({ code, reason: reason.slice(0, LONGEST_REASON), row: position });
  }
  return { Rejects__c: JSON.stringify(listed), Replay__c: replayCommand(file, mapping) };
}

function replayCommand(file: string, mapping: string): string {
  return `npm run sync -- replay --mapping ${quoted(mapping)} --rejects ${quoted(file)} --target-org ALIAS`;
}

/** For a shell; a path that needs no quotes is easier to read without. */
function quoted(path: string): string {
  return /^[\w./:\\-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
