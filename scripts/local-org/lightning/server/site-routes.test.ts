/** A site's members log in on it and reach the org by it alone; guests reach nothing ("Salesforce Help: Experience Cloud User Licenses"). */
import assert from "node:assert/strict";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Connection } from "jsforce";
import { orgWith } from "../../apex/testing/fixture.ts";
import type { Org } from "../../org/types.ts";
import { serveOrg, type OrgServer } from "../../server.ts";

const PASSWORD = "correct horse 1";
const metadata = (type: string, body: string): string =>
  `<${type} xmlns="http://soap.sforce.com/2006/04/metadata">${body}</${type}>`;
const component = (definition: string, attributes: object = {}): object => ({
  type: "component",
  definition,
  attributes
});
const region = (name: string, ...children: object[]): object => ({ type: "region", name, children });
const view = (...components: object[]): string =>
  JSON.stringify({
    type: "sfdc_cms__view",
    title: "View",
    contentBody: {
      component: {
        ...component("community_layout:sldsFlexibleLayout"),
        children: [
          region("content", {
            ...component("community_layout:section", {
              sectionConfig: JSON.stringify({
                columns: [
                  { columnKey: "col1", columnWidth: "8" },
                  { columnKey: "col2", columnWidth: "4" }
                ]
              })
            }),
            children: [region("col1", ...components), region("col2")]
          }),
          region("sfdcHiddenRegion", component("community_builder:seoAssistant"))
        ]
      }
    }
  });
const route = (title: string, activeViewId: string, routeType: string, urlPrefix: string): string =>
  JSON.stringify({ type: "sfdc_cms__route", title, contentBody: { activeViewId, routeType, urlPrefix } });

const BUNDLE = "digitalExperiences/site/Club1";
const project = {
  files: {
    "digitalExperienceConfigs/Club1.digitalExperienceConfig-meta.xml": metadata(
      "DigitalExperienceConfig",
      "<label>Club</label><site><urlPathPrefix>club</urlPathPrefix></site><space>site/Club1</space>"
    ),
    "networks/Club.network-meta.xml": metadata(
      "Network",
      "<changePasswordTemplate>unfiled$public/One</changePasswordTemplate><emailSenderAddress>club@club.example</emailSenderAddress><emailSenderName>Club</emailSenderName><forgotPasswordTemplate>unfiled$public/Two</forgotPasswordTemplate><networkMemberGroups><permissionSet>Club_Member</permissionSet><profile>admin</profile></networkMemberGroups><picassoSite>Club1</picassoSite><site>Club</site><status>Live</status><welcomeTemplate>unfiled$public/Three</welcomeTemplate>"
    ),
    [`${BUNDLE}/Club1.digitalExperience-meta.xml`]: metadata("DigitalExperienceBundle", "<label>Club1</label>"),
    [`${BUNDLE}/sfdc_cms__route/Home/content.json`]: route("Home", "home", "home", ""),
    [`${BUNDLE}/sfdc_cms__route/Offers__c/content.json`]: route("Offers", "offers", "custom-offers", "offers"),
    [`${BUNDLE}/sfdc_cms__route/Login/content.json`]: route("Login", "login", "login-main", "login"),
    [`${BUNDLE}/sfdc_cms__view/home/content.json`]: view(
      component("c:greeting", { name: "you", loud: true, style: {} })
    ),
    [`${BUNDLE}/sfdc_cms__view/offers/content.json`]: view(),
    [`${BUNDLE}/sfdc_cms__view/login/content.json`]: view(
      component("community_login:loginForm", {
        usernameLabel: "Your name",
        passwordLabel: "Your password",
        loginButtonLabel: "Come in"
      })
    ),
    "permissionsets/Club_Member.permissionset-meta.xml": metadata(
      "PermissionSet",
      "<classAccesses><apexClass>Club</apexClass><enabled>true</enabled></classAccesses><label>Club Member</label>"
    )
  },
  classes: [
    `public with sharing class Club {
      @AuraEnabled public static String who() { User me = [SELECT ContactId, AccountId, UserType FROM User WHERE Id = :UserInfo.getUserId()]; return me.UserType + ' ' + (me.ContactId != null) + ' ' + (me.AccountId != null); }
      @AuraEnabled public static Integer accounts() { return [SELECT Id FROM Account].size(); }
      @AuraEnabled public static Integer readable() { return [SELECT Id FROM Account WITH USER_MODE].size(); }
    }`,
    "public with sharing class Office { @AuraEnabled public static String secret() { return 'secret'; } }"
  ]
};

