import { test } from "node:test";
import { metadata, objectFile } from "../metadata/rules/fixture.ts";
import { holds } from "../apex/testing/fixture.ts";

const files = {
  "objects/Secret__c/Secret__c.object-meta.xml": objectFile("Private"),
  "permissionsets/Reader.permissionset-meta.xml": metadata(
    "PermissionSet",
    "<label>Reader</label><objectPermissions><allowCreate>false</allowCreate><allowDelete>false</allowDelete><allowEdit>false</allowEdit><allowRead>true</allowRead><modifyAllRecords>false</modifyAllRecords><object>Secret__c</object><viewAllRecords>false</viewAllRecords></objectPermissions>"
  )
};

// "Object Reference: Group", Type: Role, RoleAndSubordinates and Organization.
test("a record is shared with a role, with a role and who is below, and with everybody by their groups", () => {
  holds(
    `static User userIn(UserRole role, Integer i) {
      User made = new User(UserRoleId = role?.Id, ProfileId = [SELECT Id FROM Profile WHERE Name = 'Minimum Access - Salesforce'].Id, Username = 'r' + i + '@example.invalid', LastName = 'r', Alias = 'r' + i, Email = 'r@example.invalid', TimeZoneSidKey = 'UTC', LocaleSidKey = 'en_US', LanguageLocaleKey = 'en_US', EmailEncodingKey = 'UTF-8');
      insert made;
      insert new PermissionSetAssignment(AssigneeId = made.Id, PermissionSetId = [SELECT Id FROM PermissionSet WHERE Name = 'Reader'].Id);
      return made;
    }
    static String seen(User who) {
      List<String> names = new List<String>();
      System.runAs(who) { for (Secret__c one : [SELECT Name FROM Secret__c WITH USER_MODE ORDER BY Name]) names.add(one.Name); }
      return String.join(names, ' ');
    }
    @IsTest static void shares() {
      UserRole top = new UserRole(Name = 'Top', DeveloperName = 'Top_One');
      insert top;
      UserRole low = new UserRole(Name = 'Low', DeveloperName = 'Low_One', ParentRoleId = top.Id);
      insert low;
      User above = userIn(top, 1);
      User below = userIn(low, 2);
      User nowhere = userIn(null, 3);
      System.runAs(new User(Id = UserInfo.getUserId())) {
        List<Secret__c> secrets = new List<Secret__c>{ new Secret__c(Name = 'a'), new Secret__c(Name = 'b'), new Secret__c(Name = 'c') };
        insert secrets;
        List<Group> groups = new List<Group>{
          [SELECT Id FROM Group WHERE RelatedId = :top.Id AND Type = 'Role'],
          [SELECT Id FROM Group WHERE RelatedId = :top.Id AND Type = 'RoleAndSubordinates'],
          [SELECT Id FROM Group WHERE DeveloperName = 'AllInternalUsers' AND Type = 'Organization']
        };
        List<Secret__Share> shares = new List<Secret__Share>();
        for (Integer i = 0; i < 3; i++) shares.add(new Secret__Share(ParentId = secrets[i].Id, UserOrGroupId = groups[i].Id, AccessLevel = 'Read', RowCause = 'Manual'));
        insert shares;
      }
      Assert.areEqual('a b c', seen(above));
      Assert.areEqual('b c', seen(below));
      Assert.areEqual('c', seen(nowhere));
    }`,
    { files }
  );
});

// SalesforceFoundation/Volunteers-for-Salesforce: a Developer Edition org has the profile Guest License User.
test("visitors of sites have a profile of their own kind", () => {
  holds(`@IsTest static void guests() {
    Profile guest = [SELECT UserType, UserLicense.Name FROM Profile WHERE Name = 'Guest License User'];
    Assert.areEqual('Guest', guest.UserType);
    Assert.areEqual('Guest User License', guest.UserLicense.Name);
  }`);
});
