import { SObjectRecord } from "../schema/record.ts";
import { hasPersonAccounts, personFields } from "../schema/person-accounts.ts";
import type { SObjectType } from "../schema/types.ts";
import { allocateIds } from "../storage/ids.ts";
import { insertRecords, loadRecords, updateRecords } from "../storage/records.ts";
import { storedFields } from "../storage/tables.ts";
import type { Transaction } from "../transaction/transaction.ts";
import type { FieldValue } from "../values/field-value.ts";
import { Row, standing } from "./row.ts";

/**
 * "SOAP API Developer Guide: Person Account Record Types": an account of a person's record type is a contact as well, which is made,
 * changed and deleted with it. "Apex Developer Guide: Operations That Don't Invoke Triggers": triggers of the account alone fire.
 */

/** Tells which new accounts are persons, before their triggers run. A last name alone makes one. */
export function tellPersons(tx: Transaction, type: SObjectType, rows: readonly Row[]): void {
  if (!isAccountOfPersons(type)) return;
  const persons = personRecordTypes(tx);
  for (const { current } of rows) {
    if (isSet(current.get("LastName")) && current.get("RecordTypeId") === null) {
      current.set("RecordTypeId", [...persons][0] ?? null);
    }
    current.set("IsPersonAccount", persons.has(current.get("RecordTypeId") as string));
  }
}

/** What a person's account refuses: a name that is not composed, no last name; and persons' fields of other accounts. */
export function checkPersons(tx: Transaction, type: SObjectType, rows: readonly Row[]): void {
  if (type.name === "Contact" && hasPersonAccounts(type)) refuseBesidePersons(tx, rows);
  if (!isAccountOfPersons(type)) return;
  const ofPersons = new Set([...personFields(type, contactOf(tx)).values()].filter((name) => isOfPersons(name)));
  for (const row of standing(rows)) {
    const { given, current } = row;
    if (current.get("IsPersonAccount") === true) {
      if (current.get("LastName") === null) {
        row.fail("REQUIRED_FIELD_MISSING", "Required fields are missing: [LastName]", ["LastName"]);
      } else if (given.type === type && isSet(given.get("Name")) && given.get("Name") !== current.get("Name")) {
        row.fail("INVALID_FIELD_FOR_INSERT_UPDATE", unable("Name"), ["Name"]);
      }
      continue;
    }
    const wrong = given.type === type ? Object.keys(given.values).filter((name) => ofPersons.has(name)) : [];
    const set = wrong.filter((name) => isSet(given.get(name)));
    if (set.length > 0) {
      const names = set.join(", ");
      row.fail("INVALID_FIELD_FOR_INSERT_UPDATE", `Account: bad field names on insert/update call: ${names}`, set);
    }
  }
}

function unable(field: string): string {
  return `Unable to create/update fields: ${field}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`;
}

/** Gives new persons the ids of the contacts that they are. */
export function identifyPersons(tx: Transaction, type: SObjectType, rows: readonly Row[]): void {
  const persons = personsAmong(type, rows);
  if (persons.length === 0) return;
  const ids = allocateIds(tx.database, contactOf(tx), persons.length);
  persons.forEach(({ current }, index) => current.set("PersonContactId", ids[index]!));
}

/** Writes the contacts of accounts that were written. */
export function writePersonContacts(tx: Transaction, type: SObjectType, rows: readonly Row[]): void {
  const persons = personsAmong(type, rows);
  if (persons.length === 0) return;
  const contactType = contactOf(tx);
  const stored = loadRecords(
    tx.database,
    contactType,
    persons.map(({ current }) => current.get("PersonContactId") as string)
  );
  const contacts = persons.map(({ current }) => {
    const id = current.get("PersonContactId") as string;
    const contact = new SObjectRecord(contactType, { ...stored.get(id)?.values });
    for (const [name, ofAccount] of personFields(type, contactType)) contact.set(name, current.get(ofAccount));
    contact.values["Id"] = id;
    contact.values["Name"] = current.get("Name");
    contact.values["AccountId"] = current.id;
    contact.values["IsPersonAccount"] = true;
    for (const stamp of stored.has(id) ? changeStamps : [...changeStamps, ...creationStamps]) {
      contact.values[stamp] = current.get(stamp);
    }
    return contact;
  });
  const isNew = (contact: SObjectRecord): boolean => !stored.has(contact.id!);
  insertRecords(tx.database, contactType, contacts.filter(isNew));
  updateRecords(
    tx.database,
    contactType,
    contacts.filter((contact) => !isNew(contact)),
    storedFields(contactType).filter(({ name }) => name !== "Id")
  );
}

const changeStamps = ["LastModifiedDate", "SystemModstamp", "LastModifiedById"] as const;
const creationStamps = ["CreatedDate", "CreatedById", "IsDeleted"] as const;

/**
 * Contacts that are persons' are changed by way of their accounts. The contact's row is the key, the account's the value.
 */
