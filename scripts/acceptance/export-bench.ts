/** A shop in the org whose members redeem, and the sync's export as its command line calls it, by the integration's user. */
import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exportMappingSchema, type ExportMapping } from "../sync/outbound/export-mapping.ts";
import { runExport, type ExportSummary } from "../sync/outbound/run-export.ts";
import { assignPermissionSet, startOrg, type OrgProcess } from "./org-process.ts";
import { createProgram, createRecord } from "./records.ts";
import { tokenOf } from "./role-user.ts";
import { QUICK, SILENT } from "./sync-bench.ts";

type MappingParts = Partial<Omit<ExportMapping, "columns">> & { readonly name: string; readonly columns?: object };

export class ExportBench {
  readonly org: OrgProcess;
  readonly token: string;
  readonly program: string;
  readonly rewardId: string;
  readonly folder = mkdtempSync(join(tmpdir(), "sync-export-"));

  private constructor(org: OrgProcess, token: string, program: string, rewardId: string) {
    [this.org, this.token, this.program, this.rewardId] = [org, token, program, rewardId];
  }

  static async start(): Promise<ExportBench> {
    const org = await startOrg();
    await assignPermissionSet(org, "Loyalty_Administrator");
    const program = await createProgram(org, "Test", { CheckoutRate__c: 0.01 });
    await createRecord(org, "LoyaltyTier__c", { Name: "Base", Program__c: program, Threshold__c: 0, Multiplier__c: 1 });
    await createRecord(org, "LoyaltyTier__c", {
      Name: "Gold",
      Program__c: program,
      Threshold__c: 500,
      Multiplier__c: 1
    });
    const rewardId = await createRecord(org, "LoyaltyReward__c", {
      Name: "Gift card",
      Code__c: "CARD",
      Program__c: program,
      Kind__c: "Amount",
      Value__c: 10,
      Cost__c: 10,
      Active__c: true
    });
    return new ExportBench(org, await tokenOf(org, "Integration"), program, rewardId);
  }

  /** A member with points, by its customer's number. */
  async member(number: string, points = 1000): Promise<string> {
    const account = await createRecord(this.org, "Account", { Name: number, ErpCustomerNumber__c: number });
    const fields = { Program__c: this.program, Account__c: account, MemberNumber__c: `M-${number}` };
    const member = await createRecord(this.org, "LoyaltyMember__c", fields);
    await createRecord(this.org, "LoyaltyTransaction__c", {
      Member__c: member,
      ExternalId__c: `${number}-1`,
      Kind__c: "Purchase",
      OccurredAt__c: "2026-01-01T10:00:00Z",
      Amount__c: points
    });
    return member;
  }

  async rest(path: string, body: object, token = this.org.accessToken): Promise<Record<string, unknown>> {
    const response = await fetch(`${this.org.instanceUrl}/services/apexrest/loyalty/v1/${path}`, {
      method: "POST",
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      body: JSON.stringify(body)
    });
    const text = await response.text();
    assert.ok(response.ok, text);
    return JSON.parse(text) as Record<string, unknown>;
  }

  redeem(number: string, key: string, token = this.org.accessToken): Promise<Record<string, unknown>> {
    const redemption = { memberNumber: `M-${number}`, rewardId: this.rewardId, idempotencyKey: key };
    return this.rest("redemptions", redemption, token);
  }

  /** The values of a query's records, in the order of its fields. */
  async values(soql: string): Promise<unknown[][]> {
    const { records } = await this.org.connection.query<Record<string, unknown>>(soql);
    return records.map(({ attributes: _, ...fields }) => Object.values(fields));
  }

  async entries(kinds = "'Redemption', 'Cancellation'"): Promise<string[]> {
    const rows = await this.values(`SELECT Name FROM LoyaltyLedger__c WHERE Kind__c IN (${kinds}) ORDER BY Name`);
    return rows.map(([name]) => String(name));
  }

  mapping({ name, columns, ...parts }: MappingParts): ExportMapping {
    const named = (fields: object): object[] =>
      Object.entries(fields).map(([one, field]) => ({ name: one, field: field as string }));
    return exportMappingSchema.parse({
      name,
      feed: "redemptions",
      columns: named(columns ?? { Entry: "entry", Kind: "kind", Points: "points", Customer: "account" }),
      target: { format: "csv" },
      ...parts
    });
  }

  run(
    mapping: ExportMapping,
    output: string,
    {
      instanceUrl = this.org.instanceUrl,
      ...more
    }: { workFolder?: string; dryRun?: boolean; instanceUrl?: string } = {}
  ): Promise<ExportSummary> {
    return runExport({
      mapping,
      output: output === "" ? "" : join(this.folder, output),
      session: { instanceUrl, accessToken: this.token },
      organizationId: "00D000000000001",
      workFolder: join(this.folder, "work"),
      dryRun: false,
      report: SILENT,
      pace: QUICK,
      ...more
    });
  }

  /** Lines of all files that an export has put there, without their headers, in the order of the files. */
  lines(output: string): string[] {
    const files = readdirSync(join(this.folder, output)).filter((name) => !name.startsWith("."));
    return files.sort().flatMap((name) => linesOf(readFileSync(join(this.folder, output, name), "utf8"), name));
  }

  /** Starts the command itself, in a process of its own. */
  start(mapping: object, output: string, instanceUrl = this.org.instanceUrl): ChildProcess {
    const path = join(this.folder, `${(mapping as { name: string }).name}.json`);
    writeFileSync(path, JSON.stringify(mapping));
    const words = [
      "export",
      "--mapping",
      path,
      "--output",
      join(this.folder, output),
      "--work-dir",
      join(this.folder, "cli")
    ];
    return spawn(process.execPath, ["scripts/launch.js", "sync/main", ...words, "--json"], {
      env: { ...process.env, SF_INSTANCE_URL: instanceUrl, SF_ACCESS_TOKEN: this.token },
      stdio: ["ignore", "pipe", "pipe"]
    });
  }
}

function linesOf(text: string, name: string): string[] {
  const lines = text.split(/\r?\n/).filter((line) => line !== "");
  return name.endsWith(".csv") ? lines.slice(1) : lines;
}
