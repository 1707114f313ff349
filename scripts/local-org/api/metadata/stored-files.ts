import { posix } from "node:path";
import type { ProjectSource } from "../../metadata/types.ts";
import { packageTypes, typeOfDirectory, type ChildType, type PackageType } from "./component-registry.ts";
import { metadataDocument, sliceXml, textInXml } from "./xml-slices.ts";

/**
 * The metadata of an org as a flat SFDX source tree: one file per component, fields and labels included, by a path that
 * begins with the type's folder (`classes/X.cls`, `objects/Invoice__c/fields/Key__c.field-meta.xml`). Deploying is putting
 * files in, deleting is taking them out.
 */
export type StoredFiles = Map<string, Uint8Array>;

/** Where a stored file came from: its file in the package, and what to add to its lines for the lines there. */
export interface Origin {
  readonly fileName: string;
  readonly linesBefore: number;
}

export interface ReadFiles {
  readonly files: StoredFiles;
  readonly origins: Map<string, Origin>;
  /** Files that no known type claims. */
  readonly unknown: readonly string[];
}

/** The files of a package in metadata format, without its manifest. */
export function storePackage(entries: ReadonlyMap<string, Uint8Array>): ReadFiles {
  const reading = new Reading();
  for (const [path, content] of entries) reading.addPackageFile(path, content, entries);
  return reading;
}

/** The files of an SFDX project, from wherever below its package directories they lie. */
export function storeProject(project: ProjectSource | undefined): StoredFiles {
  const reading = new Reading();
  for (const file of project?.files ?? []) reading.addSourceFile(file.path, () => file.read());
  for (const { name, content } of project?.staticResources ?? [])
    reading.files.set(`staticresources/${name}.resource`, content);
  return reading.files;
}

class Reading implements ReadFiles {
  readonly files: StoredFiles = new Map();
  readonly origins = new Map<string, Origin>();
  readonly unknown: string[] = [];

  addPackageFile(path: string, content: Uint8Array, all: ReadonlyMap<string, Uint8Array>): void {
    const [directory = "", ...rest] = path.split("/");
    const type = typeOfDirectory(directory);
    if (!type || rest.length === 0) this.unknown.push(path);
    else if (type.children) this.addParent(type, nameOf(path, type), path, content);
    else if (type.kind === "bundle" || isMeta(path) || all.has(`${path}-meta.xml`))
      this.put(folderMeta(path, type), path, content);
    else if (path.endsWith(`.${type.suffix}`))
      this.put(type.kind === "content" ? path : `${path}-meta.xml`, path, content);
    else this.unknown.push(path);
  }

  addSourceFile(path: string, read: () => Uint8Array): void {
    const located = locate(path);
    if (!located || isSideFile(path)) return;
    const { type, below } = located;
    const base = posix.basename(path);
    if (type.children) {
      if (base.endsWith(`.${type.suffix}-meta.xml`))
        this.addParent(type, nameOf(base.slice(0, -"-meta.xml".length), type), path, read());
      else this.put(`${type.directory}/${below}`, path, read());
    } else if (type.name === "StaticResource") {
      if (base.endsWith(".resource-meta.xml")) this.put(`staticresources/${base}`, path, read());
    } else
      this.put(`${type.directory}/${type.kind === "bundle" || type.kind === "foldered" ? below : base}`, path, read());
  }

  /** Takes the children out of their parent's file into files of their own. */
  private addParent(type: PackageType, name: string, path: string, content: Uint8Array): void {
    const text = Buffer.from(content).toString("utf8");
    const sliced = sliceXml(text);
    let rest = "";
    let at = sliced.innerStart;
    for (const slice of sliced.children) {
      const child = type.children!.find((candidate) => candidate.element === slice.name);
      const key = child && textInXml(slice.inner, child.key);
      if (!child || key === undefined) continue;
      rest += text.slice(at, slice.start).trimEnd();
      at = slice.end;
      this.put(
        childPath(type, child, name, key),
        path,
        Buffer.from(childDocument(child, slice.inner)),
        linesIn(text.slice(0, slice.start)) - 2
      );
    }
    rest += text.slice(at, sliced.innerStart + sliced.inner.length);
    if (/<\w/.test(rest) && type.name !== "CustomLabels")
      this.put(
        `${type.directory}/${name}/${name}.${type.suffix}-meta.xml`,
        path,
        Buffer.from(metadataDocument(sliced.root || type.name, rest))
      );
  }

  private put(path: string, fileName: string, content: Uint8Array, linesBefore = 0): void {
    this.files.set(path, content);
    this.origins.set(path, { fileName, linesBefore });
  }
}

/** Labels are kept in a labels file each, which is what a project may have as well. */
function childDocument(child: ChildType, inner: string): string {
  return child.name === "CustomLabel"
    ? metadataDocument("CustomLabels", `<labels>${inner}</labels>`)
    : metadataDocument(child.name, inner);
}

function childPath(type: PackageType, child: ChildType, parent: string, key: string): string {
  const folder = type.name === "CustomLabels" ? "" : child.folder === "" ? `${parent}/` : `${parent}/${child.folder}/`;
  return `${type.directory}/${folder}${key}.${child.suffix}-meta.xml`;
}

/** `objects/Invoice__c.object` → `Invoice__c`. */
function nameOf(path: string, type: PackageType): string {
  return posix.basename(path).slice(0, -(type.suffix.length + 1));
}

function isMeta(path: string): boolean {
  return path.endsWith("-meta.xml");
}

/** A folder's own file is `reports/Sales-meta.xml` in a package and `reports/Sales.reportFolder-meta.xml` in a project. */
function folderMeta(path: string, type: PackageType): string {
  return type.kind === "foldered" && /^[^/]+\/[^/.]+-meta\.xml$/.test(path)
    ? path.replace(/-meta\.xml$/, `.${type.suffix}Folder-meta.xml`)
    : path;
}

/** The last folder of the path that is a type's. */
function locate(path: string): { type: PackageType; below: string } | undefined {
  const segments = path.split("/");
  for (let index = 0; index < segments.length - 1; index++) {
    const type = typeOfDirectory(segments[index]!);
    const below = segments.slice(index + 1).join("/");
    if (type && fits(type, below)) return { type, below };
  }
  return undefined;
}

function fits(type: PackageType, below: string): boolean {
  if (type.kind === "bundle") return below.includes("/");
  if (type.kind === "foldered" || type.name === "StaticResource") return true;
  const suffixes = [type.suffix, ...(type.children ?? []).map((child) => child.suffix)];
  return suffixes.some((suffix) => below.endsWith(`.${suffix}`) || below.endsWith(`.${suffix}-meta.xml`));
}

/** TypeScript and notes of a bundle are no metadata: the platform takes the JavaScript only. */
function isSideFile(path: string): boolean {
  return /\/lwc\/.*\.ts$/.test(path) || /\/lwc\/[^/]+$/.test(path);
}

function linesIn(text: string): number {
  return text.split("\n").length;
}

export const typeNames: readonly string[] = packageTypes.flatMap((type) => [
  type.name,
  ...(type.children ?? []).map((child) => child.name)
]);
