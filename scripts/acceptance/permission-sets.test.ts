/**
 * Users with the least profile and exactly one of the app's permission sets, each logged in with a password of their own:
 * what they may do over HTTP, and what they may not.
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, test } from "node:test";
import { Connection } from "jsforce";
import { assignPermissionSet, startOrg, type OrgProcess } from "./org-process.ts";
import { createProgram, createRecord } from "./records.ts";

const roles = ["Administrator", "Manager", "Agent", "Integration", "Viewer"] as const;
type Role = (typeof roles)[number];

const PASSWORD = "correct horse 1";
const REST = "/services/apexrest/loyalty/v1/";
const DATA = "/services/data/v66.0/";

let org: OrgProcess;
let ids: Readonly<Record<"program" | "account" | "member" | "reward" | "tier" | "ledger", string>>;
const tokens = new Map<string, string>();
const userIds = new Map<string, string>();
/** A member for each role to try to delete. */
const doomed = new Map<string, string>();

interface Answer {
  readonly status: number;
  readonly body: string;
}

before(async () => {
  org = await startOrg();
  await assignPermissionSet(org, "Loyalty_Administrator");
  await prepare();
  for (const role of [...roles, "Nobody"]) tokens.set(role, await newUser(role));
});

after(() => org.stop());

async function prepare(): Promise<void> {
  const program = await createProgram(org, "Test");
  const create = (object: string, fields: object): Promise<string> => createRecord(org, object, fields);
  const tier = await create("LoyaltyTier__c", { Program__c: program, Name: "Base", Threshold__c: 0, Multiplier__c: 1 });
  const account = await create("Account", { Name: "Dealer", ErpCustomerNumber__c: "C-1" });
  await create("Contact", { LastName: "Buyer", AccountId: account });
  for (let number = 2; number <= 9; number++)
    await create("Account", { Name: `Dealer ${number}`, ErpCustomerNumber__c: `C-${number}` });
  const member = await create("LoyaltyMember__c", { Program__c: program, Account__c: account, MemberNumber__c: "M-1" });
  await create("LoyaltyTransaction__c", {
    Member__c: member,
    ExternalId__c: "shop:1",
    Kind__c: "Purchase",
    OccurredAt__c: "2026-01-01T10:00:00Z",
    Amount__c: 5000
  });
  const reward = await create("LoyaltyReward__c", {
    Program__c: program,
    Name: "Ten",
    Kind__c: "Percentage",
    Value__c: 10,
    Cost__c: 10,
    Active__c: true
  });
  for (const role of roles) {
    const Account__c = await create("Account", { Name: `Leaver ${role}` });
    doomed.set(role, await create("LoyaltyMember__c", { Program__c: program, Account__c }));
  }
  const { records } = await org.connection.query<{ Id: string }>("SELECT Id FROM LoyaltyLedger__c");
  ids = { program, tier, account, member, reward, ledger: records[0]!.Id };
}

/** A user of the least profile with one permission set, made and logged in over the API. */
async function newUser(role: string): Promise<string> {
  const { connection } = org;
  const profile = await connection.sobject("Profile").findOne({ Name: "Minimum Access - Salesforce" }, ["Id"]);
  const Username = usernameOf(role);
  const user = await createRecord(org, "User", {
    Username,
    LastName: role,
    Alias: role.slice(0, 8),
    Email: Username,
    ProfileId: profile!.Id,
    TimeZoneSidKey: "GMT",
    LocaleSidKey: "en_US",
    LanguageLocaleKey: "en_US",
    EmailEncodingKey: "UTF-8"
  });
  if (role !== "Nobody") {
    const set = await connection.sobject("PermissionSet").findOne({ Name: `Loyalty_${role}` }, ["Id"]);
    await createRecord(org, "PermissionSetAssignment", { AssigneeId: user, PermissionSetId: set!.Id });
  }
  userIds.set(role, user);
  const set = await send(org.accessToken, "POST", `${DATA}sobjects/User/${user}/password`, { NewPassword: PASSWORD });
  assert.equal(set.status, 204, set.body);
  const form = new URLSearchParams({ grant_type: "password", username: Username, password: PASSWORD });
  const answer = await fetch(`${org.instanceUrl}/services/oauth2/token`, { method: "POST", body: form });
  return ((await answer.json()) as { access_token: string }).access_token;
}

function usernameOf(role: string): string {
  return `${role.toLowerCase()}@example.com`;
}

async function send(token: string, method: string, path: string, body?: object): Promise<Answer> {
  const response = await fetch(org.instanceUrl + path, {
    method,
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) })
  });
  return { status: response.status, body: await response.text() };
}

interface Action {
  readonly what: string;
  readonly may: readonly Role[];
  readonly call: (role: Role) => readonly [method: string, path: string, body?: object];
}

