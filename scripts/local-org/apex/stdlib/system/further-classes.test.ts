import assert from "node:assert/strict";
import { test } from "node:test";
import { holds, orgWith } from "../../testing/fixture.ts";

test("formulas are built and evaluated on records and objects", () => {
  holds(
    `@IsTest static void records() {
    FormulaEval.FormulaInstance f = Formula.builder().withType(Account.SObjectType).withReturnType(FormulaEval.FormulaReturnType.STRING)
      .withFormula('Name & " (" & Website & ")"').build();
    Assert.areEqual('A (w)', f.evaluate(new Account(Name = 'A', Website = 'w')));
    Assert.areEqual(new Set<String>{ 'Name', 'Website' }, f.getReferencedFields());
  }
  @IsTest static void objects() {
    FormulaEval.FormulaInstance f = Formula.builder().withType(Change.class).withReturnType(FormulaEval.FormulaReturnType.BOOLEAN)
      .withFormula('record.AnnualRevenue > prior.AnnualRevenue && factor = 2').build();
    Change c = new Change();
    c.record = new Account(AnnualRevenue = 2); c.prior = new Account(AnnualRevenue = 1); c.factor = 2;
    Assert.areEqual(true, f.evaluate(c));
    c.prior = null;
    Assert.areEqual(false, f.evaluate(c));
  }
  @IsTest static void templates() {
    FormulaEval.FormulaInstance f = Formula.builder().withType(Account.SObjectType).withReturnType(FormulaEval.FormulaReturnType.STRING)
      .parseAsTemplate(true).withFormula('Dear {!Name}, {!1 + 1} points').build();
    Assert.areEqual('Dear A, 2 points', f.evaluate(new Account(Name = 'A')));
  }
  @IsTest static void mistakes() {
    try {
      Formula.builder().withType(Account.SObjectType).withReturnType(FormulaEval.FormulaReturnType.STRING).withFormula('Nonsense & "x"').build();
      Assert.fail();
    } catch (FormulaValidationException e) { Assert.isTrue(e.getMessage().contains('Nonsense')); }
  }`,
    {
      classes: [
        "global class Change { global Account record { get; set; } global Account prior; global Integer factor; }"
      ]
    }
  );
});

test("an invocable Apex method is called as an action, and flows are not", () => {
  holds(
    `@IsTest static void apex() {
    Invocable.Action action = Invocable.Action.createCustomAction('apex', 'Adding');
    action.addInvocation().setInvocationParameter('a', 1).setInvocationParameter('b', 2);
    action.addInvocation().setInvocationParameter('a', 3).setInvocationParameter('b', 4);
    List<Invocable.Action.Result> results = action.invoke();
    Assert.areEqual(2, results.size());
    Assert.isTrue(results[1].isSuccess());
    Assert.areEqual(7, results[1].getOutputParameters().get('sum'));
  }
  @IsTest static void flow() {
    List<Invocable.Action.Result> results = Invocable.Action.createCustomAction('flow', 'Approve').addInvocation().invoke();
    Assert.isFalse(results[0].isSuccess());
    Assert.isTrue(results[0].getErrors()[0].getMessage().contains('does not execute'));
  }`,
    {
      classes: [
        `public class Adding {
          public class Request { @InvocableVariable public Integer a; @InvocableVariable public Integer b; }
          public class Answer { @InvocableVariable public Integer sum; }
          @InvocableMethod(label='Add') public static List<Answer> add(List<Request> requests) {
            List<Answer> answers = new List<Answer>();
            for (Request r : requests) { Answer a = new Answer(); a.sum = r.a + r.b; answers.add(a); }
            return answers;
          }
        }`
      ]
    }
  );
});

test("cursors fix which rows there are, and read them when they are fetched", () => {
  holds(`@IsTest static void pages() {
    List<Account> all = new List<Account>();
    for (Integer i = 0; i < 5; i++) all.add(new Account(Name = 'A' + i));
    insert all;
    Database.Cursor cursor = Database.getCursor('SELECT Name FROM Account ORDER BY Name');
    Assert.areEqual(5, cursor.getNumRecords());
    insert new Account(Name = 'A0 later');
    List<Account> two = cursor.fetch(1, 2);
    Assert.areEqual('A1', two[0].Name);
    Assert.areEqual(2, two.size());
    delete all[2];
    Database.PaginationCursor pages = Database.getPaginationCursor('SELECT Name FROM Account ORDER BY Name');
    Database.CursorFetchResult page = pages.fetchPage(0, 3);
    Assert.areEqual(3, page.getRecords().size());
    Assert.areEqual(3, page.getNextIndex());
    delete all[3];
    page = pages.fetchPage(3, 3);
    Assert.areEqual(1, page.getNumDeletedRecords());
    Assert.areEqual(1, page.getRecords().size());
    Assert.isTrue(page.isDone());
  }`);
});

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

