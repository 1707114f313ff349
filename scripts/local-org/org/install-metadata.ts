import { namesMetadata } from "../apex/runtime/records.ts";
import { decodedName } from "../metadata/decoded-name.ts";
import { elementsOf, flagOf, textOf, textsOf, type XmlElement } from "../metadata/xml.ts";
import type { CustomMetadataRecord, ProjectSource, XmlComponent } from "../metadata/types.ts";
import { SObjectRecord } from "../schema/record.ts";
import type { Field, SObjectType } from "../schema/types.ts";
import { valueFromText } from "../schema/text-value.ts";
import { licenses, SALESFORCE } from "../security/licenses.ts";
import { SetupWriter, type SetupContext } from "../security/system-data.ts";
import { loadWhere, updateRecords } from "../storage/records.ts";
import { quoted } from "../storage/tables.ts";
import { Blob } from "../values/blob.ts";
import { Decimal } from "../values/decimal.ts";
import type { FieldValue } from "../values/field-value.ts";
import { normalizeId } from "../values/id.ts";
import { installDuplicateRules } from "./duplicate-rules.ts";
import { installEmailTemplates } from "./email-templates.ts";
import { installFeatureParameters } from "./feature-parameters.ts";
import { markupOf } from "./markup.ts";
import { dictionary } from "../values/dictionary.ts";

/**
 * Writes the metadata that the platform shows as records too: classes, custom permissions, permission sets, record
 * types and custom metadata. Records of an earlier deployment keep their ids.
 */
export function installMetadata(context: SetupContext, project: ProjectSource, author: string): void {
  new Installer(context, author, project.namespace).install(project);
}

/** "Metadata API Developer Guide: Profile": files of standard profiles have names of their own. */
const PROFILE_NAMES: Readonly<Record<string, string>> = dictionary({
  Admin: "System Administrator",
  Standard: "Standard User"
});

/**
 * "Metadata API Developer Guide: PermissionSet" and "Profile" call the two settings differently; "Tooling API:
 * PermissionSetTabSetting": a hidden tab has no row.
 */
const TAB_VISIBILITIES: Readonly<Record<string, string>> = dictionary({
  Visible: "DefaultOn",
  DefaultOn: "DefaultOn",
  Available: "DefaultOff",
  DefaultOff: "DefaultOff"
});

/** Standard objects of which an org has a list of all records before anybody makes one. */
const objectsWithAList: readonly string[] = ["Account", "Case", "Contact", "Lead", "Opportunity", "Order", "Product2"];

class Installer {
  private readonly context: SetupContext;
  private readonly writer: SetupWriter;
  private readonly namespace: string;

  constructor(context: SetupContext, author: string, namespace: string) {
    this.context = context;
    this.namespace = namespace;
    this.writer = new SetupWriter(context);
    this.writer.author = author;
  }

