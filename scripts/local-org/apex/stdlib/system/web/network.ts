import { apexError } from "../../../runtime/exceptions.ts";
import { defineClass } from "../../definition/define.ts";

/** The local org has no Experience Cloud sites: everybody is in the internal org, for which the platform answers null. */
const internalOrg = () => null;

const noSite = (networkId: string | null): never => {
  throw apexError("System.UnexpectedException", `The local org has no Experience Cloud site: ${String(networkId)}`);
};

export const networkClass = defineClass({
  name: "Network",
  documentation: "Apex Reference Guide: Network Class",
  members: {
    "static PageReference communitiesLanding()": internalOrg,
    "static PageReference forwardToAuthPage(String startUrl)": internalOrg,
    "static PageReference forwardToAuthPage(String startUrl, String displayType)": internalOrg,
    "static String getLoginUrl(String networkId)": noSite,
    "static String getLogoutUrl(String networkId)": noSite,
    "static String getNetworkId()": internalOrg,
    "static String getSelfRegUrl(String networkId)": noSite
  }
});
