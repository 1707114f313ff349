import assert from "node:assert/strict";
import { test } from "node:test";
import { orgWith, type ProjectTexts } from "../../testing/fixture.ts";
import { failedMethods } from "../../testing/results.ts";
import { runTests } from "../../testing/run-tests.ts";
import type { ApexMap } from "../../runtime/collections.ts";
import { SObjectRecord } from "../../../schema/record.ts";
import { customDataMethods } from "../schema/custom-data.ts";

/** Runs test methods in an org; each must pass. */
function holds(body: string, texts: ProjectTexts = {}): void {
  const result = runTests(
    orgWith({ ...texts, classes: [...(texts.classes ?? []), `@IsTest private class Holds_Test { ${body} }`] })
  );
  assert.ok(result.methods.length > 0);
  assert.deepEqual(
    failedMethods(result).map((method) => `${method.methodName}: ${method.failure!.message}`),
    []
  );
}

const lowUser = `static User lowUser() {
  User u = new User(LastName = 'Low', Alias = 'low', Email = 'low@example.com', Username = 'low@example.com.test', EmailEncodingKey = 'UTF-8',
    ProfileId = [SELECT Id FROM Profile WHERE Name = 'Minimum Access - Salesforce'].Id, TimeZoneSidKey = 'Europe/Warsaw', LocaleSidKey = 'en_US', LanguageLocaleKey = 'en_US');
  insert u;
  PermissionSet reader = new PermissionSet(Name = 'Reader', Label = 'Reader');
  insert reader;
  insert new ObjectPermissions(ParentId = reader.Id, SobjectType = 'Account', PermissionsRead = true, PermissionsEdit = true);
  insert new FieldPermissions(ParentId = reader.Id, SobjectType = 'Account', Field = 'Account.Phone', PermissionsRead = true, PermissionsEdit = false);
  insert new PermissionSetAssignment(AssigneeId = u.Id, PermissionSetId = reader.Id);
  return u;
}`;

test("fields that the user may not use are stripped from copies, and the object itself is refused", () => {
  holds(`${lowUser}
    @IsTest static void strips() {
      Account a = new Account(Name = 'A', Phone = '1', Website = 'w');
      System.runAs(new User(Id = UserInfo.getUserId())) { insert a; }
      System.runAs(lowUser()) {
        SObjectAccessDecision read = Security.stripInaccessible(AccessType.READABLE, [SELECT Name, Phone, Website FROM Account]);
        Account copy = (Account) read.getRecords()[0];
        System.assertEquals('1', copy.Phone);
        System.assert(!copy.isSet('Website'));
        System.assertEquals(new Set<String>{ 'Website' }, read.getRemovedFields().get('Account'));
        System.assertEquals(new Set<Integer>{ 0 }, read.getModifiedIndexes());
        SObjectAccessDecision edit = Security.stripInaccessible(AccessType.UPDATABLE, new List<Account>{ a });
        System.assert(!edit.getRecords()[0].isSet('Phone'));
        System.assertEquals('1', a.Phone);
        try { Security.stripInaccessible(AccessType.CREATABLE, new List<Account>{ a }); System.assert(false); } catch (NoAccessException e) { System.assert(e.getMessage().contains('Account')); }
        List<SObject> counts = [SELECT COUNT(Id) FROM Account GROUP BY Name];
        try { Security.stripInaccessible(AccessType.READABLE, counts); System.assert(false); } catch (UnsupportedOperationException e) { System.assertEquals('AggregateResult SObject types are not supported', e.getMessage()); }
        System.assert(Schema.SObjectType.Account.isAccessible() && !Schema.SObjectType.Account.isDeletable());
        System.assert(Account.Phone.getDescribe().isAccessible() && !Account.Phone.getDescribe().isUpdateable());
        try { Database.insert(new Account(Name = 'B'), AccessLevel.USER_MODE); System.assert(false); } catch (SecurityException e) { System.assert(e.getMessage().contains('Account')); }
      }
    }`);
});

test("custom permissions are those of the user's permission sets", () => {
  holds(
    `${lowUser}
    @IsTest static void checks() {
      User u = lowUser();
      System.runAs(u) { System.assert(!FeatureManagement.checkPermission('Approve')); }
      Id permission = [SELECT Id FROM CustomPermission WHERE DeveloperName = 'Approve'].Id;
      insert new SetupEntityAccess(ParentId = [SELECT Id FROM PermissionSet WHERE Name = 'Reader'].Id, SetupEntityId = permission);
      System.runAs(u) { System.assert(FeatureManagement.checkPermission('Approve')); }
    }`,
    {
      files: {
        "customPermissions/Approve.customPermission-meta.xml":
          '<?xml version="1.0" encoding="UTF-8"?>\n<CustomPermission xmlns="http://soap.sforce.com/2006/04/metadata"><isLicensed>false</isLicensed><label>Approve</label></CustomPermission>\n'
      }
    }
  );
});

