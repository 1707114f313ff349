import { storedKinds } from "./stored-kinds.ts";
import { dictionary } from "../values/dictionary.ts";

/**
 * Metadata types that are kept as XML for the rooms that read them, by file suffix: `Name.<suffix>-meta.xml`.
 * "Metadata API Developer Guide: Metadata Types".
 */
export interface ComponentType {
  readonly name: string;
  /** Elements of its root that are understood; others are reported. Absent where the whole file is only stored. */
  readonly elements?: ReadonlySet<string>;
}

function elements(text: string): ReadonlySet<string> {
  return new Set(text.split(" "));
}

const permissionElements =
  "applicationVisibilities classAccesses customMetadataTypeAccesses customPermissions customSettingAccesses description externalDataSourceAccesses fieldPermissions flowAccesses fullName objectPermissions pageAccesses recordTypeVisibilities userPermissions externalCredentialPrincipalAccesses emailRoutingAddressAccesses agentAccesses";

export const componentTypes: Readonly<Record<string, ComponentType>> = dictionary({
  ...storedKinds,
  permissionset: {
    name: "PermissionSet",
    elements: elements(`${permissionElements} label license hasActivationRequired tabSettings`)
  },
  permissionsetgroup: {
    name: "PermissionSetGroup",
    elements: elements("description hasActivationRequired label mutingPermissionSets permissionSets status")
  },
  profile: {
    name: "Profile",
    elements: elements(
      `${permissionElements} custom layoutAssignments loginHours loginIpRanges loginFlows categoryGroupVisibilities userLicense tabVisibilities profileActionOverrides`
    )
  },
  customPermission: {
    name: "CustomPermission",
    elements: elements("connectedApp description label isLicensed requiredPermission")
  },
  tab: {
    name: "CustomTab",
    elements: elements(
      "actionOverrides auraComponent customObject description flexiPage frameHeight hasSidebar icon label lwcComponent mobileReady motif page scontrol splashPageLink url urlEncodingKey"
    )
  },
  app: {
    name: "CustomApplication",
    elements: elements(
      "actionOverrides brand consoleConfig isServiceCloudConsole preferences customApplicationComponents defaultLandingTab description detailPageRefreshMethod domainWhitelist enableCustomizeMyTabs enableKeyboardShortcuts enableListViewHover enableListViewReskin enableMultiMonitorComponents enablePinTabs enableTabHover enableTabLimits footerColor formFactors headerColor isNavAutoTempTabsDisabled isNavPersonalizationDisabled isNavTabPersistenceDisabled isOmniPinnedViewEnabled keyboardShortcuts label listPlacement listRefreshMethod liveAgentConfig logo logoHeight logoWidth navType primaryTabColor profileActionOverrides saveUserSessions setupExperience subscriberTabs tab tabLimitConfig tabs uiType utilityBar workspaceConfig workspaceMappings"
    )
  },
  flexipage: {
    name: "FlexiPage",
    elements: elements(
      "description events flexiPageRegions masterLabel parentFlexiPage pageTemplate platformActionlist quickActionList sobjectType template type"
    )
  },
  layout: { name: "Layout" },
  listView: { name: "ListView" },
  compactLayout: { name: "CompactLayout" },
  fieldSet: { name: "FieldSet" },
  webLink: { name: "WebLink" },
  businessProcess: { name: "BusinessProcess" },
  index: { name: "Index" },
  indx: { name: "CustomIndex" },
  sharingReason: { name: "SharingReason" },
  quickAction: { name: "QuickAction" },
  report: { name: "Report" },
  reportFolder: { name: "ReportFolder" },
  reportType: { name: "ReportType" },
  dashboard: { name: "Dashboard" },
  dashboardFolder: { name: "DashboardFolder" },
  flow: { name: "Flow" },
  flowDefinition: { name: "FlowDefinition" },
  pathAssistant: { name: "PathAssistant" },
  remoteSite: {
    name: "RemoteSiteSetting",
    elements: elements("description disableProtocolSecurity fullName isActive url")
  },
  namedCredential: { name: "NamedCredential" },
  externalCredential: { name: "ExternalCredential" },
  cspTrustedSite: { name: "CspTrustedSite" },
  globalValueSet: { name: "GlobalValueSet", elements: elements("customValue description fullName masterLabel sorted") },
  standardValueSet: { name: "StandardValueSet" },
  globalValueSetTranslation: { name: "GlobalValueSetTranslation" },
  objectTranslation: { name: "CustomObjectTranslation" },
  fieldTranslation: { name: "CustomFieldTranslation" },
  role: { name: "Role" },
  group: { name: "Group" },
  queue: { name: "Queue" },
  notiftype: { name: "CustomNotificationType" },
  messageChannel: { name: "LightningMessageChannel" },
  email: { name: "EmailTemplate" },
  xml: { name: "EmailServicesFunction" },
  emailFolder: { name: "EmailFolder" },
  sharingRules: { name: "SharingRules" },
  workflow: { name: "Workflow" },
  settings: { name: "Settings" },
  duplicateRule: { name: "DuplicateRule" },
  matchingRule: { name: "MatchingRules" },
  cachePartition: { name: "PlatformCachePartition" },
  testSuite: { name: "ApexTestSuite" },
  homePageLayout: { name: "HomePageLayout" },
  connectedApp: { name: "ConnectedApp" },
  platformEventSubscriberConfig: { name: "PlatformEventSubscriberConfig" },
  topicsForObjects: { name: "TopicsForObjects" },
  prompt: { name: "Prompt" },
  animationRule: { name: "AnimationRule" },
  brandingSet: { name: "BrandingSet" },
  lightningExperienceTheme: { name: "LightningExperienceTheme" },
  restrictionRule: { name: "RestrictionRule" },
  assignmentRules: { name: "AssignmentRules" },
  autoResponseRules: { name: "AutoResponseRules" },
  escalationRules: { name: "EscalationRules" },
  approvalProcess: { name: "ApprovalProcess" },
  asset: { name: "ContentAsset" },
  audience: { name: "Audience" },
  dwl: { name: "DataWeaveResource" },
  site: { name: "ExperienceBundle" },
  digitalExperience: { name: "DigitalExperienceBundle" },
  digitalExperienceConfig: { name: "DigitalExperienceConfig" },
  platformEventChannel: { name: "PlatformEventChannel" },
  platformEventChannelMember: { name: "PlatformEventChannelMember" },
  network: { name: "Network" },
  networkBranding: { name: "NetworkBranding" },
  navigationMenu: { name: "NavigationMenu" },
  managedTopics: { name: "ManagedTopics" },
  profilePasswordPolicy: { name: "ProfilePasswordPolicy" },
  profileSessionSetting: { name: "ProfileSessionSetting" },
  corsWhitelistOrigin: { name: "CorsWhitelistOrigin" },
  customHelpMenuSection: { name: "CustomHelpMenuSection" },
  iframeWhiteListUrlSettings: { name: "IframeWhiteListUrlSettings" },
  cmp: { name: "AuraDefinitionBundle" },
  auradoc: { name: "AuraDefinitionBundle" },
  evt: { name: "AuraDefinitionBundle" },
  intf: { name: "AuraDefinitionBundle" },
  tokens: { name: "AuraDefinitionBundle" },
  invocableactionextension: { name: "InvocableActionExtension" },
  page: { name: "ApexPage" },
  component: { name: "ApexComponent" }
});
