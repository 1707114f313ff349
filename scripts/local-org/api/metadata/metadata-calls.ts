import { strToU8 } from "fflate";
import { convertedLead } from "../../schema/standard/value-meanings.ts";
import type { Field } from "../../schema/types.ts";
import { ApiError, type ApiRequest } from "../http/exchange.ts";
import {
  RawXml,
  soapText,
  soapTexts,
  toXml,
  type SoapCall,
  type SoapService,
  type XmlContent
} from "../soap/envelope.ts";
import { packageTypeByName, parentOfChildType, type ChildType, type PackageType } from "./component-registry.ts";
import { componentsOf, keyOf, type StoredComponent } from "./components.ts";
import type { Deployment } from "./deployment.ts";
import { manifestXml, packageFiles, zipOf, type ManifestEntry } from "./package.ts";
import { storeProject } from "./stored-files.ts";
import { metadataDocument, sliceXml, textInXml } from "./xml-slices.ts";

/** "Metadata API Developer Guide: CRUD-Based Metadata Development": so many components a call. */
const MOST_COMPONENTS = 10;
const VERSION = "66.0";

/** Deploys a package and resolves when that has ended. */
export type DeployNow = (request: ApiRequest, zip: Uint8Array) => Promise<Deployment>;

/** Calls on components at once, without a package. Each component of a call is a deployment of its own. */
export function metadataCalls(deployNow: DeployNow): SoapService["operations"] {
  const writing = new MetadataWriting(deployNow);
  return {
    createMetadata: (_call, request) => writing.saveEach(request, "create"),
    updateMetadata: (_call, request) => writing.saveEach(request, "update"),
    upsertMetadata: (_call, request) => writing.saveEach(request, "upsert"),
    deleteMetadata: ({ arguments: given }, request) =>
      writing.deleteEach(request, soapText(given, "type") ?? "", soapTexts(given, "fullNames")),
    renameMetadata: ({ arguments: given }, request) => writing.rename(request, given),
    readMetadata: ({ arguments: given }, request) => read(request, given)
  };
}

type StoredFiles = ReturnType<typeof storeProject>;
type Components = ReturnType<typeof componentsOf>;
type Way = "create" | "update" | "upsert";

interface Component {
  readonly type: string;
  readonly fullName: string;
  /** Its elements, as they were written. */
  readonly xml: string;
}

/** Where a type's components stand in a package: in a file of their own, or in their parent's. */
interface Placement {
  readonly parent: PackageType;
  readonly child?: ChildType;
}

class MetadataWriting {
  private readonly deployNow: DeployNow;

  constructor(deployNow: DeployNow) {
    this.deployNow = deployNow;
  }

  async saveEach(request: ApiRequest, way: Way): Promise<XmlContent> {
    const results: XmlContent[] = [];
    for (const component of componentsIn(request)) results.push(await this.save(request, component, way));
    return results;
  }

  private async save(request: ApiRequest, component: Component, way: Way): Promise<XmlContent> {
    const exists = stored(request).has(keyOf(component));
    if (way === "create" && exists)
      return refusal(
        component.fullName,
        "DUPLICATE_DEVELOPER_NAME",
        `There is already a ${component.type} of this name`
      );
    if (way === "update" && !exists) return notFound(component);
    const problem = await this.deploy(request, [componentEntry(component)], packageOf(component));
    if (problem !== undefined) return refusal(component.fullName, "FIELD_INTEGRITY_EXCEPTION", problem);
    return { ...(way === "upsert" ? { created: !exists } : {}), fullName: component.fullName, success: true };
  }

  /** "deleteMetadata()". */
  async deleteEach(request: ApiRequest, type: string, fullNames: readonly string[]): Promise<XmlContent> {
    requireFew(fullNames.length);
    const results: XmlContent[] = [];
    for (const fullName of fullNames) {
      const found = stored(request).has(keyOf({ type, fullName }));
      const problem = found ? await this.deploy(request, [], new Map(), [{ type, members: [fullName] }]) : undefined;
      if (!found) results.push(notFound({ type, fullName }));
      else if (problem !== undefined) results.push(refusal(fullName, "DELETE_FAILED", problem));
      else results.push({ fullName, success: true });
    }
    return results;
  }

