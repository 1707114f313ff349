import type { SourceSettings } from "../mapping/source-settings.ts";
import { RowError } from "./row-error.ts";
import { UNDECODABLE } from "./text-encoding.ts";

/** "Detect errors in Excel": what stands in a cell whose formula has failed. */
const FORMULA_ERROR = /^#(?:N\/A|REF!|DIV\/0!|VALUE!|NAME\?|NULL!|NUM!|SPILL!|CALC!)$/;
/** As spreadsheets show, and save as text, a whole number that is wider than its column. */
const SHORTENED_NUMBER = /^\d(?:[.,]\d+)?E\+\d{2,}$/;
/** Almost all keys have no other characters. */
const BEYOND_PRINTABLE_ASCII = /[^ -~]/;
const UNSEEN = /\p{Cf}/u;

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

/** One that lost digits may be that of several records, and one with a character that nobody sees looks like another's. */
export function certainKey(column: string, text: string): string {
  if (SHORTENED_NUMBER.test(text))
    throw new RowError(
      "BAD_TEXT",
      `${column}: '${text}' is a number that a spreadsheet has shortened: make its column one of text there`
    );
  if (!BEYOND_PRINTABLE_ASCII.test(text)) return text;
  const unseen = UNSEEN.exec(text)?.[0].codePointAt(0);
  if (unseen !== undefined)
    throw new RowError(
      "BAD_TEXT",
      `${column}: '${text}' has a character that nobody sees, U+${unseen.toString(16).toUpperCase().padStart(4, "0")}`
    );
  return oneForm(text);
}

/** Letters with accents are written as one character by some systems and as several by others, and look the same. */
export function oneForm(key: string): string {
  return key.normalize("NFC");
}

/** The encoding that a mapping says; of sources without one, that of their protocol. */
export function encodingOf(source: SourceSettings): string {
  return ("encoding" in source ? source.encoding : undefined) ?? "utf8";
}
