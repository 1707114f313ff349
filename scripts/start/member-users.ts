import type { Connection } from "jsforce";

/** Logins of the sample's member pages; everybody who looks at a local org may know it. */
export const MEMBER_PASSWORD = "partner club 1";
/** A person who is a member, and a contact of a company that is one. */
export const MEMBER_USERS = [
  { username: "zeynep@partnerclub.example", contact: "P9005", language: "tr", locale: "tr_TR" },
  { username: "jan@partnerclub.example", contact: "P9006", language: "pl", locale: "pl_PL" }
] as const;

/** Lets two contacts of the Partner Club log in on the member pages, unless they may already. */
export async function addMemberUsers(connection: Connection): Promise<void> {
  const known = await connection.sobject("User").count({ Username: MEMBER_USERS[0].username });
  if (known > 0) return;
  const profile = await connection.sobject("Profile").findOne({ Name: "Customer Community User" }, ["Id"]);
  const permissionSet = await connection.sobject("PermissionSet").findOne({ Name: "Loyalty_Member" }, ["Id"]);
  for (const { username, contact: ErpCustomerNumber__c, language, locale } of MEMBER_USERS) {
    const contact = await connection.sobject("Contact").findOne({ ErpCustomerNumber__c }, ["Id", "Name", "AccountId"]);
    if (!contact?.Id) continue;
    // The contact of an external user belongs to an account.
    if (!contact["AccountId"]) {
      const AccountId = await create(connection, "Account", { Name: contact["Name"] });
      await connection.sobject("Contact").update({ Id: contact.Id, AccountId });
    }
    const AssigneeId = await create(connection, "User", {
      Username: username,
      LastName: contact["Name"],
      Alias: username.slice(0, 8),
      Email: username,
      ContactId: contact.Id,
      ProfileId: profile?.Id,
      TimeZoneSidKey: "Europe/Istanbul",
      LocaleSidKey: locale,
      LanguageLocaleKey: language,
      EmailEncodingKey: "UTF-8"
    });
    await create(connection, "PermissionSetAssignment", { AssigneeId, PermissionSetId: permissionSet?.Id });
    await connection.requestPost(`/sobjects/User/${AssigneeId}/password`, { NewPassword: MEMBER_PASSWORD });
  }
}

async function create(connection: Connection, object: string, fields: object): Promise<string> {
  const saved = (await connection.sobject(object).create(fields as never)) as unknown as { readonly id: string };
  return saved.id;
}
