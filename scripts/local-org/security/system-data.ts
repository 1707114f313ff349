import { administratorPermissions } from "../schema/standard/user-permissions.ts";
import { SObjectRecord } from "../schema/record.ts";
import type { Schema, SObjectType } from "../schema/types.ts";
import type { Database } from "../storage/database.ts";
import { allocateIds } from "../storage/ids.ts";
import { insertRecords, updateRecords } from "../storage/records.ts";
import type { Clock } from "../transaction/clock.ts";
import type { RunningUser } from "../transaction/user.ts";
import { CUSTOMER_COMMUNITY, GUEST, SALESFORCE, type License } from "./licenses.ts";
import { businessObjects } from "../schema/permissionable.ts";
import { everything, standardAccess } from "./access.ts";
import { ApexDatetime } from "../values/datetime.ts";
import { ApexTime } from "../values/time.ts";
import type { FieldValue } from "../values/field-value.ts";

/** What writing set-up records needs; a Transaction is one. */
export interface SetupContext {
  readonly database: Database;
  readonly schema: Schema;
  readonly clock: Clock;
}

export interface SystemDataOptions {
  readonly organizationName?: string;
  readonly timeZone?: string;
  readonly locale?: string;
  readonly language?: string;
}

/** As the metadata of the profile Standard User shows them that developers retrieve from Developer Edition orgs. */
const standardUserPermissions: readonly string[] =
  "ApiEnabled AssignTopics ChatterInternalUser ConvertLeads CreateCustomizeFilters CreateCustomizeReports CreateTopics EditEvent EditTask EmailMass EmailSingle EnableNotifications ExportReport LightningExperienceUser ListEmailSend MassInlineEdit RunReports SubmitMacrosAllowed SubscribeToLightningReports ViewHelpLink ViewRoles ViewSetup"
    .split(" ")
    .map((name) => `Permissions${name}`);

/** The profiles of a new org that tests and set-up scripts name; "Salesforce Help: Standard Profiles". */
const standardProfiles: readonly { readonly name: string; readonly permissions: readonly string[] }[] = [
  {
    name: "System Administrator",
    permissions: administratorPermissions
  },
  ...["Standard User", "Marketing User", "Contract Manager", "Solution Manager"].map((name) => ({
    name,
    permissions: standardUserPermissions
  })),
  { name: "Read Only", permissions: ["PermissionsApiEnabled", "PermissionsViewSetup", "PermissionsRunReports"] },
  { name: "Minimum Access - Salesforce", permissions: [] }
];

/** Creates the organization, standard profiles, price book and an administrator in an empty org; does nothing in any other. */
export function createSystemData(context: SetupContext, options: SystemDataOptions = {}): void {
  const { database } = context;
  if (database.all('SELECT 1 FROM "Organization" LIMIT 1').length > 0) {
    return;
  }
  const writer = new SetupWriter(context);
  const { timeZone = "Europe/London", locale = "en_US", language = "en_US" } = options;
  const [internal, external, guest] = [SALESFORCE, CUSTOMER_COMMUNITY, GUEST].map((license) =>
    createLicense(writer, license)
  ) as [string, string, string];
  const administrator = allocateIds(database, context.schema.object("User")!, 1)[0]!;
  writer.author = administrator;
  const profiles = standardProfiles.map(({ name, permissions }) => createProfile(writer, name, internal, permissions));
  createProfile(writer, "Customer Community User", external, [], CUSTOMER_COMMUNITY.userType);
  // SalesforceFoundation/Volunteers-for-Salesforce tells that Developer Edition orgs have it.
  createProfile(writer, "Guest License User", guest, [], GUEST.userType);
  const organization = writer.insert("Organization", {
    Name: options.organizationName ?? "Local Org",
    OrganizationType: "Developer Edition",
    InstanceName: "LOCAL",
    IsSandbox: false,
    DefaultLocaleSidKey: locale,
    TimeZoneSidKey: timeZone,
    LanguageLocaleKey: language,
    FiscalYearStartMonth: 1,
    DefaultCurrencyIsoCode: "USD"
  });
  writer.insert("User", {
    Id: administrator,
    Username: "admin@local.example.com",
    FirstName: "Local",
    LastName: "Administrator",
    Name: "Local Administrator",
    Alias: "admin",
    CommunityNickname: "admin",
    Email: "admin@local.example.com",
    IsActive: true,
    TimeZoneSidKey: timeZone,
    LocaleSidKey: locale,
    LanguageLocaleKey: language,
    EmailEncodingKey: "UTF-8",
    ProfileId: profiles[0]!,
    UserType: "Standard"
  });
  // "Automated Process User": it runs what nobody does; it has no profile.
  writer.insert("User", {
    Username: `autoproc@${organization.toLowerCase()}`,
    LastName: "Automated Process",
    Name: "Automated Process",
    Alias: "autoproc",
    Email: `noreply@${organization.toLowerCase()}.example.com`,
    IsActive: true,
    TimeZoneSidKey: timeZone,
    LocaleSidKey: locale,
    LanguageLocaleKey: language,
    EmailEncodingKey: "UTF-8",
    UserType: "AutomatedProcess"
  });
  // "Object Reference: Group", Type Organization: all users of the org.
  writer.insert("Group", { Name: "All Internal Users", DeveloperName: "AllInternalUsers", Type: "Organization" });
  createDefaultBusinessHours(writer, timeZone);
  writer.insert("Pricebook2", { Name: "Standard Price Book", IsActive: true, IsStandard: true });
}

