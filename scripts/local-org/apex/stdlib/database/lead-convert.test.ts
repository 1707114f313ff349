import { test } from "node:test";
import { holds } from "../../testing/fixture.ts";

const convert = `
  static Lead lead(String status) {
    Lead l = new Lead(FirstName = 'Ann', LastName = 'Fry', Company = 'Fry & Sons', Email = 'ann@example.com', Phone = '1', LeadSource = 'Web', City = 'Bursa');
    insert l;
    return l;
  }
  static Database.LeadConvert conversionOf(Lead l) {
    Database.LeadConvert c = new Database.LeadConvert();
    c.setLeadId(l.Id);
    c.setConvertedStatus([SELECT ApiName FROM LeadStatus WHERE IsConverted = true LIMIT 1].ApiName);
    return c;
  }`;

// "Apex Developer Guide: Converting Leads", "Salesforce Help: Lead Conversion Field Mapping"
test("a lead becomes an account, a contact and an opportunity with its primary contact", () => {
  holds(`${convert}
    @IsTest static void converts() {
      Lead l = lead(null);
      insert new Task(WhoId = l.Id, Subject = 'Call');
      Database.LeadConvertResult result = Database.convertLead(conversionOf(l));
      System.assert(result.isSuccess());
      Account a = [SELECT Name, Phone, AccountSource, BillingCity FROM Account WHERE Id = :result.getAccountId()];
      System.assertEquals('Fry & Sons 1 Web Bursa', a.Name + ' ' + a.Phone + ' ' + a.AccountSource + ' ' + a.BillingCity);
      Contact c = [SELECT FirstName, LastName, Email, MailingCity, AccountId, (SELECT Subject FROM Tasks) FROM Contact WHERE Id = :result.getContactId()];
      System.assertEquals('Ann Fry ann@example.com Bursa', c.FirstName + ' ' + c.LastName + ' ' + c.Email + ' ' + c.MailingCity);
      System.assertEquals(a.Id, c.AccountId);
      System.assertEquals('Call', c.Tasks[0].Subject);
      Opportunity o = [SELECT Name, AccountId, StageName, CloseDate, (SELECT ContactId, IsPrimary FROM OpportunityContactRoles) FROM Opportunity];
      System.assertEquals(result.getOpportunityId(), o.Id);
      System.assertEquals('Prospecting', o.StageName);
      System.assertEquals(1, o.CloseDate.addDays(1).day());
      System.assertEquals(0, Math.mod(o.CloseDate.month(), 3));
      System.assertEquals(c.Id, o.OpportunityContactRoles[0].ContactId);
      l = [SELECT IsConverted, Status, ConvertedAccountId, ConvertedContactId, ConvertedOpportunityId, ConvertedDate FROM Lead];
      System.assert(l.IsConverted);
      System.assertEquals(Date.today(), l.ConvertedDate);
      System.assertEquals(new List<Id>{ a.Id, c.Id, o.Id }, new List<Id>{ l.ConvertedAccountId, l.ConvertedContactId, l.ConvertedOpportunityId });
    }`);
});

test("of records that exist only empty fields are filled, and no opportunity is made where none is wanted", () => {
  holds(`${convert}
    @IsTest static void merges() {
      Account a = new Account(Name = 'Old', Phone = '9');
      insert a;
      Contact c = new Contact(LastName = 'Older', AccountId = a.Id, LeadSource = 'Other');
      insert c;
      Database.LeadConvert wanted = conversionOf(lead(null));
      wanted.setAccountId(a.Id);
      wanted.setContactId(c.Id);
      wanted.setDoNotCreateOpportunity(true);
      wanted.setOverwriteLeadSource(true);
      Database.LeadConvertResult result = Database.convertLead(wanted);
      System.assertEquals(null, result.getOpportunityId());
      a = [SELECT Name, Phone, BillingCity FROM Account];
      System.assertEquals('Old 9 Bursa', a.Name + ' ' + a.Phone + ' ' + a.BillingCity);
      c = [SELECT FirstName, LastName, LeadSource FROM Contact];
      System.assertEquals('Ann Older Web', c.FirstName + ' ' + c.LastName + ' ' + c.LeadSource);
    }`);
});

