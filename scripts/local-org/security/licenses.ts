import type { Database } from "../storage/database.ts";
import type { RunningUser } from "../transaction/user.ts";

/** A user license, and the kind of user that its profiles make ("Object Reference: UserLicense"; "User", UserType). */
export interface License {
  readonly name: string;
  readonly key: string;
  readonly userType: string;
}

export const SALESFORCE: License = { name: "Salesforce", key: "SFDC", userType: "Standard" };
export const CUSTOMER_COMMUNITY: License = {
  name: "Customer Community",
  key: "PID_Customer_Community",
  userType: "CspLitePortal"
};
/** Of visitors of sites who are not logged in ("Object Reference: User", UserType Guest). */
export const GUEST: License = { name: "Guest User License", key: "PID_Guest_User", userType: "Guest" };
export const licenses: readonly License[] = [SALESFORCE, CUSTOMER_COMMUNITY, GUEST];

/** Customers and partners, who use the org by its sites ("Salesforce Help: Experience Cloud User Licenses"). */
export function isExternal({ userType }: RunningUser): boolean {
  return licenses.some((license) => license.userType === userType && license !== SALESFORCE);
}

/** "Object Reference: UserLicense", UsedLicenses: the active users whose profiles take the license. */
export function countLicenses(database: Database): void {
  database.run(
    `UPDATE "UserLicense" SET "UsedLicenses" = (SELECT count(*) FROM "User" JOIN "Profile" ON "Profile"."Id" = "User"."ProfileId"
      WHERE "Profile"."UserLicenseId" = "UserLicense"."Id" AND "User"."IsActive" = 1)`
  );
}
