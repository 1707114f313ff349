import assert from "node:assert/strict";
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fieldFile, metadata } from "../metadata/rules/fixture.ts";
import { readProject } from "../metadata/project.ts";
import { ProjectReader } from "../metadata/project-reader.ts";
import { openOrg } from "./embedded-org.ts";
import type { Org } from "./types.ts";

const apexMeta = metadata("ApexClass", "<apiVersion>66.0</apiVersion><status>Active</status>");
const triggerMeta = metadata("ApexTrigger", "<apiVersion>66.0</apiVersion><status>Active</status>");
const files: Readonly<Record<string, string>> = {
  "objects/Contact/fields/Shoe_Size__c.field-meta.xml": fieldFile(
    "Shoe_Size__c",
    "<precision>3</precision><scale>0</scale><type>Number</type>"
  ),
  "objects/Contact/fields/Double_Size__c.field-meta.xml": fieldFile(
    "Double_Size__c",
    "<formula>Shoe_Size__c * 2</formula><precision>18</precision><scale>0</scale><type>Number</type>"
  ),
  "objects/PersonAccount/recordTypes/Patient.recordType-meta.xml": metadata(
    "RecordType",
    "<fullName>Patient</fullName><active>true</active><label>Patient</label>"
  ),
  "objects/Account/recordTypes/Firm.recordType-meta.xml": metadata(
    "RecordType",
    "<fullName>Firm</fullName><active>true</active><label>Firm</label>"
  ),
  "classes/Log.cls": "public class Log { public static List<String> lines = new List<String>(); }",
  "classes/Log.cls-meta.xml": apexMeta,
  "triggers/OnAccount.trigger":
    "trigger OnAccount on Account (before insert, after insert, before update, after update, before delete) { Account one = Trigger.isDelete ? Trigger.old[0] : Trigger.new[0]; Log.lines.add(Trigger.operationType + ' ' + one.IsPersonAccount + ' ' + (one.PersonContactId != null)); }",
  "triggers/OnAccount.trigger-meta.xml": triggerMeta,
  "triggers/OnContact.trigger":
    "trigger OnContact on Contact (before insert, after update, before delete) { Log.lines.add('contact ' + Trigger.operationType); }",
  "triggers/OnContact.trigger-meta.xml": triggerMeta
};

function deployed(given: Readonly<Record<string, string>> = files): Org {
  const tree = Object.entries(given).map(([path, text]) => ({ path: `app/${path}`, read: () => Buffer.from(text) }));
  const org = openOrg();
  const project = new ProjectReader("", tree, { sourceApiVersion: "66.0", namespace: "" }).read();
  assert.deepEqual(org.deploy(project).problems, []);
  return org;
}

function lines(script: string): string[] {
  const org = deployed();
  const written: string[] = [];
  const { problems, thrown } = org.executeAnonymous(org.administrator, script, {
    write: (_level, _place, message) => written.push(message)
  });
  org.close();
  assert.deepEqual([problems, thrown], [undefined, undefined]);
  return written;
}

// "SOAP API Developer Guide: Person Account Record Types"; "Object Reference: RecordType", IsPersonType.
test("an account of a person's record type is a contact too, which has its values", () => {
  const script = `
    for (RecordType one : [SELECT DeveloperName, IsPersonType FROM RecordType WHERE SobjectType = 'Account' ORDER BY DeveloperName])
      System.debug(one.DeveloperName + ' ' + one.IsPersonType);
    Id patient = Schema.SObjectType.Account.getRecordTypeInfosByDeveloperName().get('Patient').getRecordTypeId();
    Account ada = new Account(RecordTypeId = patient, FirstName = 'Ada', LastName = 'Lovelace', PersonEmail = 'ada@example.com', Phone = '1', PersonMailingCity = 'London', Shoe_Size__pc = 38);
    insert ada;
    Account stored = [SELECT Name, IsPersonAccount, PersonContactId, PersonContact.Email, PersonMailingAddress, Shoe_Size__pc, Double_Size__pc FROM Account];
    Contact contact = [SELECT Id, Name, FirstName, Email, Phone, MailingCity, Shoe_Size__c, IsPersonAccount, AccountId, Account.IsPersonAccount FROM Contact];
    System.debug(stored.Name + ' ' + stored.IsPersonAccount + ' ' + (stored.PersonContactId == contact.Id) + ' ' + stored.PersonContact.Email + ' ' + stored.PersonMailingAddress.getCity() + ' ' + stored.Double_Size__pc);
    System.debug(contact.Name + ' ' + contact.Email + ' ' + contact.Phone + ' ' + contact.MailingCity + ' ' + contact.Shoe_Size__c + ' ' + contact.IsPersonAccount + ' ' + (contact.AccountId == ada.Id));
    update new Account(Id = ada.Id, FirstName = 'Augusta', Shoe_Size__pc = 39);
    contact = [SELECT Name, Shoe_Size__c FROM Contact];
    System.debug(contact.Name + ' ' + contact.Shoe_Size__c);
    update new Contact(Id = contact.Id, Email = 'augusta@example.com', LastName = 'King');
    stored = [SELECT Name, PersonEmail FROM Account];
    System.debug(stored.Name + ' ' + stored.PersonEmail);`;
  assert.deepEqual(lines(script), [
    "Firm false",
    "Patient true",
    "PersonAccount true",
    "Ada Lovelace true true ada@example.com London 76",
    "Ada Lovelace ada@example.com 1 London 38 true true",
    "Augusta Lovelace 39",
    "Augusta King augusta@example.com"
  ]);
});

