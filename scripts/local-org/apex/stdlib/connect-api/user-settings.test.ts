import { test } from "node:test";
import { holds } from "../../testing/fixture.ts";

// "Apex Reference Guide: ConnectApi.UserSettings", "ConnectApi.TimeZone"
test("Connect in Apex tells what the running user may do, and in which currency and time zone", () => {
  holds(`@IsTest static void administrator() {
    ConnectApi.UserSettings settings = ConnectApi.Organization.getSettings().userSettings;
    Assert.areEqual(UserInfo.getUserId(), settings.userId);
    Assert.areEqual(UserInfo.getLocale(), settings.userLocale);
    Assert.areEqual(UserInfo.getDefaultCurrency(), settings.userDefaultCurrencyIsoCode);
    Assert.isTrue(String.isNotBlank(settings.currencySymbol));
    Assert.isTrue(settings.canModifyAllData);
    Assert.isTrue(settings.canViewAllData);
    Assert.isTrue(settings.hasRestDataApiAccess);
    Assert.isTrue(settings.hasAccessToInternalOrg);
    Assert.isFalse(settings.hasChatter);
    Assert.areEqual(0, settings.fileSyncLimit);
  }
  @IsTest static void standardUser() {
    System.runAs(new User(LastName = 'Pole', Alias = 'pole', Email = 'p@example.com', Username = 'pole@example.com.test', EmailEncodingKey = 'UTF-8',
      TimeZoneSidKey = 'Asia/Kolkata', LocaleSidKey = 'pl_PL', LanguageLocaleKey = 'pl', Profile = new Profile(Name = 'Standard User'))) {
      ConnectApi.UserSettings settings = ConnectApi.Organization.getSettings().userSettings;
      Assert.isFalse(settings.canModifyAllData);
      Assert.isFalse(settings.canViewAllData);
      Assert.areEqual('pl_PL', settings.userLocale);
      ConnectApi.TimeZone zone = settings.timeZone;
      Assert.areEqual(5.5, zone.gmtOffset);
      Assert.areEqual(UserInfo.getTimeZone().getDisplayName(), zone.name);
    }
  }`);
});
