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

/** Keeps account of what was changed and deleted, by ids in their order. */
class LoggedDocuments extends Map<number, ErpDocument> {
  readonly log: number[] = [];

  override set(id: number, document: ErpDocument): this {
    // The fields of a class that extends a map are not there while the map is made.
    this.log?.push(id);
    return super.set(id, document);
  }

  override delete(id: number): boolean {
    this.log.push(id);
    return super.delete(id);
  }
}

/** One ERP behind the published protocols of several products, as far as a reader needs them. */
export class ErpServices {
  readonly documents = new LoggedDocuments();
  /** Whether OData's services give delta links to those who ask for them. */
  givesDeltaLinks = true;
  /** Delta links that are older are gone: how many entries the account had when it was begun anew. */
  accountBegins = 0;
  /** Whether what was deleted is told as 4.01 or as 4.0 has it. */
  removedAs: "4.01" | "4.0" = "4.01";
  private readonly numbers = new Map<number, string>();
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
      return authorization === `Basic ${ERP_KEY}`
        ? this.odata(address, request.headers["prefer"], send)
        : send(401, "{}");
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

  private odata(address: URL, prefer: unknown, send: (status: number, body: string) => void): void {
    const isV2 = address.pathname.startsWith("/odata/v2/");
    const token = address.searchParams.get("$deltatoken") ?? address.searchParams.get("!deltatoken");
    if (token === null) return send(200, this.odataRecords(address, isV2, prefer));
    const since = Number(token.replaceAll("'", ""));
    if (since < this.accountBegins) return send(410, '{"error":{"code":"Gone"}}');
    send(200, this.odataDelta(address, isV2, since));
  }

  /** "OData JSON Format Version 4.01", 15: two entries a page; of a changed record the key and what has changed. */
  private odataDelta(address: URL, isV2: boolean, since: number): string {
    const end = Math.min(since + 2, this.documents.log.length);
    const ids = [...new Set(this.documents.log.slice(since, end))];
    const entries = ids.flatMap((id) => {
      const document = this.documents.get(id);
      if (isV2) return document ? [odataText(document, true)] : [];
      return document ? [`{"number":${JSON.stringify(document.number)},"amount":0}`] : [this.removed(id)];
    });
    const isLast = end === this.documents.log.length;
    this.afterPage();
    const link = JSON.stringify(this.deltaLink(address, isV2, isLast ? this.documents.log.length : end));
    if (isV2) return `{"d":{"results":[${entries.join(",")}],"${isLast ? "__delta" : "__next"}":${link}}}`;
    const kind = isLast ? "@odata.deltaLink" : "@odata.nextLink";
    return `{"@odata.context":"$metadata#salesInvoices/$delta","value":[${entries.join(",")}],"${kind}":${link}}`;
  }

  private removed(id: number): string {
    const name = JSON.stringify(`salesInvoices('${this.numbers.get(id) ?? id}')`);
    return this.removedAs === "4.01"
      ? `{"@removed":{"reason":"deleted"},"@id":${name}}`
      : `{"@odata.context":"$metadata#salesInvoices/$deletedEntity","id":${name},"reason":"deleted"}`;
  }

  private deltaLink(address: URL, isV2: boolean, from: number): string {
    const link = new URL(address.pathname, this.address);
    if (isV2) link.search = `$format=json&!deltatoken='${from}'`;
    else link.searchParams.set("$deltatoken", String(from));
    return link.href;
  }

  /** Pages of two at most, whatever is asked for, with a link to the next. */
  private odataRecords(address: URL, isV2: boolean, prefer: unknown): string {
    for (const { id, number } of this.documents.values()) this.numbers.set(id, number);
    // What changes while the pages are read is told by the link, too.
    const begun = address.searchParams.get("$begun") ?? String(this.documents.log.length);
    const isTracked = isV2 || /odata\.track-changes/.test(String(prefer)) || address.searchParams.has("$begun");
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
      if (isTracked) address.searchParams.set("$begun", begun);
      next = JSON.stringify(address.href);
    }
    if (asked > 1) this.afterPage();
    const isWhole = this.givesDeltaLinks && isTracked && !next && !address.searchParams.has("$top");
    const delta = isWhole ? JSON.stringify(this.deltaLink(address, isV2, Number(begun))) : undefined;
    const links = [...(next ? [["next", next]] : []), ...(delta ? [["delta", delta]] : [])];
    const told = links.map(([kind, link]) => `,"${isV2 ? `__${kind}` : `@odata.${kind}Link`}":${link}`).join("");
    if (isV2) return `{"d":{"results":[${records.join(",")}]${told}}}`;
    return `{"@odata.context":"$metadata#salesInvoices","value":[${records.join(",")}]${told}}`;
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
  if (operator === "=") return found === wanted;
  throw new Error(`the test's ERP has no operator ${operator}`);
}

function odataHolds(document: ErpDocument, condition: string): boolean {
  if (condition.startsWith("("))
    return condition
      .slice(1, -1)
      .split(" or ")
      .some((one) => odataHolds(document, one));
  const [, field, operator, value] = /^(\w+) (ge|lt|gt|eq) (.+)$/.exec(condition)!;
  const text = value!.replace(/^(?:datetimeoffset|datetime)?'(.*)'$/, "$1");
  const found = {
    lastModifiedDateTime: document.changed,
    postingDate: Date.parse(document.day),
    number: document.number
  }[field!]!;
  const wanted = field === "number" ? text : Date.parse(/T.*[^Z]$/.test(text) ? `${text}Z` : text);
  return compare(found, { ge: ">=", lt: "<", gt: ">", eq: "=" }[operator!]!, wanted);
}

function odataText({ number, day, amount, state, changed }: ErpDocument, isV2: boolean): string {
  const moment = isV2 ? `"/Date(${Date.parse(day)})/"` : JSON.stringify(day);
  const lines = `[{"amount":${isV2 ? JSON.stringify(amount) : amount}},{"amount":${isV2 ? '"0.01"' : "0.01"}}]`;
  return `{"number":${JSON.stringify(number)},"postingDate":${moment},"customerNumber":"C-1","customerName":"One","status":${JSON.stringify(state)},"lines":${isV2 ? `{"results":${lines}}` : lines},"lastModifiedDateTime":${JSON.stringify(new Date(changed).toISOString())}}`;
}
