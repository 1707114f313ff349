import type { Field } from "../schema/types.ts";
import { invalidField } from "./error.ts";
import type { NameResolver, Source } from "./names.ts";

/** The SQL that computes a formula field from stored columns. */
export function formulaSql(_names: NameResolver, source: Source, field: Field): string {
  throw invalidField(`Formula field ${source.type.name}.${field.name} cannot be read yet`, 0);
}
