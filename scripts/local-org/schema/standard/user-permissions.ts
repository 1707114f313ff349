/**
 * User permissions by the names that metadata gives them; Profile and PermissionSet have a checkbox `Permissions…` for each
 * ("Object Reference for the Salesforce Platform: PermissionSet"). They are the general ones: those of single products are
 * left out, and granting them has no effect.
 */
const general =
  "ActivateContract ActivateOrder ApiEnabled AssignPermissionSets AssignTopics AuthorApex BulkMacrosAllowed ChatterInternalUser ConvertLeads CreateCustomizeDashboards CreateCustomizeFilters CreateCustomizeReports CreateDashboardFolders CreateReportFolders CreateTopics CustomizeApplication DataExport EditCaseComments EditEvent EditPublicDocuments EditPublicFilters EditReadonlyFields EditTask EmailMass EmailSingle EnableNotifications ExportReport ImportCustomObjects ImportLeads LightningExperienceUser ListEmailSend ManageCases ManageContentPermissions ManageCustomPermissions ManageCustomReportTypes ManageInteraction ManageInternalUsers ManageIpAddresses ManageLeads ManageLoginAccessPolicies ManagePasswordPolicies ManageProfilesPermissionsets ManageRemoteAccess ManageReportsInPubFolders ManageRoles ManageSharing ManageSolutions ManageTwoFactor ManageUsers MassInlineEdit ModifyAllData ModifyMetadata PrivacyDataAccess ResetPasswords RunFlow RunReports SolutionImport SubmitMacrosAllowed SubscribeToLightningReports TransferAnyCase TransferAnyEntity TransferAnyLead UseTeamReassignWizards ViewAllData ViewAllForecasts ViewAllProfiles ViewAllUsers ViewDataCategories ViewEventLogFiles ViewHelpLink ViewPublicDashboards ViewPublicReports ViewRoles ViewSetup".split(
    " "
  );
/** What administrators do not have either until somebody grants it. */
const special = ["ApiUserOnly", "BulkApiHardDelete", "PasswordNeverExpires", "ViewEncryptedData"];

export const administratorPermissions: readonly string[] = general.map((name) => `Permissions${name}`);

/** In the notation of standard objects. */
export const userPermissionFields = [...general, ...special].map((name) => `Permissions${name} boolean`).join("\n");
