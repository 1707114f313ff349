import { setTimeout as pause } from "node:timers/promises";
import pRetry from "p-retry";
import type { TargetOf } from "./export-mapping.ts";
import { jsonRow } from "./json-cells.ts";
import { OutletError, type Delivery, type Outlet } from "./outlet.ts";
import { fromEnvironment } from "../mapping/environment.ts";

const RETRIES = 6;
const REQUEST_MS = 120_000;
const LONGEST_PAUSE_MS = 300_000;

/**
 * Posts each batch as JSON. The answer to a request may be lost, so it may come again: the header `Idempotency-Key` names
 * the batch, as in the IETF draft "The Idempotency-Key HTTP Header Field", and the body of a key is always the same.
 */
export function openHttp({ addressFrom, headersFrom }: TargetOf<"http">, firstPauseMs = 500): Outlet {
  const address = addressOf(addressFrom);
  const headers = Object.fromEntries(
    Object.entries(headersFrom).map(([name, from]) => [name, fromEnvironment(from, `target.headersFrom.${name}`)])
  );
  const name = `${address.origin}${address.pathname}`;
  return {
    name,
    async deliver(batch) {
      const body = bodyOf(batch);
      const send = (): Promise<void> => post(name, address, { ...headers, "idempotency-key": batch.key }, body);
      try {
        await pRetry(send, {
          retries: RETRIES,
          minTimeout: firstPauseMs,
          factor: 2,
          shouldRetry: ({ error }) => !(error instanceof OutletError)
        });
      } catch (error) {
        if (error instanceof OutletError) throw error;
        const cause = ((error as Error).cause as Error | undefined)?.message;
        throw new OutletError(`${name}: does not answer: ${cause ?? (error as Error).message}`);
      }
      return name;
    },
    close: () => Promise.resolve()
  };
}

async function post(name: string, address: URL, headers: Record<string, string>, body: string): Promise<void> {
  const response = await fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json", ...headers },
    body,
    // What it redirects to was not named by anybody, and would get the rows.
    redirect: "error",
    signal: AbortSignal.timeout(REQUEST_MS)
  });
  const text = await response.text();
  if (response.ok) return;
  const { status } = response;
  // The draft, 2.7: 409 while an earlier request with the key is at work. RFC 6585, 4 and RFC 9110, 10.2.3.
  if (status === 409 || status === 429 || status >= 500) {
    await pause(retryAfter(response));
    throw new Error(`HTTP ${status}`);
  }
  const words = text.trim() === "" || /^\s*</.test(text) ? "" : `: ${text.slice(0, 300)}`;
  throw new OutletError(`${name}: answers HTTP ${status}${words}`);
}

function bodyOf({ key, number, feed, columns, rows }: Delivery): string {
  const list = rows.map((cells) => jsonRow(columns, cells)).join(",");
  return `{"batch":${JSON.stringify(key)},"number":${number},"feed":${JSON.stringify(feed)},"rows":[${list}]}`;
}

function addressOf(from: string): URL {
  const address = fromEnvironment(from, "target.addressFrom");
  if (!URL.canParse(address) || !/^https?:/.test(address))
    throw new OutletError(`${from} (target.addressFrom) is not an address such as https://erp.example.com/loyalty`);
  return new URL(address);
}

function retryAfter(response: Response): number {
  const text = response.headers.get("retry-after") ?? "";
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now();
  return Number.isNaN(wait) ? 0 : Math.min(Math.max(wait, 0), LONGEST_PAUSE_MS);
}