// "Apex Developer Guide: Operations That Don't Invoke Triggers": inserts, updates and deletes of person accounts fire the account's.
test("triggers of accounts see persons, those of contacts do not", () => {
  const script = `
    Account ada = new Account(LastName = 'Lovelace');
    insert ada;
    update new Contact(Id = [SELECT Id FROM Contact].Id, Email = 'ada@example.com');
    delete ada;
    System.debug(String.join(Log.lines, ', '));
    System.debug([SELECT COUNT() FROM Contact]);
    undelete ada;
    System.debug([SELECT AccountId FROM Contact].AccountId == ada.Id);
    Log.lines.clear();
    insert new Contact(LastName = 'Other');
    System.debug(Log.lines);`;
  assert.deepEqual(lines(script), [
    "BEFORE_INSERT true false, AFTER_INSERT true true, BEFORE_UPDATE true true, AFTER_UPDATE true true, BEFORE_DELETE true true",
    "0",
    "true",
    "(contact BEFORE_INSERT)"
  ]);
});

// The same; the refusals of names are quoted by lekkimworld/salesforce-personaccount-field-reference.
test("what persons refuse: names of their own, contacts beside them, a contact deleted alone", () => {
  const script = `
    Account ada = new Account(LastName = 'Lovelace');
    insert ada;
    Id contact = [SELECT Id FROM Contact].Id;
    List<List<SObject>> inserted = new List<List<SObject>>{
      new List<Account>{ new Account(LastName = 'L', Name = 'Other') },
      new List<Account>{ new Account(Name = 'Firm', PersonEmail = 'a@example.com') },
      new List<Contact>{ new Contact(LastName = 'Second', AccountId = ada.Id) }
    };
    for (List<SObject> some : inserted) System.debug(Database.insert(some, false)[0].getErrors()[0].getStatusCode());
    for (Account known : [SELECT Name, FirstName FROM Account]) {
      known.FirstName = 'Ada';
      System.debug(Database.update(known, false).getErrors()[0].getMessage().substringBefore('.'));
    }
    System.debug(Database.delete(contact, false).getErrors()[0].getStatusCode());`;
  assert.deepEqual(lines(script), [
    "INVALID_FIELD_FOR_INSERT_UPDATE",
    "INVALID_FIELD_FOR_INSERT_UPDATE",
    "FIELD_INTEGRITY_EXCEPTION",
    "Unable to create/update fields: Name",
    "DELETE_FAILED"
  ]);
});

// "Apex Developer Guide: Operations That Don't Invoke Triggers" and "Person Account Record Types": from business to person and back.
test("an account with one contact becomes a person, and a person an account with a contact", () => {
  const script = `
    Account firm = new Account(Name = 'Firm');
    insert firm;
    insert new Contact(AccountId = firm.Id, FirstName = 'Ada', LastName = 'Lovelace', Email = 'ada@example.com');
    Log.lines.clear();
    Id patient = Schema.SObjectType.Account.getRecordTypeInfosByDeveloperName().get('Patient').getRecordTypeId();
    System.debug(Database.update(new Account(Id = firm.Id, RecordTypeId = patient, Phone = '1'), false).getErrors()[0].getMessage());
    update new Account(Id = firm.Id, RecordTypeId = patient);
    Account person = [SELECT Name, PersonEmail, IsPersonAccount FROM Account];
    System.debug(person.Name + ' ' + person.PersonEmail + ' ' + person.IsPersonAccount);
    update new Account(Id = firm.Id, RecordTypeId = Schema.SObjectType.Account.getRecordTypeInfosByDeveloperName().get('Firm').getRecordTypeId());
    person = [SELECT PersonContactId, IsPersonAccount, (SELECT Name, IsPersonAccount FROM Contacts) FROM Account];
    System.debug(person.IsPersonAccount + ' ' + person.PersonContactId + ' ' + person.Contacts[0].Name + ' ' + person.Contacts[0].IsPersonAccount);
    System.debug(Log.lines);`;
  assert.deepEqual(lines(script), [
    "Cannot specify any additional fields when marrying or separating a Person-Account",
    "Ada Lovelace ada@example.com true",
    "false null Ada Lovelace false",
    "()"
  ]);
});

// "Salesforce DX Developer Guide: Scratch Org Features", PersonAccounts.
test("an org has person accounts where its scratch definition or its metadata says so", () => {
  const root = mkdtempSync(join(tmpdir(), "persons-"));
  mkdirSync(join(root, "config"));
  mkdirSync(join(root, "app"));
  writeFileSync(join(root, "sfdx-project.json"), JSON.stringify({ packageDirectories: [{ path: "app" }] }));
  const org = openOrg();
  const knows = (features: readonly string[]): boolean => {
    writeFileSync(join(root, "config", "project-scratch-def.json"), JSON.stringify({ features }));
    org.deploy(readProject(root));
    return org.schema.object("Account")!.field("PersonEmail") !== undefined;
  };
  assert.deepEqual([knows(["API"]), knows(["API", "PersonAccounts"])], [false, true]);
  assert.equal(org.schema.object("Contact")!.field("IsPersonAccount")?.type, "boolean");
  org.close();
  rmSync(root, { recursive: true });
});
