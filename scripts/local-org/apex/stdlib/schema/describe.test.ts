import { test } from "node:test";
import { evaluate } from "../../fixture.ts";
import { holds as holdsInOrg } from "../../testing/fixture.ts";

const holds = (statements: string) => void evaluate("null", statements);

test("objects describe themselves and their fields, whatever the case of the name", () => {
  holds(`
    Map<String, Schema.SObjectType> all = Schema.getGlobalDescribe();
    System.assertEquals(Account.SObjectType, all.get('ACCOUNT'));
    System.assert(!all.containsKey('Nothing__c'));
    Schema.DescribeSObjectResult d = Account.SObjectType.getDescribe();
    System.assertEquals('Account', d.getName());
    System.assertEquals('001', d.getKeyPrefix());
    System.assert(!d.isCustom());
    System.assertEquals(Account.Name, d.fields.getMap().get('name'));
    System.assertEquals('Account', Schema.describeSObjects(new List<String>{ 'account' })[0].getName());
  `);
});

test("fields describe their type, length and references", () => {
  holds(`
    Schema.DescribeFieldResult name = Account.Name.getDescribe();
    System.assertEquals(Schema.DisplayType.STRING, name.getType());
    System.assertEquals(255, name.getLength());
    System.assert(name.isNameField() && !name.isNillable());
    Schema.DescribeFieldResult parent = Contact.AccountId.getDescribe();
    System.assertEquals(Schema.DisplayType.REFERENCE, parent.getType());
    System.assertEquals(Account.SObjectType, parent.getReferenceTo()[0]);
    System.assertEquals('Account', parent.getRelationshipName());
    System.assertEquals('AccountId', String.valueOf(Contact.AccountId));
  `);
});

test("types are found by name, compared and made", () => {
  holds(`
    Type t = Type.forName('Account');
    System.assertEquals(Account.class, t);
    System.assert(((SObject) t.newInstance()).getSObjectType() == Account.SObjectType);
    System.assertEquals(null, Type.forName('Nothing'));
    System.assertEquals(0, ((List<Integer>) Type.forName('List<Integer>').newInstance()).size());
    System.assertEquals('x', (String) Account.SObjectType.newSObject().get('Name') == null ? 'x' : 'y');
  `);
});

test("how eagerly an object is described makes no difference to what is told of it", () => {
  holds(`
    System.assertEquals('Account', Account.SObjectType.getDescribe(SObjectDescribeOptions.DEFERRED).getName());
    System.assertEquals(3, Schema.SObjectDescribeOptions.values().size());
  `);
});

test("field permissions are for fields that a record can do without", () => {
  holds(`
    System.assert(Account.AccountNumber.getDescribe().isPermissionable());
    System.assert(!Account.Name.getDescribe().isPermissionable());
    System.assert(!Account.CreatedDate.getDescribe().isPermissionable());
  `);
});

test("objects tell whether they can be merged and to which object they belong", () => {
  holdsInOrg(`@IsTest static void tells() {
    System.assert(Account.SObjectType.getDescribe().isMergeable());
    System.assert(!Opportunity.SObjectType.getDescribe().isMergeable());
    System.assertEquals('Share', AccountShare.SObjectType.getDescribe().getAssociateEntityType());
    System.assertEquals('Account', AccountShare.SObjectType.getDescribe().getAssociateParentEntity());
    System.assertEquals(null, Account.SObjectType.getDescribe().getAssociateEntityType());
    System.assert(!Account.SObjectType.getDescribe().isFeedEnabled() && !Account.SObjectType.getDescribe().getHasSubtypes());
    Schema.DataCategory category = new Schema.DataCategory();
    System.assertEquals(null, category.getLabel());
  }`);
});

const metadata = (type: string, body: string): string =>
  `<${type} xmlns="http://soap.sforce.com/2006/04/metadata">${body}</${type}>`;
const translated = {
  "objects/Shipment__c/Shipment__c.object-meta.xml": metadata(
    "CustomObject",
    "<deploymentStatus>Deployed</deploymentStatus><label>Shipment</label><pluralLabel>Shipments</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><sharingModel>ReadWrite</sharingModel>"
  ),
  "objects/Shipment__c/fields/State__c.field-meta.xml": metadata(
    "CustomField",
    "<fullName>State__c</fullName><inlineHelpText>Where it is</inlineHelpText><label>State</label><type>Picklist</type><valueSet><valueSetDefinition><sorted>false</sorted><value><fullName>Sent</fullName><default>false</default><label>Sent off</label></value><value><fullName>There</fullName><default>false</default><label>There</label></value></valueSetDefinition></valueSet>"
  ),
  "objectTranslations/Shipment__c-tr/Shipment__c-tr.objectTranslation-meta.xml": metadata(
    "CustomObjectTranslation",
    "<caseValues><plural>false</plural><value>Gönderi</value></caseValues><caseValues><plural>true</plural><value>Gönderiler</value></caseValues><fields><help>Nerede</help><label>Durum</label><name>State__c</name><picklistValues><masterLabel>Sent off</masterLabel><translation>Yolda</translation></picklistValues></fields>"
  )
};

