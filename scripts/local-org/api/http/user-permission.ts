import { hasUserPermission, type UserPermission } from "../../security/permissions.ts";
import { ApiError, type ApiRequest, type Handler } from "./exchange.ts";

/** Refuses a caller who has none of the permissions. */
export function requireUserPermission(request: ApiRequest, ...names: readonly UserPermission[]): void {
  if (request.transaction((tx) => names.some((name) => hasUserPermission(tx, name)))) return;
  throw new ApiError(
    403,
    "INSUFFICIENT_ACCESS",
    `${request.user.username} needs the user permission ${names.join(" or ")} for this`
  );
}

/** A route for those alone who have one of the permissions. */
export function permitted(handler: Handler, ...names: readonly UserPermission[]): Handler {
  return (request) => {
    requireUserPermission(request, ...names);
    return handler(request);
  };
}