test("an org of one currency has its own as everybody's (Apex Reference Guide: UserInfo Class)", () => {
  holds(`@IsTest static void currency() {
    System.assertEquals([SELECT DefaultCurrencyIsoCode FROM Organization].DefaultCurrencyIsoCode, UserInfo.getDefaultCurrency());
    System.assertEquals(3, UserInfo.getDefaultCurrency().length());
    System.assert(!UserInfo.isMultiCurrencyOrganization());
  }`);
});

// jongpie/NebulaLogger and declarative-lookup-rollup-summaries, whose tests pass in orgs, rely on each.
test("the session of a test says that it is one", () => {
  holds(`@IsTest static void told() {
    Assert.isTrue(UserInfo.getSessionId().endsWith('!ApexTestSession'));
  }`);
});

// jongpie/NebulaLogger.
test("the headers of a response are named in the order of the alphabet, as they were written", () => {
  holds(`@IsTest static void headers() {
    HttpResponse response = new HttpResponse();
    response.setHeader('someKey', 'one');
    response.setHeader('AnotherKey', 'two');
    Assert.areEqual(new List<String>{ 'AnotherKey', 'someKey' }, response.getHeaderKeys());
    Assert.areEqual('two', response.getHeader('anotherkey'));
  }`);
});

test("cache partitions keep copies, and builders fill them", () => {
  holds(
    `@IsTest static void caches() {
      List<Integer> numbers = new List<Integer>{ 1 };
      Cache.Org.put('numbers', numbers);
      numbers.add(2);
      System.assertEquals(1, ((List<Integer>) Cache.Org.get('numbers')).size());
      System.assertEquals(null, Cache.Session.get('numbers'));
      Cache.OrgPartition p = Cache.Org.getPartition('local.rates');
      System.assert(!p.contains('numbers'));
      System.assertEquals('loaded x', p.get(Loader.class, 'x'));
      System.assertEquals('loaded x', p.get(Loader.class, 'x'));
      System.assertEquals(1, Loader.loads);
      System.assert(Cache.Org.remove('numbers') && !Cache.Org.contains('numbers'));
      try { Cache.Org.put('a-b', 1); System.assert(false); } catch (Cache.InvalidParamException e) { System.assert(e.getMessage().contains('a-b')); }
    }
    @IsTest static void isFresh() { System.assertEquals(0, Cache.Org.getNumKeys()); }`,
    {
      classes: [
        "public class Loader implements Cache.CacheBuilder { public static Integer loads = 0; public Object doLoad(String key) { loads++; return 'loaded ' + key; } }"
      ]
    }
  );
});

test("e-mails count and need somebody to go to", () => {
  holds(`@IsTest static void sends() {
    Messaging.SingleEmailMessage m = new Messaging.SingleEmailMessage();
    m.setToAddresses(new List<String>{ 'a@example.com' });
    m.setSubject('Hi');
    m.setPlainTextBody('Text');
    Messaging.SendEmailResult[] r = Messaging.sendEmail(new Messaging.SingleEmailMessage[]{ m });
    System.assert(r[0].isSuccess() && r[0].success && r[0].errors.isEmpty());
    System.assertEquals(1, Limits.getEmailInvocations());
    System.assertEquals('Hi', m.getSubject());
    try { Messaging.sendEmail(new Messaging.SingleEmailMessage[]{ new Messaging.SingleEmailMessage() }); System.assert(false); } catch (EmailException e) { System.assert(e.getMessage().contains('Add a recipient')); }
  }`);
});

test("e-mail capacity is reserved up to the day's limit", () => {
  holds(`@IsTest static void reserves() {
    Messaging.reserveSingleEmailCapacity(4999);
    Messaging.reserveMassEmailCapacity(1);
    try { Messaging.reserveSingleEmailCapacity(1); System.assert(false); } catch (HandledException e) { System.assert(e.getMessage().contains('daily limit')); }
  }`);
});

