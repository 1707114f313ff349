/**
 * Where the parts of an org's metadata lie in a package ("Metadata API Developer Guide: Metadata Types", "Understanding
 * Metadata Types and Components"): the file suffix, the folder and the kind of each type.
 */
export interface PackageType {
  readonly name: string;
  readonly directory: string;
  readonly suffix: string;
  /** `content`: a file with a `-meta.xml` beside it; `bundle`: a folder; `foldered`: files in named folders. */
  readonly kind: "xml" | "content" | "bundle" | "foldered";
  /** Components that their parent's file holds as elements. */
  readonly children?: readonly ChildType[];
}

/** A component that is an element of its parent's file in a package, and a file of its own in an SFDX project. */
export interface ChildType {
  readonly name: string;
  /** Element of the parent. */
  readonly element: string;
  /** Folder below the parent's in source format; empty where the file lies beside the parent's. */
  readonly folder: string;
  readonly suffix: string;
  /** Child element that names it. */
  readonly key: "fullName" | "name";
}

function child(name: string, element: string, folder: string, suffix: string): ChildType {
  return { name, element, folder, suffix, key: "fullName" };
}

const objectChildren: readonly ChildType[] = [
  child("CustomField", "fields", "fields", "field"),
  child("ValidationRule", "validationRules", "validationRules", "validationRule"),
  child("RecordType", "recordTypes", "recordTypes", "recordType"),
  child("ListView", "listViews", "listViews", "listView"),
  child("CompactLayout", "compactLayouts", "compactLayouts", "compactLayout"),
  child("FieldSet", "fieldSets", "fieldSets", "fieldSet"),
  child("WebLink", "webLinks", "webLinks", "webLink"),
  child("BusinessProcess", "businessProcesses", "businessProcesses", "businessProcess"),
  child("SharingReason", "sharingReasons", "sharingReasons", "sharingReason"),
  child("Index", "indexes", "indexes", "index")
];

const xmlTypes: readonly (readonly [name: string, directory: string, suffix: string])[] = [
  ["Translations", "translations", "translation"],
  ["CustomMetadata", "customMetadata", "md"],
  ["PermissionSet", "permissionsets", "permissionset"],
  ["PermissionSetGroup", "permissionsetgroups", "permissionsetgroup"],
  ["Profile", "profiles", "profile"],
  ["CustomPermission", "customPermissions", "customPermission"],
  ["CustomTab", "tabs", "tab"],
  ["CustomApplication", "applications", "app"],
  ["FlexiPage", "flexipages", "flexipage"],
  ["Layout", "layouts", "layout"],
  ["QuickAction", "quickActions", "quickAction"],
  ["ReportType", "reportTypes", "reportType"],
  ["Flow", "flows", "flow"],
  ["FlowDefinition", "flowDefinitions", "flowDefinition"],
  ["PathAssistant", "pathAssistants", "pathAssistant"],
  ["RemoteSiteSetting", "remoteSiteSettings", "remoteSite"],
  ["NamedCredential", "namedCredentials", "namedCredential"],
  ["ExternalCredential", "externalCredentials", "externalCredential"],
  ["CspTrustedSite", "cspTrustedSites", "cspTrustedSite"],
  ["GlobalValueSet", "globalValueSets", "globalValueSet"],
  ["StandardValueSet", "standardValueSets", "standardValueSet"],
  ["GlobalValueSetTranslation", "globalValueSetTranslations", "globalValueSetTranslation"],
  ["Role", "roles", "role"],
  ["Group", "groups", "group"],
  ["Queue", "queues", "queue"],
  ["CustomNotificationType", "notificationtypes", "notiftype"],
  ["LightningMessageChannel", "messageChannels", "messageChannel"],
  ["SharingRules", "sharingRules", "sharingRules"],
  ["Workflow", "workflows", "workflow"],
  ["Settings", "settings", "settings"],
  ["DuplicateRule", "duplicateRules", "duplicateRule"],
  ["MatchingRules", "matchingRules", "matchingRule"],
  ["PlatformCachePartition", "cachePartitions", "cachePartition"],
  ["ApexTestSuite", "testSuites", "testSuite"],
  ["HomePageLayout", "homePageLayouts", "homePageLayout"],
  ["ConnectedApp", "connectedApps", "connectedApp"],
  ["PlatformEventSubscriberConfig", "PlatformEventSubscriberConfigs", "platformEventSubscriberConfig"],
  ["TopicsForObjects", "topicsForObjects", "topicsForObjects"],
  ["Prompt", "prompts", "prompt"],
  ["BrandingSet", "brandingSets", "brandingSet"],
  ["LightningExperienceTheme", "lightningExperienceThemes", "lightningExperienceTheme"],
  ["RestrictionRule", "restrictionRules", "restrictionRule"],
  ["AssignmentRules", "assignmentRules", "assignmentRules"],
  ["AutoResponseRules", "autoResponseRules", "autoResponseRules"],
  ["EscalationRules", "escalationRules", "escalationRules"],
  ["ApprovalProcess", "approvalProcesses", "approvalProcess"],
  ["PlatformEventChannel", "platformEventChannels", "platformEventChannel"],
  ["PlatformEventChannelMember", "platformEventChannelMembers", "platformEventChannelMember"],
  ["ProfilePasswordPolicy", "profilePasswordPolicies", "profilePasswordPolicy"],
  ["ProfileSessionSetting", "profileSessionSettings", "profileSessionSetting"],
  ["CorsWhitelistOrigin", "corsWhitelistOrigins", "corsWhitelistOrigin"],
  ["CustomHelpMenuSection", "customHelpMenuSections", "customHelpMenuSection"],
  ["IframeWhiteListUrlSettings", "iframeWhiteListUrlSettings", "iframeWhiteListUrlSettings"]
];

