/** Orders of a second org, that people work in while the sync reads it. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { startOrg, type OrgProcess } from "./org-process.ts";
import { createRecord } from "./records.ts";
import { SyncBench } from "./sync-bench.ts";

const DAY_MS = 86_400_000;
const yesterday = new Date(Date.now() - DAY_MS).toISOString().slice(0, 10);
const SECOND_MS = 1100;

let bench: SyncBench;
let other: OrgProcess;
let mapping: string;
let entry: string;
let book: string;
let account: string;

before(async () => {
  [bench, other] = await Promise.all([SyncBench.start(), startOrg()]);
  process.env["TEST_OTHER_ORG"] = other.instanceUrl;
  process.env["TEST_OTHER_TOKEN"] = other.accessToken;
  mapping = mappingOf("orders");
  const found = await other.connection.sobject("Pricebook2").findOne({ IsStandard: true }, ["Id"]);
  book = found?.Id ?? (await createRecord(other, "Pricebook2", { Name: "Prices", IsActive: true }));
  const product = await createRecord(other, "Product2", { Name: "Article", IsActive: true });
  const price = { Pricebook2Id: book, Product2Id: product, UnitPrice: 1, IsActive: true };
  entry = await createRecord(other, "PricebookEntry", price);
  account = await createRecord(other, "Account", { Name: "Dealer Ąę", AccountNumber: "A-1" });
});
after(() => Promise.all([bench.org.stop(), other.stop()]));

function mappingOf(name: string, source: object = {}): string {
  return bench.mapping(name, {
    source: {
      format: "salesforce",
      addressFrom: "TEST_OTHER_ORG",
      tokenFrom: "TEST_OTHER_TOKEN",
      object: "Order",
      each: "OrderItems.records",
      lines: { object: "OrderItem", parent: "OrderId" },
      pageSize: 3,
      changes: { lookbackMinutes: 0, marginSeconds: 0 },
      sweep: { days: 20, field: "EffectiveDate" },
      missing: { cancelAfterDays: 0 },
      timeZone: "UTC",
      ...source
    },
    document: {
      externalId: { column: "OrderNumber", prefix: `${name}-` },
      occurredAt: { column: "EffectiveDate", format: "ISO" },
      member: { column: "Account.AccountNumber", prefix: `${name}-` },
      amount: { multiply: ["OrderItems.records.Quantity", "OrderItems.records.UnitPrice"] },
      status: { column: "Description", values: { sold: "Valid", void: "Cancelled" } }
    },
    member: { name: "{Account.Name}" }
  });
}

interface Ordered {
  readonly order: string;
  readonly lines: readonly string[];
}

async function order(quantity: number): Promise<Ordered> {
  const id = await createRecord(other, "Order", {
    AccountId: account,
    Pricebook2Id: book,
    EffectiveDate: yesterday,
    Status: "Draft",
    Description: "sold"
  });
  const line = (count: number, UnitPrice: number): Promise<string> =>
    createRecord(other, "OrderItem", { OrderId: id, PricebookEntryId: entry, Quantity: count, UnitPrice });
  return { order: id, lines: [await line(quantity, 1.05), await line(1, 0.1)] };
}

test("orders, edits of lines alone, cancellations and deletions while it is read", async () => {
  const orders: Ordered[] = [];
  for (let quantity = 1; quantity <= 12; quantity++) orders.push(await order(quantity));
  const update = (object: string, fields: object): Promise<unknown> =>
    other.connection.sobject(object).update(fields as never);
  await pause(SECOND_MS);
  const first = await sync();
  assert.deepEqual([first.accepted, first.differences], [12, []]);
  await equals();

  await pause(SECOND_MS);
  const again = await sync();
  assert.deepEqual([again.linesRead, again.differences], [0, []]);

  await update("OrderItem", { Id: orders[0]!.lines[0], Quantity: 99 });
  await update("Order", { Id: orders[1]!.order, Description: "void" });
  await other.connection.sobject("Order").destroy(orders[2]!.order);
  await pause(SECOND_MS);
  const changed = await sync();
  assert.equal(changed.linesRead, 4);
  await equals();

  const running = sync();
  for (let number = 3; number < 6; number++) {
    await update("OrderItem", { Id: orders[number]!.lines[1], UnitPrice: number + 0.25 });
    await update("Order", { Id: orders[number + 3]!.order, Description: "void" });
    await other.connection.sobject("Order").destroy(orders[number + 6]!.order);
    await order(50 + number);
  }
  assert.deepEqual((await running).differences, []);
  await pause(SECOND_MS);
  await sync();
  await equals();
});

test("an object that is not there and a token that is not accepted are told, without the token", async () => {
  const unknown = mappingOf("unknown", { object: "Invoice__c" });
  await assert.rejects(bench.run({ mapping: unknown, input: "" }), /Invoice__c/);
  process.env["TEST_WRONG_TOKEN"] = "hush-hush";
  const wrong = mappingOf("wrong", { tokenFrom: "TEST_WRONG_TOKEN" });
  await assert.rejects(bench.run({ mapping: wrong, input: "" }), (error: Error) => {
    assert.match(error.message, /HTTP 401: its user or key is not accepted/);
    return !error.message.includes("hush");
  });
});

function sync(): ReturnType<SyncBench["run"]> {
  return bench.run({ mapping, input: "" });
}

/** The documents that count here are the orders that count there, to the cent. */
async function equals(): Promise<void> {
  const { records } = await other.connection.query<{
    OrderNumber: string;
    OrderItems: { records: { Quantity: number; UnitPrice: number }[] };
  }>("SELECT OrderNumber, (SELECT Quantity, UnitPrice FROM OrderItems) FROM Order ORDER BY OrderNumber");
  const { records: voided } = await other.connection.query<{ OrderNumber: string; Description: string }>(
    "SELECT OrderNumber, Description FROM Order"
  );
  const counts = new Set(voided.filter((row) => row.Description === "sold").map((row) => row.OrderNumber));
  const wanted = records
    .filter((row) => counts.has(row.OrderNumber))
    .map(({ OrderNumber, OrderItems }) => {
      const cents = OrderItems.records.reduce((sum, line) => sum + Math.round(line.Quantity * line.UnitPrice * 100), 0);
      return `${OrderNumber} Purchase Valid ${cents / 100}`;
    });
  const found = (await bench.documents("orders")).filter((document) => document.includes(" Valid "));
  assert.deepEqual(found, wanted);
}
