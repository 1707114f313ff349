import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { send, serveInvoices, type ServedOrg } from "../fixture.ts";

let served: ServedOrg;
before(async () => {
  served = await serveInvoices();
});
after(() => served.close());

interface Created {
  readonly id: string;
}

const errorCode = async (work: PromiseLike<unknown>): Promise<string> => {
  try {
    await work;
    return "no error";
  } catch (error) {
    return (error as { errorCode?: string }).errorCode ?? String(error);
  }
};

test("the identity and the limits answer", async () => {
  const identity = await served.connection.identity();
  assert.equal(identity.organization_id, served.org.id);
  assert.ok((await served.connection.limits())["DailyApiRequests"]);
});

test("describe tells fields, types and relationships", async () => {
  const describe = await served.connection.sobject("Invoice__c").describe();
  const amount = describe.fields.find((one) => one.name === "Amount__c");
  assert.deepEqual([amount?.type, amount?.precision, amount?.scale], ["double", 16, 2]);
  assert.equal(describe.fields.find((one) => one.name === "Customer__c")?.relationshipName, "Customer__r");
  assert.ok((await served.connection.describeGlobal()).sobjects.some((one) => one.name === "Invoice__c"));
});

test("a record is created, read, changed and deleted", async () => {
  const invoices = served.connection.sobject("Invoice__c");
  const { id } = await invoices.create({
    Name: "1",
    Key__c: "crud",
    Amount__c: 12.345,
    IssuedAt__c: "2026-02-28T10:00:00.000Z"
  });
  const read = await invoices.retrieve(id!);
  assert.deepEqual(
    [read["Amount__c"], read["IssuedAt__c"], read["Paid__c"]],
    [12.35, "2026-02-28T10:00:00.000+0000", false]
  );
  await invoices.update({ Id: id!, Paid__c: true });
  assert.equal((await invoices.retrieve(id!))["Paid__c"], true);
  await invoices.destroy(id!);
  assert.equal(await errorCode(invoices.retrieve(id!)), "NOT_FOUND");
});

test("an upsert by external id inserts once and updates then, and finds parents by theirs", async () => {
  await served.connection.sobject("Account").create({ Name: "Acme", Code__c: "A1" } as never);
  const record = { Key__c: "up", Name: "2", Amount__c: 1, Customer__r: { Code__c: "A1" } };
  const upsert = async (fields: object): Promise<{ id?: string; created?: boolean }> =>
    (await served.connection.sobject("Invoice__c").upsert(fields as never, "Key__c")) as unknown as {
      id?: string;
      created?: boolean;
    };
  const first = await upsert(record);
  const second = await upsert({ ...record, Amount__c: 2 });
  assert.deepEqual([first.id, first.created], [second.id, true]);
  const { records } = await served.connection.query<{ Customer__r: { Name: string } }>(
    "SELECT Customer__r.Name FROM Invoice__c WHERE Key__c = 'up'"
  );
  assert.equal(records[0]?.Customer__r.Name, "Acme");
  assert.equal(
    await errorCode(
      served.connection
        .sobject("Invoice__c")
        .upsert({ ...record, Customer__r: { Code__c: "nobody" } } as never, "Key__c")
    ),
    "INVALID_FIELD"
  );
});

test("triggers, unknown fields, wrong values and duplicates are refused in the platform's codes", async () => {
  const create = (record: object): Promise<string> =>
    errorCode(served.connection.sobject("Invoice__c").create(record as never));
  assert.equal(await create({ Name: "x", Amount__c: -1 }), "FIELD_CUSTOM_VALIDATION_EXCEPTION");
  assert.equal(await create({ Name: "x", Nonsense__c: 1 }), "INVALID_FIELD");
  assert.equal(await create({ Name: "x", Amount__c: "many" }), "JSON_PARSER_ERROR");
  assert.equal(await create({ Name: "x", Key__c: "dup" }), "no error");
  assert.equal(await create({ Name: "x", Key__c: "dup" }), "DUPLICATE_VALUE");
  assert.equal(await errorCode(served.connection.query("SELECT Nonsense__c FROM Invoice__c")), "INVALID_FIELD");
  assert.equal(await errorCode(served.connection.query("SELECT Id FROM")), "MALFORMED_QUERY");
});

// "REST API Developer Guide: Execute a SOQL Query", "Object Reference: Address Compound Fields".
test("a row has the fields that the query selects and no others", async () => {
  const address = { BillingStreet: "1 Quay", BillingCity: "Hull", BillingCountry: "GB" };
  const [plain, full] = [{ Name: "shape-a" }, { Name: "shape-b", ...address }];
  for (const record of [plain, full]) await served.connection.sobject("Account").create(record);
  const rows = await served.connection.query<Record<string, unknown>>(
    "SELECT Name, Owner.Alias, BillingAddress, BillingCity, (SELECT LastName FROM Contacts) FROM Account WHERE Name LIKE 'shape-%' ORDER BY Name"
  );
  const [withoutAddress, withAddress] = rows.records.map(({ attributes, Owner, ...fields }) => {
    assert.match((attributes as { url: string }).url, /\/sobjects\/Account\/001\w{15}$/);
    assert.deepEqual(Object.keys(Owner as object), ["attributes", "Alias"]);
    return fields;
  });
  assert.deepEqual(withoutAddress, { Name: "shape-a", BillingAddress: null, BillingCity: null, Contacts: null });
  assert.deepEqual(withAddress, {
    Name: "shape-b",
    BillingCity: "Hull",
    BillingAddress: {
      street: "1 Quay",
      city: "Hull",
      state: null,
      postalCode: null,
      country: "GB",
      latitude: null,
      longitude: null,
      geocodeAccuracy: null
    },
    Contacts: null
  });
});

