/**
 * `node scripts/launch.js MODULE [WORD …]` runs a module of this folder, `sync/main` for example, compiled where it has
 * changed. No module may import this file: it waits here for the end of all imports.
 */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { compileChanged, compiled, compiledPath, sources } from "./compile.js";

const [, , module, ...words] = process.argv;
if (module === undefined) {
  console.error("usage: node scripts/launch.js MODULE [WORD …]");
  process.exit(2);
}
await compileOrExit();
const file = compiledPath(join(sources, `${module}.ts`));
process.argv = [process.argv[0], file, ...words];
process.setSourceMapsEnabled(true);
await import(pathToFileURL(file).href);

async function compileOrExit() {
  try {
    await compileChanged();
  } catch (error) {
    const advice = ["EACCES", "EROFS", "EPERM"].includes(error.code)
      ? "\nRun it once as somebody who may write there; it is written again only where sources change."
      : "";
    console.error(`The sources could not be compiled into ${compiled}: ${error.message}${advice}`);
    process.exit(1);
  }
}
