/** OData services that keep account of their changes, and people who work in them while the sync reads. */
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import type { RunSummary } from "../sync/report/summary.ts";
import { ERP_KEY, ErpServices } from "./erp-services.ts";
import { SyncBench } from "./sync-bench.ts";

const DAY_MS = 86_400_000;
const today = new Date(Date.now() - DAY_MS).toISOString().slice(0, 10);

let bench: SyncBench;
let erp: ErpServices;
before(async () => {
  bench = await SyncBench.start();
  process.env["TEST_ERP_BASIC"] = `Basic ${ERP_KEY}`;
});
after(() => bench.org.stop());
beforeEach(async (context) => {
  erp = await ErpServices.start();
  if ("after" in context) (context as { after(work: () => void): void }).after(() => erp.stop());
});

function put(id: number, change: { readonly amount?: string; readonly state?: "posted" | "cancel" } = {}): void {
  const known = erp.documents.get(id);
  const number = `INV/${String(id).padStart(4, "0")}`;
  const fresh = { id, number, day: today, amount: `${id}.50`, state: "posted" as const, changed: Date.now() - 2000 };
  erp.documents.set(id, { ...fresh, ...known, ...change, changed: Date.now() - 2000 });
}

function mappingOf(name: string, version: "v2" | "v4", source: object = {}): string {
  process.env["TEST_ERP"] = `${erp.address}/odata/${version}/`;
  return bench.mapping(name, {
    source: {
      format: "odata",
      version,
      addressFrom: "TEST_ERP",
      entity: "salesInvoices",
      key: "number",
      expand: "lines",
      each: version === "v2" ? "lines.results" : "lines",
      headersFrom: { Authorization: "TEST_ERP_BASIC" },
      timeZone: "UTC",
      deltaLinks: true,
      missing: { cancelAfterDays: 0 },
      ...source
    },
    document: {
      externalId: { column: "number", prefix: `${name}-` },
      occurredAt: { column: "postingDate", format: version === "v2" ? "ODATA" : "ISO" },
      member: { column: "customerNumber", prefix: `${name}-` },
      amount: { column: version === "v2" ? "lines.results.amount" : "lines.amount" },
      status: { column: "status", values: { posted: "Valid", cancel: "Cancelled" } }
    },
    member: { name: "{customerName}" }
  });
}

const run = (mapping: string): Promise<RunSummary> => bench.run({ mapping, input: "" });

async function equals(source: string): Promise<void> {
  const wanted = erp
    .all()
    .filter(({ state }) => state === "posted")
    .map(({ number, amount }) => `${number} ${(Number(amount) + 0.01).toFixed(2)}`);
  const valid = (await bench.documents(source)).filter((one) => one.includes(" Valid "));
  assert.deepEqual(
    valid.map((one) => one.replace(/ Purchase Valid (.*)$/, (_, amount: string) => ` ${Number(amount).toFixed(2)}`)),
    wanted
  );
}

for (const removedAs of ["4.01", "4.0"] as const)
  test(`v4: what was edited, cancelled and deleted is read by the link, also while it is read (as ${removedAs} tells it)`, async () => {
    const name = `delta${removedAs.replace(".", "")}`;
    erp.removedAs = removedAs;
    for (let id = 1; id <= 9; id++) put(id);
    const mapping = mappingOf(name, "v4");
    let pages = 0;
    erp.afterPage = () => {
      if (++pages === 1) put(2, { amount: "22" });
    };
    assert.equal((await run(mapping)).accepted, 9);

    put(1, { amount: "100.25" });
    put(3, { state: "cancel" });
    put(10);
    let reads = 0;
    erp.afterPage = () => {
      if (++reads !== 1) return;
      put(4, { amount: "44" });
      put(11);
    };
    const edited = await run(mapping);
    assert.deepEqual(edited.notes, []);
    assert.ok(edited.linesRead <= 2 * 6, `${edited.linesRead} lines were read`);
    erp.afterPage = () => undefined;

    erp.documents.delete(5);
    put(6, { amount: "6" });
    erp.documents.delete(6);
    put(12);
    const removed = await run(mapping);
    assert.equal(removed.cancelledMissing, 2);
    await equals(name);

    const { requests } = erp;
    const nothing = await run(mapping);
    assert.deepEqual([nothing.linesRead, nothing.changed, nothing.onlyInOrg.documents], [0, 0, 0]);
    assert.equal(erp.requests - requests, 2, "one for the clock, one for the link");
  });

test("v2: changes by the delta token, deletions by the sweep, since its JSON does not tell them", async () => {
  for (let id = 1; id <= 5; id++) put(id);
  const mapping = mappingOf("token", "v2", { sweep: { days: 20, field: "postingDate" } });
  assert.equal((await run(mapping)).accepted, 5);
  put(1, { amount: "7" });
  put(2, { state: "cancel" });
  erp.documents.delete(3);
  put(6);
  const second = await run(mapping);
  assert.deepEqual([second.linesRead, second.cancelledMissing], [6, 1]);
  await equals("token");
});

test("a link that is gone: everything is read anew, deletions are found, and it is told", async () => {
  for (let id = 1; id <= 6; id++) put(id);
  const mapping = mappingOf("gone", "v4");
  await run(mapping);
  erp.documents.delete(2);
  put(3, { amount: "33" });
  erp.accountBegins = erp.documents.log.length;
  const summary = await run(mapping);
  assert.match(summary.notes.join(), /tells no more what has changed since the last run: everything was read anew/);
  assert.deepEqual([summary.linesRead, summary.cancelledMissing], [10, 1]);
  await equals("gone");
  put(4, { amount: "44" });
  assert.equal((await run(mapping)).linesRead, 2);
  await equals("gone");
});

test("a service without links: everything is read each time, or what changed by its time, and it is told", async () => {
  erp.givesDeltaLinks = false;
  for (let id = 1; id <= 4; id++) put(id);
  const always = mappingOf("linkless", "v4");
  assert.match((await run(always)).notes.join(), /gives no delta link: each run reads everything/);
  erp.documents.delete(4);
  assert.equal((await run(always)).cancelledMissing, 1);
  await equals("linkless");

  const changes = { changedField: "lastModifiedDateTime", changes: { lookbackMinutes: 5, marginSeconds: 0 } };
  const byTime = mappingOf("bytime", "v4", changes);
  assert.match((await run(byTime)).notes.join(), /gives no delta link: source\.changes says what the next run reads/);
  for (const [id, document] of erp.documents) erp.documents.set(id, { ...document, changed: Date.now() - DAY_MS / 2 });
  put(2, { amount: "20" });
  assert.equal((await run(byTime)).linesRead, 2);
  await equals("bytime");
});

test("a source that has nothing all at once stops the run", async () => {
  put(1);
  const mapping = mappingOf("emptied", "v4");
  await run(mapping);
  erp.documents.delete(1);
  erp.accountBegins = erp.documents.log.length;
  await assert.rejects(run(mapping), /has no document that can be used, and 1 of the org would be missing/);
});
