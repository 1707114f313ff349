import type { Org } from "../../org/types.ts";
import type { Transaction } from "../../transaction/transaction.ts";
import type { RunningUser } from "../../transaction/user.ts";
import type { Readable } from "node:stream";

/** A request whose caller is known. Composite requests make these too, without HTTP. */
export interface ApiRequest {
  readonly method: string;
  /** Decoded path without query, no trailing slash. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Values of the route's `:names`. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly org: Org;
  readonly user: RunningUser;
  /** The caller's session. */
  readonly token: string;
  /** Base address of the server, without a trailing slash. */
  readonly origin: string;
  /** The parsed JSON body; throws a 400 JSON_PARSER_ERROR where it is none. */
  json(): unknown;
  /** The body as it came. */
  bytes(): Uint8Array;
  /** Present where the route asked for the raw stream instead of a buffered body. */
  readonly stream?: Readable;
  /** Runs in one transaction of the org; inside an all-or-none composite, in that composite's transaction. */
  readonly transaction: <T>(work: (tx: Transaction) => T) => T;
}

export interface ApiResponse {
  readonly status: number;
  /** Serialised as JSON unless it is a string, bytes or a stream. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Handler = (request: ApiRequest) => ApiResponse | Promise<ApiResponse>;

export interface ErrorBody {
  readonly message: string;
  readonly errorCode: string;
  readonly fields?: readonly string[];
}

/** An answer of `[{message, errorCode}]` with an HTTP status, as in "REST API Developer Guide: Status Codes and Error Responses". */
export class ApiError extends Error {
  readonly status: number;
  readonly errors: readonly ErrorBody[];

  constructor(status: number, errorCode: string, message: string, fields?: readonly string[]) {
    super(message);
    this.status = status;
    this.errors = [fields ? { message, errorCode, fields } : { message, errorCode }];
  }
}

/** More than one record has the external id: the answer is a list of their addresses. */
export class MultipleChoices extends Error {
  readonly addresses: readonly string[];

  constructor(message: string, addresses: readonly string[]) {
    super(message);
    this.addresses = addresses;
  }
}

export const ok = (body: unknown): ApiResponse => ({ status: 200, body });
export const noContent: ApiResponse = { status: 204 };
