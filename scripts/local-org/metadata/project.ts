import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join, posix, resolve } from "node:path";
import { readLanguageSettings } from "./language-settings.ts";
import { declaresPersonAccounts } from "./person-accounts.ts";
import { ProjectReader } from "./project-reader.ts";
import { listFiles } from "./source-tree.ts";
import type { ProjectSource } from "./types.ts";
import { parseXml, textOf, XmlSyntaxError } from "./xml.ts";

const newestApiVersion = "66.0";

interface ProjectFile {
  readonly packageDirectories?: readonly { readonly path?: string }[];
  readonly sourceApiVersion?: string;
  readonly namespace?: string;
}

/** Whether `root` holds a project: in source format by its sfdx-project.json, in metadata format by its package.xml. */
export function isProject(root: string): boolean {
  return [projectFile(root), manifestFile(root)].some(existsSync);
}

/**
 * Reads the project in `root`; everything wrong with its source is in `problems`. Throws where there is no project.
 *
 * @param definitionFile the scratch org definition that says what its org has turned on
 * @param besides directories in source format that are deployed with it, though its sfdx-project.json does not name them
 */
export function readProject(
  root: string,
  definitionFile = definitionOf(root),
  besides: readonly string[] = []
): ProjectSource {
  if (existsSync(projectFile(root))) return readSourceFormat(root, definitionFile, besides);
  if (existsSync(manifestFile(root))) return readMetadataFormat(root, definitionFile);
  throw new Error(`${root} is not a Salesforce project: it has no sfdx-project.json and no package.xml`);
}

function definitionOf(root: string): string {
  return join(root, "config", "project-scratch-def.json");
}

/** What the scratch org of a project has turned on. */
function turnedOn(definitionFile: string): Pick<ProjectSource, "languages" | "personAccounts"> {
  const languages = readLanguageSettings(definitionFile);
  return {
    ...(languages === undefined ? {} : { languages }),
    ...(declaresPersonAccounts(definitionFile) ? { personAccounts: true } : {})
  };
}

function readSourceFormat(root: string, definitionFile: string, besides: readonly string[]): ProjectSource {
  const file = projectFile(root);
  const project = JSON.parse(readFileSync(file, "utf8")) as ProjectFile;
  const directories = outermost(
    (project.packageDirectories ?? []).flatMap(({ path }) => (path === undefined ? [] : slashed(path)))
  );
  if (directories.length === 0) {
    throw new Error(`${file} names no package directory`);
  }
  const files = [...directories, ...besides].flatMap((directory) => {
    if (!existsSync(join(root, directory))) {
      throw new Error(`${file}: the package directory ${directory} does not exist`);
    }
    return listFiles(root, directory);
  });
  return new ProjectReader(root, files, {
    sourceApiVersion: project.sourceApiVersion ?? newestApiVersion,
    namespace: project.namespace ?? "",
    ...turnedOn(definitionFile)
  }).read();
}

/**
 * "Metadata API Developer Guide: Deploying and Retrieving Metadata with the Zip File": a folder for each type beside
 * package.xml. Paths begin with the package's own folder, as those of a package directory do.
 */
function readMetadataFormat(root: string, definitionFile: string): ProjectSource {
  const folder = resolve(root);
  const outside = dirname(folder);
  return new ProjectReader(outside, listFiles(outside, basename(folder)), {
    sourceApiVersion: manifestVersion(manifestFile(root)) ?? newestApiVersion,
    namespace: "",
    ...turnedOn(definitionFile)
  }).read();
}

function manifestVersion(file: string): string | undefined {
  try {
    return textOf(parseXml(readFileSync(file, "utf8")).content, "version");
  } catch (error) {
    if (!(error instanceof XmlSyntaxError)) throw error;
    throw new Error(`${file}:${error.line}:${error.column} ${error.message}`);
  }
}

function projectFile(root: string): string {
  return join(root, "sfdx-project.json");
}

function manifestFile(root: string): string {
  return join(root, "package.xml");
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
