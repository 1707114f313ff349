import type { Field, LookupFilterItem, Schema, SObjectType } from "./types.ts";

/** A lookup filter names what does not exist, or compares in a way that is not supported. */
export class LookupFilterError extends Error {}

/**
 * A lookup filter as a formula on the record that has the lookup ("Metadata API: CustomField", LookupFilter, FilterItem):
 * `$Source` is that record, the target's fields are reached along the lookup. Comparison of texts is without regard to case.
 */
export function lookupFilterFormula(schema: Schema, type: SObjectType, field: Field): string {
  const { items, booleanFilter } = field.lookupFilter!;
  const conditions = items.map((item) => condition(schema, type, field, item));
  if (booleanFilter === undefined) return conditions.map((one) => `(${one})`).join(" && ");
  return booleanFilter
    .replace(/\d+/g, (number) => {
      const one = conditions[Number(number) - 1];
      if (one === undefined) throw new LookupFilterError(`booleanFilter names item ${number}, which does not exist`);
      return `(${one})`;
    })
    .replace(/\bAND\b(?=\s*[(N])/gi, "&&")
    .replace(/\bOR\b(?=\s*[(N])/gi, "||");
}

/** An operand in formula syntax. */
interface Operand {
  readonly text: string;
  /** Absent for global values such as `$User.ProfileId`. */
  readonly field?: Field;
}

function condition(schema: Schema, type: SObjectType, lookup: Field, item: LookupFilterItem): string {
  const left = operandOf(schema, type, lookup, item.field);
  const compare = comparisons[item.operation];
  if (compare === undefined)
    throw new LookupFilterError(`The operation ${item.operation} is not supported in lookup filters`);
  if (item.valueField !== undefined) return compare(left, comparable(operandOf(schema, type, lookup, item.valueField)));
  const values =
    item.operation === "equals" || item.operation === "notEqual" ? item.value.split(/\s*,\s*/) : [item.value];
  const each = values.map((value) =>
    value === "" ? isBlank(item.operation, left) : compare(left, literal(left, value))
  );
  return each.map((one) => `(${one})`).join(item.operation === "notEqual" ? " && " : " || ");
}

const comparisons: Readonly<Record<string, (left: Operand, right: string) => string>> = {
  equals: (left, right) => `${comparable(left)} = ${right}`,
  notEqual: (left, right) => `NOT(${comparable(left)} = ${right})`,
  lessThan: (left, right) => `${comparable(left)} < ${right}`,
  lessOrEqual: (left, right) => `${comparable(left)} <= ${right}`,
  greaterThan: (left, right) => `${comparable(left)} > ${right}`,
  greaterOrEqual: (left, right) => `${comparable(left)} >= ${right}`,
  contains: (left, right) => `CONTAINS(${comparable(left)}, ${right})`,
  notContain: (left, right) => `NOT(CONTAINS(${comparable(left)}, ${right}))`,
  startsWith: (left, right) => `BEGINS(${comparable(left)}, ${right})`
};

function isBlank(operation: string, { text }: Operand): string {
  return operation === "notEqual" ? `NOT(ISBLANK(${text}))` : `ISBLANK(${text})`;
}

function operandOf(schema: Schema, type: SObjectType, lookup: Field, path: string): Operand {
  const [first = "", ...rest] = path.split(".");
  if (first.toLowerCase() === "$source") return along(schema, type, rest, path);
  if (first.startsWith("$")) return { text: path };
  const target = schema.object(lookup.referenceTo[0]!)!;
  if (schema.object(first) !== target)
    throw new LookupFilterError(`${path} in lookupFilter is no field of ${target.name}`);
  const { text, ...found } = along(schema, target, rest, path);
  return { ...found, text: `${lookup.relationshipName!}.${text}` };
}

/** A field of `type`, or of one of its parents. */
function along(schema: Schema, type: SObjectType, names: readonly string[], path: string): Operand {
  const steps: string[] = [];
  let holder: SObjectType | undefined = type;
  for (const name of names.slice(0, -1)) {
    const parent: Field | undefined = holder?.parentRelationship(name) ?? holder?.field(name);
    holder = parent && schema.object(parent.referenceTo[0] ?? "");
    steps.push(parent?.relationshipName ?? name);
  }
  const field = holder?.field(names.at(-1) ?? "");
  if (field === undefined) throw new LookupFilterError(`The field ${path} in lookupFilter does not exist`);
  return { text: [...steps, field.name].join("."), field };
}

/** What equality compares: picklists by their value, texts in lower case. */
function comparable({ text, field }: Operand): string {
  switch (field?.type) {
    case "picklist":
      return `LOWER(TEXT(${text}))`;
    case "string":
    case "textarea":
    case "email":
    case "phone":
    case "url":
      return `LOWER(${text})`;
    default:
      return text;
  }
}

function literal({ field, text }: Operand, value: string): string {
  switch (field?.type) {
    case "boolean":
      return /^(true|1)$/i.test(value) ? "TRUE" : "FALSE";
    case "int":
    case "double":
    case "currency":
    case "percent":
      if (!/^-?\d+(\.\d+)?$/.test(value)) throw new LookupFilterError(`${value} in lookupFilter is no number`);
      return value;
    case "date":
      return dateLiteral(value);
    case "datetime":
    case "time":
    case "multipicklist":
      throw new LookupFilterError(`A lookup filter cannot compare ${text} with a fixed value here`);
    case "id":
    case "reference":
    case undefined:
      return quotedText(value);
    default:
      return quotedText(value.toLowerCase());
  }
}

function dateLiteral(value: string): string {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value) ?? [];
  if (year === undefined) throw new LookupFilterError(`${value} in lookupFilter is no date`);
  return `DATE(${Number(year)}, ${Number(month)}, ${Number(day)})`;
}

function quotedText(value: string): string {
  return `"${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}
