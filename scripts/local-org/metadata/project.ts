import { existsSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { readLanguageSettings } from "./language-settings.ts";
import { ProjectReader } from "./project-reader.ts";
import { listFiles } from "./source-tree.ts";
import type { ProjectSource } from "./types.ts";

interface ProjectFile {
  readonly packageDirectories?: readonly { readonly path?: string }[];
  readonly sourceApiVersion?: string;
  readonly namespace?: string;
}

/** Reads the SFDX project in `root`; everything wrong with its source is in `problems`. Throws where there is no project. */
export function readProject(root: string): ProjectSource {
  const file = join(root, "sfdx-project.json");
  if (!existsSync(file)) {
    throw new Error(`${root} is not a Salesforce project: it has no sfdx-project.json`);
  }
  const project = JSON.parse(readFileSync(file, "utf8")) as ProjectFile;
  const directories = outermost(
    (project.packageDirectories ?? []).flatMap(({ path }) => (path === undefined ? [] : slashed(path)))
  );
  if (directories.length === 0) {
    throw new Error(`${file} names no package directory`);
  }
  const files = directories.flatMap((directory) => {
    if (!existsSync(join(root, directory))) {
      throw new Error(`${file}: the package directory ${directory} does not exist`);
    }
    return listFiles(root, directory);
  });
  const languages = readLanguageSettings(root);
  return new ProjectReader(root, files, {
    sourceApiVersion: project.sourceApiVersion ?? "66.0",
    namespace: project.namespace ?? "",
    ...(languages === undefined ? {} : { languages })
  }).read();
}

/** Two versions of a package may share a directory, and packages may lie within one another: each file is deployed once. */
function outermost(directories: readonly string[]): string[] {
  const distinct = [...new Set(directories)];
  return distinct.filter(
    (directory) =>
      !distinct.some((other) => other !== directory && (other === "." || directory.startsWith(`${other}/`)))
  );
}

/** The CLI on Windows writes and takes `\\` between folders; projects are shared across systems. */
function slashed(path: string): string {
  return posix.normalize(path.replaceAll("\\", "/")).replace(/\/$/, "");
}
