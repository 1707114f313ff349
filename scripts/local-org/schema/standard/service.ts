/** "Object Reference for the Salesforce Platform": cases, activities, notes and files. */
export const serviceObjects = `
object Case 500 Case Cases queued
CaseNumber string(30) name autonumber format={00000000}
MasterRecordId reference(Case) readonly
ContactId reference(Contact) children=Cases
AccountId reference(Account) children=Cases
AssetId reference(Asset) children=Cases
ParentId reference(Case) children=Cases
SuppliedName string(80) label="Web Name"
SuppliedEmail email(80) label="Web Email"
SuppliedPhone string(40) label="Web Phone"
SuppliedCompany string(80) label="Web Company"
Type picklist label="Case Type" values="Mechanical;Electrical;Electronic;Structural;Other"
Status picklist values="New;Working;Escalated;Closed" default=New
Reason picklist label="Case Reason" values="Installation;Equipment Complexity;Performance;Breakdown;Equipment Design;Feedback;Other"
Origin picklist label="Case Origin" values="Phone;Email;Web"
Subject string(255)
Priority picklist values="High;Medium;Low" default=Medium
Description textarea(32000) long
IsClosed boolean readonly label=Closed
ClosedDate datetime readonly
IsEscalated boolean label=Escalated
ContactPhone phone(40) readonly
ContactMobile phone(40) readonly
ContactEmail email(80) readonly
ContactFax phone(40) readonly
Comments textarea(4000) long label="Internal Comments"
LastViewedDate datetime readonly
LastReferencedDate datetime readonly

object CaseComment 00a "Case Comment" "Case Comments"
ParentId reference(Case) required createonly cascade children=CaseComments
IsPublished boolean
CommentBody textarea(4000) long

object Task 00T Task Tasks queued private
WhoId reference(Contact,Lead) parent=Who children=Tasks
WhatId reference(Account,Asset,Campaign,Case,Contract,ListEmail,Opportunity,Order,Product2) parent=What children=Tasks
Subject string(255)
ActivityDate date label="Due Date Only"
Status picklist required values="Not Started;In Progress;Completed;Waiting on someone else;Deferred" default="Not Started"
Priority picklist required values="High;Normal;Low" default=Normal
IsHighPriority boolean readonly
Description textarea(32000) long
IsClosed boolean readonly
AccountId reference(Account) readonly
CallDurationInSeconds int(8)
CallType picklist(40) values="Internal;Inbound;Outbound"
CallDisposition string(255)
CallObject string(255)
ReminderDateTime datetime
IsReminderSet boolean
IsArchived boolean readonly
TaskSubtype picklist(40) createonly values="Task;Email;ListEmail;Call" restricted
CompletedDateTime datetime readonly

object Event 00U Event Events owned
WhoId reference(Contact,Lead) parent=Who children=Events
WhatId reference(Account,Asset,Campaign,Case,Contract,Opportunity,Order,Product2) parent=What children=Events
Subject string(255)
Location string(255)
IsAllDayEvent boolean
ActivityDateTime datetime
ActivityDate date
DurationInMinutes int(8)
StartDateTime datetime
EndDateTime datetime
EndDate date readonly
Description textarea(32000) long
AccountId reference(Account) readonly
IsPrivate boolean
ShowAs picklist(40) values="Busy;OutOfOffice;Free" default=Busy
IsChild boolean readonly
IsGroupEvent boolean readonly
ReminderDateTime datetime
IsReminderSet boolean
EventSubtype picklist(40) createonly values=Event restricted

object Note 002 Note Notes owned
ParentId reference(Account,Asset,Campaign,Case,Contact,Contract,Lead,Opportunity,Order,Product2) required createonly children=Notes cascade
Title string(80) name
IsPrivate boolean
Body textarea(32000) long

object Attachment 00P Attachment Attachments owned
ParentId reference(Account,Asset,Campaign,Case,Contact,Contract,Lead,Opportunity,Order,Product2,Task,Event) required createonly children=Attachments cascade
Name string(255) name
IsPrivate boolean
ContentType string(120)
BodyLength int readonly
Body base64 required
Description textarea(500)

object ContentVersion 068 "Content Version" "Content Versions" owned
ContentDocumentId reference(ContentDocument) createonly cascade children=ContentVersions
IsLatest boolean readonly
ContentUrl url(1300)
VersionNumber string(20) readonly
Title string(255) name optional
Description textarea(1000)
ReasonForChange string(1000)
PathOnClient string(500) createonly
FileType string(20) readonly
PublishStatus picklist(40) readonly values="U;P;R"
VersionData base64
ContentSize int readonly
FileExtension string(40) readonly
FirstPublishLocationId reference(Account,Case,Contact,Opportunity,Lead,Product2,User) createonly
Origin picklist(40) createonly values="C;H" default=C
ContentLocation picklist(40) createonly values="S;E;L" default=S
Checksum string(50) readonly
ExternalDocumentInfo1 string(1000)

object ContentDocument 069 "Content Document" "Content Documents" owned
Title string(255) name
PublishStatus picklist(40) readonly values="U;P;R"
LatestPublishedVersionId reference(ContentVersion) readonly
ParentId reference(ContentDocument)
Description textarea(1000)
ContentSize int readonly
FileType string(20) readonly
FileExtension string(40) readonly
ContentModifiedDate datetime readonly

object ContentDocumentLink 06A "Content Document Link" "Content Document Link" noaudit
LinkedEntityId reference(Account,Asset,Campaign,Case,Contact,Contract,Lead,Opportunity,Order,Product2,User,Organization) required createonly cascade children=ContentDocumentLinks
ContentDocumentId reference(ContentDocument) required createonly cascade children=ContentDocumentLinks
IsDeleted boolean readonly
SystemModstamp datetime readonly
ShareType picklist(40) values="V;C;I" restricted default=V
Visibility picklist(40) values="AllUsers;InternalUsers;SharedUsers" restricted default=AllUsers

object EmailMessage 02s "Email Message" "Email Messages"
ParentId reference(Case) children=EmailMessages cascade
TextBody textarea(32000) long
HtmlBody textarea(32000) long html
Subject string(3000)
FromName string(1000)
FromAddress email(1000)
ToAddress string(4000)
CcAddress string(4000)
BccAddress string(4000)
Incoming boolean createonly
Status picklist(40) values="0;1;2;3;4;5" required default=0
MessageDate datetime
RelatedToId reference(Account,Case,Contact,Opportunity,Lead,Product2)
ToIds string(4099) idlist
CcIds string(4099) idlist
BccIds string(4099) idlist

object EmailMessageRelation 0CZ "Email Message Relation" "Email Message Relations"
EmailMessageId reference(EmailMessage) required createonly cascade children=EmailMessageRelations
RelationId reference(Contact,Lead,User) createonly parent=Relation
RelationType picklist(40) required createonly values="ToAddress;CcAddress;BccAddress;FromAddress;OtherAddress"
RelationAddress string(255)
RelationObjectType string(40) readonly

object ContentDistribution 05D "Content Delivery" "Content Deliveries" owned
ContentVersionId reference(ContentVersion) required createonly cascade children=ContentDistributions
ContentDocumentId reference(ContentDocument) readonly children=ContentDistributions
RelatedRecordId reference(Account,Case,Contact,Opportunity,Lead) createonly parent=RelatedRecord
Name string(100) name
PreferencesAllowPDFDownload boolean
PreferencesAllowOriginalDownload boolean
PreferencesPasswordRequired boolean
PreferencesNotifyOnVisit boolean
PreferencesLinkLatestVersion boolean
PreferencesAllowViewInBrowser boolean
PreferencesExpires boolean
PreferencesNotifyRndtnComplete boolean
ExpiryDate datetime
Password string(255) readonly
ViewCount int readonly
DistributionPublicUrl string(1024) readonly
ContentDownloadUrl string(1024) readonly
PdfDownloadUrl string(1024) readonly

object FeedItem 0D5 "Feed Item" "Feed Items"
ParentId reference(Account,Case,Contact,Opportunity,Lead,Product2,User) required createonly cascade children=Feeds
Type picklist(40) createonly values="TextPost;ContentPost;LinkPost;TrackedChange"
Title string(255)
Body textarea(10000) long
LinkUrl url(1000)
Status picklist(40) values="Published;PendingReview;Draft"

object ListEmail 0XB "List Email" "List Emails" owned
Name string(255) name
Subject string(255)
HtmlBody textarea(384000) long html
TextBody textarea(384000) long
FromName string(80)
FromAddress email(80)
Status picklist(40) values="Draft;Scheduled;InProgress;Sent;Failed"
CampaignId reference(Campaign) children=ListEmails
RelatedToId reference(Account,Campaign,Case,Contract,Opportunity) parent=RelatedTo children=ListEmails
ScheduledDate datetime
TotalSent int(9) readonly
IsTracked boolean readonly

object ProcessInstance 04g "Process Instance" "Process Instances" readonly notrigger
TargetObjectId reference(Account,Case,Contract,Lead,Opportunity,Order) parent=TargetObject children=ProcessInstances
Status picklist(40) values="Pending;Approved;Rejected;Removed;Started;NoResponse"
CompletedDate datetime readonly
ElapsedTimeInDays double(18,4) readonly
ElapsedTimeInHours double(18,2) readonly
ElapsedTimeInMinutes double(18,0) readonly
ProcessDefinitionId reference(ProcessDefinition)
SubmittedById reference(User)
LastActorId reference(User)

object ProcessInstanceWorkitem 04i "Approval Request" "Approval Requests" readonly notrigger
ProcessInstanceId reference(ProcessInstance) children=Workitems
OriginalActorId reference(User) parent=OriginalActor
ActorId reference(User) parent=Actor
ElapsedTimeInDays double(18,4) readonly
`;
