import { apexContext } from "../../runtime/context.ts";
import type { ApexList } from "../../runtime/collections.ts";
import { nullArgument } from "../definition/arguments.ts";
import { defineClass } from "../definition/define.ts";

/** The places of the apps in the launcher, from one upwards; apps that are not named come behind in their old order. */
function setOrgSortOrder(applications: ApexList | null): void {
  if (applications === null) throw nullArgument();
  const { database } = apexContext().tx;
  const named = applications.items as string[];
  const rows = database.all('SELECT "Id", "ApplicationId" FROM "AppMenuItem" ORDER BY "SortOrder", "Id"');
  const rank = (application: unknown): number => {
    const index = named.indexOf(application as string);
    return index < 0 ? named.length : index;
  };
  rows
    .toSorted((one, other) => rank(one[1]) - rank(other[1]))
    .forEach(([id], index) =>
      database.run('UPDATE "AppMenuItem" SET "SortOrder" = ? WHERE "Id" = ?', [index + 1, id!])
    );
}

export const appMenuClass = defineClass({
  namespace: "AppLauncher",
  name: "AppMenu",
  documentation: "Apex Reference Guide: AppMenu Class",
  members: { "static void setOrgSortOrder(List<Id> applicationIds)": setOrgSortOrder }
});
