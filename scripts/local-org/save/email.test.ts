/** What becomes of e-mails that Apex sends: nothing leaves, and the org keeps what it would keep. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { orgWith } from "../apex/testing/fixture.ts";
import type { Org } from "../org/types.ts";

let org: Org;
before(() => {
  org = orgWith({ classes: ["public class Post {}"] }, { coverage: false });
  run("insert new Contact(LastName = 'Buyer', Email = 'buyer@example.com');");
});
after(() => org.close());

function run(apex: string): void {
  const { problems, thrown } = org.executeAnonymous(org.administrator, apex, { write: () => undefined });
  if (problems?.length || thrown) throw new Error(JSON.stringify(problems ?? String(thrown)));
}

const send = (subject: string, more = ""): string => `
  Messaging.SingleEmailMessage m = new Messaging.SingleEmailMessage();
  m.setTargetObjectId([SELECT Id FROM Contact].Id);
  m.setSubject('${subject}');
  m.setHtmlBody('<p>Hello</p>');
  ${more}
  Messaging.sendEmail(new List<Messaging.SingleEmailMessage>{ m });`;

function kept(): unknown[][] {
  return org.transaction(org.administrator, ({ database }) =>
    database.all('SELECT "Subject", "ToAddress", "HtmlBody" FROM "EmailMessage" ORDER BY rowid')
  ) as unknown[][];
}

// "Apex Reference Guide: Email Class", setSaveAsActivity: true unless it is set otherwise.
test("what goes to a contact is kept with it, once the transaction is done", () => {
  run(send("One"));
  run(send("Not kept", "m.setSaveAsActivity(false);"));
  assert.throws(() => run(`${send("Rolled back")} throw new IllegalArgumentException('no');`));
  run(
    `${send("To the point").replace("setTargetObjectId([SELECT Id FROM Contact].Id)", "setToAddresses(new List<String>{ 'x@example.com' })")}`
  );
  assert.deepEqual(kept(), [["One", "buyer@example.com", "<p>Hello</p>"]]);
  run("System.assertEquals([SELECT Id FROM Contact].Id, [SELECT RelationId FROM EmailMessageRelation].RelationId);");
});
