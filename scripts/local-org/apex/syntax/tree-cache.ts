/**
 * Syntax trees by the text that they come from. Parsing is most of what a deployment costs, and a tree follows from its
 * text alone, so a tree that was read once is kept: beside the project, for the next process.
 */
import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { deserialize, serialize } from "node:v8";
import { removeUnused } from "../unused-files.ts";

let folder: string | undefined;

/** From now on this process keeps its trees in that folder, which is made where it is missing. */
export function keepTreesIn(cacheFolder: string): void {
  folder = join(cacheFolder, `trees-${fingerprint()}`);
  mkdirSync(folder, { recursive: true });
  const own = basename(folder);
  // Folders of other versions.
  removeUnused(cacheFolder, (name) => name.startsWith("trees-") && name !== own);
}

/**
 * The tree of a text, read back or parsed and kept. What cannot be kept or read back is parsed: the cache may be lost or
 * damaged at any time.
 *
 * @param kind what the text is parsed as
 * @param isWorthKeeping false for a text with mistakes, which will change
 */
export function remembered<Tree>(
  kind: string,
  source: string,
  parse: () => Tree,
  isWorthKeeping: (tree: Tree) => boolean
): Tree {
  if (folder === undefined) return parse();
  const path = join(folder, createHash("sha256").update(`${kind}\n${source}`).digest("hex").slice(0, 40));
  const kept = readBack<Tree>(path);
  if (kept !== undefined) return kept;
  const tree = parse();
  if (isWorthKeeping(tree)) keep(path, tree);
  return tree;
}

function readBack<Tree>(path: string): Tree | undefined {
  try {
    return deserialize(readFileSync(path)) as Tree;
  } catch {
    return undefined;
  }
}

/** Written aside and moved into place, so that another process never reads half a tree. */
function keep(path: string, tree: unknown): void {
  const draft = `${path}.${randomUUID()}`;
  try {
    writeFileSync(draft, serialize(tree));
    renameSync(draft, path);
  } catch {
    rmSync(draft, { force: true });
  }
}

/** What decides about the shape of trees: this folder's sources, the grammar and the format in which they are kept. */
function fingerprint(): string {
  const here = fileURLToPath(new URL(".", import.meta.url));
  const hash = createHash("sha256").update(process.version);
  for (const file of readdirSync(here).sort()) {
    if (file.endsWith(".ts") && !file.endsWith(".test.ts")) hash.update(readFileSync(join(here, file)));
  }
  hash.update(readFileSync(fileURLToPath(import.meta.resolve("@apexdevtools/apex-parser"))).subarray(0, 1 << 20));
  return hash.digest("hex").slice(0, 16);
}
