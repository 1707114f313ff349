/**
 * Programs that have compiled without a mistake, by what they were compiled from, remembered beside the project for the next
 * process. It then compiles each class when it is first used: most runs need few of them.
 */
import { createHash, type Hash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ProjectSource } from "../metadata/types.ts";
import { removeUnused } from "./unused-files.ts";

/** What no class can name. */
const NOT_APEX = /\/(?:lwc|aura|staticresources|layouts|flexipages)\//;

let folder: string | undefined;
let compiler: Hash | undefined;

/** From now on this process remembers programs in that folder, which is made where it is missing. */
export function rememberProgramsIn(cacheFolder: string): void {
  folder = join(cacheFolder, "programs");
  mkdirSync(folder, { recursive: true });
  removeUnused(folder);
}

/** What stands for a project's program; undefined where nothing is remembered. */
export function programKey(project: ProjectSource): string | undefined {
  if (folder === undefined || project.files === undefined) return undefined;
  const { namespace, sourceApiVersion, languages, personAccounts } = project;
  const hash = compilerHash()
    .copy()
    .update(JSON.stringify([namespace, sourceApiVersion, languages, personAccounts]));
  for (const file of project.files) if (!NOT_APEX.test(file.path)) hash.update(`${file.path}\n`).update(file.read());
  return hash.digest("hex").slice(0, 40);
}

/** Whether a program with that key has compiled before. */
export function hasCompiled(key: string | undefined): boolean {
  return key !== undefined && folder !== undefined && existsSync(join(folder, key));
}

/** What cannot be written is compiled again the next time. */
export function rememberCompiled(key: string | undefined): void {
  if (key === undefined || folder === undefined) return;
  try {
    writeFileSync(join(folder, key), "");
  } catch {
    return;
  }
}

/** The whole local org decides what compiles: its schema and library as much as its compiler. */
function compilerHash(): Hash {
  if (compiler) return compiler;
  compiler = createHash("sha256").update(process.version);
  const here = fileURLToPath(new URL("..", import.meta.url));
  for (const name of readdirSync(here, { recursive: true, encoding: "utf8" }).sort())
    if (/(?<!\.test)\.[jt]s$/.test(name)) compiler.update(name).update(readFileSync(join(here, name)));
  return compiler.update(readFileSync(fileURLToPath(import.meta.resolve("@apexdevtools/apex-parser"))));
}