test("labels are in the user's language, and the schema's own where nobody translated them (DescribeFieldResult Class: getLabel)", () => {
  holdsInOrg(
    `static void says(String objectLabel, String plural, String fieldLabel, String help, String sent, String arrived) {
      Schema.DescribeSObjectResult shipment = Shipment__c.SObjectType.getDescribe();
      System.assertEquals(objectLabel + '/' + plural, shipment.getLabel() + '/' + shipment.getLabelPlural());
      Schema.DescribeFieldResult state = Shipment__c.State__c.getDescribe();
      System.assertEquals(fieldLabel + '/' + help, state.getLabel() + '/' + state.getInlineHelpText());
      System.assertEquals(sent, state.getPicklistValues()[0].getLabel());
      System.assertEquals('Sent', state.getPicklistValues()[0].getValue());
      List<Shipment__c> shipments = [SELECT toLabel(State__c) FROM Shipment__c WITH SYSTEM_MODE ORDER BY Name];
      System.assertEquals(sent + '/' + arrived, shipments[0].State__c + '/' + shipments[1].State__c);
    }
    @IsTest static void labels() {
      insert new List<Shipment__c>{ new Shipment__c(Name = '1', State__c = 'Sent'), new Shipment__c(Name = '2', State__c = 'There') };
      says('Shipment', 'Shipments', 'State', 'Where it is', 'Sent off', 'There');
      User u = new User(LastName = 'Ay', Alias = 'ay', Email = 'ay@example.com', Username = 'ay@example.com.test', EmailEncodingKey = 'UTF-8',
        ProfileId = UserInfo.getProfileId(), TimeZoneSidKey = 'Europe/Istanbul', LocaleSidKey = 'tr_TR', LanguageLocaleKey = 'tr');
      System.runAs(u) { says('Gönderi', 'Gönderiler', 'Durum', 'Nerede', 'Yolda', 'There'); }
    }`,
    { files: translated }
  );
});

/** "Apex Reference Guide: Schema Class, describeTabs", DescribeTabSetResult, DescribeTabResult; "Object Reference: TabDefinition". */
test("apps describe their tabs, which queries find too", () => {
  holdsInOrg(
    `@IsTest static void tabs() {
      List<Schema.DescribeTabSetResult> apps = Schema.describeTabs();
      System.assertEquals('Depot', apps[0].getLabel());
      Schema.DescribeTabResult tab = apps[0].getTabs()[0];
      System.assertEquals('Shipment__c', tab.getSobjectName());
      System.assertEquals('Shipments', tab.getLabel());
      System.assert(tab.isCustom() && tab.getUrl().endsWith('/lightning/o/Shipment__c/list'));
      System.assertEquals(new List<Schema.DescribeIconResult>(), tab.getIcons());
      System.assertEquals('Shipments', [SELECT Label FROM TabDefinition WHERE SobjectName = 'Shipment__c'].Label);
    }`,
    {
      files: {
        "objects/Shipment__c/Shipment__c.object-meta.xml":
          translated["objects/Shipment__c/Shipment__c.object-meta.xml"],
        "tabs/Shipment__c.tab-meta.xml": metadata(
          "CustomTab",
          "<customObject>true</customObject><motif>Custom1: Heart</motif>"
        ),
        "applications/Depot.app-meta.xml": metadata(
          "CustomApplication",
          "<label>Depot</label><tabs>Shipment__c</tabs><uiType>Lightning</uiType>"
        )
      }
    }
  );
});

/** "Apex Reference Guide: DescribeFieldResult Class, getCompoundFieldName"; "Object Reference": the objects that are named. */
test("parts tell their compound field, and objects that hold nothing here may be named", () => {
  holdsInOrg(`@IsTest static void tells() {
    System.assertEquals('BillingAddress', Account.BillingCity.getDescribe().getCompoundFieldName());
    System.assertEquals(null, Account.Phone.getDescribe().getCompoundFieldName());
    for (String name : new List<String>{ 'RecentlyViewed', 'SiteDetail', 'ManagedContent', 'MailmergeTemplate', 'IconDefinition' })
      System.assertEquals(0, Database.countQuery('SELECT COUNT() FROM ' + name), name);
    List<Site> sites = [SELECT Id, Name FROM Site];
    System.assert(sites.isEmpty() && Site.getName() == null);
    System.assert([SELECT COUNT() FROM EntityParticle WHERE EntityDefinition.QualifiedApiName = 'Account'] > 10);
    System.assertEquals(Url.getOrgDomainUrl().toExternalForm(), Url.getSalesforceBaseUrl().toExternalForm());
    try { Crypto.signWithCertificate('RSA-SHA256', Blob.valueOf('a'), 'none'); System.assert(false); }
    catch (System.NoDataFoundException e) { System.assert(e.getMessage().contains('no certificate none')); }
  }`);
});

// "SOAP API Developer Guide: PicklistEntry"; public packages read dependent picklists from its JSON, in orgs too.
test("a picklist's entry has a form in JSON", () => {
  holds(`
    Schema.PicklistEntry entry = Account.Rating.getDescribe().getPicklistValues()[0];
    Map<String, Object> members = (Map<String, Object>) JSON.deserializeUntyped(JSON.serialize(entry));
    System.assertEquals(entry.getValue(), members.get('value'));
    System.assertEquals(entry.getLabel(), members.get('label'));
    System.assertEquals(true, members.get('active'));
    System.assert(members.containsKey('validFor') && members.get('validFor') == null);
  `);
});