const all = roles;
const none: readonly Role[] = [];
const sobject = (object: string): string => `${DATA}sobjects/${object}`;
const controller = (name: string): string => `/lightning/api/apex/${name}`;

/** From docs/rest-api.md and the permission sets' descriptions. */
const actions: readonly Action[] = [
  { what: "read members", may: all, call: () => ["GET", `${sobject("LoyaltyMember__c")}/${ids.member}`] },
  { what: "read the ledger", may: all, call: () => ["GET", `${sobject("LoyaltyLedger__c")}/${ids.ledger}`] },
  {
    what: "write the ledger",
    may: none,
    call: () => [
      "POST",
      sobject("LoyaltyLedger__c"),
      { Member__c: ids.member, Points__c: 1_000_000, Kind__c: "Adjustment", Status__c: "Posted" }
    ]
  },
  {
    what: "change the ledger",
    may: none,
    call: () => ["PATCH", `${sobject("LoyaltyLedger__c")}/${ids.ledger}`, { Points__c: 1 }]
  },
  { what: "delete the ledger", may: none, call: () => ["DELETE", `${sobject("LoyaltyLedger__c")}/${ids.ledger}`] },
  {
    what: "change a program of somebody else's",
    may: ["Administrator", "Manager"],
    call: () => ["PATCH", `${sobject("LoyaltyProgram__c")}/${ids.program}`, { PointName__c: "Points" }]
  },
  {
    what: "make a program",
    may: ["Administrator", "Manager"],
    call: (role) => [
      "POST",
      sobject("LoyaltyProgram__c"),
      {
        Name: role,
        Code__c: role.toUpperCase(),
        PointName__c: "P",
        EarningBasis__c: "Amount",
        PointsPerUnit__c: 1,
        Rounding__c: "Down",
        ReturnPolicy__c: "Base",
        ExpiryModel__c: "None"
      }
    ]
  },
  {
    what: "change a tier",
    may: ["Administrator", "Manager"],
    call: () => ["PATCH", `${sobject("LoyaltyTier__c")}/${ids.tier}`, { Multiplier__c: 1 }]
  },
  {
    what: "change a member of somebody else's, by its number",
    may: ["Administrator", "Manager", "Integration"],
    call: () => ["PATCH", `${sobject("LoyaltyMember__c")}/MemberNumber__c/M-1`, {}]
  },
  {
    what: "change a member of somebody else's, in a collection",
    may: ["Administrator", "Manager", "Integration"],
    call: () => [
      "PATCH",
      `${DATA}composite/sobjects/LoyaltyMember__c/MemberNumber__c`,
      { allOrNone: true, records: [{ attributes: { type: "LoyaltyMember__c" }, MemberNumber__c: "M-1" }] }
    ]
  },
  {
    what: "change a document by its external id",
    may: ["Administrator", "Manager", "Integration"],
    call: () => ["PATCH", `${sobject("LoyaltyTransaction__c")}/ExternalId__c/shop:1`, { Amount__c: 5000 }]
  },
  {
    what: "delete a member",
    may: ["Administrator"],
    call: (role) => ["DELETE", `${sobject("LoyaltyMember__c")}/${doomed.get(role)}`]
  },
  {
    what: "give themselves a permission set",
    may: none,
    call: () => ["POST", sobject("PermissionSetAssignment"), { AssigneeId: ids.account, PermissionSetId: ids.account }]
  },
  { what: "make a user", may: none, call: () => ["POST", sobject("User"), { LastName: "x" }] },
  {
    what: "run anonymous Apex",
    may: none,
    call: () => ["GET", `${DATA}tooling/executeAnonymous?anonymousBody=${encodeURIComponent("System.debug(1);")}`]
  },
  {
    what: "run tests",
    may: none,
    call: () => ["POST", `${DATA}tooling/runTestsSynchronous`, { classNames: "LoyaltyRestResource_Test" }]
  },
  { what: "deploy", may: none, call: () => ["GET", `${DATA}metadata/deployRequest/0Af000000000000AAA`] },
  {
    what: "log in as another",
    may: none,
    call: () => ["POST", "/secur/session", { username: usernameOf("Administrator") }]
  },
  {
    what: "set another's password",
    may: none,
    call: (role) => [
      "POST",
      `${sobject("User")}/${userIds.get(role === "Viewer" ? "Manager" : "Viewer")}/password`,
      { NewPassword: PASSWORD }
    ]
  },
  // docs/rest-api.md
  {
    what: "POST members",
    may: ["Administrator", "Manager", "Agent", "Integration"],
    call: (role) => ["POST", `${REST}members`, { program: "TEST", accountErpNumber: `C-${roles.indexOf(role) + 2}` }]
  },
  { what: "GET members/…", may: all, call: () => ["GET", `${REST}members/M-1`] },
  { what: "GET members/…/ledger", may: all, call: () => ["GET", `${REST}members/M-1/ledger`] },
  {
    what: "POST transactions",
    may: ["Administrator", "Manager", "Integration"],
    call: (role) => [
      "POST",
      `${REST}transactions`,
      {
        transactions: [
          {
            externalId: `shop:${role}`,
            memberNumber: "M-1",
            kind: "Purchase",
            occurredAt: "2026-01-02T10:00:00Z",
            amount: 10
          }
        ]
      }
    ]
  },
  { what: "GET members/…/prices", may: all, call: () => ["GET", `${REST}members/M-1/prices?product=JUG`] },
  { what: "GET prices", may: all, call: () => ["GET", `${REST}prices?program=TEST`] },
  { what: "GET rewards", may: all, call: () => ["GET", `${REST}rewards?member=M-1`] },
  {
    what: "POST redemptions",
    may: ["Administrator", "Manager", "Agent"],
    call: (role) => [
      "POST",
      `${REST}redemptions`,
      { memberNumber: "M-1", rewardId: ids.reward, idempotencyKey: `till-${role}` }
    ]
  },
  {
    what: "POST redemptions/…/cancel",
    may: ["Administrator", "Manager", "Agent"],
    call: (role) => ["POST", `${REST}redemptions/till-${role}/cancel`, {}]
  },
  // Pages
  { what: "see the member card", may: all, call: () => ["GET", `/lightning/api/record-page/${ids.member}`] },
  { what: "see the details", may: all, call: () => ["GET", `/lightning/api/detail/${ids.member}`] },
  { what: "list members", may: all, call: () => ["GET", "/lightning/api/list/LoyaltyMember__c"] },
  {
    what: "adjust points",
    may: ["Administrator", "Manager", "Agent"],
    call: () => ["POST", `${controller("AdjustmentController")}/adjust`, {}]
  },
  {
    what: "transfer points",
    may: ["Administrator", "Manager", "Agent"],
    call: () => ["POST", `${controller("TransferController")}/transfer`, {}]
  }
];

