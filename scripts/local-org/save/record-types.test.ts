/** "Apex Reference Guide: RecordTypeInfo Class", isMaster. */
import { test } from "node:test";
import { holds } from "../apex/testing/fixture.ts";
import { metadata } from "../metadata/rules/fixture.ts";

test("the master record type, which describes name, is no record type of a record", () => {
  holds(
    `@IsTest static void masters() {
      Id master = Account.SObjectType.getDescribe().getRecordTypeInfosByDeveloperName().get('Master').getRecordTypeId();
      Account a = new Account(Name = 'A', RecordTypeId = master);
      insert a;
      Assert.isNull([SELECT RecordTypeId FROM Account].RecordTypeId);
    }`,
    {
      files: {
        "objects/Account/recordTypes/Shop.recordType-meta.xml": metadata(
          "RecordType",
          "<fullName>Shop</fullName><active>true</active><label>Shop</label>"
        )
      }
    }
  );
});
