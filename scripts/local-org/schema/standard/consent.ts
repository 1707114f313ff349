/** "Object Reference for the Salesforce Platform": contact points, consent to use them, and requests to be contacted. */
export const consentObjects = `
object ContactPointAddress 8lW "Contact Point Address" "Contact Point Addresses" queued
ActiveFromDate date
ActiveToDate date
Address address readonly
AddressType picklist(40) values="Billing;Shipping"
BestTimeToContactEndTime time
BestTimeToContactStartTime time
BestTimeToContactTimezone picklist
City string(40)
ContactPointPhoneId reference(ContactPointPhone) children=ContactPointAddresses
Country string(80)
GeocodeAccuracy picklist(40) values="Address;NearAddress;Block;Street;ExtendedZip;Zip;Neighborhood;City;County;State;Unknown"
IsDefault boolean
IsPrimary boolean
IsThirdPartyAddress boolean
LastReferencedDate datetime readonly
LastViewedDate datetime readonly
Latitude double(18,15)
Longitude double(18,15)
Name string(255) name
ParentId reference(Account,Individual) children=ContactPointAddresses
PostalCode string(20)
PreferenceRank int
State string(80)
Street textarea(255)
UsageType picklist(40) values="Home;Work;Temporary;Inactive"
IsActive boolean
SourceSystemIdentifier string(255)

object ContactPointEmail 9Vl "Contact Point Email" "Contact Point Emails" queued
ActiveFromDate date
ActiveToDate date
BestTimeToContactEndTime time
BestTimeToContactStartTime time
BestTimeToContactTimezone picklist
EmailAddress email(80) required
EmailDomain string(250)
EmailLatestBounceDateTime datetime
EmailLatestBounceReasonText string(250)
EmailMailBox string(250)
IsPrimary boolean
LastReferencedDate datetime readonly
LastViewedDate datetime readonly
Name string(255) name readonly optional
ParentId reference(Account,Individual) children=ContactPointEmails
UsageType picklist(40) values="Home;Work;Temporary;Inactive"
PreferenceRank int

object ContactPointPhone 0Ow "Contact Point Phone" "Contact Point Phones" queued
ActiveFromDate date
ActiveToDate date
AreaCode string(30)
BestTimeToContactEndTime time
BestTimeToContactStartTime time
BestTimeToContactTimezone picklist
ExtensionNumber string(30)
FormattedInternationalPhoneNumber string(250)
FormattedNationalPhoneNumber string(250)
IsBusinessPhone boolean
IsFaxCapable boolean
IsPersonalPhone boolean
IsPrimary boolean
IsSmsCapable boolean
LastReferencedDate datetime readonly
LastViewedDate datetime readonly
Name string(255) name readonly optional
ParentId reference(Account,Individual) children=ContactPointPhones
PhoneType picklist values="Home;Mobile"
PreferenceRank int
TelephoneNumber phone(40) required
UsageType picklist(40) values="Home;Work;Temporary;Inactive"

object DataUseLegalBasis 0ZT "Data Use Legal Basis" "Data Use Legal Bases" queued
Description string(255)
LastReferencedDate datetime readonly
LastViewedDate datetime readonly
Name string(255) name
Source string(255)

object DataUsePurpose 0ZW "Data Use Purpose" "Data Use Purpose" queued
CanDataSubjectOptOut boolean
Description string(255)
LastReferencedDate datetime readonly
LastViewedDate datetime readonly
LegalBasisId reference(DataUseLegalBasis) children=DataUsePurposes
Name string(255) name
PurposeId reference(Asset,Campaign,Product2) children=DataUsePurposes

object ContactPointConsent 0ZX "Contact Point Consent" "Contact Point Consents" queued
BusinessBrandId string(18)
CaptureContactPointType picklist values="Email;Phone;Web;Social;MailingAddress;InPerson;Video"
CaptureDate datetime
CaptureSource string(255)
ContactPointId reference(ContactPointAddress,ContactPointEmail,ContactPointPhone) required children=ContactPointConsents
DataUsePurposeId reference(DataUsePurpose)
DoubleConsentCaptureDate datetime
EffectiveFrom datetime
EffectiveTo datetime
EngagementChannelTypeId string(18)
LastReferencedDate datetime readonly
LastViewedDate datetime readonly
Name string(255) name
PartyRoleId string(18)
PrivacyConsentStatus picklist values="NotSeen;Seen;OptIn;OptOut;OptInPending;OptOutPending" default=NotSeen
PartyId reference(Individual)

object ContactPointTypeConsent 0ZY "Contact Point Type Consent" "Contact Point Type Consents" queued
BusinessBrandId string(18)
CaptureContactPointType picklist values="Email;Phone;Web;Social;MailingAddress;InPerson;Video"
CaptureDate datetime
CaptureSource string(255)
ContactPointType picklist values="Email;Phone;Web;Social;MailingAddress;InPerson;Video"
DataUsePurposeId reference(DataUsePurpose)
DoubleConsentCaptureDate datetime
EffectiveFrom datetime
EffectiveTo datetime
LastReferencedDate datetime readonly
LastViewedDate datetime readonly
Name string(255) name
PartyId reference(Individual) required children=Individuals
PartyRoleId string(18)
PrivacyConsentStatus picklist values="NotSeen;Seen;OptIn;OptOut;OptInPending;OptOutPending"
EngagementChannelTypeId string(18)

object ContactRequest 0Tz "Contact Request" "Contact Requests" queued
IsCallback boolean
LastReferencedDate datetime readonly
LastViewedDate datetime readonly
Name string(255) name autonumber format={0000000}
PreferredChannel picklist(40) values=Phone
PreferredPhone phone(40)
RequestDescription textarea(32000) long
RequestReason picklist(40) values="Account;Billing;Case;General;Order;Product;Other"
Status picklist(40) values="New;Attempted;Contacted;Abandoned"
WhatId reference(Account,Case,Opportunity,WorkOrder) children=ContactRequests
WhoId reference(Contact,Lead,User) children=ContactRequests
`;
