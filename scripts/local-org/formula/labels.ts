import type { CustomLabel } from "../metadata/types.ts";
import type { Schema } from "../schema/types.ts";

const labels = new WeakMap<Schema, ReadonlyMap<string, string>>();

/** Makes custom labels known to `$Label` in the formulas of a schema. */
export function setFormulaLabels(schema: Schema, all: readonly CustomLabel[]): void {
  labels.set(schema, new Map(all.map((label) => [label.name.toLowerCase(), label.value])));
}

/** By name in small letters. */
export function labelsOf(schema: Schema): ReadonlyMap<string, string> | undefined {
  return labels.get(schema);
}