let org: Org;
let server: OrgServer;
let admin: Connection;
let member = "";
let stranger = "";

async function externalUser(name: string): Promise<string> {
  const make = async (object: string, fields: object): Promise<string> =>
    ((await admin.sobject(object).create(fields as never)) as unknown as { id: string }).id;
  const account = await make("Account", { Name: name });
  const contact = await make("Contact", { LastName: name, AccountId: account });
  const profile = await admin.sobject("Profile").findOne({ Name: "Customer Community User" }, ["Id"]);
  const id = await make("User", {
    Username: `${name}@club.example`,
    LastName: name,
    Alias: name,
    Email: `${name}@club.example`,
    ContactId: contact,
    ProfileId: profile!.Id,
    TimeZoneSidKey: "GMT",
    LocaleSidKey: "en_US",
    LanguageLocaleKey: "en_US",
    EmailEncodingKey: "UTF-8"
  });
  await admin.requestPost(`/sobjects/User/${id}/password`, { NewPassword: PASSWORD });
  return id;
}

function post(path: string, form: Record<string, string>): Promise<Response> {
  return fetch(server.origin + path, { method: "POST", body: new URLSearchParams(form), redirect: "manual" });
}

const cookieOf = (answer: Response): string => answer.headers.get("set-cookie")!.split(";")[0]!;

async function logIn(name: string): Promise<string> {
  return cookieOf(await post("/club/login", { un: `${name}@club.example`, pw: PASSWORD }));
}

const open = (path: string, cookie?: string): Promise<Response> =>
  fetch(server.origin + path, { redirect: "manual", headers: cookie === undefined ? {} : { Cookie: cookie } });

async function dataOf(cookie: string): Promise<{ token: string; site: { pages: object[] } }> {
  const [, data] = /id="page-data">(.*?)<\/script>/.exec(await (await open("/club", cookie)).text())!;
  return JSON.parse(data!) as { token: string; site: { pages: object[] } };
}

function call(path: string, token?: string): Promise<Response> {
  const headers = { "Content-Type": "application/json", ...(token ? { Authorization: `Bearer ${token}` } : {}) };
  return fetch(server.origin + path, { method: "POST", headers, body: "{}" });
}

const API = "/club/webruntime/api";

before(async () => {
  org = orgWith(project, { coverage: false });
  server = await serveOrg({ org, port: 0, cacheFolder: mkdtempSync(join(tmpdir(), "cache-")) });
  admin = new Connection({ instanceUrl: server.origin, accessToken: server.accessToken, version: "66.0" });
  const permissionSet = await admin.sobject("PermissionSet").findOne({ Name: "Club_Member" }, ["Id"]);
  const AssigneeId = await externalUser("anna");
  await admin.sobject("PermissionSetAssignment").create({ AssigneeId, PermissionSetId: permissionSet!.Id } as never);
  await externalUser("boris");
  member = await logIn("anna");
  stranger = await fetch(`${server.origin}/club/login`, {
    method: "POST",
    body: new URLSearchParams({ un: "boris@club.example", pw: PASSWORD }),
    redirect: "manual"
  }).then((answer) => String(answer.status));
});
after(async () => {
  await server.close();
  org.close();
});

test("a guest is led to the login page, and comes back to what was asked for", async () => {
  const refused = await open("/club/offers");
  assert.equal(refused.status, 302);
  assert.equal(refused.headers.get("location"), "/club/login?startURL=%2Fclub%2Foffers");
  const form = await (await open("/club/login?startURL=%2Fclub%2Foffers")).text();
  for (const text of ["Your name", "Your password", "Come in", 'value="/club/offers"'])
    assert.ok(form.includes(text), text);
  const back = await post("/club/login", { un: "anna@club.example", pw: PASSWORD, startURL: "/club/offers" });
  assert.equal(back.headers.get("location"), "/club/offers");
});

test("a wrong password, and the user who is no member of the site, stay outside", async () => {
  assert.equal((await post("/club/login", { un: "anna@club.example", pw: "wrong horse 1" })).status, 401);
  assert.equal(stranger, "401");
});

