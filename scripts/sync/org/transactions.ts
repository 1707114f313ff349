import Big from "big.js";
import { PAID, tellsPayment, UNPAID } from "../source/row-reader.ts";
import type { DocumentKind, Mapping } from "../mapping/mapping.ts";
import type { OrgDocument, SourceDocument } from "../spool/documents.ts";
import type { BulkClient } from "./bulk-client.ts";
import { CLEARED, momentOf, soqlLists } from "./soql.ts";
import type { UpsertPlan } from "./upsert.ts";

const COLUMNS = [
  "ExternalId__c",
  "DocumentNumber__c",
  "Member__r.MemberNumber__c",
  "Kind__c",
  "Status__c",
  "OccurredAt__c",
  "Amount__c",
  "CurrencyCode__c",
  "OriginalExternalId__c",
  "Channel__c",
  "Source__c"
] as const;
const PAYMENT_COLUMN = "PaidAt__c";
const MISSING_COLUMN = "MissingSince__c";
const KNOWN_FIELDS =
  "ExternalId__c, Member__r.MemberNumber__c, Kind__c, Status__c, OccurredAt__c, PaidAt__c, Amount__c, CurrencyCode__c, OriginalExternalId__c, Channel__c, Source__c, MissingSince__c";

/** Documents as rows; `now` dates a payment of which the source tells no moment. */
export function transactionPlan(
  mapping: Mapping,
  documents: Iterable<SourceDocument>,
  jobRows: number,
  now: number
): UpsertPlan {
  const withPayment = tellsPayment(mapping);
  return {
    object: "LoyaltyTransaction__c",
    externalIdField: "ExternalId__c",
    columns: [...COLUMNS, MISSING_COLUMN, ...(withPayment ? [PAYMENT_COLUMN] : [])],
    rows: rowsOf(mapping, documents, withPayment, now),
    jobRows
  };
}

/** Documents that the source has no longer: marked, or cancelled. */
export function missingPlan(
  documents: Iterable<OrgDocument>,
  cancels: (document: OrgDocument) => boolean,
  jobRows: number,
  now: number
): UpsertPlan {
  return {
    object: "LoyaltyTransaction__c",
    externalIdField: "ExternalId__c",
    columns: ["ExternalId__c", "Status__c", MISSING_COLUMN],
    rows: (function* () {
      for (const document of documents)
        yield {
          key: document.memberKey,
          cells: [
            document.externalId,
            cancels(document) ? "Cancelled" : "Valid",
            soqlMoment(document.missingSince ?? now)
          ]
        };
    })(),
    jobRows
  };
}

/** What the org holds of this source, all of it or between two moments, both included. */
export function documentsOfSource(
  client: BulkClient,
  source: string,
  window?: { from: number; to: number }
): AsyncGenerator<OrgDocument> {
  const within = window
    ? ` AND OccurredAt__c >= ${soqlMoment(window.from)} AND OccurredAt__c <= ${soqlMoment(window.to + 1000)}`
    : "";
  return documentsOf(client, `Source__c = '${source}'${within}`);
}

/** What the org holds of these numbers, whatever source they are from. */
export async function* documentsOfNumbers(client: BulkClient, numbers: Iterable<string>): AsyncGenerator<OrgDocument> {
  for (const list of soqlLists(numbers)) yield* documentsOf(client, `ExternalId__c IN (${list})`);
}

async function* documentsOf(client: BulkClient, where: string): AsyncGenerator<OrgDocument> {
  for await (const row of client.query(`SELECT ${KNOWN_FIELDS} FROM LoyaltyTransaction__c WHERE ${where}`)) {
    yield {
      externalId: row["ExternalId__c"]!,
      memberKey: row["Member__r.MemberNumber__c"] ?? "",
      occurredAt: momentOrNull(row["OccurredAt__c"]) ?? 0,
      thousandths: thousandthsOf(row["Amount__c"] ?? ""),
      currency: row["CurrencyCode__c"] ?? "",
      channel: row["Channel__c"] ?? "",
      original: row["OriginalExternalId__c"] ?? "",
      kind: row["Kind__c"] as DocumentKind,
      status: row["Status__c"] ?? "",
      paidAt: momentOrNull(row["PaidAt__c"]),
      source: row["Source__c"] ?? "",
      missingSince: momentOrNull(row["MissingSince__c"])
    };
  }
}

function* rowsOf(
  mapping: Mapping,
  documents: Iterable<SourceDocument>,
  withPayment: boolean,
  now: number
): Generator<{ key: string; cells: string[] }> {
  const { prefix } = mapping.document.externalId;
  for (const document of documents) {
    const { externalId, memberKey, kind, status, occurredAt, thousandths, currency, original, channel, paidAt } =
      document;
    const cells = [
      externalId,
      externalId.slice(prefix.length),
      memberKey,
      kind,
      status,
      soqlMoment(occurredAt),
      decimalText(thousandths),
      currency,
      original || CLEARED,
      channel || CLEARED,
      mapping.name,
      CLEARED,
      ...(withPayment ? [paymentCell(paidAt, now)] : [])
    ];
    yield { key: memberKey, cells };
  }
}

function paymentCell(paidAt: number | null, now: number): string {
  if (paidAt === null || paidAt === UNPAID) return CLEARED;
  return soqlMoment(paidAt === PAID ? now : paidAt);
}

function soqlMoment(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

function momentOrNull(text: string | undefined): number | null {
  return text ? momentOf(text) : null;
}

/** `-123.45` of -123450 thousandths, `1.234` of 1234: two decimals, or the three that some currencies have. */
export function decimalText(thousandths: bigint): string {
  const digits = String(thousandths < 0n ? -thousandths : thousandths).padStart(4, "0");
  const decimals = digits.slice(-3).replace(/0$/, "");
  return `${thousandths < 0n ? "-" : ""}${digits.slice(0, -3)}.${decimals}`;
}

/** Orgs write `1.5E7` from 10,000,000 on. */
function thousandthsOf(text: string): bigint {
  return text === "" ? 0n : BigInt(Big(text).times(1000).toFixed(0));
}
