/** "Apex Reference Guide: ApexPages Namespace", PageReference Class, Test Class, Cookie Class, SelectOption Class. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { openOrg } from "../../../org/embedded-org.ts";
import { holds, orgWith } from "../../testing/fixture.ts";

const page = (name: string) => ({
  [`pages/${name}.page`]: "<apex:page>Hello</apex:page>",
  [`pages/${name}.page-meta.xml`]: `<?xml version="1.0" encoding="UTF-8"?>
<ApexPage xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>66.0</apiVersion><label>${name}</label></ApexPage>`
});

test("a page reference holds an address, parameters, an anchor and cookies", () => {
  holds(`@IsTest static void parts() {
    PageReference page = new PageReference('/apex/invoice?id=1&Name=A%20B#top');
    Assert.areEqual('1', page.getParameters().get('ID'), 'keys of parameters are found in any case');
    page.getParameters().put('NAME', 'C&D');
    Assert.areEqual('/apex/invoice?id=1&Name=C%26D#top', page.getUrl());
    page.getParameters().remove('id');
    Assert.isFalse(page.getParameters().containsKey('Id'));
    Assert.areEqual('top', page.getAnchor());
    page.setAnchor('end').setRedirect(true).setRedirectCode(303);
    Assert.areEqual('/apex/invoice?Name=C%26D#end', page.getUrl());
    Assert.isTrue(page.getRedirect());
    Assert.areEqual(303, page.getRedirectCode());
    page.setCookies(new List<Cookie>{ new Cookie('seen', '1', null, 60, true, 'Strict') });
    Cookie seen = page.getCookies().get('seen');
    Assert.areEqual('1', seen.getValue());
    Assert.areEqual(60, seen.getMaxAge());
    Assert.areEqual('Strict', seen.getSameSite());
  }
  @IsTest static void identity() {
    Assert.areNotEqual(new PageReference('/a'), new PageReference('/a'), 'two references are never equal');
  }
  @IsTest static void content() {
    try { new PageReference('/a').getContent(); Assert.fail(); }
    catch (VisualforceException e) { Assert.isTrue(e.getMessage().contains('does not render')); }
  }`);
});

test("deployed pages have names in Apex", () => {
  const files = page("InvoiceEdit");
  holds(
    `@IsTest static void named() {
    Assert.areEqual('/apex/invoiceedit', Page.InvoiceEdit.getUrl());
    PageReference page = Page.INVOICEEDIT;
    page.getParameters().put('id', 'x');
    Assert.areEqual('/apex/invoiceedit', System.Page.InvoiceEdit.getUrl(), 'each reading makes a new reference');
  }`,
    { files }
  );
  assert.throws(
    () => orgWith({ files, classes: ["public class Wrong { PageReference p = Page.Invoice; }"] }),
    /Wrong\.cls:1:\d+ Page Invoice does not exist/
  );
});

test("a test sets the page that controllers run on", () => {
  holds(`@IsTest static void current() {
    Assert.isNotNull(ApexPages.currentPage(), 'tests have a page without an address');
    ApexPages.currentPage().getParameters().put('id', '1');
    Test.setCurrentPage(new PageReference('/apex/other?id=2'));
    Assert.areEqual('2', ApexPages.currentPage().getParameters().get('id'));
    Test.setCurrentPageReference(new PageReference('/apex/third'));
    Assert.areEqual('/apex/third', System.currentPageReference().getUrl());
  }`);
});

test("messages of a page are collected, one of each severity and summary", () => {
  holds(`@IsTest static void collected() {
    Assert.isFalse(ApexPages.hasMessages());
    ApexPages.addMessage(new ApexPages.Message(ApexPages.Severity.WARNING, 'Careful', 'in detail'));
    ApexPages.addMessage(new ApexPages.Message(ApexPages.Severity.WARNING, 'Careful', 'in other detail'));
    ApexPages.addMessage(new ApexPages.Message(ApexPages.Severity.Info, 'Careful'));
    Assert.areEqual(2, ApexPages.getMessages().size());
    ApexPages.Message first = ApexPages.getMessages()[0];
    Assert.areEqual(ApexPages.Severity.WARNING, first.getSeverity());
    Assert.areEqual('Careful', first.getSummary());
    Assert.areEqual('in detail', first.getDetail());
    Assert.isTrue(ApexPages.hasMessages(ApexPages.Severity.INFO));
    Assert.isFalse(ApexPages.hasMessages(ApexPages.Severity.FATAL));
    Test.clearApexPageMessages();
    Assert.isFalse(ApexPages.hasMessages());
  }
  @IsTest static void exceptions() {
    try { insert new List<Contact>{ new Contact(), new Contact() }; }
    catch (DmlException e) { ApexPages.addMessages(e); }
    Assert.isTrue(ApexPages.getMessages()[0].getSummary().contains('LastName'), ApexPages.getMessages()[0].getSummary());
    ApexPages.addMessages(new IllegalArgumentException('odd'));
    Assert.areEqual('odd', ApexPages.getMessages()[1].getDetail());
  }`);
});

test("outside of a page there is none, and messages are refused", () => {
  const org = openOrg();
  const failure = (source: string) =>
    String(org.executeAnonymous(org.administrator, source, { write: () => undefined }).thrown);
  assert.match(
    failure("ApexPages.addMessage(new ApexPages.Message(ApexPages.Severity.INFO, 'x'));"),
    /ApexPages\.addMessage can only be called from a Visualforce page/
  );
  assert.equal(failure("System.assertEquals(null, ApexPages.currentPage());"), "undefined");
});

test("a standard controller saves its record and leads to its pages", () => {
  holds(`@IsTest static void saves() {
    Account record = new Account(Name = 'A');
    ApexPages.StandardController controller = new ApexPages.StandardController(record);
    Assert.isNull(controller.getId());
    Assert.isTrue(controller.getRecord() === record);
    PageReference saved = controller.save();
    Assert.isTrue(controller.getId().equals(String.valueOf(record.Id).left(15)));
    Assert.areEqual('/' + String.valueOf(record.Id).left(15), saved.getUrl());
    Assert.areEqual('/' + String.valueOf(record.Id).left(15) + '/e', controller.edit().getUrl());
    record.Name = 'B';
    controller.save();
    Assert.areEqual('B', [SELECT Name FROM Account].Name);
    Assert.isNotNull(controller.delete());
    Assert.areEqual(0, [SELECT COUNT() FROM Account]);
  }
  @IsTest static void failures() {
    Assert.isNull(new ApexPages.StandardController(new Contact()).save(), 'the page stays');
    Assert.isTrue(ApexPages.hasMessages(ApexPages.Severity.ERROR));
  }
  @IsTest static void fields() {
    try { new ApexPages.StandardController(new Account()).addFields(new List<String>{ 'Name' }); Assert.fail(); }
    catch (SObjectException e) { Assert.isTrue(e.getMessage().startsWith('You cannot call addFields')); }
  }`);
});

test("a standard set controller turns the pages of records and changes them together", () => {
  holds(`@TestSetup static void make() {
    List<Account> all = new List<Account>();
    for (Integer i = 0; i < 45; i++) all.add(new Account(Name = 'A' + String.valueOf(i).leftPad(2, '0')));
    insert all;
  }
  @IsTest static void pages() {
    ApexPages.StandardSetController pager = new ApexPages.StandardSetController(
      Database.getQueryLocator('SELECT Name FROM Account ORDER BY Name'));
    Assert.areEqual(45, pager.getResultSize());
    Assert.areEqual(20, pager.getPageSize());
    Assert.isTrue(pager.getCompleteResult());
    Assert.areEqual('A00', ((Account) pager.getRecords()[0]).Name);
    Assert.isFalse(pager.getHasPrevious());
    pager.next();
    Assert.areEqual('A20', ((Account) pager.getRecords()[0]).Name);
    pager.last();
    Assert.areEqual(3, pager.getPageNumber());
    Assert.areEqual(5, pager.getRecords().size());
    Assert.isFalse(pager.getHasNext());
    pager.setPageSize(10);
    Assert.areEqual(5, pager.getPageNumber(), 'the page that holds the first record shown before');
    pager.setPageNumber(2);
    Assert.areEqual('A10', ((Account) pager.getRecords()[0]).Name);
    pager.first();
    pager.previous();
    Assert.areEqual(1, pager.getPageNumber());
  }
  @IsTest static void together() {
    List<Account> some = [SELECT Name, Site FROM Account ORDER BY Name LIMIT 3];
    ApexPages.StandardSetController pager = new ApexPages.StandardSetController(some);
    pager.setSelected(new List<Account>{ some[1] });
    Assert.areEqual(1, pager.getSelected().size());
    ((Account) pager.getRecord()).Site = 'Here';
    Assert.isNotNull(pager.save());
    Assert.areEqual(3, [SELECT COUNT() FROM Account WHERE Site = 'Here']);
  }`);
});

test("a select option is a value with a label", () => {
  holds(`@IsTest static void option() {
    SelectOption option = new SelectOption('v', 'Label', true);
    option.setLabel('Other');
    Assert.areEqual('Other', option.getLabel());
    Assert.isTrue(option.getDisabled());
    Assert.isTrue(option.getEscapeItem());
  }`);
});

test("components are built in Apex, standard and custom ones", () => {
  const files = {
    "components/Address.component": `<apex:component><!-- <apex:attribute name="old" type="String"/> -->
      <apex:attribute name="street" type="String" required="true" description="x"/>
      <apex:attribute name="lines" type="String[]" description="x"/><apex:attribute name="owner" type="Owner" description="x"/>
      </apex:component>`,
    "components/Address.component-meta.xml": `<?xml version="1.0" encoding="UTF-8"?>
<ApexComponent xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>66.0</apiVersion><label>Address</label></ApexComponent>`
  };
  holds(
    `@IsTest static void standard() {
    Component.Apex.PageBlock block = new Component.Apex.PageBlock(title = 'T', rendered = true);
    Component.Apex.OutputText text = new Component.Apex.OutputText();
    text.value = 'x';
    text.id = 'here';
    text.expressions.title = '{!Account.Name}';
    block.childComponents.add(text);
    Assert.areEqual('T', block.title);
    Assert.isTrue(block.rendered);
    Assert.areEqual('{!Account.Name}', text.expressions.title);
    Assert.isTrue(block.getComponentById('here') === text);
    ApexPages.Component made = block;
    Assert.isTrue(made instanceof Component.apex.pageblock);
    Assert.isFalse(made instanceof Component.Apex.OutputText);
    Component.Apex.DataTable table = new Component.Apex.DataTable();
    table.facets.footer = text;
    Assert.isTrue(table.facets.footer === text);
  }
  @IsTest static void custom() {
    Object made = new Component.Address(street = 's', lines = new List<String>{ 'a' }, owner = 1);
    Assert.isTrue(made instanceof Component.Address);
    Assert.areEqual('s', ((Component.Address) made).street);
    Assert.areEqual('q', new Component.c.Address(street = 'q').street);
  }`,
    { files }
  );
  const problem = (statement: string) => () =>
    orgWith({ files, classes: [`public class Wrong { void run() { ${statement} } }`] });
  assert.throws(problem("Object o = new Component.Address(town = 's');"), /Variable does not exist: town/);
  assert.throws(problem("Object o = new Component.Apex.PageBlock(rendered = 'yes');"), /Wrong\.cls:1:\d+/);
  assert.throws(problem("Object o = new Component.Apex.Marquee();"), /Invalid type: Component\.Apex\.Marquee/);
});

test("a continuation's callback gets the responses that a test sets", () => {
  holds(
    `@IsTest static void continues() {
    Long_Running controller = new Long_Running();
    Continuation request = controller.start();
    Assert.areEqual(1, request.getRequests().size());
    HttpResponse response = new HttpResponse();
    response.setBody('done');
    Test.setContinuationResponse(controller.label, response);
    Assert.isNull(Test.invokeContinuationMethod(controller, request));
    Assert.areEqual('done', controller.result);
    request.addHttpRequest(new HttpRequest());
    request.addHttpRequest(new HttpRequest());
    Assert.areEqual(3, request.getRequests().size());
  }`,
    {
      classes: [
        `public class Long_Running {
          public String label; public String result;
          public Continuation start() {
            Continuation c = new Continuation(40);
            c.continuationMethod = 'process';
            HttpRequest r = new HttpRequest(); r.setEndpoint('https://example.com'); r.setMethod('GET');
            label = c.addHttpRequest(r);
            return c;
          }
          public Object process() { result = Continuation.getResponse(label).getBody(); return null; }
        }`
      ]
    }
  );
});

test("pages and components are rows whose markup can be read", () => {
  holds(
    `@IsTest static void rows() {
    ApexPage page = [SELECT Name, MasterLabel, ApiVersion, Markup FROM ApexPage];
    Assert.areEqual('InvoiceEdit', page.MasterLabel);
    Assert.areEqual(66, page.ApiVersion);
    Assert.areEqual('<apex:page>Hello</apex:page>', page.Markup);
    Assert.areEqual(0, [SELECT COUNT() FROM ApexComponent]);
    Assert.areEqual(page.Id, [SELECT SetupEntityId FROM SetupEntityAccess WHERE Parent.Name = 'Editors'].SetupEntityId);
  }`,
    {
      files: {
        ...page("InvoiceEdit"),
        "permissionsets/Editors.permissionset-meta.xml": `<?xml version="1.0" encoding="UTF-8"?>
<PermissionSet xmlns="http://soap.sforce.com/2006/04/metadata"><label>Editors</label>
<pageAccesses><apexPage>InvoiceEdit</apexPage><enabled>true</enabled></pageAccesses></PermissionSet>`
      }
    }
  );
});

test("no request is one of a site", () => {
  holds(`@IsTest static void none() {
    Assert.isNull(Site.getName());
    Assert.areEqual('', Site.getPathPrefix());
    Assert.isFalse(Site.isLoginEnabled());
  }`);
});
