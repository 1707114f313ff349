/** "Object Reference for the Salesforce Platform": quotes, teams, contact roles, and the values of stages and statuses. */
export const salesProcessObjects = `
object Quote 0Q0 Quote Quotes queued
AccountId reference(Account) readonly
AdditionalAddress address readonly
AdditionalCity string(40)
AdditionalCountry string(80)
AdditionalLatitude double(18,15)
AdditionalLongitude double(18,15)
AdditionalName string(255)
AdditionalPostalCode string(20)
AdditionalState string(80)
AdditionalStreet textarea(255)
BillingAddress address readonly
BillingCity string(40)
BillingCountry string(80)
BillingLatitude double(18,15)
BillingLongitude double(18,15)
BillingName string(255)
BillingPostalCode string(20)
BillingState string(80)
BillingStreet textarea(255)
CanCreateQuoteLineItems boolean readonly
ContactId reference(Contact) children=Quotes
ContractId reference(Contract) children=Quotes
Description textarea(32000) long
Discount percent(18,2) readonly
Email email(80)
ExpirationDate date
Fax phone(40)
GrandTotal currency(18,2) readonly
IsSyncing boolean readonly
LastReferencedDate datetime readonly
LastViewedDate datetime readonly
LineItemCount int readonly
Name string(255) name
OpportunityId reference(Opportunity) required children=Quotes
Phone phone(40)
Pricebook2Id reference(Pricebook2) children=Quotes
QuoteNumber string(30) autonumber format={00000000}
QuoteToAddress address readonly
QuoteToCity string(40)
QuoteToCountry string(80)
QuoteToLatitude double(18,15)
QuoteToLongitude double(18,15)
QuoteToName string(255)
QuoteToPostalCode string(20)
QuoteToState string(80)
QuoteToStreet textarea(255)
ShippingAddress address readonly
ShippingCity string(40)
ShippingCountry string(80)
ShippingHandling currency(18,2)
ShippingLatitude double(18,15)
ShippingLongitude double(18,15)
ShippingName string(255)
ShippingPostalCode string(20)
ShippingState string(80)
ShippingStreet textarea(255)
Status picklist(40) values="Draft;Needs Review;In Review;Approved;Rejected;Presented;Accepted;Denied"
Subtotal currency(18,2) readonly
Tax currency(18,2)
TotalPrice currency(18,2) readonly
BillingGeocodeAccuracy string(40)
ShippingGeocodeAccuracy string(40)
QuoteToGeocodeAccuracy string(40)
AdditionalGeocodeAccuracy string(40)

object QuoteLineItem 0QL "Quote Line Item" "Quote Line Items" detail
Description string(255)
Discount percent(18,2)
HasQuantitySchedule boolean readonly
HasRevenueSchedule boolean readonly
HasSchedule boolean readonly
LastReferencedDate datetime readonly
LastViewedDate datetime readonly
LineNumber string(255) name autonumber format={00000000}
ListPrice currency(18,2) readonly
OpportunityLineItemId reference(OpportunityLineItem) createonly
PricebookEntryId reference(PricebookEntry) required createonly children=QuoteLineItems
Product2Id reference(Product2) required createonly
Quantity double(18,2) required
QuoteId reference(Quote) required createonly cascade summed children=QuoteLineItems
ServiceDate date
SortOrder int
Subtotal currency(18,2) readonly
TotalPrice currency(18,2) readonly
UnitPrice currency(18,2)

object OpportunityLineItemSchedule 00o "Line Item Schedule" "Line Item Schedules" detail
Description string(80)
OpportunityLineItemId reference(OpportunityLineItem) required createonly cascade children=OpportunityLineItemSchedules
Quantity double(18,2)
Revenue currency(18,2)
ScheduleDate date required
Type picklist(40) readonly values="Quantity;QuantityRevenueRelated;Revenue;Both"

object OpportunityCompetitor 00J "Opportunity: Competitor" "Opportunity: Competitor" noaudit
CompetitorName string(80) name
OpportunityId reference(Opportunity) required createonly cascade children=OpportunityCompetitors
Strengths string(1000)
Weaknesses string(1000)
CreatedById reference(User) readonly parent=CreatedBy
CreatedDate datetime readonly
IsDeleted boolean readonly
LastModifiedById reference(User) readonly parent=LastModifiedBy
LastModifiedDate datetime readonly
SystemModstamp datetime readonly

object OpportunityTeamMember 00q "Opportunity Team Member" "Opportunity Team Members" detail
Name string(361) name readonly optional
OpportunityAccessLevel picklist(40) values="None;Read;Edit;All"
OpportunityId reference(Opportunity) required createonly cascade children=OpportunityTeamMembers
TeamMemberRole picklist values="Account Executive;Sales Manager;Executive Sponsor;Service Contact;Industry Specialist;Channel Manager;Competitive Expert;Opportunity Owner"
Title string(80) readonly
UserId reference(User) required createonly children=OpportunityTeams
PhotoUrl string(255) readonly

object AccountTeamMember 01M "Account Team Member" "Account Team Members"
AccountAccessLevel picklist(40) values="None;Read;Edit;All"
AccountId reference(Account) required createonly cascade
CaseAccessLevel picklist(40) values="None;Read;Edit;All"
ContactAccessLevel picklist(40) values="None;Read;Edit;ControlledByParent"
OpportunityAccessLevel picklist(40) values="None;Read;Edit;All"
TeamMemberRole picklist values="Account Executive;Sales Manager;Executive Sponsor;Service Contact;Industry Specialist;Channel Manager;Competitive Expert;Opportunity Owner"
Title string(80) readonly
UserId reference(User) required createonly
PhotoUrl string(255) readonly

object AccountContactRole 02Z "Account Contact Role" "Account Contact Roles"
AccountId reference(Account) required createonly cascade
ContactId reference(Contact) required children=AccountContactRoles
IsPrimary boolean
Role picklist(40) values="Business User;Decision Maker;Economic Buyer;Economic Decision Maker;Evaluator;Executive Sponsor;Influencer;Technical Buyer;Other"
Division string(255)

object ContractContactRole 02a "Contract Contact Role" "Contract Contact Roles"
ContactId reference(Contact) required children=ContractContactRoles
ContractId reference(Contract) required createonly cascade children=ContractContactRoles
IsPrimary boolean
Role picklist values="Business User;Decision Maker;Economic Buyer;Economic Decision Maker;Evaluator;Executive Sponsor;Influencer;Technical Buyer;Other"
Division string(255)

object CampaignMemberStatus 01Y "Campaign Member Status" "Campaign Member Statuses"
CampaignId reference(Campaign) required createonly cascade children=CampaignMemberStatuses
HasResponded boolean
IsDefault boolean
Label string(765) name
SortOrder int

object OpportunityStage 01J "Opportunity Stage" "Opportunity Stages" noaudit readonly
ApiName string(255)
DefaultProbability percent(18,2)
Description string(255)
ForecastCategory picklist(40) values="Omitted;Pipeline;BestCase;MostLikely;Forecast;Closed;CustomCategory"
ForecastCategoryName picklist values="Omitted;Pipeline;Best Case;Commit;Closed"
IsActive boolean
IsClosed boolean
IsWon boolean
MasterLabel string(255) name
SortOrder int
CreatedById reference(User) readonly parent=CreatedBy
CreatedDate datetime readonly
LastModifiedById reference(User) readonly parent=LastModifiedBy
LastModifiedDate datetime readonly
SystemModstamp datetime readonly

object LeadStatus 01J "Lead Status Value" "Lead Status Values" noaudit readonly
ApiName string(255)
IsConverted boolean
IsDefault boolean
MasterLabel string(255) name
SortOrder int
CreatedById reference(User) readonly parent=CreatedBy
CreatedDate datetime readonly
LastModifiedById reference(User) readonly parent=LastModifiedBy
LastModifiedDate datetime readonly
SystemModstamp datetime readonly

object ContractStatus 01J "Contract Status Value" "Contract Status Values" noaudit readonly
ApiName string(255)
IsDefault boolean
MasterLabel string(255) name
SortOrder int
StatusCode picklist(40) values="Draft;InApproval;Activated;Terminated;Expired"
CreatedById reference(User) readonly parent=CreatedBy
CreatedDate datetime readonly
LastModifiedById reference(User) readonly parent=LastModifiedBy
LastModifiedDate datetime readonly
SystemModstamp datetime readonly

object OrderStatus 01J "Order Status Value" "Order Status Values" noaudit readonly
ApiName string(255)
IsDefault boolean
MasterLabel string(255) name
SortOrder int
StatusCode picklist(40) values="Draft;Activated;Canceled;Expired;Superseded"
CreatedById reference(User) readonly parent=CreatedBy
CreatedDate datetime readonly
LastModifiedById reference(User) readonly parent=LastModifiedBy
LastModifiedDate datetime readonly
SystemModstamp datetime readonly

object OpportunityHistory 008 "Opportunity History" "Opportunity Histories" noaudit readonly notrigger
Amount currency(18,2)
CloseDate date
ExpectedRevenue currency(18,2)
ForecastCategory picklist
IsDeleted boolean readonly
OpportunityId reference(Opportunity) children=OpportunityHistories
PrevAmount currency(18,2)
PrevCloseDate date
Probability percent(18,2)
StageName picklist
CreatedById reference(User) readonly parent=CreatedBy
CreatedDate datetime readonly
Division string(255)
SystemModstamp datetime readonly

object Partner 00I Partner Partners
AccountFromId reference(Account) createonly
AccountToId reference(Account) required createonly
IsPrimary boolean createonly
OpportunityId reference(Opportunity) createonly children=Partners
ReversePartnerId reference(Partner) createonly
Role picklist createonly values="Advertiser;Agency;Broker;Consultant;Dealer;Developer;Distributor;Institution;Lender;System Integrator;VAR/Reseller"
Division string(255)

object Period 026 Period Periods noaudit readonly
EndDate date
FiscalYearSettingsId string(18)
FullyQualifiedLabel string(80)
IsForecastPeriod boolean
Number int
PeriodLabel picklist
QuarterLabel picklist values="Spring;Summer;Fall;Winter"
StartDate date
Type picklist(40) values="Month;Quarter;Week;Year"
SystemModstamp datetime readonly
`;
