import type { CustomMetadataRecord, ProjectSource, XmlComponent } from "../metadata/types.ts";
import { elementsOf, flagOf, textOf, type XmlElement } from "../metadata/xml.ts";
import type { Field, SObjectType } from "../schema/types.ts";
import { quoted } from "../storage/tables.ts";
import { Decimal } from "../values/decimal.ts";
import { ApexDate } from "../values/date.ts";
import { ApexDatetime } from "../values/datetime.ts";
import type { FieldValue } from "../values/field-value.ts";
import { createProfile, loadAdministrator, SetupWriter, type SetupContext } from "./system-data.ts";

/**
 * Makes the set-up records of a project's components: Apex classes and triggers, record types, custom permissions,
 * profiles, permission sets with their permissions, custom metadata records. Records that exist keep their ids.
 */
export function installComponents(context: SetupContext, project: ProjectSource): void {
  new Installer(context, project).run();
}

class Installer {
  private readonly context: SetupContext;
  private readonly project: ProjectSource;
  private readonly writer: SetupWriter;

  constructor(context: SetupContext, project: ProjectSource) {
    this.context = context;
    this.project = project;
    this.writer = new SetupWriter(context);
    this.writer.author = loadAdministrator(context.database).id;
  }

  run(): void {
    this.installApex();
    this.installRecordTypes();
    for (const permission of this.ofType("CustomPermission")) {
      this.upsert("CustomPermission", "DeveloperName", permission.name, { MasterLabel: textOf(contentOf(permission), "label") ?? permission.name, Language: "en_US" });
    }
    for (const profile of this.ofType("Profile")) {
      this.installPermissions(this.profilePermissionSet(profile), contentOf(profile));
    }
    for (const permissionSet of this.ofType("PermissionSet")) {
      this.installPermissionSet(permissionSet);
    }
    for (const record of this.project.customMetadata) {
      this.installCustomMetadata(record);
    }
  }

