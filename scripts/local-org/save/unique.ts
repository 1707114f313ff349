import type { Field, SObjectType } from "../schema/types.ts";
import { codecOf } from "../storage/codec.ts";
import { quoted } from "../storage/tables.ts";
import { prepareFunctions } from "../soql/functions.ts";
import type { Transaction } from "../transaction/transaction.ts";
import { toId15 } from "../values/id.ts";
import { standing, type Row } from "./row.ts";

/**
 * "Salesforce Help: Custom Field Attributes", Unique: no two live records share a value, whether the other one is stored or in the
 * same chunk. Runs when the rows have ids; one query per unique field.
 */
export function checkUnique(tx: Transaction, type: SObjectType, rows: readonly Row[]): void {
  for (const field of type.fields) {
    if (field.unique && field.formula === undefined) {
      checkUniqueField(tx, type, field, standing(rows));
    }
  }
}

function checkUniqueField(tx: Transaction, type: SObjectType, field: Field, rows: readonly Row[]): void {
  const codec = codecOf(field);
  const holders = new Map<string | number, string>();
  const changed = rows.filter((row) => row.current.get(field.name) !== null && !sameAsBefore(row, field));
  if (changed.length === 0) {
    return;
  }
  const keyOf = (value: unknown): string | number =>
    typeof value === "string" ? (field.caseSensitive ? value : foldedKey(value)) : Number(value);
  const own = new Set(rows.map((row) => row.id));
  const encoded = changed.map((row) => codec.encode(row.current.get(field.name)));
  const column = quoted(field.name);
  prepareFunctions(tx);
  const folds =
    !field.caseSensitive && encoded.some((value) => typeof value === "string" && /[^\x00-\x7f]/.test(value));
  const operand = folds ? `fold_case(${column})` : column;
  const values = folds ? encoded.map((value) => foldedKey(String(value))) : encoded;
  const bin = type.field("IsDeleted") === undefined ? "" : ' AND "IsDeleted" = 0';
  for (const [id, value] of tx.database.all(
    `SELECT "Id", ${column} FROM ${quoted(type.name)} WHERE ${operand} IN (SELECT value FROM json_each(?))${bin}`,
    [JSON.stringify(values, (_, item: unknown) => (typeof item === "bigint" ? Number(item) : item))]
  )) {
    if (!own.has(id as string)) {
      holders.set(keyOf(value), id as string);
    }
  }
  changed.forEach((row, position) => {
    const key = keyOf(encoded[position]!);
    const holder = holders.get(key);
    if (holder !== undefined && holder !== row.id) {
      row.fail(
        "DUPLICATE_VALUE",
        `duplicate value found: ${field.name} duplicates value on record with id: ${toId15(holder)}`
      );
    } else {
      holders.set(key, row.id!);
    }
  });
}

function foldedKey(text: string): string {
  return text.toUpperCase().toLowerCase();
}

function sameAsBefore(row: Row, field: Field): boolean {
  const before = row.old?.get(field.name) ?? null;
  return before !== null && codecOf(field).encode(before) === codecOf(field).encode(row.current.get(field.name));
}
