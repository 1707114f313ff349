import { readFileSync, writeFileSync } from "node:fs";
import { applyEdits, modify, parse } from "jsonc-parser";
import { format, resolveConfig } from "prettier";
import type { ProjectSource } from "../local-org/metadata/types.ts";

/**
 * Keeps one entry per component, but not for bundles of a style sheet alone, under `paths` of a tsconfig, so that `c/memberCard` is found in the feature's folder.
 * Writes only what differs, formatted as the project is, and leaves other paths; the compiler allows one wildcard per path, and two would be needed.
 */
export async function writeComponentPaths(file: string, { bundles }: Pick<ProjectSource, "bundles">): Promise<void> {
  const text = readFileSync(file, "utf8");
  const present =
    (parse(text) as { compilerOptions?: { paths?: Record<string, string[]> } }).compilerOptions?.paths ?? {};
  const others = Object.entries(present).filter(([name]) => !name.startsWith("c/"));
  const components = bundles
    .map(({ name, path, files }) => ({ name, files, file: `${path}/${name}.ts` }))
    .filter(({ files, file: own }) => files.some(({ path }) => path === own))
    .map(({ name, file: own }): [string, string[]] => [`c/${name}`, [`./${own}`]]);
  const paths = Object.fromEntries([...components, ...others].sort(([one], [other]) => (one < other ? -1 : 1)));
  if (JSON.stringify(present) === JSON.stringify(paths)) return;
  const written = applyEdits(text, modify(text, ["compilerOptions", "paths"], paths, {}));
  writeFileSync(file, await format(written, { ...(await resolveConfig(file)), filepath: file }));
}
