import type { OrgProcess } from "./org-process.ts";
import { createRecord } from "./records.ts";

const PASSWORD = "correct horse 1";

/** Who logs in on the member pages. */
export interface MemberUser {
  readonly username: string;
  readonly password: string;
}

/** A customer's user: the contact, with the standard profile of the license and one of the app's permission sets, or none. */
export async function memberUser(
  org: OrgProcess,
  contactId: string,
  language = "en_US",
  permissionSet: string | null = "Loyalty_Member"
): Promise<MemberUser> {
  const { connection } = org;
  const username = `${contactId}.${language}@members.example`.toLowerCase();
  const profile = await connection.sobject("Profile").findOne({ Name: "Customer Community User" }, ["Id"]);
  const AssigneeId = await createRecord(org, "User", {
    Username: username,
    LastName: "Member",
    Alias: "member",
    Email: username,
    ContactId: contactId,
    ProfileId: profile!.Id,
    TimeZoneSidKey: "GMT",
    LocaleSidKey: { tr: "tr_TR", pl: "pl_PL" }[language] ?? "en_US",
    LanguageLocaleKey: language,
    EmailEncodingKey: "UTF-8"
  });
  if (permissionSet !== null) {
    const set = await connection.sobject("PermissionSet").findOne({ Name: permissionSet }, ["Id"]);
    await createRecord(org, "PermissionSetAssignment", { AssigneeId, PermissionSetId: set!.Id });
  }
  await connection.requestPost(`/sobjects/User/${AssigneeId}/password`, { NewPassword: PASSWORD });
  return { username, password: PASSWORD };
}

/** Logs in over HTTP, as the form of the login page does. @returns the cookie; undefined where it is refused */
export async function logInOverHttp(
  { instanceUrl }: OrgProcess,
  { username, password }: MemberUser
): Promise<string | undefined> {
  const form = new URLSearchParams({ un: username, pw: password });
  const answer = await fetch(`${instanceUrl}/members/login`, { method: "POST", body: form, redirect: "manual" });
  return answer.status === 302 ? answer.headers.get("set-cookie")!.split(";")[0] : undefined;
}

/** The token that the pages of that cookie name in their calls. */
export async function tokenOfPage({ instanceUrl }: OrgProcess, cookie: string): Promise<string> {
  const page = await (await fetch(`${instanceUrl}/members`, { headers: { Cookie: cookie } })).text();
  return (JSON.parse(/id="page-data">(.*?)<\/script>/.exec(page)![1]!) as { token: string }).token;
}
