import { SObjectRecord } from "../../../schema/record.ts";
import { ApexList, ApexMap } from "../../runtime/collections.ts";
import { apexContext } from "../../runtime/context.ts";
import { orgDomain } from "../../runtime/org-domain.ts";
import { sobjectTypeOf, stringType } from "../../runtime/runtime-type.ts";
import { libraryRows } from "../database/rows.ts";
import { refused } from "../definition/arguments.ts";
import { defineClass, type ClassDefinition, type Implementation } from "../definition/define.ts";
import { PlatformValue, variables } from "../definition/platform-value.ts";
import type { PageReference } from "../system/web/page-reference.ts";

/** Value of the class Auth.AuthConfiguration. Every login page here asks for username and password, and for nothing else. */
class AuthConfiguration {
  readonly apexTypeName = "Auth.AuthConfiguration";
  readonly startUrl: string | null;

  constructor(_site: string | null, startUrl: string | null) {
    this.startUrl = startUrl;
  }
}

const configurationOf = (site: string | null, startUrl: string | null) => new AuthConfiguration(site, startUrl);

function authConfig(): SObjectRecord {
  const { tx } = apexContext();
  return new SObjectRecord(tx.schema.object("AuthConfig")!, {
    AuthOptionsAuthProvider: false,
    AuthOptionsCertificate: false,
    AuthOptionsSaml: false,
    AuthOptionsUsernamePassword: true,
    IsActive: true,
    Url: orgDomain(tx.database)
  });
}

function allOf(object: string): () => ApexList {
  return () =>
    new ApexList(sobjectTypeOf(apexContext().tx.schema.object(object)!), libraryRows(`SELECT Id FROM ${object}`));
}

const members = (type: string, names: string, answer: Implementation): Record<string, Implementation> =>
  Object.fromEntries(names.split(" ").map((name) => [`${type} ${name}`, answer]));

const noSingleSignOn = (name: string) => refused(`AuthConfiguration.${name}`, "it has no single sign-on");

const authConfiguration = defineClass({
  namespace: "Auth",
  name: "AuthConfiguration",
  documentation: "Apex Reference Guide: AuthConfiguration Class",
  members: {
    "AuthConfiguration(String communityOrCustomUrl, String startUrl)": configurationOf,
    "AuthConfiguration(Id networkId, String startUrl)": configurationOf,
    "AuthConfig getAuthConfig()": authConfig,
    "List<AuthConfigProviders> getAuthConfigProviders()": allOf("AuthConfigProviders"),
    "List<AuthProvider> getAuthProviders()": allOf("AuthProvider"),
    "List<SamlSsoConfig> getSamlProviders()": allOf("SamlSsoConfig"),
    "String getStartUrl()": (self: AuthConfiguration) => self.startUrl,
    "Boolean getUsernamePasswordEnabled()": () => true,
    "Boolean getCertificateLoginEnabled(String domainUrl)": () => false,
    ...members(
      "Boolean",
      "getAllowInternalUserLoginEnabled() getHeadlessForgotPasswordEnabled() getHeadlessFrgtPswEnabled() getHeadlessPasswordlessLoginEnabled() getHeadlessRegistrationEnabled() getSelfRegistrationEnabled() isCommunityUsingSiteAsContainer()",
      () => false
    ),
    ...members(
      "String",
      "getBackgroundColor() getDefaultProfileForRegistration() getFooterText() getForgotPasswordUrl() getLoginRightFrameUrl() getLogoUrl() getSelfRegistrationUrl()",
      () => null
    ),
    "static String getAuthProviderSsoDomainUrl(String communityUrl, String startUrl, String developerName)":
      noSingleSignOn("getAuthProviderSsoDomainUrl"),
    "static String getAuthProviderSsoUrl(String communityUrl, String startUrl, String developerName)":
      noSingleSignOn("getAuthProviderSsoUrl"),
    "static String getCertificateLoginUrl(String domainUrl, String startUrl)": noSingleSignOn("getCertificateLoginUrl"),
    "static String getSamlSsoUrl(String communityUrl, String startUrl, String samlId)": noSingleSignOn("getSamlSsoUrl")
  }
});

const verificationMethod = defineClass({
  namespace: "Auth",
  name: "VerificationMethod",
  documentation: "Apex Reference Guide: VerificationMethod Enum",
  kind: "enum",
  constants: ["EMAIL", "PASSWORD", "SALESFORCE_AUTHENTICATOR", "SMS", "TOTP", "U2F"]
});

const verificationResult = defineClass({
  namespace: "Auth",
  name: "VerificationResult",
  documentation: "Apex Reference Guide: VerificationResult Class",
  members: {
    "VerificationResult(PageReference redirect, Boolean success, String message)": (
      redirect: PageReference | null,
      success: boolean | null,
      message: string | null
    ) => new PlatformValue("Auth.VerificationResult", { redirect, success, message }),
    ...variables("String message", "PageReference redirect", "Boolean success")
  }
});

/** Nobody logs in by a provider here, so that there are no tokens of one. */
const authToken = defineClass({
  namespace: "Auth",
  name: "AuthToken",
  documentation: "Apex Reference Guide: AuthToken Class",
  members: {
    "static String getAccessToken(String authProviderId, String providerName)": () => null,
    "static Map<String, String> getAccessTokenMap(String authProviderId, String providerName)": noTokens,
    "static Map<String, String> refreshAccessToken(String authProviderId, String providerName, String oldAccessToken)":
      noTokens,
    "static Boolean revokeAccess(String authProviderId, String providerName, Id userId, String remoteIdentifier)": () =>
      false
  }
});

function noTokens(): ApexMap {
  return new ApexMap(stringType, stringType);
}

export const authClasses: readonly ClassDefinition[] = [
  authConfiguration,
  authToken,
  verificationMethod,
  verificationResult
];
