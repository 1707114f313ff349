/** What a fault path is for, and what ends an interview that has none. Its message is `$Flow.FaultMessage`. */
export class FlowFault extends Error {}

/** A message for the record's user, from an element Custom Error: the record is not saved. */
export class RecordRefused extends Error {
  readonly errors: readonly { readonly message: string; readonly field?: string }[];

  constructor(errors: RecordRefused["errors"]) {
    super(errors.map(({ message }) => message).join("; "));
    this.errors = errors;
  }
}
