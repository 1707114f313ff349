import { compoundOfPart } from "../schema/address.ts";
import { businessObjects, isPermissionable } from "../schema/permissionable.ts";
import type { Field, SObjectType } from "../schema/types.ts";
import type { Database } from "../storage/database.ts";
import type { Transaction } from "../transaction/transaction.ts";
import { permissionSetsOfUser } from "./permissions.ts";

export interface ObjectAccess {
  readonly create: boolean;
  readonly read: boolean;
  readonly edit: boolean;
  readonly delete: boolean;
  readonly viewAll: boolean;
  readonly modifyAll: boolean;
}

/** What profile and permission sets let a user do with objects and fields, whatever the records. */
export interface UserAccess {
  readonly viewAllData: boolean;
  readonly modifyAllData: boolean;
  object(type: SObjectType): ObjectAccess;
  fieldReadable(type: SObjectType, field: Field): boolean;
  fieldEditable(type: SObjectType, field: Field): boolean;
}

const accessKey = Symbol("access of users");

/** Objects whose records decide what users may do; saving one makes {@link accessOf} look again. */
const decisive: ReadonlySet<string> = new Set([
  "User",
  "Profile",
  "PermissionSet",
  "PermissionSetAssignment",
  "PermissionSetGroupComponent",
  "ObjectPermissions",
  "FieldPermissions",
  "PermissionSetTabSetting",
  "SetupEntityAccess",
  "UserRole",
  "Group",
  "GroupMember"
]);

export function decidesAccess(type: SObjectType): boolean {
  return decisive.has(type.name);
}

/** Must be called when records of which {@link decidesAccess} is true changed or were rolled back. */
export function forgetAccess(tx: Transaction): void {
  tx.state.delete(accessKey);
}

/** Values that hold for a user until {@link forgetAccess}. */
export function perUser<T>(tx: Transaction, name: string, compute: () => T): T {
  let cache = tx.state.get(accessKey) as Map<string, unknown> | undefined;
  if (cache === undefined) {
    cache = new Map();
    tx.state.set(accessKey, cache);
  }
  const key = `${name} ${tx.user.id}`;
  if (!cache.has(key)) {
    cache.set(key, compute());
  }
  return cache.get(key) as T;
}

/** The running user's access. */
export function accessOf(tx: Transaction): UserAccess {
  return perUser(tx, "access", () => new LoadedAccess(tx));
}

export const everything: ObjectAccess = {
  create: true,
  read: true,
  edit: true,
  delete: true,
  viewAll: true,
  modifyAll: true
};
const crud: ObjectAccess = { ...everything, viewAll: false, modifyAll: false };
const nothing: ObjectAccess = {
  create: false,
  read: false,
  edit: false,
  delete: false,
  viewAll: false,
  modifyAll: false
};
const readOnly: ObjectAccess = { ...nothing, read: true };

/** Objects that follow the permissions of another one, or that every user has. */
const followedObjects: Readonly<Record<string, string>> = {
  OpportunityLineItem: "Opportunity",
  OpportunityContactRole: "Opportunity",
  CampaignMember: "Campaign",
  OrderItem: "Order",
  PricebookEntry: "Pricebook2",
  CaseComment: "Case"
};

const openObjects: ReadonlySet<string> = new Set([
  "Task",
  "Event",
  "Note",
  "Attachment",
  "ContentVersion",
  "ContentDocument",
  "ContentDocumentLink",
  "EmailMessage",
  "FeedItem",
  "Topic"
]);

const createAndEdit: ObjectAccess = { ...crud, delete: false };

/** "Salesforce Help: Standard Profiles": most records are theirs; price books, products and campaigns are others' to manage, and cases are not deleted. */
function standardUser(object: string): ObjectAccess {
  if (object === "Product2" || object === "Pricebook2" || object === "Campaign") {
    return readOnly;
  }
  return object === "Case" ? createAndEdit : crud;
}

const standardProfiles: Readonly<Record<string, (object: string) => ObjectAccess>> = {
  "Standard User": standardUser,
  "Contract Manager": standardUser,
  "Solution Manager": standardUser,
  "Marketing User": (object) => (object === "Campaign" ? crud : standardUser(object)),
  "Read Only": () => readOnly
};

/** What a standard profile allows on a business object; nothing for any other profile. */
export function standardAccess(profile: string, object: string): ObjectAccess {
  return standardProfiles[profile]?.(object) ?? nothing;
}

function either(one: ObjectAccess | undefined, other: ObjectAccess | undefined): ObjectAccess {
  if (one === undefined || other === undefined) {
    return one ?? other ?? nothing;
  }
  return {
    create: one.create || other.create,
    read: one.read || other.read,
    edit: one.edit || other.edit,
    delete: one.delete || other.delete,
    viewAll: one.viewAll || other.viewAll,
    modifyAll: one.modifyAll || other.modifyAll
  };
}

