import sqlite from "node-sqlite3-wasm";
import type { TrytonServer } from "../acceptance/tryton-server.ts";

/** A sale as an export has it. */
export interface BookedSale {
  readonly reference: string;
  /** `yyyy-MM-dd` */
  readonly day: string;
  /** Empty for people whom nobody knows. */
  readonly customer: string;
  readonly lines: readonly (readonly [quantity: string, price: string])[];
}

type Value = string | number | null;
type Fields = Readonly<Record<string, Value>>;
type Database = InstanceType<typeof sqlite.Database>;

/**
 * Puts sales into Tryton's own tables: by its remote procedure calls, hundreds of thousands of lines would take hours. Each record
 * is a copy of one that Tryton itself has made, but for what the sale says.
 */
export async function bookSales(server: TrytonServer, sales: AsyncIterable<BookedSale>): Promise<void> {
  const party = await server.customer("Template", "TEMPLATE");
  const sale = await server.sell("TEMPLATE", "2000-01-01", party, [[1, "1"]]);
  await server.whileStopped(async (file) => {
    const database = new sqlite.Database(file);
    try {
      database.exec("PRAGMA synchronous=OFF; BEGIN");
      await new Books(database, { party, sale }).book(sales);
      database.exec("COMMIT");
    } finally {
      database.close();
    }
  });
}

class Books {
  private readonly parties: Copies;
  private readonly sales: Copies;
  private readonly lines: Copies;
  private readonly customers = new Map<string, number>();

  constructor(database: Database, template: { readonly party: number; readonly sale: number }) {
    this.parties = new Copies(database, "party_party", `id = ${template.party}`);
    this.sales = new Copies(database, "sale_sale", `id = ${template.sale}`);
    this.lines = new Copies(database, "sale_line", `sale = ${template.sale}`);
    database.exec(
      `DELETE FROM sale_line WHERE sale = ${template.sale}; DELETE FROM sale_sale WHERE id = ${template.sale}`
    );
  }

  async book(sales: AsyncIterable<BookedSale>): Promise<void> {
    for await (const { reference, day, customer, lines } of sales) {
      const sale = this.sales.add({ reference, sale_date: day, party: this.partyOf(customer) });
      for (const [quantity, price] of lines)
        this.lines.add({ sale, quantity: Number(quantity), unit_price: Number(price) });
    }
  }

  private partyOf(code: string): number {
    const known = this.customers.get(code);
    if (known !== undefined) return known;
    const made = this.parties.add({ code, name: `Customer ${code}` });
    this.customers.set(code, made);
    return made;
  }
}

/** Copies of one record of a table, numbered on from it. */
class Copies {
  private readonly template: Fields;
  private readonly insert: ReturnType<Database["prepare"]>;
  private last: number;

  constructor(database: Database, table: string, where: string) {
    this.template = database.get(`SELECT * FROM ${table} WHERE ${where}`) as Fields;
    this.last = this.template["id"] as number;
    const columns = Object.keys(this.template);
    const names = columns.map((name) => `"${name}"`).join(", ");
    this.insert = database.prepare(`INSERT INTO ${table} (${names}) VALUES (${columns.map(() => "?").join(", ")})`);
  }

  /** Returns its number. */
  add(fields: Fields): number {
    this.insert.run(Object.values({ ...this.template, ...fields, id: ++this.last }));
    return this.last;
  }
}
