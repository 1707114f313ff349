/** "Object Reference: UserLicense", UsedLicenses; "Object Reference: User", UserType. */
import { test } from "node:test";
import { holds } from "../apex/testing/fixture.ts";

test("a license counts the active users whose profiles take it, and a user is of the type of the profile", () => {
  holds(`
    static Integer used() { return [SELECT UsedLicenses FROM UserLicense WHERE LicenseDefinitionKey = 'SFDC'].UsedLicenses; }
    @IsTest static void counts() {
      Profile p = [SELECT Id FROM Profile WHERE Name = 'Standard User'];
      Integer before = used();
      User made = new User(ProfileId = p.Id, Username = 'made@license.example', Email = 'm@example.com', LastName = 'M', Alias = 'm',
        TimeZoneSidKey = 'GMT', LocaleSidKey = 'en_US', LanguageLocaleKey = 'en_US', EmailEncodingKey = 'UTF-8');
      insert made;
      System.assertEquals(before + 1, used());
      System.assertEquals('Standard', [SELECT UserType FROM User WHERE Id = :made.Id].UserType);
      made.IsActive = false;
      update made;
      System.assertEquals(before, used());
    }`);
});
