import type { SourceSettings } from "../mapping/source-settings.ts";
import { RowError } from "./row-error.ts";
import { UNDECODABLE } from "./text-encoding.ts";

/** "Detect errors in Excel": what stands in a cell whose formula has failed. */
const FORMULA_ERROR = /^#(?:N\/A|REF!|DIV\/0!|VALUE!|NAME\?|NULL!|NUM!|SPILL!|CALC!)$/;
/** As spreadsheets show, and save as text, a whole number that is wider than its column. */
const SHORTENED_NUMBER = /^\d(?:[.,]\d+)?E\+\d{2,}$/;

/** The same text, where it is what somebody has written there; throws {@link RowError} else. */
export function certainText(column: string, text: string, encoding: string): string {
  if (UNDECODABLE.test(text))
    throw new RowError(
      "BAD_TEXT",
      `${column}: '${text}' cannot be read as ${encoding}; say source.encoding, e.g. windows-1254`
    );
  if (text.startsWith("#") && FORMULA_ERROR.test(text))
    throw new RowError("BAD_TEXT", `${column}: '${text}' is what a spreadsheet writes for a formula that failed`);
  return text;
}

/** The same key; one that lost digits may be that of several records. */
export function certainKey(column: string, text: string): string {
  if (SHORTENED_NUMBER.test(text))
    throw new RowError(
      "BAD_TEXT",
      `${column}: '${text}' is a number that a spreadsheet has shortened: make its column one of text there`
    );
  return text;
}

/** The encoding that a mapping says; of sources without one, that of their protocol. */
export function encodingOf(source: SourceSettings): string {
  return ("encoding" in source ? source.encoding : undefined) ?? "utf8";
}
