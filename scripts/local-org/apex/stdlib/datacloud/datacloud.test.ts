/** "Apex Reference Guide: FindDuplicates Class". */
import { test } from "node:test";
import { holds } from "../../testing/fixture.ts";
import { metadata } from "../../../metadata/rules/fixture.ts";

const rule = (active: boolean) => ({
  "duplicateRules/Account.Same_Name.duplicateRule-meta.xml": metadata(
    "DuplicateRule",
    `<actionOnInsert>Allow</actionOnInsert><actionOnUpdate>Allow</actionOnUpdate><isActive>${String(active)}</isActive><masterLabel>Same name</masterLabel><securityOption>EnforceSharingRules</securityOption><sortOrder>1</sortOrder>`
  )
});

const failing = `
  static Exception failure(List<SObject> records) {
    try {
      for (Datacloud.FindDuplicatesResult result : Datacloud.FindDuplicates.findDuplicates(records))
        for (Datacloud.DuplicateResult found : result.getDuplicateResults())
          for (Datacloud.MatchResult matched : found.getMatchResults())
            for (Datacloud.MatchRecord one : matched.getMatchRecords()) System.debug(one.getRecord());
    } catch (Exception e) { return e; }
    return null;
  }`;

test("where no rule is active it is an error, and so are too many records", () => {
  holds(
    `${failing}
    @IsTest static void none() {
      Assert.areEqual('System.HandledException', failure(new List<SObject>{ new Account(Name = 'A') }).getTypeName());
      List<SObject> many = new List<SObject>();
      for (Integer i = 0; i < 51; i++) many.add(new Account(Name = 'A' + i));
      Assert.isTrue(failure(many).getMessage().contains('greater than the permitted batch size'));
      Assert.areEqual(false, [SELECT IsActive FROM DuplicateRule WHERE DeveloperName = 'Same_Name' AND SobjectType = 'Account'].IsActive);
    }`,
    { files: rule(false) }
  );
});

test("an active rule, which nothing applies here, is refused by name", () => {
  holds(
    `${failing}
    @IsTest static void active() {
      Exception refused = failure(new List<SObject>{ new Account(Name = 'A') });
      Assert.areEqual('System.UnsupportedOperationException', refused.getTypeName());
      Assert.isTrue(refused.getMessage().contains('Same_Name'));
      Assert.areEqual('System.HandledException', failure(new List<SObject>{ new Contact(LastName = 'C') }).getTypeName());
    }`,
    { files: rule(true) }
  );
});
