import type { Database } from "../storage/database.ts";

/** "Object Reference: UserLicense", UsedLicenses: the active users whose profiles take the license. */
export function countLicenses(database: Database): void {
  database.run(
    `UPDATE "UserLicense" SET "UsedLicenses" = (SELECT count(*) FROM "User" JOIN "Profile" ON "Profile"."Id" = "User"."ProfileId"
      WHERE "Profile"."UserLicenseId" = "UserLicense"."Id" AND "User"."IsActive" = 1)`
  );
}
