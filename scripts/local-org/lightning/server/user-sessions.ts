/** What the user menu does: "Salesforce Help: Log In as Another User", and logging out. */
import { cookieName } from "../../api/http/browser-guard.ts";
import { ok, type ApiRequest, type ApiResponse } from "../../api/http/exchange.ts";
import { frontdoorAddress, refuseOtherThanAdministrators, userToBecome } from "../../api/http/login-as.ts";
import type { Router } from "../../api/http/router.ts";
import type { Sessions } from "../../api/http/sessions.ts";
import type { Transaction } from "../../transaction/transaction.ts";
import { plainLetters } from "../../values/plain-letters.ts";
import type { OtherUser } from "../protocol/users.ts";

const MOST_USERS = 20;

export function addUserSessionRoutes(router: Router, sessions: Sessions): void {
  router
    .on("GET /lightning/api/users", (request) => ok(request.transaction((tx) => otherUsers(tx, request))))
    .on("POST /lightning/api/login-as", (request) => logInAs(sessions, request))
    .on("POST /lightning/api/logout", (request) => logOut(sessions, request));
}

function otherUsers(tx: Transaction, { query, user }: ApiRequest): OtherUser[] {
  refuseOtherThanAdministrators(tx);
  const rows = tx.database.all(
    `SELECT u."Username", u."Name", p."Name" AS "Profile", (
       SELECT json_group_array(s."Label") FROM "PermissionSetAssignment" a JOIN "PermissionSet" s ON s."Id" = a."PermissionSetId"
       WHERE a."AssigneeId" = u."Id" AND s."IsOwnedByProfile" = 0) AS "Sets"
     FROM "User" u JOIN "Profile" p ON p."Id" = u."ProfileId"
     WHERE u."IsActive" = 1 AND u."Id" != ? ORDER BY u."Name", u."Username"`,
    [user.id]
  ) as [string, string, string, string][];
  const wanted = plainLetters(query.get("q") ?? "").trim();
  return rows
    .map(([username, name, profile, sets]) => ({
      username,
      name,
      profile,
      permissionSets: JSON.parse(sets) as string[]
    }))
    .filter(({ username, name }) => plainLetters(`${name} ${username}`).includes(wanted))
    .slice(0, MOST_USERS);
}

/** The new session leads back to this one; one that the command line starts for somebody does not. */
function logInAs(sessions: Sessions, request: ApiRequest): ApiResponse {
  const { token } = sessions.startFrom(request.token, userToBecome(request));
  return ok({ location: frontdoorAddress(request.origin, token) });
}

/** Ends the session; whoever was logged in as somebody else is back in the session before. */
function logOut(sessions: Sessions, { token, origin }: ApiRequest): ApiResponse {
  const before = sessions.find(sessions.find(token)?.startedFrom);
  if (!sessions.isOfProcess(token)) sessions.end(token);
  return {
    status: 200,
    body: { location: before ? frontdoorAddress(origin, before.token) : "/login" },
    headers: { "Set-Cookie": `${cookieName(Number(new URL(origin).port))}=; Path=/; Max-Age=0` }
  };
}
