import { SourceError } from "./source-error.ts";

/** Columns before the source's own. */
export const REJECT_COLUMNS = ["reject_code", "reject_reason", "reject_line"] as const;

/** In this place of `reject_code`, a row is left out of the replay for good. */
export const DROP = "DROP";

/** How rejects are written, whatever the source was. */
export const REJECTS_FORMAT = {
  delimiter: ",",
  quote: '"',
  encoding: "utf8",
  headerLine: 1,
  lastLineMayBeOpen: true,
  leading: REJECT_COLUMNS.length
} as const;

/** The columns of the source that a rejects file has. */
export function withoutRejectColumns(header: readonly string[]): readonly string[] {
  if (REJECT_COLUMNS.some((column, index) => header[index] !== column))
    throw new SourceError(
      `a rejects file begins with the columns ${REJECT_COLUMNS.join(", ")}; this one with ${header.slice(0, 3).join(", ")}`
    );
  return header.slice(REJECT_COLUMNS.length);
}
