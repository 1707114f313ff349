/**
 * Further fields of the standard objects, by the names and types that Apex knows them by. Their lengths and scales are not
 * looked up one by one: texts have 255 characters, numbers two decimal places.
 * Over 600 lines, because it is one table: a line a field, and nothing to split it by.
 */
export const furtherFields = `
extend Account
ChannelProgramLevelName string(255)
ChannelProgramName string(255)
EffectiveDate datetime
EndDate datetime
HasPrivacyHold boolean
IsActive boolean
IsExcludedFromRealign boolean
IsPriorityRecord boolean
SourceSystemIdentifier string(255)
SourceSystemModifiedDate datetime

extend Contact
ContactSource string(255)
GenderIdentity picklist values="Male;Female;Nonbinary;Not Listed"
Pronouns picklist values="He/Him;She/Her;They/Them;He/They;She/They;Not Listed"
HasPrivacyHold boolean
IsPriorityRecord boolean

extend Individual
CanStorePiiElsewhere boolean
ChildrenCount int
ConsumerCreditScore int
ConsumerCreditScoreProviderName string(255)
ConvictionsCount int
DeathDate date
HasOptedOutGeoTracking boolean
HasPrivacyHold boolean
IndividualsAge string(255)
InfluencerRating int
IsHomeOwner boolean
LastViewedDate datetime readonly
MasterRecordId reference(Individual)
MilitaryService string(255)
Occupation string(255)
Website string(255)

extend Lead
BirthDate date
CleanStatus string(255)
CompanyDunsNumber string(255)
DoNotCall boolean
GenderIdentity string(255)
HasOptedOutOfFax boolean
HasPrivacyHold boolean
IsPriorityRecord boolean
Jigsaw string(255)
JigsawContactId string(255)
LastTransferDate date readonly
Pronouns string(255)
Specialty string(255)

extend Opportunity
ContractId reference(Contract) children=Opportunities
HasOpenActivity boolean readonly
HasOverdueTask boolean readonly
IsSplit boolean
PushCount int

extend OpportunityLineItem
CanUseQuantitySchedule boolean
CanUseRevenueSchedule boolean
Discount double(18,2)
HasQuantitySchedule boolean
HasRevenueSchedule boolean
HasSchedule boolean
LastReferencedDate datetime readonly
LastViewedDate datetime readonly
Subtotal double(18,2)

extend Campaign
AmountAllOpportunities double(18,2) readonly
AmountWonOpportunities double(18,2) readonly
CampaignImageId reference(ContentDocument)
CampaignMemberRecordTypeId reference(RecordType)
HierarchyActualCost double(18,2) readonly
HierarchyAmountAllOpportunities double(18,2) readonly
HierarchyAmountWonOpportunities double(18,2) readonly
HierarchyBudgetedCost double(18,2) readonly
HierarchyExpectedRevenue double(18,2) readonly
HierarchyNumberOfContacts int readonly
HierarchyNumberOfConvertedLeads int readonly
HierarchyNumberOfLeads int readonly
HierarchyNumberOfOpportunities int readonly
HierarchyNumberOfResponses int readonly
HierarchyNumberOfWonOpportunities int readonly
HierarchyNumberSent double(18,2) readonly
LastReferencedDate datetime readonly
LastViewedDate datetime readonly
NumberOfConvertedLeads int readonly
NumberOfOpportunities int readonly
NumberOfWonOpportunities int readonly

extend CampaignMember
City string(255)
CompanyOrAccount string(255)
Country string(255)
Description string(255)
DoNotCall boolean
Fax string(255)
HasOptedOutOfEmail boolean
HasOptedOutOfFax boolean
LeadSource string(255)
MobilePhone string(255)
Phone string(255)
PostalCode string(255)
Salutation string(255)
State string(255)
Street string(255)
Title string(255)
Type string(255)

extend Contract
BillingCity string(255)
BillingCountry string(255)
BillingLatitude double(18,2)
BillingLongitude double(18,2)
BillingPostalCode string(255)
BillingState string(255)
BillingStreet string(255)
LastActivityDate date readonly
LastApprovedDate datetime readonly
LastReferencedDate datetime readonly
LastViewedDate datetime readonly
ShippingCity string(255)
ShippingCountry string(255)
ShippingLatitude double(18,2)
ShippingLongitude double(18,2)
ShippingPostalCode string(255)
ShippingState string(255)
ShippingStreet string(255)
SourceOpportunityId reference(Opportunity)

extend Order
BillingLatitude double(18,2)
BillingLongitude double(18,2)
OpportunityId reference(Opportunity)
ShippingLatitude double(18,2)
ShippingLongitude double(18,2)

extend Product2
CanUseQuantitySchedule boolean
CanUseRevenueSchedule boolean
AvailabilityDate datetime
ConfigureDuringSale string(255)
DiscontinuedDate datetime
EndOfLifeDate datetime
HelpText string(255)
IsAssetizable boolean
IsSerialized boolean
IsSoldOnlyWithOtherProds boolean
NumberOfQuantityInstallments int readonly
NumberOfRevenueInstallments int readonly
ProductClass string(255)
QuantityInstallmentPeriod string(255)
QuantityScheduleType string(255)
RevenueInstallmentPeriod string(255)
RevenueScheduleType string(255)
SellerId string(18)
SourceProductId reference(Product2)
SpecificationType string(255)
TransferRecordMode string(255)
Type string(255)
UsageModelType string(255)

extend Pricebook2
LastReferencedDate datetime readonly
LastViewedDate datetime readonly
ValidFrom datetime
ValidTo datetime

extend PricebookEntry
IsDerived boolean

extend Asset
AssetLevel int
AssetProvidedById reference(Account)
AssetServicedById reference(Account)
Availability double(18,2)
AverageUptimePerDay double(18,2)
City string(255)
ConsequenceOfFailure string(255)
Country string(255)
CurrentAmount double(18,2)
CurrentLifecycleEndDate datetime
CurrentMrr double(18,2)
CurrentQuantity double(18,2)
DigitalAssetStatus string(255)
ExternalIdentifier string(255)
HasLifecycleManagement boolean
IsInternal boolean
LastReferencedDate datetime readonly
LastViewedDate datetime readonly
Latitude double(18,2)
LifecycleEndDate datetime
LifecycleStartDate datetime
Longitude double(18,2)
ManufactureDate date
MeanTimeBetweenFailures double(18,2)
MeanTimeToRepair double(18,2)
PostalCode string(255)
ProductDescription string(255)
ProductFamily string(255)
Reliability double(18,2)
State string(255)
StatusReason string(255)
StockKeepingUnit string(255)
Street string(255)
SumDowntime double(18,2)
SumUnplannedDowntime double(18,2)
TotalLifecycleAmount double(18,2) readonly
UptimeRecordEnd datetime
UptimeRecordStart datetime
Uuid string(255)

extend Case
BusinessHoursId reference(BusinessHours)
IsClosedOnCreate boolean
Language string(255)

extend CaseComment
CommentBodyRichtext string(255)

extend Task
IsRecurrence boolean
RecurrenceActivityId reference(Task)
RecurrenceDayOfMonth int
RecurrenceDayOfWeekMask int
RecurrenceEndDateOnly date
RecurrenceInstance string(255)
RecurrenceInterval int
RecurrenceMonthOfYear string(255)
RecurrenceRegeneratedType string(255)
RecurrenceStartDateOnly date
RecurrenceTimeZoneSidKey string(255)
RecurrenceType string(255)
Type picklist(40) values="Call;Email;Meeting;Other"
WhatCount int
WhoCount int

extend Event
GroupEventType string(255)
IsArchived boolean
IsRecurrence boolean
IsRecurrence2 boolean
IsRecurrence2Exception boolean
IsRecurrence2Exclusion boolean
Recurrence2PatternStartDate datetime
Recurrence2PatternText string(255)
Recurrence2PatternTimeZone string(255)
Recurrence2PatternVersion string(255)
RecurrenceActivityId reference(Event)
RecurrenceDayOfMonth int
RecurrenceDayOfWeekMask int
RecurrenceEndDateOnly date
RecurrenceInstance string(255)
RecurrenceInterval int
RecurrenceMonthOfYear string(255)
RecurrenceStartDateTime datetime
RecurrenceTimeZoneSidKey string(255)
RecurrenceType string(255)
Type picklist(40) values="Call;Email;Meeting;Other"
WhatCount int
WhoCount int

extend ContentVersion
ContentModifiedById reference(User)
ContentModifiedDate datetime
ExternalDocumentInfo2 string(255)
FeaturedContentBoost int
FeaturedContentDate date
IsAssetEnabled boolean
IsMajorVersion boolean
NegativeRatingCount int
PositiveRatingCount int
RatingCount int
TagCsv string(255)
TextPreview string(255)
VersionDataUrl string(255)

extend ContentDocument
ArchivedById reference(User)
ArchivedDate date
ContentSizeLong int
IsArchived boolean
IsInternalOnly boolean
LastReferencedDate datetime readonly
LastViewedDate datetime readonly

extend EmailMessage
ActivityId reference(Task)
AttachmentIds string(255)
AutomationType string(255)
ClientThreadIdentifier string(255)
EmailTemplateId reference(EmailTemplate)
FirstOpenedDate datetime
HasAttachment boolean
Headers string(255)
IsBounced boolean
IsClientManaged boolean
IsExternallyVisible boolean
IsOpened boolean
IsTracked boolean
LastOpenedDate datetime readonly
MessageIdentifier string(255)
Name string(255)
ReplyToEmailMessageId reference(EmailMessage)
Source string(255)
ThreadIdentifier string(255)
ValidatedFromAddress string(255)

extend FeedItem
CommentCount int
HasContent boolean
HasFeedEntity boolean
HasLink boolean
HasVerifiedComment boolean
InsertedById reference(User)
IsClosed boolean
IsRichText boolean
LastEditById reference(User) readonly
LastEditDate datetime readonly
LikeCount int
NetworkScope string(255)
Revision int
Visibility string(255)

extend Organization
ComplianceBccEmail string(255)
CreatedById reference(User)
DefaultAccountAccess string(255)
DefaultCalendarAccess string(255)
DefaultCampaignAccess string(255)
DefaultCaseAccess string(255)
DefaultContactAccess string(255)
DefaultLeadAccess string(255)
DefaultOpportunityAccess string(255)
DefaultPricebookAccess string(255)
DelegatedAuthenticationServiceUrl string(255)
LastModifiedById reference(User) readonly
LastModifiedDate datetime readonly
GeocodeAccuracy picklist(40) values="Address;NearAddress;Block;Street;ExtendedZip;Zip;Neighborhood;City;County;State;Unknown"
Latitude double(18,2)
Longitude double(18,2)
MonthlyPageViewsEntitlement int
MonthlyPageViewsUsed int
NumKnowledgeService int
PreferencesAutoSelectIndividualOnMerge boolean
PreferencesConsentManagementEnabled boolean
PreferencesEmailSenderIdCompliance boolean
PreferencesLightningLoginEnabled boolean
PreferencesOnlyLLPermUserAllowed boolean
PreferencesRequireOpportunityProducts boolean
PreferencesTerminateOldestSession boolean
PreferencesTransactionSecurityPolicy boolean
ReceivesAdminInfoEmails boolean
ReceivesInfoEmails boolean
SignupCountryIsoCode string(255)
UiSkin string(255)
UsesStartDateAsFiscalYearName boolean
WebToCaseDefaultOrigin string(255)

extend User
UserPreferencesTaskRemindersCheckboxDefault boolean
UserPreferencesEventRemindersCheckboxDefault boolean
UserPreferencesLightningExperiencePreferred boolean
BannerPhotoUrl string(255)
DefaultDivision string(255)
DefaultGroupNotificationFrequency string(255)
DigestFrequency string(255)
EmailPreferencesAutoBcc boolean
EmailPreferencesAutoBccStayInTouch boolean
EmailPreferencesStayInTouchReminder boolean
EndDay string(255)
Extension string(255)
HasUserVerifiedEmail boolean
HasUserVerifiedPhone boolean
IndividualId reference(Individual)
IsExtIndicatorVisible boolean
IsPortalEnabled boolean
JigsawImportLimitOverride int
LastReferencedDate datetime readonly
LastViewedDate datetime readonly
Latitude double(18,2)
Longitude double(18,2)
MediumBannerPhotoUrl string(255)
MediumPhotoUrl string(255)
NumberOfFailedLogins int readonly
OfflinePdaTrialExpirationDate datetime
OfflineTrialExpirationDate datetime
OutOfOfficeMessage string(255)
PasswordExpirationDate datetime
PortalRole string(255)
SmallBannerPhotoUrl string(255)
StartDay string(255)
StayInTouchNote string(255)
StayInTouchSignature string(255)
StayInTouchSubject string(255)
SuAccessExpirationDate date

extend Profile
IsSsoEnabled boolean
LastReferencedDate datetime readonly
LastViewedDate datetime readonly

extend UserLicense
LastModifiedDate datetime readonly
MonthlyLoginsEntitlement int
MonthlyLoginsUsed int
UsedLicensesLastUpdated datetime

extend UserRole
ForecastUserId reference(User)
MayForecastManagerShare boolean
PortalAccountId reference(Account)
PortalAccountOwnerId reference(User)
PortalRole string(255)

extend Group
DefaultDivision string(255)
Description string(255)

extend QueueSobject
CreatedById reference(User)
SystemModstamp datetime

extend PermissionSet
PsgCount int

extend PermissionSetAssignment
IsRevoked boolean

extend CustomPermission
IsLicensed boolean

extend UserPreference
SystemModstamp datetime

extend EntityDefinition
DefaultCompactLayoutId string(255)
DefaultImplementation string(255)
DeploymentStatus string(255)
DetailUrl string(255)
EditDefinitionUrl string(255)
EditUrl string(255)
ExtendedBy string(255)
ExtendsInterfaces string(255)
ExternalSharingModel string(255)
HasSubtypes boolean
HelpSettingPageName string(255)
HelpSettingPageUrl string(255)
ImplementedBy string(255)
ImplementsInterfaces string(255)
IsAutoActivityCaptureEnabled boolean
IsCompactLayoutable boolean
IsDeprecatedAndHidden boolean
IsEverCreatable boolean
IsEverDeletable boolean
IsEverUpdatable boolean
IsFeedEnabled boolean
IsIdEnabled boolean
IsInterface boolean
IsLayoutable boolean
IsMruEnabled boolean
IsProcessEnabled boolean
IsReplicateable boolean
IsRetrieveable boolean
IsSearchLayoutable boolean
IsSubtype boolean
IsWorkflowEnabled boolean
LastModifiedById reference(User) readonly
NewUrl string(255)
PublisherId string(255)
RunningUserEntityAccessId string(255)

extend Site
OptionsRequireHttps boolean

extend FieldDefinition
BusinessStatus string(255)
ComplianceGroup string(255)
ControllingFieldDefinitionId string(255)
Description string(255)
ExtraTypeInfo string(255)
IsAiPredictionField boolean
IsApiFilterable boolean
IsApiGroupable boolean
IsApiSortable boolean
IsCompactLayoutable boolean
IsCompound boolean
IsFieldHistoryTracked boolean
IsHighScaleNumber boolean
IsHtmlFormatted boolean
IsListFilterable boolean
IsListSortable boolean
IsListVisible boolean
IsNameField boolean
IsPolymorphicForeignKey boolean
IsSearchPrefilterable boolean
IsWorkflowFilterable boolean
LastModifiedById reference(User) readonly
LastModifiedDate datetime readonly
PublisherId string(255)
ReferenceTargetField string(255)
RunningUserFieldAccessId string(255)
SecurityClassification string(255)
ServiceDataTypeId string(255)
ValueTypeId string(255)

extend EmailTemplate
FolderName string(255)
IsBuilderContent boolean
Markup string(255)
UiType string(255)

extend OrgWideEmailAddress
IsVerified boolean

extend BusinessHours
LastViewedDate datetime readonly

extend Holiday
NextOccurrenceDate date
RecurrenceDayOfMonth int
RecurrenceDayOfWeekMask int
RecurrenceEndDateOnly date
RecurrenceInstance string(255)
RecurrenceInterval int
RecurrenceMonthOfYear string(255)
RecurrenceStartDate date
RecurrenceType string(255)

extend CustomNotificationType
CustomNotifTypeName string(255)
IsSlack boolean
Language string(255)

extend ApexLog
RequestIdentifier string(255)

extend ApexTestRunResult
CreatedById reference(User)
IsDeleted boolean
LastModifiedById reference(User) readonly
LastModifiedDate datetime readonly
SystemModstamp datetime
TestSetupTime int

extend ApexTestQueueItem
ShouldSkipCodeCoverage boolean
SystemModstamp datetime

extend ApexTestResult
SystemModstamp datetime
TestName string(255)
TestNamespace string(255)

extend PermissionSetGroup
HasActivationRequired boolean
Language string(255)
NamespacePrefix string(255)

extend Topic
ManagedTopicType string(255)

extend Document
AuthorId reference(User)
IsBodySearchable boolean
IsInternalUseOnly boolean
Keywords string(255)
LastReferencedDate datetime readonly
LastViewedDate datetime readonly
NamespacePrefix string(255)

extend Folder
ParentId reference(Folder)

extend Report
LastReferencedDate datetime readonly
LastViewedDate datetime readonly

extend Dashboard
BackgroundDirection string(255)
BackgroundEnd int
BackgroundStart int
ChartTheme string(255)
ColorPalette string(255)
DashboardResultRefreshedDate string(255)
DashboardResultRunningUser string(255)
LastReferencedDate datetime readonly
LastViewedDate datetime readonly
LeftSize string(255)
MiddleSize string(255)
OwnerId reference(User)
RightSize string(255)
RunningUserId reference(User)
TextColor int
TitleColor int
TitleSize int
Type string(255)

extend LoginHistory
ApiType string(255)
ApiVersion string(255)
Application string(255)
AuthMethodReference string(255)
Browser string(255)
CipherSuite string(255)
ClientVersion string(255)
CountryIso string(255)
ForwardedForIp string(255)
LoginSubType string(255)
LoginUrl string(255)
OptionsIsGet boolean
OptionsIsPost boolean
Platform string(255)
TlsProtocol string(255)

extend PackageLicense
CreatedDate datetime
IsAvailableForIntegrations boolean
IsProvisioned boolean
LastModifiedDate datetime readonly
SystemModstamp datetime

extend FlowInterview
CurrentElement string(255)
CurrentFlowVersion string(255)
EngineType string(255)
Error string(255)
FlowVersionViewId string(255)
Guid string(255)
InterviewStatus string(255)
MasterFlowVersion string(255)
PauseLabel string(255)
SerializedView string(255)
WasPausedFromScreen boolean
`;
