import type { Position } from "../syntax/ast.ts";
import type { ClassSymbol, Type } from "../types/types.ts";

/** A checked expression: its type and its JavaScript, safe to stand inside any other expression. */
export interface Ex {
  readonly type: Type;
  readonly code: string;
  /** Cannot be null. */
  readonly nonNull?: boolean;
  /** May be evaluated twice. */
  readonly simple?: boolean;
  /** Present where it can be assigned to. */
  readonly place?: Place;
  /** A query in brackets, which also stands for its only row. */
  readonly query?: boolean;
  /** Of a query in brackets: what makes a query locator of it. */
  readonly locator?: string;
  /** A parent read through a relationship: a field of it is null where the parent is. */
  readonly parent?: boolean;
  /** Conditions of `?.` on the left under which the whole chain is null. */
  readonly guards?: readonly string[];
  /** `super` */
  readonly superOf?: ClassSymbol;
}

export interface Place {
  /** Code that assigns and has the assigned value. */
  write(value: string): string;
  /** For `+=` and `++`: the same place with its parts evaluated only once. */
  once(temporary: () => string): {
    readonly before: readonly string[];
    readonly read: string;
    write(value: string): string;
  };
  /** Says no where the place must not be written, e.g. a final variable. */
  check?(position: Position): void;
}

/** @param also code of a further assignment of the same value, up to its `=` */
export function simplePlace(code: string, check?: (position: Position) => void, also = ""): Place {
  const write = (value: string): string => `(${code}=${also}${value})`;
  return { write, once: () => ({ before: [], read: code, write }), check };
}

/** What the left side of a dot names. */
export type Target =
  | { readonly kind: "value"; readonly ex: Ex }
  | { readonly kind: "type"; readonly type: Type }
  | { readonly kind: "namespace"; readonly name: string };
