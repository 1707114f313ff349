/**
 * "Object Reference for the Salesforce Platform", "Salesforce Field Reference": what the platform itself writes of logins,
 * approvals, members of sites and usage. Apex reads it; nothing in the local org makes such rows.
 */
export const platformRecords = `
object AuthConfig 0AX "Auth Config" "Auth Configs" readonly
AuthOptionsAuthProvider boolean
AuthOptionsCertificate boolean
AuthOptionsSaml boolean
AuthOptionsUsernamePassword boolean
DeveloperName string(80)
IsActive boolean
Language picklist(40)
MasterLabel string(80) name
NamespacePrefix string(15)
Type picklist(255)
Url string(240)

object AuthConfigProviders 0I5 "Auth Config Provider" "Auth Config Providers" readonly
AuthConfigId reference(AuthConfig) children=AuthProvidersForConfig
AuthProviderId reference(AuthProvider,SamlSsoConfig)

object AuthProvider 0SO "Auth. Provider" "Auth. Providers" noaudit readonly
AuthorizeUrl url(1024)
ConsumerKey string(256)
ConsumerSecret string(100)
CreatedDate datetime readonly
DefaultScopes string(256)
DeveloperName string(32)
ErrorUrl string(500)
ExecutionUserId reference(User)
FriendlyName string(32) name
IconUrl url(1024)
IdTokenIssuer string(1024)
LogoutUrl url(1500)
ProviderType picklist(40)
RegistrationHandlerId reference(ApexClass)
TokenUrl url(1024)
UserInfoUrl url(1024)

object SamlSsoConfig 0LE "SAML Single Sign-On Setting" "SAML Single Sign-On Settings" readonly
AttributeFormat string(128)
AttributeName string(128)
Audience string(765)
DeveloperName string(80)
ErrorUrl string(1500)
ExecutionUserId reference(User)
IdentityLocation picklist
IdentityMapping picklist
Issuer string(765)
Language picklist(40)
LoginUrl url(1500)
LogoutUrl url(1500)
MasterLabel string(80) name
NamespacePrefix string(15)
RequestSignatureMethod string(255)
SamlJitHandlerId reference(ApexClass)
SingleLogoutBinding picklist
SingleLogoutUrl string(1500)
ValidationCert textarea(4000)
Version picklist
`;
