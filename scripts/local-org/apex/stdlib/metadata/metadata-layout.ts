/** The classes of page layouts in Apex ("Apex Reference Guide: Metadata Namespace"): plain values, as code builds and reads them. */
import { defineClass, type ClassDefinition } from "../definition/define.ts";
import { valueClassOf, variables } from "../definition/platform-value.ts";

const valueClass = valueClassOf("Metadata");

function enumOf(name: string, constants: string): ClassDefinition {
  return defineClass({
    namespace: "Metadata",
    name,
    documentation: `Apex Reference Guide: Metadata.${name} Enum`,
    kind: "enum",
    constants: constants.split(" ")
  });
}

const enums = [
  enumOf(
    "FeedItemTypeEnum",
    "ActivityEvent AdvancedTextPost AnnouncementPost ApprovalPost AttachArticleEvent AttachExternalDocumentEvent BasicTemplateFeedItem CallLogPost CanvasPost CaseCommentPost ChangeStatusPost ChatTranscriptPost CollaborationGroupCreated CollaborationGroupUnarchived ContentPost CreateRecordEvent DashboardComponentAlert DashboardComponentSnapshot EmailMessageEvent FacebookPost LinkPost MilestoneEvent PollPost ProfileSkillPost QuestionPost ReplyPost RypplePost SocialPost TestItem TextPost TrackedChange Undefined UserStatus"
  ),
  enumOf(
    "FeedLayoutComponentType",
    "CaseExperts CaseUnifiedFiles CustomButtons CustomLinks Followers Following HelpAndToolLinks Milestones SimilarCases Topics Visualforce"
  ),
  enumOf("FeedLayoutFilterPosition", "CenterDropDown LeftFixed LeftFloat"),
  enumOf("FeedLayoutFilterType", "AllUpdates Custom FeedItemType"),
  enumOf("LayoutHeader", "PersonalTagging PublicTagging"),
  enumOf("LayoutSectionStyle", "CustomLinks OneColumn TwoColumnsLeftToRight TwoColumnsTopToBottom"),
  enumOf(
    "PlatformActionListContextEnum",
    "ActionDefinition Assistant BannerPhoto Chatter Dockable FeedElement Flexipage Global_x ListView ListViewDefinition ListViewRecord Lookup MruList MruRow ObjectHomeChart Photo Record RecordEdit RelatedList RelatedListRecord"
  ),
  enumOf(
    "PlatformActionTypeEnum",
    "ActionLink CustomButton InvocableAction ProductivityAction QuickAction StandardButton"
  ),
  enumOf("ReportChartComponentSize", "LARGE MEDIUM SMALL"),
  enumOf("SortOrder", "Asc_x Desc_x"),
  enumOf(
    "SummaryLayoutStyleEnum",
    "CaseInteraction ChildServiceReportTemplateStyle DefaultQuoteTemplate DefaultServiceReportTemplate Default_x PathAssistant QuickActionLayoutLeftRight QuickActionLayoutTopDown QuoteTemplate ServiceReportTemplate"
  ),
  enumOf("UiBehavior", "Edit Readonly Required")
];

