/** The events that the app publishes, heard by a project that stands on the app, as another package would. */
import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { readProject } from "../local-org/metadata/project.ts";
import { openOrg } from "../local-org/org/embedded-org.ts";
import { failedMethods } from "../local-org/apex/testing/results.ts";
import { runTests } from "../local-org/apex/testing/run-tests.ts";

const subscriber = `trigger Subscriber on LoyaltyEvent__e (after insert) {
  List<Task> heard = new List<Task>();
  for (LoyaltyEvent__e each : Trigger.new) {
    heard.add(new Task(
      Subject = each.Topic__c,
      Description = String.join(new List<Object>{ each.RecordId__c, each.MemberId__c, each.Kind__c, each.Status__c, each.Points__c }, ' '),
      CallDurationInSeconds = Integer.valueOf(each.ReplayId)
    ));
  }
  insert heard;
}`;

const hearing = `@IsTest private class Hearing_Test {
  private static LoyaltyNotices__c all() {
    return new LoyaltyNotices__c(SetupOwnerId = UserInfo.getOrganizationId(), PublishMovements__c = true, PublishTierChanges__c = true, PublishVouchers__c = true);
  }
  private static List<String> heard(String topic) {
    Test.getEventBus().deliver();
    List<String> descriptions = new List<String>();
    for (Task each : [SELECT Description FROM Task WHERE Subject = :topic ORDER BY CallDurationInSeconds]) descriptions.add(each.Description);
    return descriptions;
  }
  private static List<String> ofLedger() {
    List<String> entries = new List<String>();
    for (LoyaltyLedger__c e : [SELECT Id, Member__c, Kind__c, Status__c, Points__c FROM LoyaltyLedger__c ORDER BY Id])
      entries.add(String.join(new List<Object>{ e.Id, e.Member__c, e.Kind__c, e.Status__c, e.Points__c }, ' '));
    return entries;
  }
  private static void record(List<LoyaltyMember__c> members) {
    List<LoyaltyTransaction__c> documents = new List<LoyaltyTransaction__c>();
    for (LoyaltyMember__c each : members) documents.add(LoyaltyTestFactory.document(each.Id, each.Id, LoyaltyTestFactory.day(0), 1500));
    insert documents;
  }

  @IsTest static void eachMovementTierChangeAndVoucherIsHeardOnceInItsOrder() {
    LoyaltyProgram__c program = LoyaltyTestFactory.wholesale();
    LoyaltyReward__c reward = LoyaltyTestFactory.percentage(program, 30);
    insert reward;
    List<LoyaltyMember__c> members = LoyaltyTestFactory.members(program, 40);
    insert all();
    System.runAs(LoyaltyTestFactory.userWith(LoyaltyTestFactory.MANAGER)) {
      record(members);
      Id kept = RedemptionService.redeem(members[0].Id, reward.Id, 'kept').voucherId;
      Id given = RedemptionService.redeem(members[1].Id, reward.Id, 'given').voucherId;
      RedemptionCancellation.cancel(new Set<Id>{ given });
      Assert.areEqual(ofLedger(), heard('Movement'));
      Assert.areEqual([SELECT COUNT() FROM LoyaltyTierChange__c], heard('TierChange').size());
      List<String> vouchers = heard('Voucher');
      Assert.areEqual(3, vouchers.size());
      Assert.isTrue(vouchers[0].startsWith(kept) && vouchers[2].contains('Cancelled'), String.join(vouchers, '; '));
    }
  }

  @IsTest static void anAdjustmentThatWaitsIsHeardAgainOnceItIsDecided() {
    LoyaltyProgram__c program = LoyaltyTestFactory.wholesale();
    update new LoyaltyProgram__c(Id = program.Id, AdjustmentLimit__c = 10);
    LoyaltyMember__c member = LoyaltyTestFactory.member(program);
    insert all();
    Id entryId;
    System.runAs(LoyaltyTestFactory.userWith(LoyaltyTestFactory.AGENT)) {
      entryId = AdjustmentService.adjust(new List<AdjustmentService.Request>{ new AdjustmentService.Request(member.Id, 11, 'Goodwill', 'one') })[0].entryId;
    }
    System.runAs(LoyaltyTestFactory.userWith(LoyaltyTestFactory.MANAGER)) {
      AdjustmentApproval.approve(new Set<Id>{ entryId });
    }
    List<String> movements = heard('Movement');
    Assert.areEqual(2, movements.size());
    Assert.isTrue(movements[0].contains('Pending') && movements[1].contains('Posted'), String.join(movements, '; '));
  }

  @IsTest static void aNoticeToAMemberIsHeardOnceWhereItsProgramSaysSo() {
    LoyaltyProgram__c program = LoyaltyTestFactory.retail();
    update new LoyaltyProgram__c(Id = program.Id, NoticeChannel__c = 'Event');
    LoyaltyMember__c member = LoyaltyTestFactory.member(program);
    System.runAs(LoyaltyTestFactory.userWith(LoyaltyTestFactory.INTEGRATION)) {
      insert LoyaltyTestFactory.document(member.Id, 'soon', Datetime.now().addMonths(-24).addDays(20), 15);
    }
    System.runAs(LoyaltyTestFactory.userWith(LoyaltyTestFactory.ADMINISTRATOR)) {
      Test.startTest();
      new MemberNoticeJob().execute(null);
      new MemberNoticeJob().execute(null);
      Test.stopTest();
    }
    LoyaltyMemberNotice__c notice = [SELECT Id FROM LoyaltyMemberNotice__c];
    Assert.areEqual(new List<String>{ notice.Id + ' ' + member.Id + ' PointExpiry  15' }, heard('Notice'));
  }

  @IsTest static void whatIsRolledBackIsNotHeard() {
    LoyaltyMember__c member = LoyaltyTestFactory.member(LoyaltyTestFactory.wholesale());
    insert all();
    System.runAs(LoyaltyTestFactory.userWith(LoyaltyTestFactory.MANAGER)) {
      Savepoint before = Database.setSavepoint();
      record(new List<LoyaltyMember__c>{ member });
      Database.rollback(before);
      Assert.isTrue(heard('Movement').isEmpty());
      Assert.isTrue(heard('TierChange').isEmpty());
    }
  }

  @IsTest static void nothingIsHeardUnlessItIsTurnedOnAndItCostsNothingThen() {
    List<LoyaltyMember__c> members = LoyaltyTestFactory.members(LoyaltyTestFactory.wholesale(), 2);
    System.runAs(LoyaltyTestFactory.userWith(LoyaltyTestFactory.MANAGER)) {
      record(new List<LoyaltyMember__c>{ members[0] });
      Assert.isTrue(heard('Movement').isEmpty());
    }
    insert new LoyaltyNotices__c(SetupOwnerId = UserInfo.getOrganizationId(), PublishTierChanges__c = true);
    System.runAs(LoyaltyTestFactory.userWith(LoyaltyTestFactory.MANAGER)) {
      record(new List<LoyaltyMember__c>{ members[1] });
      Assert.isTrue(heard('Movement').isEmpty());
      Assert.areEqual(1, heard('TierChange').size());
    }
  }
}`;

