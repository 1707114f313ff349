import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const PAGE = "docs/glossary.md";
const page = readFileSync(PAGE, "utf8");
const LOCALES = { English: "en", Turkish: "tr", Polish: "pl" } as const;
type Language = keyof typeof LOCALES;

interface Text {
  readonly place: string;
  readonly text: string;
}

interface Term {
  readonly term: string;
  readonly where: string;
  readonly words: Readonly<Record<"Turkish" | "Polish", string>>;
}

interface ForbiddenWord {
  readonly language: Language;
  readonly pattern: string;
  readonly instead: string;
}

const [termTables = "", forbiddenTable = ""] = page.split("## Words that do not occur\n");
const terms = rowsOf(termTables)
  .filter((cells) => cells.length === 5)
  .map(([term, , where, Turkish, Polish]): Term => ({
    term: term!,
    where: where!,
    words: { Turkish: Turkish!, Polish: Polish! }
  }));
const forbiddenWords = rowsOf(forbiddenTable).flatMap(([language, patterns, instead]) =>
  patterns!
    .split(",")
    .map((pattern): ForbiddenWord => ({ language: language as Language, pattern: pattern.trim(), instead: instead! }))
);
const metadata = readdirSync("force-app", { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith("-meta.xml"))
  .map((file) => join("force-app", file).replaceAll("\\", "/"));
const texts: Readonly<Record<Language, readonly Text[]>> = {
  English: [...textsOfMetadata("English"), ...textsOfPages(), ...commentsOfTheApp()],
  Turkish: textsOfMetadata("Turkish"),
  Polish: textsOfMetadata("Polish")
};

test("every name that the glossary gives a term is an object or a field of the app", () => {
  assert.ok(terms.length >= 50, `only ${terms.length} terms were found`);
  const missing = terms.flatMap(({ term, where }) =>
    [...where.matchAll(/`(\w+)(?:\.(\w+))?`/g)]
      .filter(([, object, field]) => !metadata.some((file) => file.endsWith(fileOf(object!, field))))
      .map(([name]) => `${term}: ${name}`)
  );
  assert.deepEqual(missing, []);
});

test("the Turkish and Polish words are those of the translations", () => {
  const unused = (["Turkish", "Polish"] as const).flatMap((language) =>
    terms
      .map(({ words }) => words[language])
      .filter((word) => !texts[language].some(({ text }) => lower(text, language).includes(stemOf(word))))
      .map((word) => `${language}: ${word}`)
  );
  assert.deepEqual(unused, []);
});

test("a word that the glossary forbids is found, in any case of its letters and whole", () => {
  const found = occurrences([{ language: "Turkish", pattern: "kademe*", instead: "seviye" }], {
    Turkish: [
      { place: "a", text: "Üst KADEMELER" },
      { place: "b", text: "akademe" }
    ]
  });
  assert.deepEqual(found, ['a: "KADEMELER", the word is: seviye']);
});

test("no forbidden word occurs in labels, help texts, translations, pages and comments", () => {
  assert.ok(forbiddenWords.length >= 40, `only ${forbiddenWords.length} forbidden words were found`);
  assert.ok(texts.Turkish.length > 1000 && texts.Polish.length > 1000 && texts.English.length > 1000);
  assert.deepEqual(occurrences(forbiddenWords, texts), []);
});

function occurrences(
  words: readonly ForbiddenWord[],
  where: Readonly<Partial<Record<Language, readonly Text[]>>>
): string[] {
  return words.flatMap(({ language, pattern, instead }) => {
    const letters = lower(pattern, language).replace("*", "\\p{L}*");
    const word = new RegExp(`(?<!\\p{L})${letters}(?!\\p{L})`, "gu");
    return (where[language] ?? []).flatMap(({ place, text }) =>
      [...lower(text, language).matchAll(word)].map(
        (match) => `${place}: "${text.slice(match.index, match.index + match[0].length)}", the word is: ${instead}`
      )
    );
  });
}

/** Both languages inflect the end of a word. */
function stemOf(word: string): string {
  return word.length > 8 ? word.slice(0, -2) : word;
}

function lower(text: string, language: Language): string {
  return text.toLocaleLowerCase(LOCALES[language]);
}

function fileOf(object: string, field: string | undefined): string {
  return field === undefined
    ? `/objects/${object}/${object}.object-meta.xml`
    : `/objects/${object}/fields/${field}.field-meta.xml`;
}

function rowsOf(markdown: string): string[][] {
  return markdown
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .map((line) =>
      line
        .slice(1, -1)
        .split("|")
        .map((cell) => cell.trim())
    )
    .filter(([first]) => first !== "term" && first !== "language" && !/^-+$/.test(first!));
}

function languageOf(file: string): Language {
  if (/-tr\/|\/tr\.translation/.test(file)) return "Turkish";
  return /-pl\/|\/pl\.translation/.test(file) ? "Polish" : "English";
}

function textsOfMetadata(language: Language): Text[] {
  const elements =
    /<(label|help|inlineHelpText|value|translation|errorMessage|relationshipLabel|description)>([^<]+)</g;
  return metadata
    .filter((file) => languageOf(file) === language)
    .flatMap((place) =>
      [...readFileSync(place, "utf8").matchAll(elements)].map(([, , text]) => ({ place, text: text! }))
    );
}

/** The glossary itself is left out, since it names the words. */
function textsOfPages(): Text[] {
  return [...readdirSync("docs").map((name) => `docs/${name}`), "README.md"]
    .filter((path) => path.endsWith(".md") && path !== PAGE)
    .flatMap((path) =>
      readFileSync(path, "utf8")
        .replace(/```[\s\S]*?```/g, (code) => code.replace(/[^\n]/g, ""))
        .replace(/`[^`\n]*`/g, "")
        .split("\n")
        .map((text, line) => ({ place: `${path}:${line + 1}`, text }))
    );
}

/** Comments of the app, the sync and the commands. The local org has the words of the platform. */
function commentsOfTheApp(): Text[] {
  const comment = /\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/ .*/g;
  return ["force-app", "scripts/sync", "scripts/start", "scripts/setup", "scripts/bench"]
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)))
    .filter((path) => /\.(cls|trigger|ts)$/.test(path))
    .flatMap((path) =>
      [...readFileSync(path, "utf8").matchAll(comment)].map(([text]) => ({ place: path.replaceAll("\\", "/"), text }))
    );
}
