import type { Connection } from "jsforce";
import type { ImportResult } from "./import-export.ts";

interface Totals {
  readonly documents: number;
  readonly amount: number;
  readonly points: number;
  readonly qualifying: number;
  readonly members: number;
  readonly tiers: readonly { readonly name: string; readonly members: number }[];
}

/** What stands in the org now for the program with that code, read back from it, and what the import did. */
export async function summarise(
  connection: Connection,
  { summary, seconds }: ImportResult,
  program: string
): Promise<string> {
  const totals = await readTotals(connection, program);
  const number = (value: number, digits = 0): string =>
    value.toLocaleString("en-GB", { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const lines = [
    `import              ${number(summary.accepted)} documents accepted, ${number(summary.unchanged)} unchanged, ${number(summary.rejected)} rejected, ${number(summary.linesRejected)} lines rejected (${seconds.toFixed(0)} s)`,
    ...(summary.rejectsFile ? [`rejects             ${summary.rejectsFile}`] : []),
    `program             ${program}`,
    `documents           ${number(totals.documents)}`,
    `amount              ${number(totals.amount, 2)}`,
    `points              ${number(totals.points)}`,
    `qualifying points   ${number(totals.qualifying)}`,
    `members             ${number(totals.members)}`,
    ...totals.tiers.map(({ name, members }) => `  ${name.padEnd(18)}${number(members)}`),
    `memory              org ${megabytes(process.resourceUsage().maxRSS)} MB, sync ${megabytes(summary.peakMemoryKilobytes)} MB at the most`
  ];
  return lines.join("\n");
}

async function readTotals(connection: Connection, program: string): Promise<Totals> {
  const ofProgram = `Member__r.Program__r.Code__c = '${program}'`;
  const one = async (soql: string): Promise<Record<string, number | null>> =>
    (await connection.query<Record<string, number | null>>(soql)).records[0]!;
  const documents = await one(
    `SELECT COUNT(Id) documents, SUM(Amount__c) amount FROM LoyaltyTransaction__c WHERE Status__c = 'Valid' AND ${ofProgram}`
  );
  const ledger = await one(
    `SELECT SUM(Points__c) points, SUM(QualifyingPoints__c) qualifying FROM LoyaltyLedger__c WHERE Status__c = 'Posted' AND Transaction__c != null AND ${ofProgram}`
  );
  const tiers = await connection.query<{ name: string | null; members: number }>(
    `SELECT Tier__r.Name name, COUNT(Id) members FROM LoyaltyMember__c WHERE Program__r.Code__c = '${program}' GROUP BY Tier__r.Name ORDER BY COUNT(Id) DESC`
  );
  return {
    documents: documents["documents"] ?? 0,
    amount: documents["amount"] ?? 0,
    points: ledger["points"] ?? 0,
    qualifying: ledger["qualifying"] ?? 0,
    members: tiers.records.reduce((sum, tier) => sum + tier.members, 0),
    tiers: tiers.records.map(({ name, members }) => ({ name: name ?? "no tier", members }))
  };
}

function megabytes(kilobytes: number): number {
  return Math.round(kilobytes / 1024);
}
