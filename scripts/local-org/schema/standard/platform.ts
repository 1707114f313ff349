/** "Object Reference for the Salesforce Platform" and "Tooling API: Objects": jobs, code, descriptions, settings. */
export const platformObjects = `
object AsyncApexJob 707 "Apex Job" "Apex Jobs" readonly noaudit
CreatedDate datetime readonly
CreatedById reference(User) readonly parent=CreatedBy
JobType picklist(40) values="Future;SharingRecalculation;ScheduledApex;BatchApex;BatchApexWorker;TestRequest;TestWorker;ApexToken;Queueable" restricted
ApexClassId reference(ApexClass)
Status picklist(40) values="Queued;Processing;Aborted;Completed;Failed;Preparing;Holding" restricted
JobItemsProcessed int
TotalJobItems int
NumberOfErrors int
CompletedDate datetime
MethodName string(255)
ExtendedStatus string(255)
ParentJobId reference(AsyncApexJob)
LastProcessed string(15)
LastProcessedOffset int
CronTriggerId reference(CronTrigger)

object CronTrigger 08e "Scheduled Jobs" "Scheduled Jobs" readonly noaudit
CronJobDetailId reference(CronJobDetail)
NextFireTime datetime
PreviousFireTime datetime
State picklist(40) values="WAITING;ACQUIRED;EXECUTING;COMPLETE;ERROR;DELETED;PAUSED;BLOCKED;PAUSED_BLOCKED"
StartTime datetime
EndTime datetime
CronExpression string(255)
TimeZoneSidKey picklist(40)
OwnerId reference(User) parent=Owner
LastModifiedById reference(User) parent=LastModifiedBy
CreatedById reference(User) parent=CreatedBy
CreatedDate datetime
TimesTriggered int

object CronJobDetail 08a "Cron Job" "Cron Jobs" readonly noaudit
Name string(255) name
JobType picklist(40) values="0;1;3;4;5;6;7;8;9"

object ApexClass 01p "Apex Class" "Apex Classes" notrigger
NamespacePrefix string(15) readonly
Name string(255) name
ApiVersion double(18,1)
Status picklist(40) values="Inactive;Active;Deleted" restricted
IsValid boolean
BodyCrc double(18,0)
Body textarea(1000000) long
LengthWithoutComments int

object ApexPage 066 "Visualforce Page" "Visualforce Pages" notrigger
NamespacePrefix string(15) readonly
Name string(80) name
ApiVersion double(18,1)
MasterLabel string(80)
Description textarea(255)
Markup textarea(1000000) long
IsAvailableInTouch boolean
IsConfirmationTokenRequired boolean

object ApexComponent 099 "Visualforce Component" "Visualforce Components" notrigger
NamespacePrefix string(15) readonly
Name string(80) name
ApiVersion double(18,1)
MasterLabel string(80)
Description textarea(255)
Markup textarea(1000000) long

object ApexTrigger 01q "Apex Trigger" "Apex Triggers" notrigger
NamespacePrefix string(15) readonly
Name string(255) name
TableEnumOrId picklist(40)
UsageBeforeInsert boolean
UsageAfterInsert boolean
UsageBeforeUpdate boolean
UsageAfterUpdate boolean
UsageBeforeDelete boolean
UsageAfterDelete boolean
UsageIsBulk boolean
UsageAfterUndelete boolean
ApiVersion double(18,1)
Status picklist(40) values="Inactive;Active;Deleted" restricted
IsValid boolean
BodyCrc double(18,0)
Body textarea(1000000) long
LengthWithoutComments int

object DebugLevel 7dl "Debug Level" "Debug Levels" notrigger
DeveloperName string(80) name required unique
MasterLabel string(80) required
Language picklist(40) values="en_US"
ApexCode picklist(40) values="NONE;INTERNAL;FINEST;FINER;FINE;DEBUG;INFO;WARN;ERROR" restricted
ApexProfiling picklist(40) values="NONE;INTERNAL;FINEST;FINER;FINE;DEBUG;INFO;WARN;ERROR" restricted
Callout picklist(40) values="NONE;INTERNAL;FINEST;FINER;FINE;DEBUG;INFO;WARN;ERROR" restricted
Database picklist(40) values="NONE;INTERNAL;FINEST;FINER;FINE;DEBUG;INFO;WARN;ERROR" restricted
Nba picklist(40) values="NONE;INTERNAL;FINEST;FINER;FINE;DEBUG;INFO;WARN;ERROR" restricted
System picklist(40) values="NONE;INTERNAL;FINEST;FINER;FINE;DEBUG;INFO;WARN;ERROR" restricted
Validation picklist(40) values="NONE;INTERNAL;FINEST;FINER;FINE;DEBUG;INFO;WARN;ERROR" restricted
Visualforce picklist(40) values="NONE;INTERNAL;FINEST;FINER;FINE;DEBUG;INFO;WARN;ERROR" restricted
Wave picklist(40) values="NONE;INTERNAL;FINEST;FINER;FINE;DEBUG;INFO;WARN;ERROR" restricted
Workflow picklist(40) values="NONE;INTERNAL;FINEST;FINER;FINE;DEBUG;INFO;WARN;ERROR" restricted

object TraceFlag 7tf "Trace Flag" "Trace Flags" notrigger
TracedEntityId reference(User,ApexClass,ApexTrigger) parent=TracedEntity required
DebugLevelId reference(DebugLevel)
LogType picklist(40) values="USER_DEBUG;CLASS_TRACING;DEVELOPER_LOG;PROFILING" restricted required
StartDate datetime
ExpirationDate datetime
ApexCode picklist(40) values="NONE;INTERNAL;FINEST;FINER;FINE;DEBUG;INFO;WARN;ERROR" restricted
ApexProfiling picklist(40) values="NONE;INTERNAL;FINEST;FINER;FINE;DEBUG;INFO;WARN;ERROR" restricted
Callout picklist(40) values="NONE;INTERNAL;FINEST;FINER;FINE;DEBUG;INFO;WARN;ERROR" restricted
Database picklist(40) values="NONE;INTERNAL;FINEST;FINER;FINE;DEBUG;INFO;WARN;ERROR" restricted
Nba picklist(40) values="NONE;INTERNAL;FINEST;FINER;FINE;DEBUG;INFO;WARN;ERROR" restricted
System picklist(40) values="NONE;INTERNAL;FINEST;FINER;FINE;DEBUG;INFO;WARN;ERROR" restricted
Validation picklist(40) values="NONE;INTERNAL;FINEST;FINER;FINE;DEBUG;INFO;WARN;ERROR" restricted
Visualforce picklist(40) values="NONE;INTERNAL;FINEST;FINER;FINE;DEBUG;INFO;WARN;ERROR" restricted
Wave picklist(40) values="NONE;INTERNAL;FINEST;FINER;FINE;DEBUG;INFO;WARN;ERROR" restricted
Workflow picklist(40) values="NONE;INTERNAL;FINEST;FINER;FINE;DEBUG;INFO;WARN;ERROR" restricted

object StaticResource 081 "Static Resource" "Static Resources" notrigger
NamespacePrefix string(15) readonly
Name string(255) name
ContentType string(120)
BodyLength int readonly
Body base64
Description textarea(255)
CacheControl picklist(40) values="Private;Public" restricted

object EntityDefinition 4ie "Entity Definition" "Entity Definitions" readonly noaudit
DurableId string(40)
LastModifiedDate datetime
QualifiedApiName string(70)
NamespacePrefix string(15)
DeveloperName string(40)
MasterLabel string(80)
Label string(80)
PluralLabel string(80)
KeyPrefix string(3)
IsCustomizable boolean
IsCustomSetting boolean
IsApexTriggerable boolean
IsQueryable boolean
IsSearchable boolean
IsTriggerable boolean
InternalSharingModel string(40)

object FieldDefinition 4fe "Field Definition" "Field Definitions" readonly noaudit
DurableId string(70)
EntityDefinitionId reference(EntityDefinition) children=Fields
QualifiedApiName string(70)
DeveloperName string(40)
MasterLabel string(80)
Label string(80)
Length int
DataType string(190)
Precision int
Scale int
IsNillable boolean
IsIndexed boolean
IsCalculated boolean
RelationshipName string(80)
NamespacePrefix string(15)

object EmailTemplate 00X "Email Template" "Email Templates" owned
Name string(80) name
DeveloperName string(80) required
NamespacePrefix string(15) readonly
FolderId string(18)
BrandTemplateId string(18)
TemplateStyle picklist(40) values="none;freeForm;formalLetter;promotionRight;promotionLeft;newsletter;products" default=none
IsActive boolean
TemplateType picklist(40) createonly required values="text;html;custom;visualforce"
Encoding picklist(40) values="UTF-8;ISO-8859-1"
Description textarea(4000)
Subject string(230)
HtmlValue textarea(384000) long html
Body textarea(384000) long
TimesUsed int readonly
LastUsedDate datetime readonly
ApiVersion double(18,1)
RelatedEntityType picklist(40)

object OrgWideEmailAddress 0D2 "Organization-wide From Email Address" "Organization-wide From Email Address"
Address email(255) required
DisplayName string(255) name
IsAllowAllProfiles boolean
Purpose picklist(40) values="UserSelection;DefaultNoreply;UserSelectionAndDefaultNoreply"

object BusinessHours 01m "Business Hours" "Business Hours"
Name string(80) name
IsActive boolean
IsDefault boolean
SundayStartTime time
SundayEndTime time
MondayStartTime time
MondayEndTime time
TuesdayStartTime time
TuesdayEndTime time
WednesdayStartTime time
WednesdayEndTime time
ThursdayStartTime time
ThursdayEndTime time
FridayStartTime time
FridayEndTime time
SaturdayStartTime time
SaturdayEndTime time
TimeZoneSidKey picklist(40) required

object Holiday 0C0 Holiday Holidays
Name string(80) name
Description string(1000)
IsAllDay boolean
ActivityDate date
StartTimeInMinutes int
EndTimeInMinutes int
IsRecurrence boolean

object CustomNotificationType 0ML "Custom Notification Type" "Custom Notification Types" notrigger
DeveloperName string(80) required
MasterLabel string(80) name
NamespacePrefix string(15)
Description string(255)
Desktop boolean
Mobile boolean

object ApexLog 07L "Debug Log" "Debug Logs" readonly noaudit
LogUserId reference(User) parent=LogUser
LogLength int
LastModifiedDate datetime
SystemModstamp datetime
Request string(40)
Operation string(40)
Application string(40)
Status string(255)
DurationMilliseconds int
StartTime datetime
Location string(40)

object ApexTestRunResult 05m "Apex Test Run Result" "Apex Test Run Results" noaudit notrigger
AsyncApexJobId reference(AsyncApexJob)
UserId reference(User)
JobName string(255)
IsAllTests boolean
Source string(80)
StartTime datetime
EndTime datetime
TestTime int
Status picklist(40) values="Queued;Processing;Aborted;Completed;Failed"
ClassesEnqueued int
ClassesCompleted int
MethodsEnqueued int
MethodsCompleted int
MethodsFailed int
CreatedDate datetime readonly

object ApexTestQueueItem 709 "Apex Test Queue Item" "Apex Test Queue Items" noaudit notrigger
ApexClassId reference(ApexClass)
Status picklist(40) values="Holding;Queued;Preparing;Processing;Aborted;Completed;Failed"
ExtendedStatus string(1000)
ParentJobId reference(AsyncApexJob)
TestRunResultId reference(ApexTestRunResult)
CreatedDate datetime readonly
CreatedById reference(User) readonly parent=CreatedBy

object ApexTestResult 07M "Apex Test Result" "Apex Test Results" noaudit notrigger
TestTimestamp datetime
Outcome picklist(40) values="Pass;Fail;CompileFail;Skip"
ApexClassId reference(ApexClass)
MethodName string(255)
Message string(4000)
StackTrace string(4000)
AsyncApexJobId reference(AsyncApexJob)
QueueItemId reference(ApexTestQueueItem)
ApexLogId reference(ApexLog)
ApexTestRunResultId reference(ApexTestRunResult)
RunTime int
IsTestSetup boolean

object ApexCodeCoverage 714 "Apex Code Coverage" "Apex Code Coverages" readonly noaudit notrigger
ApexTestClassId reference(ApexClass) parent=ApexTestClass
TestMethodName string(255)
ApexClassOrTriggerId reference(ApexClass,ApexTrigger) parent=ApexClassOrTrigger
NumLinesCovered int
NumLinesUncovered int
Coverage textarea(1000000) long

object ApexCodeCoverageAggregate 715 "Apex Code Coverage Aggregate" "Apex Code Coverage Aggregates" readonly noaudit notrigger
ApexClassOrTriggerId reference(ApexClass,ApexTrigger) parent=ApexClassOrTrigger
NumLinesCovered int
NumLinesUncovered int
Coverage textarea(1000000) long

object ApexOrgWideCoverage 716 "Apex Org Wide Coverage" "Apex Org Wide Coverages" readonly noaudit notrigger
PercentCovered int

object PermissionSetGroup 0PG "Permission Set Group" "Permission Set Groups" notrigger
DeveloperName string(80) name
MasterLabel string(80) required
Description string(255)
Status picklist(40) values="Updated;Outdated;Updating;Failed" readonly

object PermissionSetGroupComponent 0PM "Permission Set Group Component" "Permission Set Group Components" notrigger
PermissionSetGroupId reference(PermissionSetGroup) required createonly cascade children=PermissionSetGroupComponents
PermissionSetId reference(PermissionSet) required createonly cascade children=PermissionSetGroupComponents

object PlatformCachePartition 0Er "Platform Cache Partition" "Platform Cache Partitions" readonly
DeveloperName string(80)
MasterLabel string(80) name
Language picklist(40)
NamespacePrefix string(15)
Description string(255)
IsDefaultPartition boolean

object AppMenuItem 0DS AppMenuItem AppMenuItems readonly noaudit
Name string(150) name
ApplicationId string(18)
Label string(150)
Description string(255)
SortOrder int
UserSortOrder int
Type picklist(40)
IsVisible boolean
IsAccessible boolean
IsRegisteredDeviceOnly boolean
StartUrl url(1000)
MobileStartUrl url(1000)
LogoUrl url(1000)
IconUrl url(1000)
InfoUrl url(1000)
NamespacePrefix string(15)

object Topic 0TO Topic Topics
Name string(99) name
Description textarea(1000)
TalkingAbout int readonly

object Document 015 Document Documents
FolderId string(18) required
Name string(255) name
DeveloperName string(80)
ContentType string(120)
Type string(40)
IsPublic boolean
BodyLength int readonly
Body base64
Url url(1000)
Description textarea(255)

object Folder 00l Folder Folders
Name string(40) name
DeveloperName string(80)
AccessType picklist(40) values="Shadow;Hidden;Public;PublicInternal"
IsReadonly boolean
Type picklist(40) values="Document;Email;Report;Dashboard"
NamespacePrefix string(15) readonly

object Report 00O Report Reports readonly
Name string(40) name
Description string(255)
DeveloperName string(80)
FolderName string(255)
NamespacePrefix string(15)
Format picklist(40)
LastRunDate datetime

object Dashboard 01Z Dashboard Dashboards readonly
Title string(80) name
DeveloperName string(80)
Description string(255)
FolderName string(255)
NamespacePrefix string(15)

object DashboardComponent 01a "Dashboard Component" "Dashboard Components" readonly noaudit
Name string(120) name
CustomReportId reference(Report)
DashboardId reference(Dashboard) children=DashboardComponents

object LoginHistory 0Ya "Login History" "Login History" readonly noaudit
UserId reference(User)
LoginTime datetime
LoginType picklist(40)
SourceIp string(39)
Status string(128)

object PackageLicense 050 "Package License" "Package Licenses" readonly noaudit
Status picklist(40)
NamespacePrefix string(15)
AllowedLicenses int
UsedLicenses int
ExpirationDate datetime

object FlowInterview 0Fo "Flow Interview" "Flow Interviews" owned
InterviewLabel string(1000)
Name string(80) name
`;