test("more rows than a batch are paged to the last one", async () => {
  for (let batch = 0; batch < 11; batch++) {
    const records = Array.from({ length: 200 }, (_, index) => ({
      attributes: { type: "Invoice__c" },
      Name: `page-${batch}-${index}`
    }));
    await served.connection.requestPost("/composite/sobjects", { allOrNone: true, records });
  }
  const names = new Set<string>();
  let result = await served.connection.query<{ Name: string }>("SELECT Name FROM Invoice__c WHERE Name LIKE 'page-%'");
  assert.deepEqual([result.totalSize, result.done], [2200, false]);
  for (;;) {
    for (const record of result.records) names.add(record.Name);
    if (result.done) break;
    result = await served.connection.queryMore(result.nextRecordsUrl!);
  }
  assert.equal(names.size, 2200);
  assert.equal(
    await errorCode(served.connection.queryMore("/services/data/v66.0/query/01gnonsense-2000")),
    "INVALID_QUERY_LOCATOR"
  );
});

test("a collection saves what it can, or nothing where all or none is asked", async () => {
  const records = [1, -1, 2].map((Amount__c, index) => ({
    attributes: { type: "Invoice__c" },
    Name: `part-${index}`,
    Amount__c
  }));
  const some = await served.connection.requestPost<{ success: boolean }[]>("/composite/sobjects", {
    allOrNone: false,
    records
  });
  assert.deepEqual(
    some.map((one) => one.success),
    [true, false, true]
  );
  const none = await served.connection.requestPost<{ success: boolean; errors: { statusCode: string }[] }[]>(
    "/composite/sobjects",
    { allOrNone: true, records }
  );
  assert.deepEqual(
    none.map((one) => one.errors[0]?.statusCode),
    ["ALL_OR_NONE_OPERATION_ROLLED_BACK", "FIELD_CUSTOM_VALIDATION_EXCEPTION", "ALL_OR_NONE_OPERATION_ROLLED_BACK"]
  );
  assert.equal((await served.connection.query("SELECT Id FROM Invoice__c WHERE Name LIKE 'part-%'")).totalSize, 2);
});

test("a row of a collection that cannot be read fails alone", async () => {
  const good = { attributes: { type: "Invoice__c" }, Name: "alone-1" };
  const saved = await served.connection.requestPost<{ success: boolean; errors: { statusCode: string }[] }[]>(
    "/composite/sobjects",
    {
      allOrNone: false,
      records: [
        good,
        { ...good, Unknown__c: 1 },
        { ...good, Amount__c: "much" },
        { ...good, attributes: { type: "Nothing__c" } },
        { Name: "of no object" },
        { ...good, Name: "alone-2" }
      ]
    }
  );
  assert.deepEqual(
    saved.map((one) => one.errors[0]?.statusCode ?? one.success),
    [true, "INVALID_FIELD", "JSON_PARSER_ERROR", "NOT_FOUND", "INVALID_INPUT", true]
  );
  const { records } = await served.connection.query("SELECT Id FROM Invoice__c WHERE Name LIKE 'alone-%'");
  assert.equal(records.length, 2);
  const removed = await served.connection.request<{ success: boolean; errors: { statusCode: string }[] }[]>({
    method: "DELETE",
    url: `/composite/sobjects?ids=${records[0]!.Id},nonsense,${records[1]!.Id}`
  });
  assert.deepEqual(
    removed.map((one) => one.errors[0]?.statusCode ?? one.success),
    [true, "MALFORMED_ID", true]
  );
});

// "Insert or Update (Upsert) a Record Using an External ID"
test("an upsert by an external id that several records have answers 300 with their addresses and changes none", async () => {
  const ids: string[] = [];
  for (const Name of ["twice-1", "twice-2"])
    ids.push(
      ((await served.connection.sobject("Invoice__c").create({ Name, Legacy__c: "L1" } as never)) as unknown as Created)
        .id
    );
  const path = "/services/data/v66.0/sobjects/Invoice__c/Legacy__c/L1";
  const answer = await send(served, "PATCH", path, { body: JSON.stringify({ Name: "changed" }) });
  assert.equal(answer.status, 300);
  assert.deepEqual(
    (JSON.parse(answer.body) as string[]).sort(),
    ids.map((id) => `/services/data/v66.0/sobjects/Invoice__c/${id}`).sort()
  );
  assert.equal((await send(served, "GET", path)).status, 300);
  assert.equal((await served.connection.query("SELECT Id FROM Invoice__c WHERE Name = 'changed'")).totalSize, 0);
  const none = await send(served, "PATCH", path.replace("L1", "L2?updateOnly=true"), { body: '{"Name":"new"}' });
  assert.equal(none.status, 404);
  assert.equal((await send(served, "PATCH", path.replace("L1", "L2"), { body: '{"Name":"new"}' })).status, 201);
});