  install(project: ProjectSource): void {
    this.removeGone(
      "ApexClass",
      "Name",
      project.classes.map((one) => one.name)
    );
    this.removeGone(
      "ApexTrigger",
      "Name",
      project.triggers.map((one) => one.name)
    );
    this.removeGone(
      "CustomPermission",
      "DeveloperName",
      componentsOf(project, "CustomPermission").map((one) => one.name)
    );
    this.removeGone(
      "FlowDefinitionView",
      "ApiName",
      componentsOf(project, "Flow").map((one) => one.name)
    );
    for (const { name } of project.objects.filter((one) => one.name.endsWith("__mdt"))) {
      this.removeGone(
        this.objectName(name),
        "DeveloperName",
        project.customMetadata.filter((one) => one.object === name).map((one) => one.developerName)
      );
    }
    for (const { name, source, apiVersion, status } of project.classes) {
      this.put(
        "ApexClass",
        { Name: name },
        {
          ApiVersion: Decimal.fromNumber(apiVersion),
          Status: status,
          IsValid: true,
          Body: source,
          LengthWithoutComments: source.length
        }
      );
    }
    for (const { name, source, apiVersion, status } of project.triggers) {
      this.put(
        "ApexTrigger",
        { Name: name },
        { ApiVersion: Decimal.fromNumber(apiVersion), Status: status, IsValid: true, Body: source }
      );
    }
    for (const type of ["ApexPage", "ApexComponent"]) this.installMarkup(project, type);
    for (const one of componentsOf(project, "CustomPermission")) this.installCustomPermission(one);
    this.installNotificationTypes(componentsOf(project, "CustomNotificationType"));
    installEmailTemplates(project, (object, key, values) => this.put(object, key, values));
    this.removeGone(
      "DuplicateRule",
      "DeveloperName",
      componentsOf(project, "DuplicateRule").map((one) => one.name.replace(/^.*\./, ""))
    );
    installDuplicateRules(
      project,
      (object, key, values) => this.put(object, key, values),
      (name) => this.objectName(name)
    );
    installFeatureParameters(this.context.database, project);
    for (const one of componentsOf(project, "Flow")) this.installFlow(one);
    for (const one of componentsOf(project, "PermissionSet")) this.installPermissionSet(one);
    for (const one of componentsOf(project, "PermissionSetGroup")) this.installPermissionSetGroup(one);
    for (const one of componentsOf(project, "Profile")) this.installProfile(one);
    this.installListViews(project);
    for (const one of componentsOf(project, "CustomTab")) this.installTab(one);
    for (const one of componentsOf(project, "CustomApplication")) this.installApplication(one);
    for (const one of componentsOf(project, "PlatformCachePartition")) this.installCachePartition(one);
    for (const { name, contentType, content } of project.staticResources) {
      const body = new Blob(content);
      this.put("StaticResource", { Name: name }, { ContentType: contentType, Body: body, BodyLength: body.size });
    }
    for (const object of project.objects) {
      for (const { developerName, label, active, description, personType } of object.recordTypes) {
        this.put(
          "RecordType",
          { DeveloperName: developerName, SobjectType: this.objectName(object.name) },
          { Name: label, IsActive: active, Description: description ?? null, IsPersonType: personType === true }
        );
      }
    }
    for (const record of project.customMetadata) this.installCustomMetadata(record);
    for (const record of project.customMetadata) this.relateCustomMetadata(record);
  }

  /** What is no longer deployed has no record either, and nobody has access to it. */
  private removeGone(object: string, key: string, names: readonly string[]): void {
    const { database } = this.context;
    const gone = `SELECT "Id" FROM ${quoted(object)} WHERE ${quoted(key)} NOT IN (SELECT value FROM json_each(?))`;
    database.run(`DELETE FROM "SetupEntityAccess" WHERE "SetupEntityId" IN (${gone})`, [JSON.stringify(names)]);
    database.run(`DELETE FROM ${quoted(object)} WHERE "Id" IN (${gone})`, [JSON.stringify(names)]);
  }

  /** "Object Reference: ApexPage", ApexComponent: what Visualforce pages and components are, which nothing renders here. */
  private installMarkup(project: ProjectSource, type: string): void {
    const components = componentsOf(project, type);
    this.removeGone(
      type,
      "Name",
      components.map(({ name }) => name)
    );
    for (const { name, path, content } of components) {
      const element = content as XmlElement;
      const flags: Record<string, FieldValue> =
        type === "ApexPage" ? { IsAvailableInTouch: flagOf(element, "availableInTouch") } : {};
      this.put(
        type,
        { Name: name },
        {
          ApiVersion: Decimal.fromNumber(Number(textOf(element, "apiVersion") ?? project.sourceApiVersion)),
          MasterLabel: textOf(element, "label") ?? name,
          Description: textOf(element, "description") ?? null,
          Markup: markupOf(project, path),
          ...flags
        }
      );
    }
  }

  private installCustomPermission({ name, content }: XmlComponent): void {
    const label = textOf(content as XmlElement, "label") ?? name;
    this.put(
      "CustomPermission",
      { DeveloperName: name },
      { MasterLabel: label, Description: textOf(content as XmlElement, "description") ?? null }
    );
  }

  /** "Object Reference: CustomNotificationType". */
  private installNotificationTypes(types: readonly XmlComponent[]): void {
    this.removeGone(
      "CustomNotificationType",
      "DeveloperName",
      types.map(({ name }) => name)
    );
    for (const { name, content } of types) {
      const element = content as XmlElement;
      this.put(
        "CustomNotificationType",
        { DeveloperName: name },
        {
          CustomNotifTypeName: textOf(element, "customNotifTypeName") ?? name,
          MasterLabel: textOf(element, "masterLabel") ?? name,
          Description: textOf(element, "description") ?? null,
          Desktop: flagOf(element, "desktop"),
          Mobile: flagOf(element, "mobile")
        }
      );
    }
  }

  private installFlow({ name, content }: XmlComponent): void {
    const element = content as XmlElement;
    this.put(
      "FlowDefinitionView",
      { ApiName: name },
      {
        Label: textOf(element, "label") ?? name,
        ProcessType: textOf(element, "processType") ?? null,
        IsActive: textOf(element, "status") === "Active"
      }
    );
  }

