import { test } from "node:test";
import { holds } from "../apex/testing/fixture.ts";

const meta = (type: string, content: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><${type} xmlns="http://soap.sforce.com/2006/04/metadata">${content}</${type}>`;

const userOf = (profile: string): string => `static User someone() {
  User u = new User(LastName = 'Low', Alias = 'low', Email = 'low@example.com', Username = 'low@example.com.test', EmailEncodingKey = 'UTF-8',
    ProfileId = [SELECT Id FROM Profile WHERE Name = '${profile}'].Id, TimeZoneSidKey = 'Europe/Warsaw', LocaleSidKey = 'en_US', LanguageLocaleKey = 'en_US');
  insert u;
  return u;
}`;

const externalKey = {
  "objects/Account/fields/Key__c.field-meta.xml": meta(
    "CustomField",
    "<fullName>Key__c</fullName><label>Key</label><type>Text</type><length>20</length><externalId>true</externalId><unique>true</unique><caseSensitive>false</caseSensitive>"
  )
};

test("a parent that is given by its external id alone is found, also one of the same statement", () => {
  holds(
    `@IsTest static void relates() {
      insert new Account(Name = 'Old', Key__c = 'OLD');
      List<SObject> mixed = new List<SObject>{ new Account(Name = 'New', Key__c = 'new') };
      mixed.add(new Contact(LastName = 'One', Account = new Account(Key__c = 'new')));
      mixed.add(new Contact(LastName = 'Two', Account = new Account(Key__c = 'old')));
      insert mixed;
      System.assertEquals('New', [SELECT Account.Name FROM Contact WHERE LastName = 'One'].Account.Name);
      System.assertEquals('Old', [SELECT Account.Name FROM Contact WHERE LastName = 'Two'].Account.Name);
      Database.SaveResult missing = Database.insert(new Contact(LastName = 'Three', Account = new Account(Key__c = 'none')), false);
      System.assertEquals('Foreign key external ID: none not found for field Key__c in entity Account', missing.getErrors()[0].getMessage());
    }`,
    { files: externalKey }
  );
});

test("a bound list after = is searched as after IN", () => {
  holds(`@IsTest static void finds() {
    List<Account> accounts = new List<Account>{ new Account(Name = 'A'), new Account(Name = 'B'), new Account(Name = 'C') };
    insert accounts;
    Set<Id> ids = new Set<Id>{ accounts[0].Id, accounts[1].Id };
    System.assertEquals(2, [SELECT COUNT() FROM Account WHERE Id = :ids]);
    System.assertEquals(1, [SELECT COUNT() FROM Account WHERE Id != :ids]);
  }`);
});

test("an address is selected as a whole and read by its parts", () => {
  holds(`@IsTest static void reads() {
    Account a = new Account(Name = 'A', BillingStreet = 'Main 1', BillingCity = 'Bursa', BillingLatitude = 40.18, BillingLongitude = 29.06);
    insert new List<SObject>{ a, new Account(Name = 'B') };
    Account found = [SELECT BillingAddress, BillingCity FROM Account WHERE Name = 'A'];
    System.assertEquals('Bursa', found.BillingAddress.getCity());
    System.assertEquals('Main 1', found.BillingAddress.street);
    System.assertEquals('Bursa', found.BillingCity);
    Location istanbul = Location.newInstance(41.01, 28.98);
    Double kilometres = found.BillingAddress.getDistance(istanbul, 'km');
    System.assert(kilometres > 92 && kilometres < 93, kilometres);
    System.assertEquals(null, [SELECT BillingAddress FROM Account WHERE Name = 'B'].BillingAddress);
  }`);
});

test("permission to an address is permission to its parts", () => {
  holds(`${userOf("Minimum Access - Salesforce")}
    @IsTest static void permits() {
      User u = someone();
      PermissionSet s = new PermissionSet(Name = 'S', Label = 'S');
      insert s;
      insert new ObjectPermissions(ParentId = s.Id, SobjectType = 'Account', PermissionsRead = true, PermissionsEdit = true);
      insert new FieldPermissions(ParentId = s.Id, SobjectType = 'Account', Field = 'Account.ShippingAddress', PermissionsRead = true, PermissionsEdit = true);
      insert new PermissionSetAssignment(AssigneeId = u.Id, PermissionSetId = s.Id);
      System.runAs(u) {
        System.assert(Account.ShippingStreet.getDescribe().isUpdateable());
        System.assert(!Account.BillingStreet.getDescribe().isAccessible());
      }
    }`);
});

test("a group of permission sets gives what its sets give, also those that join later", () => {
  holds(
    `${userOf("Minimum Access - Salesforce")}
    @IsTest static void gives() {
      User u = someone();
      PermissionSetGroup g = [SELECT Id FROM PermissionSetGroup WHERE DeveloperName = 'Desk'];
      insert new PermissionSetAssignment(AssigneeId = u.Id, PermissionSetGroupId = g.Id);
      System.runAs(u) { System.assert(Schema.sObjectType.Account.isAccessible(), 'reads accounts'); System.assert(!Schema.sObjectType.Contact.isAccessible()); }
      PermissionSet more = new PermissionSet(Name = 'More', Label = 'More');
      insert more;
      insert new ObjectPermissions(ParentId = more.Id, SobjectType = 'Contact', PermissionsRead = true);
      insert new PermissionSetGroupComponent(PermissionSetGroupId = g.Id, PermissionSetId = more.Id);
      Test.calculatePermissionSetGroup(g.Id);
      System.runAs(u) { System.assert(Schema.sObjectType.Contact.isAccessible(), 'reads contacts too'); }
      System.assertEquals('Updated', [SELECT Status FROM PermissionSetGroup WHERE Id = :g.Id].Status);
      try { insert new PermissionSetAssignment(AssigneeId = u.Id); System.assert(false); }
      catch (DmlException e) { System.assert(e.getMessage().contains('REQUIRED_FIELD_MISSING')); }
    }`,
    {
      files: {
        "permissionsets/Reader.permissionset-meta.xml": meta(
          "PermissionSet",
          "<label>Reader</label><objectPermissions><allowCreate>false</allowCreate><allowDelete>false</allowDelete><allowEdit>false</allowEdit><allowRead>true</allowRead><modifyAllRecords>false</modifyAllRecords><object>Account</object><viewAllRecords>false</viewAllRecords></objectPermissions>"
        ),
        "permissionsetgroups/Desk.permissionsetgroup-meta.xml": meta(
          "PermissionSetGroup",
          "<label>Desk</label><permissionSets>Reader</permissionSets><status>Updated</status>"
        )
      }
    }
  );
});

test("standard profiles differ in campaigns, and none of them deletes cases or sees company data", () => {
  holds(`${userOf("Marketing User")}
    @IsTest static void differs() {
      System.runAs(someone()) {
        System.assert(Schema.sObjectType.Campaign.isCreateable());
        System.assert(!Schema.sObjectType.Case.isDeletable() && Schema.sObjectType.Case.isUpdateable());
        System.assert(!Account.Tradestyle.getDescribe().isUpdateable());
        System.assert(Account.Industry.getDescribe().isUpdateable());
      }
    }`);
});

test("recipients of an e-mail message are related to it, and a method on no Blob names the argument", () => {
  holds(`@IsTest static void relates() {
    insert new EmailMessage(Subject = 's', Status = '3', ToIds = new List<String>{ UserInfo.getUserId() });
    System.assertEquals('ToAddress', [SELECT RelationType FROM EmailMessageRelation].RelationType);
    Blob nothing;
    try { nothing.toString(); System.assert(false); } catch (NullPointerException e) { System.assertEquals('Argument cannot be null.', e.getMessage()); }
  }`);
});

test("profiles have general user permissions, of which administrators lack only what somebody must grant", () => {
  holds(`@IsTest static void grants() {
    Map<String, Profile> byName = new Map<String, Profile>();
    for (Profile one : [SELECT Name, PermissionsRunReports, PermissionsAssignPermissionSets, PermissionsBulkApiHardDelete FROM Profile])
      byName.put(one.Name, one);
    Profile administrator = byName.get('System Administrator');
    Profile user = byName.get('Standard User');
    System.assert(administrator.PermissionsRunReports && administrator.PermissionsAssignPermissionSets && !administrator.PermissionsBulkApiHardDelete);
    System.assert(user.PermissionsRunReports && !user.PermissionsAssignPermissionSets);
  }`);
});

const summaryOf = (object: string, name: string, content: string) => ({
  [`objects/${object}/fields/${name}.field-meta.xml`]: meta(
    "CustomField",
    `<fullName>${name}</fullName><label>${name}</label><type>Summary</type>${content}`
  )
});

test("accounts summarise their opportunities, whichever account they belong to", () => {
  holds(
    `@IsTest static void summarises() {
      List<Account> accounts = new List<Account>{ new Account(Name = 'A'), new Account(Name = 'B') };
      insert accounts;
      Date day = Date.newInstance(2026, 1, 31);
      List<Opportunity> opportunities = new List<Opportunity>{
        new Opportunity(Name = 'One', AccountId = accounts[0].Id, StageName = 'Prospecting', CloseDate = day, Amount = 100),
        new Opportunity(Name = 'Two', AccountId = accounts[0].Id, StageName = 'Closed Won', CloseDate = day, Amount = 30.5),
        new Opportunity(Name = 'None', StageName = 'Closed Won', CloseDate = day, Amount = 7)
      };
      insert opportunities;
      System.assertEquals(new List<Decimal>{ 130.5, 30.5 }, sums(accounts[0].Id));
      System.assertEquals(new List<Decimal>{ 0, 0 }, sums(accounts[1].Id));
      opportunities[1].AccountId = accounts[1].Id;
      opportunities[2].AccountId = accounts[1].Id;
      update opportunities;
      System.assertEquals(new List<Decimal>{ 100, 0 }, sums(accounts[0].Id));
      System.assertEquals(new List<Decimal>{ 37.5, 37.5 }, sums(accounts[1].Id));
      delete opportunities[1];
      System.assertEquals(new List<Decimal>{ 7, 7 }, sums(accounts[1].Id));
    }
    static List<Decimal> sums(Id account) {
      Account a = [SELECT Total__c, Won__c FROM Account WHERE Id = :account];
      return new List<Decimal>{ a.Total__c, a.Won__c };
    }`,
    {
      files: {
        ...summaryOf(
          "Account",
          "Total__c",
          "<summarizedField>Opportunity.Amount</summarizedField><summaryForeignKey>Opportunity.AccountId</summaryForeignKey><summaryOperation>sum</summaryOperation>"
        ),
        ...summaryOf(
          "Account",
          "Won__c",
          "<summarizedField>Opportunity.Amount</summarizedField><summaryForeignKey>Opportunity.AccountId</summaryForeignKey><summaryOperation>sum</summaryOperation><summaryFilterItems><field>Opportunity.IsWon</field><operation>equals</operation><value>True</value></summaryFilterItems>"
        )
      }
    }
  );
});

/** An opportunity with a product at 10 in the standard price book. */
const sale = `static Opportunity sale(Integer quantity) {
  Product2 tea = new Product2(Name = 'Tea', IsActive = true);
  insert tea;
  PricebookEntry entry = new PricebookEntry(Pricebook2Id = Test.getStandardPricebookId(), Product2Id = tea.Id, UnitPrice = 10, IsActive = true);
  insert entry;
  Opportunity sold = new Opportunity(Name = 'O', StageName = 'Prospecting', CloseDate = Date.today(), Amount = 1, Pricebook2Id = Test.getStandardPricebookId());
  insert sold;
  insert new OpportunityLineItem(OpportunityId = sold.Id, PricebookEntryId = entry.Id, Quantity = quantity, UnitPrice = 12.5);
  return sold;
}
static Opportunity reread(Opportunity sold) {
  return [SELECT Amount, HasOpportunityLineItem, (SELECT Quantity, UnitPrice, TotalPrice FROM OpportunityLineItems) FROM Opportunity WHERE Id = :sold.Id];
}`;

test("the amount of an opportunity with products is what its products cost", () => {
  holds(`${sale}
  @IsTest static void sums() {
    Opportunity sold = sale(4);
    System.assertEquals(50.00, reread(sold).Amount);
    System.assertEquals(true, reread(sold).HasOpportunityLineItem);
    update new Opportunity(Id = sold.Id, Amount = 7);
    System.assertEquals(50.00, reread(sold).Amount, 'derived: an attempt to update it is ignored');
    OpportunityLineItem line = reread(sold).OpportunityLineItems[0];
    update new OpportunityLineItem(Id = line.Id, Quantity = 2);
    System.assertEquals(25.00, reread(sold).Amount, 'the total price follows the quantity');
    update new OpportunityLineItem(Id = line.Id, TotalPrice = 30);
    System.assertEquals(15.00, reread(sold).OpportunityLineItems[0].UnitPrice, 'and the sales price the total');
    System.assertEquals(30.00, reread(sold).Amount);
    delete line;
    System.assertEquals(false, reread(sold).HasOpportunityLineItem);
    update new Opportunity(Id = sold.Id, Amount = 7);
    System.assertEquals(7.00, reread(sold).Amount);
  }`);
});

test("products that change the amount save the opportunity with its triggers", () => {
  holds(
    `${sale}
    @IsTest static void follows() {
      System.assertEquals('40.00', [SELECT NextStep FROM Opportunity WHERE Id = :sale(4).Id].NextStep);
    }`.replace("UnitPrice = 12.5", "UnitPrice = 10"),
    {
      files: {
        "triggers/Sold.trigger":
          "trigger Sold on Opportunity (before update) { for (Opportunity o : Trigger.new) o.NextStep = String.valueOf(o.Amount.setScale(2)); }",
        "triggers/Sold.trigger-meta.xml": meta("ApexTrigger", "<apiVersion>66.0</apiVersion><status>Active</status>")
      }
    }
  );
});

test("the total of an order is what its products cost, and its code follows its status", () => {
  holds(`@IsTest static void sums() {
    Product2 tea = new Product2(Name = 'Tea', IsActive = true);
    insert tea;
    PricebookEntry entry = new PricebookEntry(Pricebook2Id = Test.getStandardPricebookId(), Product2Id = tea.Id, UnitPrice = 10, IsActive = true);
    insert entry;
    Account buyer = new Account(Name = 'A');
    insert buyer;
    Order sold = new Order(AccountId = buyer.Id, EffectiveDate = Date.today(), Status = 'Draft', Pricebook2Id = Test.getStandardPricebookId());
    insert sold;
    insert new OrderItem(OrderId = sold.Id, PricebookEntryId = entry.Id, Quantity = 3, UnitPrice = 10);
    update new Order(Id = sold.Id, Status = 'Activated');
    Order stored = [SELECT TotalAmount, StatusCode FROM Order WHERE Id = :sold.Id];
    System.assertEquals(30.00, stored.TotalAmount);
    System.assertEquals('Activated', stored.StatusCode);
  }`);
});

test("what is closed, completed or answered says since when", () => {
  holds(`@IsTest static void stamps() {
    Case question = new Case(Subject = 'Q');
    insert question;
    update new Case(Id = question.Id, Status = 'Closed');
    System.assertNotEquals(null, [SELECT ClosedDate FROM Case].ClosedDate);
    update new Case(Id = question.Id, Status = 'New');
    System.assertEquals(null, [SELECT ClosedDate FROM Case].ClosedDate);
    insert new Task(Subject = 'T', Status = 'Completed');
    System.assertNotEquals(null, [SELECT CompletedDateTime FROM Task].CompletedDateTime);
    Contact guest = new Contact(LastName = 'G');
    Campaign fair = new Campaign(Name = 'Fair');
    insert new List<SObject>{ guest, fair };
    insert new CampaignMember(CampaignId = fair.Id, ContactId = guest.Id, Status = 'Sent');
    System.assertEquals(false, [SELECT HasResponded FROM CampaignMember].HasResponded);
    update new CampaignMember(Id = [SELECT Id FROM CampaignMember].Id, Status = 'Responded');
    CampaignMember answer = [SELECT HasResponded, FirstRespondedDate FROM CampaignMember];
    System.assertEquals(true, answer.HasResponded);
    System.assertEquals(Date.today(), answer.FirstRespondedDate);
  }`);
});

// "Object Reference: Event", StartDateTime, EndDateTime, DurationInMinutes, ActivityDate
test("an event has its end by its duration and its duration by its end, and keeps it where it is moved", () => {
  holds(`static Event reread(Event e) {
      return [SELECT StartDateTime, EndDateTime, DurationInMinutes, ActivityDate, ActivityDateTime FROM Event WHERE Id = :e.Id];
    }
    static Datetime at(Integer day, Integer hour) { return Datetime.newInstanceGmt(2026, 3, day, hour, 0, 0); }
    @IsTest static void ends() {
      Event byDuration = new Event(StartDateTime = at(1, 10), DurationInMinutes = 90);
      Event byEnd = new Event(ActivityDateTime = at(1, 10), EndDateTime = at(2, 10));
      insert new List<Event>{ byDuration, byEnd };
      Assert.areEqual(Datetime.newInstanceGmt(2026, 3, 1, 11, 30, 0), reread(byDuration).EndDateTime);
      Assert.areEqual(at(1, 10), reread(byDuration).ActivityDateTime);
      Assert.areEqual(1440, reread(byEnd).DurationInMinutes);
      Assert.areEqual(at(1, 10), reread(byEnd).StartDateTime);
      update new Event(Id = byEnd.Id, StartDateTime = at(5, 8));
      Assert.areEqual(at(6, 8), reread(byEnd).EndDateTime);
      update new Event(Id = byEnd.Id, EndDateTime = at(5, 9));
      Assert.areEqual(60, reread(byEnd).DurationInMinutes);
    }
    @IsTest static void lastsWholeDays() {
      Event one = new Event(IsAllDayEvent = true, ActivityDate = Date.newInstance(2026, 3, 1));
      Event three = new Event(IsAllDayEvent = true, StartDateTime = at(1, 10), EndDateTime = at(3, 10));
      insert new List<Event>{ one, three };
      Assert.areEqual(at(1, 0), reread(one).StartDateTime);
      Assert.areEqual(1440, reread(one).DurationInMinutes);
      Assert.areEqual(at(1, 0), reread(three).StartDateTime);
      Assert.areEqual(at(3, 0), reread(three).EndDateTime);
      Assert.areEqual(3 * 1440, reread(three).DurationInMinutes);
      Assert.areEqual(Date.newInstance(2026, 3, 1), reread(three).ActivityDate);
    }
    @IsTest static void needsStartAndEnd() {
      Database.SaveResult result = Database.insert(new Event(Subject = 'x'), false);
      Assert.areEqual(StatusCode.REQUIRED_FIELD_MISSING, result.getErrors()[0].getStatusCode());
      Assert.areEqual(new List<String>{ 'ActivityDateTime', 'DurationInMinutes' }, result.getErrors()[0].getFields());
    }`);
});

// "Apex Developer Guide: Deleting Records", Referential Integrity; afawcett/apex-sobjectdataloader follows the relationship.
test("an account's contacts are deleted with it, come back with it, and their relationship says so", () => {
  holds(`@IsTest static void goes() {
      Account a = new Account(Name = 'A');
      insert a;
      insert new List<Contact>{ new Contact(LastName = 'Along', AccountId = a.Id), new Contact(LastName = 'Alone') };
      delete a;
      Assert.areEqual('Alone', [SELECT LastName FROM Contact].LastName);
      undelete a;
      Assert.areEqual('Along', [SELECT LastName FROM Contact WHERE AccountId = :a.Id].LastName);
      for (Schema.ChildRelationship child : Account.SObjectType.getDescribe().getChildRelationships()) {
        if (child.getRelationshipName() == 'Contacts') { Assert.isTrue(child.isCascadeDelete()); }
      }
    }`);
});
