import { PlatformError } from "../../transaction/platform-error.ts";
import { DmlError } from "../../save/types.ts";
import { RecordSaveError } from "../rest/ui-record-error.ts";
import { ApiError, MultipleChoices, type ApiResponse, type ErrorBody } from "./exchange.ts";

/** What a caller sees of an error; what nobody expected is logged on the server and told by name only. */
export function errorResponse(error: unknown): ApiResponse {
  if (error instanceof ApiError) return { status: error.status, body: error.errors };
  if (error instanceof MultipleChoices) return { status: 300, body: error.addresses };
  if (error instanceof RecordSaveError) return { status: 400, body: error.body };
  if (error instanceof DmlError) return { status: 400, body: dmlErrors(error) };
  if (error instanceof PlatformError) return { status: statusOf(error), body: [errorBody(error)] };
  console.error(error);
  return {
    status: 500,
    body: [
      {
        message: `An unexpected error occurred: ${(error as Error)?.message ?? String(error)}`,
        errorCode: "UNKNOWN_EXCEPTION"
      }
    ]
  };
}

function dmlErrors(error: DmlError): ErrorBody[] {
  return (error.failures[0]?.errors ?? []).map((one) => ({
    message: one.message,
    errorCode: one.statusCode,
    fields: one.fields
  }));
}

function errorBody(error: PlatformError): ErrorBody {
  const body = { message: error.message, errorCode: error.statusCode };
  return error.fields.length > 0 ? { ...body, fields: error.fields } : body;
}

function statusOf(error: PlatformError): number {
  if (error.statusCode === "NOT_FOUND" || error.statusCode === "ENTITY_IS_DELETED") return 404;
  if (error.statusCode === "INSUFFICIENT_ACCESS" || error.statusCode === "INSUFFICIENT_ACCESS_OR_READONLY") return 403;
  return 400;
}
