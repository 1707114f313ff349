/**
 * "Object Reference for the Salesforce Platform" and "Field Service Developer Guide": solutions, entitlements, service contracts, work orders
 * and who carries them out.
 */
export const customerServiceObjects = `
object Solution 501 Solution Solutions owned
IsHtml boolean readonly
IsPublished boolean
IsPublishedInPublicKb boolean
IsReviewed boolean readonly
LastReferencedDate datetime readonly
LastViewedDate datetime readonly
RecordTypeId reference(RecordType)
SolutionName string(255) name
SolutionNote textarea(32000) long
SolutionNumber string(30) autonumber format={00000000}
Status picklist required values="Draft;Reviewed;Duplicate" default=Draft
TimesUsed int readonly

object CaseStatus 01J "Case Status Value" "Case Status Values" noaudit readonly
ApiName string(255)
IsClosed boolean
IsDefault boolean
MasterLabel string(255) name
SortOrder int
CreatedById reference(User) readonly parent=CreatedBy
CreatedDate datetime readonly
LastModifiedById reference(User) readonly parent=LastModifiedBy
LastModifiedDate datetime readonly
SystemModstamp datetime readonly

object SolutionStatus 01J "Solution Status Value" "Solution Status Values" noaudit readonly
ApiName string(255)
IsDefault boolean
IsReviewed boolean
MasterLabel string(255) name
SortOrder int
CreatedById reference(User) readonly parent=CreatedBy
CreatedDate datetime readonly
LastModifiedById reference(User) readonly parent=LastModifiedBy
LastModifiedDate datetime readonly
SystemModstamp datetime readonly

object TaskStatus 01J "Task Status Value" "Task Status Values" noaudit readonly
ApiName string(255)
IsClosed boolean
IsDefault boolean
MasterLabel string(255) name
SortOrder int
CreatedById reference(User) readonly parent=CreatedBy
CreatedDate datetime readonly
LastModifiedById reference(User) readonly parent=LastModifiedBy
LastModifiedDate datetime readonly
SystemModstamp datetime readonly

object TaskPriority 01J "Task Priority Value" "Task Priority Values" noaudit readonly
ApiName string(255)
IsDefault boolean
IsHighPriority boolean
MasterLabel string(255) name
SortOrder int
CreatedById reference(User) readonly parent=CreatedBy
CreatedDate datetime readonly
LastModifiedById reference(User) readonly parent=LastModifiedBy
LastModifiedDate datetime readonly
SystemModstamp datetime readonly

object CaseContactRole 03j "Case Contact Role" "Case Contact Roles"
CasesId reference(Case) required createonly children=CaseContactRoles
ContactId reference(Contact) required children=CaseContactRoles
Role picklist values="Technical Contact;Business Contact;Decision Maker;Other"
Division string(255)

object SlaProcess 552 "Entitlement Process" "Entitlement Processes" readonly
BusinessHoursId reference(BusinessHours)
Description textarea(255)
IsActive boolean
LastViewedDate datetime
Name string(120) name
NameNorm string(240)
StartDateField picklist(40) values="Case.ClosedDate;Case.CreatedDate;Case.DueDate__c;Case.LastModifiedDate;Case.ProcessingChangedDateTime__c;Case.SlaStartDate;Case.StopStartDate;Incident.CreatedDate;Incident.DetectedDateTime;Incident.EndDateTime;Incident.LastModifiedDate;Incident.ResolutionDateTime;Incident.SlaStartDate;Incident.StartDateTime;Incident.StopStartDate;WorkOrder.CreatedDate;WorkOrder.EndDate;WorkOrder.LastModifiedDate;WorkOrder.SlaStartDate;WorkOrder.StartDate;WorkOrder.StopStartDate"
SobjectType string(40)

object Entitlement 550 Entitlement Entitlements
AccountId reference(Account) required children=Entitlements
AssetId reference(Asset) children=Entitlements
BusinessHoursId reference(BusinessHours) children=Entitlements
CasesPerEntitlement int
ContractLineItemId reference(ContractLineItem) children=Entitlements
EndDate date
IsPerIncident boolean
LastReferencedDate datetime readonly
LastViewedDate datetime readonly
Name string(255) name
SvcApptBookingWindowsId reference(OperatingHours)
RemainingCases int
RemainingWorkOrders int
ServiceContractId reference(ServiceContract) children=Entitlements
SlaProcessId reference(SlaProcess)
StartDate date
Status picklist readonly values="Inactive;Active;Expired"
Type picklist(40)
WorkOrdersPerEntitlement int
AssetWarrantyId string(18)
LocationId reference(Location) children=AssetWarranties
Division string(255)

object ServiceContract 810 "Service Contract" "Service Contracts" queued
AccountId reference(Account)
ActivationDate datetime
AdditionalDiscount percent(18,2)
ApprovalStatus picklist(40)
BillingCity string(40)
BillingCountry string(80)
BillingLatitude double(18,15)
BillingLongitude double(18,15)
BillingPostalCode string(20)
BillingState string(80)
BillingStreet textarea(255)
ContactId reference(Contact) children=ServiceContracts
ContractNumber string(30) autonumber format={00000000}
Description textarea(32000) long
Discount percent(18,2) readonly
EndDate date
GrandTotal currency(18,2) readonly
LastReferencedDate datetime readonly
LastViewedDate datetime readonly
LineItemCount int readonly
Name string(255) name
ParentServiceContractId reference(ServiceContract)
Pricebook2Id reference(Pricebook2) children=ServiceContracts
RootServiceContractId reference(ServiceContract) readonly
ShippingCity string(40)
ShippingCountry string(80)
ShippingLatitude double(18,15)
ShippingLongitude double(18,15)
ShippingPostalCode string(20)
ShippingState string(80)
ShippingStreet textarea(255)
SpecialTerms textarea(32000) long
StartDate date
Status picklist readonly values="Inactive;Active;Expired"
Subtotal currency(18,2) readonly
Tax currency(18,2)
Term int
TotalPrice currency(18,2) readonly
BillingGeocodeAccuracy string(40)
BillingAddress string(255) readonly
ShippingGeocodeAccuracy string(40)
ShippingAddress string(255) readonly
ShippingHandling double(18,2)

object ContractLineItem 811 "Contract Line Item" "Contract Line Items"
AssetId reference(Asset) children=ContractLineItems
Description textarea(32000) long
Discount percent(18,2)
EndDate date
LastReferencedDate datetime readonly
LastViewedDate datetime readonly
LineItemNumber string(255) name autonumber format={00000000}
ListPrice currency(18,2) readonly
LocationId reference(Location) children=ContractLineItems
ParentContractLineItemId reference(ContractLineItem)
PricebookEntryId reference(PricebookEntry) required children=ContractLineItems
Product2Id reference(Product2) createonly children=ContractLineItems
Quantity double(18,2) required
RootContractLineItemId reference(ContractLineItem) readonly
ServiceContractId reference(ServiceContract) required createonly cascade children=ContractLineItems
StartDate date
Status picklist readonly values="Inactive;Active;Expired"
Subtotal currency(18,2) readonly
TotalPrice currency(18,2) readonly
UnitPrice currency(18,2) required

object QuickText 574 "Quick Text" "Quick Texts" queued
Category picklist(40) values="Greetings;FAQ;Closings"
Channel multipicklist values="Email;Portal;Phone;Internal;Event;Task;Messaging;Knowledge"
FolderId reference(Folder) children=QuickTextFolders
FolderName string(256) readonly
IsInsertable boolean
LastReferencedDate datetime readonly
LastViewedDate datetime readonly
Message textarea(4096) required long
Name string(255) name
SourceType picklist values="EINSTEIN_GENERATED;USER_GENERATED;USER_EDITED"
RecordTypeId reference(RecordType)

object EventRelation 0RE "Event Relation" "Event Relations"
AccountId reference(Account) createonly children=EventRelations
EventId reference(Event) required createonly children=EventRelations
IsInvitee boolean
IsParent boolean
IsWhat boolean readonly
RelationId reference(Account,Asset,Campaign,Case,Contact,ContactRequest,Contract,ContractLineItem,Entitlement,Lead,ListEmail,Location,Opportunity,Order,Product2,Quote,ServiceContract,Solution,User,WorkOrder,WorkOrderLineItem) required createonly children=EventRelations
RespondedDate datetime
Response string(255)
Status picklist(40) values="New;Declined;Accepted;Uninvited;Maybe"

object TaskRelation 0RT "Task Relation" "Task Relations"
AccountId reference(Account) createonly children=TaskRelations
IsWhat boolean createonly
RelationId reference(Account,Asset,Campaign,Case,Contact,ContactRequest,Contract,ContractLineItem,Entitlement,Lead,ListEmail,Location,Opportunity,Order,Product2,Quote,ServiceContract,Solution,WorkOrder,WorkOrderLineItem) required createonly children=TaskRelations
TaskId reference(Task) required createonly children=TaskRelations

object WorkType 08q "Work Type" "Work Types" queued
Name string(255) name
LastViewedDate datetime readonly
LastReferencedDate datetime readonly
Description textarea(32000) long
EstimatedDuration double(18,2) required
DurationType picklist values="Hours;Minutes"
DurationInMinutes double(18,2) readonly
ShouldAutoCreateSvcAppt boolean
ServiceReportTemplateId string(18)
MinimumCrewSize int
RecommendedCrewSize int
TimeframeStart int
TimeframeEnd int
BlockTimeBeforeAppointment int
BlockTimeAfterAppointment int
DefaultAppointmentType string(40)
TimeFrameStartUnit string(255)
TimeFrameEndUnit string(255)
BlockTimeBeforeUnit string(255)
BlockTimeAfterUnit string(255)
OperatingHoursId reference(OperatingHours) children=OperatingHours
AppointmentCategoryId string(18)
ApptStartTimeIntvlInMin int
AttendeeLimit int
ProductId reference(Product2) children=WorkTypes

object WorkOrder 0WO "Work Order" "Work Orders" queued
WorkOrderNumber string(255) name autonumber format={00000000}
LastViewedDate datetime readonly
LastReferencedDate datetime readonly
AccountId reference(Account)
ContactId reference(Contact) children=WorkOrders
CaseId reference(Case) children=WorkOrders
EntitlementId reference(Entitlement) children=WorkOrders
ServiceContractId reference(ServiceContract) children=WorkOrders
AssetId reference(Asset) children=WorkOrders
Street textarea(255)
City string(40)
State string(80)
PostalCode string(20)
Country string(80)
Latitude double(18,15)
Longitude double(18,15)
GeocodeAccuracy picklist(40) values="Address;NearAddress;Block;Street;ExtendedZip;Zip;Neighborhood;City;County;State;Unknown"
Address address readonly
Description textarea(32000) long
StartDate datetime
EndDate datetime
Subject string(255)
RootWorkOrderId reference(WorkOrder) readonly
Status picklist values="New;In Progress;On Hold;Completed;Closed;Cannot Complete;Canceled"
Priority picklist(40) values="Low;Medium;High;Critical"
Tax currency(18,2)
Subtotal currency(18,2) readonly
TotalPrice currency(18,2) readonly
LineItemCount int readonly
Pricebook2Id reference(Pricebook2) children=WorkOrders
Discount percent(18,2) readonly
GrandTotal currency(18,2) readonly
ParentWorkOrderId reference(WorkOrder)
IsClosed boolean readonly
IsStopped boolean
StopStartDate datetime readonly
SlaStartDate datetime
SlaExitDate datetime readonly
BusinessHoursId reference(BusinessHours) children=WorkOrders
MilestoneStatus string(30) readonly
Duration double(18,2)
DurationType picklist values="Hours;Minutes"
DurationInMinutes double(18,2) readonly
ServiceAppointmentCount int readonly
WorkTypeId reference(WorkType) children=WorkOrders
ServiceTerritoryId reference(ServiceTerritory) children=WorkOrders
StatusCategory picklist readonly values="New;InProgress;OnHold;Completed;Closed;None;CannotComplete;Canceled"
LocationId reference(Location) children=WorkOrders
MaintenancePlanId string(18)
SuggestedMaintenanceDate date
MinimumCrewSize int
RecommendedCrewSize int
ServiceReportTemplateId string(18)
ReturnOrderLineItemId string(18)
ReturnOrderId string(18) readonly
IsGeneratedFromMaintenancePlan boolean readonly
ServiceReportLanguage picklist
AssetWarrantyId string(18)
MaintenanceWorkRuleId string(18) readonly
PostWorkSummary textarea(255)
PreWorkBriefPromptTemplate string(255)
ProductServiceCampaignId string(18)
ProductServiceCampaignItemId string(18)

object WorkOrderLineItem 1WL "Work Order Line Item" "Work Order Line Items"
LineItemNumber string(255) name autonumber format={00000000}
LastViewedDate datetime readonly
LastReferencedDate datetime readonly
WorkOrderId reference(WorkOrder) required createonly cascade children=WorkOrderLineItems
ParentWorkOrderLineItemId reference(WorkOrderLineItem)
Product2Id reference(Product2) children=WorkOrderLineItems
AssetId reference(Asset) children=WorkOrderLineItems
OrderId reference(Order) children=WorkOrderLineItems
RootWorkOrderLineItemId reference(WorkOrderLineItem) readonly
Description textarea(32000) long
StartDate datetime
EndDate datetime
Status picklist(40) values="New;In Progress;On Hold;Completed;Closed;Cannot Complete;Canceled"
PricebookEntryId reference(PricebookEntry) children=WorkOrderLineItems
Quantity double(18,2)
UnitPrice currency(18,2)
Discount percent(18,2)
ListPrice currency(18,2) readonly
Subtotal currency(18,2) readonly
TotalPrice currency(18,2) readonly
Duration double(18,2)
DurationType picklist values="Hours;Minutes"
DurationInMinutes double(18,2) readonly
WorkTypeId reference(WorkType) children=WorkOrderLineItems
Street textarea(255)
City string(40)
State string(80)
PostalCode string(20)
Country string(80)
Latitude double(18,15)
Longitude double(18,15)
GeocodeAccuracy picklist(40) values="Address;NearAddress;Block;Street;ExtendedZip;Zip;Neighborhood;City;County;State;Unknown"
Address address readonly
ServiceTerritoryId reference(ServiceTerritory) children=WorkOrderLineItems
Subject string(255)
StatusCategory picklist readonly values="New;InProgress;OnHold;Completed;Closed;None;CannotComplete;Canceled"
IsClosed boolean readonly
Priority picklist(40) values="Low;Medium;High;Critical"
ServiceAppointmentCount int readonly
LocationId reference(Location) children=WorkOrderLineItems
MinimumCrewSize int
RecommendedCrewSize int
ServiceReportTemplateId string(18)
ReturnOrderLineItemId string(18)
ReturnOrderId string(18) readonly
SuggestedMaintenanceDate date
MaintenancePlanId string(18)
IsGeneratedFromMaintenancePlan boolean readonly
MaintenanceWorkRuleId string(18) readonly
AssetWarrantyId string(18)
ProductServiceCampaignId string(18)
ProductServiceCampaignItemId string(18)

object OperatingHours 0OH "Operating Hours" "Operating Hours" owned
Description string(255)
LastReferencedDate datetime
LastViewedDate datetime
Name string(255) name
OperatingHoursRowType string(255)
TimeZone string(255)

object TimeSlot 0Gj "Time Slot" "Time Slots"
DayOfWeek picklist values="Sunday;Monday;Tuesday;Wednesday;Thursday;Friday;Saturday"
EndTime time required
LastReferencedDate datetime readonly
LastViewedDate datetime readonly
MaxAppointments int
OperatingHoursId reference(OperatingHours) required createonly cascade children=TimeSlots
StartTime time required
TimeSlotNumber string(255) name autonumber format=TS-{0000}
WorkTypeGroupId string(18)
Type picklist values="Normal;Extended"
RecordsetFilterCriteriaId string(18)

object ServiceTerritory 0Hh "Service Territory" "Service Territories" queued
Address address readonly
City string(40)
Country string(80)
Description textarea(32000) long
GeocodeAccuracy picklist(40) values="Address;NearAddress;Block;Street;ExtendedZip;Zip;Neighborhood;City;County;State;Unknown"
IsActive boolean
LastReferencedDate datetime readonly
LastViewedDate datetime readonly
Latitude double(18,15)
Longitude double(18,15)
Name string(255) name
OperatingHoursId reference(OperatingHours) required children=ServiceTerritories
ParentTerritoryId reference(ServiceTerritory)
PostalCode string(20)
State string(80)
Street textarea(255)
TopLevelTerritoryId reference(ServiceTerritory) readonly
TypicalInTerritoryTravelTime double(18,2)
SchedulingConstraintId string(18)
AvgTravelTime int
TravelModeId string(18)
TravelTimeBuffer int
PricebookId reference(Pricebook2) children=ServiceTerritories
SelfCheckInUrl string(255)
ServiceAppointmentLimitType string(255)

object ServiceTerritoryMember 0Hu "Service Territory Member" "Service Territory Members"
Address address readonly
City string(40)
Country string(80)
EffectiveEndDate datetime
EffectiveStartDate datetime required
GeocodeAccuracy picklist(40) values="Address;NearAddress;Block;Street;ExtendedZip;Zip;Neighborhood;City;County;State;Unknown"
LastReferencedDate datetime readonly
LastViewedDate datetime readonly
Latitude double(18,15)
Longitude double(18,15)
MemberNumber string(255) name autonumber format=STM-{0000}
OperatingHoursId reference(OperatingHours)
PostalCode string(20)
ServiceResourceId reference(ServiceResource) required children=ServiceTerritories
ServiceTerritoryId reference(ServiceTerritory) required createonly cascade children=ServiceResources
State string(80)
Street textarea(255)
TerritoryType picklist values="P;S;R"
Role string(40)
TravelModeId string(18)

object ServiceResource 0Hn "Service Resource" "Service Resources" queued noaudit
Name string(255) name
CreatedDate datetime readonly
CreatedById reference(User) readonly parent=CreatedBy
LastModifiedDate datetime readonly
LastModifiedById reference(User) readonly parent=LastModifiedBy
SystemModstamp datetime readonly
LastViewedDate datetime readonly
LastReferencedDate datetime readonly
RelatedRecordId reference(User) children=ServiceResources
ResourceType picklist values="T;D;C;A;S;P"
Description textarea(32000) long
IsActive boolean
IsCapacityBased boolean
IsOptimizationCapable boolean
LastKnownLatitude double(18,15)
LastKnownLongitude double(18,15)
LastKnownLocationDate datetime
LocationId reference(Location) children=ServiceResources
ServiceCrewId string(18)
AccountId reference(Account) children=ServiceResources
AssetId reference(Asset) children=ServiceResources
SchedulingConstraintId string(18)
IsPrimary boolean

object ServiceAppointment 08p "Service Appointment" "Service Appointments" queued
ActualDuration double(18,2)
ActualEndTime datetime
ActualStartTime datetime
AdditionalInformation string(255)
Address address readonly
AppointmentNumber string(255) name autonumber format=SA-{0000}
ArrivalWindowEndTime datetime
ArrivalWindowStartTime datetime
CancellationReason string(255)
City string(40)
Comments string(255)
Country string(80)
Description textarea(32000) long
DueDate datetime required
Duration double(18,2)
DurationType picklist values="Hours;Minutes"
EarliestStartTime datetime required
GeocodeAccuracy picklist(40) values="Address;NearAddress;Block;Street;ExtendedZip;Zip;Neighborhood;City;County;State;Unknown"
LastReferencedDate datetime readonly
LastViewedDate datetime readonly
Latitude double(18,15)
Longitude double(18,15)
ParentRecordId reference(Account,Asset,Case,Lead,Opportunity,WorkOrder,WorkOrderLineItem) createonly children=ServiceAppointments
ParentRecordType string(50) readonly
PostalCode string(20)
SchedEndTime datetime
SchedStartTime datetime
ServiceTerritoryId reference(ServiceTerritory) children=ServiceAppointments
State string(80)
Status picklist(40) values="None;Scheduled;Dispatched;Travel;In Progress;Cannot Complete;Completed;Canceled;Approaching"
StatusCategory picklist readonly values="None;Scheduled;Dispatched;InProgress;CannotComplete;Completed;Canceled;CheckedIn"
Street textarea(255)
Subject string(255)
WorkTypeId reference(WorkType)
AccountId reference(Account) readonly
ContactId reference(Contact) children=ServiceAppointments
DurationInMinutes double(18,2) readonly
ParentRecordStatusCategory picklist readonly values="New;InProgress;OnHold;Completed;Closed;None;CannotComplete;Canceled"
ServiceNote string(32000)
AppointmentType string(40)
Email string(80)
Phone string(40)
IsAnonymousBooking boolean
BundlePolicyId string(18)
IsBundle boolean
IsBundleMember boolean
IsManuallyBundled boolean
IsOffsiteAppointment boolean
RelatedBundleId reference(ServiceAppointment) children=BundledServiceAppointments
Transaction string(255)
AppointmentCategoryId string(18)
AppointmentInvitationId string(18)
AppointmentMode string(255)
ApptBookingInfoUrl string(255)
AttendeeCount int
AttendeeLimit int
CheckedInTime datetime
EngagementChannelTypeId string(18)
GroupAppointmentAccessType string(255)
ReceiptOrderId reference(Order) children=ServiceAppointments
TimeZone string(255)
TravelTimeBuffer int

object AssignedResource 03r "Assigned Resource" "Assigned Resources"
ActualTravelTime double(18,2)
AssignedResourceNumber string(255) name autonumber format=AR-{0000}
EstimatedTravelTime double(18,2)
ServiceAppointmentId reference(ServiceAppointment) required createonly cascade children=ServiceResources
ServiceCrewId string(18)
ServiceResourceId reference(ServiceResource) required children=ServiceAppointments
Transaction string(255)
IsRequiredResource boolean
Role string(40)
EventId reference(Event) createonly children=AssignedResourceEvents
TravelTimeBuffer int

object Location 131 Location Locations queued
ExternalReference string(255)
IsInventoryLocation boolean
IsMobile boolean
LastReferencedDate datetime readonly
LastViewedDate datetime readonly
LocationType picklist(40) values="Building;Warehouse;Site;Plant;Store;Campus;Floor;Space"
LogoId string(18)
Name string(255) name
RootLocationId reference(Location) readonly children=ChildLocations
Latitude double(18,15)
Longitude double(18,15)
Description string(255)
DrivingDirections string(1000)
TimeZone picklist
ParentLocationId reference(Location)
PossessionDate date
ConstructionStartDate date
ConstructionEndDate date
OpenDate date
CloseDate date
RemodelStartDate date
RemodelEndDate date
VisitorAddressId string(18)
LocationLevel int readonly
DefaultPickupTime time
DefaultProcessingTime int
DefaultProcessingTimeUnit picklist
ShouldSyncWithOci boolean
AccountId reference(Account) children=Locations
FulfillingBusinessHoursId reference(BusinessHours)
`;
