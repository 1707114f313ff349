import { defineClass, type ClassDefinition, type Implementation } from "../definition/define.ts";
import { PlatformValue, variables } from "../definition/platform-value.ts";

/**
 * Feeds and generations of Connect in Apex, a line a class: its name, the class it extends and its variables
 * ("Apex Reference Guide: ConnectApi Input Classes", "ConnectApi Output Classes"). Their values can be made and read;
 * the methods are refused, as there are no feeds and no language models.
 */
const values = `
AbstractMessageBody: Boolean isRichText, List<ConnectApi.MessageSegment> messageSegments, String text
FeedBody < AbstractMessageBody:
MessageBody < AbstractMessageBody:
FeedElement: ConnectApi.FeedBody body, Datetime createdDate, ConnectApi.FeedElementType feedElementType, ConnectApi.MessageBody header, String id, Datetime modifiedDate, String relativeCreatedDate, String url
FeedItem < FeedElement: Boolean event, Boolean hasVerifiedComment, Boolean isBookmarkedByCurrentUser, Boolean isDeleteRestricted, Boolean isSharable, String photoUrl
Comment: ConnectApi.FeedBody body, Datetime createdDate, String id, Boolean isDeleteRestricted, ConnectApi.MessageBody likesMessage, String relativeCreatedDate, Integer threadLevel, String threadParentId, String url
ActorWithId: String id, ConnectApi.Motif motif, ConnectApi.Reference mySubscription, String recordViewUrl, String url
UserSummary < ActorWithId: String companyName, String displayName, String firstName, String lastName, String name, String title, Boolean isActive
Motif: String color, String largeIconUrl, String mediumIconUrl, String smallIconUrl, String svgIconUrl
Reference: String id, String url
FilePreviewCollection: String fileId, String url, String versionNumber
MessageSegment: String text, ConnectApi.MessageSegmentType type
TextSegment < MessageSegment:
MentionSegment < MessageSegment: Boolean accessible, String name, ConnectApi.ActorWithId record, ConnectApi.ActorWithId user
LinkSegment < MessageSegment: String url
HashtagSegment < MessageSegment: String tag, String topicUrl, String url
EntityLinkSegment < MessageSegment: ConnectApi.Motif motif, ConnectApi.Reference reference
MarkupBeginSegment < MessageSegment: String altText, String htmlTag, ConnectApi.MarkupType markupType, String url
MarkupEndSegment < MessageSegment: String htmlTag, ConnectApi.MarkupType markupType
InlineImageSegment < MessageSegment: String altText, Integer contentSize, String fileExtension, ConnectApi.FilePreviewCollection thumbnails, String url
FeedElementInput: ConnectApi.FeedElementType feedElementType, String subjectId
FeedItemInput < FeedElementInput: ConnectApi.MessageBodyInput body, ConnectApi.FeedElementCapabilitiesInput capabilities, Boolean isBookmarkedByCurrentUser, String originalFeedElementId, String originalFeedItemId, ConnectApi.FeedItemVisibilityType visibility
FeedElementCapabilitiesInput:
CommentInput: ConnectApi.MessageBodyInput body, String threadParentId
MessageBodyInput: List<ConnectApi.MessageSegmentInput> messageSegments
MessageSegmentInput: ConnectApi.MessageSegmentType type
TextSegmentInput < MessageSegmentInput: String text
MentionSegmentInput < MessageSegmentInput: String id, String username
LinkSegmentInput < MessageSegmentInput: String url
HashtagSegmentInput < MessageSegmentInput: String tag
EntityLinkSegmentInput < MessageSegmentInput: String entityId
MarkupBeginSegmentInput < MessageSegmentInput: String altText, ConnectApi.MarkupType markupType, String url
MarkupEndSegmentInput < MessageSegmentInput: ConnectApi.MarkupType markupType
InlineImageSegmentInput < MessageSegmentInput: String altText, String fileId
WrappedValue: Object value
EinsteinPromptTemplateGenerationsInput: ConnectApi.EinsteinLlmAdditionalConfigInput additionalConfig, String citationMode, Map<String,ConnectApi.WrappedValue> inputParams, Boolean isPreview, String outputLanguage, ConnectApi.WrappedValue tags
EinsteinLlmAdditionalConfigInput: Map<String,ConnectApi.WrappedValue> additionalParameters, String applicationName, Boolean enablePiiMasking, Double frequencyPenalty, Integer maxTokens, String model, Integer numGenerations, Double presencePenalty, List<String> stopSequences, Double temperature
EinsteinLLMGenerationItemOutput: String responseId, String text
EinsteinPromptTemplateGenerationsRepresentation: List<ConnectApi.EinsteinLLMGenerationItemOutput> generations, String prompt, String promptTemplateDevName, String requestId
Community: String description, String id, Boolean invitationsEnabled, String loginUrl, String name, Boolean sendWelcomeEmail, String siteUrl, String urlPathPrefix
`;

