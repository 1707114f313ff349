/**
 * Takes the types out of the sources of this folder once, into `.cache/scripts/`, and only where a source has changed since.
 * To take them out at each import, as loaders do, costs each process some seconds. Plain JavaScript, since it is what compiles
 * the others.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** This folder. */
export const sources = dirname(fileURLToPath(import.meta.url));
/** Where the JavaScript is. */
export const compiled = resolve(sources, "..", ".cache", "scripts");
const manifestFile = join(compiled, "manifest.json");
/** Another way to compile, or another place of the project, makes all anew. */
const WAY = `1 ${process.versions.node} ${sources}`;
/** Components of the local org's pages: its own build compiles them, for the browser. */
const NOT_HERE = join(sources, "local-org", "lightning", "browser") + sep;

/**
 * @param {string} module path of a TypeScript file of this folder
 * @returns {string} the JavaScript file that stands for it
 */
export function compiledPath(module) {
  return join(compiled, relative(sources, resolve(module)).replace(/\.ts$/, ".js"));
}

/** Compiles what has changed since the last time, by time and size. Several processes may do so at once. */
export async function compileChanged() {
  const manifest = readManifest();
  const found = Object.fromEntries(sourceFiles().map((file) => [file, stampOf(file)]));
  const changed = Object.keys(found).filter((file) => manifest[file] !== found[file]);
  const gone = Object.keys(manifest).filter((file) => found[file] === undefined);
  if (changed.length === 0 && gone.length === 0) return;
  const { build, stop } = await import("esbuild");
  const { outputFiles } = await build({
    entryPoints: changed.map((file) => join(sources, file)),
    outbase: sources,
    outdir: compiled,
    write: false,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    sourcemap: "linked",
    plugins: [oneByOne],
    logLevel: "error"
  });
  // Its process would stay as long as this one, with all that it has read.
  await stop();
  for (const { path, contents } of outputFiles) writeWhole(path, contents);
  for (const file of gone) rmSync(compiledPath(join(sources, file)), { force: true });
  writeWhole(manifestFile, JSON.stringify({ way: WAY, files: found }));
}

/** A compiled file each, which imports the other compiled ones, and finds its folder where its source is. */
const oneByOne = {
  name: "one by one",
  setup(setting) {
    setting.onResolve({ filter: /.*/ }, ({ path, kind, resolveDir }) => {
      if (kind === "entry-point") return undefined;
      if (!path.startsWith(".")) return { path, external: true };
      if (path.endsWith(".ts")) return { path: path.replace(/ts$/, "js"), external: true };
      return { path: pathToFileURL(join(resolveDir, path)).href, external: true };
    });
    setting.onLoad({ filter: /\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8")
        .replaceAll("import.meta.url", JSON.stringify(pathToFileURL(path).href))
        .replaceAll("import.meta.dirname", JSON.stringify(dirname(path))),
      loader: "ts"
    }));
  }
};

function readManifest() {
  try {
    const { way, files } = JSON.parse(readFileSync(manifestFile, "utf8"));
    return way === WAY ? files : {};
  } catch {
    return {};
  }
}

function sourceFiles() {
  return readdirSync(sources, { recursive: true }).filter(
    (file) => file.endsWith(".ts") && !file.endsWith(".d.ts") && !join(sources, file).startsWith(NOT_HERE)
  );
}

function stampOf(file) {
  const { mtimeMs, size } = statSync(join(sources, file));
  return `${mtimeMs} ${size}`;
}

/** Written aside and moved into place, so that another process never reads half a file. */
function writeWhole(path, contents) {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, contents);
  renameSync(draft, path);
}
