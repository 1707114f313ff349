import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, posix } from "node:path";

/** A file of a project, on disk or in an archive; `path` is relative to the project's root, `/` separated. */
export interface TreeFile {
  readonly path: string;
  read(): Uint8Array;
}

/** What the CLI never deploys from a package directory ("Salesforce DX Developer Guide: How to Exclude Source When Syncing"). */
const alwaysIgnored: readonly RegExp[] = [
  /(^|\/)\.[^/]+/,
  /(^|\/)__(tests|mocks|utam)__(\/|$)/,
  /(^|\/)(jsconfig|tsconfig)\.json$/,
  /\.d\.ts$/,
  /\.dup$/,
  /(^|\/)package(2|-lock)?\.(xml|json)$/
];

/** All deployable files under `directory`, in order of their paths, without what .forceignore excludes. */
export function listFiles(root: string, directory: string): TreeFile[] {
  const ignored = forceIgnore(root);
  const files: TreeFile[] = [];
  const visit = (path: string): void => {
    const names = readdirSync(join(root, path)).sort();
    for (const name of names) {
      const child = posix.join(path, name);
      const isFolder = statSync(join(root, child)).isDirectory();
      if (alwaysIgnored.some((pattern) => pattern.test(child))) {
        continue;
      }
      if (ignored(child, isFolder) && !isUncompiledModule(child, names)) {
        continue;
      }
      if (isFolder) {
        visit(child);
      } else {
        // Read now: what was deployed must not change when the folder does.
        const content = readFileSync(join(root, child));
        files.push({ path: child, read: () => content });
      }
    }
  };
  visit(directory.replace(/^\.\//, "").replace(/\/$/, ""));
  return files;
}

/**
 * Projects ignore the TypeScript of their components because the platform takes JavaScript only. It is compiled here,
 * so it counts unless its compiled form lies beside it.
 */
function isUncompiledModule(path: string, siblings: readonly string[]): boolean {
  const module = /\/lwc\/[^/]+\/([^/.]+)\.ts$/.exec(path)?.[1];
  return module !== undefined && !siblings.includes(`${module}.js`);
}

/** The syntax of .gitignore; the last pattern that matches decides. */
function forceIgnore(root: string): (path: string, isFolder: boolean) => boolean {
  const file = join(root, ".forceignore");
  const rules = existsSync(file) ? readFileSync(file, "utf8").split(/\r?\n/).flatMap(ruleOf) : [];
  return (path, isFolder) =>
    rules.reduce(
      (ignored, rule) => ((isFolder || !rule.foldersOnly) && rule.pattern.test(path) ? !rule.negated : ignored),
      false
    );
}

function ruleOf(line: string): { pattern: RegExp; negated: boolean; foldersOnly: boolean }[] {
  const text = line.trim();
  if (text === "" || text.startsWith("#")) {
    return [];
  }
  const negated = text.startsWith("!");
  const body = negated ? text.slice(1) : text;
  const foldersOnly = body.endsWith("/");
  const trimmed = body.replace(/\/$/, "");
  const anchored = trimmed.includes("/");
  const source = trimmed
    .replace(/^\//, "")
    .split(/(\*\*\/|\/\*\*|\*\*|\*|\?)/)
    .map(globPart)
    .join("");
  return [{ pattern: new RegExp(`${anchored ? "^" : "(^|/)"}${source}$`), negated, foldersOnly }];
}

function globPart(part: string): string {
  switch (part) {
    case "**/":
      return "(?:.*/)?";
    case "/**":
      return "/.*";
    case "**":
      return ".*";
    case "*":
      return "[^/]*";
    case "?":
      return "[^/]";
    default:
      return part.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  }
}