const refused = (answer: Answer): boolean =>
  answer.status === 403 ||
  /INSUFFICIENT_ACCESS|CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY|PERMISSION_DENIED|INVALID_TYPE|INVALID_FIELD_FOR_INSERT_UPDATE|sObject type '\w+' is not supported/.test(
    answer.body
  );

for (const role of roles) {
  test(`${role}: may do what the role is for, and nothing else`, async () => {
    const wrong: string[] = [];
    for (const { what, may, call } of actions) {
      const answer = await send(tokens.get(role)!, ...call(role));
      if (refused(answer) === may.includes(role) || answer.status === 401)
        wrong.push(`${what}: ${answer.status} ${answer.body.slice(0, 300)}`);
    }
    assert.deepEqual(wrong, []);
  });
}

test("who has the least profile alone may do nothing of the app", async () => {
  const allowed: string[] = [];
  for (const { what, call } of actions) {
    const answer = await send(tokens.get("Nobody")!, ...call("Viewer"));
    if (answer.status < 300 && !/"success":false|"total":0|PERMISSION/.test(answer.body))
      allowed.push(`${what}: ${answer.status} ${answer.body.slice(0, 200)}`);
  }
  assert.deepEqual(allowed, []);
});

test("nothing that was refused has been done", async () => {
  const { records } = await org.connection.query<{ Points__c: number }>(
    "SELECT Points__c FROM LoyaltyLedger__c WHERE Kind__c = 'Adjustment'"
  );
  assert.deepEqual(records, []);
});

test("the command line logs a user in, for the APIs and for the pages", async () => {
  const port = new URL(org.instanceUrl).port;
  const command = ["scripts/launch.js", "local-org/cli/main", "login", "--port", port, "--json", "--user"];
  const login = JSON.parse(
    execFileSync(process.execPath, [...command, usernameOf("Viewer")], { encoding: "utf8" })
  ) as {
    accessToken: string;
    pageAddress: string;
  };
  const connection = new Connection({ instanceUrl: org.instanceUrl, accessToken: login.accessToken, version: "66.0" });
  assert.equal((await connection.identity()).username, usernameOf("Viewer"));
  const opened = await fetch(login.pageAddress, { redirect: "manual" });
  const cookie = opened.headers.get("set-cookie")!.split(";")[0]!;
  const page = await (
    await fetch(org.instanceUrl + opened.headers.get("location")!, { headers: { Cookie: cookie } })
  ).text();
  assert.match(page, /"Name":"Viewer"/);
  assert.throws(
    () => execFileSync(process.execPath, [...command, "nobody.there@example.com"], { stdio: "pipe" }),
    /There is no active user/
  );
});
