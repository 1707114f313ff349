/** "Object Reference for the Salesforce Platform": topics, feeds, groups, libraries, ideas and networks. */
export const collaborationObjects = `
object TopicAssignment 0FT "Topic Assignment" "Topic Assignments" noaudit
EntityId reference(Account,Asset,Campaign,Case,Contact,ContentDocument,Contract,Event,FeedItem,Lead,Opportunity,Order,Solution,Task,WorkOrder,WorkOrderLineItem) required createonly children=TopicAssignments
EntityKeyPrefix string(3) readonly
EntityType string(80) readonly
NetworkId reference(Network) createonly
TopicId reference(Topic) required createonly children=TopicAssignments
CreatedDate datetime readonly
CreatedById reference(User) readonly parent=CreatedBy
IsDeleted boolean readonly
SystemModstamp datetime readonly

object EntitySubscription 0E8 "Entity Subscription" "Entity Subscriptions" noaudit
NetworkId reference(Network) createonly children=NetworkEntitySubscriptions
ParentId reference(Account,Asset,Campaign,Case,CollaborationGroup,Contact,ContentDocument,Contract,ContractLineItem,Dashboard,Entitlement,Event,Lead,Location,Opportunity,Order,OrderItem,Product2,Quote,Report,ServiceContract,Site,Solution,Task,Topic,User,WorkOrder,WorkOrderLineItem) required createonly children=FeedSubscriptionsForEntity
SubscriberId reference(User) required createonly
CreatedById reference(User) readonly parent=CreatedBy
CreatedDate datetime readonly
IsDeleted boolean readonly

object FeedComment 0D7 "Feed Comment" "Feed Comments" noaudit
CommentBody textarea(10000) required long
CommentType picklist(40) readonly values="TextComment;ContentComment"
FeedItemId reference(FeedItem) required createonly cascade children=FeedComments
HasEntityLinks boolean readonly
InsertedById reference(User) readonly
IsRichText boolean
IsVerified boolean readonly
LastEditById reference(User) readonly
LastEditDate datetime readonly
ParentId reference(Account,Asset,Campaign,Case,CollaborationGroup,Contact,ContentDocument,Contract,ContractLineItem,Dashboard,Entitlement,Event,Lead,Location,Opportunity,Order,OrderItem,Product2,Quote,Report,ServiceContract,Site,Solution,Task,Topic,User,WorkOrder,WorkOrderLineItem) createonly
RelatedRecordId reference(ContentVersion) createonly
Revision int readonly
Status picklist(40) values="Published;PendingReview;Draft;Isolated"
SystemModstamp datetime readonly
ThreadChildrenCount int readonly
ThreadLastUpdatedDate datetime readonly
ThreadLevel int readonly
ThreadParentId reference(FeedComment) readonly children=FeedThreadedComments
CreatedById reference(User) readonly parent=CreatedBy
CreatedDate datetime readonly
IsDeleted boolean readonly

object CollaborationGroup 0F9 Group Groups owned noaudit
AnnouncementId string(18)
BannerPhotoUrl url(1024) readonly
CanHaveGuests boolean
CollaborationType picklist(40) values="Public;Private;Unlisted"
Description textarea(1000)
FullPhotoUrl url(1024) readonly
GroupEmail email(1000) readonly
HasPrivateFieldsAccess boolean readonly
InformationBody textarea(4000) long
InformationTitle string(30)
IsArchived boolean
IsAutoArchiveDisabled boolean
IsBroadcast boolean
LastFeedModifiedDate datetime readonly
LastReferencedDate datetime readonly
LastViewedDate datetime readonly
MediumPhotoUrl url(1024) readonly
MemberCount int readonly
Name string(40) name
NetworkId reference(Network) createonly children=NetworkCollaborationGroups
SmallPhotoUrl url(1024) readonly
CreatedDate datetime readonly
CreatedById reference(User) readonly parent=CreatedBy
LastModifiedDate datetime readonly
LastModifiedById reference(User) readonly parent=LastModifiedBy
SystemModstamp datetime readonly

object CollaborationGroupMember 0FB "Group Member" "Group Members" noaudit
CollaborationGroupId reference(CollaborationGroup) required createonly cascade children=GroupMembers
CollaborationRole picklist(40) values="Admin;Standard"
LastFeedAccessDate datetime readonly
MemberId reference(User) required createonly children=GroupMemberships
NotificationFrequency picklist(40) values="P;D;W;N"
CreatedDate datetime readonly
CreatedById reference(User) readonly parent=CreatedBy
LastModifiedDate datetime readonly
LastModifiedById reference(User) readonly parent=LastModifiedBy
SystemModstamp datetime readonly
NetworkId reference(Network) createonly

object ContentWorkspace 058 Library Libraries noaudit
DefaultRecordTypeId reference(RecordType) createonly
Description textarea(500)
DeveloperName string(80)
IsRestrictContentTypes boolean readonly
IsRestrictLinkedContentTypes boolean readonly
Name string(255) name
NamespacePrefix string(15) readonly
RootContentFolderId string(18) readonly
ShouldAddCreatorMembership boolean readonly
TagModel picklist(40) readonly values="U;G;R"
WorkspaceImageId string(18)
WorkspaceType picklist(40) readonly values="R;B"
CreatedById reference(User) readonly parent=CreatedBy
CreatedDate datetime readonly
LastModifiedById reference(User) readonly parent=LastModifiedBy
SystemModstamp datetime readonly
LastModifiedDate datetime readonly
LastWorkspaceActivityDate datetime readonly

object ContentWorkspaceDoc 059 "Library Document" "Library Documents" noaudit
ContentDocumentId reference(ContentDocument) required createonly cascade children=ContentWorkspaceDocs
ContentWorkspaceId reference(ContentWorkspace) required createonly cascade
IsOwner boolean readonly
CreatedDate datetime readonly
SystemModstamp datetime readonly
IsDeleted boolean readonly

object Idea 087 Idea Ideas
AttachmentBody base64
AttachmentContentType picklist
AttachmentLength int readonly
AttachmentName string(40)
Body textarea(32000) long
Categories multipicklist
CommunityId string(18) readonly
CreatorFullPhotoUrl string(255) readonly
CreatorName string(121) readonly
CreatorSmallPhotoUrl string(255) readonly
IsHtml boolean readonly
IsMerged boolean readonly
LastCommentDate datetime readonly
LastCommentId string(18) readonly
LastReferencedDate datetime readonly
LastViewedDate datetime readonly
NumComments int readonly
ParentIdeaId reference(Idea) createonly
RecordTypeId reference(RecordType) readonly
Status picklist(40)
Title string(255) name
VoteScore double(18,4) readonly
VoteTotal double(18,0) readonly

object Vote 083 Vote Votes
ParentId reference(Idea,Solution) required createonly cascade children=Votes
Type picklist(40) values="Up;Down;1;2;3;4;5"

object Network 0DB Network Networks noaudit readonly
SystemModstamp datetime readonly
CreatedDate datetime readonly
CreatedById reference(User) readonly parent=CreatedBy
LastModifiedDate datetime readonly
LastModifiedById reference(User) readonly parent=LastModifiedBy
Name string(40) name
Description string(255)
Status picklist(40) values="UnderConstruction;Live;DownForMaintenance"
WelcomeEmailTemplateId reference(EmailTemplate)
ChangePasswordEmailTemplateId reference(EmailTemplate)
ForgotPasswordEmailTemplateId reference(EmailTemplate)
LockoutEmailTemplateId reference(EmailTemplate)
VerificationEmailTemplateId reference(EmailTemplate)
ChgEmailVerOldEmailTemplateId reference(EmailTemplate)
ChgEmailVerNewEmailTemplateId reference(EmailTemplate)
EmailSenderName string(80)
EmailSenderAddress email(80)
NewSenderAddress email(80)
EmailFooterLogoId reference(Document)
EmailFooterText string(1000)
UrlPathPrefix string(40)
CaseCommentEmailTemplateId reference(EmailTemplate)
SelfRegProfileId reference(Profile)
FirstActivationDate date
MaxFileSizeKb int
AllowedExtensions textarea(1000)
DeviceActEmailTemplateId reference(EmailTemplate)
SelfRegMicroBatchSubErrorEmailTemplateId reference(EmailTemplate)

object NetworkMember 0DO "Network Member" "Network Members" noaudit readonly
DefaultGroupNotificationFrequency picklist(40) values="P;D;W;N"
DigestFrequency picklist(40) values="D;W;N"
LastChatterActivityDate date
MemberId reference(User) children=NetworkMemberUsers
NetworkId reference(Network) children=NetworkMembers
ReputationPoints double(18,0)
SystemModstamp datetime readonly
CreatedDate datetime readonly
CreatedById reference(User) readonly parent=CreatedBy
`;
