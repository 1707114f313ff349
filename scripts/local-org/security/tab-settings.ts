import type { Transaction } from "../transaction/transaction.ts";
import { perUser } from "./access.ts";
import { permissionSetsOfUser } from "./permissions.ts";

/** `DefaultOn`: in the navigation of its apps; `DefaultOff`: in the App Launcher alone. */
export type TabVisibility = "DefaultOn" | "DefaultOff";

/**
 * What profile and permission sets say of tabs, by API name, the widest of them; a tab that is not there is hidden
 * ("Object Reference: PermissionSetTabSetting").
 */
export function tabSettingsOf(tx: Transaction): ReadonlyMap<string, TabVisibility> {
  return perUser(tx, "tab settings", () => {
    const rows = tx.database.all(
      `SELECT "Name", "Visibility" FROM "PermissionSetTabSetting" WHERE "ParentId" IN (${permissionSetsOfUser})`,
      [tx.user.id, tx.user.id]
    ) as [string, TabVisibility][];
    const settings = new Map<string, TabVisibility>();
    for (const [name, visibility] of rows) if (settings.get(name) !== "DefaultOn") settings.set(name, visibility);
    return settings;
  });
}
