import { createWriteStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import pRetry from "p-retry";
import { API_VERSION } from "./connection.ts";
import { PackageNames } from "./package-names.ts";

/** The org refused a request, or stayed silent for too long; the message says which and why. */
export class OrgError extends Error {}

/** The org understood the request and will not have it; repeating it changes nothing. */
export class RefusedError extends OrgError {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Whoever started the run wants it to end. */
export class StoppedError extends Error {}

/** Access to one org. */
export interface Session {
  readonly instanceUrl: string;
  readonly accessToken: string;
  /** Logs in again, where that can be done without a person. */
  readonly renew?: (() => Promise<string>) | undefined;
  /** Of the package that the app is installed as; empty where it is deployed without one. */
  readonly namespace?: string | undefined;
}

/** How patient the client is with an org that does not answer as it should. */
export interface Pace {
  readonly attempts: number;
  readonly firstPauseMs: number;
  readonly lastPauseMs: number;
  /** What the org asks for by `Retry-After` is followed up to here. */
  readonly longestRetryAfterMs: number;
}

export const PATIENT: Pace = { attempts: 9, firstPauseMs: 250, lastPauseMs: 30_000, longestRetryAfterMs: 300_000 };

export interface RequestOptions {
  readonly body?: string;
  /** Read anew for each attempt; undefined for none. */
  readonly bodyFile?: () => Readable;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Reply {
  readonly text: string;
  readonly headers: Headers;
}

/** Something that may be over the next time. */
class TransientError extends OrgError {
  readonly retryAfterMs: number | undefined;

  constructor(message: string, retryAfterMs?: number) {
    super(message);
    this.retryAfterMs = retryAfterMs;
  }
}

/** Codes in the answers' bodies that pass with time, whatever their status. */
const PASSING_CODES = /REQUEST_LIMIT_EXCEEDED|UNABLE_TO_LOCK_ROW|SERVER_UNAVAILABLE|REQUEST_RUNNING_TOO_LONG/;
const EXPIRED_SESSION = /INVALID_SESSION_ID|INVALID_AUTH_HEADER/;

/**
 * Requests to one org. Each is repeated while connection, server or session fail, its answer's body included: an answer
 * counts once it has arrived whole. A refusal is final. Nothing is sent here that may not arrive twice.
 */
export class OrgRequests {
  /** The app's names in this org. */
  readonly names: PackageNames;
  private readonly session: Session;
  private readonly pace: Pace;
  private readonly signal: AbortSignal | undefined;
  private token: string;

  constructor(session: Session, options: { pace?: Pace | undefined; signal?: AbortSignal | undefined } = {}) {
    this.session = session;
    this.names = new PackageNames(session.namespace);
    this.token = session.accessToken;
    this.pace = options.pace ?? PATIENT;
    this.signal = options.signal;
  }

  /** The same org for last words: they do not heed the stop, and are brief. */
  forLastWords(): OrgRequests {
    const pace = {
      ...this.pace,
      attempts: Math.min(3, this.pace.attempts),
      longestRetryAfterMs: 2_000,
      lastPauseMs: 2_000
    };
    return new OrgRequests({ ...this.session, accessToken: this.token }, { pace });
  }

  async json<T>(method: string, path: string, body?: unknown): Promise<T> {
    const options = body === undefined ? {} : { body: JSON.stringify(body), contentType: "application/json" };
    return this.repeat(`${method} ${path}`, async () => {
      const { text, hasBody } = await this.once(method, path, options);
      return (hasBody ? parsed(text) : undefined) as T;
    });
  }

  /** Calls a REST resource of the app; what is sent may arrive twice. */
  async app<T>(method: string, path: string, body: unknown): Promise<T> {
    return this.json(method, `/services/apexrest/${this.names.resourcePrefix}loyalty/v1/${path}`, body);
  }

  /** The first page of a query in the app's names. */
  async query<T>(soql: string): Promise<T[]> {
    const path = `/query?q=${encodeURIComponent(this.names.inOrg(soql))}`;
    const { records } = await this.json<{ records: Record<string, unknown>[] }>("GET", path);
    return records.map((record) => this.names.localRecord(record) as T);
  }

  async send(method: string, path: string, options: RequestOptions): Promise<Reply> {
    return this.repeat(`${method} ${path}`, () => this.once(method, path, options));
  }

  /** Saves an answer in a file and has it examined; what `examine` does not like is downloaded again. */
  async download<T>(path: string, file: string, examine: (headers: Headers) => Promise<T>): Promise<T> {
    return this.repeat(`GET ${path}`, async () => {
      // Where gzip is cut, Node's client takes what is there for all of it: the last cell of the last row may be half.
      const response = await this.open("GET", path, { headers: { "Accept-Encoding": "identity" } });
      if (/html/i.test(response.headers.get("content-type") ?? ""))
        throw new TransientError("an HTML page for an answer");
      if (response.body)
        await pipeline(Readable.fromWeb(response.body as never), createWriteStream(file, { mode: 0o600 }));
      const expected = response.headers.get("content-length");
      const whole =
        expected === null || response.headers.has("content-encoding") || (await stat(file)).size === Number(expected);
      if (!whole) throw new TransientError("an answer that is cut off");
      return examine(response.headers);
    });
  }

  /** For an examination that failed: the answer is asked for again. */
  static incomplete(message: string): Error {
    return new TransientError(message);
  }

  /** Waits between two questions; a stop ends it. */
  async pause(milliseconds: number): Promise<void> {
    try {
      await sleep(milliseconds, undefined, this.signal ? { signal: this.signal } : {});
    } catch {
      throw this.stopped();
    }
  }

  /** How long to wait after so many attempts in vain. */
  pauseAfter(attempt: number): number {
    return Math.min(this.pace.lastPauseMs, this.pace.firstPauseMs * 2 ** (attempt - 1));
  }

  private async once(method: string, path: string, options: RequestOptions): Promise<Reply & { hasBody: boolean }> {
    const response = await this.open(method, path, options);
    const text = await response.text();
    if (/html/i.test(response.headers.get("content-type") ?? ""))
      throw new TransientError("an HTML page for an answer");
    return { text, headers: response.headers, hasBody: response.status !== 204 };
  }

  private async open(
    method: string,
    path: string,
    { body, bodyFile, contentType, headers }: RequestOptions
  ): Promise<Response> {
    const token = this.token;
    const stream = bodyFile?.();
    try {
      const response = await fetch(`${this.session.instanceUrl}${addressOf(path)}`, {
        method,
        headers: {
          Authorization: `Bearer ${token}`,
          ...(contentType ? { "Content-Type": contentType } : {}),
          ...headers
        },
        ...(body === undefined ? {} : { body }),
        ...(stream === undefined ? {} : { body: Readable.toWeb(stream) as never, duplex: "half" }),
        // Who follows asks a page for people with a session that is not its own.
        redirect: "manual",
        ...(this.signal ? { signal: this.signal } : {})
      });
      if (response.ok) return response;
      throw await this.problemOf(response, token);
    } finally {
      stream?.destroy();
    }
  }

  private async problemOf(response: Response, token: string): Promise<Error> {
    const location = response.headers.get("location");
    if (location !== null && response.status < 400)
      return new TransientError(`${response.status}, which leads to ${location.split("?")[0]}`);
    const text = await response.text();
    const message = `${response.status} ${beginning(text)}`;
    if (response.status === 401 || EXPIRED_SESSION.test(text)) return this.renewed(token, message);
    const passes = response.status >= 500 || [408, 425, 429].includes(response.status) || PASSING_CODES.test(text);
    const isPage = /html/i.test(response.headers.get("content-type") ?? "");
    if (passes || isPage) return new TransientError(message, retryAfter(response.headers));
    return new RefusedError(response.status, message);
  }

  /** Another request may have renewed the session meanwhile. */
  private async renewed(token: string, message: string): Promise<Error> {
    if (token !== this.token) return new TransientError(message, 0);
    if (!this.session.renew)
      return new RefusedError(
        401,
        `the session has expired; log in again and set SF_ACCESS_TOKEN anew, or use --target-org (${message})`
      );
    this.token = await this.session.renew();
    return new TransientError(message, this.token === token ? undefined : 0);
  }

  private async repeat<T>(what: string, attempt: () => Promise<T>): Promise<T> {
    const { attempts, firstPauseMs, lastPauseMs } = this.pace;
    try {
      return await pRetry(() => attempt().catch(rethrowAsTransient), {
        retries: attempts - 1,
        minTimeout: firstPauseMs,
        maxTimeout: lastPauseMs,
        factor: 2,
        randomize: true,
        shouldRetry: ({ error }) => error instanceof TransientError && !this.signal?.aborted,
        onFailedAttempt: ({ error }) => this.followRetryAfter(error)
      });
    } catch (error) {
      if (this.signal?.aborted) throw this.stopped();
      if (error instanceof TransientError)
        throw new OrgError(`${what}: ${attempts} attempts failed, the last with ${error.message}`);
      throw error;
    }
  }

  private async followRetryAfter(error: Error): Promise<void> {
    if (!(error instanceof TransientError) || !error.retryAfterMs || this.signal?.aborted) return;
    await this.pause(Math.min(error.retryAfterMs, this.pace.longestRetryAfterMs));
  }

  private stopped(): StoppedError {
    return new StoppedError(String((this.signal?.reason as Error | undefined)?.message ?? "stopped"));
  }
}

/** Of the app's own REST resources the whole path is given, of the platform's what follows the version. */
function addressOf(path: string): string {
  return path.startsWith("/services/") ? path : `/services/data/v${API_VERSION}${path}`;
}

/** `fetch` and body streams fail with TypeErrors and system errors; anything else is this program's own mistake. */
function rethrowAsTransient(error: NodeJS.ErrnoException): never {
  const isNetworks =
    error.name === "TypeError" ||
    /^(UND_ERR|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|ERR_STREAM_PREMATURE|HPE_)/.test(error.code ?? "");
  throw isNetworks ? new TransientError(wordsOf(error)) : error;
}

function wordsOf(error: unknown): string {
  const { message, cause } = error as Error;
  const deeper = (cause as Error | undefined)?.message;
  return deeper ? `${message}: ${deeper}` : message;
}

function retryAfter(headers: Headers): number | undefined {
  const value = headers.get("retry-after");
  if (value === null) return undefined;
  const milliseconds = /^\d+$/.test(value.trim()) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds);
}

/** An answer that should say something, and says nothing, was lost on its way. */
function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    if (value !== null) return value;
  } catch {
    // Told below.
  }
  throw new TransientError(text === "" ? "an answer without a word" : `an answer that is not JSON: ${beginning(text)}`);
}

function beginning(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > 500 ? `${line.slice(0, 500)}…` : line;
}
