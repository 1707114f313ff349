import { test } from "node:test";
import { holds } from "../../testing/fixture.ts";

const definition =
  '<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata"><label>Route</label><pluralLabel>Routes</pluralLabel></CustomObject>';
const field =
  '<CustomField xmlns="http://soap.sforce.com/2006/04/metadata"><fullName>Hops__c</fullName><label>Hops</label><type>Number</type><precision>3</precision><scale>0</scale></CustomField>';
const record =
  '<CustomMetadata xmlns="http://soap.sforce.com/2006/04/metadata" xmlns:xsd="x"><label>To Łódź</label><protected>false</protected><values><field>Hops__c</field><value xsi:type="xsd:double" xmlns:xsi="y">2.0</value></values></CustomMetadata>';

// "Apex Reference Guide: Operations Class"
test("custom metadata is retrieved with its label and values", () => {
  holds(
    `@IsTest static void retrieves() {
      List<Metadata.Metadata> found = Metadata.Operations.retrieve(
        Metadata.MetadataType.CustomMetadata, new List<String>{ 'Route.ToLodz', 'Route__mdt.ToLodz', 'Route.Nowhere' });
      Assert.areEqual(2, found.size());
      Metadata.CustomMetadata route = (Metadata.CustomMetadata) found[0];
      Assert.areEqual('Route.ToLodz', route.fullName);
      Assert.areEqual('To Łódź', route.label);
      Assert.areEqual('Hops__c', route.values[0].field);
      Assert.areEqual(2, route.values[0].value);
    }`,
    {
      files: {
        "objects/Route__mdt/Route__mdt.object-meta.xml": definition,
        "objects/Route__mdt/fields/Hops__c.field-meta.xml": field,
        "customMetadata/Route.ToLodz.md-meta.xml": record
      }
    }
  );
});

// "Apex Developer Guide: Testing Metadata Deployments"
test("a test looks at the container, calls the callback itself and cannot deploy", () => {
  holds(`class Callback implements Metadata.DeployCallback {
      Metadata.DeployStatus status; Id job;
      public void handleResult(Metadata.DeployResult result, Metadata.DeployCallbackContext context) {
        status = result.status; job = context.getCallbackJobId();
      }
    }
    class Context extends Metadata.DeployCallbackContext {
      public override Id getCallbackJobId() { return '7070000000000fo'; }
    }
    @IsTest static void container() {
      Metadata.CustomMetadata route = new Metadata.CustomMetadata();
      route.fullName = 'Route.New'; route.label = 'New'; route.protected_x = true;
      Metadata.CustomMetadataValue value = new Metadata.CustomMetadataValue();
      value.field = 'Hops__c'; value.value = 1;
      route.values.add(value);
      Metadata.DeployContainer container = new Metadata.DeployContainer();
      container.addMetadata(route);
      Assert.areEqual(1, container.getMetadata().size());
      Assert.areEqual('Route.New', container.getMetadata()[0].fullName);
      Assert.isTrue(route.protected_x);
      try { Metadata.Operations.enqueueDeployment(container, null); Assert.fail(); } catch (AsyncException e) { Assert.isTrue(e.getMessage().contains('test')); }
      Assert.isTrue(container.removeMetadataByFullName('Route.New'));
      Assert.isFalse(container.removeMetadata(route));
    }
    @IsTest static void callback() {
      Metadata.DeployResult result = new Metadata.DeployResult();
      result.status = Metadata.DeployStatus.Succeeded;
      Callback c = new Callback();
      c.handleResult(result, new Context());
      Assert.areEqual(Metadata.DeployStatus.Succeeded, c.status);
      Assert.areEqual('7070000000000fo', String.valueOf(c.job).left(15));
    }
    @IsTest static void details() {
      Metadata.DeployDetails details = new Metadata.DeployDetails();
      details.componentSuccesses.add(new Metadata.DeployMessage());
      Assert.areEqual(1, details.componentSuccesses.size());
      Assert.areEqual(0, details.componentFailures.size());
    }
    @IsTest static void layouts() {
      Metadata.LayoutItem item = new Metadata.LayoutItem();
      item.behavior = Metadata.UiBehavior.Required; item.field = 'Name';
      Metadata.LayoutColumn column = new Metadata.LayoutColumn();
      column.layoutItems = new List<Metadata.LayoutItem>{ item };
      Metadata.Layout layout = new Metadata.Layout();
      layout.fullName = 'Account-Account Layout';
      Metadata.Metadata component = layout;
      Assert.areEqual('Account-Account Layout', component.fullName);
      Assert.areEqual('Name', column.layoutItems[0].field);
    }`);
});
