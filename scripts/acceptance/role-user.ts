import { createRecord } from "./records.ts";
import type { OrgProcess } from "./org-process.ts";

const PASSWORD = "correct horse 1";
const LEAST_PROFILE = "Minimum Access - Salesforce";

/** The address that logs {@link tokenOf} in to the pages. */
export async function pageAddressOf(
  org: OrgProcess,
  role: string,
  language = "en_US",
  profile = LEAST_PROFILE
): Promise<string> {
  const token = await tokenOf(org, role, language, profile);
  return `${org.instanceUrl}/secur/frontdoor.jsp?sid=${encodeURIComponent(token)}&retURL=%2Flightning%2Fpage%2Fhome`;
}

/**
 * A user of a profile, the least if none is named, with one of the app's permission sets and none besides.
 *
 * @param role as the permission set's name ends, for example "Agent"
 * @param language as users have it, for example "tr"; locale and language follow it
 * @returns the access token of this user
 */
export async function tokenOf(
  org: OrgProcess,
  role: string,
  language = "en_US",
  profileName = LEAST_PROFILE
): Promise<string> {
  const { connection, instanceUrl } = org;
  const username = `${role}.${profileName.replace(/\W/g, "")}.${language}.${Date.now()}@example.com`.toLowerCase();
  const profile = await connection.sobject("Profile").findOne({ Name: profileName }, ["Id"]);
  const user = await createRecord(org, "User", {
    Username: username,
    LastName: role,
    Alias: role.slice(0, 8),
    Email: username,
    ProfileId: profile!.Id,
    TimeZoneSidKey: "GMT",
    LocaleSidKey: { tr: "tr_TR", pl: "pl_PL" }[language] ?? "en_US",
    LanguageLocaleKey: language,
    EmailEncodingKey: "UTF-8"
  });
  if (role !== "Nobody") {
    const set = await connection.sobject("PermissionSet").findOne({ Name: `Loyalty_${role}` }, ["Id"]);
    await createRecord(org, "PermissionSetAssignment", { AssigneeId: user, PermissionSetId: set!.Id });
  }
  await connection.request({
    method: "POST",
    url: `/services/data/v66.0/sobjects/User/${user}/password`,
    body: JSON.stringify({ NewPassword: PASSWORD }),
    headers: { "Content-Type": "application/json" }
  });
  const form = new URLSearchParams({ grant_type: "password", username, password: PASSWORD });
  const answer = await fetch(`${instanceUrl}/services/oauth2/token`, { method: "POST", body: form });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  return token;
}
