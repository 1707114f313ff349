/** What benefits of tiers do in an org whose own rules refuse it: the tier stands, operators see why, and it is tried again. */
import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { failedMethods } from "../local-org/apex/testing/results.ts";
import { runTests } from "../local-org/apex/testing/run-tests.ts";
import { readProject } from "../local-org/metadata/project.ts";
import { openOrg } from "../local-org/org/embedded-org.ts";

const RULES = {
  Account: { formula: "AND(NOT(ISNEW()), ISCHANGED(PriceGroup__c), ISBLANK(Site))", message: "Prices need a site." },
  Task: {
    formula:
      "OR(Subject = &quot;Visit&quot;, AND(ISPICKVAL(Status, &quot;Completed&quot;), ISPICKVAL(Priority, &quot;High&quot;)))",
    message: "Say what for."
  }
};

const TESTS = `@IsTest private class RefusedBenefits_Test {
  @TestSetup static void make() {
    LoyaltyProgram__c program = LoyaltyTestFactory.wholesale();
    Id silver = [SELECT Id FROM LoyaltyTier__c WHERE Name = 'Silver'].Id;
    insert new List<LoyaltyBenefit__c>{
      new LoyaltyBenefit__c(Tier__c = silver, Name = 'Visit', Kind__c = 'Task'),
      new LoyaltyBenefit__c(Tier__c = silver, Name = 'Prices', Kind__c = 'PriceGroup', PriceGroup__c = 'SILVER')
    };
    LoyaltyTestFactory.member(program);
  }
  private static LoyaltyMember__c member() {
    return [SELECT Id, Tier__r.Name, Account__r.PriceGroup__c, Balance__c FROM LoyaltyMember__c];
  }
  private static void sell(String name, Integer day, Decimal amount) {
    System.runAs(LoyaltyTestFactory.userWith(LoyaltyTestFactory.INTEGRATION)) {
      insert LoyaltyTestFactory.document(member().Id, name, LoyaltyTestFactory.day(day), amount);
    }
  }
  private static void review() {
    System.runAs(LoyaltyTestFactory.userWith(LoyaltyTestFactory.ADMINISTRATOR)) {
      Test.startTest();
      Database.executeBatch(new TierReviewJob());
      Test.stopTest();
    }
  }
  private static Set<String> openMessages() {
    Set<String> messages = new Set<String>();
    for (LoyaltyJobFailure__c each : [SELECT Job__c, Message__c FROM LoyaltyJobFailure__c WHERE Status__c = 'Open']) messages.add(each.Job__c + ': ' + each.Message__c);
    return messages;
  }
  private static void correct() {
    update new Account(Id = [SELECT Id FROM Account].Id, Site = 'Main');
    update new LoyaltyBenefit__c(Id = [SELECT Id FROM LoyaltyBenefit__c WHERE Name = 'Visit'].Id, Name = 'Visit the customer');
  }

  @IsTest static void theTierStandsAndOperatorsSeeWhy() {
    sell('1', 1, 1500);
    Assert.areEqual('Silver', member().Tier__r.Name);
    Assert.areEqual(1500, member().Balance__c);
    Assert.isNull(member().Account__r.PriceGroup__c);
    Assert.areEqual(0, [SELECT COUNT() FROM Task]);
    Assert.areEqual(new Set<String>{ 'TierBenefits: Say what for.' }, openMessages(), 'one entry, with the first error');
  }

  @IsTest static void onceItIsCorrectedTheNightStartsIt() {
    sell('1', 1, 1500);
    correct();
    review();
    Assert.areEqual('SILVER', member().Account__r.PriceGroup__c);
    Assert.areEqual('Visit the customer', [SELECT Subject FROM Task].Subject);
  }

  @IsTest static void whatIsRefusedAgainStaysOneFailureAndOnceStartedItIsNotStartedTwice() {
    sell('1', 1, 1500);
    review();
    Assert.areEqual(1, [SELECT COUNT() FROM LoyaltyJobFailure__c]);
    correct();
    TierBenefits.tryAgain([SELECT Id, Account__c, Contact__c FROM LoyaltyMember__c], TierBenefits.refusedCustomerIds());
    TierBenefits.tryAgain([SELECT Id, Account__c, Contact__c FROM LoyaltyMember__c], TierBenefits.refusedCustomerIds());
    Assert.areEqual(1, [SELECT COUNT() FROM Task]);
  }

  @IsTest static void anEndThatIsRefusedIsTriedAgainToo() {
    correct();
    sell('1', 1, 1500);
    Assert.areEqual('SILVER', member().Account__r.PriceGroup__c);
    update new Account(Id = [SELECT Id FROM Account].Id, Site = null);
    update new Task(Id = [SELECT Id FROM Task].Id, Priority = 'High');
    sell('back', 2, -1000);
    Assert.areEqual('Bronze', member().Tier__r.Name);
    Assert.areEqual('SILVER', member().Account__r.PriceGroup__c);
    Assert.isFalse([SELECT IsClosed FROM Task].IsClosed);
    update new Account(Id = [SELECT Id FROM Account].Id, Site = 'Main');
    update new Task(Id = [SELECT Id FROM Task].Id, Priority = 'Normal');
    review();
    Assert.isNull(member().Account__r.PriceGroup__c);
    Assert.isTrue([SELECT IsClosed FROM Task].IsClosed);
  }
}`;

const ruleXml = ({ formula, message }: { readonly formula: string; readonly message: string }): string =>
  '<?xml version="1.0" encoding="UTF-8"?>\n<ValidationRule xmlns="http://soap.sforce.com/2006/04/metadata">' +
  `<fullName>OfTheOrg</fullName><active>true</active><errorConditionFormula>${formula}</errorConditionFormula>` +
  `<errorMessage>${message}</errorMessage></ValidationRule>\n`;

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

test("benefits that an org's own rules refuse are tried again, and never take the tier away", () => {
  const root = mkdtempSync(join(tmpdir(), "refused-"));
  try {
    for (const part of ["force-app", "config", "sfdx-project.json"])
      cpSync(part, join(root, part), { recursive: true });
    const own = join(root, "force-app/main/own");
    for (const [object, rule] of Object.entries(RULES)) {
      write(join(own, `objects/${object}/validationRules/OfTheOrg.validationRule-meta.xml`), ruleXml(rule));
    }
    write(join(own, "classes/RefusedBenefits_Test.cls"), TESTS);
    write(
      join(own, "classes/RefusedBenefits_Test.cls-meta.xml"),
      '<?xml version="1.0" encoding="UTF-8"?>\n<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>66.0</apiVersion></ApexClass>\n'
    );
    const org = openOrg({});
    assert.deepEqual(
      org.deploy(readProject(root)).problems.map(({ path, line, message }) => `${path}:${line} ${message}`),
      []
    );
    const result = runTests(org, { classes: ["RefusedBenefits_Test"] });
    assert.equal(result.methods.length, 4);
    assert.deepEqual(
      failedMethods(result).map(({ methodName, failure }) => `${methodName}: ${failure!.message}`),
      []
    );
  } finally {
    rmSync(root, { recursive: true });
  }
});
