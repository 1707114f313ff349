/** "GraphQL API Developer Guide: Query Objects": a field answers its value and the text that the user's locale shows. */
import {
  GraphQLObjectType,
  GraphQLScalarType,
  GraphQLString,
  specifiedScalarTypes,
  type GraphQLOutputType
} from "graphql";
import type { SObjectRecord } from "../../schema/record.ts";
import type { Field, FieldType } from "../../schema/types.ts";
import { localeText } from "../../schema/locale-text.ts";
import { labelOfValue, wordsOf } from "../../schema/words.ts";
import type { Transaction } from "../../transaction/transaction.ts";
import { valueToJson } from "../records/to-json.ts";

export interface ShownValue {
  readonly value: unknown;
  readonly displayValue: string | null;
  readonly label: string | null;
}

const names: Partial<Record<FieldType, string>> = {
  id: "ID",
  reference: "ID",
  boolean: "Boolean",
  int: "Int",
  long: "Long",
  double: "Double",
  currency: "Currency",
  percent: "Percent",
  date: "Date",
  datetime: "DateTime",
  time: "Time",
  picklist: "Picklist",
  combobox: "Picklist",
  multipicklist: "MultiPicklist",
  textarea: "TextArea",
  email: "Email",
  phone: "PhoneNumber",
  url: "Url",
  encryptedstring: "EncryptedString"
};

/** The name of a field's scalar, before `Value` and `Operators`. */
export function scalarName(field: Field): string {
  return field.longText ? "LongTextArea" : (names[field.type] ?? "String");
}

/** Types of which the schema has one each, made when they are first asked for. */
export class ValueTypes {
  private readonly scalars = new Map(specifiedScalarTypes.map((scalar) => [scalar.name, scalar]));
  private readonly objects = new Map<string, GraphQLObjectType>();

  /** What a scalar holds is read against its field. */
  scalar(name: string): GraphQLScalarType {
    let scalar = this.scalars.get(name);
    if (scalar === undefined) this.scalars.set(name, (scalar = new GraphQLScalarType({ name })));
    return scalar;
  }

  of(field: Field): GraphQLOutputType {
    const name = scalarName(field);
    let type = this.objects.get(name);
    if (type === undefined) {
      type = new GraphQLObjectType({
        name: `${name}Value`,
        fields: {
          value: { type: this.scalar(name) },
          displayValue: { type: GraphQLString },
          ...(name.endsWith("Picklist") ? { label: { type: GraphQLString } } : {})
        }
      });
      this.objects.set(name, type);
    }
    return type;
  }
}

export function shownValue(tx: Transaction, record: SObjectRecord, field: Field): ShownValue {
  const value = record.get(field.name) ?? null;
  const label = labelOf(tx, record, field);
  return { value: valueToJson(value), displayValue: label ?? localeText(tx.user, field, value), label };
}

function labelOf(tx: Transaction, record: SObjectRecord, field: Field): string | null {
  const value = record.get(field.name);
  if (typeof value !== "string" || !/picklist|combobox/.test(field.type)) return null;
  const words = wordsOf(tx.schema, tx.user.language);
  return value
    .split(";")
    .map((one) => labelOfValue(words, record.type, field, one) ?? one)
    .join(";");
}
