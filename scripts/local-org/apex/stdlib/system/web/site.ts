import { leastPasswordLength } from "../../../../security/passwords.ts";
import type { SObjectRecord } from "../../../../schema/record.ts";
import { apexError } from "../../../runtime/exceptions.ts";
import { nullArgument } from "../../definition/arguments.ts";
import { defineClass, type Implementation } from "../../definition/define.ts";
import { noExternalUserInTests, refusedOutsideOfSites } from "./outside-of-sites.ts";
import { siteLabels } from "./site-labels.ts";

/** Every request counts as one outside of a site, those of a site's pages too: the page says what most members answer. */
const none = (): null => null;
const empty = (): string => "";
const no = (): boolean => false;

const answers: readonly (readonly [type: string, names: string, answer: Implementation])[] = [
  [
    "String",
    "getAdminEmail getAnalyticsTrackingCode getCurrentSiteUrl getCustomWebAddress getDomain getExperienceId getMasterLabel getName getOriginalUrl getPasswordPolicyStatement getPrefix getSiteType getSiteTypeLabel",
    none
  ],
  ["Id", "getAdminId getSiteId", none],
  ["PageReference", "getTemplate", none],
  [
    "String",
    "getBaseCustomUrl getBaseInsecureUrl getBaseRequestUrl getBaseSecureUrl getBaseUrl getErrorDescription getErrorMessage getPathPrefix",
    empty
  ],
  ["Boolean", "isLoginEnabled isPasswordExpired isRegistrationEnabled", no]
];

const username = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** "Object Reference: User", Username: it must be in the form of an email address. */
function isValidUsername(name: string | null): boolean {
  return name !== null && username.test(name);
}

/** "The value must contain alphanumeric characters only, up to 30 characters." It lives in a cookie: nothing to keep here. */
function setExperienceId(value: string | null): void {
  if (value === null) throw nullArgument();
  if (!/^[a-z0-9]{0,30}$/i.test(value))
    throw apexError("System.InvalidParameterValueException", `Invalid experience ID: ${value}`);
}

/** "If validation fails when the method is run in a Lightning controller, this method throws an Apex exception." */
function validatePassword(user: SObjectRecord | null, password: string | null, confirmed: string | null): void {
  if (user === null) throw nullArgument();
  const problem =
    password !== confirmed
      ? siteLabels.get("passwords_dont_match")!
      : (password ?? "").length < leastPasswordLength
        ? `Your password must be at least ${leastPasswordLength} characters long.`
        : null;
  if (problem !== null) throw apexError("System.SecurityException", problem);
}

const user = "SObject user, String accountId";
const personAccount = "static Id createPersonAccountPortalUser(SObject user, String ownerId";

export const siteClass = defineClass({
  name: "Site",
  documentation: "Apex Reference Guide: Site Class",
  members: {
    ...Object.fromEntries(
      answers.flatMap(([type, names, answer]) => names.split(" ").map((name) => [`static ${type} ${name}()`, answer]))
    ),
    "static PageReference changePassword(String newPassword, String verifyNewPassword)": none,
    "static PageReference changePassword(String newPassword, String verifyNewPassword, String oldPassword)": none,
    [`static Id createExternalUser(${user})`]: noExternalUserInTests,
    [`static Id createExternalUser(${user}, String password)`]: noExternalUserInTests,
    [`static Id createExternalUser(${user}, String password, Boolean sendEmailConfirmation)`]: noExternalUserInTests,
    // "If there is a exception when using site.createPortalUser, a null is returned."
    [`static Id createPortalUser(${user})`]: none,
    [`static Id createPortalUser(${user}, String password)`]: none,
    [`static Id createPortalUser(${user}, String password, Boolean sendEmailConfirmation)`]: none,
    [`${personAccount}, String password)`]: refusedOutsideOfSites("Site.createPersonAccountPortalUser"),
    [`${personAccount}, String recordTypeId, String password)`]: refusedOutsideOfSites(
      "Site.createPersonAccountPortalUser"
    ),
    // "The return value is always true unless it's called outside of a Visualforce page."
    "static Boolean forgotPassword(String username)": no,
    "static Boolean forgotPassword(String username, String emailTemplateName)": no,
    "static Boolean isValidUsername(String username)": isValidUsername,
    "static PageReference login(String username, String password, String startUrl)": none,
    "static PageReference passwordlessLogin(Id userId, List<Auth.VerificationMethod> methods, String startUrl)":
      refusedOutsideOfSites("Site.passwordlessLogin"),
    "static void setExperienceId(String expIdValue)": setExperienceId,
    "static void setPortalUserAsAuthProvider(SObject user, String contactId)": refusedOutsideOfSites(
      "Site.setPortalUserAsAuthProvider"
    ),
    "static void validatePassword(SObject user, String password, String confirmPassword)": validatePassword
  }
});
