/**
 * Writes one text into all files that need it, in each language:
 *   npm run generate -- label NAME "English" "Polish" "Turkish" [--about "where it is shown"]
 *   npm run generate -- value OBJECT.FIELD[,OBJECT.FIELD] VALUE "English" "Polish" "Turkish"
 * A value is added to the enums of docs/openapi.yaml that name its field as well.
 * Languages are those of force-app/main/app/translations, in the order of their codes. Exit codes: 0 written, 2 usage;
 * then nothing was written.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { format, resolveConfig } from "prettier";
import { withEnumValue, withLabel, withLabelTranslation, withValue, withValueTranslation } from "./generated-texts.ts";

const APP = "force-app/main/app";
const LABELS = join(APP, "labels/CustomLabels.labels-meta.xml");
const OPENAPI = "docs/openapi.yaml";
const TRANSLATIONS = join(APP, "translations");
const languages = readdirSync(TRANSLATIONS)
  .map((file) => file.split(".")[0]!)
  .sort();

class UsageError extends Error {}

const changed = new Map<string, string>();

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { about: { type: "string" } } });
  const [kind, name = "", ...rest] = positionals;
  if (kind === "label") writeLabel(name, rest, values.about ?? name);
  else if (kind === "value") for (const field of name.split(",")) await writeValue(field, rest);
  else throw new UsageError(`label or value, not ${kind ?? "nothing"}`);
  for (const [file, text] of changed) {
    writeFileSync(file, text);
    console.log(file);
  }
}

function writeLabel(name: string, texts: readonly string[], about: string): void {
  const [english, ...translations] = withEachLanguage(texts);
  rewrite(LABELS, (xml) => withLabel(xml, { name, text: english!, about }));
  for (const [index, language] of languages.entries())
    rewrite(join(TRANSLATIONS, `${language}.translation-meta.xml`), (xml) =>
      withLabelTranslation(xml, name, translations[index]!)
    );
}

async function writeValue(field: string, [value = "", ...texts]: readonly string[]): Promise<void> {
  const [object, fieldName] = field.split(".");
  const [english, ...translations] = withEachLanguage(texts);
  rewrite(fileEndingWith(`objects/${object}/fields/${fieldName}.field-meta.xml`), (xml) =>
    withValue(xml, value, english!)
  );
  for (const [index, language] of languages.entries())
    rewrite(fileEndingWith(`objectTranslations/${object}-${language}/${fieldName}.fieldTranslation-meta.xml`), (xml) =>
      withValueTranslation(xml, english!, translations[index]!)
    );
  const api = changed.get(OPENAPI) ?? readFileSync(OPENAPI, "utf8");
  const extended = withEnumValue(api, field, value);
  if (extended !== api)
    changed.set(OPENAPI, await format(extended, { ...(await resolveConfig(OPENAPI)), filepath: OPENAPI }));
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

/** All files are written together: a text that one of them refuses is in none. */
function rewrite(file: string, change: (xml: string) => string): void {
  changed.set(file, change(changed.get(file) ?? readFileSync(file, "utf8")));
}

try {
  await main();
} catch (error) {
  if (!(error instanceof Error)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
