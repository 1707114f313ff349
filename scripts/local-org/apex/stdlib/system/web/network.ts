import { apexError } from "../../../runtime/exceptions.ts";
import { refused } from "../../definition/arguments.ts";
import { defineClass } from "../../definition/define.ts";
import { externalUserNotCreated } from "./outside-of-sites.ts";

/** The local org has no Experience Cloud sites: everybody is in the internal org, for which the platform answers null. */
const internalOrg = () => null;

/** "If the user is in the internal org, returns 0." */
const nothingConfigured = () => 0;

const noSite = (networkId: string | null): never => {
  throw apexError("System.UnexpectedException", `The local org has no Experience Cloud site: ${String(networkId)}`);
};

export const networkClass = defineClass({
  name: "Network",
  documentation: "Apex Reference Guide: Network Class",
  members: {
    "static PageReference communitiesLanding()": internalOrg,
    "static String createExternalUserAsync(SObject user, SObject contact, SObject account)": externalUserNotCreated,
    "static String createRecordAsync(String processType, SObject mbObject)": refused(
      "Network.createRecordAsync",
      "it has no high-volume record creation"
    ),
    "static PageReference forwardToAuthPage(String startUrl)": internalOrg,
    "static PageReference forwardToAuthPage(String startUrl, String displayType)": internalOrg,
    "static String getLoginUrl(String networkId)": noSite,
    "static String getLogoutUrl(String networkId)": noSite,
    "static String getNetworkId()": internalOrg,
    "static String getSelfRegUrl(String networkId)": noSite,
    "static Integer loadAllPackageDefaultNetworkDashboardSettings()": nothingConfigured,
    "static Integer loadAllPackageDefaultNetworkPulseSettings()": nothingConfigured
  }
});
