/** The local org as jsforce sees it, in the ways that its other tests do not go: Bulk API, SOAP login, OAuth, metadata. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Connection, OAuth2 } from "jsforce";
import { startOrg, type OrgProcess } from "./org-process.ts";

let org: OrgProcess;

before(async () => {
  org = await startOrg(["--empty"]);
});

after(() => org.stop());

test("the Bulk API inserts, queries and deletes, and tells which rows failed", async () => {
  const { connection } = org;
  connection.bulk.pollInterval = 50;
  const inserted = await connection.bulk.load("Account", "insert", [
    { Name: "Bulk one", NumberOfEmployees: 5 },
    { Name: "", NumberOfEmployees: 6 },
    { Name: "Bulk two", NumberOfEmployees: 7 }
  ]);
  const results = inserted as unknown as readonly { id: string | null; success: boolean; errors: string[] }[];
  assert.deepEqual(
    results.map((one) => one.success),
    [true, false, true]
  );
  assert.match(results[1]!.errors[0]!, /REQUIRED_FIELD_MISSING/);
  const records: unknown[] = [];
  const stream = await connection.bulk.query("SELECT Name, NumberOfEmployees FROM Account ORDER BY Name");
  for await (const record of stream.stream("csv").setEncoding("utf8")) records.push(record);
  assert.equal(records.join(""), '"Name","NumberOfEmployees"\n"Bulk one","5"\n"Bulk two","7"\n');
  await connection.bulk.load(
    "Account",
    "delete",
    results.flatMap(({ id }) => (id === null ? [] : [{ Id: id }]))
  );
  assert.equal((await connection.query("SELECT Id FROM Account")).totalSize, 0);
});

test("a job of the Bulk API can be listed, closed and refuses what it does not know", async () => {
  const { connection } = org;
  const job = connection.bulk.createJob("Account", "insert");
  const info = await job.open();
  assert.deepEqual([info.state, info.object, info.numberBatchesTotal], ["Open", "Account", "0"]);
  assert.equal((await job.close())?.state, "Closed");
  await assert.rejects(connection.bulk.createJob("Nothing__c", "insert").open(), /Unable to find object: Nothing__c/);
});

test("who knows an access token logs in with it as the password, over SOAP and OAuth, and nobody else does", async () => {
  const { instanceUrl, accessToken } = org;
  const soap = new Connection({ loginUrl: instanceUrl, version: "66.0" });
  const user = await soap.login("admin@local.example.com", accessToken);
  assert.equal(user.organizationId, accessToken.split("!")[0]);
  assert.equal((await soap.query("SELECT Id FROM User")).totalSize > 0, true);
  await assert.rejects(
    new Connection({ loginUrl: instanceUrl }).login("admin@local.example.com", "wrong"),
    /INVALID_LOGIN/
  );

  const oauth2 = new OAuth2({ loginUrl: instanceUrl, clientId: "any", clientSecret: accessToken });
  assert.equal((await oauth2.authenticate("admin@local.example.com", accessToken)).access_token, accessToken);
  assert.equal((await oauth2.requestToken({ grant_type: "client_credentials" })).instance_url, instanceUrl);
  await assert.rejects(oauth2.authenticate("admin@local.example.com", "wrong"), /authentication failure/);
  await assert.rejects(
    oauth2.requestToken({ grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer", assertion: "x" }),
    /no connected apps/
  );
});

test("searches find words, and nothing was looked at yet", async () => {
  const { connection } = org;
  const account = await connection.sobject("Account").create({ Name: "Searchable Harbour" });
  const { searchRecords } = await connection.search("FIND {Harbour} RETURNING Account(Id, Name)");
  assert.deepEqual(
    searchRecords.map((one) => one["Id"]),
    [account.id]
  );
  assert.deepEqual(await connection.recent(), []);
});

test("Tooling and Metadata APIs answer", async () => {
  const { connection } = org;
  const anonymous = await connection.tooling.executeAnonymous("System.debug(1 + 1);");
  assert.deepEqual([anonymous.compiled, anonymous.success], [true, true]);
  const wrong = await connection.tooling.executeAnonymous("Integer x = 'a';");
  assert.deepEqual([wrong.compiled, wrong.line], [false, 1]);
  const described = await connection.metadata.describe("66.0");
  assert.ok(
    described.metadataObjects.some((type) => type.xmlName === "CustomObject" && type.directoryName === "objects")
  );
});

test("no API answers without a valid token", async () => {
  const envelope = (token: string): string =>
    `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Header><SessionHeader><sessionId>${token}</sessionId></SessionHeader></e:Header><e:Body><describeMetadata/></e:Body></e:Envelope>`;
  const call = (method: string, path: string, body?: string): Promise<Response> =>
    fetch(`${org.instanceUrl}${path}`, { method, ...(body === undefined ? {} : { body }) });
  for (const path of ["m/66.0", "s/66.0", "u/66.0"]) {
    const response = await call("POST", `/services/Soap/${path}`, envelope("00D!wrong"));
    assert.equal(response.status, 500, path);
    assert.match(await response.text(), /<faultcode>sf:INVALID_SESSION_ID/, path);
  }
  const bulk = await call("POST", "/services/async/66.0/job", "<jobInfo/>");
  assert.equal(bulk.status, 400);
  assert.match(await bulk.text(), /<exceptionCode>InvalidSessionId</);
  for (const [method, path] of [
    ["GET", "/tooling/query"],
    ["POST", "/tooling/runTestsSynchronous"],
    ["POST", "/metadata/deployRequest"],
    ["GET", "/search"],
    ["GET", "/recent"]
  ] as const) {
    assert.equal((await call(method, `/services/data/v66.0${path}`)).status, 401, path);
  }
  assert.equal((await call("POST", "/cometd/66.0")).status, 401);
  assert.equal((await call("GET", "/services/oauth2/singleaccess")).status, 401);
});
