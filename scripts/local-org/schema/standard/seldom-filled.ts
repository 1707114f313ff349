/**
 * Objects that programs name more than they fill: what somebody looked at, tabs, details of sites, logs, mail merge, macros
 * and managed content. Names and types are those that Apex knows. Tabs have the rows of the project's own; nothing in the
 * local org makes rows of the others.
 */
export const seldomFilled = `
object RecentlyViewed 0rv "Recently Viewed" "Recently Viewed" readonly noaudit
Alias string(255)
Email string(255)
FirstName string(255)
IsActive boolean
Language string(255)
LastName string(255)
LastReferencedDate datetime
LastViewedDate datetime
Name string(255) name
NameOrAlias string(255)
NetworkId string(18)
Phone string(255)
ProfileId reference(Profile)
RecordTypeId reference(RecordType)
Title string(255)
Type string(255)
UserRoleId reference(UserRole)

object TabDefinition 0tb "Tab Definition" "Tab Definitions" readonly noaudit
DurableId string(255)
IsAvailableInAloha boolean
IsAvailableInDesktop boolean
IsAvailableInLightning boolean
IsAvailableInMobile boolean
IsCustom boolean
Label string(255)
MobileUrl string(255)
Name string(255) name
SobjectName string(255)
Url string(255)

object IconDefinition 0ic "Icon Definition" "Icon Definitions" readonly noaudit
ContentType string(255)
DurableId string(255)
Height int
TabDefinitionId reference(TabDefinition) children=Icons
Theme string(255)
Url string(255)
Width int

object ColorDefinition 0co "Color Definition" "Color Definitions" readonly noaudit
Color string(255)
Context string(255)
DurableId string(255)
TabDefinitionId reference(TabDefinition) children=Colors
Theme string(255)

object AppTabMember 0am "App Tab Member" "App Tab Members" readonly noaudit
DurableId string(255)
AppDefinitionId string(255)
SortOrder int
TabDefinitionId reference(TabDefinition) children=AppTabs
WorkspaceDriverField string(255)

object PushTopic 0IF "Push Topic" "Push Topics"
ApiVersion double(18,1) required
Description string(400)
IsActive boolean
Name string(25) name required
NotifyForFields picklist values="All;Referenced;Select;Where"
NotifyForOperationCreate boolean
NotifyForOperationDelete boolean
NotifyForOperationUndelete boolean
NotifyForOperationUpdate boolean
Query string(1300) required

object StreamingChannel 0M6 "Streaming Channel" "Streaming Channels" owned
Description string(255)
IsDynamic boolean
LastReferencedDate datetime readonly
LastViewedDate datetime readonly
Name string(80) name required

object SiteDetail 0sd "Site Detail" "Site Details" readonly noaudit
DurableId string(255)
IsRegistrationEnabled boolean
SecureUrl string(255)

object EntityParticle 4ep "Entity Particle" "Entity Particles" readonly noaudit
ByteLength int
DataType string(255)
DefaultValueFormula string(255)
DeveloperName string(255)
Digits int
DurableId string(255)
EntityDefinitionId reference(EntityDefinition) children=Particles
ExtraTypeInfo string(255)
FieldDefinitionId reference(FieldDefinition) children=Particles
InlineHelpText string(255)
IsApiFilterable boolean
IsApiGroupable boolean
IsApiSortable boolean
IsAutonumber boolean
IsCalculated boolean
IsCaseSensitive boolean
IsCompactLayoutable boolean
IsComponent boolean
IsCompound boolean
IsCreatable boolean
IsDefaultedOnCreate boolean
IsDependentPicklist boolean
IsDeprecatedAndHidden boolean
IsDisplayLocationInDecimal boolean
IsEncrypted boolean
IsFieldHistoryTracked boolean
IsHighScaleNumber boolean
IsHtmlFormatted boolean
IsIdLookup boolean
IsLayoutable boolean
IsListVisible boolean
IsNameField boolean
IsNamePointing boolean
IsNillable boolean
IsPermissionable boolean
IsUnique boolean
IsUpdatable boolean
IsWorkflowFilterable boolean
IsWriteRequiresMasterRead boolean
Label string(255)
Length int
Mask string(255)
MaskType string(255)
MasterLabel string(255)
Name string(255)
NamespacePrefix string(255)
Precision int
QualifiedApiName string(255)
ReferenceTargetField string(255)
RelationshipName string(255)
RelationshipOrder int
Scale int
ServiceDataTypeId string(255)
ValueTypeId string(255)

object MailmergeTemplate 01H "Mail Merge Template" "Mail Merge Templates"
Body base64
BodyLength int
Category string(255)
Description string(255)
Filename string(255)
LastUsedDate datetime
Name string(255) name
SecurityOptionsAttachmentHasFlash boolean
SecurityOptionsAttachmentHasXSSThreat boolean
SecurityOptionsAttachmentScannedForXSS boolean
SecurityOptionsAttachmentScannedforFlash boolean

object EventLogFile 0AT "Event Log File" "Event Log Files" readonly
ApiVersion double(18,2)
EventType string(255)
Interval string(255)
LogDate datetime
LogFile base64
LogFileContentType string(255)
LogFileFieldNames string(255)
LogFileFieldTypes string(255)
LogFileLength double(18,2)
Sequence int

object MobileApplicationDetail 04k "Mobile Application Detail" "Mobile Application Details"
AppInstallUrl string(255)
ApplicationBinary base64
ApplicationBinaryFileName string(255)
ApplicationBundleIdentifier string(255)
ApplicationFileLength int
ApplicationIcon string(255)
ApplicationIconFileName string(255)
DeveloperName string(255)
DevicePlatform string(255)
DeviceType string(255)
IsEnterpriseApp boolean
Language string(255)
MasterLabel string(255)
MinimumOsVersion string(255)
NamespacePrefix string(255)
Version string(255)

object Macro 0JZ "Macro" "Macros" owned private
Description string(255)
FolderId string(18)
FolderName string(255)
IsAlohaSupported boolean
IsLightningSupported boolean
LastReferencedDate datetime
LastViewedDate datetime
Name string(255) name
StartingContext string(255)

object ManagedContentSpace 0Zu "Managed Content Space" "Managed Content Spaces" readonly
ApiName string(255)
DefaultLanguage string(255)
Description string(255)
LastReferencedDate datetime
LastViewedDate datetime
Name string(255) name

object ManagedContentChannel 0ap "Managed Content Channel" "Managed Content Channels" readonly
CacheControlMaxAge double(18,0)
Domain string(255)
DomainHostName string(255)
MediaCacheControlMaxAge double(18,0)
Name string(255) name
OptionsIsCacheControlPublic boolean
OptionsIsDomainLocked boolean
OptionsIsSearchable boolean
Type string(255)

object ManagedContent 20Y "Managed Content" "Managed Content" readonly
ApiName string(255)
AuthoredManagedContentSpaceId reference(ManagedContentSpace)
ContentKey string(255)
ContentTypeFullyQualifiedName string(255)
ExternalId string(255)
Name string(255) name
PrimaryLanguage string(255)

object ManagedContentVariant 9Ps "Managed Content Variant" "Managed Content Variants" readonly
ContentTypeFullyQualifiedName string(255)
HasLocks boolean
IsPrimary boolean
IsPublished boolean
IsReady boolean
Language string(255)
ManagedContentId reference(ManagedContent)
ManagedContentKey string(255)
ManagedContentVariantStatus string(255)
Name string(255) name
UrlName string(255)
VariantType string(255)
`;
