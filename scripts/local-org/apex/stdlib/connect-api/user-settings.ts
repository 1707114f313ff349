import { isExternal } from "../../../security/licenses.ts";
import { hasUserPermission } from "../../../security/permissions.ts";
import { zoneOffset } from "../../../values/zone.ts";
import { apexContext } from "../../runtime/context.ts";
import type { ClassDefinition } from "../definition/define.ts";
import { PlatformValue, valueClassOf, variables } from "../definition/platform-value.ts";
import { libraryRows } from "../database/rows.ts";
import { ApexTimeZone, displayName } from "../system/time/datetime.ts";

/** Chatter, synced files, Field Service and the menu of sites: the local org has none, nobody may use them. */
const absent =
  "approvalPosts canAccessPersonalStreams canFollow canOwnGroups canViewAllGroups canViewCommunitySwitcher canViewFullUserProfile canViewPublicFiles externalUser hasChatter hasFieldServiceLocationTracking hasFieldServiceMobileAccess hasFileSync hasFileSyncManagedClientAutoUpdate".split(
    " "
  );

/** The settings of the running user ("Apex Reference Guide: ConnectApi.UserSettings"). */
export function userSettings(): PlatformValue {
  const { tx } = apexContext();
  const { user } = tx;
  const currency = String(
    libraryRows("SELECT DefaultCurrencyIsoCode FROM Organization LIMIT 1")[0]!.get("DefaultCurrencyIsoCode")
  );
  return new PlatformValue("ConnectApi.UserSettings", {
    ...Object.fromEntries(absent.map((name) => [name.toLowerCase(), false])),
    canmodifyalldata: hasUserPermission(tx, "ModifyAllData"),
    canviewalldata: hasUserPermission(tx, "ViewAllData"),
    canviewallusers: hasUserPermission(tx, "ViewAllUsers"),
    currencysymbol: symbolOf(currency, user.locale),
    filesynclimit: 0,
    filesyncstoragelimit: 0,
    foldersynclimit: 0,
    hasaccesstointernalorg: !isExternal(user),
    hasrestdataapiaccess: hasUserPermission(tx, "ApiEnabled"),
    timezone: timeZone(user.timeZone),
    userdefaultcurrencyisocode: currency,
    userid: user.id,
    userlocale: user.locale
  });
}

const millisecondsPerHour = 3_600_000;

/** "ConnectApi.TimeZone": gmtOffset is the "signed offset, in hours, from GMT". */
function timeZone(id: string): PlatformValue {
  return new PlatformValue("ConnectApi.TimeZone", {
    gmtoffset: zoneOffset(id, apexContext().tx.clock.now()) / millisecondsPerHour,
    name: displayName(new ApexTimeZone(id))
  });
}

function symbolOf(currency: string, locale: string): string {
  const format = new Intl.NumberFormat(locale.replaceAll("_", "-"), { style: "currency", currency });
  return format.formatToParts(0).find(({ type }) => type === "currency")!.value;
}

const valueClass = valueClassOf("ConnectApi");

export const userSettingsClasses: readonly ClassDefinition[] = [
  valueClass("TimeZone", variables("Double gmtOffset", "String name")),
  valueClass(
    "UserSettings",
    variables(
      ...absent.map((name) => `Boolean ${name}`),
      "Boolean canModifyAllData",
      "Boolean canViewAllData",
      "Boolean canViewAllUsers",
      "String currencySymbol",
      "Integer fileSyncLimit",
      "Integer fileSyncStorageLimit",
      "Integer folderSyncLimit",
      "Boolean hasAccessToInternalOrg",
      "Boolean hasRestDataApiAccess",
      "ConnectApi.TimeZone timeZone",
      "String userDefaultCurrencyIsoCode",
      "String userId",
      "String userLocale"
    )
  )
];
