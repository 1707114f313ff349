import { apexError } from "../../../runtime/exceptions.ts";
import { testState } from "../../../testing/test-context.ts";
import { refused } from "../../definition/arguments.ts";

/** "This method is only valid when a site is associated with a Customer Portal" (Apex Reference Guide: Site Class). */
const noPortal = "no site of it is associated with a Customer Portal";

export function refusedOutsideOfSites(member: string): () => never {
  return refused(member, noPortal);
}

/** In tests nobody is created and nothing is thrown (xcentium.com: CloudCraze Portal User Simulation and Storefront Setup for Tests). */
export function noExternalUserInTests(): null | never {
  return testState() === undefined ? externalUserNotCreated() : null;
}

export function externalUserNotCreated(): never {
  const message = `The local org creates no external users by registration: ${noPortal}`;
  const exception = apexError("Site.ExternalUserCreateException", message);
  exception.details = { displayMessages: [message] };
  throw exception;
}
