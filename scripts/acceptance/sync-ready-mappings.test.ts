/** The ready mappings of ERPs as they are, against answers of the form that those ERPs publish. */
import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, test } from "node:test";
import { createProgram } from "./records.ts";
import { SyncBench } from "./sync-bench.ts";

const DAY_MS = 86_400_000;
const day = (daysAgo: number): string => new Date(Date.now() - daysAgo * DAY_MS).toISOString().slice(0, 10);

type Row = Readonly<Record<string, unknown>>;
/** Answers a question at a path; `body` is that of a POST. */
type Answer = (path: string, query: URLSearchParams, body: string) => object;

let bench: SyncBench;
before(async () => {
  bench = await SyncBench.start();
  await createProgram(bench.org, "Wholesale");
});
after(() => bench.org.stop());

async function withErp(answer: Answer, work: (address: string) => Promise<void>): Promise<void> {
  const server: Server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += String(chunk)));
    request.on("end", () => {
      const { pathname, searchParams } = new URL(request.url!, "http://erp");
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(answer(pathname, searchParams, body)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function documents(prefix: string): Promise<string[]> {
  const { records } = await bench.org.connection.query<Record<string, string | number | null>>(
    "SELECT ExternalId__c, Kind__c, Status__c, Amount__c, OriginalExternalId__c FROM LoyaltyTransaction__c " +
      `WHERE ExternalId__c LIKE '${prefix}%' ORDER BY ExternalId__c`
  );
  return records.map((row) =>
    [row["ExternalId__c"], row["Kind__c"], row["Status__c"], row["Amount__c"], row["OriginalExternalId__c"]]
      .filter((value) => value !== null)
      .join(" ")
  );
}

/** The rows after a key, where a filter asks for them. */
function afterKey(rows: readonly Row[], key: string, filter: string): Row[] {
  const [, after] = new RegExp(`${key} gt '?([^' ]+)`).exec(filter) ?? [];
  return after === undefined ? [...rows] : rows.filter((row) => String(row[key]) > after);
}

test("S/4HANA: a cancelled invoice is cancelled, its cancellation is no document, and what nobody changed yet is read", async () => {
  const billing: Row[] = [];
  const put = (number: string, type: string, amount: string, more: Row = {}): void => {
    billing.push({
      BillingDocument: number,
      BillingDocumentType: type,
      BillingDocumentDate: `/Date(${Date.parse(day(1))})/`,
      SoldToParty: "17100001",
      TotalNetAmount: amount,
      TransactionCurrency: "EUR",
      BillingDocumentIsCancelled: false,
      CreationDate: `/Date(${Date.parse(day(1))})/`,
      LastChangeDateTime: null,
      ...more
    });
  };
  put("90000001", "F2", "1000.00");
  put("90000002", "F2", "200.00");
  put("90000003", "G2", "50.00");
  put("90000004", "RE", "20.00");
  const questions: string[] = [];
  const answer: Answer = (_, query) => {
    const filter = query.get("$filter") ?? "";
    questions.push(filter);
    const since = /^\(LastChangeDateTime ge datetimeoffset'(.+?)' or CreationDate ge datetime'(.+?)'\)/.exec(filter);
    const isAsked = ({ LastChangeDateTime: changed, CreationDate: made }: Row): boolean =>
      since === null ||
      (typeof changed === "string" && changed >= since[1]!) ||
      Number(/\d+/.exec(String(made))![0]) >= Date.parse(`${since[2]}Z`);
    return { d: { results: afterKey(billing, "BillingDocument", filter).filter(isAsked) } };
  };
  process.env["S4_AUTHORIZATION"] = "Basic key";
  await withErp(answer, async (address) => {
    process.env["S4_URL"] = address;
    const run = (): ReturnType<SyncBench["run"]> =>
      bench.run({ mapping: "config/sync/s4hana-billing-documents.json", input: "" });
    assert.deepEqual((await run()).differences, []);
    billing[1] = { ...billing[1], BillingDocumentIsCancelled: true, LastChangeDateTime: new Date().toISOString() };
    put("90000005", "S1", "200.00", { CancelledBillingDocument: "90000002" });
    put("90000006", "F2", "7.50");
    assert.deepEqual((await run()).differences, []);
  });
  assert.ok(
    questions.some((filter) => filter.startsWith("(LastChangeDateTime ge ")),
    questions.join("\n")
  );
  assert.deepEqual(await documents("S4-"), [
    "S4-90000001 Purchase Valid 1000",
    "S4-90000002 Purchase Cancelled 200",
    "S4-90000003 Return Valid -50",
    "S4-90000004 Return Valid -20",
    "S4-90000006 Purchase Valid 7.5"
  ]);
});

test("Business Central: a credit memo takes back a part of its invoice, a corrective one what was cancelled already", async () => {
  const common = { postingDate: day(1), customerNumber: "10000", customerName: "Adatum", currencyCode: "EUR" };
  const sets: Readonly<Record<string, readonly Row[]>> = {
    salesInvoices: [
      { ...common, id: "0a", number: "103001", status: "Open", totalAmountExcludingTax: 100 },
      { ...common, id: "0b", number: "103002", status: "Canceled", totalAmountExcludingTax: 60 },
      { ...common, id: "0c", number: "103003", status: "In Review", totalAmountExcludingTax: 5 }
    ],
    salesCreditMemos: [
      { ...common, id: "1a", number: "104001", status: "Paid", totalAmountExcludingTax: 30.5, invoiceNumber: "103001" },
      {
        ...common,
        id: "1b",
        number: "104002",
        status: "Corrective",
        totalAmountExcludingTax: 60,
        invoiceNumber: "103002"
      }
    ]
  };
  const answer: Answer = (path, query) => {
    const rows = sets[path.split("/").at(-1)!]!;
    return { value: afterKey(rows, "id", query.get("$filter") ?? "") };
  };
  process.env["BC_AUTHORIZATION"] = "Bearer key";
  await withErp(answer, async (address) => {
    process.env["BC_URL"] = `${address}/api/v2.0/companies(1)/`;
    for (const name of ["invoices", "credit-memos"]) {
      const run = await bench.run({ mapping: `config/sync/business-central-${name}.json`, input: "" });
      assert.deepEqual([run.accepted, run.linesRejected, run.differences], [1, 0, []]);
    }
  });
  assert.deepEqual(await documents("BC-"), ["BC-103001 Purchase Valid 100", "BC-104001 Return Valid -30.5 BC-103001"]);
});

test("Odoo: invoices and credit notes by the numbers of their customers, drafts not at all", async () => {
  const move = (id: number, move_type: string, amount_untaxed: number, more: Row = {}): Row => ({
    id,
    move_type,
    state: "posted",
    invoice_date: day(1),
    commercial_partner_id: [7, "Müller & Söhne"],
    amount_untaxed,
    currency_id: [1, "EUR"],
    reversed_entry_id: false,
    ...more
  });
  const moves = [
    move(1, "out_invoice", 100),
    move(2, "out_refund", 40.25, { reversed_entry_id: [1, "INV/2026/00001"] }),
    move(3, "out_invoice", 9, { state: "draft", invoice_date: false }),
    move(4, "out_invoice", 12, { state: "cancel" })
  ];
  const answer: Answer = (path, _, body) => {
    assert.equal(path, "/json/2/account.move/search_read");
    const { domain } = JSON.parse(body) as { domain: readonly (readonly [string, string, unknown])[] };
    const after = domain.find(([field, operator]) => field === "id" && operator === ">")?.[2];
    return moves.filter(({ id }) => after === undefined || Number(id) > Number(after));
  };
  process.env["ODOO_KEY"] = "key";
  await withErp(answer, async (address) => {
    process.env["ODOO_URL"] = address;
    const run = await bench.run({ mapping: "config/sync/odoo-invoices.json", input: "" });
    assert.deepEqual([run.accepted, run.linesRejected, run.differences], [2, 0, []]);
  });
  assert.deepEqual(await documents("ODOO-"), ["ODOO-1 Purchase Valid 100", "ODOO-2 Return Valid -40.25 ODOO-1"]);
});