export function accountsOfPersonContacts(
  tx: Transaction,
  type: SObjectType,
  rows: readonly Row[]
): ReadonlyMap<Row, Row> {
  const accounts = new Map<Row, Row>();
  if (type.name !== "Contact" || !hasPersonAccounts(type)) return accounts;
  const accountType = tx.schema.object("Account")!;
  const stored = loadRecords(
    tx.database,
    type,
    rows.flatMap(({ id }) => id ?? [])
  );
  for (const row of rows) {
    const contact = stored.get(row.id ?? "");
    if (contact?.get("IsPersonAccount") !== true || contact.get("IsDeleted") === true) continue;
    const values: Record<string, FieldValue> = { Id: contact.get("AccountId") };
    for (const [name, ofAccount] of personFields(accountType, type)) {
      if (row.given.has(name)) values[ofAccount] = row.given.get(name);
    }
    if (row.given.has("AccountId") && row.given.get("AccountId") !== contact.get("AccountId")) {
      row.fail("INVALID_FIELD_FOR_INSERT_UPDATE", unable("AccountId"), ["AccountId"]);
    } else {
      accounts.set(row, new Row(row.index, new SObjectRecord(accountType, values)));
    }
  }
  return accounts;
}

/** The contact of a person goes with its account, and not alone. */
export function refusePersonContacts(type: SObjectType, rows: readonly Row[]): void {
  if (type.name !== "Contact" || !hasPersonAccounts(type)) return;
  for (const row of standing(rows)) {
    if (row.current.get("IsPersonAccount") === true) {
      row.fail("DELETE_FAILED", "The contact of a person account is deleted with its account");
    }
  }
}

/** The person contact is the only one that hangs on the person's account directly. */
function refuseBesidePersons(tx: Transaction, rows: readonly Row[]): void {
  const ids = standing(rows).flatMap(({ current }) => (current.get("AccountId") as string | null) ?? []);
  if (ids.length === 0) return;
  const accounts = loadRecords(tx.database, tx.schema.object("Account")!, ids);
  for (const row of standing(rows)) {
    const account = accounts.get(row.current.get("AccountId") as string);
    if (account?.get("IsPersonAccount") === true && row.current.get("IsPersonAccount") !== true) {
      row.fail("FIELD_INTEGRITY_EXCEPTION", "A person account has no other contact than its own", ["AccountId"]);
    }
  }
}

/** Whether an update turns a business account into a person, or back. */
export function changesFamily(tx: Transaction, type: SObjectType, row: Row): boolean {
  if (!isAccountOfPersons(type) || row.old === undefined) return false;
  return personRecordTypes(tx).has(row.current.get("RecordTypeId") as string) !== row.old.get("IsPersonAccount");
}

/**
 * "SOAP API Developer Guide: Person Account Record Types" and "Salesforce Help: Considerations for Using Person Accounts": the one
 * contact of an account becomes the person's, and a person's an ordinary one. Nothing else changes in the same call.
 */
export function changeFamily(tx: Transaction, type: SObjectType, row: Row): void {
  const { current } = row;
  const others = Object.keys(row.given.values).filter((name) => name !== "Id" && name !== "RecordTypeId");
  if (others.length > 0) {
    row.fail(
      "INVALID_FIELD_FOR_INSERT_UPDATE",
      "Cannot specify any additional fields when marrying or separating a Person-Account"
    );
    return;
  }
  const contactType = contactOf(tx);
  const ids = tx.database
    .all('SELECT "Id" FROM "Contact" WHERE "AccountId" = ? AND "IsDeleted" = 0', [current.id])
    .map(([id]) => id as string);
  const contact = [...loadRecords(tx.database, contactType, ids).values()][0];
  if (row.old!.get("IsPersonAccount") === true) {
    current.set("IsPersonAccount", false);
    current.set("PersonContactId", null);
    tx.database.run('UPDATE "Contact" SET "IsPersonAccount" = 0 WHERE "AccountId" = ?', [current.id]);
    for (const name of personFields(type, contactType).values()) if (isOfPersons(name)) current.set(name, null);
  } else if (ids.length !== 1 || current.get("ParentId") !== null || contact!.get("ReportsToId") !== null) {
    row.fail(
      "INVALID_FIELD_FOR_INSERT_UPDATE",
      "An account becomes a person with exactly one contact, without a parent account and a superior"
    );
  } else {
    current.set("IsPersonAccount", true);
    current.set("PersonContactId", ids[0]!);
    for (const [name, ofAccount] of personFields(type, contactType)) {
      if (isOfPersons(ofAccount)) current.set(ofAccount, contact!.get(name));
    }
  }
}

/** Fields that an account has by being a person. */
function isOfPersons(name: string): boolean {
  return !["OwnerId", "Phone", "Fax", "Description"].includes(name);
}

/** A checkbox that is off says nothing. */
function isSet(value: FieldValue): boolean {
  return value !== null && value !== false && value !== "";
}

function isAccountOfPersons(type: SObjectType): boolean {
  return type.name === "Account" && hasPersonAccounts(type);
}

function personsAmong(type: SObjectType, rows: readonly Row[]): Row[] {
  return isAccountOfPersons(type) ? rows.filter(({ current }) => current.get("IsPersonAccount") === true) : [];
}

function contactOf(tx: Transaction): SObjectType {
  return tx.schema.object("Contact")!;
}

/** Record types of persons; the platform's own one first. */
function personRecordTypes(tx: Transaction): ReadonlySet<string> {
  const rows = tx.database.all(
    `SELECT "Id" FROM "RecordType" WHERE "IsPersonType" = 1 AND "SobjectType" = 'Account' ORDER BY "DeveloperName" <> 'PersonAccount', "Id"`
  );
  return new Set(rows.map(([id]) => id as string));
}
