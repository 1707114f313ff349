/**
 * Writes one text into all files that need it, in each language:
 *   npm run generate -- label NAME "English" "Polish" "Turkish" [--about "where it is shown"]
 *   npm run generate -- value OBJECT.FIELD VALUE "English" "Polish" "Turkish"
 * Languages are those of force-app/main/app/translations, in the order of their codes. Exit codes: 0 written, 2 usage.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { withLabel, withLabelTranslation, withValue, withValueTranslation } from "./generated-texts.ts";

const APP = "force-app/main/app";
const LABELS = join(APP, "labels/CustomLabels.labels-meta.xml");
const TRANSLATIONS = join(APP, "translations");
const languages = readdirSync(TRANSLATIONS)
  .map((file) => file.split(".")[0]!)
  .sort();

class UsageError extends Error {}

function main(): void {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { about: { type: "string" } } });
  const [kind, name = "", ...rest] = positionals;
  if (kind === "label") writeLabel(name, rest, values.about ?? name);
  else if (kind === "value") writeValue(name, rest);
  else throw new UsageError(`label or value, not ${kind ?? "nothing"}`);
}

function writeLabel(name: string, texts: readonly string[], about: string): void {
  const [english, ...translations] = withEachLanguage(texts);
  rewrite(LABELS, (xml) => withLabel(xml, { name, text: english!, about }));
  for (const [index, language] of languages.entries())
    rewrite(join(TRANSLATIONS, `${language}.translation-meta.xml`), (xml) =>
      withLabelTranslation(xml, name, translations[index]!)
    );
}

function writeValue(field: string, [value = "", ...texts]: readonly string[]): void {
  const [object, fieldName] = field.split(".");
  const [english, ...translations] = withEachLanguage(texts);
  rewrite(fileEndingWith(`objects/${object}/fields/${fieldName}.field-meta.xml`), (xml) =>
    withValue(xml, value, english!)
  );
  for (const [index, language] of languages.entries())
    rewrite(fileEndingWith(`objectTranslations/${object}-${language}/${fieldName}.fieldTranslation-meta.xml`), (xml) =>
      withValueTranslation(xml, english!, translations[index]!)
    );
}

function withEachLanguage(texts: readonly string[]): readonly string[] {
  if (texts.length !== languages.length + 1)
    throw new UsageError(`one text for each of en, ${languages.join(", ")}: ${texts.length} were given`);
  return texts;
}

function fileEndingWith(end: string): string {
  const file = readdirSync("force-app", { recursive: true, encoding: "utf8" }).find((path) =>
    path.replaceAll("\\", "/").endsWith(end)
  );
  if (file === undefined) throw new UsageError(`there is no file ${end}`);
  return join("force-app", file);
}

function rewrite(file: string, change: (xml: string) => string): void {
  writeFileSync(file, change(readFileSync(file, "utf8")));
  console.log(file);
}

try {
  main();
} catch (error) {
  if (!(error instanceof Error)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
