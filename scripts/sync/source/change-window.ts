import { DateTime } from "luxon";
import type { ChangeSettings } from "../mapping/source-settings.ts";
import { SourceError } from "./source-error.ts";

/** The changes that one run reads: from `since` on, before `until`, by the source's own clock, in milliseconds. */
export interface ChangeWindow {
  readonly since: number;
  readonly until: number;
}

const BEGINNING = Date.UTC(1970, 0, 2);

/**
 * Goes on where the last run's window ended, less the lookback: a transaction's changes carry the time of its beginning and
 * are seen only after its end. What is younger than the margin may be half written, and is left for the next run.
 */
export function changeWindow(cursor: string | undefined, now: number, settings: ChangeSettings): ChangeWindow {
  const until = now - settings.marginSeconds * 1000;
  if (cursor === undefined) return { since: BEGINNING, until };
  const last = DateTime.fromISO(cursor, { zone: "UTC" });
  if (!last.isValid)
    throw new SourceError(`the last run's cursor '${cursor}' is no moment: --from-start reads everything anew`);
  return { since: last.toMillis() - settings.lookbackMinutes * 60_000, until };
}

/** The cursor that a run leaves. */
export function cursorOf({ until }: ChangeWindow): string {
  return new Date(until).toISOString();
}