  /** "renameMetadata()". An object that has records would lose them here. */
  async rename(request: ApiRequest, given: SoapCall["arguments"]): Promise<XmlContent> {
    const [type, from, to] = ["type", "oldFullName", "newFullName"].map((name) => soapText(given, name) ?? "") as [
      string,
      string,
      string
    ];
    const { parent, child } = placementOf(type);
    const components = stored(request);
    const known = components.get(keyOf({ type, fullName: from }));
    if (known === undefined) return notFound({ type, fullName: from });
    if (child || holdsRecords(request, from))
      return refusal(
        from,
        "INVALID_OPERATION",
        `The local org renames neither parts of files nor objects with records`
      );
    const files = new Map(
      [...packageFiles(withChildren(components, known), storeProject(request.org.source))].map(
        ([path, content]) => [path.replace(`/${from}.${parent.suffix}`, `/${to}.${parent.suffix}`), content] as const
      )
    );
    const problem = await this.deploy(request, [{ type, members: [to] }], files, [{ type, members: [from] }]);
    return problem === undefined
      ? { fullName: from, success: true }
      : refusal(from, "FIELD_INTEGRITY_EXCEPTION", problem);
  }

  /** Answers what is wrong, or nothing. */
  private async deploy(
    request: ApiRequest,
    entries: readonly ManifestEntry[],
    files: ReadonlyMap<string, Uint8Array>,
    deletions: readonly ManifestEntry[] = []
  ): Promise<string | undefined> {
    const all = new Map(files).set("package.xml", strToU8(manifestXml(entries, VERSION)));
    if (deletions.length > 0) all.set("destructiveChangesPost.xml", strToU8(manifestXml(deletions, VERSION)));
    const deployment = await this.deployNow(request, zipOf(all));
    return deployment.status === "Succeeded" ? undefined : deployment.problem;
  }
}

/** "createMetadata()", "updateMetadata()", "upsertMetadata()": the type stands in an attribute of each component. */
function componentsIn(request: ApiRequest): Component[] {
  const text = Buffer.from(request.bytes()).toString("utf8");
  const found = [
    ...text.matchAll(/<(?:\w+:)?metadata\s[^>]*?type="(?:\w+:)?(\w+)"[^>]*>([\s\S]*?)<\/(?:\w+:)?metadata>/g)
  ];
  requireFew(found.length);
  return found.map(([, type, written]) => {
    const xml = asInFile(written!);
    return { type: type!, fullName: textInXml(xml, "fullName") ?? "", xml };
  });
}

/** Elements without prefixes, and without those that say that they have no value. */
function asInFile(xml: string): string {
  return xml.replace(/<(\w+:)?\w+\s[^>]*nil="true"[^>]*\/>/g, "").replace(/<(\/?)\w+:/g, "<$1");
}

function requireFew(count: number): void {
  if (count > MOST_COMPONENTS)
    throw new ApiError(500, "LIMIT_EXCEEDED", `A call takes ${MOST_COMPONENTS} components at most, not ${count}`);
}

function holdsRecords({ org, transaction }: ApiRequest, name: string): boolean {
  const type = org.schema.object(name);
  if (type === undefined) return false;
  return transaction((tx) => {
    const query = org.soql.analyze(`SELECT Id FROM ${type.name} LIMIT 1 ALL ROWS`, tx.schema);
    const options = { accessMode: "system", withSharing: false, countLimits: false } as const;
    return org.soql.execute(tx, query, new Map(), options).records.length > 0;
  });
}

