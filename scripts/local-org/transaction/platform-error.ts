/**
 * An error in the platform's words that some room below Apex and below HTTP raises. The Apex runtime turns it into an
 * exception of `apexType`; the API turns it into `[{errorCode, message, fields}]`.
 */
export class PlatformError extends Error {
  /** e.g. `System.QueryException`. */
  readonly apexType: string;
  /** e.g. `INVALID_FIELD`, `MALFORMED_QUERY`, `REQUIRED_FIELD_MISSING`. */
  readonly statusCode: string;
  readonly fields: readonly string[];

  constructor(options: { apexType: string; statusCode: string; message: string; fields?: readonly string[] }) {
    super(options.message);
    this.name = "PlatformError";
    this.apexType = options.apexType;
    this.statusCode = options.statusCode;
    this.fields = options.fields ?? [];
  }
}
