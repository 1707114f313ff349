import type { Field, Schema, SObjectType } from "./types.ts";

/** What objects, fields and values are called in one language; where nobody translated them, as the schema calls them. */
export interface SchemaWords {
  object(type: SObjectType): string;
  plural(type: SObjectType): string;
  field(type: SObjectType, field: Field): string;
  help(type: SObjectType, field: Field): string | undefined;
  /** A picklist's value, by its label in the schema. */
  value(type: SObjectType, field: Field, label: string): string;
}

/** What a picklist's value is called; undefined where the picklist does not have it. Of several values, each is. */
export function labelOfValue(words: SchemaWords, type: SObjectType, field: Field, value: unknown): string | undefined {
  if (field.type !== "multipicklist" || typeof value !== "string") return labelOfOne(words, type, field, value);
  return value
    .split(";")
    .map((one) => labelOfOne(words, type, field, one) ?? one)
    .join(";");
}

/** Whether the field's values have labels of their own. */
export function hasLabels(field: Field | undefined): field is Field {
  return field?.type === "picklist" || field?.type === "multipicklist";
}

function labelOfOne(words: SchemaWords, type: SObjectType, field: Field, value: unknown): string | undefined {
  const label = field.picklistValues.find((one) => one.value === value)?.label;
  return label === undefined ? undefined : words.value(type, field, label);
}

const own: SchemaWords = {
  object: (type) => type.label,
  plural: (type) => type.labelPlural,
  field: (_type, field) => field.label,
  help: (_type, field) => field.inlineHelpText,
  value: (_type, _field, label) => label
};

const translated = new WeakMap<Schema, (language: string) => SchemaWords>();

/** Makes a project's translations known to whoever describes its schema. */
export function setWords(schema: Schema, of: (language: string) => SchemaWords): void {
  translated.set(schema, of);
}

/** @param language of a user, for example `tr` or `tr_TR` */
export function wordsOf(schema: Schema, language: string): SchemaWords {
  return translated.get(schema)?.(language) ?? own;
}
