import { test } from "node:test";
import { holds } from "../../testing/fixture.ts";

const xml = (type: string, content: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><${type} xmlns="http://soap.sforce.com/2006/04/metadata" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">${content}</${type}>`;
const textField = (name: string): string =>
  xml("CustomField", `<fullName>${name}</fullName><label>${name}</label><type>Text</type><length>20</length>`);

test("an error on a field expression stands on the field, also under the second record of a trigger", () => {
  holds(
    `@IsTest static void stands() {
      Account a = new Account(Name = 'bad');
      a.Name.addError('first');
      System.assert(a.hasErrors());
      Database.SaveResult[] results = Database.insert(new List<Account>{ new Account(Name = 'good'), new Account(Name = 'bad') }, false);
      System.assert(results[0].isSuccess());
      Database.Error e = results[1].getErrors()[0];
      System.assertEquals('No bad names', e.getMessage());
      System.assertEquals(new List<String>{ 'Name' }, e.getFields());
    }`,
    {
      triggers: [
        "trigger OnAccount on Account (before insert) { for (Account a : Trigger.new) if (a.Name == 'bad') a.Name.addError('No bad names', false); }"
      ]
    }
  );
});

test("custom metadata and custom settings are read by methods on their names", () => {
  // A level without a record gets a new one: "contains an ID set to null and merged fields from higher in the hierarchy".
  holds(
    `@IsTest static void reads() {
      System.assertEquals('1.5', Rate__mdt.getInstance('USD').Value__c);
      System.assertEquals(new Set<String>{ 'USD' }, Rate__mdt.getAll().keySet());
      System.assertEquals(null, Rate__mdt.getInstance('EUR'));
      System.assertEquals(null, Switch__c.getInstance().Mode__c);
      insert new Switch__c(SetupOwnerId = UserInfo.getOrganizationId(), Mode__c = 'on');
      Switch__c mine = Switch__c.getInstance();
      System.assertEquals('on', mine.Mode__c);
      System.assertEquals(null, mine.Id);
      System.assertEquals(UserInfo.getUserId(), mine.SetupOwnerId);
      System.assertEquals('on', Switch__c.getOrgDefaults().Mode__c);
      System.assertEquals(null, Switch__c.getValues(UserInfo.getUserId()));
      delete [SELECT Id FROM Switch__c];
      insert new Switch__c(Mode__c = 'all');
      System.assertEquals('all', Switch__c.getOrgDefaults().Mode__c);
      insert new Country__c(Name = 'TR', Mode__c = 'big');
      System.assertEquals('big', Country__c.getInstance('TR').Mode__c);
      System.assertEquals(1, Country__c.getAll().size());
    }`,
    {
      files: {
        "objects/Rate__mdt/Rate__mdt.object-meta.xml": xml(
          "CustomObject",
          "<label>Rate</label><pluralLabel>Rates</pluralLabel><visibility>Public</visibility>"
        ),
        "objects/Rate__mdt/fields/Value__c.field-meta.xml": textField("Value__c"),
        "customMetadata/Rate.USD.md-meta.xml": xml(
          "CustomMetadata",
          '<label>USD</label><protected>false</protected><values><field>Value__c</field><value xsi:type="xsd:string">1.5</value></values>'
        ),
        "objects/Switch__c/Switch__c.object-meta.xml": xml(
          "CustomObject",
          "<label>Switch</label><customSettingsType>Hierarchy</customSettingsType><visibility>Public</visibility>"
        ),
        "objects/Switch__c/fields/Mode__c.field-meta.xml": textField("Mode__c"),
        "objects/Country__c/Country__c.object-meta.xml": xml(
          "CustomObject",
          "<label>Country</label><customSettingsType>List</customSettingsType><visibility>Public</visibility>"
        ),
        "objects/Country__c/fields/Mode__c.field-meta.xml": textField("Mode__c")
      }
    }
  );
});

test("field sets are described with their members in order", () => {
  holds(
    `@IsTest static void describes() {
      Schema.FieldSet card = Schema.SObjectType.Contact.fieldSets.getMap().get('Card');
      System.assertEquals('The card', card.getLabel());
      System.assertEquals(Contact.SObjectType, card.getSObjectType());
      List<String> paths = new List<String>();
      for (Schema.FieldSetMember member : SObjectType.Contact.FieldSets.Card.getFields()) paths.add(member.getFieldPath() + ':' + member.getRequired());
      System.assertEquals(new List<String>{ 'LastName:true', 'Account.Name:false' }, paths);
      System.assertEquals(Schema.DisplayType.STRING, card.getFields()[1].getType());
      System.assertEquals(Account.Name, card.fields[1].getSObjectField());
      System.assertEquals(Account.Name, Account.SObjectType.fields.Name);
    }`,
    {
      files: {
        "objects/Contact/fieldSets/Card.fieldSet-meta.xml": xml(
          "FieldSet",
          "<fullName>Card</fullName><description>d</description><displayedFields><field>LastName</field><isFieldManaged>false</isFieldManaged><isRequired>true</isRequired></displayedFields><displayedFields><field>Account.Name</field><isFieldManaged>false</isFieldManaged><isRequired>false</isRequired></displayedFields><label>The card</label>"
        )
      }
    }
  );
});
