import type { Schema, SObjectType } from "../../schema/types.ts";
import type { ProjectSource, SourceProblem, XmlComponent } from "../types.ts";
import { elementsOf, textOf, textsOf, type XmlElement } from "../xml.ts";
import { decodedName } from "../decoded-name.ts";
import { isOfThisProject, isPackaged } from "./package-names.ts";
import { problemsOf, type Refusal } from "./refusal.ts";

/** What an org refuses of components that name fields which there are not: list views, layouts, compact layouts and the like. */
export function namedFieldProblems(project: ProjectSource, schema: Schema): SourceProblem[] {
  const quickActions = new Set(
    project.components
      .filter(({ type }) => type === "QuickAction")
      .flatMap(({ name }) => [name.toLowerCase(), `${project.namespace}__${name}`.toLowerCase()])
  );
  return project.components.flatMap((component) => problemsOf(component, refusalsOf(component, schema, quickActions)));
}

function refusalsOf(component: XmlComponent, schema: Schema, quickActions: ReadonlySet<string>): Refusal[] {
  const content = component.content as XmlElement;
  const object = schema.object(objectNameOf(component));
  switch (component.type) {
    case "ListView":
      return object === undefined ? [] : listViewRefusals(content, object);
    case "CompactLayout":
      return object === undefined ? [] : compactLayoutRefusals(content, object);
    case "Layout":
      return object === undefined ? layoutOfNothing(component) : layoutRefusals(content, object, schema, quickActions);
    case "QuickAction":
      return quickActionRefusals(component, schema);
    case "ReportType":
      return reportTypeRefusals(content, schema);
    default:
      return [];
  }
}

function objectNameOf({ type, name }: XmlComponent): string {
  const object = type === "Layout" ? decodedName(name).split("-")[0]! : name.split(".")[0]!;
  return object === personAccount ? "Account" : object;
}

/** Layouts of person accounts show fields and related lists of the account and of its contact. */
const personAccount = "PersonAccount";

/**
 * "Metadata API Developer Guide: ListView": a column is a custom field by its name, a standard one in capitals. Which columns
 * standard objects have is not told.
 */
function listViewRefusals(view: XmlElement, object: SObjectType): Refusal[] {
  const columns = textsOf(view, "columns").map((column) => ["columns", column] as const);
  const filters = elementsOf(view, "filters").map((filter) => ["field", textOf(filter, "field") ?? ""] as const);
  return [...columns, ...filters]
    .filter(([, column]) => !isColumn(column, object))
    .map(([element, column]) => ({
      near: `<${element}>${column}<`,
      message: `Could not resolve list view column: ${column}`
    }));
}

function isColumn(column: string, object: SObjectType): boolean {
  const [first = "", ...rest] = column.split(".");
  const isPath = rest.length > 0 && first.toLowerCase() !== object.name.toLowerCase();
  const own = isPath ? first : (rest.at(-1) ?? first);
  if (isOfThisProject(own)) return object.field(own) !== undefined;
  return isPath || !isCustomObject(object) || /^[A-Z][A-Z0-9_]*$/.test(own) || isPackaged(own);
}

/** "Salesforce Help: Compact Layouts": ten fields at most, no long texts among them. */
function compactLayoutRefusals(layout: XmlElement, object: SObjectType): Refusal[] {
  const fields = textsOf(layout, "fields");
  const tooMany =
    fields.length > mostCompactFields
      ? [
          {
            near: `<fields>${fields[mostCompactFields]}<`,
            message: `A compact layout can have ${mostCompactFields} fields at most`
          }
        ]
      : [];
  return [
    ...tooMany,
    ...fields.flatMap((name) => {
      const field = object.field(name);
      const near = `<fields>${name}<`;
      if (isUnknown(name, object)) return [{ near, message: noField(object, name) }];
      return field?.longText || field?.type === "multipicklist"
        ? [{ near, message: `The field ${object.name}.${name} is of a type that compact layouts do not show` }]
        : [];
    })
  ];
}

const mostCompactFields = 10;

/** A layout's file is named by the object: `Account-Account Layout`. */
function layoutOfNothing(component: XmlComponent): Refusal[] {
  const object = objectNameOf(component);
  return isOfThisProject(object)
    ? [{ near: "<Layout", message: `The layout's name begins with its object, and there is no object ${object}` }]
    : [];
}

/** "Metadata API Developer Guide: Layout". */
function layoutRefusals(
  layout: XmlElement,
  object: SObjectType,
  schema: Schema,
  quickActions: ReadonlySet<string>
): Refusal[] {
  const items = elementsOf(layout, "layoutSections")
    .flatMap((section) => elementsOf(section, "layoutColumns"))
    .flatMap((column) => elementsOf(column, "layoutItems"))
    .flatMap((item) => textsOf(item, "field"));
  return [
    ...items
      .filter((name) => isUnknown(name, object))
      .map((name) => ({ near: `<field>${name}<`, message: noField(object, name) })),
    ...elementsOf(layout, "relatedLists").flatMap((list) => relatedListRefusals(list, object, schema)),
    ...actionsOf(layout)
      .filter((name) => !isQuickAction(name, quickActions))
      .map((name) => ({
        near: `>${name}<`,
        message: `In field: QuickAction - no QuickAction named ${name} found`
      }))
  ];
}