export const packageTypes: readonly PackageType[] = [
  { name: "CustomObject", directory: "objects", suffix: "object", kind: "xml", children: objectChildren },
  {
    name: "CustomLabels",
    directory: "labels",
    suffix: "labels",
    kind: "xml",
    children: [child("CustomLabel", "labels", "", "labels")]
  },
  {
    name: "CustomObjectTranslation",
    directory: "objectTranslations",
    suffix: "objectTranslation",
    kind: "xml",
    children: [
      { name: "CustomFieldTranslation", element: "fields", folder: "", suffix: "fieldTranslation", key: "name" }
    ]
  },
  { name: "ApexClass", directory: "classes", suffix: "cls", kind: "content" },
  { name: "ApexTrigger", directory: "triggers", suffix: "trigger", kind: "content" },
  { name: "ApexPage", directory: "pages", suffix: "page", kind: "content" },
  { name: "ApexComponent", directory: "components", suffix: "component", kind: "content" },
  { name: "StaticResource", directory: "staticresources", suffix: "resource", kind: "content" },
  { name: "ContentAsset", directory: "contentassets", suffix: "asset", kind: "content" },
  { name: "DataWeaveResource", directory: "dw", suffix: "dwl", kind: "content" },
  { name: "LightningComponentBundle", directory: "lwc", suffix: "js", kind: "bundle" },
  { name: "AuraDefinitionBundle", directory: "aura", suffix: "cmp", kind: "bundle" },
  { name: "Report", directory: "reports", suffix: "report", kind: "foldered" },
  { name: "Dashboard", directory: "dashboards", suffix: "dashboard", kind: "foldered" },
  { name: "EmailTemplate", directory: "email", suffix: "email", kind: "foldered" },
  ...xmlTypes.map(([name, directory, suffix]) => ({ name, directory, suffix, kind: "xml" as const }))
];

const byDirectory = new Map(packageTypes.map((type) => [type.directory, type]));
const byName = new Map(packageTypes.map((type) => [type.name, type]));

export function typeOfDirectory(directory: string): PackageType | undefined {
  return byDirectory.get(directory);
}

export function packageTypeByName(name: string): PackageType | undefined {
  return byName.get(name);
}

/** The type whose files hold components of a child type, with that child type. */
export function parentOfChildType(
  name: string
): { readonly parent: PackageType; readonly child: ChildType } | undefined {
  for (const parent of packageTypes) {
    const found = parent.children?.find((candidate) => candidate.name === name);
    if (found) return { parent, child: found };
  }
  return undefined;
}
