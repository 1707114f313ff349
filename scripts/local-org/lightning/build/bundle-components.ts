/** The LWC compiler and the bundler, which take long to load: nobody needs them whose pages are built already. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, realpathSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import lwc from "@lwc/rollup-plugin";
import { transform } from "esbuild";
import { rollup, type Plugin, type RollupLog } from "rollup";
import { platformModules } from "./platform-modules.ts";

/** A component does not compile; the message names file, line and column. */
export class ComponentBuildError extends Error {}

export interface BundleOptions {
  /** Holds the project's components as `c/<name>/`. */
  readonly modules: string;
  /** Their names. */
  readonly components: readonly string[];
  /** Of the project; empty where it has none. */
  readonly namespace: string;
  /** The pages' shell. */
  readonly browserFolder: string;
  /** The package of the base components. */
  readonly baseComponents: string;
  /** Keeps what the compiler made of the base components, which never change. */
  readonly transformed: string;
}

/** @returns scripts by file name; `main.js` is the entry */
export async function bundleComponents(options: BundleOptions): Promise<Map<string, string>> {
  const { modules, components, namespace, browserFolder } = options;
  try {
    const build = await rollup({
      input: { main: join(browserFolder, "main.ts") },
      plugins: [
        platformModules({ browserFolder, components, namespace }),
        spriteIcons(),
        labelledTime(),
        stripTypes(),
        browserConstants(),
        cachedLwc(options),
        minified()
      ],
      onwarn: refuseWarnings
    });
    const { output } = await build.generate({
      format: "es",
      chunkFileNames: "[name]-[hash].js",
      entryFileNames: "[name]-[hash].js",
      compact: true
    });
    await build.close();
    const chunks = output.filter((one) => one.type === "chunk");
    const entry = chunks.find(({ isEntry }) => isEntry)!;
    return new Map([
      // Pages ask for this name again at every load; all else is kept by the browser as long as its content is the same.
      ["main.js", `import "./${entry.fileName}";`],
      ...chunks.map(({ fileName, code }) => [fileName, code] as const)
    ]);
  } catch (error) {
    throw new ComponentBuildError(explain(error as BuildError, modules));
  }
}

/** Transforming the base components takes most of a build and their files never change. */
function cachedLwc({ modules, browserFolder, baseComponents, transformed }: BundleOptions): Plugin {
  const plugin = lwc({
    modules: [{ dir: modules }, { dir: join(browserFolder, "modules") }, { npm: "lightning-base-components" }],
    enableDynamicComponents: true,
    enableLwcOn: true,
    apiVersion: 66
  });
  const resolveModule = plugin.resolveId as (this: unknown, source: string, importer?: string) => unknown;
  const transformModule = plugin.transform as (this: unknown, code: string, id: string) => unknown;
  mkdirSync(transformed, { recursive: true });
  return {
    ...plugin,
    // Packages are found through the link beside the components: without their real path they would be bundled twice.
    async resolveId(source: string, importer?: string) {
      const found = await resolveModule.call(this, source, importer);
      return (typeof found === "string" && existsSync(found) ? realpathSync(found) : found) as never;
    },
    async transform(code: string, id: string) {
      if (!id.startsWith(baseComponents)) return transformModule.call(this, code, id) as never;
      const file = join(
        transformed,
        `${createHash("sha256").update(id.slice(baseComponents.length)).update(code).digest("hex").slice(0, 32)}.json`
      );
      if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as never;
      const result = (await transformModule.call(this, code, id)) as { code: string } | null;
      if (result) {
        writeFileSync(`${file}.${process.pid}`, JSON.stringify({ code: result.code, map: null }));
        renameSync(`${file}.${process.pid}`, file);
      }
      return result;
    }
  };
}

/**
 * Chunks are named by what is sent: minified before their names are made. Without an import or export a chunk would be read
 * as a script, where functions of blocks are names of the whole.
 */