/** Lists of the platform have names of their own (`RelatedNoteList`), those of custom relationships the child's field. */
function relatedListRefusals(list: XmlElement, object: SObjectType, schema: Schema): Refusal[] {
  const name = textOf(list, "relatedList") ?? "";
  const [childName = "", fieldName = ""] = name.split(".");
  if (!isOfThisProject(fieldName) || isPackaged(childName)) return [];
  const child = schema.object(childName);
  const relation = child?.field(fieldName);
  if (child === undefined && childName === "Activity") return [];
  const parents = object.field("IsPersonAccount") === undefined ? [object.name] : ["Account", "Contact"];
  if (!relation?.referenceTo.some((target) => parents.some((one) => one.toLowerCase() === target.toLowerCase())))
    return [{ near: `<relatedList>${name}<`, message: `Cannot find related list:${name}` }];
  return textsOf(list, "fields")
    .filter((field) => !isColumn(field, child!) && !isColumnOfParent(field, child!, schema))
    .map((field) => ({ near: `<relatedList>${name}<`, message: `Invalid field:${field} in related list:${name}` }));
}

/** Columns over a lookup are told by the parent's object (`Medicine__c.Category__c`). */
function isColumnOfParent(column: string, child: SObjectType, schema: Schema): boolean {
  const [parentName = "", ...rest] = column.split(".");
  const parent = schema.object(parentName);
  if (parent === undefined || rest.length === 0) return false;
  const isParent = child.fields.some(({ referenceTo }) => referenceTo.some((name) => schema.object(name) === parent));
  return isParent && isColumn(rest.join("."), parent);
}

function actionsOf(layout: XmlElement): string[] {
  return elementsOf(layout, "quickActionList")
    .flatMap((list) => elementsOf(list, "quickActionListItems"))
    .flatMap((item) => textsOf(item, "quickActionName"));
}

/** The platform's own actions have no custom name; those of objects are called `Object.Action`. */
function isQuickAction(name: string, known: ReadonlySet<string>): boolean {
  const [own = "", object] = name.split(".").reverse();
  return known.has(name.toLowerCase()) || object === undefined || isPackaged(own) || !/__c$/.test(object);
}

/** "Metadata API Developer Guide: QuickAction": the object that it makes or changes, and the fields that it shows or fills in. */
function quickActionRefusals({ content, name }: XmlComponent, schema: Schema): Refusal[] {
  const action = content as XmlElement;
  const targetName = textOf(action, "targetObject") ?? name.split(".")[0]!;
  if (isOfThisProject(targetName) && schema.object(targetName) === undefined)
    return [
      {
        near: `<targetObject>${targetName}<`,
        message: `In field: targetObject - no CustomObject named ${targetName} found`
      }
    ];
  const target = schema.object(targetName);
  if (target === undefined) return [];
  const shown = elementsOf(action, "quickActionLayout")
    .flatMap((layout) => elementsOf(layout, "quickActionLayoutColumns"))
    .flatMap((column) => elementsOf(column, "quickActionLayoutItems"))
    .flatMap((item) => textsOf(item, "field"));
  const filledIn = elementsOf(action, "fieldOverrides").flatMap((override) => textsOf(override, "field"));
  return [...shown, ...filledIn]
    .filter((field) => isUnknown(field, target))
    .map((field) => ({ near: `<field>${field}<`, message: noField(target, field) }));
}

/** "Metadata API Developer Guide: ReportType": columns are fields of the object that `table` leads to from the base object. */
function reportTypeRefusals(type: XmlElement, schema: Schema): Refusal[] {
  const baseName = textOf(type, "baseObject") ?? "";
  if (schema.object(baseName) === undefined)
    return isOfThisProject(baseName)
      ? [
          {
            near: `<baseObject>${baseName}<`,
            message: `In field: baseObject - no CustomObject named ${baseName} found`
          }
        ]
      : [];
  return elementsOf(type, "sections")
    .flatMap((section) => elementsOf(section, "columns"))
    .flatMap((column) => {
      const name = textOf(column, "field") ?? "";
      const table = tableOf(textOf(column, "table") ?? baseName, schema);
      const first = name.split(".")[0]!;
      return table !== undefined && isOfThisProject(first) && isUnknown(first, table)
        ? [{ near: `<field>${name}<`, message: noField(table, first) }]
        : [];
    });
}

/** `Master__c.Details__r` is the object of the details. */
function tableOf(path: string, schema: Schema): SObjectType | undefined {
  const [base = "", ...relationships] = path.split(".");
  return relationships.reduce<SObjectType | undefined>((object, relationship) => {
    const name = relationship.endsWith("__r") ? relationship : `${relationship}__r`;
    const child = object?.childRelationship(relationship) ?? object?.childRelationship(name);
    return child && schema.object(child.childObject);
  }, schema.object(base));
}

/** Standard objects have more standard fields in an org than here. */
function isUnknown(name: string, object: SObjectType): boolean {
  if (object.field(name) !== undefined || isPackaged(name)) return false;
  return isOfThisProject(name) || (isCustomObject(object) && !/^[A-Za-z]+(?:Id|Date|Stamp)$/.test(name));
}

function noField(object: SObjectType, field: string): string {
  return `In field: field - no CustomField named ${object.name}.${field} found`;
}

function isCustomObject(object: SObjectType): boolean {
  return object.name.endsWith("__c");
}
