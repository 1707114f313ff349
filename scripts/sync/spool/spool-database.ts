import { mkdirSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import sqlite from "node-sqlite3-wasm";

export type SpoolValue = null | number | bigint | string;

/** A SQLite file that holds a run's rows while they are sorted and compared, so that memory stays flat. */
export class SpoolDatabase {
  private readonly connection: InstanceType<typeof sqlite.Database>;
  private readonly statements = new Map<string, InstanceType<typeof sqlite.Statement>>();

  /** Starts empty: a file of that name is replaced. */
  constructor(path: string) {
    mkdirSync(dirname(path), { recursive: true });
    for (const file of [path, `${path}-journal`]) rmSync(file, { force: true });
    rmSync(`${path}.lock`, { recursive: true, force: true });
    this.connection = new sqlite.Database(path);
    // The spool is remade by every run: what a crash destroys is read again from the source.
    for (const pragma of [
      "locking_mode=EXCLUSIVE",
      "journal_mode=OFF",
      "synchronous=OFF",
      "cache_size=-4096",
      "temp_store=FILE"
    ]) {
      this.connection.exec(`PRAGMA ${pragma}`);
    }
  }

  execute(sql: string): void {
    this.connection.exec(sql);
  }

  run(sql: string, values: readonly SpoolValue[] = []): void {
    this.statement(sql).run(values as SpoolValue[]);
  }

  all<Row>(sql: string, values: readonly SpoolValue[] = []): Row[] {
    return this.statement(sql).all(values as SpoolValue[]) as Row[];
  }

  /** Row by row; other statements may run meanwhile, but must not write to the tables that are read. */
  *iterate<Row>(sql: string, values: readonly SpoolValue[] = []): Generator<Row> {
    const statement = this.connection.prepare(sql);
    try {
      for (const row of statement.iterate(values as SpoolValue[])) yield row as Row;
    } finally {
      statement.finalize();
    }
  }

  /** Runs `work` in transactions of `size` calls of `tick`. */
  async inBatches(size: number, work: (tick: () => void) => Promise<void>): Promise<void> {
    this.execute("BEGIN");
    let calls = 0;
    await work(() => {
      if (++calls % size === 0) this.execute("COMMIT; BEGIN");
    });
    this.execute("COMMIT");
  }

  close(): void {
    for (const statement of this.statements.values()) statement.finalize();
    this.connection.close();
  }

  private statement(sql: string): InstanceType<typeof sqlite.Statement> {
    let statement = this.statements.get(sql);
    if (!statement) {
      statement = this.connection.prepare(sql);
      this.statements.set(sql, statement);
    }
    return statement;
  }
}
