import { executionOf } from "../../../async/jobs.ts";
import { sessionOf } from "../../../formula/records.ts";
import { apexError } from "../../runtime/exceptions.ts";
import { apexContext } from "../../runtime/context.ts";
import { testState } from "../../testing/test-context.ts";
import { ApexTimeZone } from "./time/datetime.ts";
import { defineClass } from "../definition/define.ts";
import { libraryRows } from "../database/rows.ts";

const user = () => apexContext().tx.user;

function userField(field: "FirstName" | "LastName"): unknown {
  const [row] = libraryRows(`SELECT ${field} FROM User WHERE Id = :id`, { id: user().id });
  return row?.get(field) ?? null;
}

function organizationField(field: "Id" | "Name" | "DefaultCurrencyIsoCode"): unknown {
  const [row] = libraryRows(`SELECT ${field} FROM Organization LIMIT 1`);
  return row?.get(field) ?? null;
}

/** In a test an id that opens nothing; public suites that pass in orgs look at its end. */
function session(): string {
  const id = sessionOf(apexContext().tx);
  return testState() ? id.replace(/!.*$/, "!ApexTestSession") : id;
}

export const userInfoClass = defineClass({
  name: "UserInfo",
  documentation: "Apex Reference Guide: UserInfo Class",
  members: {
    // The local org has one currency; where an org has several, it would be the user's own.
    "static String getDefaultCurrency()": () => organizationField("DefaultCurrencyIsoCode"),
    "static String getFirstName()": () => userField("FirstName"),
    "static String getLastName()": () => userField("LastName"),
    "static String getLanguage()": () => user().language,
    "static String getLocale()": () => user().locale,
    "static String getName()": () => user().name,
    "static String getOrganizationId()": () => organizationField("Id"),
    "static String getOrganizationName()": () => organizationField("Name"),
    "static String getProfileId()": () => user().profileId,
    "static TimeZone getTimeZone()": () => new ApexTimeZone(user().timeZone),
    // It opens nothing: the local org makes no callouts in which Apex could use it.
    "static String getSessionId()": () => (executionOf(apexContext()).kind === "synchronous" ? session() : null),
    "static String getUiTheme()": () => "Theme4d",
    "static String getUiThemeDisplayed()": () => "Theme4d",
    "static String getUserEmail()": () => user().email,
    "static String getUserId()": () => user().id,
    "static String getUserName()": () => user().username,
    "static String getUserRoleId()": () => user().roleId,
    "static String getUserType()": () => user().userType,
    // "A TypeException is thrown if namespace is an invalid parameter": no package is installed here.
    "static Boolean isCurrentUserLicensed(String namespace)": (namespace: string | null) => {
      throw apexError("System.TypeException", `Invalid namespace: ${namespace}`);
    },
    "static Boolean isMultiCurrencyOrganization()": () => false
  }
});
