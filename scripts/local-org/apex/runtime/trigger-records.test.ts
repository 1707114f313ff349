/** "Apex Developer Guide: Context Variable Considerations" */
import { test } from "node:test";
import { holds } from "../testing/fixture.ts";

/** A trigger that does one thing, and what the save that fires it fails with. */
function refusedIn(timing: string, statement: string, save: string, words: string): void {
  holds(
    `@IsTest static void refuses() {
      Account a = new Account(Name = 'A');
      ${save === "insert" ? "" : "Going.active = false; insert a; Going.active = true;"}
      try { ${save} a; Assert.fail('nothing refused it'); }
      catch (DmlException e) { Assert.isTrue(e.getMessage().contains('${words}'), e.getMessage()); }
    }`,
    {
      classes: ["public class Going { public static Boolean active = true; }"],
      triggers: [`trigger T on Account (${timing} ${save}) { if (Going.active) { ${statement} } }`]
    }
  );
}

const frozen = "System.FinalException: Collection is read-only";

test("the collections of a trigger are read-only", () => {
  refusedIn("before", "Trigger.new.add(new Account());", "insert", frozen);
  refusedIn("before", "Trigger.new.clear();", "insert", frozen);
  refusedIn("before", "Trigger.new[0] = new Account();", "insert", frozen);
  refusedIn("before", "Trigger.new.sort();", "insert", frozen);
  refusedIn("before", "Trigger.old.remove(0);", "delete", frozen);
  refusedIn("after", "Trigger.newMap.put(Trigger.new[0].Id, new Account());", "insert", frozen);
  refusedIn("after", "Trigger.oldMap.keySet().clear();", "update", frozen);
});

test("records change in before triggers only, and old records never", () => {
  const words = "System.FinalException: Record is read-only";
  refusedIn("after", "Trigger.new[0].Name = 'B';", "insert", words);
  refusedIn("before", "Trigger.old[0].Name = 'B';", "update", words);
});

test("the records of a trigger are no operands of DML", () => {
  const words = "System.SObjectException: DML statement cannot operate on trigger.new or trigger.old";
  refusedIn("before", "insert Trigger.new;", "insert", words);
  refusedIn("after", "update Trigger.new[0];", "insert", words);
  refusedIn("after", "undelete Trigger.old;", "delete", words);
});

test("what is about to be updated or deleted is neither updated nor deleted by the way", () => {
  const words = "is currently in trigger T, therefore it cannot recursively";
  refusedIn("before", "update new Account(Id = Trigger.new[0].Id);", "update", `${words} update itself`);
  refusedIn("before", "delete new Account(Id = Trigger.new[0].Id);", "update", `${words} delete itself`);
  refusedIn("before", "delete new Account(Id = Trigger.old[0].Id);", "delete", `${words} delete itself`);
});

test("a partial save refuses only the record that is about to be saved", () => {
  holds(
    `@IsTest static void tells() {
      List<Account> both = new List<Account>{ new Account(Name = 'A'), new Account(Name = 'B') };
      insert both;
      Saved.both = both;
      update new Account(Id = both[0].Id);
      Assert.areEqual(StatusCode.SELF_REFERENCE_FROM_TRIGGER, Saved.results[0].getErrors()[0].getStatusCode());
      Assert.isTrue(Saved.results[1].isSuccess());
    }`,
    {
      classes: [
        "public class Saved { public static List<Account> both; public static List<Database.SaveResult> results; }"
      ],
      triggers: [
        "trigger T on Account (before update) { if (Saved.results == null) { Saved.results = new List<Database.SaveResult>(); Saved.results = Database.update(Saved.both, false); } }"
      ]
    }
  );
});

test("a before delete trigger may update the record, and after triggers may update it by a record of their own", () => {
  holds(
    `@IsTest static void may() {
      Account a = new Account(Name = 'A');
      insert a;
      Assert.areEqual('after', [SELECT Site FROM Account].Site);
      delete a;
      Assert.areEqual('before delete', [SELECT Site FROM Account ALL ROWS].Site);
    }`,
    {
      triggers: [
        `trigger T on Account (after insert, before delete) {
          if (Trigger.isDelete) update new Account(Id = Trigger.old[0].Id, Site = 'before delete');
          else update new Account(Id = Trigger.new[0].Id, Site = 'after');
        }`
      ]
    }
  );
});

test("the keys of a map are a view by which entries can be removed, not added", () => {
  holds(`@IsTest static void view() {
    Map<String, Integer> m = new Map<String, Integer>{ 'a' => 1, 'b' => 2, 'c' => 3 };
    Set<String> keys = m.keySet();
    keys.remove('a');
    Assert.areEqual(2, m.size());
    keys.retainAll(new Set<String>{ 'c' });
    Assert.areEqual('{c=3}', m.toString());
    m.put('d', 4);
    Assert.isTrue(keys.contains('d'));
    Set<String> copy = keys.clone();
    copy.add('e');
    Assert.areEqual(2, keys.size());
    try { keys.add('e'); Assert.fail('nothing refused it'); }
    catch (FinalException e) { Assert.areEqual('Collection is read-only', e.getMessage()); }
    keys.clear();
    Assert.isTrue(m.isEmpty());
  }
  @IsTest static void values() {
    Map<String, Integer> m = new Map<String, Integer>{ 'a' => 1 };
    m.values().add(2);
    Assert.areEqual(1, m.size());
  }`);
});