  private installPermissionSet({ name, content }: XmlComponent): void {
    const element = content as XmlElement;
    const id = this.put(
      "PermissionSet",
      { Name: name },
      {
        Label: textOf(element, "label") ?? name,
        Description: textOf(element, "description") ?? null,
        IsCustom: true,
        IsOwnedByProfile: false,
        Type: "Regular",
        ...this.userPermissions(element)
      }
    );
    this.grant(id, element);
  }

  private installPermissionSetGroup({ name, content }: XmlComponent): void {
    const element = content as XmlElement;
    const group = this.put(
      "PermissionSetGroup",
      { DeveloperName: name },
      {
        MasterLabel: textOf(element, "label") ?? name,
        Description: textOf(element, "description") ?? null,
        Status: "Updated"
      }
    );
    this.context.database.run('DELETE FROM "PermissionSetGroupComponent" WHERE "PermissionSetGroupId" = ?', [group]);
    for (const member of textsOf(element, "permissionSets")) {
      const id = this.find("PermissionSet", { Name: member })?.id;
      if (id) this.writer.insert("PermissionSetGroupComponent", { PermissionSetGroupId: group, PermissionSetId: id });
    }
  }

  /** "Object Reference: AppMenuItem": every app has its place in the launcher. */
  private installApplication({ name, content }: XmlComponent): void {
    const [[last] = [0]] = this.context.database.all('SELECT max("SortOrder") FROM "AppMenuItem"');
    const known = this.find("AppMenuItem", { Name: name });
    const id = this.put(
      "AppMenuItem",
      { Name: name },
      {
        Label: textOf(content as XmlElement, "label") ?? name,
        Type: "TabSet",
        IsVisible: true,
        IsAccessible: true,
        SortOrder: known?.get("SortOrder") ?? Number(last ?? 0) + 1
      }
    );
    this.put("AppMenuItem", { Name: name }, { ApplicationId: normalizeId(`02u${id.slice(3, 15)}`) });
    this.context.database.run('DELETE FROM "AppTabMember" WHERE "AppDefinitionId" = ?', [name]);
    textsOf(content as XmlElement, "tabs").forEach((tab, index) => {
      const found =
        this.find("TabDefinition", { Name: this.objectName(tab) }) ?? this.find("TabDefinition", { Name: tab });
      if (found)
        this.writer.insert("AppTabMember", {
          DurableId: `${name}.${tab}`,
          AppDefinitionId: name,
          SortOrder: index + 1,
          TabDefinitionId: found.id
        });
    });
  }

  /** "Object Reference: TabDefinition": the tabs of the project; those of the platform itself have no rows. */
  private installTab({ name, content }: XmlComponent): void {
    const element = content as XmlElement;
    const object = flagOf(element, "customObject") ? this.context.schema.object(name) : undefined;
    const tab = object?.name ?? name;
    this.put(
      "TabDefinition",
      { Name: tab },
      {
        DurableId: tab,
        Label: textOf(element, "label") ?? object?.labelPlural ?? name,
        SobjectName: object?.name ?? null,
        Url: object === undefined ? `/lightning/n/${tab}` : `/lightning/o/${tab}/list`,
        IsCustom: !name.startsWith("standard-"),
        IsAvailableInDesktop: true,
        IsAvailableInLightning: true,
        IsAvailableInMobile: true,
        IsAvailableInAloha: false
      }
    );
  }

  /** "Object Reference: ListView": those of the project, and one of all records of a standard object that it brings none for. */
  private installListViews(project: ProjectSource): void {
    const own = componentsOf(project, "ListView").map(({ name, content }) => {
      const [object = "", view = ""] = name.split(".");
      return { object: this.objectName(object), view, label: textOf(content as XmlElement, "label") ?? view };
    });
    const bare = objectsWithAList.filter((name) => !own.some(({ object }) => object === name));
    const all = bare.map((object) => {
      const plural = this.context.schema.object(object)!.labelPlural;
      return { object, view: "All", label: `All ${plural}`, NamespacePrefix: null };
    });
    const views = [...own, ...all];
    const keys = JSON.stringify(views.map(({ object, view }) => `${object}.${view}`));
    this.context.database.run(
      `DELETE FROM "ListView" WHERE "SobjectType" || '.' || "DeveloperName" NOT IN (SELECT value FROM json_each(?))`,
      [keys]
    );
    for (const { object, view, label, ...others } of views)
      this.put(
        "ListView",
        { DeveloperName: view, SobjectType: object },
        { Name: label, IsSoqlCompatible: true, ...others }
      );
  }

