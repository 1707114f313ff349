import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { transform } from "esbuild";

const LEFT_OUT = /\/__tests__\/|tsconfig.*\.json$|\/lwc\/[^/]+\/[^/]+\.ts$/;

/** Copies force-app with its components compiled: the platform takes JavaScript only and compiles decorators itself. */
export async function writeDeployableTree(target: string): Promise<{ components: number; files: number }> {
  rmSync(target, { recursive: true, force: true });
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
      mkdirSync(join(target, path, ".."), { recursive: true });
      cpSync(path, join(target, path));
      files++;
    }
  }
  cpSync("sfdx-project.json", join(target, "sfdx-project.json"));
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
