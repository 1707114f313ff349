import type { Field, SObjectType } from "../schema/types.ts";
import type { Transaction } from "../transaction/transaction.ts";
import { Decimal } from "../values/decimal.ts";
import type { FieldValue } from "../values/field-value.ts";

export function evaluateDefault(_tx: Transaction, type: SObjectType, field: Field): FieldValue {
  const text = field.defaultValue!.trim();
  if (field.type === "boolean") return text.toLowerCase() === "true";
  if (/^"[^"]*"$/.test(text)) return text.slice(1, -1);
  if (/^-?\d+(\.\d+)?$/.test(text)) return Decimal.parse(text);
  throw new Error(`Default of ${type.name}.${field.name} cannot be computed: ${text}`);
}