test("a guest calls no method", async () => {
  assert.equal((await call(`${API}/lightning/api/apex/Club/who`)).status, 401);
});

test("the site's pages are those of its routes, with columns and components of their views", async () => {
  const { site } = await dataOf(member);
  assert.deepEqual(site.pages, [
    {
      name: "Home",
      label: "Home",
      path: "",
      isLogin: false,
      sections: [
        {
          columns: [
            { width: 8, components: [{ name: "c:greeting", properties: { name: "you", loud: "true" } }] },
            { width: 4, components: [] }
          ]
        }
      ]
    },
    {
      name: "Offers__c",
      label: "Offers",
      path: "offers",
      isLogin: false,
      sections: [
        {
          columns: [
            { width: 8, components: [] },
            { width: 4, components: [] }
          ]
        }
      ]
    }
  ]);
});

test("a member calls by the site the methods of classes that a permission set gives, as an external user", async () => {
  const { token } = await dataOf(member);
  assert.equal(await (await call(`${API}/lightning/api/apex/Club/who`, token)).json(), "CspLitePortal true true");
  assert.equal((await call(`${API}/lightning/api/apex/Office/secret`, token)).status, 403);
  const unreadable = await call(`${API}/lightning/api/apex/Club/readable`, token);
  assert.equal(unreadable.status, 500);
});

test("a member has neither the internal pages nor the APIs, by whatever way", async () => {
  const { token } = await dataOf(member);
  for (const path of [
    "/services/data/v66.0/query?q=SELECT+Id+FROM+Account",
    "/services/data/v66.0/sobjects/Account/describe",
    "/services/apexrest/anything",
    "/lightning/api/apex/Club/who",
    "/lightning/api/list/Account",
    `${API}/services/data/v66.0/query?q=SELECT+Id+FROM+Account`,
    `${API}/services/data/v66.0/tooling/query?q=SELECT+Id+FROM+ApexClass`,
    `${API}/lightning/api/users`,
    `${API}/secur/session`
  ]) {
    const headers = { Authorization: `Bearer ${token}` };
    assert.equal((await fetch(server.origin + path, { headers })).status, 403, path);
  }
  assert.equal((await open("/lightning/page/home", member)).status, 403);
  const bulk = await fetch(`${server.origin}/services/async/66.0/job`, {
    method: "POST",
    headers: { "X-SFDC-Session": token, "Content-Type": "application/json" },
    body: "{}"
  });
  assert.equal(bulk.status, 400);
  assert.match(await bulk.text(), /InvalidSessionId/);
  const soap = await fetch(`${server.origin}/services/Soap/u/66.0`, {
    method: "POST",
    headers: { "Content-Type": "text/xml", SOAPAction: '""' },
    body: `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:urn="urn:partner.soap.sforce.com"><soapenv:Header><urn:SessionHeader><urn:sessionId>${token}</urn:sessionId></urn:SessionHeader></soapenv:Header><soapenv:Body><urn:getUserInfo/></soapenv:Body></soapenv:Envelope>`
  });
  assert.match(await soap.text(), /INVALID_SESSION_ID/);
});

test("external users do not log in where internal ones do", async () => {
  assert.equal((await post("/login", { un: "anna@club.example", pw: PASSWORD })).status, 401);
});

test("whoever logs out is a guest again", async () => {
  const cookie = await logIn("anna");
  const { token } = await dataOf(cookie);
  assert.equal((await open("/club/secur/logout.jsp", cookie)).headers.get("location"), "/club/login");
  assert.equal((await open("/club", cookie)).status, 302);
  assert.equal((await call(`${API}/lightning/api/apex/Club/who`, token)).status, 401);
});

test("the administrator logs in as a member, and arrives on the site", async () => {
  const answer = await fetch(`${server.origin}/secur/session`, {
    method: "POST",
    headers: { Authorization: `Bearer ${server.accessToken}`, "Content-Type": "application/json" },
    body: JSON.stringify({ username: "anna@club.example" })
  });
  const { pageAddress } = (await answer.json()) as { pageAddress: string };
  assert.equal((await fetch(pageAddress, { redirect: "manual" })).headers.get("location"), "/club");
});
