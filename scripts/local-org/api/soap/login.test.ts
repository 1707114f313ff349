/** Users who are no administrators log in with their password, over SOAP and on the page ("SOAP API Developer Guide: login()"). */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Connection } from "jsforce";
import { serveInvoices, type ServedOrg } from "../fixture.ts";

const USERNAME = "clerk@example.com";
const PASSWORD = "correct horse 1";

let served: ServedOrg;
let userId: string;

before(async () => {
  served = await serveInvoices();
  const { connection } = served;
  const profile = await connection.sobject("Profile").findOne({ Name: "Minimum Access - Salesforce" }, ["Id"]);
  const user = await connection.sobject("User").create({
    Username: USERNAME,
    LastName: "Clerk",
    Alias: "clerk",
    Email: USERNAME,
    ProfileId: profile!.Id,
    TimeZoneSidKey: "GMT",
    LocaleSidKey: "en_US",
    LanguageLocaleKey: "en_US",
    EmailEncodingKey: "UTF-8"
  });
  userId = user.id!;
  await connection.request({
    method: "POST",
    url: `/services/data/v66.0/sobjects/User/${userId}/password`,
    body: JSON.stringify({ NewPassword: PASSWORD }),
    headers: { "Content-Type": "application/json" }
  });
});

after(() => served.close());

const withPassword = async (username: string, password: string): Promise<Connection> => {
  const connection = new Connection({ loginUrl: served.server.origin, version: "66.0" });
  await connection.login(username, password);
  return connection;
};

const onThePage = (fields: Record<string, string>): Promise<Response> =>
  fetch(`${served.server.origin}/login`, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams(fields)
  });

test("a password opens a session of that user over SOAP, with that user's rights and no more", async () => {
  const clerk = await withPassword(USERNAME, PASSWORD);
  assert.equal(clerk.userInfo!.id, userId);
  assert.equal((await clerk.identity()).username, USERNAME);
  await assert.rejects(
    clerk.sobject("Invoice__c").create({ Name: "I-1", Key__c: "I-1" }),
    /Access to entity 'Invoice__c' denied/
  );
  await assert.rejects(async () => clerk.query("SELECT Id FROM Invoice__c"), { errorCode: "INVALID_TYPE" });
});

test("a session's id stands for its user in SOAP headers as well, and ends with logout", async () => {
  const clerk = await withPassword(USERNAME, PASSWORD);
  const token = clerk.accessToken!;
  const call = (operation: string): Promise<Response> =>
    fetch(`${served.server.origin}/services/Soap/u/66.0`, {
      method: "POST",
      headers: { SOAPAction: '""', "Content-Type": "text/xml" },
      body: `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Header><SessionHeader xmlns="urn:partner.soap.sforce.com"><sessionId>${token}</sessionId></SessionHeader></e:Header><e:Body><${operation} xmlns="urn:partner.soap.sforce.com"/></e:Body></e:Envelope>`
    });
  assert.match(await (await call("getUserInfo")).text(), new RegExp(`<userName>${USERNAME}</userName>`));
  assert.equal((await call("logout")).status, 200);
  assert.match(await (await call("getUserInfo")).text(), /INVALID_SESSION_ID/);
});

test("a wrong password, another user's token and a user who does not exist are one refusal", async () => {
  for (const [username, password] of [
    [USERNAME, "wrong horse 1"],
    [USERNAME, served.server.accessToken],
    ["nobody@example.com", PASSWORD]
  ] as const)
    await assert.rejects(withPassword(username, password), /INVALID_LOGIN/, `${username} ${password}`);
});

test("the page logs a user in and opens what was asked for, by a cookie that opens pages alone", async () => {
  const answer = await onThePage({ un: USERNAME, pw: PASSWORD, startURL: "/lightning/o/Account/list" });
  assert.equal(answer.status, 302);
  assert.equal(answer.headers.get("location"), "/lightning/o/Account/list");
  const [cookie] = answer.headers.get("set-cookie")!.split(";");
  const open = (path: string): Promise<Response> =>
    fetch(served.server.origin + path, { headers: { Cookie: cookie! }, redirect: "manual" });
  assert.match(await (await open("/lightning/page/home")).text(), /"Name":"Clerk"/);
  assert.equal((await open("/services/data/v66.0/sobjects")).status, 401);
});

test("the page refuses a wrong password with a word, and leads nowhere else", async () => {
  const refused = await onThePage({ un: USERNAME, pw: "wrong", startURL: "https://evil.example" });
  const text = await refused.text();
  assert.equal(refused.status, 401);
  assert.equal(refused.headers.get("set-cookie"), null);
  assert.match(text, /role="alert"/);
  assert.doesNotMatch(text, /evil\.example/);
  const elsewhere = await onThePage({ un: USERNAME, pw: PASSWORD, startURL: "//evil.example" });
  assert.doesNotMatch(elsewhere.headers.get("location")!, /evil\.example/);
});

test("a user who is made inactive can neither log in nor go on with an open session", async () => {
  const { accessToken } = await withPassword(USERNAME, PASSWORD);
  const clerk = new Connection({ instanceUrl: served.server.origin, accessToken: accessToken!, version: "66.0" });
  assert.equal((await clerk.identity()).username, USERNAME);
  await served.connection.sobject("User").update({ Id: userId, IsActive: false });
  await assert.rejects(withPassword(USERNAME, PASSWORD), /INVALID_LOGIN/);
  await assert.rejects(clerk.identity(), { errorCode: "INVALID_SESSION_ID" });
  const refused = await onThePage({ un: USERNAME, pw: PASSWORD, startURL: "" });
  assert.equal(refused.status, 401);
});
