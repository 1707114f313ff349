import { test } from "node:test";
import { holds } from "../../testing/fixture.ts";

test("a search in a test finds what the test says, filtered by the conditions of RETURNING, and otherwise nothing", () => {
  holds(`@IsTest static void finds() {
    Account a = new Account(Name = 'Blue'); insert a;
    Contact c = new Contact(LastName = 'Blue', AccountId = a.Id); insert c;
    String wanted = 'Blue';
    List<List<SObject>> nothing = [FIND :wanted IN ALL FIELDS RETURNING Account(Name), Contact];
    System.assertEquals(2, nothing.size());
    System.assertEquals(0, nothing[0].size());
    Test.setFixedSearchResults(new List<Id>{ a.Id, c.Id });
    List<List<SObject>> found = [FIND :wanted IN NAME FIELDS RETURNING Account(Id, Name WHERE Name = :wanted), Contact(LastName)];
    System.assertEquals('Blue', ((List<Account>) found[0])[0].Name);
    System.assertEquals('Blue', ((Contact) found[1][0]).LastName);
    System.assertEquals(1, Search.query('FIND {Blue} RETURNING Account(Id)')[0].size());
    System.assertEquals(3, Limits.getSoslQueries());
    System.assertEquals('Blue', Search.query('FIND :wanted RETURNING Account(Name WHERE Name = :wanted)')[0][0].get('Name'));
    System.assertEquals(1, Search.find('FIND :wanted RETURNING Contact').get('Contact').size());
    try { Search.query('FIND :nobody RETURNING Account'); System.assert(false); }
    catch (QueryException e) { System.assertEquals('Variable does not exist: nobody', e.getMessage()); }
    Search.SearchResults results = Search.find('FIND {Blue} RETURNING Account(Name), Contact', AccessLevel.USER_MODE);
    System.assertEquals('Blue', results.get('account')[0].getSObject().get('Name'));
    System.assertEquals(1, results.get('Contact').size());
    System.assertEquals(null, results.get('Lead'));
    try { Search.query('FIND Blue RETURNING'); System.assert(false); } catch (QueryException e) { System.assert(e.getMessage().length() > 0); }
  }`);
});

test("the values of Connect in Apex can be made and mocked, its methods are refused in tests", () => {
  holds(`@IsTest static void refuses() {
    ConnectApi.NamedCredential credential = new ConnectApi.NamedCredential();
    credential.type = ConnectApi.NamedCredentialType.SecuredEndpoint;
    credential.calloutOptions = new ConnectApi.NamedCredentialCalloutOptions();
    credential.calloutOptions.generateAuthorizationHeader = true;
    System.assert(credential.calloutOptions.generateAuthorizationHeader);
    System.assertEquals(ConnectApi.NamedCredentialType.SecuredEndpoint, credential.type);
    try { ConnectApi.NamedCredentials.getNamedCredential('x'); System.assert(false); }
    catch (UnsupportedOperationException e) { System.assert(e.getMessage().contains('SeeAllData=true')); }
  }`);
});

test("a DataWeave script of the project is a class, and running it is refused by its name", () => {
  const script =
    "<DataWeaveResource xmlns='http://soap.sforce.com/2006/04/metadata'><apiVersion>66.0</apiVersion><isGlobal>false</isGlobal></DataWeaveResource>";
  holds(
    `@IsTest static void refuses() {
    DataWeave.Script script = new DataWeaveScriptResource.greet();
    try { script.execute(new Map<String, Object>()); System.assert(false); }
    catch (DataWeaveScriptException e) { System.assert(e.getMessage().contains('greet')); }
  }`,
    { files: { "dw/greet.dwl": "%dw 2.0\n---\n1", "dw/greet.dwl-meta.xml": script } }
  );
});

test("the recipients of an e-mail message are a list of ids", () => {
  holds(`@IsTest static void lists() {
    EmailMessage message = new EmailMessage(Subject = 's', Status = '3', ToIds = new List<String>{ UserInfo.getUserId() });
    message.CcIds = new List<String>();
    insert message;
    System.assertEquals(new List<String>{ UserInfo.getUserId() }, [SELECT ToIds FROM EmailMessage].ToIds);
  }`);
});

test("a search in user mode refuses objects that the user may not read", () => {
  holds(`@IsTest static void refuses() {
    Profile p = [SELECT Id FROM Profile WHERE Name = 'Minimum Access - Salesforce'];
    User u = new User(ProfileId = p.Id, Username = 'search@example.invalid', LastName = 'x', Alias = 'x', Email = 'x@example.invalid',
      TimeZoneSidKey = 'UTC', LocaleSidKey = 'en_US', LanguageLocaleKey = 'en_US', EmailEncodingKey = 'UTF-8');
    System.runAs(u) {
      try { List<List<SObject>> found = [FIND 'Blue' RETURNING Account(Name) WITH USER_MODE]; System.assert(false); }
      catch (QueryException e) { System.assert(e.getMessage().contains('Account'), e.getMessage()); }
      System.assertEquals(1, [FIND 'Blue' RETURNING Account(Name) WITH SYSTEM_MODE].size());
    }
  }`);
});