/** "Object Reference: BusinessHours": an org has default ones, all day long until somebody changes them. */
function createDefaultBusinessHours(writer: SetupWriter, timeZone: string): void {
  const days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
  const midnight = new ApexTime(0);
  const times = days.flatMap((day) => [`${day}StartTime`, `${day}EndTime`]).map((name) => [name, midnight] as const);
  writer.insert("BusinessHours", {
    Name: "Default",
    IsActive: true,
    IsDefault: true,
    TimeZoneSidKey: timeZone,
    ...Object.fromEntries(times)
  });
}

function createLicense(writer: SetupWriter, { name, key }: License): string {
  return writer.insert("UserLicense", {
    Name: name,
    MasterLabel: name,
    LicenseDefinitionKey: key,
    Status: "Active",
    TotalLicenses: 100,
    UsedLicenses: key === SALESFORCE.key ? 1 : 0
  });
}

/** A profile and the permission set that holds its permissions ("Object Reference: PermissionSet", IsOwnedByProfile). */
export function createProfile(
  writer: SetupWriter,
  name: string,
  license: string | null,
  permissions: readonly string[],
  userType = SALESFORCE.userType
): string {
  const granted = Object.fromEntries(permissions.map((permission) => [permission, true]));
  const id = writer.insert("Profile", { Name: name, UserLicenseId: license, UserType: userType, ...granted });
  const permissionSet = writer.insert("PermissionSet", {
    Name: `X${id}`,
    Label: id,
    ProfileId: id,
    IsOwnedByProfile: true,
    IsCustom: false,
    Type: "Profile",
    ...granted
  });
  createObjectPermissions(writer, name, permissionSet);
  return id;
}

/** What standard profiles allow, as the rows that queries of ObjectPermissions find. */
function createObjectPermissions(writer: SetupWriter, profile: string, permissionSet: string): void {
  for (const object of businessObjects) {
    const access = profile === "System Administrator" ? everything : standardAccess(profile, object);
    if (!access.read) continue;
    writer.insert("ObjectPermissions", {
      ParentId: permissionSet,
      SobjectType: object,
      PermissionsCreate: access.create,
      PermissionsRead: access.read,
      PermissionsEdit: access.edit,
      PermissionsDelete: access.delete,
      PermissionsViewAllRecords: access.viewAll,
      PermissionsModifyAllRecords: access.modifyAll
    });
  }
}

/** A project's own checkboxes, which its org may have before it has any record. */
function checkedByDefault({ fields }: SObjectType): Record<string, true> {
  const checked = fields.filter(
    ({ name, type, defaultValue }) =>
      type === "boolean" && name.endsWith("__c") && defaultValue?.trim().toLowerCase() === "true"
  );
  return Object.fromEntries(checked.map(({ name }) => [name, true]));
}

/** Writes set-up records past the save procedure, with audit fields. */
export class SetupWriter {
  author: string | null = null;
  private readonly context: SetupContext;

  constructor(context: SetupContext) {
    this.context = context;
  }

  insert(object: string, values: Record<string, FieldValue>): string {
    const type = this.context.schema.object(object)!;
    const now = new ApexDatetime(this.context.clock.now());
    const record = new SObjectRecord(type, {
      CreatedDate: now,
      LastModifiedDate: now,
      SystemModstamp: now,
      CreatedById: this.author,
      LastModifiedById: this.author,
      IsDeleted: false,
      ...checkedByDefault(type),
      ...values
    });
    const id = record.id ?? allocateIds(this.context.database, type, 1)[0]!;
    record.set("Id", id);
    insertRecords(this.context.database, type, [record]);
    return id;
  }

  update(type: SObjectType, id: string, values: Record<string, FieldValue>): void {
    updateRecords(
      this.context.database,
      type,
      [new SObjectRecord(type, { Id: id, ...values })],
      Object.keys(values).map((name) => type.field(name)!)
    );
  }
}

const userQuery = `SELECT u."Id", u."Name", u."Username", u."Email", u."ProfileId", p."Name" AS "ProfileName", u."TimeZoneSidKey", u."LocaleSidKey", u."LanguageLocaleKey", u."UserRoleId", u."UserType"
  FROM "User" u LEFT JOIN "Profile" p ON p."Id" = u."ProfileId"`;

/** The user of that id as the one who runs a transaction. */
export function loadUser(database: Database, id: string): RunningUser | undefined {
  return userOf(database.all(`${userQuery} WHERE u."Id" = ?`, [id])[0]);
}

export function loadActiveUser(database: Database, id: string): RunningUser | undefined {
  return userOf(database.all(`${userQuery} WHERE u."Id" = ? AND u."IsActive" = 1`, [id])[0]);
}

export function loadUserByName(database: Database, username: string): RunningUser | undefined {
  return userOf(database.all(`${userQuery} WHERE u."Username" = ?`, [username])[0]);
}

export function loadUserByAlias(database: Database, alias: string): RunningUser | undefined {
  return userOf(database.all(`${userQuery} WHERE u."Alias" = ?`, [alias])[0]);
}

/** The first active system administrator. */
export function loadAdministrator(database: Database): RunningUser {
  return userOf(
    database.all(
      `${userQuery} WHERE p."Name" = 'System Administrator' AND u."IsActive" = 1 ORDER BY u.rowid LIMIT 1`
    )[0]
  )!;
}

function userOf(row: readonly unknown[] | undefined): RunningUser | undefined {
  if (row === undefined) {
    return undefined;
  }
  const [id, name, username, email, profileId, profileName, timeZone, locale, language, roleId, userType] = row as (
    string | null
  )[];
  return {
    id: id!,
    name: name ?? "",
    username: username ?? "",
    email: email ?? "",
    profileId: profileId ?? "",
    profileName: profileName ?? "",
    timeZone: timeZone ?? "GMT",
    locale: locale ?? "en_US",
    language: language ?? "en_US",
    roleId: roleId ?? null,
    userType: userType ?? "Standard"
  };
}
