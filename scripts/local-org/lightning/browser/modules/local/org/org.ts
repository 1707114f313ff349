/** Calls to the org that serves the page. */
import { page } from "local/page";
import { words } from "local/words";

export const DATA = "/services/data/v66.0";

/** "LWR Sites for Experience Cloud": a site's pages reach the org below the site's own address. */
const calls = page.site ? `${page.site.prefix}/webruntime/api` : "";

/** The shape of errors that wires and Apex calls give to components. */
export interface FetchError {
  readonly status: number;
  readonly statusText: string;
  readonly ok: false;
  readonly body: { readonly message: string; readonly errorCode?: string; readonly output?: unknown };
  readonly headers: Readonly<Record<string, string>>;
}

/** What to tell people of something that failed. */
export function problemOf(error: unknown): string {
  return (error as Partial<FetchError>).body?.message ?? String(error);
}

export async function request<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await reach(`${calls}${path}`, {
    method,
    credentials: "omit",
    headers: {
      Authorization: `Bearer ${page.token}`,
      "X-Local-Language": page.i18n["lang"] ?? "",
      "X-Local-App": page.app.name,
      ...(body === undefined ? {} : { "Content-Type": "application/json" })
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) })
  });
  const text = await response.text();
  const answer: unknown = text === "" ? undefined : JSON.parse(text);
  if (response.ok) return answer as T;
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- components expect the platform's FetchResponse shape
  throw toFetchError(response, answer);
}

/** What the page is told of the org that serves it. */
export type Connection = "there" | "gone" | "session ended";

/** Asks the org, and tells the page around whether it could be reached. */
async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    const response = await fetch(path, init);
    tellConnection(response.status === 401 ? "session ended" : "there");
    return response;
  } catch {
    tellConnection("gone");
    const body = { message: words.unreachable, errorCode: "UNREACHABLE" };
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- as other failed calls
    throw { status: 0, statusText: words.unreachable, ok: false, body, headers: {} } satisfies FetchError;
  }
}

function tellConnection(detail: Connection): void {
  document.dispatchEvent(new CustomEvent<Connection>("local:connection", { detail }));
}

export const get = <T>(path: string): Promise<T> => request<T>("GET", path);

function toFetchError(response: Response, answer: unknown): FetchError {
  const first = (Array.isArray(answer) ? answer[0] : answer) as FetchError["body"] | undefined;
  return {
    status: response.status,
    statusText: response.statusText,
    ok: false,
    body: first ?? { message: response.statusText },
    headers: {}
  };
}