test("tests set the request and response of Apex REST", () => {
  holds(
    `@IsTest static void answers() {
      RestContext.request = new RestRequest();
      RestContext.response = new RestResponse();
      RestContext.request.requestURI = '/services/apexrest/invoices/7';
      RestContext.request.addParameter('full', 'yes');
      RestContext.request.requestBody = Blob.valueOf('{"a":1}');
      System.assertEquals('7 yes 1', Endpoint.read());
      System.assertEquals(202, RestContext.response.statusCode);
      System.assertEquals(Quiddity.RUNTEST_SYNC, Request.getCurrent().getQuiddity());
      Url u = new Url('https://example.com:8443/a/b?c=d#e');
      System.assertEquals('example.com 8443 /a/b c=d e', u.getHost() + ' ' + u.getPort() + ' ' + u.getPath() + ' ' + u.getQuery() + ' ' + u.getRef());
    }
    @IsTest static void startsEmpty() { System.assertEquals(null, RestContext.request); }`,
    {
      classes: [
        `@RestResource(urlMapping='/invoices/*') global class Endpoint { @HttpGet global static String read() {
          RestRequest q = RestContext.request; RestContext.response.statusCode = 202;
          Map<String, Object> body = (Map<String, Object>) JSON.deserializeUntyped(q.requestBody.toString());
          return q.requestURI.substringAfterLast('/') + ' ' + q.params.get('full') + ' ' + body.get('a');
        } }`
      ]
    }
  );
});

const metadataObject = (body: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata">${body}</CustomObject>\n`;
const numberField = (name: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<CustomField xmlns="http://soap.sforce.com/2006/04/metadata"><fullName>${name}</fullName><label>${name}</label><type>Number</type><precision>10</precision><scale>2</scale></CustomField>\n`;

test("hierarchy settings merge user, profile and organization, and custom metadata is found by name", () => {
  const org = orgWith({
    files: {
      "objects/Defaults__c/Defaults__c.object-meta.xml": metadataObject(
        "<customSettingsType>Hierarchy</customSettingsType><enableFeeds>false</enableFeeds><label>Defaults</label><visibility>Public</visibility>"
      ),
      "objects/Defaults__c/fields/Low__c.field-meta.xml": numberField("Low__c"),
      "objects/Defaults__c/fields/High__c.field-meta.xml": numberField("High__c"),
      "objects/Rate__mdt/Rate__mdt.object-meta.xml": metadataObject(
        "<label>Rate</label><pluralLabel>Rates</pluralLabel><visibility>Public</visibility>"
      ),
      "objects/Rate__mdt/fields/Value__c.field-meta.xml": numberField("Value__c"),
      "customMetadata/Rate.USD.md-meta.xml":
        '<?xml version="1.0" encoding="UTF-8"?>\n<CustomMetadata xmlns="http://soap.sforce.com/2006/04/metadata" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><label>US Dollar</label><protected>false</protected><values><field>Value__c</field><value xsi:type="xsd:double">1.25</value></values></CustomMetadata>\n'
    }
  });
  const call = (object: string, signature: string, ...args: unknown[]) => {
    const type = org.schema.object(object)!;
    return (customDataMethods(type)![signature] as (...given: unknown[]) => unknown)(type, ...args);
  };
  const { administrator, id: organization } = org;
  org.transaction(administrator, (tx) =>
    org.runApex(tx, () => {
      const settings = org.schema.object("Defaults__c")!;
      const insert = (owner: string, values: SObjectRecord["values"]) =>
        org.saving.save(tx, "insert", [new SObjectRecord(settings, { SetupOwnerId: owner, ...values })], {
          allOrNone: true,
          accessMode: "system",
          withSharing: false
        });
      const texts = (record: unknown) =>
        ["Low__c", "High__c"].map((field) => String((record as SObjectRecord).get(field)));
      assert.deepEqual(texts(call("Defaults__c", "static T getOrgDefaults()")), ["null", "null"]);
      const one = call("Rate__mdt", "static T getInstance(String nameOrId)", "usd");
      assert.equal(String((one as SObjectRecord).get("Value__c")), "1.25");
      assert.equal(call("Rate__mdt", "static T getInstance(String nameOrId)", "none"), null);
      assert.equal((call("Rate__mdt", "static Map<String, T> getAll()") as ApexMap).size, 1);
      insert(organization, { Low__c: null, High__c: (one as SObjectRecord).get("Value__c") });
      insert(administrator.id, { Low__c: (one as SObjectRecord).get("Value__c") });
      assert.deepEqual(texts(call("Defaults__c", "static T getInstance()")), ["1.25", "1.25"]);
      assert.deepEqual(texts(call("Defaults__c", "static T getOrgDefaults()")), ["null", "1.25"]);
      assert.equal(call("Defaults__c", "static T getValues(Id userOrProfileId)", administrator.profileId), null);
    })
  );
});
