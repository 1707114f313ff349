/** "GraphQL API Developer Guide: Query Objects", "Filter Results", "Order Results", "Paginate Results". */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { send, serveInvoices, type ServedOrg } from "../fixture.ts";

interface Answer {
  readonly data: unknown;
  readonly errors: readonly { message: string; paths: unknown[]; extensions: { ErrorType: string } }[];
}

let served: ServedOrg;
const accounts: string[] = [];
before(async () => {
  served = await serveInvoices();
  const { connection } = served;
  const create = async (object: string, record: object): Promise<string> =>
    ((await connection.sobject(object).create(record)) as { id: string }).id;
  for (const [Name, Industry, AnnualRevenue] of [
    ["Quay", "Banking", 1500],
    ["Pier", "Energy", 20],
    ["Jetty", "Energy", null]
  ])
    accounts.push(await create("Account", { Name, Industry, AnnualRevenue }));
  for (const number of [1, 2, 3])
    await create("Invoice__c", {
      Name: `R-${number}`,
      Key__c: `r${number}`,
      Amount__c: number * 1000.5,
      IssuedAt__c: "2026-03-15T15:30:00Z",
      Customer__c: accounts[0]
    });
});
after(() => served.close());

const post = (body: object, token?: string): Promise<{ status: number; body: string }> =>
  send(served, "POST", "/services/data/v66.0/graphql", {
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    token
  });

async function ask(query: string, variables?: object): Promise<Answer> {
  const { status, body } = await post({ query, variables });
  assert.equal(status, 200);
  return JSON.parse(body) as Answer;
}

/** What is asked of records, as the data below `uiapi.query`. */
async function records(query: string, variables?: object, head = ""): Promise<unknown> {
  const { data, errors } = await ask(`query ${head} { uiapi { query { ${query} } } }`, variables);
  assert.deepEqual(errors, []);
  return (data as { uiapi: { query: unknown } }).uiapi.query;
}

async function names(given: string): Promise<string[]> {
  const { Account } = (await records(`Account${given} { edges { node { Name { value } } } }`)) as {
    Account: { edges: { node: { Name: { value: string } } }[] };
  };
  return Account.edges.map(({ node }) => node.Name.value);
}

test("a field answers its value and the text that the user's locale shows", async () => {
  assert.deepEqual(
    await records(`Invoice__c(where: { Key__c: { eq: "r1" } }) { edges { node {
      Id ApiName Name { value displayValue } Amount__c { value displayValue } Paid__c { value displayValue }
      IssuedAt__c { value displayValue } Customer__r { Industry { value label } Owner { LastName { value } } } } } }`),
    {
      Invoice__c: {
        edges: [
          {
            node: {
              Id: (await served.connection.query<{ Id: string }>("SELECT Id FROM Invoice__c WHERE Key__c = 'r1'"))
                .records[0]!.Id,
              ApiName: "Invoice__c",
              Name: { value: "R-1", displayValue: null },
              Amount__c: { value: 1000.5, displayValue: "1,000.50" },
              Paid__c: { value: false, displayValue: "false" },
              IssuedAt__c: { value: "2026-03-15T15:30:00.000+0000", displayValue: "3/15/2026, 3:30 PM" },
              Customer__r: {
                Industry: { value: "Banking", label: "Banking" },
                Owner: { LastName: { value: "Administrator" } }
              }
            }
          }
        ]
      }
    }
  );
});

test("records are filtered by operators, by parents, and by and, or and not", async () => {
  assert.deepEqual(await names('(where: { Name: { like: "%e%" } })'), ["Pier", "Jetty"]);
  assert.deepEqual(await names('(where: { Industry: { eq: "Energy" }, AnnualRevenue: { eq: null } })'), ["Jetty"]);
  assert.deepEqual(await names('(where: { or: [{ AnnualRevenue: { gt: 1000 } }, { Name: { in: ["Jetty"] } }] })'), [
    "Quay",
    "Jetty"
  ]);
  assert.deepEqual(await names('(where: { not: { Name: { eq: "Quay" } } })'), ["Pier", "Jetty"]);
  assert.deepEqual(await names('(where: { CreatedDate: { eq: { literal: TODAY } }, Name: { ne: "Pier" } })'), [
    "Quay",
    "Jetty"
  ]);
  assert.deepEqual(await names("(where: { CreatedDate: { lt: { range: { last_n_days: 3 } } } })"), []);
  assert.deepEqual(await names('(where: { CreatedBy: { LastName: { eq: "Nobody" } } })'), []);
  assert.deepEqual(await names("(scope: MINE)"), ["Quay", "Pier", "Jetty"]);
});

test("records are ordered by fields as they are written, with blanks first or last", async () => {
  assert.deepEqual(await names("(orderBy: { Industry: { order: DESC }, Name: { order: ASC } })"), [
    "Jetty",
    "Pier",
    "Quay"
  ]);
  assert.deepEqual(await names("(orderBy: { AnnualRevenue: { order: ASC, nulls: LAST } })"), ["Pier", "Quay", "Jetty"]);
  const { Account } = (await records(
    "Account(orderBy: $order, first: 1) { edges { node { Name { value } } } }",
    { order: { Industry: { order: "DESC" }, Name: { order: "DESC" } } },
    "($order: Account_OrderBy)"
  )) as { Account: { edges: unknown[] } };
  assert.deepEqual(Account.edges, [{ node: { Name: { value: "Pier" } } }]);
});

