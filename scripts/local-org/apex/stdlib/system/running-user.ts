import type { SObjectRecord } from "../../../schema/record.ts";
import type { RunningUser } from "../../../transaction/user.ts";
import { apexContext } from "../../runtime/context.ts";
import { apexError } from "../../runtime/exceptions.ts";
import { libraryRows } from "../database/rows.ts";

const fields =
  "Id, Name, FirstName, LastName, Username, Email, ProfileId, Profile.Name, TimeZoneSidKey, LocaleSidKey, LanguageLocaleKey, UserRoleId, UserType";

/**
 * The user that a User record stands for, as transactions know users. The documentation's own examples run as a user that
 * nobody has inserted ("Apex Developer Guide: Using the runAs Method"): such a user is inserted first.
 */
export function runningUserOf(user: SObjectRecord): RunningUser {
  if (user.id === null) {
    const { tx, saving } = apexContext();
    const options = { allOrNone: true, accessMode: "system", withSharing: false, countLimits: false } as const;
    saving.save(tx, "insert", [user], options);
  }
  const [row] = user.id === null ? [] : libraryRows(`SELECT ${fields} FROM User WHERE Id = :id`, { id: user.id });
  if (!row) throw apexError("System.UnexpectedException", `There is no such user: ${String(user.id)}`);
  const text = (field: string) => (row.get(field) as string | null) ?? "";
  return {
    id: row.id!,
    name: text("Name"),
    username: text("Username"),
    email: text("Email"),
    profileId: text("ProfileId"),
    profileName: (row.parents?.["Profile"]?.get("Name") as string | null | undefined) ?? "",
    timeZone: text("TimeZoneSidKey"),
    locale: text("LocaleSidKey"),
    language: text("LanguageLocaleKey"),
    roleId: (row.get("UserRoleId") as string | null) ?? null,
    userType: text("UserType") === "" ? "Standard" : text("UserType")
  };
}
