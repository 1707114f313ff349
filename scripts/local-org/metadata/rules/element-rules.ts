import type { SourceFile } from "../problems.ts";
import { storedKinds } from "../stored-kinds.ts";
import type { XmlDocument, XmlElement, XmlValue } from "../xml.ts";
import { DECLARED_VERSION, declaredType, earlierElement, type DeclaredElement } from "./declared-types.ts";

/** What the local org keeps whole it does not judge. */
const onlyStored: ReadonlySet<string> = new Set(Object.values(storedKinds).map(({ name }) => name));

const NAMESPACE = "{http://soap.sforce.com/2006/04/metadata}";

/**
 * Elements of other API versions than the declared types are of: "Metadata API Developer Guide: FlexiPage" (componentInstances
 * up to 48.0) and "Flow" (versionSegment of an action since 59.0); a package of jsforce's tests that deploys to orgs has `active`
 * in a trigger's file. Objects of packages are retrieved with their language, and so public projects have it. Of old versions are
 * enableChangeDataCapture of objects and mobileReady of tabs, as dreamhouseapp/dreamhouse-sfdx (43.0) and
 * trailheadapps/northern-trail-outfitters have them, which deploy to orgs; and tab of applications and customSettingsVisibility
 * of objects, as SalesforceLabs/ActionPlans (20.0) has them. What orgs wrote into retrieved files once: targetObject of triggers
 * (SalesforceLabs/Milestones-PM and EnhancedLightningGrid), developerName of lookup filters (Milestones-PM), names, versions and
 * hasMobileDeviceProtection of connected apps (SalesforceLabs/FSC-Transition-Assistant).
 */
const otherVersions: Readonly<Record<string, Readonly<Record<string, DeclaredElement>> | undefined>> = {
  ApexTrigger: {
    active: { type: "boolean", required: false, repeated: false },
    targetObject: { type: "string", required: false, repeated: false }
  },
  ConnectedApp: {
    developerName: { type: "string", required: false, repeated: false },
    hasMobileDeviceProtection: { type: "boolean", required: false, repeated: false },
    version: { type: "string", required: false, repeated: false }
  },
  CustomApplication: { tab: { type: "string", required: false, repeated: true } },
  CustomObject: {
    customSettingsVisibility: { type: "string", required: false, repeated: false },
    enableChangeDataCapture: { type: "boolean", required: false, repeated: false },
    language: { type: "string", required: false, repeated: false }
  },
  CustomTab: { mobileReady: { type: "boolean", required: false, repeated: false } },
  FlexiPageRegion: { componentInstances: { type: "ComponentInstance", required: false, repeated: true } },
  FlowActionCall: { versionSegment: { type: "number", required: false, repeated: false } },
  LookupFilter: { developerName: { type: "string", required: false, repeated: false } }
};

/**
 * What an org's parser refuses of a file, whatever its type: elements that the type does not have, the same element in two
 * places, values that an enumeration or a flag does not have, required elements that are missing. The words are the org's.
 *
 * @param version the API version that the file is deployed with
 */
export function checkElements(file: SourceFile, { root, content }: XmlDocument, version: number): void {
  if (onlyStored.has(root)) return;
  checkElement(file, content, root, version);
  checkRequired(file, content, root);
  for (const { name, parent, index, adjacent } of repetitions(file.text)) {
    const type = typeBelow(root, parent);
    const declared = declaredType(type)?.elements?.get(name) ?? otherVersions[type]?.[name];
    if (declared !== undefined && !(adjacent && declared.repeated))
      file.problemAt(index, `Error parsing file: Element ${name} is duplicated at this location in type ${type}`);
  }
}

function checkElement(file: SourceFile, element: XmlElement, typeName: string, version: number): void {
  const elements = declaredType(typeName)?.elements;
  if (elements === undefined) return;
  for (const [name, value] of Object.entries(element)) {
    if (isAttribute(name)) continue;
    const declared = elements.get(name) ?? otherVersions[typeName]?.[name] ?? earlier(typeName, name, version);
    if (declared !== undefined) checkValues(file, name, value, declared, version);
    else
      file.problem(
        `Error parsing file: Element ${NAMESPACE}${name} invalid at this location in type ${typeName}`,
        `<${name}`
      );
  }
}

function earlier(type: string, name: string, version: number): DeclaredElement | undefined {
  return version < DECLARED_VERSION ? earlierElement(type, name) : undefined;
}

/**
 * Flags and enumerations that are declared as required may be left out all the same, as public projects show that pass in
 * orgs; texts may not.
 */
function checkRequired(file: SourceFile, element: XmlElement, typeName: string): void {
  for (const [name, { required, type }] of declaredType(typeName)?.elements ?? [])
    if (required && type === "string" && element[name] === undefined)
      file.problem(`Required field is missing: ${name}`);
}

function isAttribute(name: string): boolean {
  return name.startsWith("@") || name.startsWith("#");
}

function checkValues(
  file: SourceFile,
  name: string,
  value: XmlValue | undefined,
  declared: DeclaredElement,
  version: number
): void {
  for (const one of Array.isArray(value) ? (value as readonly XmlValue[]) : [value]) {
    if (typeof one === "string") checkText(file, name, one, declared.type);
    else if (typeof one === "object" && one !== null) checkElement(file, one as XmlElement, declared.type, version);
  }
}

function checkText(file: SourceFile, name: string, text: string, type: string): void {
  if (text === "") return;
  const values = declaredType(type)?.values;
  if (values !== undefined && !values.has(text) && !hasInCapitals(values, text))
    file.problem(`'${text}' is not a valid value for the enum '${type}'`, `<${name}>${text}`);
  if (type === "boolean" && !/^(true|false|0|1)$/.test(text))
    file.problem(`'${text}' is not a valid value for the type xsd:boolean`, `<${name}>${text}`);
}

/** Status of flows was written in capitals in early versions, as a public project that is installed has it. */
function hasInCapitals(values: ReadonlySet<string>, text: string): boolean {
  return text === text.toUpperCase() && [...values].some((value) => value.toUpperCase() === text);
}

/** The type of the element that the path of names leads to. */
function typeBelow(root: string, path: readonly string[]): string {
  return path.reduce((type, name) => declaredType(type)?.elements?.get(name)?.type ?? "", root);
}

interface Repetition {
  readonly name: string;
  /** Names of the elements around it, without the root. */
  readonly parent: readonly string[];
  readonly index: number;
  /** It stands right behind the one before. */
  readonly adjacent: boolean;
}

/** Elements that a sibling of the same name stands before. */
function repetitions(text: string): Repetition[] {
  const found: Repetition[] = [];
  const open: { name: string; seen: Set<string>; last: string }[] = [];
  for (const tag of text.matchAll(/<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<(\/)?([A-Za-z][\w:.-]*)([^>]*?)(\/)?>/g)) {
    const [, closes, name, , empty] = tag;
    if (name === undefined) continue;
    if (closes !== undefined) {
      open.pop();
      continue;
    }
    const parent = open.at(-1);
    if (parent?.seen.has(name) === true)
      found.push({
        name,
        parent: open.slice(1).map((one) => one.name),
        index: tag.index,
        adjacent: parent.last === name
      });
    parent?.seen.add(name);
    if (parent !== undefined) parent.last = name;
    if (empty === undefined) open.push({ name, seen: new Set(), last: "" });
  }
  return found;
}
