/** "Object Reference for the Salesforce Platform": what administrators set up; most of it Apex can only read. */
export const setupObjects = `
object BatchApexErrorEvent 0Be "Batch Apex Error Platform Event" "Batch Apex Error Platform Events" event
AsyncApexJobId string(18)
DoesExceedJobScopeMaxLength boolean
ExceptionType string(255)
JobScope textarea(40000)
Message string(5000)
Phase string(255)
RequestId string(255)
StackTrace textarea(5000)

object EventBusSubscriber 0xT "Event Bus Subscriber" "Event Bus Subscribers" noaudit readonly
ExternalId string(255)
IsPartitioned boolean
LastError string(255)
Name string(255) name
Position int
Retries int
Status picklist(40) values="Running;Idle;Error;Suspended;Expired"
Tip int
Topic string(255)
Type string(40)

object FlowDefinitionView 3dd "Flow Definition" "Flow Definitions" noaudit readonly
ActiveVersionId string(255)
ApiName string(255)
ApiVersion int
Builder string(255)
CapacityCategory picklist
Description string(255)
DurableId string(255)
Environments multipicklist
HasAsyncAfterCommitPath boolean
InstalledPackageName string(240)
IsActive boolean
IsOutOfDate boolean
IsOverridable boolean
IsSwingFlow boolean
IsTemplate boolean
Label string(255) name
LastModifiedBy string(255)
LatestVersionId string(255)
ManageableState picklist values="released;deleted;deprecated;installed;beta;unmanaged;installedEditable;deprecatedEditable"
NamespacePrefix string(255)
OverriddenById string(255)
OverriddenFlowId string(255)
ProcessType picklist
RecordTriggerType picklist
SourceTemplateId string(255)
SupportedEnvironments string(255)
TriggerObjectOrEventId reference(EntityDefinition)
TriggerObjectOrEventLabel string(255)
TriggerOrder int
TriggerType picklist values="Scheduled;RecordBeforeSave;RecordBeforeDelete;RecordAfterSave;PlatformEvent"
VersionNumber int
LastModifiedDate datetime readonly

object FlowVersionView 3vd "Flow Version" "Flow Versions" noaudit readonly
ApiVersion double(18,0)
ApiVersionRuntime double(18,0)
CapabilityType string(255)
CapacityCategory picklist
Description string(255)
DurableId string(255)
FlowDefinitionViewId reference(FlowDefinitionView)
IsSwingFlow boolean
IsTemplate boolean
Label string(255) name
ProcessType picklist
RunInMode picklist values="DefaultMode;SystemModeWithSharing;SystemModeWithoutSharing"
Status picklist values="Active;Draft;Obsolete;InvalidDraft;UnderReview"
VersionNumber int
LastModifiedDate datetime readonly

object ApexEmailNotification 06j "Apex Email Notification" "Apex Email Notifications" notrigger
Email string(255)
UserId reference(User)

object UserRecordAccess "" "User Record Access" "User Record Access" noaudit readonly notrigger
HasAllAccess boolean
HasDeleteAccess boolean
HasEditAccess boolean
HasReadAccess boolean
HasTransferAccess boolean
MaxAccessLevel picklist(40) values="None;Read;Edit;Delete;Transfer;All"
RecordId picklist(40)
UserId reference(User)

object AuthSession 0Ak "Auth Session" "Auth Sessions" noaudit readonly
CreatedDate datetime readonly
IsAssociatedWithJwtAccessToken boolean
IsCurrent boolean
LastModifiedDate datetime readonly
LoginGeoId reference(LoginGeo)
LoginHistoryId reference(LoginHistory)
LoginType picklist(40)
LogoutUrl string(1500)
NumSecondsValid int
ParentId reference(AuthSession)
SessionSecurityLevel picklist(40) values="LOW;STANDARD;HIGH_ASSURANCE"
SessionType picklist(40)
SourceIp string(39)
UserType picklist(40) values="Standard;PowerPartner;PowerCustomerSuccess;CustomerSuccess;Guest;CspLitePortal;CsnOnly;SelfService"
UsersId reference(User)

object LoginGeo 04F "Login Geo Data" "Login Geo Data" readonly
City string(200)
Country string(200)
CountryIso string(3)
Latitude double(18,15)
LoginTime datetime
Longitude double(18,15)
PostalCode string(20)
Subdivision string(200)

object ApexPage 066 "Visualforce Page" "Visualforce Pages" noaudit notrigger
NamespacePrefix string(15) readonly
Name string(80) name
ApiVersion double(18,1) required
MasterLabel string(80) required
Description string(4000)
ControllerType string(40) required
ControllerKey string(255)
IsAvailableInTouch boolean
IsConfirmationTokenRequired boolean
Markup string(1048576) required
CreatedDate datetime readonly
CreatedById reference(User) readonly parent=CreatedBy
LastModifiedDate datetime readonly
LastModifiedById reference(User) readonly parent=LastModifiedBy
SystemModstamp datetime readonly

object ApexComponent 099 "Visualforce Component" "Visualforce Components" noaudit notrigger
NamespacePrefix string(15) readonly
Name string(80) name
ApiVersion double(18,1) required
MasterLabel string(80) required
Description textarea(4000) long
ControllerType picklist(40) values="0;1;4;2;3;5"
ControllerKey string(255)
Markup textarea(1048576) required long
CreatedDate datetime readonly
CreatedById reference(User) readonly parent=CreatedBy
LastModifiedDate datetime readonly
LastModifiedById reference(User) readonly parent=LastModifiedBy
SystemModstamp datetime readonly

object AuraDefinitionBundle 0Ab "Aura Component Bundle" "Aura Component Bundles" notrigger
DeveloperName string(80) required
Language string(40)
MasterLabel string(80) name
NamespacePrefix string(15) readonly
ApiVersion double(18,1) required
Description string(255) required

object NamedCredential 0XA "Named Credential" "Named Credentials" readonly
DeveloperName string(80)
Language string(40)
MasterLabel string(80) name
NamespacePrefix string(15)
Endpoint string(1000)
PrincipalType string(255)
CalloutOptionsGenerateAuthorizationHeader boolean
CalloutOptionsAllowMergeFieldsInHeader boolean
CalloutOptionsAllowMergeFieldsInBody boolean
AuthProviderId string(18)
JwtIssuer string(255)
JwtFormulaSubject string(255)
JwtTextSubject string(255)
JwtValidityPeriodSeconds int
JwtAudience string(1000)
AuthTokenEndpointUrl string(1000)
Description string(255)

object ConnectedApplication 0H4 "Connected Application" "Connected Applications" noaudit readonly
Name string(80) name
CreatedDate datetime readonly
CreatedById reference(User) readonly parent=CreatedBy
LastModifiedDate datetime readonly
LastModifiedById reference(User) readonly parent=LastModifiedBy
SystemModstamp datetime readonly
OptionsAllowAdminApprovedUsersOnly boolean
OptionsRefreshTokenValidityMetric boolean
OptionsHasSessionLevelPolicy boolean
OptionsIsInternal boolean
OptionsFullContentPushNotifications boolean
MobileSessionTimeout picklist(40) values="1;5;10;30;60;120;180;240"
PinLength picklist(40) values="4;5;6;7;8"
StartUrl url(2400)
MobileStartUrl url(2400)
RefreshTokenValidityPeriod int
NamedUserUvidTimeout picklist
OptionsAppIssueJwtTokenEnabled boolean
OptionsCodeCredentialGuestEnabled boolean
OptionsTokenExchangeManageBitEnabled boolean
UvidTimeout picklist
OptionsAllowExpiredUvidJWT boolean

object Domain 0I4 Domain Domains noaudit readonly
CnameTarget string(765)
Domain string(765)
DomainType string(40)
HttpsOption string(40)
OptionsHstsPreload boolean
CreatedDate datetime readonly
CreatedById reference(User) readonly parent=CreatedBy
LastModifiedDate datetime readonly
LastModifiedById reference(User) readonly parent=LastModifiedBy
SystemModstamp datetime readonly

object Site 0DM Site Sites noaudit readonly
AdminId reference(User) children=UserSites
AnalyticsTrackingCode string(40)
ArchiveStatus string(255)
ArchivedById reference(User)
ArchivedDate datetime
ClickjackProtectionLevel string(40)
DailyBandwidthLimit int
DailyBandwidthUsed int
DailyRequestTimeLimit int
DailyRequestTimeUsed int
Description string(1000)
GuestRecordDefaultOwnerId reference(User)
GuestUserId reference(User)
MasterLabel string(255)
MonthlyPageViewsEntitlement int
Name string(80) name
OptionsAllowGuestPaymentsApi boolean
OptionsAllowGuestSupportApi boolean
OptionsAllowHomePage boolean
OptionsAllowStandardAnswersPages boolean
OptionsAllowStandardIdeasPages boolean
OptionsAllowStandardLookups boolean
OptionsAllowStandardPortalPages boolean
OptionsAllowStandardSearch boolean
OptionsBrowserXssProtection boolean
OptionsCachePublicVfPagesInProxies boolean
OptionsContentSniffingProtection boolean
OptionsCookieConsent boolean
OptionsEnableFeeds boolean
OptionsHasStoredPathPrefix boolean
OptionsRedirectToCustomDomain boolean
OptionsReferrerPolicyOriginWhenCrossOrigin boolean
SiteType string(40)
Status string(40)
Subdomain string(80)
UrlPathPrefix string(40)
CreatedDate datetime readonly
CreatedById reference(User) readonly parent=CreatedBy
LastModifiedDate datetime readonly
LastModifiedById reference(User) readonly parent=LastModifiedBy
SystemModstamp datetime readonly
OptionsIsSiteConsentBannerIntegrationEnabled boolean
OptionsIsSiteConsentBannerIntegrationMigrated boolean
OptionsIsSiteDataCloudIntegrationEnabled boolean
OptionsIsSiteDataCloudIntegrationMigrated boolean
OptionsIsSiteGAIntegrationEnabled boolean
OptionsIsSiteGAIntegrationMigrated boolean
OptionsIsSiteGAIntegrationMigratedV2 boolean
OptionsIsSiteGRecaptchaIntegrationEnabled boolean
OptionsIsSlashSRemovedSite boolean
OptionsUseGuestUserLanguage boolean

object SetupAuditTrail 0Ym "Setup Audit Trail Entry" "Setup Audit Trail Entries" noaudit readonly
Action string(120)
CreatedByContext string(80)
CreatedByIssuer string(80)
DelegateUser string(80)
Display string(1000)
Section string(40)
CreatedDate datetime readonly
CreatedById reference(User) readonly parent=CreatedBy
ResponsibleNamespacePrefix string(15)

object PermissionSetLicense 0PL "Permission Set License" "Permission Set Licenses" readonly
DeveloperName string(80)
ExpirationDate date
IsAvailableForIntegrations boolean
Language picklist(40) values="en_US;fr"
MasterLabel string(80) name
PermissionSetLicenseKey string(81)
Status picklist(40) values="Active;Disabled"
TotalLicenses int
UsedLicenses int
IsSupplementLicense boolean
LicenseExpirationPolicy string(255)
MigratableLicenses int

object PermissionSetLicenseAssign 2LA "Permission Set License Assignment" "Permission Set License Assignments"
AssigneeId reference(User) required createonly children=PermissionSetLicenseAssignments
PermissionSetLicenseId reference(PermissionSetLicense) required createonly children=PermissionSetLicenseAssignments

object UserPackageLicense 051 "User Package License" "User Package Licenses" noaudit notrigger
PackageLicenseId reference(PackageLicense) required createonly
UserId reference(User) required createonly
CreatedDate datetime readonly
CreatedById reference(User) readonly parent=CreatedBy
LastModifiedDate datetime readonly
LastModifiedById reference(User) readonly parent=LastModifiedBy
SystemModstamp datetime readonly

object BusinessProcess 019 "Business Process" "Business Processes" noaudit notrigger
Name string(80) name
NamespacePrefix string(15) readonly
Description string(255)
TableEnumOrId string(40) readonly
IsActive boolean
CreatedById reference(User) readonly parent=CreatedBy
CreatedDate datetime readonly
LastModifiedById reference(User) readonly parent=LastModifiedBy
LastModifiedDate datetime readonly
SystemModstamp datetime readonly

object BrandTemplate 016 Letterhead Letterheads noaudit notrigger
Description string(1000)
DeveloperName string(80) required
IsActive boolean
Name string(255) name
NamespacePrefix string(15) readonly
Value textarea(32000) required long
CreatedDate datetime readonly
CreatedById reference(User) readonly parent=CreatedBy
LastModifiedDate datetime readonly
LastModifiedById reference(User) readonly parent=LastModifiedBy
SystemModstamp datetime readonly

object ListView 00B "List View" "List Views" noaudit readonly
Name string(40) name
DeveloperName string(80)
NamespacePrefix string(15)
SobjectType string(40)
IsSoqlCompatible boolean
CreatedDate datetime readonly
CreatedById reference(User) readonly parent=CreatedBy
LastModifiedDate datetime readonly
LastModifiedById reference(User) readonly parent=LastModifiedBy
SystemModstamp datetime readonly
LastViewedDate datetime
LastReferencedDate datetime

object AssignmentRule 01Q "Assignment Rule" "Assignment Rules" noaudit readonly
Name string(120) name
SobjectType picklist(40) values="Case;Lead"
Active boolean
CreatedById reference(User) readonly parent=CreatedBy
CreatedDate datetime readonly
LastModifiedById reference(User) readonly parent=LastModifiedBy
LastModifiedDate datetime readonly
SystemModstamp datetime readonly

object DuplicateRule 0Bm "Duplicate Rule" "Duplicate Rules" readonly
SobjectType string(40)
DeveloperName string(80)
Language picklist(40) values="en_US;fr"
MasterLabel string(80) name
NamespacePrefix string(15)
IsActive boolean
SobjectSubtype picklist values="None;PersonAccount"
LastViewedDate datetime

object DuplicateRecordSet 0GK "Duplicate Record Set" "Duplicate Record Sets"
DuplicateRuleId reference(DuplicateRule) children=DuplicateRecordSets
LastReferencedDate datetime readonly
LastViewedDate datetime readonly
Name string(255) name autonumber format={00000000}
RecordCount int readonly
ParentId string(18)

object DuplicateRecordItem 0GL "Duplicate Record Item" "Duplicate Record Items"
DuplicateRecordSetId reference(DuplicateRecordSet) required createonly children=DuplicateRecordItems
Name string(255) name autonumber format={00000000}
RecordId reference(Account,Contact,Individual,Lead) required children=DuplicateRecordItems

object ProcessDefinition 04a "Process Definition" "Process Definitions" noaudit readonly
Description textarea(1000)
DeveloperName string(80)
LockType picklist(40) values="Total;Admin;Owner;Workitem;Node;none"
Name string(40) name
State picklist(40) values="Active;Inactive;Obsolete"
TableEnumOrId picklist(40)
Type picklist(40) values="Approval;State"
CreatedDate datetime readonly
CreatedById reference(User) readonly parent=CreatedBy
LastModifiedDate datetime readonly
LastModifiedById reference(User) readonly parent=LastModifiedBy
SystemModstamp datetime readonly

object ProcessNode 04b "Process Node" "Process Nodes" noaudit readonly
Description textarea(1000)
DeveloperName string(80)
Name string(255) name
ProcessDefinitionId reference(ProcessDefinition)
SystemModstamp datetime readonly

object ProcessInstanceStep 04h "Process Instance Step" "Process Instance Steps" noaudit readonly
ActorId reference(Group,User)
Comments string(4000)
ElapsedTimeInDays double(18,0)
ElapsedTimeInHours double(18,2)
ElapsedTimeInMinutes double(18,0)
OriginalActorId reference(Group,User)
ProcessInstanceId reference(ProcessInstance) children=Steps
StepNodeId reference(ProcessNode)
StepStatus picklist(40) values="Approved;Rejected;Removed;Fault;Pending;Held;Reassigned;Started;NoResponse"
CreatedDate datetime readonly
CreatedById reference(User) readonly parent=CreatedBy
SystemModstamp datetime readonly

object ProcessInstanceNode 0OO "Process Instance Node" "Process Instance Nodes" readonly
CompletedDate datetime
ElapsedTimeInDays double(18,3)
ElapsedTimeInHours double(18,2)
ElapsedTimeInMinutes double(18,0)
LastActorId reference(User)
NodeStatus picklist values="Approved;Rejected;Removed;Fault;Pending;Held;Reassigned;Started;NoResponse"
ProcessInstanceId reference(ProcessInstance) children=Nodes
ProcessNodeId reference(ProcessNode)
ProcessNodeName string(255)

object UserAppMenuItem 07p Application Applications noaudit readonly
AppMenuItemId string(255)
ApplicationId string(18)
Description string(250)
IconUrl url(255)
InfoUrl url(255)
IsUsingAdminAuthorization boolean
IsVisible boolean
Label string(80)
LogoUrl url(255)
MobileStartUrl url(255)
Name string(250) name
SortOrder int
StartUrl url(255)
Type picklist values="ConnectedApplication;ExternalClientApplication;ServiceProvider;TabSet"
UserSortOrder int

object Territory2Type 0M5 "Territory Type" "Territory Types" notrigger
DeveloperName string(80) required
Language picklist(40)
MasterLabel string(80) name
Description textarea(255)
Priority int required

object Territory2Model 0MA "Territory Model" "Territory Models"
Name string(80) name
Description textarea(255)
ActivatedDate datetime readonly
DeactivatedDate datetime readonly
State picklist values="Planning;Activating;ActivationFailed;Active;Archiving;ArchivingFailed;Archived;Deleting;DeletionFailed;Cloning;CloningFailed"
DeveloperName string(80) required
LastRunRulesEndDate datetime readonly
IsCloneSource boolean readonly
LastOppTerrAssignEndDate datetime readonly
IsOppUnassignmentDone boolean
IsSharingGroupDeleteDone boolean

object Territory2 0MI Territory Territories noaudit notrigger
Name string(80) name
Territory2TypeId reference(Territory2Type) required children=Territory2s
Territory2ModelId reference(Territory2Model) required createonly children=Territory2s
ParentTerritory2Id reference(Territory2)
Description string(1000)
ForecastUserId reference(User)
AccountAccessLevel picklist(40) values="Read;Edit;All"
OpportunityAccessLevel picklist(40) values="None;Read;Edit"
CaseAccessLevel picklist(40) values="None;Read;Edit"
ContactAccessLevel picklist(40) readonly values="None;Read;Edit"
LastModifiedDate datetime readonly
LastModifiedById reference(User) readonly parent=LastModifiedBy
SystemModstamp datetime readonly
DeveloperName string(80) required

object UserTerritory2Association 0R0 "User Territory Association" "User Territory Associations" noaudit
IsActive boolean readonly
RoleInTerritory2 picklist values="Account Executive;Solution Engineer;Business Development Rep;Account Partner"
Territory2Id reference(Territory2) required createonly children=UserTerritory2Associations
UserId reference(User) required createonly children=UserTerritory2Associations
LastModifiedDate datetime readonly
LastModifiedById reference(User) readonly parent=LastModifiedBy
SystemModstamp datetime readonly

object ObjectTerritory2Association 0JB "Object Territory Association" "Object Territory Associations" noaudit
AssociationCause picklist(40) required createonly values="Territory2AssignmentRule;Territory2Manual"
ObjectId reference(Account) required createonly children=ObjectTerritory2Associations
SobjectType picklist(40) createonly values=Account
Territory2Id reference(Territory2) required createonly children=ObjectTerritory2Associations
IsDeleted boolean readonly
LastModifiedDate datetime readonly
LastModifiedById reference(User) readonly parent=LastModifiedBy
SystemModstamp datetime readonly
`;
