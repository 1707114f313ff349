import { defineClass, type Implementation } from "../../definition/define.ts";

/** No request here is one of a site ("Visualforce Developer Guide: $Site", which says what its values are then). */
const none = (): null => null;
const empty = (): string => "";
const no = (): boolean => false;

const answers: readonly (readonly [type: string, names: string, answer: Implementation])[] = [
  ["String", "getMasterLabel getName getOriginalUrl getSiteType getSiteTypeLabel getExperienceId", none],
  ["Id", "getSiteId", none],
  [
    "String",
    "getBaseCustomUrl getBaseInsecureUrl getBaseRequestUrl getBaseSecureUrl getBaseUrl getCurrentSiteUrl getCustomWebAddress getPathPrefix getPrefix",
    empty
  ],
  ["Boolean", "isLoginEnabled isPasswordExpired isRegistrationEnabled", no]
];

/** What asks for a site; that which signs in, registers or changes users of one does not exist here. */
export const siteClass = defineClass({
  name: "Site",
  documentation: "Apex Reference Guide: Site Class",
  members: Object.fromEntries(
    answers.flatMap(([type, names, answer]) => names.split(" ").map((name) => [`static ${type} ${name}()`, answer]))
  )
});
