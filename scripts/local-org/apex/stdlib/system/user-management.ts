import { apexError } from "../../runtime/exceptions.ts";
import { refused } from "../definition/arguments.ts";
import { defineClass, type Implementation } from "../definition/define.ts";

const noVerification = "it has no identity verification";

const method = "Auth.VerificationMethod method";

/** Challenges send codes and open sessions of sites; neither is there to be sent or opened. */
const challenges: readonly (readonly [name: string, result: string, parameters: string])[] = [
  ["deregisterVerificationMethod", "void", `Id userId, ${method}`],
  ["initPasswordlessLogin", "String", `Id userId, ${method}`],
  ["initSelfRegistration", "String", `${method}, User user`],
  ["initVerificationMethod", "String", method],
  ["initVerificationMethod", "String", `${method}, String actionName, Map<String, String> extras`],
  ["registerVerificationMethod", "PageReference", `${method}, String startUrl`],
  ["sendAsyncEmailConfirmation", "Boolean", "String userId, String emailTemplateId, String networkId, String startUrl"],
  [
    "verifyPasswordlessLogin",
    "Auth.VerificationResult",
    `Id userId, ${method}, String identifier, String code, String startUrl`
  ],
  ["verifyRegisterVerificationMethod", "String", `String code, ${method}`],
  ["verifySelfRegistration", "Auth.VerificationResult", `${method}, String identifier, String code, String startUrl`],
  ["verifyVerificationMethod", "Auth.VerificationResult", `String identifier, String code, ${method}`]
];

const refusals: Readonly<Record<string, Implementation>> = Object.fromEntries(
  challenges.map(([name, result, parameters]) => [
    `static ${result} ${name}(${parameters})`,
    refused(`UserManagement.${name}`, noVerification)
  ])
);

/** "formatPhoneNumber(countryCode, phoneNumber)": the code, a space, and the number's 3 to 49 digits: `+1 4155551234`. */
function formatPhoneNumber(countryCode: string | null, phoneNumber: string | null): string {
  const country = (countryCode ?? "").replace(/[\s+]/g, "");
  const digits = (phoneNumber ?? "").replace(/\D/g, "");
  if (!/^\d+$/.test(country)) throw invalid("country code", countryCode);
  if (digits.length < 3 || digits.length > 49) throw invalid("phone number", phoneNumber);
  return `+${country} ${digits}`;
}

function invalid(what: string, value: string | null): Error {
  return apexError("System.InvalidParameterValueException", `Invalid ${what}: ${String(value)}`);
}

const obfuscate = refused("UserManagement.obfuscateUser", "its setting Scramble Specific Users' Data is off");

export const userManagementClass = defineClass({
  name: "UserManagement",
  documentation: "Apex Reference Guide: UserManagement Class",
  members: {
    ...refusals,
    "static String formatPhoneNumber(String countryCode, String phoneNumber)": formatPhoneNumber,
    // "The method returns an error message … if the context isn't an Experience Cloud site."
    [`static String initRegisterVerificationMethod(${method})`]: () =>
      "Verification methods are registered in an Experience Cloud site",
    "static void obfuscateUser(Id userId)": obfuscate,
    "static void obfuscateUser(Id userId, String username)": obfuscate
  }
});
