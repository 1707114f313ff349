import { test } from "node:test";
import { holds } from "../../testing/fixture.ts";

test("versions compare part by part, and pages know their parameters", () => {
  holds(`@IsTest static void versions() {
    Assert.isTrue(new Version(1, 2).compareTo(new Version(1, 10)) < 0);
    Assert.areEqual(0, new Version(1, 2).compareTo(new Version(1, 2, 0)));
    Assert.areEqual(null, new Version(1, 2).patch());
  }
  @IsTest static void pages() {
    PageReference p = new PageReference('/apex/Invoice?id=1');
    p.getParameters().put('mode', 'edit');
    Assert.areEqual('/apex/Invoice?id=1&mode=edit', p.getUrl());
    Assert.isTrue(p.setRedirect(true).getRedirect());
  }`);
});

test("labels follow the running user's language", () => {
  const meta = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
  holds(
    `@IsTest static void follows() {
    Assert.areEqual('Hello', System.Label.Greeting);
    System.runAs(new User(LastName = 'Pole', Alias = 'pole', Email = 'p@example.com', Username = 'pole@example.com.test', EmailEncodingKey = 'UTF-8',
      TimeZoneSidKey = 'Europe/Warsaw', LocaleSidKey = 'pl_PL', LanguageLocaleKey = 'pl', Profile = new Profile(Name = 'Standard User'))) {
      Assert.areEqual('Cześć', Label.Greeting);
    }
    Assert.areEqual('Cześć', System.Label.get('', 'Greeting', 'pl'));
    Assert.isFalse(System.Label.translationExists('', 'Greeting', 'tr'));
  }`,
    {
      files: {
        "labels/CustomLabels.labels-meta.xml": `<?xml version="1.0" encoding="UTF-8"?><CustomLabels ${meta}><labels><fullName>Greeting</fullName><language>en_US</language><protected>false</protected><shortDescription>Greeting</shortDescription><value>Hello</value></labels></CustomLabels>`,
        "translations/pl.translation-meta.xml": `<?xml version="1.0" encoding="UTF-8"?><Translations ${meta}><customLabels><label>Cześć</label><name>Greeting</name></customLabels></Translations>`
      }
    }
  );
});

test("a picklist of the App Builder answers with the rows that its class supplies", () => {
  holds(
    `@IsTest static void rows() {
    Sides sides = new Sides();
    Assert.areEqual(2, sides.getValues().size());
    Assert.areEqual('Left', sides.getValues().get(0).getLabel());
    Assert.areEqual('right', sides.getDefaultValue().getValue());
    Assert.isTrue(sides.getDefaultValue().isSelected());
    VisualEditor.DynamicPickList picklist = sides;
    Assert.isTrue(picklist.isValid('left'));
    Assert.isFalse(picklist.isValid('top'));
    Assert.areEqual('Right', picklist.getLabel('right'));
    VisualEditor.DynamicPickListRows all = new VisualEditor.DynamicPickListRows(sides.getValues().getDataRows(), true);
    all.addAllRows(sides.getValues().getDataRows());
    Assert.areEqual(4, all.size());
    Assert.isTrue(all.containsAllRows());
  }`,
    {
      classes: [
        `global class Sides extends VisualEditor.DynamicPickList {
          global override VisualEditor.DataRow getDefaultValue() { return new VisualEditor.DataRow('Right', 'right', true); }
          global override VisualEditor.DynamicPickListRows getValues() {
            VisualEditor.DynamicPickListRows rows = new VisualEditor.DynamicPickListRows();
            rows.addRow(new VisualEditor.DataRow('Left', 'left'));
            rows.addRow(new VisualEditor.DataRow('Right', 'right'));
            return rows;
          }
        }`
      ]
    }
  );
});

test("nobody is in an Experience Cloud site, and what asks for one says so", () => {
  holds(`@IsTest static void inside() {
    Assert.isNull(Network.getNetworkId());
    Assert.isNull(Network.communitiesLanding());
    Assert.isNull(Network.forwardToAuthPage('/home'));
    Assert.isNull(Network.forwardToAuthPage('/home', 'page'));
    try {
      Network.getLoginUrl('0DB000000000001');
      Assert.fail();
    } catch (UnexpectedException e) { Assert.isTrue(e.getMessage().contains('Experience Cloud')); }
  }`);
});

test("Connect in Apex tells the settings of the org", () => {
  holds(`@IsTest static void settings() {
    ConnectApi.OrganizationSettings settings = ConnectApi.Organization.getSettings();
    Assert.areEqual(UserInfo.getOrganizationId(), settings.orgId);
    Assert.areEqual(UserInfo.getOrganizationName(), settings.name);
    Assert.areEqual(UserInfo.getUserId(), settings.userSettings.userId);
  }`);
});

test("several keys of a cache are asked for at once", () => {
  holds(`@IsTest static void asks() {
    Cache.Org.put('one', 1);
    Cache.OrgPartition partition = Cache.Org.getPartition('local.default');
    Assert.areEqual(new Map<String, Boolean>{ 'one' => true, 'two' => false }, Cache.Org.contains(new Set<String>{ 'one', 'two' }));
    Assert.areEqual(1, partition.get(new Set<String>{ 'one' }).get('one'));
  }`);
});

test("what a conditional expression gives of an Id and a String is a String, and platform exceptions name their namespace", () => {
  holds(`@IsTest static void joins() {
    Id userId = UserInfo.getUserId();
    Assert.areEqual('nobody', userId == null ? userId : 'nobody');
    Assert.areEqual('System.DmlException', DmlException.class.getName());
    Assert.areEqual('Account', Account.class.getName());
    Assert.areEqual('AutomatedProcess', [SELECT UserType FROM User WHERE Alias = 'autoproc'].UserType);
  }`);
});
