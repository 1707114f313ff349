/** ERPs in PostgreSQL and MariaDB servers of the test's own, that people work in while the sync reads them. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import mysql from "mysql2/promise";
import pg from "pg";
import {
  startMariadb,
  startPostgres,
  withoutMariadb,
  withoutPostgres,
  type DatabaseServer
} from "./database-servers.ts";
import { SyncBench } from "./sync-bench.ts";

type Execute = (sql: string) => Promise<unknown[]>;

interface Session {
  readonly execute: Execute;
  end(): Promise<void>;
}

interface Erp {
  readonly format: "postgres" | "mysql";
  readonly without: string | false;
  start(): Promise<DatabaseServer>;
  /** A session of its own. */
  session(address: string): Promise<Session>;
  readonly now: string;
  readonly moment: string;
}

const ERPS: readonly Erp[] = [
  {
    format: "postgres",
    without: withoutPostgres,
    start: startPostgres,
    async session(address) {
      const client = new pg.Client(address);
      await client.connect();
      return {
        execute: async (sql) => (await client.query({ text: sql, rowMode: "array" })).rows,
        end: () => client.end()
      };
    },
    now: "now()",
    moment: "timestamptz"
  },
  {
    format: "mysql",
    without: withoutMariadb,
    start: startMariadb,
    async session(address) {
      const connection = await mysql.createConnection({ uri: address, rowsAsArray: true });
      return { execute: async (sql) => (await connection.query(sql))[0] as unknown[], end: () => connection.end() };
    },
    now: "now(6)",
    moment: "timestamp(6) NULL"
  }
];

let bench: SyncBench;
before(async () => {
  bench = await SyncBench.start();
});
after(() => bench.org.stop());

for (const erp of ERPS)
  test(
    `${erp.format}: edits, cancellations, late commits and deletions while it is read`,
    { skip: erp.without },
    async () => {
      const server = await erp.start();
      const variable = `TEST_${erp.format.toUpperCase()}`;
      process.env[variable] = server.address;
      const sessions: Session[] = [];
      try {
        for (let count = 0; count < 2; count++) sessions.push(await erp.session(server.address));
        await new ErpAtWork(erp, variable, sessions[0]!.execute, sessions[1]!.execute).play();
      } finally {
        for (const session of sessions) await session.end();
        await server.stop();
      }
    }
  );

for (const erp of ERPS)
  test(
    `${erp.format}: a numeric column with three decimals is read as it is, and a text that looks so is in doubt`,
    { skip: erp.without },
    async () => {
      const server = await erp.start();
      const session = await erp.session(server.address);
      const variable = `TEST_${erp.format.toUpperCase()}`;
      process.env[variable] = server.address;
      try {
        await session.execute(
          "CREATE TABLE weighed (no varchar(9), day date, customer varchar(9), kilos numeric(12,3), told varchar(9))"
        );
        await session.execute("INSERT INTO weighed VALUES ('W1', '2026-01-05', 'K1', 1.5, '1.500')");
        const mapping = (amount: string): string =>
          bench.mapping(`${erp.format}-weighed`, {
            source: { format: erp.format, addressFrom: variable, query: "SELECT * FROM weighed", timeZone: "UTC" },
            document: {
              externalId: { column: "no", prefix: `${erp.format}-weighed-` },
              occurredAt: { column: "day", format: "SQL" },
              member: { column: "customer" },
              amount: { column: amount }
            },
            member: { name: "{customer}" }
          });
        await assert.rejects(
          bench.run({ mapping: mapping("told"), input: "" }),
          /'1\.500' may be 1\.5 or 1500: say how numbers are written, source\.numbers/
        );
        await bench.run({ mapping: mapping("kilos"), input: "" });
        assert.deepEqual(await bench.documents(`${erp.format}-weighed`), ["W1 Purchase Valid 1.5"]);
      } finally {
        await session.end();
        await server.stop();
      }
    }
  );

class ErpAtWork {
  private readonly erp: Erp;
  private readonly mapping: string;
  private readonly person: Execute;
  private readonly colleague: Execute;

  constructor(erp: Erp, variable: string, person: Execute, colleague: Execute) {
    [this.erp, this.person, this.colleague] = [erp, person, colleague];
    const { format } = erp;
    const lines = `SELECT i.no, i.day, i.customer, i.state, l.quantity, l.price, ABS(l.price) AS shown
      FROM invoice i JOIN line l ON l.invoice = i.no
      WHERE i.no IN (SELECT no FROM invoice WHERE changed >= :since AND changed < :until
                     UNION SELECT invoice FROM line WHERE changed >= :since AND changed < :until) ORDER BY i.no, l.id`;
    this.mapping = bench.mapping(format, {
      source: {
        format,
        addressFrom: variable,
        query: lines,
        changes: { lookbackMinutes: 10, marginSeconds: 0 },
        sweep: { days: 3000, query: "SELECT no FROM invoice WHERE day >= :from" },
        missing: { cancelAfterDays: 0 },
        timeZone: "UTC"
      },
      document: {
        externalId: { column: "no", prefix: `${format}-` },
        occurredAt: { column: "day", format: "SQL" },
        member: { column: "customer", prefix: `${format}-` },
        amount: { multiply: ["quantity", "price"] },
        status: { column: "state", values: { posted: "Valid", cancelled: "Cancelled" } }
      },
      member: { name: "{customer}" }
    });
  }

