import type { Field } from "../../schema/types.ts";
import type { ObjectSource, ProjectSource, SourceProblem, XmlComponent } from "../types.ts";
import { elementsOf, placeOf, textOf, type XmlElement } from "../xml.ts";

/** What an org refuses of objects with their fields, and of their layouts. The words are those of orgs' refusals. */
export function objectProblems(project: ProjectSource): SourceProblem[] {
  return [
    ...project.objects.flatMap((object) => [
      ...sharingRefusals(object),
      ...object.fields.flatMap((field) => fieldRefusals(object, field)),
      ...countRefusals(object)
    ]),
    ...project.components.filter(({ type }) => type === "Layout").flatMap((layout) => layoutRefusals(layout, project))
  ];
}

/** "Metadata API Developer Guide: CustomObject", sharingModel: a detail is shared as its master is, and nothing else is. */
function sharingRefusals(object: ObjectSource): SourceProblem[] {
  const { definition, name, path } = object;
  if (definition?.kind !== "custom") return [];
  const isDetail = object.fields.some((field) => field.masterDetail);
  const isShared = definition.sharingModel === "ControlledByParent";
  if (isDetail === isShared) return [];
  const relationship = `${isDetail ? "with" : "without"} a MasterDetail relationship field`;
  const message = `Cannot set sharingModel to ${definition.sharingModel} on a CustomObject ${relationship}`;
  return [{ path, line: 1, column: 1, message, componentType: "CustomObject", componentName: name }];
}

/** "Salesforce Help: Considerations for Object Relationships"; "Metadata API Developer Guide: CustomField", deleteConstraint. */
function fieldRefusals(object: ObjectSource, field: Field): SourceProblem[] {
  const messages: string[] = [];
  const isLookup = field.custom && field.type === "reference" && !field.masterDetail;
  const isStored = object.definition === undefined || object.definition.kind === "custom";
  if (isLookup && field.deleteConstraint !== "SetNull" && field.referenceTo.includes("User"))
    messages.push("Cannot add a lookup relationship child with cascade or restrict options to User");
  if (isLookup && isStored && field.required && field.deleteConstraint === "SetNull")
    messages.push(
      "field integrity exception: unknown (must specify either cascade delete or restrict delete for required lookup foreign key)"
    );
  if (field.custom && field.longText && field.required)
    messages.push(`Can not specify 'required' for a CustomField of type ${field.html ? "Html" : "LongTextArea"}`);
  return messages.map((message) => fieldProblem(object, field, message));
}

/** "Salesforce Help: Custom Fields Allowed Per Object" and "Special Custom Fields": what support may raise counts at its highest. */
const most = { fields: 900, relationships: 40, summaries: 40 };

function countRefusals(object: ObjectSource): SourceProblem[] {
  const custom = object.fields.filter((field) => field.custom);
  const counts: readonly (readonly [string, readonly Field[], number])[] = [
    ["custom fields", custom, most.fields],
    ["custom relationship fields", custom.filter((field) => field.type === "reference"), most.relationships],
    ["roll-up summary fields", custom.filter((field) => field.summary !== undefined), most.summaries]
  ];
  return counts
    .filter(([, fields, limit]) => fields.length > limit)
    .map(([what, fields, limit]) =>
      fieldProblem(
        object,
        fields[limit]!,
        `${object.name} has ${fields.length} ${what}: an object can have ${limit} at most`
      )
    );
}

function fieldProblem(object: ObjectSource, field: Field, message: string): SourceProblem {
  const folder = object.path.replace(/\/(fields|validationRules|recordTypes)\/[^/]+$|\/[^/]+$/, "");
  return {
    path: `${folder}/fields/${field.name}.field-meta.xml`,
    line: 1,
    column: 1,
    message,
    componentType: "CustomField",
    componentName: `${object.name}.${field.name}`
  };
}

/**
 * "Metadata API Developer Guide: Layout", behavior: fields that must have a value stand on every layout of their object. The
 * name and the masters stand there as required ones; a public project has others that may be edited like any field.
 */
function layoutRefusals(layout: XmlComponent, project: ProjectSource): SourceProblem[] {
  const objectName = layout.name.split("-")[0]!.toLowerCase();
  const object = project.objects.find((one) => one.name.toLowerCase() === objectName);
  if (object?.definition?.kind !== "custom") return [];
  const items = layoutItems(layout.content as XmlElement);
  return [object.definition.nameField, ...object.fields].filter(mustStandOnLayouts).flatMap((field) => {
    const behavior = items.get(field.name.toLowerCase());
    const isRequired = behavior === "Required" || !(field.nameField || field.masterDetail);
    if (behavior !== undefined && isRequired) return [];
    const message =
      behavior === undefined
        ? `Layout must contain an item for required layout field: ${field.name}`
        : `Field:${field.name} must be Required`;
    const place = placeOf(layout.xml, `<field>${field.name}<`);
    return [{ path: layout.path, ...place, message, componentType: "Layout", componentName: layout.name }];
  });
}

function mustStandOnLayouts(field: Field): boolean {
  if (field.nameField) return !field.autoNumber;
  return field.custom && (field.masterDetail || (field.required && field.type !== "boolean"));
}

/** Behavior of each field on the layout, by its name in lower case. */
function layoutItems(layout: XmlElement): ReadonlyMap<string, string> {
  const items = elementsOf(layout, "layoutSections")
    .flatMap((section) => elementsOf(section, "layoutColumns"))
    .flatMap((column) => elementsOf(column, "layoutItems"));
  return new Map(
    items.map((item) => [(textOf(item, "field") ?? "").toLowerCase(), textOf(item, "behavior") ?? "Edit"])
  );
}
