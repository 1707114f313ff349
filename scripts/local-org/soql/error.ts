import { PlatformError } from "../transaction/platform-error.ts";
import type { SoqlError } from "./types.ts";

/** A query that cannot be run; `offset` is where in its text. */
export class SoqlQueryError extends PlatformError implements SoqlError {
  readonly offset: number;

  constructor(statusCode: string, message: string, offset: number) {
    super({ apexType: "System.QueryException", statusCode, message });
    this.offset = offset;
  }
}

export function malformed(message: string, offset: number): SoqlQueryError {
  return new SoqlQueryError("MALFORMED_QUERY", message, offset);
}

export function invalidField(message: string, offset: number): SoqlQueryError {
  return new SoqlQueryError("INVALID_FIELD", message, offset);
}
