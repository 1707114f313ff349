import type { DocumentKind, Mapping } from "../mapping/mapping.ts";
import type { SourceDocument } from "../spool/document-spool.ts";
import type { BulkClient } from "./bulk-client.ts";
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

export function transactionPlan(mapping: Mapping, documents: Iterable<SourceDocument>, jobRows: number): UpsertPlan {
  return {
    object: "LoyaltyTransaction__c",
    externalIdField: "ExternalId__c",
    columns: COLUMNS,
    rows: rowsOf(mapping, documents),
    jobRows
  };
}

/** What the org holds of this source between two moments, both included. */
export async function* knownDocuments(
  client: BulkClient,
  mapping: Mapping,
  window: { from: number; to: number }
): AsyncGenerator<SourceDocument> {
  const soql =
    `SELECT ExternalId__c, Member__r.MemberNumber__c, Kind__c, OccurredAt__c, Amount__c, CurrencyCode__c, OriginalExternalId__c, Channel__c ` +
    `FROM LoyaltyTransaction__c WHERE Source__c = '${mapping.name}' AND Status__c = 'Valid' ` +
    `AND OccurredAt__c >= ${soqlMoment(window.from)} AND OccurredAt__c <= ${soqlMoment(window.to + 1000)}`;
  for await (const row of client.query(soql)) {
    yield {
      externalId: row["ExternalId__c"]!,
      memberKey: row["Member__r.MemberNumber__c"]!,
      occurredAt: Date.parse(row["OccurredAt__c"]!.replace(/\+0000$/, "Z")),
      cents: centsOf(row["Amount__c"]!),
      currency: row["CurrencyCode__c"] ?? "",
      channel: row["Channel__c"] ?? "",
      original: row["OriginalExternalId__c"] ?? "",
      kind: row["Kind__c"] as DocumentKind
    };
  }
}

function* rowsOf(mapping: Mapping, documents: Iterable<SourceDocument>): Generator<{ key: string; cells: string[] }> {
  const { prefix } = mapping.document.externalId;
  for (const document of documents) {
    const { externalId, memberKey, kind, occurredAt, cents, currency, original, channel } = document;
    const number = externalId.slice(prefix.length);
    // `#N/A` clears what an earlier version of the document had: an empty cell would leave it.
    const cells = [
      externalId,
      number,
      memberKey,
      kind,
      "Valid",
      soqlMoment(occurredAt),
      decimalText(cents),
      currency,
      original || "#N/A",
      channel || "#N/A",
      mapping.name
    ];
    yield { key: memberKey, cells };
  }
}

function soqlMoment(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

/** `-123.45` of -12345 cents. */
export function decimalText(cents: bigint): string {
  const digits = String(cents < 0n ? -cents : cents).padStart(3, "0");
  return `${cents < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function centsOf(text: string): bigint {
  const [, sign = "", whole = "0", fraction = ""] = /^(-?)(\d+)(?:\.(\d*))?$/.exec(text) ?? [];
  return BigInt(`${sign}${whole}${fraction.padEnd(2, "0").slice(0, 2)}`);
}
