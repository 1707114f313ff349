/**
 * `npm run build`: writes the declarations that type the components against the Apex, labels and objects, the
 * compiler's paths to them, and the
 * deployable tree, in which the components are JavaScript. `-- --types` writes the declarations alone;
 * `npm run package` makes the tree a project of its own, from which the CLI makes package versions.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { readProject } from "../local-org/metadata/project.ts";
import { openOrg } from "../local-org/org/embedded-org.ts";
import { ARCHITECTURE_PAGE, architecturePage } from "./arrows.ts";
import { writeComponentPaths } from "./component-paths.ts";
import { writeDeployableTree } from "./deployable-tree.ts";
import { LIBRARY_PAGE, libraryPage } from "./library-page.ts";
import { OBJECTS_PAGE, objectsPage } from "./objects-page.ts";
import { writeDeclarations } from "./declarations.ts";
import { writePackageProject } from "./package-project.ts";

const project = readProject(".");
const org = openOrg();
const { problems } = org.deploy(project);
if (problems.length > 0) {
  for (const { path, line, column, message } of problems) console.error(`${path}:${line}:${column} ${message}`);
  process.exit(1);
}
const declarations = writeDeclarations(org.program, project, "types/generated");
console.log(`types/generated: ${declarations} declarations`);
await writeComponentPaths("tsconfig.json", project);
writeFileSync(LIBRARY_PAGE, libraryPage());
writeFileSync(OBJECTS_PAGE, objectsPage(project));
writeFileSync(ARCHITECTURE_PAGE, architecturePage(readFileSync(ARCHITECTURE_PAGE, "utf8")));
if (!process.argv.includes("--types")) {
  const { components, files } = await writeDeployableTree("dist");
  console.log(`dist: ${components} components compiled, ${files} files`);
  if (process.argv.includes("--package")) {
    const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
    const commands = writePackageProject("dist", version);
    console.log(`dist: a project of its own. With a Dev Hub, go on with:\n  ${commands.join("\n  ")}`);
  } else {
    console.log("Deploy it with: sf project deploy start --source-dir dist/force-app");
  }
}
org.close();