const enums: Readonly<Record<string, string>> = {
  MarkupType: "Bold Code Hyperlink Italic ListItem OrderedList Paragraph Strikethrough Underline UnorderedList",
  FeedElementType: "Bundle FeedItem Recommendation",
  FeedItemVisibilityType: "AllUsers InternalUsers",
  MessageSegmentType:
    "EntityLink FieldChange FieldChangeName FieldChangeValue Hashtag InlineImage Link MarkupBegin MarkupEnd Mention MoreChanges ResourceLink Text"
};

const feeds = "Apex Reference Guide: ChatterFeeds Class";
const element = "static ConnectApi.FeedElement";
const comment = "static ConnectApi.Comment postCommentToFeedElement(String communityId, String feedElementId";

const methods: Readonly<Record<string, readonly string[]>> = {
  ChatterFeeds: [
    `${element} postFeedElement(String communityId, ConnectApi.FeedElementInput feedElement)`,
    `${element} postFeedElement(String communityId, String subjectId, ConnectApi.FeedElementType feedElementType, String text)`,
    `${element} getFeedElement(String communityId, String feedElementId)`,
    `${comment}, String text)`,
    `${comment}, ConnectApi.CommentInput comment, ConnectApi.FeedElementCapabilitiesInput upload)`,
    "static void deleteFeedElement(String communityId, String feedElementId)"
  ],
  EinsteinLLM: [
    "static ConnectApi.EinsteinPromptTemplateGenerationsRepresentation generateMessagesForPromptTemplate(String promptTemplateDevName, ConnectApi.EinsteinPromptTemplateGenerationsInput input)"
  ],
  Communities: ["static ConnectApi.Community getCommunity(String communityId)"]
};

/** Definitions of the classes; `unavailable` is what their methods do. */
export function chatterClasses(unavailable: Implementation): readonly ClassDefinition[] {
  return [
    ...Object.entries(enums).map(([name, constants]) =>
      defineClass({
        namespace: "ConnectApi",
        name,
        documentation: "Apex Reference Guide: ConnectApi Enums",
        kind: "enum",
        constants: constants.split(" ")
      })
    ),
    ...values.trim().split("\n").map(valueOf),
    ...Object.entries(methods).map(([name, signatures]) =>
      defineClass({
        namespace: "ConnectApi",
        name,
        documentation: name === "ChatterFeeds" ? feeds : `Apex Reference Guide: ${name} Class`,
        members: Object.fromEntries(signatures.map((signature) => [signature, unavailable]))
      })
    )
  ];
}

function valueOf(line: string): ClassDefinition {
  const [, name = "", base, held = ""] = /^(\w+)(?: < (\w+))?:\s*(.*)$/.exec(line)!;
  return defineClass({
    namespace: "ConnectApi",
    name,
    documentation: `Apex Reference Guide: ${name} Class`,
    ...(base === undefined ? {} : { extends: `ConnectApi.${base}` }),
    members: {
      [`${name}()`]: () => new PlatformValue(`ConnectApi.${name}`),
      ...(held === "" ? {} : variables(...held.split(", ")))
    }
  });
}
