import { test } from "node:test";
import { holds } from "../../testing/fixture.ts";

test("a test installs and upgrades a package", () => {
  holds(
    `static String installed() { return [SELECT Name FROM Account ORDER BY CreatedDate DESC, Id DESC LIMIT 1].Name; }
    @IsTest static void installs() {
      Test.testInstall(new Installer(), null);
      Assert.areEqual('null false false', installed());
      Test.testInstall(new Installer(), new Version(1, 2));
      Assert.areEqual('1.2 true false', installed());
      Test.testInstall(new Installer(), new Version(1, 2, 3), true);
      Assert.areEqual('1.2.3 true true', installed());
      Assert.areEqual(3, [SELECT COUNT() FROM Account WHERE AccountNumber = :UserInfo.getOrganizationId() AND Site = :UserInfo.getUserId()]);
    }
    @IsTest static void takesNothingElse() {
      try { Test.testInstall(null, null); Assert.fail(); } catch (NullPointerException e) { Assert.isNotNull(e); }
    }`,
    {
      classes: [
        `public class Installer implements InstallHandler {
          public void onInstall(InstallContext context) {
            insert new Account(Name = context.previousVersion() + ' ' + context.isUpgrade() + ' ' + context.isPush(),
              AccountNumber = context.organizationId(), Site = context.installerId());
          }
        }`
      ]
    }
  );
});

test("a test uninstalls a package", () => {
  holds(
    `@IsTest static void uninstalls() {
      Test.testUninstall(new Uninstaller());
      Assert.areEqual(1, [SELECT COUNT() FROM Account WHERE AccountNumber = :UserInfo.getOrganizationId() AND Site = :UserInfo.getUserId()]);
    }`,
    {
      classes: [
        `public class Uninstaller implements UninstallHandler {
          public void onUninstall(UninstallContext context) {
            insert new Account(Name = 'gone', AccountNumber = context.organizationId(), Site = context.uninstallerId());
          }
        }`
      ]
    }
  );
});

test("a test runs what prepares a sandbox, with the ids and the name given", () => {
  holds(
    `@IsTest static void prepares() {
      Test.testSandboxPostCopyScript(new Preparation(), '00D000000000001', '00D000000000002', 'uat');
      Account made = [SELECT Name, AccountNumber, Site FROM Account];
      Assert.areEqual('uat', made.Name);
      Assert.areEqual('00D000000000001', made.AccountNumber.left(15));
      Assert.areEqual('00D000000000002', made.Site.left(15));
    }`,
    {
      classes: [
        `public class Preparation implements SandboxPostCopy {
          public void runApexClass(SandboxContext context) {
            insert new Account(Name = context.sandboxName(), AccountNumber = context.organizationId(), Site = context.sandboxId());
          }
        }`
      ]
    }
  );
});
