/** What the org has goes back to the ERP: once, whole, and also after the process was killed. */
import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { after, before, test } from "node:test";
import mysql from "mysql2/promise";
import pg from "pg";
import { loadExportMapping } from "../sync/outbound/export-mapping.ts";
import { startMariadb, startPostgres, withoutMariadb, withoutPostgres } from "./database-servers.ts";
import { ExportBench } from "./export-bench.ts";
import { FaultProxy } from "./fault-proxy.ts";
import { createProgram, createRecord, createRule } from "./records.ts";
import { tokenOf } from "./role-user.ts";
import { runApex } from "./run-apex.ts";

let bench: ExportBench;
before(async () => {
  bench = await ExportBench.start();
});
after(() => bench.org.stop());

test("redemptions and cancellations are told once each, and the org keeps what was told", async () => {
  await bench.member("first");
  await bench.redeem("first", "first-1");
  await bench.redeem("first", "first-2");
  const mapping = bench.mapping({ name: "once" });
  assert.equal((await bench.run(mapping, "once", { dryRun: true })).rows, 2);
  assert.deepEqual(await bench.values("SELECT Id FROM LoyaltyExportBatch__c"), []);
  assert.equal((await bench.run(mapping, "once")).rows, 2);
  assert.equal((await bench.run(mapping, "once")).rows, 0);
  await bench.rest("redemptions/first-2/cancel", {});
  assert.equal((await bench.run(mapping, "once")).rows, 1);
  const entries = await bench.entries();
  assert.deepEqual(bench.lines("once"), [
    `${entries[0]},Redemption,-10,first`,
    `${entries[1]},Redemption,-10,first`,
    `${entries[2]},Cancellation,10,first`
  ]);
  assert.deepEqual(
    await bench.values(
      "SELECT BatchKey__c, State__c, Rows__c, Payload__c FROM LoyaltyExportBatch__c WHERE Export__c = 'once' ORDER BY Number__c"
    ),
    [
      ["once-000000001", "Delivered", 2, null],
      ["once-000000002", "Delivered", 1, null]
    ]
  );
  const runs = await bench.values("SELECT State__c, LinesRead__c FROM LoyaltySyncRun__c WHERE Source__c = 'once'");
  assert.deepEqual(runs.map(([state, rows]) => `${state as string} ${rows as number}`).sort(), [
    "Succeeded 0",
    "Succeeded 1",
    "Succeeded 2"
  ]);
});

test("a voucher that is held for a review is told once it is released, and one that is refused never", async () => {
  const program = bench.org.connection.sobject("LoyaltyProgram__c");
  await program.update({ Id: bench.program, ReviewRedemptions__c: 1, ReviewRedemptionHours__c: 24 });
  await bench.member("held");
  // Who redeems does not decide.
  const agent = await tokenOf(bench.org, "Agent");
  for (const key of ["held-1", "held-2", "held-3"]) await bench.redeem("held", key, agent);
  const mapping = bench.mapping({ name: "held", feed: "vouchers", columns: { Key: "member", Status: "status" } });
  const told = async (): Promise<string[]> => {
    await bench.run(mapping, "held");
    return bench.lines("held").filter((line) => line.startsWith("M-held"));
  };
  const waiting = await bench.values("SELECT Id FROM LoyaltyVoucher__c WHERE Status__c = 'Held' ORDER BY Name");
  assert.equal(waiting.length, 2);
  assert.deepEqual(await told(), ["M-held,Issued"]);
  const [[released], [refused]] = waiting as [[string], [string]];
  await runApex(bench.org, `DecisionsController.releaseVouchers(new List<Id>{ '${released}' });`);
  await runApex(bench.org, `DecisionsController.refuseVouchers(new List<Id>{ '${refused}' }, 'Not the member');`);
  assert.deepEqual(await told(), ["M-held,Issued", "M-held,Issued"]);
  await program.update({ Id: bench.program, ReviewRedemptions__c: null, ReviewRedemptionHours__c: null });
});

