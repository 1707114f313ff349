import { userPermissionFields } from "./user-permissions.ts";

/** "Object Reference for the Salesforce Platform": the organization, its users and what they may do. */
export const organizationObjects = `
object Organization 00D Organization Organizations readonly noaudit
Name string(80) name label="Organization Name"
Division string(80)
Street textarea(255)
City string(40)
State string(80)
PostalCode string(20)
Country string(80)
Phone phone(40)
Fax phone(40)
PrimaryContact string(80)
DefaultLocaleSidKey picklist(40) values="en_US;en_GB;tr_TR;pl_PL;de_DE"
TimeZoneSidKey picklist(40)
LanguageLocaleKey picklist(40)
OrganizationType picklist(40) readonly values="Developer Edition;Enterprise Edition"
NamespacePrefix string(15) readonly
InstanceName string(5) readonly
IsSandbox boolean readonly
IsReadOnly boolean readonly
TrialExpirationDate datetime readonly
FiscalYearStartMonth int
DefaultCurrencyIsoCode string(3)
CreatedDate datetime readonly
SystemModstamp datetime readonly

object User 005 User Users nodelete
Username string(80) required unique
LastName string(80) required
FirstName string(40)
Name string(121) name readonly label="Full Name"
CompanyName string(80)
Division string(80)
Department string(80)
Title string(80)
Street textarea(255)
City string(40)
State string(80)
PostalCode string(20)
Country string(80)
Email email(128) required
SenderEmail email(80)
SenderName string(80)
Signature textarea(1333) long
Phone phone(40)
Fax phone(40)
MobilePhone phone(40)
Alias string(8) required
CommunityNickname string(40)
BadgeText string(80) readonly
IsActive boolean label=Active default=true
TimeZoneSidKey picklist(40) required label="Time Zone"
UserRoleId reference(UserRole) children=Users
LocaleSidKey picklist(40) required label=Locale
ReceivesInfoEmails boolean
ReceivesAdminInfoEmails boolean
EmailEncodingKey picklist(40) required values="UTF-8;ISO-8859-1;Shift_JIS;ISO-2022-JP;EUC-JP;ks_c_5601-1987;Big5;GB2312;Big5-HKSCS;x-SJIS_0213"
ProfileId reference(Profile) required children=Users
UserType picklist(40) readonly values="Standard;PowerPartner;PowerCustomerSuccess;CustomerSuccess;Guest;CspLitePortal;CsnOnly;SelfService;AutomatedProcess"
LanguageLocaleKey picklist(40) required label=Language
EmployeeNumber string(20)
DelegatedApproverId reference(User)
ManagerId reference(User) label="Manager ID" children=ManagedUsers
LastLoginDate datetime readonly
LastPasswordChangeDate datetime readonly
FederationIdentifier string(512)
AboutMe textarea(1000)
FullPhotoUrl url(1024) readonly
SmallPhotoUrl url(1024) readonly
IsProfilePhotoActive boolean readonly
ContactId reference(Contact) createonly children=Users
AccountId reference(Account) readonly children=Users
CallCenterId string(18)
ForecastEnabled boolean
UserPermissionsMarketingUser boolean
UserPermissionsOfflineUser boolean
UserPermissionsSFContentUser boolean
UserPermissionsInteractionUser boolean
UserPermissionsSupportUser boolean
UserPermissionsKnowledgeUser boolean
DefaultCurrencyIsoCode picklist(3)

object Profile 00e Profile Profiles
Name string(255) name readonly
UserLicenseId reference(UserLicense) readonly
UserType picklist(40) readonly values="Standard;PowerPartner;CspLitePortal;Guest"
Description string(255)
${userPermissionFields}

object UserLicense 100 "User License" "User Licenses" readonly noaudit
Name string(40) name
MasterLabel string(40)
LicenseDefinitionKey string(40)
Status picklist(40) values=Active
TotalLicenses int
UsedLicenses int
CreatedDate datetime readonly
SystemModstamp datetime readonly

object UserRole 00E Role Roles
Name string(80) name
ParentRoleId reference(UserRole)
RollupDescription string(80)
OpportunityAccessForAccountOwner picklist(40) values="None;Read;Edit" default=Edit
CaseAccessForAccountOwner picklist(40) values="None;Read;Edit" default=Edit
ContactAccessForAccountOwner picklist(40) values="None;Read;Edit" default=Edit
DeveloperName string(80)
PortalType picklist(40) readonly values="None;CustomerPortal;Partner"

object Group 00G Group Group
Name string(40) name
DeveloperName string(80)
RelatedId reference(User,UserRole) readonly
Type picklist(40) required createonly values="Regular;Role;RoleAndSubordinates;RoleAndSubordinatesInternal;Organization;Queue;Manager;ManagerAndSubordinatesInternal"
Email email(255)
OwnerId reference(Organization,User) readonly
DoesSendEmailToMembers boolean
DoesIncludeBosses boolean

object GroupMember 011 "Group Member" "Group Member" noaudit
GroupId reference(Group) required createonly cascade children=GroupMembers
UserOrGroupId reference(User,Group) required createonly parent=UserOrGroup cascade
SystemModstamp datetime readonly

object QueueSobject 03g "Queue Sobject" "Queue Sobject" noaudit
QueueId reference(Group) required createonly cascade children=QueueSobjects
SobjectType picklist(40) required createonly

object PermissionSet 0PS "Permission Set" "Permission Sets"
Name string(80) name unique
Label string(80) required
LicenseId string(18)
ProfileId reference(Profile) readonly
IsOwnedByProfile boolean readonly
IsCustom boolean readonly
Description string(255)
NamespacePrefix string(15) readonly
Type picklist(40) readonly values="Regular;Standard;Group;Profile;Session"
PermissionSetGroupId string(18) readonly
HasActivationRequired boolean
${userPermissionFields}

object PermissionSetAssignment 0Pa "Permission Set Assignment" "Permission Set Assignments" noaudit
PermissionSetId reference(PermissionSet) createonly cascade children=Assignments
PermissionSetGroupId reference(PermissionSetGroup) createonly cascade children=Assignments
AssigneeId reference(User) required createonly cascade children=PermissionSetAssignments
SystemModstamp datetime readonly
ExpirationDate datetime
IsActive boolean readonly

object ObjectPermissions 110 "Object Permissions" "Object Permissions"
ParentId reference(PermissionSet) required createonly cascade children=ObjectPerms
SobjectType picklist(40) required createonly
PermissionsCreate boolean
PermissionsRead boolean
PermissionsEdit boolean
PermissionsDelete boolean
PermissionsViewAllRecords boolean
PermissionsModifyAllRecords boolean
PermissionsViewAllFields boolean

object FieldPermissions 01k "Field Permissions" "Field Permissions" noaudit
ParentId reference(PermissionSet) required createonly cascade children=FieldPerms
SobjectType picklist(40) required createonly
Field picklist(255) required createonly
PermissionsEdit boolean
PermissionsRead boolean
SystemModstamp datetime readonly

object PermissionSetTabSetting 01P "Permission Set Tab Setting" "Permission Set Tab Settings" noaudit
ParentId reference(PermissionSet) required createonly cascade
Name string(60) required createonly
Visibility picklist(40) required values="DefaultOff;DefaultOn"
SystemModstamp datetime readonly

object SetupEntityAccess 0J0 "Setup Entity Access" "Setup Entity Access" noaudit
ParentId reference(PermissionSet) required createonly cascade children=SetupEntityAccessItems
SetupEntityId reference(ApexClass,ApexPage,CustomPermission,FlowDefinitionView) required createonly parent=SetupEntity
SetupEntityType picklist(40) readonly values="ApexClass;ApexPage;CustomPermission;FlowDefinition;TabSet;ConnectedApplication"
SystemModstamp datetime readonly

object CustomPermission 0CP "Custom Permission" "Custom Permissions" readonly
DeveloperName string(80)
MasterLabel string(80) name
Language picklist(40)
NamespacePrefix string(15)
Description string(255)
IsProtected boolean

object RecordType 012 "Record Type" "Record Types"
Name string(80) name label="Record Type Name"
DeveloperName string(80) required
NamespacePrefix string(15) readonly
Description string(255)
BusinessProcessId string(18)
SobjectType picklist(40) required createonly
IsActive boolean
IsPersonType boolean readonly

object UserPreference 03u "User Preference" "User Preferences" readonly noaudit
UserId reference(User)
Preference picklist(40)
Value string(255)
`;