/** "Object Reference: Account": fields of the company data service, which no standard profile sees until it is granted. */
const companyDataFields: ReadonlySet<string> = new Set([
  "CleanStatus",
  "DunsNumber",
  "NaicsCode",
  "NaicsDesc",
  "Tradestyle",
  "YearStarted"
]);

function isHiddenAtFirst(type: SObjectType, field: Field): boolean {
  return type.name === "Account" && companyDataFields.has(field.name);
}

/** "Metadata API Developer Guide: PermissionSetFieldPermissions": the parts of an address or geolocation follow the compound field. */
function permissionKey(type: SObjectType, field: Field): string {
  return `${type.name}.${compoundOfPart(type, field)?.name ?? field.name}`.toLowerCase();
}

type FieldAccess = ReadonlyMap<string, { readonly read: boolean; readonly edit: boolean }>;

class LoadedAccess implements UserAccess {
  readonly viewAllData: boolean;
  readonly modifyAllData: boolean;
  private readonly database: Database;
  private readonly userId: string;
  private readonly objects = new Map<string, ObjectAccess>();
  /** Of the objects that were asked for: a user has permissions of thousands of fields and a request reads few objects. */
  private readonly fields = new Map<string, FieldAccess>();
  /** What the user's profile lets do with a business object, where it is one of the platform's profiles. */
  private readonly standard: ((object: string) => ObjectAccess) | undefined;
  private readonly managesUsers: boolean;

  constructor(tx: Transaction) {
    this.database = tx.database;
    this.userId = tx.user.id;
    const user = [this.userId, this.userId];
    const sets = `IN (${permissionSetsOfUser})`;
    const [[modifyAll, viewAll, manageUsers] = [0, 0, 0]] = tx.database.all(
      `SELECT max("PermissionsModifyAllData"), max("PermissionsViewAllData"), max("PermissionsManageUsers") FROM "PermissionSet" WHERE "Id" ${sets}`,
      user
    );
    this.modifyAllData = modifyAll === 1;
    this.viewAllData = viewAll === 1 || this.modifyAllData;
    this.managesUsers = manageUsers === 1;
    this.standard = standardProfiles[tx.user.profileName];
    if (this.modifyAllData) return;
    for (const row of tx.database.all(
      `SELECT "SobjectType", max("PermissionsCreate"), max("PermissionsRead"), max("PermissionsEdit"), max("PermissionsDelete"), max("PermissionsViewAllRecords"), max("PermissionsModifyAllRecords") FROM "ObjectPermissions" WHERE "ParentId" ${sets} GROUP BY "SobjectType"`,
      user
    )) {
      const [object, create, read, edit, remove, viewRecords, modifyRecords] = row as [string, ...number[]];
      this.objects.set(object.toLowerCase(), {
        create: create === 1,
        read: read === 1,
        edit: edit === 1,
        delete: remove === 1,
        viewAll: viewRecords === 1,
        modifyAll: modifyRecords === 1
      });
    }
  }

  object(type: SObjectType): ObjectAccess {
    if (this.modifyAllData) {
      return everything;
    }
    const granted = this.objects.get(type.name.toLowerCase());
    if (type.kind === "custom" || type.kind === "platformEvent") {
      return granted ?? nothing;
    }
    if (type.kind === "customMetadata" || type.kind === "customSetting") {
      return readOnly;
    }
    if (type.kind === "share" || openObjects.has(type.name)) {
      return crud;
    }
    if (businessObjects.has(type.name)) {
      return either(this.standard?.(type.name), granted);
    }
    const followed = followedObjects[type.name];
    if (followed !== undefined) {
      return either(this.standard?.(followed), this.objects.get(followed.toLowerCase()));
    }
    return this.managesUsers ? everything : readOnly;
  }

  fieldReadable(type: SObjectType, field: Field): boolean {
    return this.fieldFree(type, field) || this.fieldsOf(type).get(permissionKey(type, field))?.read === true;
  }

  fieldEditable(type: SObjectType, field: Field): boolean {
    return this.fieldFree(type, field) || this.fieldsOf(type).get(permissionKey(type, field))?.edit === true;
  }

  private fieldsOf(type: SObjectType): FieldAccess {
    let fields = this.fields.get(type.name);
    if (fields === undefined) this.fields.set(type.name, (fields = this.loadFields(type)));
    return fields;
  }

  private loadFields(type: SObjectType): FieldAccess {
    const rows = this.database.all(
      `SELECT "Field", max("PermissionsRead"), max("PermissionsEdit") FROM "FieldPermissions" WHERE "SobjectType" = ? COLLATE NOCASE AND "ParentId" IN (${permissionSetsOfUser}) GROUP BY "Field"`,
      [type.name, this.userId, this.userId]
    );
    return new Map(
      rows.map(([field, read, edit]) => [(field as string).toLowerCase(), { read: read === 1, edit: edit === 1 }])
    );
  }

  private fieldFree(type: SObjectType, field: Field): boolean {
    return (
      this.modifyAllData ||
      !isPermissionable(type, field) ||
      (this.standard !== undefined && type.kind === "standard" && !field.custom && !isHiddenAtFirst(type, field))
    );
  }
}
