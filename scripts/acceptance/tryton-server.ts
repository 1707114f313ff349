import { execFile, spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { freePort, untilItAnswers } from "./database-servers.ts";

const PASSWORD = "a-long-password";

/** Why there can be no Tryton here, or false. */
export const withoutTryton =
  existsSync("/usr/bin/trytond") && existsSync("/usr/lib/python3/dist-packages/trytond/modules/sale")
    ? false
    : "Tryton is not installed (Debian: apt-get install tryton-server tryton-modules-sale)";

/** A Tryton server of a test's own, with the module of sales and one company, and a person who works in it. */
export class TrytonServer {
  readonly address: string;
  readonly password = PASSWORD;
  private readonly folder: string;
  private readonly startChild: () => ChildProcess;
  private child: ChildProcess;
  private session = "";
  private context: object = {};
  private company = 0;
  private currency = 0;

  private constructor(address: string, folder: string, startChild: () => ChildProcess) {
    [this.address, this.folder, this.startChild] = [address, folder, startChild];
    this.child = startChild();
  }

  static async start(): Promise<TrytonServer> {
    const folder = mkdtempSync(join(tmpdir(), "tryton-"));
    const port = await freePort();
    const file = (name: string, text: string): string => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    file("erp.sqlite", "");
    const settings = file(
      "tryton.conf",
      `[database]\nuri = sqlite://\npath = ${folder}\n[web]\nlisten = 127.0.0.1:${port}\n`
    );
    const env = { ...process.env, TRYTONPASSFILE: file("password", `${PASSWORD}\n`) };
    const setUp = ["-c", settings, "-d", "erp", "-u", "sale", "--activate-dependencies", "--email", "a@example.com"];
    await promisify(execFile)("trytond-admin", setUp, { env });
    const startChild = (): ChildProcess => spawn("trytond", ["-c", settings], { env, stdio: "ignore" });
    const server = new TrytonServer(`http://127.0.0.1:${port}/erp/`, folder, startChild);
    await untilItAnswers(() => server.login());
    await server.foundCompany();
    return server;
  }

  /** A sale of lines with quantity and price. */
  async sell(
    reference: string,
    day: string,
    customer: number,
    lines: readonly (readonly [quantity: number, price: string])[]
  ): Promise<number> {
    const [year, month, date] = day.split("-").map(Number);
    const sale = {
      party: customer,
      company: this.company,
      currency: this.currency,
      reference,
      sale_date: { __class__: "date", year, month, day: date },
      lines: [
        [
          "create",
          lines.map(([quantity, price]) => ({
            type: "line",
            description: "an article",
            quantity,
            unit_price: { __class__: "Decimal", decimal: price }
          }))
        ]
      ]
    };
    return ((await this.call("model.sale.sale.create", [sale])) as number[])[0]!;
  }

  async customer(name: string, code: string): Promise<number> {
    return (
      (await this.call("model.party.party.create", [{ name, code, addresses: [["create", [{}]]] }])) as number[]
    )[0]!;
  }

  /** Makes a user who sees sales and has no right besides those of everybody. */
  async reader(login: string, password: string): Promise<void> {
    const companies = [["add", [this.company]]];
    const groups = (await this.call("model.res.group.search", [["name", "=", "Sales"]])) as number[];
    const user = { name: login, login, password, companies, company: this.company, groups: [["add", groups]] };
    await this.call("model.res.user.create", [user]);
  }

  /** As a person confirms sales that were quoted. */
  async confirm(...sales: readonly number[]): Promise<void> {
    for (const sale of sales) {
      const [{ party }] = (await this.call("model.sale.sale.read", [sale], ["party"])) as [{ party: number }];
      const [address] = (await this.call("model.party.address.search", [["party", "=", party]])) as number[];
      await this.call("model.sale.sale.write", [sale], { invoice_address: address, shipment_address: address });
    }
    await this.call("model.sale.sale.quote", sales);
    await this.call("model.sale.sale.confirm", sales);
  }

  /** Calls a method in the name of the person who works there. */
  async call(method: string, ...params: unknown[]): Promise<unknown> {
    return this.request(method, [...params, this.context]);
  }

  /** Gives the file of its SQLite database to `work`, while nobody else has it open. */
  async whileStopped(work: (database: string) => Promise<void>): Promise<void> {
    await this.end();
    await work(join(this.folder, "erp.sqlite"));
    this.child = this.startChild();
    this.session = "";
    await untilItAnswers(() => this.login());
  }

  async stop(): Promise<void> {
    await this.end();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private end(): Promise<void> {
    return new Promise((resolve) => {
      this.child.once("exit", () => resolve());
      this.child.kill("SIGKILL");
    });
  }

  private async login(): Promise<void> {
    const [id, key] = (await this.request("common.db.login", ["admin", { password: PASSWORD }, "en"])) as [
      number,
      string
    ];
    this.session = `Session ${Buffer.from(`admin:${id}:${key}`).toString("base64")}`;
  }

  private async foundCompany(): Promise<void> {
    const currency = { name: "Pound", code: "GBP", symbol: "£", digits: 2 };
    this.currency = ((await this.call("model.currency.currency.create", [currency])) as number[])[0]!;
    const party = await this.customer("The Company", "OWN");
    const company = { party, currency: this.currency };
    this.company = ((await this.call("model.company.company.create", [company])) as number[])[0]!;
    await this.call("model.res.user.write", [1], { companies: [["add", [this.company]]], company: this.company });
    this.context = (await this.request("model.res.user.get_preferences", [true, {}])) as object;
  }

  private async request(method: string, params: unknown[]): Promise<unknown> {
    const response = await fetch(this.address, {
      method: "POST",
      headers: { "content-type": "application/json", ...(this.session ? { authorization: this.session } : {}) },
      body: JSON.stringify({ id: 1, method, params })
    });
    const { result, error } = (await response.json()) as { result?: unknown; error?: unknown };
    if (error !== undefined && error !== null) throw new Error(`${method}: ${JSON.stringify(error)}`);
    return result;
  }
}
