import { test } from "node:test";
import { holds } from "../apex/testing/fixture.ts";

const meta = (type: string, content: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><${type} xmlns="http://soap.sforce.com/2006/04/metadata">${content}</${type}>`;

const plan = {
  "objects/Plan__c/Plan__c.object-meta.xml": meta(
    "CustomObject",
    "<label>Plan</label><pluralLabel>Plans</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><sharingModel>Private</sharingModel><deploymentStatus>Deployed</deploymentStatus><enableHistory>true</enableHistory>"
  ),
  "objects/Plan__c/sharingReasons/Partner__c.sharingReason-meta.xml": meta(
    "SharingReason",
    "<fullName>Partner__c</fullName><label>Partner of the plan</label>"
  )
};

// "Apex Developer Guide: Sharing a Record Using Apex"
test("a record is shared for a reason of its object, and manually where none is given", () => {
  holds(
    `@IsTest static void shares() {
      Plan__c plan = new Plan__c(Name = 'A');
      insert plan;
      Group group1 = new Group(Name = 'One', Type = 'Regular');
      Group group2 = new Group(Name = 'Two', Type = 'Regular');
      System.runAs(new User(Id = UserInfo.getUserId())) { insert new List<Group>{ group1, group2 }; }
      insert new List<Plan__Share>{
        new Plan__Share(ParentId = plan.Id, UserOrGroupId = group1.Id, AccessLevel = 'Read', RowCause = Schema.Plan__Share.RowCause.Partner__c),
        new Plan__Share(ParentId = plan.Id, UserOrGroupId = group2.Id, AccessLevel = 'Read')
      };
      System.assertEquals('Partner__c', [SELECT RowCause FROM Plan__Share WHERE UserOrGroupId = :group1.Id].RowCause);
      System.assertEquals(Plan__Share.RowCause.Manual, [SELECT RowCause FROM Plan__Share WHERE UserOrGroupId = :group2.Id].RowCause);
    }`,
    { files: plan }
  );
});

test("objects whose history is tracked have an object of it, which Apex reads and does not write", () => {
  holds(
    `@IsTest static void has() {
      System.assertEquals(0, [SELECT COUNT() FROM Plan__History WHERE Parent.Name = 'A']);
      System.assertEquals(0, [SELECT COUNT() FROM OpportunityFieldHistory]);
      System.assert(!Schema.sObjectType.AccountHistory.isCreateable());
      List<Account> accounts = [SELECT Id, (SELECT Field, OldValue, NewValue FROM Histories) FROM Account];
      System.assertEquals(0, accounts.size());
    }`,
    { files: plan }
  );
});