test("a query in user mode tells which fields were out of reach", () => {
  holds(`@IsTest static void tells() {
    System.runAs(new User(LastName = 'Low', Alias = 'low', Email = 'low@example.com', Username = 'low@example.com.test', EmailEncodingKey = 'UTF-8',
      TimeZoneSidKey = 'Europe/Warsaw', LocaleSidKey = 'en_US', LanguageLocaleKey = 'en_US', Profile = new Profile(Name = 'Minimum Access - Salesforce'))) {
      try {
        List<Account> rows = [SELECT Name FROM Account WITH USER_MODE];
        Assert.fail();
      } catch (QueryException e) {
        Assert.areEqual(new Set<String>{ 'Name' }, e.getInaccessibleFields().get('Account'));
      }
    }
  }`);
});

test("results of DML and of aggregate queries are made from JSON", () => {
  holds(`@IsTest static void made() {
    Database.SaveResult r = (Database.SaveResult) JSON.deserialize('{"success":false,"errors":[{"message":"no","statusCode":"DUPLICATE_VALUE"}]}', Database.SaveResult.class);
    Assert.isFalse(r.isSuccess());
    Assert.areEqual('no', r.getErrors()[0].getMessage());
    List<AggregateResult> rows = (List<AggregateResult>) JSON.deserialize('[{"total":3}]', List<AggregateResult>.class);
    Assert.areEqual(3, rows[0].get('total'));
    List<SObject> same = [SELECT COUNT(Id) n FROM Account];
    Assert.areEqual(0, ((AggregateResult) same[0]).get('n'));
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

test("each flow of the org has a class, and others are of none", () => {
  const flow = (name: string) => ({
    [`flows/${name}.flow-meta.xml`]: `<?xml version="1.0" encoding="UTF-8"?>
<Flow xmlns="http://soap.sforce.com/2006/04/metadata"><label>${name}</label><status>Active</status></Flow>`
  });
  const files = { ...flow("Approve"), ...flow("Reject-1"), ...flow("Reject-2") };
  holds(
    `@IsTest static void named() {
    Assert.areEqual('Flow.Interview.Approve', Flow.Interview.Approve.class.getName());
    Assert.areEqual('Flow.Interview', Flow.Interview.Unknown.class.getName());
    Flow.Interview interview = new Flow.Interview.Reject(new Map<String, Object>{ 'a' => 1 });
    Assert.areEqual(1, interview.getVariableValue('a'));
    try { interview.start(); Assert.fail(); } catch (FlowException e) { Assert.isTrue(e.getMessage().contains('does not execute flows')); }
  }`,
    { files }
  );
  assert.throws(
    () => orgWith({ files, classes: ["public class Wrong { Object o = new Flow.Interview.Unknown(null); }"] }),
    /Constructor not defined: \[Flow\.Interview\]/
  );
});

test("several keys of a cache are asked for at once", () => {
  holds(`@IsTest static void asks() {
    Cache.Org.put('one', 1);
    Cache.OrgPartition partition = Cache.Org.getPartition('local.default');
    Assert.areEqual(new Map<String, Boolean>{ 'one' => true, 'two' => false }, Cache.Org.contains(new Set<String>{ 'one', 'two' }));
    Assert.areEqual(1, partition.get(new Set<String>{ 'one' }).get('one'));
  }`);
});

test("DML options name assignment rules and a locale", () => {
  holds(`@IsTest static void names() {
    Database.DMLOptions options = new Database.DMLOptions();
    options.assignmentRuleHeader.useDefaultRule = true;
    options.localeOptions = 'pl_PL';
    Assert.isTrue(options.AssignmentRuleHeader.UseDefaultRule);
    Assert.isTrue(Database.insert(new Lead(LastName = 'x', Company = 'y'), options).isSuccess());
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
