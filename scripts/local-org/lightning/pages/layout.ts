import { decodedName } from "../../metadata/decoded-name.ts";
import { elementsOf, textOf, textsOf, type XmlElement } from "../../metadata/xml.ts";
import type { ProjectSource } from "../../metadata/types.ts";
import { namespaced } from "../../schema/namespace.ts";
import { standardLayouts } from "./standard-layouts.ts";
import type { ChildRelationship, Field, Schema, SObjectType } from "../../schema/types.ts";

/** What the detail panel and the related lists of an object's record show ("Metadata API Developer Guide: Layout"). */
export interface RecordLayout {
  /** Whether the project lays the object out itself; otherwise all fields are there, most of them empty. */
  readonly designed: boolean;
  readonly sections: readonly LayoutSection[];
  readonly relatedLists: readonly RelatedList[];
  /** What the layout asks of a field, by canonical name; fields that it leaves as they are do not occur. */
  readonly behaviors: ReadonlyMap<string, "Required" | "Readonly">;
  /** Standard buttons that the layout takes away: `Edit`, `Delete`, `Clone`. */
  readonly excludedButtons: ReadonlySet<string>;
}

export interface LayoutSection {
  readonly label: string;
  /** Canonical field names by column. */
  readonly columns: readonly (readonly string[])[];
}

export interface RelatedList {
  readonly label: string;
  readonly object: string;
  /** The child's field that points to this record. */
  readonly field: string;
  readonly columns: readonly string[];
  /** Whether the list has the button New. */
  readonly offersNew: boolean;
}

const MAX_DEFAULT_COLUMNS = 4;
const SYSTEM_FIELDS = new Set([
  "Id",
  "IsDeleted",
  "SystemModstamp",
  "CreatedById",
  "LastModifiedById",
  "CreatedDate",
  "LastModifiedDate",
  "LastActivityDate",
  "LastViewedDate",
  "LastReferencedDate"
]);

export function layoutOf(project: ProjectSource | undefined, schema: Schema, type: SObjectType): RecordLayout {
  const content = contentOfLayout(project, type);
  if (!content) return defaultLayout(schema, type);
  return {
    designed: true,
    sections: elementsOf(content, "layoutSections")
      .map((section) => readSection(type, section))
      .filter((section) => section.columns.some((column) => column.length > 0)),
    relatedLists: elementsOf(content, "relatedLists").flatMap((list) => readRelatedList(schema, type, list)),
    behaviors: readBehaviors(type, content),
    excludedButtons: new Set(textsOf(content, "excludeButtons"))
  };
}

/** The project's layout file of the object. */
export function contentOfLayout(project: ProjectSource | undefined, type: SObjectType): XmlElement | undefined {
  const layout = project?.components.find(
    (component) =>
      component.type === "Layout" && objectOfLayout(component.name, project.namespace) === type.name.toLowerCase()
  );
  return layout?.content as XmlElement | undefined;
}

/**
 * Fields of the compact layout that the object has ("Salesforce Help: Compact Layouts"): the first is the record's title.
 * Undefined where it has the system's own.
 */
export function compactLayoutOf(project: ProjectSource | undefined, type: SObjectType): string[] | undefined {
  const object = project?.objects.find((one) => namespaced(one.name, project.namespace) === type.name);
  const layout = project?.components.find(
    (component) =>
      component.type === "CompactLayout" &&
      component.path.includes(`/objects/${object?.name}/`) &&
      component.name.split(".").at(-1) === object?.definition?.compactLayout
  );
  return layout && textsOf(layout.content as XmlElement, "fields").flatMap((field) => type.field(field)?.name ?? []);
}

function objectOfLayout(name: string, namespace: string): string {
  return namespaced(decodedName(name).split("-")[0]!, namespace).toLowerCase();
}

