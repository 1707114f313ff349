import { test } from "node:test";
import { holds } from "../../testing/fixture.ts";

// "Apex Reference Guide: AuthConfiguration Class"
test("the login page asks for username and password, and offers neither registration nor single sign-on", () => {
  holds(`@IsTest static void asks() {
    Id networkId = Network.getNetworkId();
    for (Auth.AuthConfiguration configuration : new List<Auth.AuthConfiguration>{
      new Auth.AuthConfiguration(networkId, '/start'), new Auth.AuthConfiguration('example.my.site.com', '/start')
    }) {
      Assert.isTrue(configuration.getUsernamePasswordEnabled());
      Assert.isFalse(configuration.getSelfRegistrationEnabled());
      Assert.isFalse(configuration.isCommunityUsingSiteAsContainer());
      Assert.isFalse(configuration.getCertificateLoginEnabled('https://example.my.salesforce.com'));
      Assert.isNull(configuration.getSelfRegistrationUrl());
      Assert.areEqual('/start', configuration.getStartUrl());
      Assert.areEqual(new List<AuthProvider>(), configuration.getAuthProviders());
      Assert.areEqual(new List<SamlSsoConfig>(), configuration.getSamlProviders());
      Assert.areEqual(new List<AuthConfigProviders>(), configuration.getAuthConfigProviders());
      AuthConfig options = configuration.getAuthConfig();
      Assert.isTrue(options.AuthOptionsUsernamePassword);
      Assert.isFalse(options.AuthOptionsSaml);
    }
    try {
      Auth.AuthConfiguration.getAuthProviderSsoUrl(null, '/start', 'Provider');
      Assert.fail();
    } catch (UnsupportedOperationException e) { Assert.isTrue(e.getMessage().contains('getAuthProviderSsoUrl')); }
  }`);
});

// "Apex Reference Guide: VerificationResult Class", "VerificationMethod Enum"
test("a verification result holds what it is made of", () => {
  holds(`@IsTest static void result() {
    Auth.VerificationResult result = new Auth.VerificationResult(new PageReference('/home'), false, 'FAILURE');
    Assert.isFalse(result.success);
    Assert.areEqual('FAILURE', result.message);
    Assert.areEqual('/home', result.redirect.getUrl());
    Assert.areEqual(Auth.VerificationMethod.SMS, Auth.VerificationMethod.valueOf('SMS'));
    Assert.areEqual(6, Auth.VerificationMethod.values().size());
  }`);
});

// "Apex Reference Guide: UserManagement Class": its correct and incorrect examples.
test("formatPhoneNumber writes country code, space and digits, and wants them apart", () => {
  holds(`@IsTest static void formats() {
    Assert.areEqual('+1 4155551234', System.UserManagement.formatPhoneNumber('1', '4155551234'));
    Assert.areEqual('+1 4155551234', UserManagement.formatPhoneNumber('+1', '(415) 555-1234'));
    Assert.areEqual('+1 4155551234', UserManagement.formatPhoneNumber('1', '415-555-1234'));
    for (List<String> wrong : new List<List<String>>{ new List<String>{ null, '+1 415-555-1234' }, new List<String>{ '1', '12' } }) {
      try {
        UserManagement.formatPhoneNumber(wrong[0], wrong[1]);
        Assert.fail();
      } catch (InvalidParameterValueException e) { Assert.isTrue(e.getMessage().startsWith('Invalid')); }
    }
  }`);
});

test("verification is refused by name, but for what the page has an answer to outside of a site", () => {
  holds(`@IsTest static void refuses() {
    Assert.isTrue(UserManagement.initRegisterVerificationMethod(Auth.VerificationMethod.EMAIL).contains('Experience Cloud'));
    String refused = '';
    try { UserManagement.initSelfRegistration(Auth.VerificationMethod.EMAIL, new User()); } catch (UnsupportedOperationException e) { refused += e.getMessage(); }
    try { UserManagement.verifySelfRegistration(Auth.VerificationMethod.SMS, 'id', '123456', null); } catch (UnsupportedOperationException e) { refused += e.getMessage(); }
    try { UserManagement.obfuscateUser(UserInfo.getUserId()); } catch (UnsupportedOperationException e) { refused += e.getMessage(); }
    try { Aura.redirect(new PageReference('/home')); } catch (UnsupportedOperationException e) { refused += e.getMessage(); }
    for (String name : new List<String>{ 'initSelfRegistration', 'verifySelfRegistration', 'obfuscateUser', 'Aura.redirect' })
      Assert.isTrue(refused.contains(name), refused);
  }`);
});

// "Apex Reference Guide: AuthToken Class"
test("who did not log in by a provider has no token of it", () => {
  holds(`@IsTest static void asks() {
    Assert.isNull(Auth.AuthToken.getAccessToken('0SO000000000001', 'Facebook'));
    Map<String, String> tokens = Auth.AuthToken.getAccessTokenMap('0SO000000000001', 'Facebook');
    Assert.isTrue(tokens.isEmpty());
    Assert.isTrue(Auth.AuthToken.refreshAccessToken('0SO000000000001', 'Facebook', 'old').isEmpty());
  }`);
});
