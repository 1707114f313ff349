import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { LightningBundle } from "../../metadata/types.ts";

export interface BuildOptions {
  /** Of the project; empty where it has none. */
  readonly namespace: string;
  readonly bundles: readonly LightningBundle[];
  /** Keeps built assets and transformed base components between runs. */
  readonly cacheFolder: string;
  readonly onProgress?: (message: string) => void;
}

export interface BuiltComponents {
  /** Script, by file name; `main.js` is the entry. */
  readonly assets: ReadonlyMap<string, string>;
  readonly fromCache: boolean;
}

const require = createRequire(import.meta.url);
const here = dirname(fileURLToPath(import.meta.url));
const browserFolder = join(here, "..", "browser");
const baseComponents = dirname(require.resolve("lightning-base-components/package.json"));

/** Compiles the pages' shell and the project's components for the browser; unchanged sources come from the cache. */
export async function buildComponents(given: BuildOptions): Promise<BuiltComponents> {
  const options = { ...given, cacheFolder: resolve(given.cacheFolder) };
  const key = cacheKey(options.bundles, options.namespace);
  const target = join(options.cacheFolder, `lightning-${key}`);
  const cached = readAssets(target);
  if (cached) return { assets: cached, fromCache: true };
  options.onProgress?.("compiling the Lightning pages");
  const modules = writeModules(options, key);
  try {
    const { bundleComponents } = await import("./bundle-components.ts");
    const assets = await bundleComponents({
      modules,
      components: options.bundles.map(({ name }) => name),
      namespace: options.namespace,
      browserFolder,
      baseComponents,
      transformed: join(options.cacheFolder, `base-components-${packageVersions()}`)
    });
    writeAssets(target, assets);
    return { assets, fromCache: false };
  } finally {
    rmSync(dirname(modules), { recursive: true, force: true });
  }
}

/** The LWC compiler reads files: the deployed bundles are laid out as `modules/c/<name>/`. */
function writeModules({ bundles, cacheFolder }: BuildOptions, key: string): string {
  const modules = join(cacheFolder, `source-${key}-${process.pid}`, "modules");
  for (const { path, name, files } of bundles) {
    for (const file of files) {
      const relative = file.path.slice(path.length + 1);
      if (relative.startsWith("__") || relative.endsWith("-meta.xml")) continue;
      const place = join(modules, "c", name, relative);
      mkdirSync(dirname(place), { recursive: true });
      writeFileSync(place, file.content);
    }
  }
  mkdirSync(join(modules, "c"), { recursive: true });
  // The resolver looks for packages from the folder of the package that a component is in.
  symlinkSync(dirname(baseComponents), join(modules, "..", "node_modules"), "junction");
  writeFileSync(join(modules, "..", "package.json"), JSON.stringify({ name: "components", lwc: { modules: [] } }));
  return modules;
}

function cacheKey(bundles: readonly LightningBundle[], namespace: string): string {
  const hash = createHash("sha256").update(packageVersions()).update(namespace);
  for (const file of filesOf(browserFolder)) hash.update(readFileSync(file));
  for (const file of filesOf(here)) hash.update(readFileSync(file));
  for (const one of bundles) for (const file of one.files) hash.update(file.path).update(file.content);
  return hash.digest("hex").slice(0, 24);
}

function packageVersions(): string {
  const versions = ["lwc", "lightning-base-components", "@lwc/rollup-plugin"].map((name) =>
    readFileSync(join(dirname(baseComponents), name, "package.json"), "utf8")
  );
  return createHash("sha256").update(versions.join()).digest("hex").slice(0, 12);
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

function readAssets(folder: string): ReadonlyMap<string, string> | undefined {
  if (!existsSync(folder)) return undefined;
  return new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}

function writeAssets(folder: string, assets: ReadonlyMap<string, string>): void {
  const draft = `${folder}-${process.pid}`;
  mkdirSync(draft, { recursive: true });
  for (const [name, code] of assets) writeFileSync(join(draft, name), code);
  if (existsSync(folder)) rmSync(draft, { recursive: true });
  else renameSync(draft, folder);
}