test("what is committed after later rows were told is told by the next run, and the others are not told again", async () => {
  await bench.member("late");
  await bench.redeem("late", "late-1");
  const mapping = bench.mapping({ name: "late", lateMinutes: 60 });
  await bench.run(mapping, "late");
  await bench.redeem("late", "late-2");
  // As if a transaction that began later had been told before this one could be seen.
  const batch = await bench.org.connection.sobject("LoyaltyExportBatch__c").findOne({ Export__c: "late" }, ["Id"]);
  const HighWater__c = new Date(Date.now() + 50 * 60_000).toISOString();
  await bench.org.connection.sobject("LoyaltyExportBatch__c").update({ Id: batch!.Id, HighWater__c } as never);
  assert.equal((await bench.run(mapping, "late")).rows, 1);
  assert.equal((await bench.run(mapping, "late")).rows, 0);
  assert.deepEqual(
    bench.lines("late").map((line) => line.split(",")[0]),
    await bench.entries()
  );
});

test("killed at any moment, and its files taken away meanwhile, it tells each redemption once", async () => {
  await bench.member("killed", 100_000);
  const mapping = { ...bench.mapping({ name: "killed" }), batchRows: 2 };
  const taken: string[] = [];
  const take = (): void => {
    const folder = join(bench.folder, "killed");
    if (!existsSync(folder)) return;
    for (const name of readdirSync(folder).filter((one) => one.endsWith(".csv"))) {
      taken.push(...readFileSync(join(folder, name), "utf8").trim().split("\r\n").slice(1));
      rmSync(join(folder, name));
    }
  };
  // A run is killed at a request of its own, since a moment in time may be past its end; after it, what it does with files.
  let [asked, killAt, afterMs] = [0, Infinity, 0];
  let child: ChildProcess | undefined;
  const proxy = await FaultProxy.start(bench.org.instanceUrl, () => {
    asked++;
    const running = child;
    if (asked === killAt) setTimeout(() => running?.kill("SIGKILL"), afterMs);
    return undefined;
  });
  const started = async (): Promise<{ code: number | null; signal: NodeJS.Signals | null }> => {
    asked = 0;
    child = bench.start(mapping, "killed", proxy.instanceUrl);
    const [code, signal] = (await once(child, "exit")) as [number | null, NodeJS.Signals | null];
    return { code, signal };
  };
  const redeem = async (round: number): Promise<void> => {
    for (let one = 0; one < 4; one++) await bench.redeem("killed", `killed-${round}-${one}`);
  };
  await redeem(0);
  assert.equal((await started()).code, 0);
  const requests = asked;
  const kills = new Set<number>();
  for (let round = 1; round <= requests; round++) {
    await redeem(round);
    [killAt, afterMs] = [round, [0, 5, 20][round % 3]!];
    if ((await started()).signal === "SIGKILL") kills.add(round);
    if (round % 2 === 0) take();
  }
  killAt = Infinity;
  assert.equal((await started()).code, 0);
  await proxy.stop();
  take();
  assert.ok(kills.size > requests / 2, `killed at ${[...kills].join(", ")} of ${requests} requests`);
  assert.deepEqual(taken.map((line) => line.split(",")[0]).sort(), await bench.entries());
});

test("two at once tell each redemption once", async () => {
  await bench.member("two", 100_000);
  for (let one = 0; one < 10; one++) await bench.redeem("two", `two-${one}`);
  const mapping = bench.mapping({ name: "two", batchRows: 3 });
  const runs = ["here", "there"].map((workFolder) =>
    bench.run(mapping, "two", { workFolder: join(bench.folder, workFolder) })
  );
  const ends = await Promise.allSettled(runs);
  assert.ok(ends.some(({ status }) => status === "fulfilled"));
  await bench.run(mapping, "two");
  assert.deepEqual(
    bench
      .lines("two")
      .map((line) => line.split(",")[0])
      .sort(),
    await bench.entries()
  );
});

