import type { SObjectType } from "../../schema/types.ts";
import type { DmlError } from "../../save/types.ts";

interface RecordExceptionError {
  readonly constituentField: null;
  readonly duplicateRecordError: null;
  readonly errorCode: string;
  readonly field: string | null;
  readonly fieldLabel: string | null;
  readonly message: string;
}

/**
 * "User Interface API Developer Guide: Error with Output, Record Exceptions": what is wrong with which field, and with the
 * record as a whole, where a record is created or updated.
 */
export class RecordSaveError extends Error {
  readonly body: {
    readonly message: string;
    readonly statusCode: 400;
    readonly enhancedErrorType: "RecordError";
    readonly output: {
      readonly errors: readonly RecordExceptionError[];
      readonly fieldErrors: Readonly<Record<string, readonly RecordExceptionError[]>>;
    };
  };

  constructor(failed: DmlError, type: SObjectType) {
    super(failed.message);
    const errors: RecordExceptionError[] = [];
    const fieldErrors: Record<string, RecordExceptionError[]> = {};
    for (const { statusCode, message, fields } of failed.failures[0]?.errors ?? []) {
      const known = fields.flatMap((name) => type.field(name) ?? []);
      if (known.length === 0) errors.push(exceptionError(statusCode, message));
      for (const { name, label } of known)
        (fieldErrors[name] ??= []).push(exceptionError(statusCode, message, name, label));
    }
    this.body = {
      message: "An error occurred while trying to update the record. Please try again.",
      statusCode: 400,
      enhancedErrorType: "RecordError",
      output: { errors, fieldErrors }
    };
  }
}

function exceptionError(errorCode: string, message: string, field?: string, fieldLabel?: string): RecordExceptionError {
  return {
    constituentField: null,
    duplicateRecordError: null,
    errorCode,
    field: field ?? null,
    fieldLabel: fieldLabel ?? null,
    message
  };
}
