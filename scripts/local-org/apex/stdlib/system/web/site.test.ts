import { test } from "node:test";
import { holds } from "../../../testing/fixture.ts";

// "Apex Reference Guide: Site Class", of which each method says what it answers where the request is none of a site.

test("outside of a site nobody is logged in, registered or given a new password", () => {
  holds(`@IsTest static void outside() {
    User visitor = new User(Username = 'visitor@example.com', Email = 'visitor@example.com', CommunityNickname = 'visitor');
    Integer users = [SELECT COUNT() FROM User];
    Assert.isNull(Site.login('visitor@example.com', 'secret123', '/home'));
    Assert.isNull(Site.changePassword('secret124', 'secret124', 'secret123'));
    Assert.isFalse(Site.forgotPassword('visitor@example.com'));
    Assert.isFalse(Site.forgotPassword('visitor@example.com', 'Welcome'));
    Assert.isNull(Site.createPortalUser(visitor, null, 'secret123'));
    Assert.areEqual(users, [SELECT COUNT() FROM User]);
  }`);
});

// Two public witnesses: xcentium.com, "CloudCraze Portal User Simulation", and SalesforceLabs/Configurable-Self-Registration.
test("createExternalUser answers null in a test", () => {
  holds(`@IsTest static void nobody() {
    User visitor = new User(Username = 'visitor@example.com', Email = 'visitor@example.com', CommunityNickname = 'visitor');
    Assert.isNull(Site.createExternalUser(visitor, null, 'secret123', true));
  }`);
});

test("createExternalUserAsync tells why it failed, to the visitor and to the administrator", () => {
  holds(`static void register() {
    User visitor = new User(Username = 'visitor@example.com', Email = 'visitor@example.com', CommunityNickname = 'visitor');
    Network.createExternalUserAsync(visitor, new Contact(LastName = 'Visitor'), new Account(Name = 'Visitors'));
  }
  @IsTest static void fails() {
    try {
      register();
      Assert.fail();
    } catch (Site.ExternalUserCreateException e) {
      Assert.areEqual('Site.ExternalUserCreateException', e.getTypeName());
      Assert.isTrue(e.getMessage().contains('Customer Portal'), e.getMessage());
      Assert.areEqual(1, e.getDisplayMessages().size());
    }
    Assert.areEqual(0, [SELECT COUNT() FROM Contact]);
  }`);
});

test("what needs the portal of a site is refused by name", () => {
  holds(`@IsTest static void refuses() {
    User visitor = new User();
    String refused = '';
    try { Site.setPortalUserAsAuthProvider(visitor, null); } catch (UnsupportedOperationException e) { refused += e.getMessage(); }
    try { Site.createPersonAccountPortalUser(visitor, null, 'secret123'); } catch (UnsupportedOperationException e) { refused += e.getMessage(); }
    try { Site.passwordlessLogin(UserInfo.getUserId(), new List<Auth.VerificationMethod>(), '/'); } catch (UnsupportedOperationException e) { refused += e.getMessage(); }
    for (String name : new List<String>{ 'setPortalUserAsAuthProvider', 'createPersonAccountPortalUser', 'passwordlessLogin' })
      Assert.isTrue(refused.contains('Site.' + name), refused);
  }`);
});

test("a site's own values are null or empty where there is no site", () => {
  holds(`@IsTest static void none() {
    Assert.isNull(Site.getSiteId());
    Assert.isNull(Site.getAdminId());
    Assert.isNull(Site.getAdminEmail());
    Assert.isNull(Site.getDomain());
    Assert.isNull(Site.getTemplate());
    Assert.isNull(Site.getCurrentSiteUrl());
    Assert.isNull(Site.getCustomWebAddress());
    Assert.isNull(Site.getPrefix());
    Assert.areEqual('', Site.getPathPrefix());
    Assert.areEqual('', Site.getBaseUrl());
    Assert.areEqual('', Site.getErrorMessage());
    Assert.areEqual('', Site.getErrorDescription());
    Assert.isFalse(Site.isPasswordExpired());
  }`);
});

test("usernames have the form of an email address, and experience ids are alphanumeric", () => {
  holds(`@IsTest static void names() {
    Assert.isTrue(Site.isValidUsername('visitor@example.com'));
    Assert.isFalse(Site.isValidUsername('visitor'));
    Assert.isFalse(Site.isValidUsername(null));
    Site.setExperienceId('jp');
    try {
      Site.setExperienceId('not alphanumeric');
      Assert.fail();
    } catch (InvalidParameterValueException e) { Assert.isTrue(e.getMessage().contains('not alphanumeric')); }
  }`);
});

test("validatePassword throws what is wrong with a password", () => {
  holds(`static String problem(String password, String confirmed) {
    try {
      Site.validatePassword(new User(), password, confirmed);
      return null;
    } catch (Exception e) { return e.getMessage(); }
  }
  @IsTest static void validates() {
    Assert.isNull(problem('secret123', 'secret123'));
    Assert.areEqual(Label.Site.passwords_dont_match, problem('secret123', 'secret124'));
    Assert.isTrue(problem('short', 'short').contains('8'));
  }`);
});

test("the platform's labels of sites are in the namespace Site, and an unknown one does not exist", () => {
  holds(`@IsTest static void labels() {
    Assert.areEqual('Forgot Your Password?', Label.Site.forgot_your_password_q);
    Assert.areEqual('Authorization Required', System.Label.site.AUTHORIZATION_REQUIRED);
    Assert.isNotNull(Label.Site.invalid_email);
  }`);
});

test("ApexPages.PageReference is System.PageReference, and both want an address", () => {
  holds(`@IsTest static void same() {
    ApexPages.PageReference page = new ApexPages.PageReference('/home');
    PageReference same = page;
    Assert.areEqual('/home', same.getUrl());
    try {
      page = new PageReference((String) null);
      Assert.fail();
    } catch (NullPointerException e) { Assert.areEqual('Argument 1 cannot be null', e.getMessage()); }
  }`);
});

// "Apex Reference Guide: Network Class": "if the user is in the internal org, returns 0"
test("there are no dashboards of sites to configure", () => {
  holds(`@IsTest static void none() {
    Assert.areEqual(0, Network.loadAllPackageDefaultNetworkDashboardSettings());
    Assert.areEqual(0, Network.loadAllPackageDefaultNetworkPulseSettings());
  }`);
});
