import { defineField } from "./field.ts";
import type { SObjectDefinition } from "./sobject-type.ts";
import type { Field, SObjectType } from "./types.ts";

/**
 * Person accounts: an account that is its contact as well ("SOAP API Developer Guide: Person Account Record Types"). An account has the
 * contact's fields with `Person` before their name, custom ones with `__pc` behind it ("Change Events for Person Accounts").
 */
const sharedFields: ReadonlySet<string> = new Set([
  "FirstName",
  "LastName",
  "Salutation",
  "OwnerId",
  "Phone",
  "Fax",
  "Description"
]);

/** Of a contact alone, or of both with a meaning of its own. */
const unsharedFields: ReadonlySet<string> = new Set([
  "Id",
  "IsDeleted",
  "CreatedDate",
  "CreatedById",
  "LastModifiedDate",
  "LastModifiedById",
  "SystemModstamp",
  "MasterRecordId",
  "AccountId",
  "ReportsToId",
  "RecordTypeId",
  "Name",
  "LastActivityDate",
  "LastViewedDate",
  "LastReferencedDate",
  "IsEmailBounced",
  "PhotoUrl",
  "Jigsaw",
  "JigsawContactId",
  "CleanStatus",
  "ContactSource",
  "HasPrivacyHold",
  "IsPriorityRecord",
  "IsPersonAccount"
]);

const isPersonAccount = defineField({
  name: "IsPersonAccount",
  type: "boolean",
  createable: false,
  updateable: false
});

const personContact = defineField({
  name: "PersonContactId",
  label: "Contact ID",
  type: "reference",
  referenceTo: ["Contact"],
  relationshipName: "PersonContact",
  createable: false,
  updateable: false
});

/** Gives Account, Contact and Lead what they have in an org with person accounts. */
export function addPersonAccounts(definitions: Map<string, SObjectDefinition>): void {
  const account = definitions.get("account")!;
  const contact = definitions.get("contact")!;
  const lead = definitions.get("lead")!;
  const own = new Set(account.fields.map(({ name }) => name));
  const added = contact.fields.flatMap((field) => ofAccount(field) ?? []).filter(({ name }) => !own.has(name));
  definitions.set("account", { ...account, fields: [...account.fields, isPersonAccount, personContact, ...added] });
  definitions.set("contact", { ...contact, fields: [...contact.fields, isPersonAccount] });
  // Salesforce Help, "Considerations for Using Person Accounts": a lead without a company becomes a person account.
  definitions.set("lead", {
    ...lead,
    fields: lead.fields.map((field) => (field.name === "Company" ? { ...field, required: false } : field))
  });
}

/** The account's field for one of its contact; undefined where the account has none. */
function ofAccount(field: Field): Field | undefined {
  const name = accountFieldOf(field);
  if (name === undefined) return undefined;
  const { childRelationshipName: _ofContacts, formula, summary: _summary, ...rest } = field;
  return {
    ...rest,
    name,
    required: false,
    ...(formula === undefined ? {} : { formula: `PersonContact.${field.name}` }),
    ...(field.relationshipName === undefined ? {} : { relationshipName: relationshipOfAccount(field) })
  };
}

function accountFieldOf({ name, custom, type, summary }: Field): string | undefined {
  if (unsharedFields.has(name) || summary !== undefined || type === "location" || name.endsWith("__s"))
    return undefined;
  if (sharedFields.has(name)) return name;
  return custom ? name.replace(/__c$/, "__pc") : `Person${name}`;
}

function relationshipOfAccount({ relationshipName, custom }: Field): string {
  return custom ? relationshipName!.replace(/__r$/, "__pr") : `Person${relationshipName}`;
}

const pairs = new WeakMap<SObjectType, ReadonlyMap<string, string>>();

/** The account's fields by those of its contact that are stored with both. */
export function personFields(account: SObjectType, contact: SObjectType): ReadonlyMap<string, string> {
  let known = pairs.get(account);
  if (known === undefined) {
    known = new Map(
      contact.fields
        .filter(({ formula, type }) => formula === undefined && type !== "address")
        .flatMap((field) => {
          const name = accountFieldOf(field);
          return name !== undefined && account.field(name) !== undefined ? [[field.name, name] as const] : [];
        })
    );
    pairs.set(account, known);
  }
  return known;
}

/** Whether the org of this object has person accounts. */
export function hasPersonAccounts(type: SObjectType): boolean {
  return (type.name === "Account" || type.name === "Contact") && type.field("IsPersonAccount") !== undefined;
}
