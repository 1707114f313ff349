import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { transform } from "esbuild";
import { withNamespacedAddress } from "./namespaced-addresses.ts";

const LEFT_OUT = /\/__tests__\/|tsconfig.*\.json$|\/lwc\/[^/]+\/[^/]+\.ts$/;

/**
 * Package directories of the deployable tree, in the order in which they are deployed. An org refuses translations into
 * languages that it has not turned on, so they are apart from the app, and the settings that turn them on come before.
 */
const PACKAGE_DIRECTORIES = [{ path: "force-app", default: true }, { path: "languages" }, { path: "translations" }];
const TRANSLATIONS = /^force-app\/(.*\/(?:objectTranslations|translations)\/.*)$/;

/** Copies force-app with its components compiled: the platform takes JavaScript only and compiles decorators itself. */
export async function writeDeployableTree(target: string): Promise<{ components: number; files: number }> {
  rmSync(target, { recursive: true, force: true });
  const project = JSON.parse(readFileSync("sfdx-project.json", "utf8")) as { namespace?: string };
  let [components, files] = [0, 0];
  for (const path of filesBelow("force-app")) {
    if (/\/lwc\/[^/]+\/[^/]+\.ts$/.test(path) && !path.endsWith(".d.ts") && !path.includes("/__tests__/")) {
      const { code } = await transform(readFileSync(path, "utf8"), {
        loader: "ts",
        target: "esnext",
        sourcefile: path,
        tsconfigRaw: {
          compilerOptions: { useDefineForClassFields: true, verbatimModuleSyntax: true, target: "ESNext" }
        }
      });
      write(join(target, path.replace(/\.ts$/, ".js")), code);
      components++;
      files++;
    } else if (!LEFT_OUT.test(path)) {
      const place = join(target, path.replace(TRANSLATIONS, "translations/$1"));
      mkdirSync(join(place, ".."), { recursive: true });
      if (project.namespace && path.endsWith(".webLink-meta.xml"))
        writeFileSync(place, withNamespacedAddress(readFileSync(path, "utf8"), project.namespace));
      else cpSync(path, place);
      files++;
    }
  }
  cpSync("config/languages", join(target, "languages"), { recursive: true });
  write(
    join(target, "sfdx-project.json"),
    JSON.stringify({ ...project, packageDirectories: PACKAGE_DIRECTORIES }, null, 2)
  );
  return { components, files };
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).replaceAll("\\", "/"))
    .sort();
}

function write(path: string, content: string): void {
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, content);
}
