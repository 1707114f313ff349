/** "Connect REST API Developer Guide: Notifications", "Notification", "Notifications Status". */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { orgWith } from "../../apex/testing/fixture.ts";
import { serveOrg, type OrgServer } from "../../server.ts";
import { send, type ServedOrg } from "../fixture.ts";
import { Connection } from "jsforce";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const type = `<?xml version="1.0" encoding="UTF-8"?>
<CustomNotificationType xmlns="http://soap.sforce.com/2006/04/metadata">
    <customNotifTypeName>Stock</customNotifTypeName>
    <desktop>true</desktop>
    <masterLabel>Stock runs low</masterLabel>
    <mobile>false</mobile>
</CustomNotificationType>`;

const teller = `public without sharing class Teller {
  public static void tell(String title, Set<String> users) {
    Messaging.CustomNotification told = new Messaging.CustomNotification();
    told.setNotificationTypeId([SELECT Id FROM CustomNotificationType WHERE DeveloperName = 'Stock'].Id);
    told.setTitle(title);
    told.setBody('Order more');
    told.setTargetId('000000000000000AAA');
    told.send(users);
  }
}`;

let served: ServedOrg;
before(async () => {
  const org = orgWith({ classes: [teller], files: { "notificationtypes/Stock.notiftype-meta.xml": type } });
  const server: OrgServer = await serveOrg({ org, port: 0, cacheFolder: mkdtempSync(join(tmpdir(), "cache-")) });
  const connection = new Connection({ instanceUrl: server.origin, accessToken: server.accessToken, version: "66.0" });
  served = { org, server, connection, close: async () => (await server.close(), org.close()) };
});
after(() => served.close());

const path = "/services/data/v66.0/connect/notifications";

interface Told {
  readonly id: string;
  readonly messageTitle: string;
  readonly read: boolean;
  readonly seen: boolean;
}

async function call<T>(method: string, address: string, body?: unknown): Promise<{ status: number; answer: T }> {
  const { status, body: text } = await send(served, method, address, {
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } })
  });
  return { status, answer: JSON.parse(text) as T };
}

async function tell(title: string, users = "new Set<String>{ UserInfo.getUserId() }"): Promise<void> {
  const { success, compileProblem, exceptionMessage } = await served.connection.tooling.executeAnonymous(
    `Teller.tell('${title}', ${users});`
  );
  assert.ok(success, `${compileProblem ?? ""} ${exceptionMessage ?? ""}`);
}

async function told(): Promise<readonly Told[]> {
  return (await call<{ notifications: Told[] }>("GET", path)).answer.notifications;
}

test("a user is told, latest first, and marks what was seen and read", async () => {
  await tell("First");
  await tell("Second");
  const [second, first] = await told();
  assert.deepEqual([second!.messageTitle, first!.messageTitle], ["Second", "First"]);
  assert.deepEqual([second!.read, second!.seen], [false, false]);
  const status = async (): Promise<unknown[]> => {
    const { answer } = await call<{ unreadCount: number; unseenCount: number }>("GET", `${path}/status`);
    return [answer.unreadCount, answer.unseenCount];
  };
  assert.deepEqual(await status(), [2, 2]);
  await call("PATCH", path, { before: "2999-01-01T00:00:00.000Z", seen: "true" });
  assert.deepEqual(await status(), [2, 0]);
  const { answer } = await call<Told>("PATCH", `${path}/${first!.id}`, { read: true });
  assert.deepEqual([answer.read, answer.seen], [true, true]);
  assert.deepEqual(await status(), [1, 0]);
});

test("a notification tells its type, its target and its recipient", async () => {
  await tell("Whole");
  const { answer } = await call<Record<string, unknown>>("GET", `${path}/${(await told())[0]!.id}`);
  const { records } = await served.connection.query<{ Id: string; Desktop: boolean; Mobile: boolean }>(
    "SELECT Id, Desktop, Mobile FROM CustomNotificationType WHERE CustomNotifTypeName = 'Stock'"
  );
  const [{ Id: typeId, Desktop: desktop, Mobile: mobile }] = records as [(typeof records)[0]];
  assert.deepEqual([desktop, mobile], [true, false]);
  assert.deepEqual(
    [answer["type"], answer["target"], answer["recipientId"], answer["messageBody"], answer["count"]],
    [typeId, "000000000000000AAA", served.org.administrator.id, "Order more", 1]
  );
});

test("nobody reads what others were told", async () => {
  const { success, exceptionMessage } = await served.connection.tooling.executeAnonymous(
    `Profile p = [SELECT Id FROM Profile WHERE Name = 'Standard User'];
     insert new User(LastName = 'Other', Alias = 'other', Email = 'o@example.com', Username = 'other@example.com.test', EmailEncodingKey = 'UTF-8', ProfileId = p.Id, TimeZoneSidKey = 'UTC', LocaleSidKey = 'en_US', LanguageLocaleKey = 'en_US');`
  );
  assert.ok(success, exceptionMessage ?? "");
  const before = (await told()).length;
  await tell("For another", "new Set<String>{ [SELECT Id FROM User WHERE Username = 'other@example.com.test'].Id }");
  assert.equal((await told()).length, before);
});

test("a notification that rolls back is not sent", async () => {
  const before = (await told()).length;
  await served.connection.tooling.executeAnonymous(
    "Teller.tell('Never', new Set<String>{ UserInfo.getUserId() }); Integer zero = 0; Integer broken = 1 / zero;"
  );
  assert.equal((await told()).length, before);
});

test("what cannot be sent is refused with its reason", async () => {
  for (const [statements, words] of [
    ["Teller.tell('Nobody', new Set<String>());", "1 to 500 recipients"],
    ["Teller.tell('Account', new Set<String>{ '001000000000001AAA' });", "is no user, group or queue"],
    ["Teller.tell('x'.repeat(251), new Set<String>{ UserInfo.getUserId() });", "more than 250"],
    ["new Messaging.CustomNotification().send(new Set<String>{ UserInfo.getUserId() });", "Specify a target"]
  ] as const) {
    const { success, exceptionMessage } = await served.connection.tooling.executeAnonymous(statements);
    assert.equal(success, false, statements);
    assert.ok(exceptionMessage!.includes(words), exceptionMessage!);
  }
});

test("requests that make no sense are refused", async () => {
  for (const [method, address, body] of [
    ["GET", `${path}?size=0`, undefined],
    ["GET", `${path}?before=yesterday`, undefined],
    ["PATCH", path, { read: true, seen: false }],
    ["PATCH", path, {}],
    ["PATCH", path, { read: 3 }]
  ] as const) {
    assert.equal((await call(method, address, body)).status, 400, `${method} ${address} ${JSON.stringify(body)}`);
  }
  assert.equal((await call("GET", `${path}/none`)).status, 404);
});
