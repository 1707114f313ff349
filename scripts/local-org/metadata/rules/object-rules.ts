import type { Field } from "../../schema/types.ts";
import { decodedName } from "../decoded-name.ts";
import type { ObjectSource, ProjectSource, SourceProblem, XmlComponent } from "../types.ts";
import { elementsOf, placeOf, textOf, type XmlElement } from "../xml.ts";

/** What an org refuses of objects with their fields, and of their layouts. The words are those of orgs' refusals. */
export function objectProblems(project: ProjectSource): SourceProblem[] {
  return [
    ...project.objects.flatMap((object) => [
      ...sharingRefusals(object),
      ...object.fields.flatMap((field) => fieldRefusals(object, field)),
      ...countRefusals(object),
      ...recordTypeRefusals(object)
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
  return [...messages, ...valueRefusals(field), ...eventRefusals(object, field)].map((message) =>
    fieldProblem(object, field, message)
  );
}

/** "Salesforce Help: Picklist Limitations": values of custom picklists and their characters. */
const mostValues: Readonly<Record<string, number | undefined>> = { picklist: 1000, multipicklist: 500 };
const mostValueCharacters = 255;

function valueRefusals(field: Field): string[] {
  const limit = mostValues[field.type];
  if (!field.custom || limit === undefined) return [];
  const values = field.picklistValues;
  const tooLong = values.filter(({ value, label }) => Math.max(value.length, label.length) > mostValueCharacters);
  return [
    ...(values.length > limit ? [`The picklist has ${values.length} values: it can have ${limit} at most`] : []),
    ...tooLong.map(
      ({ value }) =>
        `Value too long for field: Picklist Value maximum length is:${mostValueCharacters}: ${value.slice(0, 30)}…`
    )
  ];
}

/** "Platform Events Developer Guide: Platform Event Fields": the types that fields of an event may have. */
const eventTypes: ReadonlySet<string> = new Set(["boolean", "date", "datetime", "double", "int", "string", "textarea"]);

function eventRefusals(object: ObjectSource, field: Field): string[] {
  const isFit = eventTypes.has(field.type) && !field.html && !field.formula && !field.autoNumber;
  if (!/__e$/i.test(object.name) || !field.custom || isFit) return [];
  return [`A field of the platform event ${object.name} cannot be of this type: ${field.type}`];
}

/** "Metadata API Developer Guide: RecordType", picklistValues: values that the picklist has. */
function recordTypeRefusals(object: ObjectSource): SourceProblem[] {
  return object.recordTypes.flatMap(({ developerName, picklistValues = [] }) =>
    picklistValues.flatMap(({ picklist, values }) => {
      const field = object.fields.find(({ name }) => name.toLowerCase() === picklist.toLowerCase());
      if (field === undefined || !field.custom) return [];
      const known = new Set(field.picklistValues.map(({ value }) => value.toLowerCase()));
      return values
        .map(decodedName)
        .filter((value) => !known.has(value.toLowerCase()))
        .map((value) => ({
          path: `${folderOf(object)}/recordTypes/${developerName}.recordType-meta.xml`,
          line: 1,
          column: 1,
          message: `Picklist value: ${value} in picklist: ${picklist} not found`,
          componentType: "RecordType",
          componentName: `${object.name}.${developerName}`
        }));
    })
  );
}

function folderOf({ path }: ObjectSource): string {
  return path.replace(/\/(fields|validationRules|recordTypes)\/[^/]+$|\/[^/]+$/, "");
}

/**
 * "Salesforce Help: Custom Fields Allowed Per Object", "Special Custom Fields" and "Custom Field Attributes": what support may
 * raise counts at its highest.
 */
const most = { fields: 900, relationships: 40, summaries: 40, externalIds: 25 };

function countRefusals(object: ObjectSource): SourceProblem[] {
  const custom = object.fields.filter((field) => field.custom);
  const counts: readonly (readonly [string, readonly Field[], number])[] = [
    ["custom fields", custom, most.fields],
    ["custom relationship fields", custom.filter((field) => isLookup(object, field)), most.relationships],
    ["roll-up summary fields", custom.filter((field) => field.summary !== undefined), most.summaries],
    ["external id fields", custom.filter((field) => field.externalId), most.externalIds]
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

/** Metadata relationships of custom metadata types are none: LawrenceLoz/FormulaShare-DX has 42 in a package that orgs install. */
function isLookup({ name }: ObjectSource, { type }: Field): boolean {
  return type === "reference" && !name.toLowerCase().endsWith("__mdt");
}

function fieldProblem(object: ObjectSource, field: Field, message: string): SourceProblem {
  return {
    path: `${folderOf(object)}/fields/${field.name}.field-meta.xml`,
    line: 1,
    column: 1,
    message,
    componentType: "CustomField",
    componentName: `${object.name}.${field.name}`
  };
}

/**
 * "Metadata API Developer Guide: Layout", behavior: fields that must have a value stand on every layout of their object. The
 * name and the first master stand there as required ones; public projects have others that may be edited like any field, and
 * trailheadapps/northern-trail-outfitters a layout without the second master.
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
  if (!field.custom) return false;
  return field.masterDetail ? field.relationshipOrder === 0 : field.required && field.type !== "boolean";
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
