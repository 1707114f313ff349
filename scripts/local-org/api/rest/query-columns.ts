import type { Field, FieldType, SObjectType } from "../../schema/types.ts";
import type { AnalyzedQuery } from "../../soql/types.ts";

/** One selected column, or the relationship that leads to the columns in `joinColumns`. */
interface ColumnMetadata {
  readonly aggregate: boolean;
  readonly apexType: string | null;
  readonly booleanType: boolean;
  readonly columnName: string;
  readonly custom: boolean;
  readonly displayName: string;
  readonly foreignKeyName: string | null;
  readonly insertable: boolean;
  readonly joinColumns: ColumnMetadata[];
  readonly numberType: boolean;
  readonly textType: boolean;
  readonly updatable: boolean;
}

const numberTypes: readonly FieldType[] = ["int", "long", "double", "currency", "percent"];
const otherTypes: readonly FieldType[] = ["boolean", "date", "datetime", "time", "base64", "address", "location"];

/** What `query?columns=true` answers: the query's columns instead of its rows, as the Salesforce CLI asks before it prints a table. */
export function describeColumns(query: AnalyzedQuery): unknown {
  return {
    columnMetadata: columnsOf(query),
    entityName: query.from.name,
    groupBy: query.aggregate,
    idSelected: query.columns.some((column) => column.path.length === 0 && column.name === "Id" && !column.hidden),
    keyPrefix: query.from.keyPrefix
  };
}

function columnsOf(query: AnalyzedQuery): ColumnMetadata[] {
  if (query.aggregate)
    return query.aggregateColumns.map(({ alias, aggregate }) => ({
      ...unnamed(alias),
      aggregate,
      numberType: aggregate
    }));
  const columns: ColumnMetadata[] = [];
  for (const column of [...query.columns.filter((one) => !one.hidden), ...query.addresses]) {
    let [siblings, type]: [ColumnMetadata[], SObjectType | undefined] = [columns, query.from];
    for (const relationship of column.path) {
      const reference: Field | undefined = type?.parentRelationship(relationship);
      siblings = relationshipColumn(siblings, relationship, reference).joinColumns;
      type = undefined;
    }
    siblings.push(fieldColumn(column.name, type?.field(column.name)));
  }
  const children = query.children.map((child) => ({
    ...unnamed(child.relationshipName),
    aggregate: true,
    joinColumns: columnsOf(child.query)
  }));
  return [...columns, ...children];
}

function relationshipColumn(siblings: ColumnMetadata[], name: string, reference: Field | undefined): ColumnMetadata {
  const known = siblings.find((column) => column.columnName === name && column.foreignKeyName !== null);
  if (known) return known;
  const made = { ...unnamed(name), foreignKeyName: reference?.name ?? name, custom: reference?.custom ?? false };
  siblings.push(made);
  return made;
}

function fieldColumn(name: string, field: Field | undefined): ColumnMetadata {
  if (!field) return { ...unnamed(name), textType: true };
  const numberType = numberTypes.includes(field.type);
  return {
    ...unnamed(name),
    apexType: field.type,
    booleanType: field.type === "boolean",
    custom: field.custom,
    insertable: field.createable,
    numberType,
    textType: !numberType && !otherTypes.includes(field.type),
    updatable: field.updateable
  };
}

function unnamed(name: string): ColumnMetadata {
  return {
    aggregate: false,
    apexType: null,
    booleanType: false,
    columnName: name,
    custom: false,
    displayName: name,
    foreignKeyName: null,
    insertable: false,
    joinColumns: [],
    numberType: false,
    textType: false,
    updatable: false
  };
}
