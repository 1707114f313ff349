/**
 * The local org's own way to be another user, for its administrator alone; `npm run org -- login` calls it. An org of the
 * platform has "Log In as Another User" (Salesforce Help) in its pages.
 */
import { accessOf } from "../../security/access.ts";
import { activeUser } from "../../security/passwords.ts";
import { ApiError, ok, type ApiRequest, type ApiResponse } from "./exchange.ts";
import type { Router } from "./router.ts";
import type { Sessions } from "./sessions.ts";
import type { Transaction } from "../../transaction/transaction.ts";
import type { RunningUser } from "../../transaction/user.ts";

export const loginAsPath = "/secur/session";

export function addLoginAsRoute(router: Router, sessions: Sessions): void {
  router.on(`POST ${loginAsPath}`, (request) => loginAs(sessions, request));
}

function loginAs(sessions: Sessions, request: ApiRequest): ApiResponse {
  const user = userToBecome(request);
  const { token } = sessions.start(user);
  return ok({
    accessToken: token,
    instanceUrl: request.origin,
    userId: user.id,
    pageAddress: frontdoorAddress(request.origin, token)
  });
}

/** The user that the caller asks to be, who must be an administrator for that. */
export function userToBecome(request: ApiRequest): RunningUser {
  const { username } = (request.json() ?? {}) as { username?: unknown };
  const user = request.transaction((tx) => {
    refuseOtherThanAdministrators(tx);
    return activeUser(tx.database, String(username));
  });
  if (!user) throw new ApiError(404, "NOT_FOUND", `There is no active user ${String(username)}`);
  return user;
}

export function refuseOtherThanAdministrators(tx: Transaction): void {
  if (!accessOf(tx).modifyAllData)
    throw new ApiError(403, "INSUFFICIENT_ACCESS", "Only an administrator may log in as another user");
}

/** An address that logs a browser in and opens a page. */
export function frontdoorAddress(origin: string, token: string, path = "/lightning/page/home"): string {
  return `${origin}/secur/frontdoor.jsp?sid=${encodeURIComponent(token)}&retURL=${encodeURIComponent(path)}`;
}
