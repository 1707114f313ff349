/**
 * "Metadata API Developer Guide: CustomField" and "Object Reference: Name fields" have one rule for API names of all kinds:
 * letters, digits and single underscores, a letter first and no underscore last. Custom ones have a suffix (`__c`), and in
 * a packaged component a namespace before it.
 */
import type { ProjectSource, SourceProblem } from "./types.ts";

type Named = Pick<SourceProblem, "path" | "componentType" | "componentName"> & { readonly name: string };

/** Names that the platform would not take. */
export function checkApiNames(
  project: Pick<ProjectSource, "objects" | "labels" | "customMetadata" | "staticResources" | "bundles" | "components">
): SourceProblem[] {
  const wrong = names(project).filter(({ name }) => !isApiName(name));
  return [
    ...wrong.map((named) =>
      problem(
        named,
        `The ${named.componentType} API Name can only contain underscores and alphanumeric characters. It must be unique, begin with a letter, not include spaces, not end with an underscore, and not contain two consecutive underscores: ${named.name}`
      )
    ),
    ...project.bundles
      .filter(({ name }) => !isBundleName(name))
      .map(({ name, path }) =>
        problem(
          { path, componentType: "LightningComponentBundle", componentName: name, name },
          `A component's name begins with a lowercase letter and has letters, digits and single underscores, none at its end: ${name}`
        )
      )
  ];
}

function problem({ path, componentType, componentName }: Named, message: string): SourceProblem {
  return { path, line: 1, column: 1, componentType, componentName, message };
}

/** Types of metadata with one XML file whose whole name is an API name. */
const ofOneFile: ReadonlySet<string> = new Set([
  "CustomPermission",
  "CustomTab",
  "FlexiPage",
  "GlobalValueSet",
  "PermissionSet",
  "ReportType"
]);

function names(project: Parameters<typeof checkApiNames>[0]): Named[] {
  const inObjects = project.objects.flatMap(({ name: object, path, ...parts }): Named[] => {
    const named = (componentType: string, name: string): Named => ({
      path,
      componentType,
      componentName: `${object}.${name}`,
      name
    });
    return [
      { path, componentType: "CustomObject", componentName: object, name: object },
      ...parts.fields.map(({ name }) => named("CustomField", name)),
      ...parts.fields.flatMap(({ name, childRelationshipName }) =>
        childRelationshipName === undefined
          ? []
          : [{ ...named("CustomField", childRelationshipName), componentName: `${object}.${name}` }]
      ),
      ...parts.validationRules.map(({ name }) => named("ValidationRule", name)),
      ...parts.recordTypes.map(({ developerName }) => named("RecordType", developerName)),
      ...(parts.fieldSets ?? []).map(({ name }) => named("FieldSet", name)),
      ...(parts.sharingReasons ?? []).map(({ name }) => named("SharingReason", name))
    ];
  });
  const plain = (componentType: string, { name, path }: { name: string; path: string }): Named => ({
    path,
    componentType,
    componentName: name,
    name
  });
  return [
    ...inObjects,
    ...project.labels.map((label) => plain("CustomLabel", label)),
    ...project.staticResources.map((resource) => plain("StaticResource", resource)),
    ...project.customMetadata.map(({ developerName: name, path }) => plain("CustomMetadata", { name, path })),
    ...project.components
      .filter(({ type, name }) => ofOneFile.has(type) && !isStandardTab(type, name))
      .map((component) => plain(component.type, component))
  ];
}

/** "Metadata API Developer Guide: CustomTab": the platform's own tabs are called `standard-home` and the like. */
function isStandardTab(type: string, name: string): boolean {
  return type === "CustomTab" && /^standard-[A-Za-z]+$/.test(name);
}

/** Coordinates have two suffixes (`Place__Latitude__s`). */
function isApiName(name: string): boolean {
  const own = name
    .replace(/__(?:(?:Latitude|Longitude)__s|c|r|e|b|x|mdt|kav|pc)$/i, "")
    .replace(/^[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*__/, "");
  return /^[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*$/.test(own);
}

/** "Lightning Web Components Developer Guide: Component Folder". */
function isBundleName(name: string): boolean {
  return /^[a-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*$/.test(name);
}