function minified(): Plugin {
  return {
    name: "minified",
    async renderChunk(code) {
      const options = { loader: "js", format: "esm", target: "esnext", minify: true, legalComments: "none" } as const;
      return { code: (await transform(`${code}\nexport {};\n`, options)).code, map: null };
    }
  };
}

/** Decorators stay: the LWC compiler needs them. */
function stripTypes(): Plugin {
  const options = {
    loader: "ts",
    target: "esnext",
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: true, verbatimModuleSyntax: true, target: "ESNext" } }
  } as const;
  return {
    name: "strip-types",
    async transform(code, id) {
      if (!id.replace(/\?.*$/, "").endsWith(".ts")) return null;
      return { code: (await transform(code, { ...options, sourcefile: id })).code, map: null };
    }
  };
}

/**
 * The time's label names an input in another component's shadow by its id, which assistive tools that keep to shadows do
 * not follow. The base component knows, and repeats the label on the input itself, but only under native shadows.
 */
function labelledTime(): Plugin {
  const given = /&&\s*this\._isNativeShadow\s*\? this\.label/;
  return {
    name: "labelled-time",
    transform(code, id) {
      if (!id.endsWith("/timepicker/timepicker.js")) return null;
      if (!given.test(code))
        throw new Error("lightning-base-components has changed: timepicker no longer labels its input as expected");
      return { code: code.replace(given, "? this.label"), map: null };
    }
  };
}

/** What a bundler for the browser settles once and for all. */
function browserConstants(): Plugin {
  const constants = { "import.meta.env.SSR": "false", "process.env.NODE_ENV": '"production"' };
  return {
    name: "browser-constants",
    transform(code) {
      if (!Object.keys(constants).some((name) => code.includes(name))) return null;
      return {
        code: Object.entries(constants).reduce((text, [name, value]) => text.replaceAll(name, value), code),
        map: null
      };
    }
  };
}

/**
 * The base components carry every icon as a compiled template, thousands of them; here icons are read from the design
 * system's sprites, which the org serves.
 */
function spriteIcons(): Plugin {
  return {
    name: "sprite-icons",
    resolveId: (source) => (/^lightning\/iconSvgTemplates/.test(source) ? `\0no-templates` : null),
    load: (id) => (id === "\0no-templates" ? "export default {};" : null),
    transform(code, id) {
      if (!id.endsWith("/primitiveIcon/primitiveIcon.js")) return null;
      const given = "return this.src ? sanitizeURL(this.src) : '';";
      if (!code.includes(given))
        throw new Error("lightning-base-components has changed: primitiveIcon no longer computes href as expected");
      const sprite =
        "return this.src ? sanitizeURL(this.src) : this.category ? `/lightning/icons/${this.category}-sprite/svg/symbols.svg#${this.name}` : '';";
      return { code: code.replace(given, sprite), map: null };
    }
  };
}

function refuseWarnings(warning: RollupLog): void {
  const harmless = ["CIRCULAR_DEPENDENCY", "THIS_IS_UNDEFINED", "EVAL"];
  const fromPackage = warning.id?.includes("node_modules") || warning.loc?.file?.includes("node_modules");
  if (harmless.includes(warning.code ?? "") || fromPackage) return;
  if (warning.code === "UNRESOLVED_IMPORT") throw new Error(warning.message);
}

/** The LWC compiler tells the place in ways of its own. */
interface BuildError extends RollupLog, Error {
  readonly filename?: string;
  readonly location?: { readonly line: number; readonly column: number };
}

function explain(error: BuildError, modules: string): string {
  const file = error.loc?.file ?? error.id ?? error.filename;
  const { line, column } = error.loc ?? error.location ?? {};
  const place = file === undefined ? "" : [file, line, column].filter((part) => part !== undefined).join(":") + " ";
  return `${place}${error.message}`.replaceAll(`${modules}/c/`, "lwc/");
}
