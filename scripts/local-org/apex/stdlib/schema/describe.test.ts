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
