/** "REST API Developer Guide: sObject User Password". */
import { randomBytes } from "node:crypto";
import { accessOf } from "../../security/access.ts";
import { leastPasswordLength, setPassword } from "../../security/passwords.ts";
import { loadUser } from "../../security/system-data.ts";
import type { Transaction } from "../../transaction/transaction.ts";
import { normalizeId } from "../../values/id.ts";
import { ApiError, noContent, ok, type ApiRequest, type ApiResponse } from "../http/exchange.ts";
import type { Router } from "../http/router.ts";

const path = "/services/data/:version/sobjects/User/:id/password";

export function addUserPasswordRoutes(router: Router): void {
  router
    .on(`GET ${path}`, (request) =>
      request.transaction((tx) => (userId(request, tx, request.parameters["id"]!), ok({ isExpired: false })))
    )
    .on(`POST ${path}`, change)
    .on(`DELETE ${path}`, reset);
}

function change(request: ApiRequest): ApiResponse {
  const { NewPassword: password } = (request.json() ?? {}) as { NewPassword?: unknown };
  changePassword(request, request.parameters["id"]!, password);
  return noContent;
}

function reset(request: ApiRequest): ApiResponse {
  return ok({ NewPassword: resetPassword(request, request.parameters["id"]!) });
}

export function changePassword(request: ApiRequest, givenId: string, password: unknown): void {
  if (typeof password !== "string" || password.length < leastPasswordLength)
    throw new ApiError(
      400,
      "INVALID_NEW_PASSWORD",
      `Your password must be at least ${leastPasswordLength} characters long.`
    );
  request.transaction((tx) => setPassword(tx.database, userId(request, tx, givenId), password));
}

/** The new password. */
export function resetPassword(request: ApiRequest, givenId: string): string {
  const password = randomBytes(12).toString("base64url");
  request.transaction((tx) => setPassword(tx.database, userId(request, tx, givenId), password));
  return password;
}

/** One's own, or anybody's for who may manage users. */
function userId({ user }: ApiRequest, tx: Transaction, givenId: string): string {
  const id = normalizeId(givenId);
  if (id === null || loadUser(tx.database, id) === undefined)
    throw new ApiError(404, "NOT_FOUND", "The requested resource does not exist");
  if (id !== user.id && !accessOf(tx).modifyAllData)
    throw new ApiError(403, "INSUFFICIENT_ACCESS", "insufficient access rights on object id");
  return id;
}
