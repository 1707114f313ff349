import { elementsOf, textOf, textsOf, type XmlElement } from "../../metadata/xml.ts";
import type { ProjectSource } from "../../metadata/types.ts";
import { namespaced } from "../../schema/namespace.ts";
import type { Field, SObjectType } from "../../schema/types.ts";
import { defaultColumns } from "./layout.ts";
import { dictionary } from "../../values/dictionary.ts";

/** A list of an object's records ("Metadata API Developer Guide: ListView"). */
export interface ListView {
  readonly name: string;
  readonly label: string;
  readonly columns: readonly string[];
  /** SOQL condition, empty for all records. */
  readonly condition: string;
}

const OPERATORS: Readonly<Record<string, string>> = dictionary({
  equals: "=",
  notEqual: "!=",
  lessThan: "<",
  greaterThan: ">",
  lessOrEqual: "<=",
  greaterOrEqual: ">=",
  contains: "LIKE",
  notContain: "LIKE",
  startsWith: "LIKE"
});

/** Files of a project name its objects without its namespace. */
function isNameOf(type: SObjectType, name: string, namespace: string): boolean {
  return namespaced(name, namespace).toLowerCase() === type.name.toLowerCase();
}

export function listViewsOf(project: ProjectSource | undefined, type: SObjectType): ListView[] {
  const views = (project?.components ?? [])
    .filter(
      (component) => component.type === "ListView" && isNameOf(type, component.name.split(".")[0]!, project!.namespace)
    )
    .map((component) => readListView(type, component.name.split(".").at(-1)!, component.content as XmlElement));
  return views.length > 0
    ? views
    : [{ name: "All", label: `All ${type.labelPlural}`, columns: defaultColumns(type), condition: "" }];
}

function readListView(type: SObjectType, name: string, content: XmlElement): ListView {
  const columns = textsOf(content, "columns").flatMap((column) => fieldOf(type, column)?.name ?? []);
  const conditions = elementsOf(content, "filters").map((filter) => readFilter(type, filter));
  return {
    name,
    label: textOf(content, "label") ?? name,
    columns: columns.length > 0 ? columns : defaultColumns(type),
    condition: conditions.join(" AND ")
  };
}

/** List views call the name field NAME and standard fields by old names such as ACCOUNT.NAME. */
function fieldOf(type: SObjectType, column: string): Field | undefined {
  return column === "NAME" ? type.nameField : type.field(column.split(".").at(-1)!);
}

function readFilter(type: SObjectType, filter: XmlElement): string {
  const field = fieldOf(type, textOf(filter, "field") ?? "");
  const operation = textOf(filter, "operation") ?? "";
  const operator = OPERATORS[operation];
  if (!field || !operator)
    throw new Error(`The list view filter ${textOf(filter, "field")} ${operation} cannot be evaluated`);
  const values = (textOf(filter, "value") ?? "").split(",").map((value) => value.trim());
  const conditions = values.map((value) => {
    const text = literal(field, operation, value);
    return operation === "notContain" ? `(NOT ${field.name} LIKE ${text})` : `${field.name} ${operator} ${text}`;
  });
  return `(${conditions.join(operation === "notEqual" || operation === "notContain" ? " AND " : " OR ")})`;
}

function literal(field: Field, operation: string, value: string): string {
  if (operator(operation) === "LIKE") return quoted(operation === "startsWith" ? `${value}%` : `%${value}%`);
  if (field.type === "boolean") return value === "1" || value.toLowerCase() === "true" ? "TRUE" : "FALSE";
  if (value === "") return "null";
  const bare = ["int", "double", "currency", "percent", "date", "datetime"].includes(field.type);
  return bare ? value : quoted(value);
}

function operator(operation: string): string | undefined {
  return OPERATORS[operation];
}

function quoted(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
