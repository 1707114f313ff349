import { test } from "node:test";
import { metadata } from "../../../metadata/rules/fixture.ts";
import { holds } from "../../testing/fixture.ts";

const parameter = (kind: string, value: string): Record<string, string> => ({
  [`featureParameters/${kind}One.featureParameter${kind}-meta.xml`]: metadata(
    `FeatureParameter${kind}`,
    `<dataflowDirection>SubscriberToLmo</dataflowDirection><masterLabel>One</masterLabel><value>${value}</value>`
  )
});

// "Apex Reference Guide: FeatureManagement Class"; "Metadata API Developer Guide: FeatureParameterBoolean", value: the default.
test("a feature parameter has its default value until another one is set", () => {
  holds(
    `@IsTest static void parameters() {
      Assert.isTrue(FeatureManagement.checkPackageBooleanValue('BooleanOne'));
      Assert.areEqual(7, FeatureManagement.checkPackageIntegerValue('IntegerOne'));
      Assert.areEqual(Date.newInstance(2026, 1, 31), FeatureManagement.checkPackageDateValue('DateOne'));
      FeatureManagement.setPackageBooleanValue('BooleanOne', false);
      FeatureManagement.setPackageIntegerValue('IntegerOne', 8);
      FeatureManagement.setPackageDateValue('DateOne', Date.newInstance(2026, 2, 1));
      Assert.isFalse(FeatureManagement.checkPackageBooleanValue('BooleanOne'));
      Assert.areEqual(8, FeatureManagement.checkPackageIntegerValue('IntegerOne'));
      Assert.areEqual(Date.newInstance(2026, 2, 1), FeatureManagement.checkPackageDateValue('DateOne'));
      try { FeatureManagement.setPackageIntegerValue('BooleanOne', 1); Assert.fail(); } catch (InvalidParameterValueException e) { Assert.isTrue(e.getMessage().contains('BooleanOne')); }
    }`,
    { files: { ...parameter("Boolean", "true"), ...parameter("Integer", "7"), ...parameter("Date", "2026-01-31") } }
  );
});

// "Apex Reference Guide: Limits Class", getFieldsDescribes and the others that are deprecated; both suites of
// capeterson/Apex-Util and rsoesemann/visualforce-table-grid count so.
test("describes are counted for who still asks", () => {
  holds(`@IsTest static void describes() {
    Schema.DescribeSObjectResult account = Account.SObjectType.getDescribe();
    account.fields.getMap();
    account.fields.getMap();
    account.fieldSets.getMap();
    account.getChildRelationships();
    account.getRecordTypeInfos();
    Account.Rating.getDescribe().getPicklistValues();
    Assert.areEqual(2, Limits.getFieldsDescribes());
    Assert.areEqual(1, Limits.getFieldSetsDescribes());
    Assert.areEqual(1, Limits.getChildRelationshipsDescribes());
    Assert.areEqual(1, Limits.getRecordTypesDescribes());
    Assert.areEqual(1, Limits.getPicklistDescribes());
    Assert.areEqual(100, Limits.getLimitFieldsDescribes());
  }`);
});

// "Apex Reference Guide: UserInfo Class", isCurrentUserLicensed; "URL Class", getCurrentRequestUrl.
test("nobody is licensed for a package that is not installed, and a request has the org's address", () => {
  holds(`@IsTest static void packages() {
    try { UserInfo.isCurrentUserLicensed('theirs'); Assert.fail(); } catch (TypeException e) { Assert.isTrue(e.getMessage().contains('theirs')); }
    Assert.areEqual(Url.getOrgDomainUrl().getHost(), Url.getCurrentRequestUrl().getHost());
  }`);
});
