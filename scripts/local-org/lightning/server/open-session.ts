import { cookieName, ownPath } from "../../api/http/browser-guard.ts";
import type { ApiRequest, ApiResponse } from "../../api/http/exchange.ts";

/** Gives the browser the session and leads it to a page of this org. */
export function openSession(
  { origin }: ApiRequest,
  token: string,
  asked: string,
  otherwise = "/lightning/page/home"
): ApiResponse {
  const cookie = `${cookieName(Number(new URL(origin).port))}=${encodeURIComponent(token)}`;
  return {
    status: 302,
    headers: {
      Location: ownPath(asked, otherwise),
      "Set-Cookie": `${cookie}; Path=/; HttpOnly; SameSite=Strict`
    }
  };
}
