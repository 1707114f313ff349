/** A row that cannot be used: a code for machines, a reason for people. */
export class RowError extends Error {
  readonly code: string;
  /** The document that the row belongs to, where it could be read: it must not be imported without this row. */
  externalId: string;

  constructor(code: string, reason: string, externalId = "") {
    // Nobody reads where it was thrown, and to note that costs more than to read the row.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(reason);
    Error.stackTraceLimit = stackTraceLimit;
    this.code = code;
    this.externalId = externalId;
  }
}