test("a composite passes results on, and leaves nothing behind where a part fails", async () => {
  const version = "/services/data/v66.0/sobjects";
  const composite = (key: string, amount: number): Promise<{ compositeResponse: { httpStatusCode: number }[] }> =>
    served.connection.requestPost("/composite", {
      allOrNone: true,
      compositeRequest: [
        { method: "POST", url: `${version}/Account`, referenceId: "acc", body: { Name: key } },
        {
          method: "POST",
          url: `${version}/Invoice__c`,
          referenceId: "inv",
          body: { Name: key, Customer__c: "@{acc.id}", Amount__c: amount }
        }
      ]
    });
  assert.deepEqual(
    (await composite("good", 1)).compositeResponse.map((one) => one.httpStatusCode),
    [201, 201]
  );
  assert.deepEqual(
    (await composite("bad", -1)).compositeResponse.map((one) => one.httpStatusCode),
    [400, 400]
  );
  assert.equal((await served.connection.query("SELECT Id FROM Account WHERE Name = 'bad'")).totalSize, 0);
});

test("a composite takes subrequests for records and queries only, and versions are written as v66.0", async () => {
  for (const url of ["/services/data/v66.0", "/services/data/v66.0/limits", "/services/data/66/query?q=x", "!"]) {
    const compositeRequest = [{ method: "GET", url, referenceId: "one" }];
    assert.equal(
      await errorCode(served.connection.requestPost("/composite", { allOrNone: true, compositeRequest })),
      "INVALID_INPUT",
      url
    );
  }
  assert.equal(await errorCode(served.connection.request("/services/data/66/limits")), "NOT_FOUND");
});

// "REST API Developer Guide: Composite Graph".
test("each graph of a payload is saved as a whole or not at all", async () => {
  const graph = (graphId: string, amount: number): unknown => ({
    graphId,
    compositeRequest: [
      {
        method: "POST",
        url: "/services/data/v66.0/sobjects/Account",
        referenceId: "account",
        body: { Name: graphId }
      },
      {
        method: "POST",
        url: "/services/data/v66.0/sobjects/Invoice__c",
        referenceId: "invoice",
        body: { Name: graphId, Amount__c: amount, Customer__c: "@{account.id}" }
      }
    ]
  });
  const payload = { graphs: [graph("graph-bad", -1), graph("graph-good", 1)] };
  const { graphs } = await served.connection.requestPost<{ graphs: { graphId: string; isSuccessful: boolean }[] }>(
    "/composite/graph",
    payload
  );
  assert.deepEqual(
    graphs.map(({ graphId, isSuccessful }) => [graphId, isSuccessful]),
    [
      ["graph-bad", false],
      ["graph-good", true]
    ]
  );
  const saved = await served.connection.query<{ Customer__r: { Name: string } }>(
    "SELECT Customer__r.Name FROM Invoice__c WHERE Name LIKE 'graph-%'"
  );
  assert.deepEqual(
    saved.records.map(({ Customer__r }) => Customer__r.Name),
    ["graph-good"]
  );
  assert.equal((await served.connection.query("SELECT Id FROM Account WHERE Name = 'graph-bad'")).totalSize, 0);
  assert.equal(
    await errorCode(served.connection.requestPost("/composite/graph", { graphs: [graph("a", 1), graph("a", 1)] })),
    "INVALID_INPUT"
  );
});

test("a tree saves parents with their children, or nothing", async () => {
  const tree = (name: string, amount: number): Promise<unknown> =>
    served.connection.requestPost("/composite/tree/Account", {
      records: [
        {
          attributes: { type: "Account", referenceId: "a" },
          Name: name,
          Invoices__r: {
            records: [{ attributes: { type: "Invoice__c", referenceId: "i" }, Name: name, Amount__c: amount }]
          }
        }
      ]
    });
  await tree("tree", 1);
  await assert.rejects(tree("rotten", -1));
  assert.equal(
    (await served.connection.query("SELECT Id FROM Invoice__c WHERE Customer__r.Name = 'tree'")).totalSize,
    1
  );
  assert.equal((await served.connection.query("SELECT Id FROM Account WHERE Name = 'rotten'")).totalSize, 0);
});

test("Apex REST takes parameters from the body and answers the method's result", async () => {
  const id = await served.connection.apex.post<string>("/invoices/", { key: "rest", amount: 5.5 });
  assert.match(id, /^a\w{17}$/);
  assert.ok((await served.connection.apex.get<number>("/invoices/")) >= 5.5);
  assert.equal(await errorCode(served.connection.apex.delete("/invoices/")), "APEX_ERROR");
  assert.equal(await errorCode(served.connection.apex.get("/nowhere/")), "NOT_FOUND");
});
