/** Apex source text to syntax tree: by the reader, and where that is unsure by the grammar; see `unsure.ts`. */
import type { AnonymousUnit, TriggerDeclaration, TypeDeclaration } from "./ast.ts";
import { decideAnonymous, decideClass, decideTrigger, type ParseResult } from "./grammar/decide.ts";
import { readAnonymous, readClass, readTrigger } from "./read-declarations.ts";

export type { ParseResult } from "./grammar/decide.ts";

export function parseClass(source: string): ParseResult<TypeDeclaration> {
  return right(readClass(source)) ?? decideClass(source);
}

export function parseTrigger(source: string): ParseResult<TriggerDeclaration> {
  return right(readTrigger(source)) ?? decideTrigger(source);
}

export function parseAnonymous(source: string): ParseResult<AnonymousUnit> {
  return right(readAnonymous(source)) ?? decideAnonymous(source);
}

function right<Tree>(tree: Tree | undefined): ParseResult<Tree> | undefined {
  return tree && { tree, problems: [] };
}
