/** "SOQL and SOSL Reference: USING SCOPE". */
import assert from "node:assert/strict";
import { test } from "node:test";
import { holds } from "../apex/testing/fixture.ts";
import { Fixture } from "../save/fixture.ts";

test("the scope mine has what the user owns, everything has all", () => {
  holds(`@IsTest static void scopes() {
    Profile p = [SELECT Id FROM Profile WHERE Name = 'Standard User'];
    User other = new User(ProfileId = p.Id, Username = 'o@scope.example', Email = 'o@example.com', LastName = 'O', Alias = 'o',
      TimeZoneSidKey = 'GMT', LocaleSidKey = 'en_US', LanguageLocaleKey = 'en_US', EmailEncodingKey = 'UTF-8');
    insert other;
    Account parent = new Account(Name = 'Mine');
    insert parent;
    insert new List<SObject>{ new Account(Name = 'Not mine', OwnerId = other.Id), new Contact(LastName = 'Away', AccountId = parent.Id, OwnerId = other.Id) };
    Account found = [SELECT Name, (SELECT Id FROM Contacts) FROM Account USING SCOPE mine WHERE Name LIKE '%ine'];
    System.assertEquals('Mine', found.Name);
    System.assertEquals(1, found.Contacts.size());
    System.assertEquals(2, [SELECT COUNT() FROM Account USING SCOPE everything]);
    System.assertEquals(1, Database.countQuery('SELECT COUNT() FROM Account USING SCOPE MINE'));
  }`);
});

test("other scopes, and mine of what has no owner, are refused", () => {
  const fixture = new Fixture();
  assert.throws(() => fixture.query("SELECT Id FROM Account USING SCOPE team"), /USING SCOPE team is not supported/);
  assert.throws(() => fixture.query("SELECT Id FROM User USING SCOPE mine"), /needs records with owners/);
});
