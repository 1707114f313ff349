import assert from "node:assert/strict";
import { test } from "node:test";
import { namespaceOf, PackageNames } from "./package-names.ts";

const names = new PackageNames("ours");

test("names in a query get the namespace, texts and standard names do not", () => {
  assert.equal(
    names.inOrg("SELECT Id, Member__r.MemberNumber__c, Name FROM LoyaltyTransaction__c WHERE Source__c = 'a \\' b__c'"),
    "SELECT Id, ours__Member__r.ours__MemberNumber__c, Name FROM ours__LoyaltyTransaction__c WHERE ours__Source__c = 'a \\' b__c'"
  );
  assert.equal(names.inOrg("Account__r.ErpCustomerNumber__c"), "ours__Account__r.ours__ErpCustomerNumber__c");
});

test("names that have a namespace keep it", () => {
  assert.equal(names.inOrg("ours__Points__c, theirs__Points__c"), "ours__Points__c, theirs__Points__c");
});

test("what the org answers is read by the app's names", () => {
  assert.equal(names.local("ours__Member__r.ours__MemberNumber__c"), "Member__r.MemberNumber__c");
  assert.deepEqual(names.localRecord({ Id: 1, ours__Points__c: 2, theirs__Points__c: 3 }), {
    Id: 1,
    Points__c: 2,
    theirs__Points__c: 3
  });
});

test("without a namespace nothing changes", () => {
  const none = new PackageNames();
  assert.equal(none.inOrg("SELECT Points__c FROM LoyaltyLedger__c"), "SELECT Points__c FROM LoyaltyLedger__c");
  assert.equal(none.local("ours__Points__c"), "ours__Points__c");
});

test("the namespace is read from the org's objects", () => {
  assert.equal(namespaceOf(["Account", "LoyaltyMember__c"], "LoyaltyMember__c"), "");
  assert.equal(namespaceOf(["Account", "ours__LoyaltyMember__c"], "LoyaltyMember__c"), "ours");
  assert.equal(namespaceOf(["a__LoyaltyMember__c", "LoyaltyMember__c"], "LoyaltyMember__c"), "");
  assert.equal(namespaceOf(["Account"], "LoyaltyMember__c"), "");
});
