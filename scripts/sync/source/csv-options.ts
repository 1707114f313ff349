import type { SettingsOf } from "../mapping/source-settings.ts";
import type { CsvOptions } from "./csv-source.ts";

export function csvOptions(settings: SettingsOf<"csv">, expects: readonly string[]): CsvOptions {
  const { delimiter, quote, encoding, headerLine, columns, lastLineMayBeOpen } = settings;
  return { delimiter, quote, encoding, headerLine, columns, lastLineMayBeOpen, expects };
}
