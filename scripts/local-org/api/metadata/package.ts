import { strToU8, unzipSync, zipSync, type Zippable } from "fflate";
import { parseXml, elementsOf, textOf, textsOf, XmlSyntaxError, type XmlElement } from "../../metadata/xml.ts";
import { ApiError } from "../http/exchange.ts";
import { sliceXml, metadataDocument } from "./xml-slices.ts";
import type { StoredComponent } from "./components.ts";
import type { StoredFiles } from "./stored-files.ts";

/** "Metadata API Developer Guide: deploy()": deploy limits. */
const MAX_UNPACKED_BYTES = 600 * 1024 * 1024;
const MAX_FILES = 10_000;

export interface ManifestEntry {
  readonly type: string;
  readonly members: readonly string[];
}

export interface Manifest {
  readonly version: string;
  readonly entries: readonly ManifestEntry[];
}

/** A package's files without its manifests, and the manifests themselves. */
export interface DeployPackage {
  readonly manifest: Manifest;
  readonly entries: ReadonlyMap<string, Uint8Array>;
  /** What is deleted before (`destructiveChangesPre.xml`, `destructiveChanges.xml`) and after the rest is deployed. */
  readonly deletions: readonly ManifestEntry[];
}

/**
 * Reads a zipped package ("Metadata API Developer Guide: deploy()"). Names that lead out of the package and archives that
 * grow past the platform's limits are refused before anything is unpacked.
 */
export function readPackage(zip: Uint8Array): DeployPackage {
  const files = unpack(zip);
  const rootOf = [...files.keys()].find((path) => /(^|\/)package\.xml$/.test(path));
  if (rootOf === undefined) throw invalid("No package.xml found");
  const root = rootOf.slice(0, -"package.xml".length);
  const inPackage = new Map(
    [...files].flatMap(([path, content]) =>
      path.startsWith(root) ? [[path.slice(root.length), content] as const] : []
    )
  );
  const take = (name: string): Manifest | undefined => {
    const content = inPackage.get(name);
    inPackage.delete(name);
    return content && readManifest(Buffer.from(content).toString("utf8"), name);
  };
  const manifest = take("package.xml")!;
  const deletions = ["destructiveChangesPre.xml", "destructiveChanges.xml", "destructiveChangesPost.xml"].flatMap(
    (name) => take(name)?.entries ?? []
  );
  return { manifest, entries: inPackage, deletions };
}

function unpack(zip: Uint8Array): Map<string, Uint8Array> {
  let [bytes, count] = [0, 0];
  const check = ({ name, originalSize }: { name: string; originalSize: number }): boolean => {
    if (name.includes("\\") || name.includes("\0") || name.startsWith("/") || name.split("/").includes(".."))
      throw invalid(`The archive names a file outside of the package: ${name}`);
    bytes += originalSize;
    count++;
    if (bytes > MAX_UNPACKED_BYTES) throw invalid(`The archive holds more than ${MAX_UNPACKED_BYTES} bytes`);
    if (count > MAX_FILES) throw invalid(`The archive holds more than ${MAX_FILES} files`);
    return !name.endsWith("/");
  };
  try {
    return new Map(Object.entries(unzipSync(zip, { filter: check })));
  } catch (error) {
    if (error instanceof ApiError) throw error;
    throw invalid(`The archive cannot be unpacked: ${(error as Error).message}`);
  }
}

function readManifest(text: string, name: string): Manifest {
  try {
    return manifestOf(parseXml(text).content);
  } catch (error) {
    if (error instanceof XmlSyntaxError) throw invalid(`${name}:${error.line}:${error.column} ${error.message}`);
    throw error;
  }
}

/** "Metadata API Developer Guide: Sample package.xml Manifest Files". */
export function manifestOf(content: XmlElement): Manifest {
  return {
    version: textOf(content, "version") ?? "66.0",
    entries: elementsOf(content, "types").map((types) => ({
      type: textOf(types, "name") ?? "",
      // The CLI names folders of reports and dashboards with a slash at the end.
      members: textsOf(types, "members").map((member) => member.replace(/\/$/, ""))
    }))
  };
}

export function manifestXml(entries: readonly ManifestEntry[], version: string): string {
  const types = entries.map(
    ({ type, members }) =>
      `\n    <types>${members.map((member) => `\n        <members>${member}</members>`).join("")}\n        <name>${type}</name>\n    </types>`
  );
  return metadataDocument("Package", `${types.join("")}\n    <version>${version}</version>\n`);
}

/** The files of a package in metadata format that hold these components; children come in their parent's file. */
export function packageFiles(components: Iterable<StoredComponent>, files: StoredFiles): Map<string, Uint8Array> {
  const result = new Map<string, Uint8Array>();
  const composed = new Map<string, StoredComponent[]>();
  for (const component of components) {
    if (component.packageType.children)
      composed.set(component.fileName, [...(composed.get(component.fileName) ?? []), component]);
    else for (const path of component.paths) result.set(packagePath(path, component), files.get(path)!);
  }
  for (const [fileName, parts] of composed) result.set(fileName, strToU8(compose(parts, files)));
  return result;
}

function packagePath(path: string, { packageType: { kind, suffix } }: StoredComponent): string {
  if (kind === "xml") return path.replace(/-meta\.xml$/, "");
  if (kind === "foldered")
    return path
      .replace(`.${suffix}Folder-meta.xml`, "-meta.xml")
      .replace(new RegExp(`\\.(report|dashboard)-meta\\.xml$`), ".$1");
  return path;
}

/** Parents' own elements first, then their children in the order in which they were deployed. */
function compose(parts: readonly StoredComponent[], files: StoredFiles): string {
  const { packageType } = parts[0]!;
  const text = (component: StoredComponent): string =>
    sliceXml(Buffer.from(files.get(component.paths[0]!)!).toString("utf8")).inner;
  const own = parts.filter((part) => !part.childType).map(text);
  const children = parts
    .filter((part) => part.childType)
    .map((part) =>
      part.type === "CustomLabel"
        ? text(part)
        : `\n    <${part.childType!.element}>${text(part)}</${part.childType!.element}>`
    );
  return metadataDocument(packageType.name, `${own.join("").trimEnd()}${children.join("")}\n`);
}

export function zipOf(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const entries: Zippable = {};
  for (const [path, content] of files) entries[path] = [new Uint8Array(content), { mtime: new Date(1980, 0, 1) }];
  return zipSync(entries);
}

function invalid(message: string): ApiError {
  return new ApiError(400, "INVALID_ZIP_FILE", message);
}
