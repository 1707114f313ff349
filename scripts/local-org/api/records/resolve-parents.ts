import type { RecordError, SObjectRecord } from "../../schema/record.ts";
import type { Field } from "../../schema/types.ts";
import type { Transaction } from "../../transaction/transaction.ts";
import type { FieldValue } from "../../values/field-value.ts";
import type { Org } from "../../org/types.ts";
import type { ParentReference } from "./from-json.ts";
import { textOfValue } from "../../schema/text-value.ts";

/**
 * Writes the Ids of parents that were named by external id into their records: one query per parent object and key
 * field, however many records. Answers what was not found, by record.
 */
export function resolveParents(
  org: Org,
  tx: Transaction,
  references: readonly ParentReference[]
): Map<SObjectRecord, RecordError> {
  const failures = new Map<SObjectRecord, RecordError>();
  for (const group of groupByKey(references)) resolveGroup(org, tx, group, failures);
  return failures;
}

function resolveGroup(
  org: Org,
  tx: Transaction,
  group: readonly ParentReference[],
  failures: Map<SObjectRecord, RecordError>
): void {
  const { parentObject, externalIdField } = group[0]!;
  const ids = findIds(
    org,
    tx,
    parentObject,
    externalIdField,
    group.map((reference) => reference.value)
  );
  for (const { record, field, value } of group) {
    const found = ids.get(keyOf(value, externalIdField.caseSensitive)) ?? [];
    if (found.length === 1) record.set(field.name, found[0]!);
    else failures.set(record, parentError(parentObject, externalIdField.name, value, found.length, field.name));
  }
}

function findIds(
  org: Org,
  tx: Transaction,
  object: string,
  keyField: Field,
  values: FieldValue[]
): Map<string, string[]> {
  const query = org.soql.analyze(
    `SELECT Id, ${keyField.name} FROM ${object} WHERE ${keyField.name} IN :keys`,
    tx.schema
  );
  const rows = org.soql.execute(tx, query, new Map([["keys", values]]), {
    accessMode: "user",
    withSharing: true,
    countLimits: false
  }).records;
  const byKey = new Map<string, string[]>();
  for (const row of rows) {
    const key = keyOf(row.get(keyField.name), keyField.caseSensitive);
    byKey.set(key, [...(byKey.get(key) ?? []), row.id!]);
  }
  return byKey;
}

function groupByKey(references: readonly ParentReference[]): ParentReference[][] {
  const groups = new Map<string, ParentReference[]>();
  for (const reference of references) {
    const key = `${reference.parentObject}.${reference.externalIdField.name}`;
    const group = groups.get(key);
    if (group) group.push(reference);
    else groups.set(key, [reference]);
  }
  return [...groups.values()];
}

function keyOf(value: FieldValue, caseSensitive: boolean): string {
  const text = textOfValue(value);
  return caseSensitive ? text : text.toLowerCase();
}

function parentError(object: string, keyField: string, value: FieldValue, count: number, field: string): RecordError {
  const key = textOfValue(value);
  return count === 0
    ? {
        statusCode: "INVALID_FIELD",
        message: `Foreign key external ID: ${key} not found for field ${keyField} in entity ${object}`,
        fields: [field]
      }
    : {
        statusCode: "DUPLICATE_EXTERNAL_ID",
        message: `More than one record found for external id field: ${keyField}, value: ${key}, in entity ${object}`,
        fields: [field]
      };
}
