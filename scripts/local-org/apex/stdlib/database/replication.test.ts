import { test } from "node:test";
import { holds } from "../../testing/fixture.ts";

test("Apex lists what was changed and what was deleted within a time", () => {
  holds(`@IsTest static void lists() {
    List<Account> made = new List<Account>{ new Account(Name = 'stays'), new Account(Name = 'goes') };
    insert made;
    delete made[1];
    Datetime soon = Datetime.now().addMinutes(2);
    Database.GetUpdatedResult updated = Database.getUpdated('Account', soon.addMinutes(-10), soon);
    Assert.areEqual(new List<Id>{ made[0].Id }, updated.getIds());
    Assert.areEqual(Datetime.now().dateGmt(), updated.getLatestDateCovered());
    Database.GetDeletedResult deleted = Database.getDeleted('Account', soon.addMinutes(-10), soon);
    Assert.areEqual(1, deleted.getDeletedRecords().size());
    Assert.areEqual(made[1].Id, deleted.getDeletedRecords()[0].getId());
    Assert.areEqual(Datetime.now().dateGmt(), deleted.getDeletedRecords()[0].getDeletedDate());
    Assert.areEqual(Datetime.now().addDays(-15).dateGmt(), deleted.getEarliestDateAvailable());
    Assert.areEqual(Datetime.now().dateGmt(), deleted.getLatestDateCovered());
    Assert.areEqual(0, Database.getUpdated('Account', soon.addHours(-3), soon.addHours(-2)).getIds().size());
  }`);
});

test("times that are no span, too long ago or of an unknown object are refused", () => {
  holds(`static void refuses(String type, Datetime first, Datetime last, String reason) {
    try { Database.getDeleted(type, first, last); } catch (InvalidParameterValueException e) {
      Assert.isTrue(e.getMessage().contains(reason), e.getMessage());
      return;
    }
    Assert.fail(reason);
  }
  @IsTest static void refusesTimes() {
    Datetime now = Datetime.now();
    refuses('Account', now, now, 'minute');
    refuses('Account', now, now.addHours(-1), 'minute');
    refuses('Account', now.addDays(-16), now, '15 days');
    refuses('Nonsense', now.addHours(-1), now, 'Nonsense');
    try { Database.getUpdated('Account', null, now); Assert.fail(); } catch (NullPointerException e) { Assert.isNotNull(e); }
  }`);
});
