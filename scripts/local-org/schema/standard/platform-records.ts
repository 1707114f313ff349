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

object ProcessInstanceHistory 04j "Process Instance History" "Process Instance History" noaudit readonly
ActorId reference(Group,User)
Comments string(4000)
CreatedById reference(User) readonly parent=CreatedBy
CreatedDate datetime readonly
ElapsedTimeInDays double(18,3)
ElapsedTimeInHours double(18,2)
ElapsedTimeInMinutes double(18,0)
IsDeleted boolean
IsPending boolean
OriginalActorId reference(Group,User)
ProcessInstanceId reference(ProcessInstance) children=StepsAndWorkitems
ProcessNodeId reference(ProcessNode)
RemindersSent int
StepStatus picklist(40) values="Approved;Rejected;Removed;Fault;Pending;Held;Reassigned;Started;NoResponse"
SystemModstamp datetime readonly
TargetObjectId reference(Account,Case,Contract,Lead,Opportunity,Order) parent=TargetObject

object PlatformEventUsageMetric 0t7 "Platform Event Usage Metric" "Platform Event Usage Metrics" noaudit readonly
EndDate datetime
ExternalId string(255)
Name picklist(255) values="CHANGE_EVENTS_DELIVERED;CHANGE_EVENTS_PUBLISHED;PLATFORM_EVENTS_DELIVERED;PLATFORM_EVENTS_PUBLISHED"
StartDate datetime
Value long

object TenantUsageEntitlement 0ue "Tenant Usage Entitlement" "Tenant Usage Entitlements" readonly
AmountUsed double(18,4)
CurrentAmountAllowed double(18,4)
EndDate date
Frequency picklist(40) values="Daily;Fortnightly;Monthly;Once;Quarterly;Weekly;Yearly"
HasRollover boolean
IsPersistentResource boolean
MasterLabel string(255) nofilter
OverageGrace percent
ResourceGroupKey string(255)
Setting string(255)
StartDate date
UsageDate datetime

object NetworkMemberGroup 0nm "Network Member Group" "Network Member Groups" noaudit readonly
AssignmentStatus picklist(40) values="Add Calculated;Added;Failed Add;Failed Remove;Remove Calculated;Waiting for Add;Waiting for Remove"
CreatedById reference(User) readonly parent=CreatedBy
CreatedDate datetime readonly
LastModifiedById reference(User) readonly parent=LastModifiedBy
LastModifiedDate datetime readonly
NetworkId reference(Network) children=NetworkMemberGroups
ParentId reference(PermissionSet,Profile)
SystemModstamp datetime readonly
`;
