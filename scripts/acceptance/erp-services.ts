import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A document of the ERP that these servers stand for. */
export interface ErpDocument {
  readonly id: number;
  readonly number: string;
  day: string;
  amount: string;
  state: "posted" | "cancel";
  /** Milliseconds. */
  changed: number;
}

export const ERP_KEY = "a-secret-key";

/** One ERP behind the published protocols of several products, as far as a reader needs them. */
export class ErpServices {
  readonly documents = new Map<number, ErpDocument>();
  address = "";
  /** Requests so far. */
  requests = 0;
  /** Answers with 503 and 429 so many times before it works again. */
  busy = 0;
  /** Called once a page was read, as people work meanwhile. */
  afterPage: () => void = () => undefined;
  private readonly server = createServer((request, response) => void this.answer(request, response));

  static async start(): Promise<ErpServices> {
    const services = new ErpServices();
    await new Promise<void>((resolve) => services.server.listen(0, "127.0.0.1", resolve));
    services.address = `http://127.0.0.1:${(services.server.address() as AddressInfo).port}`;
    return services;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  /** In order of ids. */
  all(): ErpDocument[] {
    return [...this.documents.values()].sort((a, b) => a.id - b.id);
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.requests++;
    let text = "";
    for await (const chunk of request) text += String(chunk);
    if (this.busy > 0) {
      this.busy--;
      response.writeHead(this.busy % 2 === 0 ? 503 : 429, { "retry-after": "0" }).end("<html>busy</html>");
      return;
    }
    const send = (status: number, body: string): void => {
      response.writeHead(status, { "content-type": "application/json" }).end(body);
    };
    const address = new URL(request.url!, this.address);
    const authorization = request.headers.authorization ?? "";
    if (address.pathname.startsWith("/json/2/"))
      return authorization === `bearer ${ERP_KEY}`
        ? send(200, this.odoo(JSON.parse(text) as OdooSearch))
        : send(401, '{"name":"werkzeug.exceptions.Unauthorized"}');
    if (address.pathname === "/jsonrpc") return send(200, this.jsonRpc(JSON.parse(text) as JsonRpc));
    if (address.pathname.startsWith("/odata/"))
      return authorization === `Basic ${ERP_KEY}` ? send(200, this.odata(address)) : send(401, "{}");
    send(404, "{}");
  }

  /** Odoo's domains without operators: all conditions hold. */
  private odoo({ domain, fields, limit }: OdooSearch): string {
    const found = this.all()
      .filter((document) =>
        domain.every(([field, operator, value]) => compare(odooField(document, field), operator, value))
      )
      .slice(0, limit);
    const records = found.map(
      (document) => `{${fields.map((field) => `${JSON.stringify(field)}:${odooText(document, field)}`).join(",")}}`
    );
    if (fields.length > 1) this.afterPage();
    return `[${records.join(",")}]`;
  }

  private jsonRpc({ params: { method, args } }: JsonRpc): string {
    if (method === "authenticate") return `{"jsonrpc":"2.0","id":1,"result":${args[2] === ERP_KEY ? 7 : "false"}}`;
    const [, , key, , , [domain], options] = args as [
      string,
      number,
      string,
      string,
      string,
      [OdooSearch["domain"]],
      OdooSearch
    ];
    if (key !== ERP_KEY) return '{"jsonrpc":"2.0","id":1,"error":{"message":"Access Denied"}}';
    return `{"jsonrpc":"2.0","id":1,"result":${this.odoo({ ...options, domain })}}`;
  }

  /** Pages of two at most, whatever is asked for, with a link to the next. */
  private odata(address: URL): string {
    const isV2 = address.pathname.startsWith("/odata/v2/");
    const conditions = (address.searchParams.get("$filter") ?? "")
      .split(" and ")
      .filter((condition) => condition !== "");
    const found = this.all().filter((document) => conditions.every((condition) => odataHolds(document, condition)));
    const skip = Number(address.searchParams.get("$skiptoken") ?? 0);
    const asked = Number(address.searchParams.get("$top") ?? 1000);
    const end = Math.min(skip + 2, asked);
    const records = found.slice(skip, end).map((document) => odataText(document, isV2));
    let next: string | undefined;
    if (end < Math.min(found.length, asked)) {
      address.searchParams.set("$skiptoken", String(end));
      next = JSON.stringify(address.href);
    }
    if (asked > 1) this.afterPage();
    if (isV2) return `{"d":{"results":[${records.join(",")}]${next ? `,"__next":${next}` : ""}}}`;
    return `{"@odata.context":"$metadata","value":[${records.join(",")}]${next ? `,"@odata.nextLink":${next}` : ""}}`;
  }
}

interface OdooSearch {
  readonly domain: readonly [field: string, operator: string, value: unknown][];
  readonly fields: readonly string[];
  readonly limit: number;
}

interface JsonRpc {
  readonly params: { readonly service: string; readonly method: string; readonly args: readonly unknown[] };
}

/** What Odoo compares has fractions of a second. */
function odooField(document: ErpDocument, field: string): number | string {
  if (field === "id") return document.id;
  if (field === "write_date") return new Date(document.changed).toISOString().slice(0, -1).replace("T", " ");
  if (field === "invoice_date") return document.day;
  throw new Error(`the test's ERP has no condition on ${field}`);
}

function odooText(document: ErpDocument, field: string): string {
  const texts: Record<string, string> = {
    id: String(document.id),
    name: JSON.stringify(document.number),
    invoice_date: JSON.stringify(document.day),
    partner_id: '[12,"Müller & Söhne"]',
    amount_total: document.amount,
    state: JSON.stringify(document.state),
    currency_id: '[1,"EUR"]',
    reversed_entry_id: "false"
  };
  return texts[field] ?? "false";
}

function compare(found: number | string, operator: string, value: unknown): boolean {
  const wanted = value as number | string;
  if (operator === ">=") return found >= wanted;
  if (operator === "<") return found < wanted;
  if (operator === ">") return found > wanted;
  throw new Error(`the test's ERP has no operator ${operator}`);
}

function odataHolds(document: ErpDocument, condition: string): boolean {
  const [, field, operator, value] = /^(\w+) (ge|lt|gt) (.+)$/.exec(condition)!;
  const text = value!.replace(/^(?:datetimeoffset|datetime)?'(.*)'$/, "$1");
  const found = {
    lastModifiedDateTime: document.changed,
    postingDate: Date.parse(document.day),
    number: document.number
  }[field!]!;
  const wanted = field === "number" ? text : Date.parse(/T.*[^Z]$/.test(text) ? `${text}Z` : text);
  return compare(found, { ge: ">=", lt: "<", gt: ">" }[operator!]!, wanted);
}

function odataText({ number, day, amount, state, changed }: ErpDocument, isV2: boolean): string {
  const moment = isV2 ? `"/Date(${Date.parse(day)})/"` : JSON.stringify(day);
  const lines = `[{"amount":${isV2 ? JSON.stringify(amount) : amount}},{"amount":${isV2 ? '"0.01"' : "0.01"}}]`;
  return `{"number":${JSON.stringify(number)},"postingDate":${moment},"customerNumber":"C-1","customerName":"One","status":${JSON.stringify(state)},"lines":${isV2 ? `{"results":${lines}}` : lines},"lastModifiedDateTime":${JSON.stringify(new Date(changed).toISOString())}}`;
}