test("a price is told when it is made, changed and deleted, and not when it is saved as it was", async () => {
  const price = { Program__c: bench.program, ProductCode__c: "P-1", Price__c: 9.5, CurrencyCode__c: "GBP" };
  const id = await createRecord(bench.org, "LoyaltyTierPrice__c", price);
  await createRecord(bench.org, "LoyaltyTierPrice__c", { ...price, ProductCode__c: "P-2", Price__c: 12_345_678.25 });
  const columns = { Product: "product", Price: "price", Deleted: "deleted" };
  const target = { format: "jsonl" } as const;
  const mapping = bench.mapping({ name: "prices", feed: "tierPrices", columns, target });
  const update = (fields: object): Promise<unknown> =>
    bench.org.connection.sobject("LoyaltyTierPrice__c").update({ Id: id, ...fields } as never);
  await bench.run(mapping, "prices");
  await update({ Price__c: 9.5 });
  assert.equal((await bench.run(mapping, "prices")).rows, 0);
  await update({ Price__c: 9.25 });
  await bench.run(mapping, "prices");
  await bench.org.connection.sobject("LoyaltyTierPrice__c").destroy(id);
  await bench.run(mapping, "prices");
  await bench.run(mapping, "prices");
  assert.deepEqual(bench.lines("prices"), [
    '{"Product":"P-1","Price":9.5,"Deleted":false}',
    '{"Product":"P-2","Price":12345678.25,"Deleted":false}',
    '{"Product":"P-1","Price":9.25,"Deleted":false}',
    '{"Product":"P-1","Price":9.25,"Deleted":true}'
  ]);
});

test("what partners pay is told by the mapping that comes with the app, once it is approved and not before", async () => {
  const { org } = bench;
  const program = await createProgram(org, "Funded", { PointValue__c: 0.01, CurrencyCode__c: "EUR" });
  const partner = await createRecord(org, "Account", { Name: "Maker", ErpCustomerNumber__c: "S-70" });
  await createRule(org, program, "Maker's bonus", 100, {
    StartsAt__c: "2026-01-01T00:00:00Z",
    Partner__c: partner,
    PartnerShare__c: 50
  });
  const account = await createRecord(org, "Account", { Name: "Buyer" });
  const member = await createRecord(org, "LoyaltyMember__c", { Program__c: program, Account__c: account });
  const buy = (number: string): Promise<string> =>
    createRecord(org, "LoyaltyTransaction__c", {
      Member__c: member,
      ExternalId__c: `funded-${number}`,
      Kind__c: "Purchase",
      OccurredAt__c: "2026-01-10T10:00:00Z",
      Amount__c: 10
    });
  const settle = (): Promise<void> =>
    runApex(org, "Database.executeBatch(new SettlementJob(Date.newInstance(2026, 1, 1)));");
  const mapping = { ...loadExportMapping("config/sync/back/settlements-csv.json"), program: "FUNDED" };
  const settlements = async (): Promise<number> => (await bench.run(mapping, "settlements")).rows;
  await buy("1");
  await settle();
  assert.equal(await settlements(), 0);
  await buy("2");
  await settle();
  assert.equal(await settlements(), 0);
  await runApex(
    org,
    `SettlementApproval.approve(new Map<Id, LoyaltySettlement__c>([SELECT Id FROM LoyaltySettlement__c WHERE Program__c = '${program}']).keySet());`
  );
  assert.equal(await settlements(), 1);
  assert.equal(await settlements(), 0);
  const told = bench.lines("settlements").map((line) => line.split(",").slice(1, 6).join());
  assert.deepEqual(told, ["S-70,2026-01,200,1,EUR"]);
});

