import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const PACKAGE = "Sadakat";
const DEFINITION = "config/project-scratch-def.json";

/**
 * Makes of the deployable tree a project of its own, that the CLI deploys, tracks and packages as it stands. The package has
 * its translations in it: the definition file, with which versions and scratch orgs are made, turns the languages on.
 * Returns the commands that go on from here, which need a Dev Hub.
 */
export function writePackageProject(target: string, version: string): string[] {
  joinTranslations(target);
  const project = JSON.parse(readFileSync(join(target, "sfdx-project.json"), "utf8")) as { namespace?: string };
  const packageDirectory = {
    path: "force-app",
    default: true,
    package: PACKAGE,
    versionName: version,
    versionNumber: `${version}.NEXT`,
    definitionFile: DEFINITION
  };
  const content = { ...project, packageDirectories: [packageDirectory, { path: "languages" }] };
  writeFileSync(join(target, "sfdx-project.json"), `${JSON.stringify(content, null, 2)}\n`);
  cpSync(DEFINITION, join(target, DEFINITION), { recursive: true });
  cpSync(".forceignore", join(target, ".forceignore"));
  return [
    `cd ${target}`,
    `npx sf package create --name ${PACKAGE} --package-type Unlocked --path force-app${project.namespace ? "" : " --no-namespace"}`,
    `npx sf package version create --package ${PACKAGE} --installation-key-bypass --code-coverage --wait 60`
  ];
}

/** They were apart for orgs that have not turned their languages on. */
function joinTranslations(target: string): void {
  const apart = join(target, "translations");
  if (!existsSync(apart)) return;
  cpSync(apart, join(target, "force-app"), { recursive: true });
  rmSync(apart, { recursive: true });
}