test("a connection is read page by page, and tells how many there are", async () => {
  const page = async (after: string): Promise<{ edges: unknown[]; pageInfo: Record<string, unknown> }> =>
    (
      (await records(`Account(first: 2, orderBy: { Name: { order: ASC } }${after}) { totalCount pageResultCount
        edges { node { Name { value } } } pageInfo { hasNextPage hasPreviousPage endCursor } } `)) as {
        Account: { edges: unknown[]; pageInfo: Record<string, unknown> };
      }
    ).Account;
  const { pageInfo, ...first } = await page("");
  assert.deepEqual(first, {
    totalCount: 3,
    pageResultCount: 2,
    edges: [{ node: { Name: { value: "Jetty" } } }, { node: { Name: { value: "Pier" } } }]
  });
  const second = await page(`, after: "${pageInfo["endCursor"] as string}"`);
  assert.deepEqual(second.edges, [{ node: { Name: { value: "Quay" } } }]);
  assert.deepEqual([pageInfo["hasNextPage"], second.pageInfo["hasNextPage"]], [true, false]);
});

test("children are connections of their own, in fragments and by several names", async () => {
  const { data } = await ask(
    `query ($id: ID) { uiapi { query { Account(where: { Id: { eq: $id } }) { edges { node { ...Both } } } } } }
     fragment Both on Account {
       dear: Invoices__r(where: { Amount__c: { gt: 2500 } }) { edges { node { Name { value } } } }
       last: Invoices__r(first: 1, orderBy: { Name: { order: DESC } }) { totalCount edges { node { Key__c { value } } } }
     }`,
    { id: accounts[0] }
  );
  assert.deepEqual(data, {
    uiapi: {
      query: {
        Account: {
          edges: [
            {
              node: {
                dear: { edges: [{ node: { Name: { value: "R-3" } } }] },
                last: { totalCount: 3, edges: [{ node: { Key__c: { value: "r3" } } }] }
              }
            }
          ]
        }
      }
    }
  });
});

test("a parent of several kinds is read by the kind that it has", async () => {
  await served.connection.sobject("Task").create({ Subject: "Call", WhatId: accounts[1] });
  assert.deepEqual(await records(`Task { edges { node { What { __typename ... on Account { Name { value } } } } } }`), {
    Task: { edges: [{ node: { What: { __typename: "Account", Name: { value: "Pier" } } } }] }
  });
});

test("what the schema does not have is refused by name, with status 200", async () => {
  const messages = async (query: string): Promise<unknown> =>
    (await ask(query)).errors.map(({ message, extensions }) => [extensions.ErrorType, message]);
  assert.deepEqual(await messages("{ uiapi { query { Account { edges { node { Nothing__c { value } } } } } } }"), [
    ["ValidationError", 'Cannot query field "Nothing__c" on type "Account".']
  ]);
  assert.deepEqual(await messages("{ uiapi { aggregate { Account { edges { node { __typename } } } } } }"), [
    ["ValidationError", 'Cannot query field "aggregate" on type "UIAPI".']
  ]);
  assert.match(String(await messages("{ uiapi {")), /^InvalidSyntax,Syntax Error/);
  assert.match(String(await messages("mutation { uiapi { query { __typename } } }")), /mutation/);
  assert.deepEqual(await messages('{ uiapi { query { Account(after: "x") { totalCount } } } }'), [
    ["DataFetchingException", "Invalid cursor: x"]
  ]);
  assert.deepEqual(await messages("{ uiapi { query { Account(first: 2001) { totalCount } } } }"), [
    ["DataFetchingException", "first must be between 0 and 2000"]
  ]);
  assert.equal((await post({ text: "" })).status, 400);
});

test("who may not read an object gets nothing of it", async () => {
  const { connection } = served;
  const profile = await connection.sobject("Profile").findOne({ Name: "Minimum Access - Salesforce" }, ["Id"]);
  await connection.sobject("User").create({
    Username: "guest@example.com",
    LastName: "Guest",
    Alias: "guest",
    Email: "guest@example.com",
    ProfileId: profile!.Id,
    TimeZoneSidKey: "GMT",
    LocaleSidKey: "en_US",
    LanguageLocaleKey: "en_US",
    EmailEncodingKey: "UTF-8"
  });
  const login = await send(served, "POST", "/secur/session", {
    body: JSON.stringify({ username: "guest@example.com" })
  });
  const { accessToken } = JSON.parse(login.body) as { accessToken: string };
  const { body } = await post({ query: "{ uiapi { query { Invoice__c { edges { node { Id } } } } } }" }, accessToken);
  const { data, errors } = JSON.parse(body) as Answer;
  assert.deepEqual(data, { uiapi: { query: { Invoice__c: null } } });
  assert.deepEqual(
    errors.map(({ paths, extensions }) => [paths, extensions]),
    [[["uiapi", "query", "Invoice__c"], { ErrorType: "DataFetchingException", ErrorCode: "INVALID_TYPE" }]]
  );
});
