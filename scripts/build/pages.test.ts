/** What the pages point at is there: files, headings, commands and their options. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { test } from "node:test";

const pages = [
  ...readdirSync(".").filter((name) => name.endsWith(".md")),
  ...readdirSync("docs", { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => join("docs", name))
];
const textOf = (page: string): string => readFileSync(page, "utf8");

test("links lead to a file that is there, and to a heading that it has", () => {
  const links = pages.flatMap((page) =>
    [...withoutCode(textOf(page)).matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)].map(([, target]) => ({
      page,
      target: target!
    }))
  );
  assert.ok(links.length > 60, `only ${links.length} links were found`);
  const broken = links.filter(({ page, target }) => !leadsSomewhere(page, target));
  assert.deepEqual(
    broken.map(({ page, target }) => `${page}: ${target}`),
    []
  );
});

test("every page of docs/ is in the README's index, one of a folder in the page of the folder's name", () => {
  const missing = pages.filter((page) => {
    if (!page.startsWith("docs")) return false;
    const index = dirname(page) === "docs" ? "README.md" : `${dirname(page)}.md`;
    return !textOf(index).includes(`](${relative(dirname(index), page).replaceAll("\\", "/")})`);
  });
  assert.deepEqual(missing, []);
});

test("lines of the README's tables stay readable where nothing wraps them", () => {
  const long = textOf("README.md")
    .split("\n")
    .filter((line) => line.startsWith("|") && line.length > 160);
  assert.deepEqual(long, []);
});

test("npm scripts that a page names are in package.json", () => {
  const { scripts } = JSON.parse(textOf("package.json")) as { scripts: Record<string, string> };
  const named = pages.flatMap((page) =>
    [...textOf(page).matchAll(/npm run (?:-s |--silent )?([\w:-]+)/g)].map(([, name]) => name!)
  );
  assert.ok(named.length > 10);
  assert.deepEqual(
    [...new Set(named)].filter((name) => scripts[name] === undefined),
    []
  );
});

for (const { name, main, least } of [
  { name: "sync", main: "sync/main", least: 8 },
  { name: "org", main: "local-org/cli/main", least: 5 }
])
  test(`commands of ${name} on the pages have only options that the command has, and samples that are there`, () => {
    const calls = pages.flatMap((page) => callsOf(name, page));
    assert.ok(calls.length >= least, `only ${calls.length} commands were found`);
    const help = new Map<string, string>();
    const wrong = calls.flatMap(({ page, command, options, files }) => {
      if (!help.has(command)) help.set(command, helpOf(main, command));
      return [
        ...options.filter((option) => !new RegExp(`${option}\\b`).test(help.get(command)!)),
        ...files.filter((file) => !existsSync(file))
      ].map((what) => `${page}: ${command} ${what}`);
    });
    assert.deepEqual(wrong, []);
  });

test("scripts and folders that commands on the pages name are there", () => {
  const named = pages.flatMap((page) =>
    [
      ...textOf(page).matchAll(/(?:npx (?:tsx|jest)|bash|^)\s[^\n`]*?\b((?:scripts|force-app)\/[\w./-]+)/gm),
      ...textOf(page)
        .replaceAll(/node scripts\/launch\.js ([\w/-]+)/g, "launched scripts/$1.ts")
        .matchAll(/launched ([\w/.-]+)/g)
    ].map(([, file]) => `${page}: ${file}`)
  );
  assert.ok(named.length > 4, `only ${named.length} were found`);
  assert.deepEqual(
    named.filter((one) => !existsSync(one.split(": ")[1]!)),
    []
  );
});

interface Call {
  readonly page: string;
  readonly command: string;
  readonly options: readonly string[];
  readonly files: readonly string[];
}

function callsOf(script: string, page: string): Call[] {
  const calls = textOf(page).matchAll(new RegExp(`npm run (?:-s |--silent )?${script} -- (\\w+)([^\\n\`|#]*)`, "g"));
  return [...calls].map(([, command, rest]) => ({
    page,
    command: command!,
    options: [...rest!.matchAll(/ \[?(--[\w-]+)/g)].map(([, option]) => option!),
    files: [...rest!.matchAll(/(config\/\S+)/g)].map(([, file]) => file!)
  }));
}

function helpOf(main: string, command: string): string {
  return execFileSync(process.execPath, ["scripts/launch.js", main, command, "--help"], { encoding: "utf8" });
}

function leadsSomewhere(page: string, target: string): boolean {
  const [path, anchor] = target.split("#");
  const file = path === "" ? page : normalize(join(dirname(page), path!));
  if (!existsSync(file)) return false;
  return anchor === undefined || !file.endsWith(".md") || anchorsOf(textOf(file)).has(anchor);
}

/** As GitHub makes them: small letters, spaces as dashes, other signs left out; a repeated heading gets a number. */
function anchorsOf(markdown: string): Set<string> {
  const anchors = new Set<string>();
  for (const [, heading] of withoutCode(markdown).matchAll(/^#+ (.+)$/gm)) {
    const anchor = heading!
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-");
    let free = anchor;
    for (let count = 1; anchors.has(free); count++) free = `${anchor}-${count}`;
    anchors.add(free);
  }
  return anchors;
}

function withoutCode(markdown: string): string {
  return markdown.replace(/```[\s\S]*?```/g, "");
}
