import { randomInt } from "node:crypto";
import type { Org } from "../../org/types.ts";
import type { RunningUser } from "../../transaction/user.ts";
import { apexIds } from "../tooling/apex-ids.ts";
import { packageTypeByName, packageTypes, parentOfChildType } from "./component-registry.ts";
import { componentsOf, isKnownType, keyOf, type StoredComponent } from "./components.ts";
import { manifestXml, packageFiles, zipOf, type Manifest, type ManifestEntry } from "./package.ts";
import { storeProject } from "./stored-files.ts";

/** "Metadata API Developer Guide: FileProperties". */
export interface FileProperties {
  readonly createdById: string;
  readonly createdByName: string;
  readonly createdDate: string;
  readonly fileName: string;
  readonly fullName: string;
  readonly id: string;
  readonly lastModifiedById: string;
  readonly lastModifiedByName: string;
  readonly lastModifiedDate: string;
  readonly manageableState: "unmanaged";
  readonly type: string;
}

type Listed = Pick<StoredComponent, "type" | "fullName" | "fileName">;

const ROOT = "unpackaged";

/** "Metadata API Developer Guide: retrieve(), RetrieveResult": what a manifest names, as a zipped package. */
export function retrieve(org: Org, user: RunningUser, manifest: Manifest, singlePackage: boolean) {
  const files = storeProject(org.source);
  const { chosen, missing } = choose(componentsOf(files), manifest);
  const packaged = packageFiles(chosen, files);
  packaged.set("package.xml", Buffer.from(manifestXml(manifest.entries, manifest.version)));
  const prefix = singlePackage ? "" : `${ROOT}/`;
  const zip = zipOf(new Map([...packaged].map(([path, content]) => [`${prefix}${path}`, content])));
  return {
    done: true,
    fileProperties: describe(org, user, chosen, `${ROOT}/`),
    id: `09S${Date.now()}${String(randomInt(100)).padStart(2, "0")}`,
    messages: missing.map((problem) => ({ fileName: `${ROOT}/package.xml`, problem })),
    status: "Succeeded",
    success: true,
    zipFile: Buffer.from(zip).toString("base64")
  };
}

/** "Metadata API Developer Guide: listMetadata()". */
export function listMetadata(org: Org, user: RunningUser, types: readonly string[]): FileProperties[] {
  const stored = [...componentsOf(storeProject(org.source)).values()].filter(({ type }) => types.includes(type));
  const standard = types.includes("CustomObject") ? standardObjects(org, new Set(stored.map(keyOf))) : [];
  return describe(org, user, [...stored, ...standard], "");
}

/** "Metadata API Developer Guide: CustomObject": standard objects that can be customised are of this type, too. */
function standardObjects(org: Org, listed: ReadonlySet<string>): Listed[] {
  return [...org.schema.objects()]
    .filter(({ kind, triggerable }) => kind === "standard" && triggerable)
    .map(({ name }) => ({ type: "CustomObject", fullName: name, fileName: `objects/${name}.object` }))
    .filter((component) => !listed.has(keyOf(component)));
}

/** "Metadata API Developer Guide: describeMetadata()". */
export function describeMetadata() {
  return {
    metadataObjects: packageTypes.map(({ name, directory, suffix, kind, children }) => ({
      ...(children ? { childXmlNames: children.map((child) => child.name) } : {}),
      directoryName: directory,
      inFolder: kind === "foldered",
      metaFile: kind === "content",
      ...(kind === "bundle" ? {} : { suffix }),
      xmlName: name
    })),
    organizationNamespace: "",
    partialSaveAllowed: true,
    testRequired: false
  };
}

function choose(
  components: ReadonlyMap<string, StoredComponent>,
  { entries }: Manifest
): { chosen: StoredComponent[]; missing: string[] } {
  const chosen = new Map<string, StoredComponent>();
  const missing: string[] = [];
  for (const entry of entries) {
    if (!isKnownType(entry.type)) missing.push(`Unknown type name '${entry.type}' specified in package.xml`);
    for (const fullName of entry.members) {
      const found = named([...components.values()], entry, fullName);
      for (const component of found) chosen.set(keyOf(component), component);
      if (
        found.length === 0 &&
        fullName !== "*" &&
        isKnownType(entry.type) &&
        !isStandardObject(entry.type, fullName)
      ) {
        missing.push(`Entity of type '${entry.type}' named '${fullName}' cannot be found`);
      }
    }
  }
  return { chosen: [...chosen.values()], missing };
}

/** A parent comes with its children; `*` means custom objects only. */
function named(components: readonly StoredComponent[], { type }: ManifestEntry, fullName: string): StoredComponent[] {
  const wanted = fullName.toLowerCase();
  if (parentOfChildType(type))
    return components.filter(
      (one) =>
        one.type === type && (one.fullName.toLowerCase() === wanted || (fullName === "*" && type === "CustomLabel"))
    );
  if (type === "CustomLabels") return components.filter((one) => one.type === "CustomLabel");
  const ofType = components.filter((one) => one.packageType === packageTypeByName(type));
  const parentName = (one: StoredComponent): string => (one.childType ? one.fullName.split(".")[0]! : one.fullName);
  if (fullName !== "*") return ofType.filter((one) => parentName(one).toLowerCase() === wanted);
  return type === "CustomObject" ? ofType.filter((one) => parentName(one).includes("__")) : ofType;
}

function isStandardObject(type: string, fullName: string): boolean {
  return type === "CustomObject" && !fullName.includes("__");
}

function describe(org: Org, user: RunningUser, components: readonly Listed[], prefix: string): FileProperties[] {
  const ids = apexIds(org);
  const now = new Date().toISOString();
  return components.map(({ type, fullName, fileName }) => ({
    createdById: user.id,
    createdByName: user.name,
    createdDate: now,
    fileName: `${prefix}${fileName}`,
    fullName,
    id: (type === "ApexClass" || type === "ApexTrigger" ? ids.get(fullName) : undefined) ?? "",
    lastModifiedById: user.id,
    lastModifiedByName: user.name,
    lastModifiedDate: now,
    manageableState: "unmanaged",
    type
  }));
}
