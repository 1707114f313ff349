import { apexError } from "../../runtime/exceptions.ts";
import { testState } from "../../testing/test-context.ts";
import { defineClass, type ClassDefinition } from "../definition/define.ts";
import { PlatformValue, valueClassOf, variables } from "../definition/platform-value.ts";
import { libraryRows } from "../database/rows.ts";
import { chatterClasses } from "./chatter.ts";
import { userSettings, userSettingsClasses } from "./user-settings.ts";

/**
 * "Apex Developer Guide: Testing ConnectApi Code": the methods of Connect in Apex cannot run in tests that do not see the
 * org's data. Outside of tests the local org has none of the services behind them. The inputs and outputs are plain
 * values, so that code which has the methods mocked runs.
 */
function unavailable(): never {
  throw apexError(
    "System.UnsupportedOperationException",
    testState()
      ? "ConnectApi methods are not supported in data siloed tests. Please use @IsTest(SeeAllData=true)."
      : "ConnectApi methods are not supported by the local org"
  );
}

/** What is known of the org without a Connect service: its settings are asked for in tests as well. */
function organizationSettings(): PlatformValue {
  const [organization] = libraryRows("SELECT Id, Name FROM Organization LIMIT 1");
  return new PlatformValue("ConnectApi.OrganizationSettings", {
    orgid: organization?.id ?? null,
    name: organization?.get("Name") ?? null,
    usersettings: userSettings()
  });
}

/** Nobody follows anything in the local org: the page is empty. */
function followings(): PlatformValue {
  const test = testState();
  return test && !test.seesAllData ? unavailable() : new PlatformValue("ConnectApi.FollowingPage", { total: 0 });
}

const valueClass = valueClassOf("ConnectApi");

function enumOf(name: string, ...constants: string[]): ClassDefinition {
  return defineClass({
    namespace: "ConnectApi",
    name,
    documentation: "Apex Reference Guide: ConnectApi Enums",
    kind: "enum",
    constants
  });
}

const parameterVariables = [
  "String id",
  "String parameterDescription",
  "String parameterName",
  "String parameterValue"
];
const calloutOptions = variables(
  "Boolean allowMergeFieldsInBody",
  "Boolean allowMergeFieldsInHeader",
  "Boolean generateAuthorizationHeader"
);
const customHeader = variables("String headerName", "String headerValue", "Integer sequenceNumber");

const enums = [
  enumOf("CredentialAuthenticationProtocol", "AwsSv4", "Basic", "Custom", "Jwt", "OAuth"),
  enumOf(
    "CredentialAuthenticationProtocolVariant",
    "AwsSv4_STS",
    "ClientCredentialsClientSecret",
    "ClientCredentialsClientSecretBasic",
    "ClientCredentialsJwtAssertion",
    "JwtBearer",
    "NoAuthentication",
    "RolesAnywhere"
  ),
  enumOf("CredentialAuthenticationStatus", "Configured", "NotConfigured", "Unknown"),
  enumOf("CredentialPrincipalType", "AwsStsPrincipal", "NamedPrincipal", "PerUserPrincipal"),
  enumOf(
    "ExternalCredentialParameterType",
    "AdditionalRefreshStatusCode",
    "AuthParameter",
    "AuthProvider",
    "AuthProviderUrl",
    "AuthProviderUrlQueryParameter",
    "JwtBodyClaim",
    "JwtHeaderClaim",
    "SigningCertificate"
  ),
  enumOf("NamedCredentialParameterType", "AllowedManagedPackageNamespaces", "ClientCertificate", "ConnectionStatus"),
  enumOf("NamedCredentialType", "Legacy", "PrivateEndpoint", "SecuredEndpoint")
];

