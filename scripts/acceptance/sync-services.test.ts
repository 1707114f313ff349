/** ERPs behind OData v4 and v2, and Odoo's two interfaces, that people work in while the sync reads them. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ERP_KEY, ErpServices } from "./erp-services.ts";
import { SyncBench } from "./sync-bench.ts";

const DAY_MS = 86_400_000;
const today = new Date(Date.now() - DAY_MS).toISOString().slice(0, 10);

let bench: SyncBench;
before(async () => {
  bench = await SyncBench.start();
  process.env["TEST_ERP_KEY"] = ERP_KEY;
  process.env["TEST_ERP_BASIC"] = `Basic ${ERP_KEY}`;
});
after(() => bench.org.stop());

interface Kind {
  readonly name: string;
  readonly path: string;
  readonly source: object;
  readonly document: object;
  readonly customer: string;
  /** What lines add to each document. */
  readonly more: number;
}

const sweep = (field: string): object => ({ sweep: { days: 20, field }, missing: { cancelAfterDays: 0 } });
const changes = { changes: { lookbackMinutes: 5, marginSeconds: 0 } };
const odata = (version: "v2" | "v4"): Kind => ({
  name: `odata-${version}`,
  path: `/odata/${version}/`,
  source: {
    format: "odata",
    version,
    entity: "salesInvoices",
    key: "number",
    changedField: "lastModifiedDateTime",
    expand: "lines",
    each: version === "v2" ? "lines.results" : "lines",
    headersFrom: { Authorization: "TEST_ERP_BASIC" },
    pageSize: 5,
    ...changes,
    ...sweep("postingDate")
  },
  document: {
    externalId: { column: "number", prefix: `odata-${version}-` },
    occurredAt: { column: "postingDate", format: version === "v2" ? "ODATA" : "ISO" },
    member: { column: "customerNumber", prefix: `odata-${version}-` },
    amount: { column: version === "v2" ? "lines.results.amount" : "lines.amount" },
    status: { column: "status", values: { posted: "Valid", cancel: "Cancelled" } }
  },
  customer: "{customerName}",
  more: 0.01
});
const odoo = (api: "json2" | "jsonrpc"): Kind => ({
  name: `odoo-${api}`,
  path: "/",
  source: {
    format: "odoo",
    api,
    model: "account.move",
    keyFrom: "TEST_ERP_KEY",
    pageSize: 3,
    ...(api === "jsonrpc" ? { database: "erp", user: "reader" } : {}),
    ...changes,
    ...sweep("invoice_date")
  },
  document: {
    rows: "documents",
    externalId: { column: "name", prefix: `odoo-${api}-` },
    occurredAt: { column: "invoice_date", format: "ISO" },
    member: { column: "partner_id.0", prefix: `odoo-${api}-` },
    amount: { column: "amount_total" },
    currency: { column: "currency_id.1" },
    status: { column: "state", values: { posted: "Valid", cancel: "Cancelled" } },
    original: { column: "reversed_entry_id.1" }
  },
  customer: "{partner_id.1}",
  more: 0
});

for (const kind of [odata("v4"), odata("v2"), odoo("json2"), odoo("jsonrpc")])
  test(`${kind.name}: edits, cancellations, late and new documents and deletions while it is read`, async () => {
    const erp = await ErpServices.start();
    process.env["TEST_ERP"] = erp.address + kind.path;
    try {
      await play(kind, erp);
    } finally {
      erp.stop();
    }
  });

async function play(kind: Kind, erp: ErpServices): Promise<void> {
  const { name, source, document, customer } = kind;
  const mapping = bench.mapping(name, {
    source: { ...source, addressFrom: "TEST_ERP", timeZone: "UTC" },
    document,
    member: { name: customer }
  });
  const put = (id: number, amount: string, changed = Date.now() - 2000): void => {
    erp.documents.set(id, {
      id,
      number: `INV/${String(id).padStart(4, "0")}`,
      day: today,
      amount,
      state: "posted",
      changed
    });
  };
  const edit = (id: number, change: object): void => {
    erp.documents.set(id, { ...erp.documents.get(id)!, changed: Date.now() - 2000, ...change });
  };
  for (let id = 1; id <= 12; id++) put(id, `${id}.50`);
  erp.busy = 2;
  const first = await bench.run({ mapping, input: "" });
  assert.deepEqual([first.accepted, first.differences], [12, []]);
  await equals(kind, erp);

  // What was not changed for longer than the lookback is not read again.
  for (const id of erp.documents.keys()) edit(id, { changed: Date.now() - DAY_MS / 2 });
  edit(1, { amount: "100.25" });
  edit(2, { state: "cancel" });
  erp.documents.delete(3);
  let pages = 0;
  erp.afterPage = () => {
    if (++pages !== 1) return;
    erp.documents.delete(4);
    edit(5, { amount: "0.07" });
    put(13, "13");
    erp.documents.delete(1);
    put(1, "77.77", Date.now() + 1000);
  };
  const second = await bench.run({ mapping, input: "" });
  assert.ok(second.linesRead < 10, `${second.linesRead} lines were read again`);
  erp.afterPage = () => undefined;
  // Its transaction began before the last run's end, and is seen only now.
  put(14, "14.14", Date.now() - 60_000);
  // The change is dated a second from now, and the clock of the server tells whole seconds.
  await new Promise((resolve) => setTimeout(resolve, 5000));
  await bench.run({ mapping, input: "" });
  await equals(kind, erp);
}

async function equals({ name, more }: Kind, erp: ErpServices): Promise<void> {
  const wanted = erp
    .all()
    .filter(({ state }) => state === "posted")
    .map(({ number, amount }) => `${number} ${(Number(amount) + more).toFixed(2)}`);
  const { records } = await bench.org.connection.query<{ DocumentNumber__c: string; Amount__c: number }>(
    `SELECT DocumentNumber__c, Amount__c FROM LoyaltyTransaction__c WHERE Source__c = '${name}' AND Status__c = 'Valid' ORDER BY ExternalId__c`
  );
  assert.deepEqual(
    records.map((row) => `${row.DocumentNumber__c} ${row.Amount__c.toFixed(2)}`),
    wanted
  );
}

test("a key that is not accepted and a page instead of JSON are told, without the key", async () => {
  const erp = await ErpServices.start();
  process.env["TEST_ERP"] = erp.address;
  process.env["TEST_WRONG_KEY"] = "hush";
  const source = { format: "odoo", model: "account.move", keyFrom: "TEST_WRONG_KEY", addressFrom: "TEST_ERP" };
  try {
    await assert.rejects(bench.run({ mapping: bench.mapping("wrong", { source }), input: "" }), (error: Error) => {
      assert.match(error.message, /HTTP 401: its user or key is not accepted/);
      return !error.message.includes("hush");
    });
  } finally {
    erp.stop();
  }
});
