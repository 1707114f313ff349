import type { SObjectRecord } from "../../schema/record.ts";
import { ApiError } from "../http/exchange.ts";
import { textOfValue } from "../../schema/text-value.ts";
import type { FieldValue } from "../../values/field-value.ts";
import { Decimal } from "../../values/decimal.ts";

/** From here on a number leaves in scientific notation. */
const FIRST_SCIENTIFIC = 10_000_000;

/** The SELECT list as it was written: it is the header of a bulk query's results. */
export function columnsOf(query: string): string[] {
  const list = /^\s*SELECT\s+([\s\S]+?)\s+FROM\s/i.exec(query)?.[1] ?? "";
  if (/[()]/.test(list))
    throw new ApiError(400, "API_ERROR", "Bulk query jobs take fields only: no subqueries and no functions");
  return list.split(",").map((column) => column.trim());
}

/** The text of one column of a row; parents by their relationships. */
export function cell(record: SObjectRecord, column: string): string {
  const path = column.split(".");
  let current: SObjectRecord | null | undefined = record;
  for (const step of path.slice(0, -1)) {
    const relationship: string | undefined = Object.keys(current?.parents ?? {}).find(
      (name) => name.toLowerCase() === step.toLowerCase()
    );
    current = relationship === undefined ? undefined : current?.parents?.[relationship];
  }
  const field = current?.type.field(path.at(-1)!);
  return current && field ? cellText(current.get(field.name)) : "";
}

/** "Why do I see exponential values for custom number field?" (Salesforce Help): doubles of eight and more digits leave so. */
function cellText(value: FieldValue): string {
  const text = textOfValue(value);
  if (!(value instanceof Decimal) || Math.abs(Number(text)) < FIRST_SCIENTIFIC) return text;
  const [mantissa = "", exponent = ""] = Number(text).toExponential().split("e+");
  return `${mantissa.includes(".") ? mantissa : `${mantissa}.0`}E${exponent}`;
}
