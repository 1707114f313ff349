import { productPermissions } from "./product-permissions.ts";

/**
 * User permissions by the names that metadata gives them; Profile and PermissionSet have a checkbox `Permissions…` for each
 * ("Object Reference for the Salesforce Platform: PermissionSet"). Of single products only the names are known.
 */
const general =
  "ActivateContract ActivateOrder ApiEnabled AssignPermissionSets AssignTopics AuthorApex BulkMacrosAllowed ChatterInternalUser ConvertLeads CreateCustomizeDashboards CreateCustomizeFilters CreateCustomizeReports CreateDashboardFolders CreateReportFolders CreateTopics CustomizeApplication DataExport EditCaseComments EditEvent EditPublicDocuments EditPublicFilters EditReadonlyFields EditTask EmailMass EmailSingle EnableNotifications ExportReport ImportCustomObjects ImportLeads LightningExperienceUser ListEmailSend ManageCases ManageContentPermissions ManageCustomPermissions ManageCustomReportTypes ManageInteraction ManageInternalUsers ManageIpAddresses ManageLeads ManageLoginAccessPolicies ManagePasswordPolicies ManageProfilesPermissionsets ManageRemoteAccess ManageReportsInPubFolders ManageRoles ManageSharing ManageSolutions ManageTwoFactor ManageUsers MassInlineEdit ModifyAllData ModifyMetadata PrivacyDataAccess ResetPasswords RunFlow RunReports SolutionImport SubmitMacrosAllowed SubscribeToLightningReports TransferAnyCase TransferAnyEntity TransferAnyLead UseTeamReassignWizards ViewAllData ViewAllForecasts ViewAllProfiles ViewAllUsers ViewDataCategories ViewEventLogFiles ViewHelpLink ViewPublicDashboards ViewPublicReports ViewRoles ViewSetup".split(
    " "
  );
/** What administrators do not have either until somebody grants it. */
const special = ["ApiUserOnly", "BulkApiHardDelete", "PasswordNeverExpires", "ViewEncryptedData"];

export const administratorPermissions: readonly string[] = general.map((name) => `Permissions${name}`);

const known = new Set([...general, ...special, ...productPermissions]);

/** False for a name that no release of the platform has given a user permission. */
export function isUserPermission(name: string): boolean {
  return known.has(name);
}

/** In the notation of standard objects. */
export const userPermissionFields = [...general, ...special].map((name) => `Permissions${name} boolean`).join("\n");