function written(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

const meta = (kind: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${kind} xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>66.0</apiVersion><status>Active</status></${kind}>\n`;

test("a project that stands on the app hears what happens to members, after the commit and once", () => {
  const root = mkdtempSync(join(tmpdir(), "events-"));
  try {
    cpSync("force-app", join(root, "force-app"), { recursive: true });
    cpSync("sfdx-project.json", join(root, "sfdx-project.json"));
    cpSync("config", join(root, "config"), { recursive: true });
    const own = join(root, "force-app/main/listening");
    written(join(own, "triggers/Subscriber.trigger"), subscriber);
    written(join(own, "triggers/Subscriber.trigger-meta.xml"), meta("ApexTrigger"));
    written(join(own, "classes/Hearing_Test.cls"), hearing);
    written(join(own, "classes/Hearing_Test.cls-meta.xml"), meta("ApexClass"));
    const org = openOrg({});
    const { problems } = org.deploy(readProject(root));
    assert.deepEqual(
      problems.map(({ path, line, message }) => `${path}:${line} ${message}`),
      []
    );
    const result = runTests(org, { classes: ["Hearing_Test"] });
    assert.equal(result.methods.length, 5);
    assert.deepEqual(
      failedMethods(result).map(({ methodName, failure }) => `${methodName}: ${failure!.message}`),
      []
    );
  } finally {
    rmSync(root, { recursive: true });
  }
});