  async play(): Promise<void> {
    const { now, moment } = this.erp;
    await this.person(
      `CREATE TABLE invoice (no varchar(20) PRIMARY KEY, day date, customer varchar(20), state varchar(20), changed ${moment})`
    );
    await this.person(
      `CREATE TABLE line (id int PRIMARY KEY, invoice varchar(20), quantity decimal(20,6), price decimal(30,12), changed ${moment})`
    );
    for (let number = 1; number <= 90; number++) {
      await this.person(
        `INSERT INTO invoice VALUES ('F${number}', '2026-01-05', 'Müşteri ${number % 7}', 'posted', ${now})`
      );
      await this.person(
        `INSERT INTO line VALUES (${number}, 'F${number}', ${number}, 1.005, ${now}), (${number + 1000}, 'F${number}', 1, 0.1, ${now})`
      );
    }
    await this.sync();
    await this.equals();

    const again = await this.sync();
    assert.deepEqual([again.accepted, again.differences.length], [0, 0]);

    await this.person(`UPDATE line SET quantity = 99, changed = ${now} WHERE id = 1`);
    await this.person(`UPDATE invoice SET state = 'cancelled', changed = ${now} WHERE no = 'F2'`);
    await this.person("DELETE FROM line WHERE invoice = 'F3'");
    await this.person("DELETE FROM invoice WHERE no = 'F3'");
    await this.sync();
    await this.equals();

    await this.commitLate();
    await this.workWhileItReads();
  }

  /** A change is seen after its end and has the time of its beginning: the next run's window begins before it. */
  private async commitLate(): Promise<void> {
    const { now } = this.erp;
    await this.colleague("START TRANSACTION");
    await this.colleague(`INSERT INTO invoice VALUES ('L1', '2026-01-06', 'K1', 'posted', ${now})`);
    await this.colleague(`INSERT INTO line VALUES (5001, 'L1', 3, 10, ${now})`);
    const without = await this.sync();
    assert.equal(without.accepted, 0);
    await this.colleague("COMMIT");
    await this.sync();
    await this.equals();
  }

  /** Each run sees one moment; what happens meanwhile is the next one's. */
  private async workWhileItReads(): Promise<void> {
    const { now } = this.erp;
    const running = this.sync();
    for (let round = 10; round < 30; round++) {
      await this.person(`UPDATE line SET quantity = quantity + 1, changed = ${now} WHERE id = ${round}`);
      await this.person(`UPDATE invoice SET state = 'cancelled', changed = ${now} WHERE no = 'F${round + 30}'`);
      await this.person(`DELETE FROM line WHERE invoice = 'F${round + 55}'`);
      await this.person(`DELETE FROM invoice WHERE no = 'F${round + 55}'`);
      await this.person(`INSERT INTO invoice VALUES ('N${round}', '2026-01-07', 'K2', 'posted', ${now})`);
      await this.person(`INSERT INTO line VALUES (${round + 6000}, 'N${round}', 1, 5.555, ${now})`);
    }
    const summary = await running;
    assert.equal(summary.differences.length, 0);
    await this.sync();
    await this.equals();
  }

  private sync(): ReturnType<SyncBench["run"]> {
    return bench.run({ mapping: this.mapping, input: "" });
  }

  /** The documents that count in the org are those that count in the ERP, to the cent. */
  private async equals(): Promise<void> {
    const rows = (await this.person(
      "SELECT i.no, ROUND(SUM(l.quantity * l.price), 2) FROM invoice i JOIN line l ON l.invoice = i.no WHERE i.state = 'posted' GROUP BY i.no"
    )) as [string, string][];
    const wanted = rows.map(([number, amount]) => `${number} ${Number(amount).toFixed(2)}`).sort();
    const { records } = await bench.org.connection.query<{ DocumentNumber__c: string; Amount__c: number }>(
      `SELECT DocumentNumber__c, Amount__c FROM LoyaltyTransaction__c WHERE Source__c = '${this.erp.format}' AND Status__c = 'Valid' LIMIT 2000`
    );
    const found = records.map((row) => `${row.DocumentNumber__c} ${row.Amount__c.toFixed(2)}`).sort();
    assert.deepEqual(found, wanted);
  }
}

test("what is wrong with a database is told without its password", { skip: withoutMariadb }, async () => {
  const source = { format: "mysql", addressFrom: "TEST_NOWHERE", query: "SELECT 1 AS No" };
  const mapping = bench.mapping("nowhere", { source });
  delete process.env["TEST_NOWHERE"];
  await assert.rejects(bench.run({ mapping, input: "" }), /TEST_NOWHERE.*is not set/);
  process.env["TEST_NOWHERE"] = "mysql://me:hush@127.0.0.1:9/erp";
  await assert.rejects(bench.run({ mapping, input: "" }), (error: Error) => {
    assert.match(error.message, /mysql 127\.0\.0\.1/);
    return !error.message.includes("hush");
  });
  await assert.rejects(bench.run({ mapping, input: "x.csv" }), /--input is for files/);
});
