import { test } from "node:test";
import { holds } from "../../testing/fixture.ts";

// "Apex Reference Guide: Exception Class and Built-In Exceptions"
test("every exception tells of the rows that failed, and a class may tell of its own", () => {
  holds(`class RowException extends Exception {
      public override Integer getNumDml() { return 1; }
      public override String getDmlMessage(Integer i) { return 'row ' + i; }
    }
    @IsTest static void ofSaves() {
      try { insert new Contact(); Assert.fail(); }
      catch (Exception e) {
        Assert.areEqual(1, e.getNumDml());
        Assert.areEqual(new List<String>{ 'LastName' }, e.getDmlFieldNames(0));
        Assert.areEqual(new List<SObjectField>{ Contact.LastName }, e.getDmlFields(0));
        Assert.areEqual(StatusCode.REQUIRED_FIELD_MISSING, e.getDmlType(0));
      }
    }
    @IsTest static void ofOthers() {
      Assert.areEqual(0, new TypeException('x').getNumDml());
      Exception own = new RowException();
      Assert.areEqual('row 0', own.getDmlMessage(0));
      Assert.areEqual(1, own.getNumDml());
    }`);
});

// "Apex Reference Guide: SaveResult Class", getId
test("the result of a save that failed has no id", () => {
  holds(`@IsTest static void hasNone() {
    Account a = new Account(Name = 'a');
    insert a;
    a.Name = null;
    Database.SaveResult result = Database.update(a, false);
    Assert.isFalse(result.isSuccess());
    Assert.isNull(result.getId());
    Assert.isNotNull(a.Id);
  }`);
});
