import type { Position } from "../syntax/ast.ts";

/** A mistake in Apex source; thrown where it is found and collected where checking can go on. */
export class CompileProblem extends Error {
  readonly position: Position;

  constructor(position: Position, message: string) {
    super(message);
    this.position = position;
  }
}

export function fail(position: Position, message: string): never {
  throw new CompileProblem(position, message);
}