test("what fails leaves nothing, and is thrown unless partial success is asked for", () => {
  holds(`${convert}
    @IsTest static void fails() {
      Database.LeadConvert good = conversionOf(lead(null));
      Database.LeadConvert bad = conversionOf(lead(null));
      bad.setConvertedStatus('Open - Not Contacted');
      List<Database.LeadConvertResult> results = Database.convertLead(new List<Database.LeadConvert>{ good, bad }, false);
      System.assert(results[0].isSuccess() && !results[1].isSuccess());
      System.assertEquals(StatusCode.INVALID_STATUS, results[1].getErrors()[0].getStatusCode());
      System.assertEquals(1, [SELECT COUNT() FROM Account]);
      try {
        Database.convertLead(bad);
        System.assert(false);
      } catch (DmlException e) {
        System.assert(e.getMessage().startsWith('ConvertLead failed. First exception on row 0'), e.getMessage());
      }
    }`);
});

// "Apex Developer Guide: Triggers and Bulk Requests"
test("triggers run once for leads that are converted together", () => {
  holds(
    `${convert}
    @IsTest static void converts() {
      List<Database.LeadConvert> wanted = new List<Database.LeadConvert>();
      for (Integer i = 0; i < 3; i++) wanted.add(conversionOf(lead(null)));
      for (Database.LeadConvertResult result : Database.convertLead(wanted)) System.assert(result.isSuccess());
      System.assertEquals(new List<Integer>{ 3 }, Runs.sizes);
      System.assertEquals(3, [SELECT COUNT() FROM Lead WHERE IsConverted = TRUE AND ConvertedOpportunityId != NULL]);
    }`,
    {
      classes: ["public class Runs { public static List<Integer> sizes = new List<Integer>(); }"],
      triggers: ["trigger Converted on Lead (after update) { Runs.sizes.add(Trigger.new.size()); }"]
    }
  );
});

test("results are made from JSON, as tests need them", () => {
  holds(`@IsTest static void reads() {
    Database.LeadConvertResult result = (Database.LeadConvertResult) JSON.deserialize('{"success":false,"errors":[{"message":"no","statusCode":"FIELD_CUSTOM_VALIDATION_EXCEPTION"}]}', Database.LeadConvertResult.class);
    System.assertEquals('no', result.getErrors()[0].getMessage());
    System.assert(JSON.serialize(result).contains('"message":"no"'), JSON.serialize(result));
    Database.EmptyRecycleBinResult emptied = (Database.EmptyRecycleBinResult) JSON.deserialize('{"success":true}', Database.EmptyRecycleBinResult.class);
    Database.MergeResult merged = (Database.MergeResult) JSON.deserialize('{"success":true,"mergedRecordIds":["001000000000001AAA"]}', Database.MergeResult.class);
    System.assert(emptied.isSuccess() && merged.getMergedRecordIds().size() == 1);
  }`);
});

// "Object Reference: OpportunityStage", "CaseStatus" …
test("the values of stages and statuses are records too", () => {
  holds(`@IsTest static void lists() {
    System.assertEquals('Closed Won', [SELECT ApiName FROM OpportunityStage WHERE IsWon = true].ApiName);
    System.assertEquals(10, [SELECT COUNT() FROM OpportunityStage WHERE IsActive = true]);
    System.assertEquals('Closed', [SELECT MasterLabel FROM CaseStatus WHERE IsClosed = true].MasterLabel);
    System.assertEquals('Open - Not Contacted', [SELECT MasterLabel FROM LeadStatus WHERE IsDefault = true].MasterLabel);
    System.assertEquals('Activated', [SELECT StatusCode FROM ContractStatus WHERE MasterLabel = 'Activated'].StatusCode);
  }`);
});

test("a new record has its default values where they are asked for, and identifiers are texts in JSON", () => {
  holds(
    `@IsTest static void defaults() {
      Account a = (Account) Account.SObjectType.newSObject(null, true);
      System.assertEquals('low', a.Level__c);
      UUID id = UUID.randomUUID();
      System.assertEquals('"' + id + '"', JSON.serialize(id));
      System.assertEquals(Datetime.newInstance(1000), Datetime.valueOf(1000L));
    }`,
    {
      files: {
        "objects/Account/fields/Level__c.field-meta.xml": `<?xml version="1.0" encoding="UTF-8"?><CustomField xmlns="http://soap.sforce.com/2006/04/metadata"><fullName>Level__c</fullName><label>Level</label><type>Text</type><length>20</length><defaultValue>'low'</defaultValue></CustomField>`
      }
    }
  );
});