  private installCachePartition({ name, content }: XmlComponent): void {
    this.put(
      "PlatformCachePartition",
      { DeveloperName: name },
      {
        MasterLabel: textOf(content as XmlElement, "masterLabel") ?? name,
        Description: textOf(content as XmlElement, "description") ?? null,
        IsDefaultPartition: flagOf(content as XmlElement, "isDefaultPartition")
      }
    );
  }

  /** A profile of the project takes the permissions of the standard one of its name, or is new. */
  private installProfile({ name, content }: XmlComponent): void {
    const element = content as XmlElement;
    const profile = this.put(
      "Profile",
      { Name: PROFILE_NAMES[name] ?? decodedName(name) },
      { ...this.licenseOf(element), ...this.userPermissions(element) }
    );
    const permissionSet = this.put(
      "PermissionSet",
      { ProfileId: profile },
      {
        Name: `X${profile}`,
        Label: profile,
        IsOwnedByProfile: true,
        IsCustom: false,
        Type: "Profile",
        ...this.userPermissions(element)
      }
    );
    this.grant(permissionSet, element);
  }

  private grant(parent: string, element: XmlElement): void {
    for (const object of ["ObjectPermissions", "FieldPermissions", "PermissionSetTabSetting", "SetupEntityAccess"])
      this.context.database.run(`DELETE FROM ${quoted(object)} WHERE "ParentId" = ?`, [parent]);
    this.grantObjects(parent, element);
    this.grantFields(parent, element);
    this.grantTabs(parent, element);
    this.grantSetup(parent, element);
  }

  private grantObjects(parent: string, element: XmlElement): void {
    for (const one of elementsOf(element, "objectPermissions")) {
      this.writer.insert("ObjectPermissions", {
        ParentId: parent,
        SobjectType: this.objectName(textOf(one, "object")!),
        PermissionsCreate: flagOf(one, "allowCreate"),
        PermissionsRead: flagOf(one, "allowRead"),
        PermissionsEdit: flagOf(one, "allowEdit"),
        PermissionsDelete: flagOf(one, "allowDelete"),
        PermissionsViewAllRecords: flagOf(one, "viewAllRecords"),
        PermissionsModifyAllRecords: flagOf(one, "modifyAllRecords")
      });
    }
  }

  private grantFields(parent: string, element: XmlElement): void {
    for (const one of elementsOf(element, "fieldPermissions")) {
      const [object = "", name = ""] = textOf(one, "field")!.split(".");
      const type = this.context.schema.object(object);
      this.writer.insert("FieldPermissions", {
        ParentId: parent,
        SobjectType: type?.name ?? object,
        Field: `${type?.name ?? object}.${type?.field(name)?.name ?? name}`,
        PermissionsRead: flagOf(one, "readable"),
        PermissionsEdit: flagOf(one, "editable")
      });
    }
  }

  private grantTabs(parent: string, element: XmlElement): void {
    for (const one of [...elementsOf(element, "tabSettings"), ...elementsOf(element, "tabVisibilities")]) {
      const visibility = TAB_VISIBILITIES[textOf(one, "visibility") ?? ""];
      const name = textOf(one, "tab")!;
      if (visibility)
        this.writer.insert("PermissionSetTabSetting", { ParentId: parent, Name: name, Visibility: visibility });
    }
  }

  /** Custom permissions, Apex classes, pages and flows. */
  private grantSetup(parent: string, element: XmlElement): void {
    const enabled = (name: string): XmlElement[] => elementsOf(element, name).filter((one) => flagOf(one, "enabled"));
    for (const one of enabled("customPermissions"))
      this.allow(parent, "CustomPermission", "DeveloperName", textOf(one, "name")!);
    for (const one of enabled("classAccesses")) this.allow(parent, "ApexClass", "Name", textOf(one, "apexClass")!);
    for (const one of enabled("pageAccesses")) this.allow(parent, "ApexPage", "Name", textOf(one, "apexPage")!);
    for (const one of enabled("flowAccesses"))
      this.allow(parent, "FlowDefinitionView", "ApiName", textOf(one, "flow")!, "FlowDefinition");
  }

  private allow(parent: string, object: string, key: string, name: string, entityType = object): void {
    const id = this.find(object, { [key]: name })?.id;
    if (id)
      this.writer.insert("SetupEntityAccess", { ParentId: parent, SetupEntityId: id, SetupEntityType: entityType });
  }

