/** "Object Reference for the Salesforce Platform": Account, Contact, Lead, Opportunity and what hangs on them. */
export const salesObjects = `
object Account 001 Account Accounts owned
MasterRecordId reference(Account) readonly
Name string(255) name label="Account Name"
Type picklist values="Prospect;Customer - Direct;Customer - Channel;Channel Partner / Reseller;Installation Partner;Technology Partner;Other" label="Account Type"
ParentId reference(Account) children=ChildAccounts label="Parent Account ID"
BillingStreet textarea(255)
BillingCity string(40)
BillingState string(80) label="Billing State/Province"
BillingPostalCode string(20) label="Billing Zip/Postal Code"
BillingCountry string(80)
BillingLatitude double(18,15)
BillingLongitude double(18,15)
BillingGeocodeAccuracy picklist values="Address;NearAddress;Block;Street;ExtendedZip;Zip;Neighborhood;City;County;State;Unknown" restricted
BillingAddress address readonly
ShippingStreet textarea(255)
ShippingCity string(40)
ShippingState string(80) label="Shipping State/Province"
ShippingPostalCode string(20) label="Shipping Zip/Postal Code"
ShippingCountry string(80)
ShippingLatitude double(18,15)
ShippingLongitude double(18,15)
ShippingGeocodeAccuracy picklist values="Address;NearAddress;Block;Street;ExtendedZip;Zip;Neighborhood;City;County;State;Unknown" restricted
ShippingAddress address readonly
Phone phone(40) label="Account Phone"
Fax phone(40) label="Account Fax"
AccountNumber string(40)
Website url(255)
PhotoUrl url(255) readonly label="Photo URL"
Sic string(20) label="SIC Code"
Industry picklist values="Agriculture;Apparel;Banking;Biotechnology;Chemicals;Communications;Construction;Consulting;Education;Electronics;Energy;Engineering;Entertainment;Environmental;Finance;Food & Beverage;Government;Healthcare;Hospitality;Insurance;Machinery;Manufacturing;Media;Not For Profit;Recreation;Retail;Shipping;Technology;Telecommunications;Transportation;Utilities;Other"
AnnualRevenue currency(18,2)
NumberOfEmployees int(8) label="Employees"
Ownership picklist values="Public;Private;Subsidiary;Other"
TickerSymbol string(20)
Description textarea(32000) long label="Account Description"
Rating picklist values="Hot;Warm;Cold" label="Account Rating"
Site string(80) label="Account Site"
LastActivityDate date readonly label="Last Activity"
LastViewedDate datetime readonly
LastReferencedDate datetime readonly
Jigsaw string(20) label="Data.com Key"
JigsawCompanyId string(20) readonly
CleanStatus picklist(40) values="Matched;Different;Acknowledged;NotFound;Inactive;Pending;SelectMatch;Skipped" restricted
AccountSource picklist values="Web;Phone Inquiry;Partner Referral;Purchased List;Other"
DunsNumber string(9) label="D-U-N-S Number"
Tradestyle string(255)
NaicsCode string(8) label="NAICS Code"
NaicsDesc string(120) label="NAICS Description"
YearStarted string(4)
SicDesc string(80) label="SIC Description"

object Contact 003 Contact Contacts owned
MasterRecordId reference(Contact) readonly
AccountId reference(Account) children=Contacts cascade label="Account ID"
LastName string(80) required
FirstName string(40)
Salutation picklist(40) values="Mr.;Ms.;Mrs.;Dr.;Prof."
Name string(121) name readonly label="Full Name"
OtherStreet textarea(255)
OtherCity string(40)
OtherState string(80) label="Other State/Province"
OtherPostalCode string(20) label="Other Zip/Postal Code"
OtherCountry string(80)
OtherLatitude double(18,15)
OtherLongitude double(18,15)
OtherAddress address readonly
MailingStreet textarea(255)
MailingCity string(40)
MailingState string(80) label="Mailing State/Province"
MailingPostalCode string(20) label="Mailing Zip/Postal Code"
MailingCountry string(80)
MailingLatitude double(18,15)
MailingLongitude double(18,15)
MailingAddress address readonly
Phone phone(40) label="Business Phone"
Fax phone(40) label="Business Fax"
MobilePhone phone(40)
HomePhone phone(40)
OtherPhone phone(40)
AssistantPhone phone(40) label="Asst. Phone"
ReportsToId reference(Contact) label="Reports To ID"
Email email(80)
Title string(128)
Department string(80)
AssistantName string(40) label="Assistant's Name"
LeadSource picklist values="Web;Phone Inquiry;Partner Referral;Purchased List;Other"
Birthdate date
Description textarea(32000) long label="Contact Description"
HasOptedOutOfEmail boolean label="Email Opt Out"
HasOptedOutOfFax boolean label="Fax Opt Out"
DoNotCall boolean
LastActivityDate date readonly label="Last Activity"
LastCURequestDate datetime readonly
LastCUUpdateDate datetime readonly
LastViewedDate datetime readonly
LastReferencedDate datetime readonly
EmailBouncedReason string(255)
EmailBouncedDate datetime
IsEmailBounced boolean readonly
PhotoUrl url(255) readonly label="Photo URL"
Jigsaw string(20) label="Data.com Key"
JigsawContactId string(20) readonly
CleanStatus picklist(40) restricted values="Matched;Different;Acknowledged;NotFound;Inactive;Pending;SelectMatch;Skipped"
IndividualId reference(Individual) children=Contacts

object AccountContactRelation 07k "Account Contact Relationship" "Account Contact Relationships"
AccountId reference(Account) required createonly cascade children=AccountContactRelations
ContactId reference(Contact) required createonly cascade children=AccountContactRelations
Roles multipicklist values="Business User;Decision Maker;Economic Buyer;Economic Decision Maker;Evaluator;Executive Sponsor;Influencer;Technical Buyer;Other"
IsDirect boolean readonly
IsActive boolean
StartDate date
EndDate date

object Individual 0PK Individual Individuals owned
LastName string(80) required
FirstName string(40)
Salutation picklist(40) values="Mr.;Ms.;Mrs.;Dr.;Prof."
Name string(121) name readonly
HasOptedOutTracking boolean
HasOptedOutProfiling boolean
HasOptedOutProcessing boolean
HasOptedOutSolicit boolean
ShouldForget boolean
SendIndividualData boolean
BirthDate date

object Lead 00Q Lead Leads queued
MasterRecordId reference(Lead) readonly
LastName string(80) required
FirstName string(40)
Salutation picklist(40) values="Mr.;Ms.;Mrs.;Dr.;Prof."
Name string(121) name readonly label="Full Name"
Title string(128)
Company string(255) required
Street textarea(255)
City string(40)
State string(80) label="State/Province"
PostalCode string(20) label="Zip/Postal Code"
Country string(80)
Latitude double(18,15)
Longitude double(18,15)
Address address readonly
Phone phone(40)
MobilePhone phone(40)
Fax phone(40)
Email email(80)
Website url(255)
PhotoUrl url(255) readonly label="Photo URL"
Description textarea(32000) long
LeadSource picklist values="Web;Phone Inquiry;Partner Referral;Purchased List;Other"
Status picklist values="Open - Not Contacted;Working - Contacted;Closed - Converted;Closed - Not Converted" default="Open - Not Contacted"
Industry picklist values="Agriculture;Apparel;Banking;Biotechnology;Chemicals;Communications;Construction;Consulting;Education;Electronics;Energy;Engineering;Entertainment;Environmental;Finance;Food & Beverage;Government;Healthcare;Hospitality;Insurance;Machinery;Manufacturing;Media;Not For Profit;Recreation;Retail;Shipping;Technology;Telecommunications;Transportation;Utilities;Other"
Rating picklist values="Hot;Warm;Cold"
AnnualRevenue currency(18,2)
NumberOfEmployees int(8) label="Employees"
HasOptedOutOfEmail boolean label="Email Opt Out"
IsConverted boolean label="Converted"
ConvertedDate date
ConvertedAccountId reference(Account)
ConvertedContactId reference(Contact)
ConvertedOpportunityId reference(Opportunity)
IsUnreadByOwner boolean label="Unread By Owner"
LastActivityDate date readonly
LastViewedDate datetime readonly
LastReferencedDate datetime readonly
EmailBouncedReason string(255)
EmailBouncedDate datetime
IndividualId reference(Individual)

object Opportunity 006 Opportunity Opportunities owned
AccountId reference(Account) children=Opportunities cascade summed label="Account ID"
IsPrivate boolean label="Private"
Name string(120) name
Description textarea(32000) long
StageName picklist required label=Stage values="Prospecting;Qualification;Needs Analysis;Value Proposition;Id. Decision Makers;Perception Analysis;Proposal/Price Quote;Negotiation/Review;Closed Won;Closed Lost"
Amount currency(18,2)
Probability percent(3,0) label="Probability (%)"
ExpectedRevenue currency(18,2) readonly
TotalOpportunityQuantity double(18,2) label=Quantity
CloseDate date required
Type picklist label="Opportunity Type" values="Existing Customer - Upgrade;Existing Customer - Replacement;Existing Customer - Downgrade;New Customer"
NextStep string(255)
LeadSource picklist values="Web;Phone Inquiry;Partner Referral;Purchased List;Other"
IsClosed boolean readonly label=Closed
IsWon boolean readonly label=Won
ForecastCategory picklist(40) readonly values="Omitted;Pipeline;BestCase;MostLikely;Forecast;Closed"
ForecastCategoryName picklist values="Omitted;Pipeline;Best Case;Commit;Closed"
CampaignId reference(Campaign) children=Opportunities
HasOpportunityLineItem boolean readonly
Pricebook2Id reference(Pricebook2) children=Opportunities
ContactId reference(Contact) createonly children=Opportunities
LastActivityDate date readonly
LastStageChangeDate datetime readonly
FiscalQuarter int(9) readonly
FiscalYear int(9) readonly
Fiscal string(6) readonly
LastViewedDate datetime readonly
LastReferencedDate datetime readonly

object OpportunityLineItem 00k "Opportunity Product" "Opportunity Product" detail
OpportunityId reference(Opportunity) required createonly cascade summed children=OpportunityLineItems
SortOrder int(9) readonly
PricebookEntryId reference(PricebookEntry) createonly restrict children=OpportunityLineItems
Product2Id reference(Product2) createonly restrict
ProductCode string(255) readonly
Name string(376) name readonly label="Opportunity Product Name"
Quantity double(12,2) required
TotalPrice currency(18,2)
UnitPrice currency(18,2) label="Sales Price"
ListPrice currency(18,2) readonly
ServiceDate date label=Date
Description string(255) label="Line Description"

object OpportunityContactRole 00K "Opportunity Contact Role" "Opportunity Contact Role" detail
OpportunityId reference(Opportunity) required createonly cascade children=OpportunityContactRoles
ContactId reference(Contact) required cascade children=OpportunityContactRoles
Role picklist(40) values="Business User;Decision Maker;Economic Buyer;Economic Decision Maker;Evaluator;Executive Sponsor;Influencer;Technical Buyer;Other"
IsPrimary boolean label=Primary

object Campaign 701 Campaign Campaigns owned
Name string(80) name
ParentId reference(Campaign) children=ChildCampaigns
Type picklist values="Conference;Webinar;Trade Show;Public Relations;Partners;Referral Program;Advertisement;Banner Ads;Direct Mail;Email;Telemarketing;Other" default=Conference
Status picklist values="Planned;In Progress;Completed;Aborted" default=Planned
StartDate date
EndDate date
ExpectedRevenue currency(18,0)
BudgetedCost currency(18,0)
ActualCost currency(18,0)
ExpectedResponse percent(8,2)
NumberSent double(18,0)
IsActive boolean label=Active
Description textarea(32000) long
NumberOfLeads int readonly
NumberOfContacts int readonly
NumberOfResponses int readonly
LastActivityDate date readonly

object CampaignMember 00v "Campaign Member" "Campaign Members" detail
CampaignId reference(Campaign) required createonly cascade summed children=CampaignMembers
LeadId reference(Lead) createonly cascade children=CampaignMembers
ContactId reference(Contact) createonly cascade children=CampaignMembers
Status picklist(40) values="Sent;Responded" default=Sent
HasResponded boolean readonly label=Responded
FirstRespondedDate date readonly
Name string(255) name readonly
FirstName string(40) readonly
LastName string(80) readonly
Email email(80) readonly

object Contract 800 Contract Contracts owned
AccountId reference(Account) required restrict children=Contracts
Pricebook2Id reference(Pricebook2) children=Contracts
OwnerExpirationNotice picklist(40) values="15;30;45;60;90;120"
StartDate date label="Contract Start Date"
EndDate date readonly label="Contract End Date"
ContractTerm int(4)
Status picklist(40) required values="In Approval Process;Activated;Draft" default=Draft
CompanySignedId reference(User)
CompanySignedDate date
CustomerSignedId reference(Contact) children=ContractsSigned
CustomerSignedTitle string(40)
CustomerSignedDate date
SpecialTerms textarea(4000) long
ActivatedById reference(User)
ActivatedDate datetime
StatusCode picklist(40) readonly values="Draft;InApproval;Activated;Terminated;Expired;Rejected;Negotiating"
Description textarea(32000) long
Name string(80) name optional
ContractNumber string(30) autonumber format={00000000}

object Order 801 Order Orders queued
ContractId reference(Contract) children=Orders
AccountId reference(Account) restrict children=Orders
Pricebook2Id reference(Pricebook2) children=Orders
OriginalOrderId reference(Order) children=Orders
EffectiveDate date required label="Order Start Date"
EndDate date label="Order End Date"
IsReductionOrder boolean createonly
Status picklist(40) required values="Draft;Activated" default=Draft
Description textarea(32000) long
CustomerAuthorizedById reference(Contact)
CustomerAuthorizedDate date
CompanyAuthorizedById reference(User)
CompanyAuthorizedDate date
Type picklist(40)
BillingStreet textarea(255)
BillingCity string(40)
BillingState string(80)
BillingPostalCode string(20)
BillingCountry string(80)
ShippingStreet textarea(255)
ShippingCity string(40)
ShippingState string(80)
ShippingPostalCode string(20)
ShippingCountry string(80)
Name string(80) optional label="Order Name"
PoDate date
PoNumber string(80)
OrderReferenceNumber string(80)
BillToContactId reference(Contact)
ShipToContactId reference(Contact)
ActivatedDate datetime
ActivatedById reference(User)
StatusCode picklist(40) readonly values="Draft;Activated"
OrderNumber string(30) name autonumber format={00000000}
TotalAmount currency(18,2) readonly
LastViewedDate datetime readonly
LastReferencedDate datetime readonly

object OrderItem 802 "Order Product" "Order Products" detail
Product2Id reference(Product2) createonly restrict
OrderId reference(Order) required createonly cascade summed children=OrderItems
PricebookEntryId reference(PricebookEntry) required createonly restrict children=OrderItems
OriginalOrderItemId reference(OrderItem) createonly children=ChildOrderItems
AvailableQuantity double(18,2) readonly
Quantity double(18,2) required
UnitPrice currency(18,2)
ListPrice currency(18,2) readonly
TotalPrice currency(18,2) readonly
ServiceDate date
EndDate date
Description string(255) label="Line Description"
OrderItemNumber string(30) name autonumber format={0000000000}

object Product2 01t Product Products
Name string(255) name label="Product Name"
ProductCode string(255)
Description string(4000) label="Product Description"
IsActive boolean label=Active
Family picklist values=None label="Product Family"
ExternalDataSourceId string(18) readonly
ExternalId string(255)
DisplayUrl url(1000)
QuantityUnitOfMeasure picklist values=Each
IsArchived boolean readonly
StockKeepingUnit string(180) label="Product SKU"
LastViewedDate datetime readonly
LastReferencedDate datetime readonly

object Pricebook2 01s "Price Book" "Price Books"
Name string(255) name label="Price Book Name"
IsActive boolean label=Active
IsArchived boolean readonly
Description string(255)
IsStandard boolean readonly

object PricebookEntry 01u "Price Book Entry" "Price Book Entries"
Name string(255) name readonly label="Product Name"
Pricebook2Id reference(Pricebook2) required createonly cascade children=PricebookEntries
Product2Id reference(Product2) required createonly cascade children=PricebookEntries
UnitPrice currency(18,2) required label="List Price"
IsActive boolean label=Active
UseStandardPrice boolean
ProductCode string(255) readonly
IsArchived boolean readonly

object Asset 02i Asset Assets owned
ContactId reference(Contact) children=Assets
AccountId reference(Account) children=Assets
ParentId reference(Asset) children=ChildAssets
RootAssetId reference(Asset) readonly
Product2Id reference(Product2) children=Assets
ProductCode string(255) readonly
IsCompetitorProduct boolean
Name string(255) name label="Asset Name"
SerialNumber string(80)
InstallDate date
PurchaseDate date
UsageEndDate date
Status picklist(40) values="Shipped;Installed;Registered;Obsolete;Purchased"
Price currency(18,0)
Quantity double(12,2)
Description textarea(32000) long
`;