const values = [
  valueClass(
    "AnalyticsCloudComponentLayoutItem",
    variables(
      "String assetType",
      "String devName",
      "String error",
      "String filter",
      "Integer height",
      "Boolean hideOnError",
      "Boolean showHeader",
      "Boolean showSharing",
      "Boolean showTitle",
      "Integer width"
    )
  ),
  valueClass(
    "ConsoleComponent",
    variables("Integer height", "String location", "String visualforcePage", "Integer width")
  ),
  valueClass(
    "Container",
    variables(
      "Integer height",
      "Boolean isContainerAutoSizeEnabled",
      "String region",
      "List<Metadata.SidebarComponent> sidebarComponents",
      "String style",
      "String unit",
      "Integer width"
    )
  ),
  valueClass(
    "CustomConsoleComponents",
    variables("Metadata.PrimaryTabComponents primaryTabComponents", "Metadata.SubtabComponents subtabComponents")
  ),
  valueClass(
    "FeedLayout",
    variables(
      "Boolean autocollapsePublisher",
      "Boolean compactFeed",
      "Metadata.FeedLayoutFilterPosition feedFilterPosition",
      "List<Metadata.FeedLayoutFilter> feedFilters",
      "Boolean fullWidthFeed",
      "Boolean hideSidebar",
      "Boolean highlightExternalFeedItems",
      "List<Metadata.FeedLayoutComponent> leftComponents",
      "List<Metadata.FeedLayoutComponent> rightComponents",
      "Boolean useInlineFiltersInConsole"
    )
  ),
  valueClass(
    "FeedLayoutComponent",
    variables("Metadata.FeedLayoutComponentType componentType", "Integer height", "String page")
  ),
  valueClass(
    "FeedLayoutFilter",
    variables(
      "String feedFilterName",
      "Metadata.FeedLayoutFilterType feedFilterType",
      "Metadata.FeedItemTypeEnum feedItemType"
    )
  ),
  valueClass("LayoutColumn", variables("List<Metadata.LayoutItem> layoutItems", "String reserved")),
  valueClass(
    "LayoutItem",
    variables(
      "Metadata.AnalyticsCloudComponentLayoutItem analyticsCloudComponent",
      "Metadata.UiBehavior behavior",
      "String canvas",
      "String component",
      "String customLink",
      "Boolean emptySpace",
      "String field",
      "Integer height",
      "String page",
      "Metadata.ReportChartComponentLayoutItem reportChartComponent",
      "String scontrol",
      "Boolean showLabel",
      "Boolean showScrollbars",
      "Integer width"
    )
  ),
  valueClass(
    "LayoutSection",
    variables(
      "Boolean customLabel",
      "Boolean detailHeading",
      "Boolean editHeading",
      "String label",
      "List<Metadata.LayoutColumn> layoutColumns",
      "Metadata.LayoutSectionStyle style"
    )
  ),
  valueClass("MiniLayout", variables("List<String> fields", "List<Metadata.RelatedListItem> relatedLists")),
  valueClass(
    "PlatformActionList",
    variables(
      "Metadata.PlatformActionListContextEnum actionListContext",
      "List<Metadata.PlatformActionListItem> platformActionListItems",
      "String relatedSourceEntity"
    )
  ),
  valueClass(
    "PlatformActionListItem",
    variables("String actionName", "Metadata.PlatformActionTypeEnum actionType", "Integer sortOrder", "String subtype")
  ),
  valueClass(
    "PrimaryTabComponents",
    variables("List<Metadata.ConsoleComponent> component", "List<Metadata.Container> containers")
  ),
  valueClass("QuickActionList", variables("List<Metadata.QuickActionListItem> quickActionListItems")),
  valueClass("QuickActionListItem", variables("String quickActionName")),
  valueClass("RelatedContent", variables("List<Metadata.RelatedContentItem> relatedContentItems")),
  valueClass("RelatedContentItem", variables("Metadata.LayoutItem layoutItem")),
  valueClass("RelatedList", variables("Boolean hideOnDetail", "String name")),
  valueClass(
    "RelatedListItem",
    variables(
      "List<String> customButtons",
      "List<String> excludeButtons",
      "List<String> fields",
      "String relatedList",
      "String sortField",
      "Metadata.SortOrder sortOrder"
    )
  ),
  valueClass(
    "ReportChartComponentLayoutItem",
    variables(
      "Boolean cacheData",
      "String contextFilterableField",
      "String error",
      "Boolean hideOnError",
      "Boolean includeContext",
      "String reportName",
      "Boolean showTitle",
      "Metadata.ReportChartComponentSize size"
    )
  ),
  valueClass(
    "SidebarComponent",
    variables(
      "String componentType",
      "String createAction",
      "Boolean enableLinking",
      "Integer height",
      "Boolean knowledgeOneEnable",
      "String label",
      "String lookup",
      "String page",
      "List<Metadata.RelatedList> relatedLists",
      "String unit",
      "String updateAction",
      "Integer width"
    )
  ),
  valueClass(
    "SubtabComponents",
    variables("List<Metadata.ConsoleComponent> component", "List<Metadata.Container> containers")
  ),
  valueClass(
    "SummaryLayout",
    variables(
      "String masterLabel",
      "Integer sizeX",
      "Integer sizeY",
      "Integer sizeZ",
      "List<Metadata.SummaryLayoutItem> summaryLayoutItems",
      "Metadata.SummaryLayoutStyleEnum summaryLayoutStyle"
    )
  ),
  valueClass(
    "SummaryLayoutItem",
    variables("String customLink", "String field", "Integer posX", "Integer posY", "Integer posZ")
  )
];

const layout: ClassDefinition = {
  ...valueClass(
    "Layout",
    variables(
      "List<String> customButtons",
      "Metadata.CustomConsoleComponents customConsoleComponents",
      "Boolean emailDefault",
      "List<String> excludeButtons",
      "Metadata.FeedLayout feedLayout",
      "List<Metadata.LayoutHeader> headers",
      "List<Metadata.LayoutSection> layoutSections",
      "Metadata.MiniLayout miniLayout",
      "List<String> multilineLayoutFields",
      "Metadata.PlatformActionList platformActionList",
      "Metadata.QuickActionList quickActionList",
      "Metadata.RelatedContent relatedContent",
      "List<Metadata.RelatedListItem> relatedLists",
      "List<String> relatedObjects",
      "Boolean runAssignmentRulesDefault",
      "Boolean showEmailCheckbox",
      "Boolean showHighlightsPanel",
      "Boolean showInteractionLogPanel",
      "Boolean showKnowledgeComponent",
      "Boolean showRunAssignmentRulesCheckbox",
      "Boolean showSolutionSection",
      "Boolean showSubmitAndAttachButton",
      "Metadata.SummaryLayout summaryLayout"
    )
  ),
  extends: "Metadata.Metadata"
};

export const metadataLayoutClasses: readonly ClassDefinition[] = [...enums, ...values, layout];
