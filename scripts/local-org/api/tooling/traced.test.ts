/** "Tooling API: TraceFlag", "ApexLog"; "Apex Developer Guide: Debug Log"; "Salesforce Help: Debug Log Levels". */
import assert from "node:assert/strict";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { Connection } from "jsforce";
import { orgWith } from "../../apex/testing/fixture.ts";
import { serveOrg } from "../../server.ts";
import { send, type ServedOrg } from "../fixture.ts";

const project = {
  triggers: ["trigger Tell on Account (before insert) { System.debug('saved ' + Trigger.new.size()); }"],
  classes: [
    `@RestResource(urlMapping='/told') global class Told {
      @HttpGet global static String tell() { System.debug(LoggingLevel.ERROR, 'loud'); System.debug(LoggingLevel.FINE, 'soft'); return 'x'; }
      @HttpDelete global static void fail() { Integer zero = 0; Integer broken = 1 / zero; }
    }`
  ]
};

let served: ServedOrg;
beforeEach(async () => {
  const org = orgWith(project, { coverage: false });
  const server = await serveOrg({ org, port: 0, cacheFolder: mkdtempSync(join(tmpdir(), "cache-")) });
  const connection = new Connection({ instanceUrl: server.origin, accessToken: server.accessToken, version: "66.0" });
  const close = async (): Promise<void> => {
    await server.close();
    org.close();
  };
  served = { org, server, connection, close };
});
afterEach(() => served.close());

/** Traces the administrator as `sf apex tail log` does. */
async function trace(apexCode: string, expires: number): Promise<void> {
  const { tooling } = served.connection;
  const level = await tooling
    .sobject("DebugLevel")
    .create({ DeveloperName: "L", MasterLabel: "L", ApexCode: apexCode });
  await tooling.sobject("TraceFlag").create({
    TracedEntityId: (await served.connection.identity()).user_id,
    LogType: "DEVELOPER_LOG",
    DebugLevelId: level.id,
    StartDate: Date.now() - 1000,
    ExpirationDate: new Date(expires).toUTCString()
  });
}

async function logs(): Promise<{ Operation: string; Status: string; text: string }[]> {
  const { records } = await served.connection.tooling.query<{ Id: string; Operation: string; Status: string }>(
    "SELECT Id, Operation, Status FROM ApexLog ORDER BY StartTime"
  );
  const texts = records.map(({ Id }) =>
    send(served, "GET", `/services/data/v66.0/tooling/sobjects/ApexLog/${Id}/Body`)
  );
  const bodies = await Promise.all(texts);
  return records.map(({ Operation, Status }, index) => ({ Operation, Status, text: bodies[index]!.body }));
}

const soon = (): number => Date.now() + 60_000;
const tell = (method: string): Promise<unknown> => send(served, method, "/services/apexrest/told");

test("Apex that a traced user's request runs leaves a log; what runs none leaves nothing", async () => {
  await trace("FINEST", soon());
  await served.connection.sobject("Account").create({ Name: "Quay" });
  await served.connection.query("SELECT Id FROM Account");
  const [log, ...others] = await logs();
  assert.deepEqual(others, []);
  assert.deepEqual([log!.Operation, log!.Status], ["/services/data/v66.0/sobjects/Account", "Success"]);
  assert.match(log!.text, /^66\.0 APEX_CODE,FINEST[^]*\|USER_DEBUG\|\[1\]\|DEBUG\|saved 1\n/);
});

test("a log has the statements of its level, and what ended it", async () => {
  await trace("INFO", soon());
  await tell("GET");
  await tell("DELETE");
  const [told, failed] = await logs();
  assert.match(told!.text, /\|ERROR\|loud\n/);
  assert.doesNotMatch(told!.text, /soft/);
  assert.equal(failed!.Status, "System.MathException: Divide by 0");
  assert.match(failed!.text, /\|EXCEPTION_THROWN\|\[3\]\|System\.MathException: Divide by 0\n/);
});

test("nobody is traced without a flag, or when it has expired", async () => {
  await tell("GET");
  await trace("FINEST", Date.now() - 500);
  await tell("GET");
  assert.deepEqual(await logs(), []);
});

// "Streaming API Developer Guide: Bayeux Protocol, CometD, and Long Polling".
test("who listens to /systemTopic/Logging is told of each log", async () => {
  await trace("FINEST", soon());
  const ask = async (message: object): Promise<Record<string, unknown>[]> =>
    JSON.parse((await send(served, "POST", "/cometd/66.0", { body: JSON.stringify([message]) })).body) as Record<
      string,
      unknown
    >[];
  const [hand] = await ask({ channel: "/meta/handshake", version: "1.0" });
  const clientId = hand!["clientId"] as string;
  const [joined] = await ask({ channel: "/meta/subscribe", clientId, subscription: "/systemTopic/Logging" });
  assert.equal(joined!["successful"], true);
  const waiting = ask({ channel: "/meta/connect", clientId, connectionType: "long-polling" });
  await tell("GET");
  const [message, connected] = await waiting;
  const { records } = await served.connection.tooling.query<{ Id: string }>("SELECT Id FROM ApexLog");
  assert.deepEqual((message!["data"] as { sobject: unknown }).sobject, { Id: records[0]!.Id });
  assert.deepEqual([connected!["channel"], connected!["successful"]], ["/meta/connect", true]);
  const [refused] = await ask({ channel: "/meta/subscribe", clientId, subscription: "/topic/Accounts" });
  assert.equal(refused!["successful"], false);
});