/** "readMetadata()": a record a name, empty where there is no such component. */
function read(request: ApiRequest, given: SoapCall["arguments"]): XmlContent {
  const type = soapText(given, "type") ?? "";
  placementOf(type);
  const names = soapTexts(given, "fullNames");
  requireFew(names.length);
  const files = storeProject(request.org.source);
  const components = componentsOf(files);
  const contentOf = (fullName: string): string =>
    storedContent(components, files, keyOf({ type, fullName })) ?? standardField(request, type, fullName);
  return { records: names.map((fullName) => new RawXml(` xsi:type="${type}"`, contentOf(fullName))) };
}

function storedContent(components: Components, files: StoredFiles, key: string): string | undefined {
  const known = components.get(key);
  if (known === undefined) return undefined;
  if (known.childType) return partOfParent(known, files);
  const content = packageFiles(withChildren(components, known), files).values().next().value;
  const { inner } = sliceXml(Buffer.from(content ?? "").toString("utf8"));
  return toXml({ fullName: known.fullName }) + inner;
}

function partOfParent(component: StoredComponent, files: StoredFiles): string {
  const { inner } = sliceXml(Buffer.from(files.get(component.paths[0]!)!).toString("utf8"));
  return inner.replace(/<fullName>[^<]*<\/fullName>/, toXml({ fullName: component.fullName }));
}

/**
 * "CustomField": standard fields are of this type, too, with their name and type; their values, and what these mean, came with them
 * up to API version 37.0.
 */
function standardField({ org, parameters }: ApiRequest, type: string, fullName: string): string {
  const [object = "", name = ""] = fullName.split(".");
  const field = type === "CustomField" ? org.schema.object(object)?.field(name) : undefined;
  if (field === undefined || field.custom) return "";
  const withValues = Number(parameters["version"]) < 38 && field.picklistValues.length > 0;
  return toXml({
    fullName: `${object}.${field.name}`,
    ...(withValues ? { picklist: { picklistValues: valuesOf(object, field), sorted: false } } : {}),
    ...(field.picklistValues.length > 0 ? { type: "Picklist" } : {})
  });
}

function valuesOf(object: string, field: Field): XmlContent {
  const isLeadStatus = object === "Lead" && field.name === "Status";
  return field.picklistValues.map(({ value, default: isDefault }) => ({
    fullName: value,
    default: isDefault,
    ...(isLeadStatus ? { converted: value === convertedLead } : {})
  }));
}

function stored({ org }: ApiRequest): Components {
  return componentsOf(storeProject(org.source));
}

function withChildren(components: Components, component: StoredComponent): StoredComponent[] {
  return [...components.values()].filter(({ fileName }) => fileName === component.fileName);
}

function placementOf(type: string): Placement {
  const parent = packageTypeByName(type);
  if (parent?.kind === "xml") return { parent };
  const found = parentOfChildType(type);
  if (found) return found;
  throw new ApiError(
    500,
    "INVALID_TYPE",
    `The local org reads and writes no component of type ${type} without a package`
  );
}

function packageOf({ type, fullName, xml }: Component): Map<string, Uint8Array> {
  const { parent, child } = placementOf(type);
  const [owner = "", ...rest] = fullName.split(".");
  const named = (name: string): string => xml.replace(/<fullName>[^<]*<\/fullName>/, name && toXml({ fullName: name }));
  const [file, content] = child
    ? [owner, `<${child.element}>${named(rest.join("."))}</${child.element}>`]
    : [fullName, named("")];
  return new Map([[`${parent.directory}/${file}.${parent.suffix}`, strToU8(metadataDocument(parent.name, content))]]);
}

function componentEntry({ type, fullName }: Component): ManifestEntry {
  return { type, members: [fullName] };
}

function notFound({ type, fullName }: Pick<Component, "type" | "fullName">): XmlContent {
  return refusal(fullName, "INVALID_CROSS_REFERENCE_KEY", `no ${type} named ${fullName} found`);
}

function refusal(fullName: string, statusCode: string, message: string): XmlContent {
  return { errors: [{ message, statusCode }], fullName, success: false };
}