const values = [
  valueClass("CredentialCustomHeader", customHeader),
  valueClass("CredentialCustomHeaderInput", customHeader),
  valueClass(
    "ExternalCredential",
    variables(
      "ConnectApi.CredentialAuthenticationProtocol authenticationProtocol",
      "ConnectApi.CredentialAuthenticationProtocolVariant authenticationProtocolVariant",
      "ConnectApi.CredentialAuthenticationStatus authenticationStatus",
      "String createdByNamespace",
      "List<ConnectApi.CredentialCustomHeader> customHeaders",
      "String developerName",
      "String id",
      "String masterLabel",
      "List<ConnectApi.ExternalCredentialParameter> parameters",
      "List<ConnectApi.ExternalCredentialPrincipal> principals",
      "List<ConnectApi.NamedCredential> relatedNamedCredentials",
      "String url"
    )
  ),
  valueClass(
    "ExternalCredentialInput",
    variables(
      "ConnectApi.CredentialAuthenticationProtocol authenticationProtocol",
      "ConnectApi.CredentialAuthenticationProtocolVariant authenticationProtocolVariant",
      "List<ConnectApi.CredentialCustomHeaderInput> customHeaders",
      "String developerName",
      "String masterLabel",
      "List<ConnectApi.ExternalCredentialParameterInput> parameters",
      "List<ConnectApi.ExternalCredentialPrincipalInput> principals"
    )
  ),
  valueClass("ExternalCredentialList", variables("List<ConnectApi.ExternalCredential> externalCredentials")),
  ...["ExternalCredentialParameter", "ExternalCredentialParameterInput"].map((name) =>
    valueClass(name, variables(...parameterVariables, "ConnectApi.ExternalCredentialParameterType parameterType"))
  ),
  valueClass(
    "ExternalCredentialPrincipal",
    variables(
      "ConnectApi.CredentialAuthenticationStatus authenticationStatus",
      "String id",
      "List<ConnectApi.ExternalCredentialParameter> parameters",
      "String principalName",
      "ConnectApi.CredentialPrincipalType principalType",
      "Integer sequenceNumber"
    )
  ),
  valueClass(
    "ExternalCredentialPrincipalInput",
    variables(
      "String id",
      "List<ConnectApi.ExternalCredentialParameterInput> parameters",
      "String principalName",
      "ConnectApi.CredentialPrincipalType principalType",
      "Integer sequenceNumber"
    )
  ),
  valueClass("OrganizationSettings", variables("String name", "String orgId", "ConnectApi.UserSettings userSettings")),
  valueClass("FollowingPage", variables("String currentPageUrl", "String nextPageUrl", "Integer total")),
  valueClass(
    "NamedCredential",
    variables(
      "ConnectApi.NamedCredentialCalloutOptions calloutOptions",
      "String calloutUrl",
      "String createdByNamespace",
      "List<ConnectApi.CredentialCustomHeader> customHeaders",
      "String description",
      "String developerName",
      "List<ConnectApi.ExternalCredential> externalCredentials",
      "String id",
      "String masterLabel",
      "List<ConnectApi.NamedCredentialParameter> parameters",
      "ConnectApi.NamedCredentialType type",
      "String url"
    )
  ),
  valueClass("NamedCredentialCalloutOptions", calloutOptions),
  valueClass("NamedCredentialCalloutOptionsInput", calloutOptions),
  valueClass(
    "NamedCredentialInput",
    variables(
      "ConnectApi.NamedCredentialCalloutOptionsInput calloutOptions",
      "String calloutUrl",
      "List<ConnectApi.CredentialCustomHeaderInput> customHeaders",
      "String description",
      "String developerName",
      "List<ConnectApi.ExternalCredentialInput> externalCredentials",
      "String masterLabel",
      "List<ConnectApi.NamedCredentialParameterInput> parameters",
      "ConnectApi.NamedCredentialType type"
    )
  ),
  valueClass("NamedCredentialList", variables("List<ConnectApi.NamedCredential> namedCredentials")),
  ...["NamedCredentialParameter", "NamedCredentialParameterInput"].map((name) =>
    valueClass(name, variables(...parameterVariables, "ConnectApi.NamedCredentialParameterType parameterType"))
  )
];

const page = "static ConnectApi.FollowingPage getFollowings(String communityId, String userId";

export const connectApiClasses: readonly ClassDefinition[] = [
  ...chatterClasses(unavailable),
  ...userSettingsClasses,
  ...enums,
  ...values,
  defineClass({
    namespace: "ConnectApi",
    name: "ChatterUsers",
    documentation: "Apex Reference Guide: ChatterUsers Class",
    members: {
      [`${page})`]: followings,
      [`${page}, Integer pageParam)`]: followings,
      [`${page}, Integer pageParam, Integer pageSize)`]: followings,
      [`${page}, String filterType)`]: followings,
      [`${page}, String filterType, Integer pageParam)`]: followings,
      [`${page}, String filterType, Integer pageParam, Integer pageSize)`]: followings
    }
  }),
  defineClass({
    namespace: "ConnectApi",
    name: "NamedCredentials",
    documentation: "Apex Reference Guide: NamedCredentials Class",
    members: {
      "static ConnectApi.ExternalCredential createExternalCredential(ConnectApi.ExternalCredentialInput requestBody)":
        unavailable,
      "static ConnectApi.NamedCredential createNamedCredential(ConnectApi.NamedCredentialInput requestBody)":
        unavailable,
      "static ConnectApi.ExternalCredential getExternalCredential(String developerName)": unavailable,
      "static ConnectApi.ExternalCredentialList getExternalCredentials()": unavailable,
      "static ConnectApi.NamedCredential getNamedCredential(String developerName)": unavailable,
      "static ConnectApi.NamedCredentialList getNamedCredentials()": unavailable
    }
  }),
  defineClass({
    namespace: "ConnectApi",
    name: "Organization",
    documentation: "Apex Reference Guide: Organization Class",
    members: { "static ConnectApi.OrganizationSettings getSettings()": organizationSettings }
  })
];