  private userPermissions(element: XmlElement): Record<string, FieldValue> {
    const type = this.context.schema.object("PermissionSet")!;
    const granted = elementsOf(element, "userPermissions")
      .filter((one) => flagOf(one, "enabled"))
      .map((one) => `Permissions${textOf(one, "name")}`);
    return Object.fromEntries(granted.flatMap((name) => (type.field(name) ? [[name, true]] : [])));
  }

  private installCustomMetadata({ object, developerName, label, values }: CustomMetadataRecord): void {
    const type = this.context.schema.object(object)!;
    const fields = [...values]
      .map(([name, text]) => [type.field(name)!, text] as const)
      .filter(([field]) => field.type !== "reference")
      .map(([field, text]): [string, FieldValue] => [
        field.name,
        text === null || text === "" ? null : valueFromText(field, text)
      ]);
    this.put(
      object,
      { DeveloperName: developerName },
      {
        MasterLabel: label,
        Label: label,
        QualifiedApiName: this.namespace === "" ? developerName : `${this.namespace}__${developerName}`,
        Language: "en_US",
        ...Object.fromEntries(fields)
      }
    );
  }

  /**
   * "Custom Metadata Types Implementation Guide: Metadata Relationship Fields": their values are the names of objects and
   * fields, however a file writes their case, or of other custom metadata records.
   */
  private relateCustomMetadata({ object, developerName, values }: CustomMetadataRecord): void {
    const type = this.context.schema.object(object)!;
    const related = [...values]
      .map(([name, text]) => [type.field(name)!, text || null] as const)
      .filter(([field]) => field.type === "reference")
      .map(([field, text]): [string, FieldValue] => [
        field.name,
        text === null || namesMetadata(field)
          ? text && this.metadataName(field, text, type, values)
          : (this.find(field.referenceTo[0]!, { DeveloperName: text })?.id ?? null)
      ]);
    if (related.length > 0) this.put(object, { DeveloperName: developerName }, Object.fromEntries(related));
  }

  /** The name that an object or field has, for the one that a record gives. */
  private metadataName(field: Field, text: string, type: SObjectType, values: CustomMetadataRecord["values"]): string {
    const { schema } = this.context;
    if (field.objectField === undefined) return schema.object(text)?.name ?? text;
    const controlling = type.field(field.objectField)!;
    const [, object] = [...values].find(([name]) => type.field(name) === controlling) ?? [];
    return schema.object(object ?? "")?.field(text)?.name ?? text;
  }

  /** "Metadata API Developer Guide: Profile", userLicense; the profile of a license that the local org lacks is an internal user's. */
  private licenseOf(profile: XmlElement): { UserType: string; UserLicenseId: string } {
    const { key, userType } = licenses.find(({ name }) => name === textOf(profile, "userLicense")) ?? SALESFORCE;
    return { UserType: userType, UserLicenseId: this.find("UserLicense", { LicenseDefinitionKey: key })!.id! };
  }

  /** Updates the record that has these key values, or writes a new one; answers its id. */
  private put(object: string, key: Record<string, string>, given: Record<string, FieldValue>): string {
    const type = this.context.schema.object(object)!;
    const values = { ...this.prefixOf(type), ...given };
    const found = this.find(object, key);
    if (!found) return this.writer.insert(object, { ...key, ...values });
    updateRecords(
      this.context.database,
      type,
      [new SObjectRecord(type, { ...found.values, ...values })],
      Object.keys(values).map((name) => type.field(name)!)
    );
    return found.id!;
  }

  /** "Object Reference: ApexClass": in the org of a package NamespacePrefix is its own for whatever has the field. */
  private prefixOf(type: SObjectType): Record<string, FieldValue> {
    return this.namespace !== "" && type.field("NamespacePrefix") ? { NamespacePrefix: this.namespace } : {};
  }

  /** The name that an object has in the org: with the project's namespace. */
  private objectName(name: string): string {
    return this.context.schema.object(name)?.name ?? name;
  }

  private find(object: string, key: Record<string, string>): SObjectRecord | undefined {
    const type = this.context.schema.object(object)!;
    const condition = Object.keys(key)
      .map((name) => `${quoted(name)} = ?`)
      .join(" AND ");
    return loadWhere(this.context.database, type, condition, Object.values(key))[0];
  }
}

function componentsOf(project: ProjectSource, type: string): XmlComponent[] {
  return project.components.filter((component) => component.type === type);
}
