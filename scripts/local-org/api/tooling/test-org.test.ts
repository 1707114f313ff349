import assert from "node:assert/strict";
import { test } from "node:test";
import { orgWith } from "../../apex/testing/fixture.ts";
import { TestOrg } from "./test-org.ts";

// "Apex Developer Guide: Isolation of Test Data from Organization Data in Unit Tests"
test("a test sees no records that the org had before, but its users and profiles, and leaves none there", async (context) => {
  const org = orgWith({
    classes: [
      "public class Rows { public static Integer add() { insert new Account(Name = 'Before'); return count(); } public static Integer count() { return [SELECT COUNT() FROM Account]; } }",
      `@IsTest private class Rows_Test { @IsTest static void isolated() {
        System.assertEquals(1, Rows.add());
        System.assertNotEquals(0, [SELECT COUNT() FROM User]);
        System.assertNotEquals(0, [SELECT COUNT() FROM Profile]);
      } }`
    ]
  });
  context.after(() => org.close());
  const call = (name: string) =>
    org.transaction(org.administrator, (tx) =>
      org.runApex(tx, ({ program }) =>
        program
          .classByName("Rows")!
          .methods.find((method) => method.name === name)!
          .invoke(null, [])
      )
    );
  call("add");
  const tests = new TestOrg(org.source, false);
  context.after(() => tests.close());
  const { methods } = await tests.run([{ name: "Rows_Test" }]);
  assert.deepEqual(
    methods.map(({ methodName, failure }) => [methodName, failure]),
    [["isolated", undefined]]
  );
  assert.equal(call("count"), 1);
});
