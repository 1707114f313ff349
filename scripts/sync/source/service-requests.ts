import { setTimeout as pause } from "node:timers/promises";
import pRetry, { AbortError } from "p-retry";
import { parseExactly } from "./object-rows.ts";
import { SourceError } from "./source-error.ts";

const RETRIES = 6;
const LONGEST_PAUSE_MS = 300_000;
const REQUEST_MS = 120_000;

/** What a service answers, and its own clock at that moment. */
export interface Answer {
  readonly body: unknown;
  /** Milliseconds; whole seconds. */
  readonly now: number;
}

/** What was there once is not any more: HTTP 410. */
export class GoneError extends SourceError {}

/** Asks a web service for JSON. Only questions are asked, so each may be asked again: none changes anything there. */
export class ServiceRequests {
  /** Scheme, host and path, without user, password or query. */
  readonly name: string;
  private readonly headers: Readonly<Record<string, string>>;
  private readonly firstPauseMs: number;

  constructor(address: URL, headers: Readonly<Record<string, string>>, firstPauseMs = 500) {
    this.name = `${address.origin}${address.pathname}`;
    this.headers = headers;
    this.firstPauseMs = firstPauseMs;
  }

  get(address: URL, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.ask(address, { method: "GET", headers });
  }

  post(address: URL, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const sent = { "content-type": "application/json", ...headers };
    return this.ask(address, { method: "POST", body: JSON.stringify(body), headers: sent });
  }

  private ask(address: URL, request: RequestInit): Promise<Answer> {
    return pRetry(() => this.askOnce(address, request), {
      retries: RETRIES,
      minTimeout: this.firstPauseMs,
      factor: 2,
      shouldRetry: ({ error }) => !(error instanceof SourceError)
    }).catch((error: Error) => {
      if (error instanceof SourceError) throw error;
      const cause = (error.cause as Error | undefined)?.message;
      throw new SourceError(`${this.name}: does not answer: ${cause ?? error.message}`);
    });
  }

  private async askOnce(address: URL, request: RequestInit): Promise<Answer> {
    const headers = { accept: "application/json", ...this.headers, ...(request.headers as Record<string, string>) };
    const response = await fetch(address, { ...request, headers, signal: AbortSignal.timeout(REQUEST_MS) });
    const text = await response.text();
    if (response.ok) return { body: this.parsed(text), now: clockOf(response) };
    const { status } = response;
    // RFC 6585, 4 and RFC 9110, 10.2.3.
    if (status === 429 || status >= 500) {
      await pause(retryAfter(response));
      throw new Error(`HTTP ${status}`);
    }
    const hint = status === 401 || status === 403 ? ": its user or key is not accepted" : "";
    // A page for people says nothing more.
    const words = text.trim() === "" || /^\s*</.test(text) ? "" : `: ${text.slice(0, 300)}`;
    const message = `${this.name}: answers HTTP ${status}${hint}${words}`;
    throw status === 410 ? new GoneError(message) : new SourceError(message);
  }

  /** A body that was cut is asked for again. */
  private parsed(text: string): unknown {
    try {
      return parseExactly(text);
    } catch (error) {
      if (/^\s*</.test(text)) throw new AbortError(new SourceError(`${this.name}: answers with a page, not with JSON`));
      throw error;
    }
  }
}

/** RFC 9110, 6.6.1: a server with a clock tells it with each answer. */
function clockOf(response: Response): number {
  const date = Date.parse(response.headers.get("date") ?? "");
  return Number.isNaN(date) ? Date.now() : date;
}

function retryAfter(response: Response): number {
  const text = response.headers.get("retry-after") ?? "";
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now();
  return Number.isNaN(wait) ? 0 : Math.min(Math.max(wait, 0), LONGEST_PAUSE_MS);
}
