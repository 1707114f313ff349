/** A Tryton server of the test's own, that people work in while the sync reads it. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { createProgram } from "./records.ts";
import { SyncBench } from "./sync-bench.ts";
import { TrytonServer, withoutTryton } from "./tryton-server.ts";

const DAY_MS = 86_400_000;
const yesterday = new Date(Date.now() - DAY_MS).toISOString().slice(0, 10);
/** `source.changes.marginSeconds` of the ready mapping, and one more. */
const READY_MARGIN_MS = 31_000;
const READER_PASSWORD = "Wk7dfQzt29pL";
/** Its moments have whole seconds. */
const SECOND_MS = 1100;

let bench: SyncBench;
let erp: TrytonServer;
let mapping: string;
before(async () => {
  if (withoutTryton) return;
  [bench, erp] = await Promise.all([SyncBench.start(), TrytonServer.start()]);
  process.env["TEST_TRYTON"] = erp.address;
  process.env["TEST_TRYTON_PASSWORD"] = erp.password;
  mapping = mappingOf("tryton", {});
});
after(async () => {
  if (withoutTryton) return;
  await erp.stop();
  await bench.org.stop();
});

function mappingOf(name: string, source: object): string {
  return bench.mapping(name, {
    source: {
      format: "tryton",
      addressFrom: "TEST_TRYTON",
      user: "admin",
      passwordFrom: "TEST_TRYTON_PASSWORD",
      model: "sale.sale",
      lines: "lines",
      pageSize: 7,
      changes: { lookbackMinutes: 0, marginSeconds: 0 },
      sweep: { days: 20, field: "sale_date" },
      missing: { cancelAfterDays: 0 },
      timeZone: "UTC",
      ...source
    },
    document: {
      rows: "documents",
      externalId: { column: "reference", prefix: `${name}-` },
      occurredAt: { column: "sale_date", format: "ISO" },
      member: { column: "party.code", prefix: `${name}-` },
      amount: { column: "untaxed_amount" },
      currency: { column: "currency.code" },
      status: { column: "state", values: { draft: "Valid", cancelled: "Cancelled" } }
    },
    member: { name: "{party.name}" }
  });
}

test("sales, edits of lines alone, cancellations and deletions while it is read", { skip: withoutTryton }, async () => {
  const customers = await Promise.all(["Müşteri A", "Klient B"].map((name, at) => erp.customer(name, `K${at}`)));
  const sell = (number: number): Promise<number> =>
    erp.sell(`S${String(number).padStart(3, "0")}`, yesterday, customers[number % 2]!, [
      [number, "1.005"],
      [1, "0.1"]
    ]);
  const sales: number[] = [];
  for (let number = 1; number <= 24; number++) sales.push(await sell(number));
  await pause(SECOND_MS);
  const first = await sync();
  assert.deepEqual([first.accepted, first.differences], [24, []]);
  await equals();

  await pause(SECOND_MS);
  const again = await sync();
  assert.deepEqual([again.linesRead, again.differences], [0, []]);

  await erp.call("model.sale.line.write", [1], { quantity: 99 });
  await erp.call("model.sale.sale.cancel", [sales[1]]);
  await remove(sales[2]!);
  await pause(SECOND_MS);
  const changed = await sync();
  assert.ok(changed.linesRead < 24, `${changed.linesRead} sales were read again`);
  await equals();

  const running = sync();
  for (let number = 5; number < 10; number++) {
    await erp.call("model.sale.line.write", [2 * number + 1], { quantity: number * 3 });
    await erp.call("model.sale.sale.cancel", [sales[number + 5]]);
    await remove(sales[number + 10]!);
    await sell(number + 100);
  }
  assert.deepEqual((await running).differences, []);
  await pause(SECOND_MS);
  await sync();
  await equals();
});

test(
  "the ready mapping reads sales from their confirmation on, as somebody who may only see them",
  { skip: withoutTryton },
  async () => {
    await createProgram(bench.org, "Wholesale");
    await erp.reader("loyalty_reader", READER_PASSWORD);
    process.env["TRYTON_URL"] = erp.address;
    process.env["TRYTON_PASSWORD"] = READER_PASSWORD;
    const customer = await erp.customer("Klient C", "K7");
    const sell = (reference: string, quantity: number): Promise<number> =>
      erp.sell(reference, yesterday, customer, [[quantity, "12.500"]]);
    const [, confirmed, cancelled, returned] = [
      await sell("draft", 1),
      await sell("confirmed", 2),
      await sell("cancelled", 3),
      await sell("returned", -1)
    ];
    await erp.confirm(confirmed, returned);
    await erp.call("model.sale.sale.cancel", [cancelled]);
    const run = (): ReturnType<SyncBench["run"]> => bench.run({ mapping: "config/sync/tryton-sales.json", input: "" });
    assert.deepEqual((await run()).linesRead, 0, "what was written within the margin may not be committed yet");
    await pause(READY_MARGIN_MS);
    assert.deepEqual((await run()).differences, []);
    assert.deepEqual(await bench.documents("tryton-sales"), [
      `${confirmed} Purchase Valid 25`,
      `${returned} Return Valid -12.5`
    ]);
  }
);

test("its lines are rows where the mapping says so", { skip: withoutTryton }, async () => {
  const lines = bench.mapping("tryton-lines", {
    source: {
      format: "tryton",
      addressFrom: "TEST_TRYTON",
      user: "admin",
      passwordFrom: "TEST_TRYTON_PASSWORD",
      model: "sale.sale",
      domain: [["reference", "=", "S004"]],
      each: "lines",
      export: "full"
    },
    document: {
      externalId: { column: "reference", prefix: "tryton-lines-" },
      occurredAt: { column: "sale_date", format: "ISO" },
      member: { column: "party.code", prefix: "tryton-lines-" },
      amount: { multiply: ["lines.quantity", "lines.unit_price"] }
    },
    member: { name: "{party.name}" }
  });
  const run = await bench.run({ mapping: lines, input: "" });
  assert.deepEqual([run.linesRead, run.accepted], [2, 1]);
  assert.deepEqual(await bench.documents("tryton-lines"), ["S004 Purchase Valid 4.12"]);
});

test("a password that is not accepted is told, without it", { skip: withoutTryton }, async () => {
  process.env["TEST_WRONG_PASSWORD"] = "hush-hush";
  const wrong = mappingOf("wrong", { passwordFrom: "TEST_WRONG_PASSWORD" });
  await assert.rejects(bench.run({ mapping: wrong, input: "" }), (error: Error) => {
    assert.match(error.message, /HTTP 401: its user or key is not accepted$/);
    return !error.message.includes("hush");
  });
});

function sync(): ReturnType<SyncBench["run"]> {
  return bench.run({ mapping, input: "" });
}

/** Only a cancelled sale can be deleted. */
async function remove(sale: number): Promise<void> {
  await erp.call("model.sale.sale.cancel", [sale]);
  await erp.call("model.sale.sale.delete", [sale]);
}

/** The documents that count in the org are those that count in the ERP, to the cent. */
async function equals(): Promise<void> {
  const sales = (await erp.call(
    "model.sale.sale.search_read",
    [["state", "=", "draft"]],
    0,
    null,
    [["reference", "ASC"]],
    ["reference", "untaxed_amount"]
  )) as { reference: string; untaxed_amount: { decimal: string } }[];
  assert.deepEqual(
    (await bench.documents("tryton")).filter((document) => document.includes(" Valid ")),
    sales.map((sale) => `${sale.reference} Purchase Valid ${Number(sale.untaxed_amount.decimal)}`)
  );
}