  private installApex(): void {
    for (const source of this.project.classes) {
      this.upsert("ApexClass", "Name", source.name, { ApiVersion: Decimal.fromNumber(source.apiVersion), Status: source.status, IsValid: true, Body: source.source, LengthWithoutComments: source.source.length });
    }
    for (const source of this.project.triggers) {
      const declaration = /trigger\s+\w+\s+on\s+(\w+)\s*\(([^)]*)\)/i.exec(source.source);
      const events = declaration?.[2] ?? "";
      const usage = (event: string): boolean => new RegExp(event.replace(" ", "\\s+"), "i").test(events);
      this.upsert("ApexTrigger", "Name", source.name, {
        ApiVersion: Decimal.fromNumber(source.apiVersion), Status: source.status, IsValid: true, Body: source.source, TableEnumOrId: declaration?.[1] ?? null,
        UsageBeforeInsert: usage("before insert"), UsageAfterInsert: usage("after insert"), UsageBeforeUpdate: usage("before update"), UsageAfterUpdate: usage("after update"),
        UsageBeforeDelete: usage("before delete"), UsageAfterDelete: usage("after delete"), UsageAfterUndelete: usage("after undelete"), UsageIsBulk: false
      });
    }
  }

  private installRecordTypes(): void {
    for (const type of this.context.schema.objects()) {
      for (const recordType of type.recordTypes) {
        const values = { Name: recordType.label, IsActive: recordType.active, Description: recordType.description ?? null };
        const existing = this.idOf("RecordType", "\"SobjectType\" = ? AND \"DeveloperName\" = ?", [type.name, recordType.developerName]);
        if (existing === undefined) {
          this.writer.insert("RecordType", { ...values, SobjectType: type.name, DeveloperName: recordType.developerName });
        } else {
          this.update("RecordType", existing, values);
        }
      }
    }
  }

  private profilePermissionSet(profile: XmlComponent): string {
    const name = profile.name === "Admin" ? "System Administrator" : decodeURIComponent(profile.name);
    const id = this.idOf("Profile", "\"Name\" = ?", [name]) ?? createProfile(this.writer, name, this.idOf("UserLicense", "1", []) ?? null, []);
    return this.idOf("PermissionSet", "\"ProfileId\" = ?", [id])!;
  }

  private installPermissionSet(component: XmlComponent): void {
    const content = contentOf(component);
    const id = this.upsert("PermissionSet", "Name", component.name, {
      Label: textOf(content, "label") ?? component.name, Description: textOf(content, "description") ?? null, IsOwnedByProfile: false, IsCustom: true, Type: "Regular"
    });
    this.installPermissions(id, content);
  }

  /** "Metadata API Developer Guide: PermissionSet". What the file does not grant is not granted any more. */
  private installPermissions(parent: string, content: XmlElement): void {
    for (const object of ["ObjectPermissions", "FieldPermissions", "SetupEntityAccess"]) {
      this.context.database.run(`DELETE FROM ${quoted(object)} WHERE "ParentId" = ?`, [parent]);
    }
    for (const element of elementsOf(content, "objectPermissions")) {
      this.writer.insert("ObjectPermissions", {
        ParentId: parent, SobjectType: textOf(element, "object") ?? "", PermissionsCreate: flagOf(element, "allowCreate"), PermissionsRead: flagOf(element, "allowRead"), PermissionsEdit: flagOf(element, "allowEdit"),
        PermissionsDelete: flagOf(element, "allowDelete"), PermissionsViewAllRecords: flagOf(element, "viewAllRecords"), PermissionsModifyAllRecords: flagOf(element, "modifyAllRecords"), PermissionsViewAllFields: flagOf(element, "viewAllFields")
      });
    }
    for (const element of elementsOf(content, "fieldPermissions")) {
      const field = textOf(element, "field") ?? "";
      this.writer.insert("FieldPermissions", { ParentId: parent, SobjectType: field.split(".")[0]!, Field: field, PermissionsRead: flagOf(element, "readable") || flagOf(element, "editable"), PermissionsEdit: flagOf(element, "editable") });
    }
    this.grantEntities(parent, content, "customPermissions", "name", "CustomPermission", "DeveloperName");
    this.grantEntities(parent, content, "classAccesses", "apexClass", "ApexClass", "Name");
    const permissionSet = this.context.schema.object("PermissionSet")!;
    for (const element of elementsOf(content, "userPermissions")) {
      const field = permissionSet.field(`Permissions${textOf(element, "name") ?? ""}`);
      if (field !== undefined) {
        this.update("PermissionSet", parent, { [field.name]: flagOf(element, "enabled") });
      }
    }
  }

  private grantEntities(parent: string, content: XmlElement, list: string, nameElement: string, object: string, nameField: string): void {
    for (const element of elementsOf(content, list)) {
      const id = flagOf(element, "enabled") ? this.idOf(object, `${quoted(nameField)} = ?`, [textOf(element, nameElement) ?? ""]) : undefined;
      if (id !== undefined) {
        this.writer.insert("SetupEntityAccess", { ParentId: parent, SetupEntityId: id, SetupEntityType: object });
      }
    }
  }

  private installCustomMetadata(record: CustomMetadataRecord): void {
    const type = this.context.schema.object(record.object);
    if (type === undefined) {
      return;
    }
    const values: Record<string, FieldValue> = { MasterLabel: record.label, Label: record.label, Language: "en_US", QualifiedApiName: record.developerName };
    for (const field of type.fields) {
      if (field.custom) {
        values[field.name] = this.customMetadataValue(field, record.values.get(field.name) ?? null);
      }
    }
    this.upsert(type.name, "DeveloperName", record.developerName, values);
  }

  private customMetadataValue(field: Field, text: string | null): FieldValue {
    if (text === null || text === "") {
      return field.type === "boolean" ? false : null;
    }
    switch (field.type) {
      case "boolean":
        return text === "true";
      case "double":
      case "currency":
      case "percent":
        return Decimal.parse(text);
      case "date":
        return ApexDate.parse(text) ?? null;
      case "datetime":
        return ApexDatetime.parseIso(text) ?? null;
      case "reference":
        return this.idOf(field.referenceTo[0]!, "\"DeveloperName\" = ?", [text]) ?? null;
      default:
        return text;
    }
  }

  private ofType(type: string): XmlComponent[] {
    return this.project.components.filter((component) => component.type === type);
  }

  private upsert(object: string, key: string, value: string, values: Record<string, FieldValue>): string {
    const existing = this.idOf(object, `${quoted(key)} = ?`, [value]);
    if (existing === undefined) {
      return this.writer.insert(object, { [key]: value, ...values });
    }
    this.update(object, existing, values);
    return existing;
  }

  private update(object: string, id: string, values: Record<string, FieldValue>): void {
    this.writer.update(this.type(object), id, values);
  }

  private type(object: string): SObjectType {
    return this.context.schema.object(object)!;
  }

  private idOf(object: string, condition: string, parameters: readonly string[]): string | undefined {
    return this.context.database.all(`SELECT "Id" FROM ${quoted(object)} WHERE ${condition} ORDER BY rowid LIMIT 1`, parameters)[0]?.[0] as string | undefined;
  }
}

function contentOf(component: XmlComponent): XmlElement {
  return component.content as XmlElement;
}