test("uses of vouchers go to a service, which may lose answers, and takes each batch once", async () => {
  await bench.member("used");
  await bench.redeem("used", "used-1");
  await bench.rest("vouchers/used-1/use", { amount: 4, idempotencyKey: "use-1", document: "shop:1" });
  await bench.rest("vouchers/used-1/refill", { amount: 1, idempotencyKey: "use-2", document: "shop:1" });
  const batches = new Map<string, string>();
  let requests = 0;
  const server = createServer((request, response) => {
    void (async () => {
      let body = "";
      for await (const chunk of request) body += String(chunk);
      const key = String(request.headers["idempotency-key"]);
      // A service that knows the draft: a key with another body is a mistake.
      if (batches.has(key) && batches.get(key) !== body) return response.writeHead(422).end();
      batches.set(key, body);
      requests++;
      if (request.headers.authorization !== "Bearer erp") return response.writeHead(401).end("who?");
      return requests === 1
        ? request.socket.destroy()
        : requests === 2
          ? response.writeHead(503).end()
          : response.writeHead(204).end();
    })();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  process.env["ERP_VOUCHER_USES"] = `http://127.0.0.1:${(server.address() as AddressInfo).port}/uses`;
  process.env["ERP_AUTHORIZATION"] = "Bearer erp";
  try {
    const mapping = loadExportMapping("config/sync/back/voucher-uses-http.json");
    assert.equal((await bench.run(mapping, "")).rows, 2);
    assert.equal(requests, 3);
    assert.equal((await bench.run(mapping, "")).rows, 0);
    assert.equal(batches.size, 1);
    const { batch, rows } = JSON.parse(batches.get("voucher-uses-000000001")!) as {
      batch: string;
      rows: Record<string, unknown>[];
    };
    assert.equal(batch, "voucher-uses-000000001");
    assert.deepEqual(
      rows.map(({ customer, amount, document, takenBack }) => [customer, amount, document, takenBack]),
      [
        ["used", 4, "shop:1", false],
        ["used", -1, "shop:1", true]
      ]
    );
  } finally {
    server.close();
  }
});

test("a service that refuses a batch gets the same one from the next run", async () => {
  await bench.member("refused");
  await bench.redeem("refused", "refused-1");
  const bodies: string[] = [];
  let status = 400;
  const server = createServer((request, response) => {
    void (async () => {
      let body = "";
      for await (const chunk of request) body += String(chunk);
      bodies.push(body);
      response.writeHead(status).end("the period is closed");
    })();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  process.env["TEST_REFUSING"] = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const mapping = bench.mapping({
    name: "refused",
    target: { format: "http", addressFrom: "TEST_REFUSING", headersFrom: {} }
  });
  try {
    await assert.rejects(bench.run(mapping, ""), /answers HTTP 400: the period is closed/);
    const [failed] = await bench.values(
      "SELECT State__c, Message__c FROM LoyaltySyncRun__c WHERE Source__c = 'refused'"
    );
    assert.equal(failed![0], "Failed");
    await bench.redeem("refused", "refused-2");
    status = 200;
    const { rows, rowsResumed } = await bench.run(mapping, "");
    assert.ok(rowsResumed > 0 && rows === 1);
    assert.equal(bodies[0], bodies[1]);
  } finally {
    server.close();
  }
});

for (const [format, without, start] of [
  ["postgres", withoutPostgres, startPostgres],
  ["mysql", withoutMariadb, startMariadb]
] as const)
  test(`${format}: rows and the batch's key arrive together, once`, { skip: without }, async () => {
    const server = await start();
    process.env["TEST_ERP"] = server.address;
    const number = `sql-${format}`;
    await bench.member(number);
    await bench.redeem(number, `${number}-1`);
    const execute = await sqlSession(format, server.address);
    const columns = { entry: "entry", points: "points", occurred_at: "occurredAt" };
    const target = { format, addressFrom: "TEST_ERP", table: "redemption", batchTable: "sadakat_export_batch" };
    const mapping = bench.mapping({ name: number, columns, batchRows: 3, target });
    try {
      await assert.rejects(bench.run(mapping, ""), /The table of batches is made by: CREATE TABLE/);
      await execute.run(
        `CREATE TABLE sadakat_export_batch (batch_key varchar(64) PRIMARY KEY, row_count integer NOT NULL, delivered_at ${format === "mysql" ? "datetime" : "timestamptz"} NOT NULL)`
      );
      await assert.rejects(bench.run(mapping, ""), /redemption/);
      assert.deepEqual(await execute.run("SELECT batch_key FROM sadakat_export_batch"), []);
      await execute.run(
        `CREATE TABLE redemption (entry varchar(20) PRIMARY KEY, points decimal(18) NOT NULL, occurred_at ${format === "mysql" ? "datetime(3)" : "timestamptz"} NOT NULL)`
      );
      await bench.run(mapping, "");
      // The rows are there, and the org was never told.
      await bench.redeem(number, `${number}-2`);
      const proxy = await FaultProxy.start(bench.org.instanceUrl, ({ method, path }) =>
        method === "PATCH" && /LoyaltyExportBatch/.test(path) ? "503" : undefined
      );
      await assert.rejects(bench.run(mapping, "", { instanceUrl: proxy.instanceUrl }), /attempts failed/);
      await proxy.stop();
      await bench.redeem(number, `${number}-3`);
      await bench.run(mapping, "");
      const rows = await execute.run("SELECT entry FROM redemption ORDER BY entry");
      assert.deepEqual(
        rows.map(([entry]) => entry),
        await bench.entries()
      );
      const [[moment]] = (await bench.values(
        "SELECT OccurredAt__c FROM LoyaltyLedger__c WHERE Kind__c = 'Redemption' ORDER BY Name LIMIT 1"
      )) as [[string]];
      const [[written]] = (await execute.run("SELECT occurred_at FROM redemption ORDER BY entry LIMIT 1")) as [[Date]];
      assert.equal(written.toISOString(), new Date(moment.replace("+0000", "Z")).toISOString());
    } finally {
      await execute.end();
      await server.stop();
    }
  });

test("tiers that were reached are told, and the ready mappings can be read", async () => {
  const folder = "config/sync/back";
  for (const name of readdirSync(folder).filter((one) => one !== "mapping.schema.json"))
    assert.ok(loadExportMapping(join(folder, name)).columns.length > 0, name);
  await bench.member("golden", 600);
  const mapping = loadExportMapping(join(folder, "tiers-jsonl.json"));
  await bench.run(mapping, "tiers");
  const told = bench.lines("tiers").map((line) => JSON.parse(line) as Record<string, unknown>);
  assert.ok(told.some(({ member, to, superseded }) => member === "M-golden" && to === "Gold" && superseded === false));
});

test("a mapping's mistakes are told by line and field, and another feed needs another name", async () => {
  await assert.rejects(
    bench.run(bench.mapping({ name: "once", feed: "voucherUses", columns: { Use: "use" } }), "once"),
    /the export once has told redemptions so far, not voucherUses/
  );
  assert.throws(
    () => bench.mapping({ name: "wrong", columns: { Colour: "colour" } }),
    /the feed redemptions has no field 'colour'; it has recordId/
  );
  await assert.rejects(bench.run(bench.mapping({ name: "nowhere" }), ""), /--output <folder> is missing/);
});

interface SqlSession {
  run(sql: string): Promise<unknown[][]>;
  end(): Promise<void>;
}

async function sqlSession(format: "postgres" | "mysql", address: string): Promise<SqlSession> {
  if (format === "postgres") {
    const client = new pg.Client(address);
    await client.connect();
    return {
      run: async (sql) => (await client.query({ text: sql, rowMode: "array" })).rows as unknown[][],
      end: () => client.end()
    };
  }
  const connection = await mysql.createConnection({ uri: address, rowsAsArray: true, timezone: "Z" });
  return { run: async (sql) => (await connection.query(sql))[0] as unknown[][], end: () => connection.end() };
}