function readBehaviors(type: SObjectType, content: XmlElement): Map<string, "Required" | "Readonly"> {
  const items = elementsOf(content, "layoutSections")
    .flatMap((section) => elementsOf(section, "layoutColumns"))
    .flatMap((column) => elementsOf(column, "layoutItems"));
  return new Map(
    items.flatMap((item) => {
      const field = type.field(textOf(item, "field") ?? "");
      const behavior = textOf(item, "behavior");
      return field && (behavior === "Required" || behavior === "Readonly") ? [[field.name, behavior] as const] : [];
    })
  );
}

function readSection(type: SObjectType, section: XmlElement): LayoutSection {
  const columns = elementsOf(section, "layoutColumns").map((column) =>
    elementsOf(column, "layoutItems").flatMap((item) => {
      const field = type.field(textOf(item, "field") ?? "");
      return field ? [field.name] : [];
    })
  );
  return { label: textOf(section, "label") ?? "", columns };
}

function readRelatedList(schema: Schema, type: SObjectType, list: XmlElement): RelatedList[] {
  const name = textOf(list, "relatedList") ?? "";
  const [childName, fieldName] = name.split(".") as [string, string | undefined];
  const relationship =
    fieldName === undefined
      ? (type.childRelationship(name) ?? undefined)
      : type.childRelationships.find(
          (one) => one.childObject === childName && one.field.toLowerCase() === fieldName.toLowerCase()
        );
  const child = relationship && schema.object(relationship.childObject);
  if (!relationship || !child) return [];
  const asked = textsOf(list, "fields").flatMap(
    (field) => child.field(field === "NAME" ? (child.nameField?.name ?? "Name") : field)?.name ?? []
  );
  const columns = asked.length > 0 ? asked : defaultColumns(child, relationship.field);
  const offersNew = !textsOf(list, "excludeButtons").some((button) => button.startsWith("New"));
  return [{ ...relatedList(child, relationship, columns), offersNew }];
}

function defaultLayout(schema: Schema, type: SObjectType): RecordLayout {
  return {
    designed: false,
    sections: [{ label: "Information", columns: defaultFields(type) }],
    relatedLists: type.childRelationships.flatMap((relationship) => {
      const child = schema.object(relationship.childObject);
      return child?.custom && relationship.relationshipName
        ? [relatedList(child, relationship, defaultColumns(child, relationship.field))]
        : [];
    }),
    behaviors: new Map(),
    excludedButtons: new Set()
  };
}

function defaultFields(type: SObjectType): string[][] {
  const standard = standardLayouts[type.name];
  const chosen = (field: Field): boolean => (standard === undefined ? isShown(field) : field.custom);
  const others = type.fields.filter(chosen).map((field) => field.name);
  const half = Math.ceil(others.length / 2);
  const known = (names: readonly string[]): string[] => names.filter((name) => type.field(name) !== undefined);
  const [left, right] = standard ?? [[], []];
  return [
    [...known(left), ...others.slice(0, half)],
    [...known(right), ...others.slice(half)]
  ];
}

function isShown(field: Field): boolean {
  return !SYSTEM_FIELDS.has(field.name) && field.type !== "address" && field.type !== "location";
}

function relatedList(child: SObjectType, relationship: ChildRelationship, columns: readonly string[]): RelatedList {
  return { label: child.labelPlural, object: child.name, field: relationship.field, columns, offersNew: true };
}

export function defaultColumns(type: SObjectType, without?: string): string[] {
  const shown = type.fields
    .filter((field) => field.name !== without && field !== type.nameField && isColumn(field))
    .map((field) => field.name);
  return [...(type.nameField ? [type.nameField.name] : []), ...shown].slice(0, MAX_DEFAULT_COLUMNS);
}

function isColumn(field: Field): boolean {
  return (
    !SYSTEM_FIELDS.has(field.name) &&
    !field.longText &&
    field.name !== "OwnerId" &&
    field.type !== "address" &&
    field.type !== "location"
  );
}
