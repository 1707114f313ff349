import type { Connection } from "jsforce";
import { resolve } from "node:path";
import { openCli } from "../acceptance/sf-process.ts";
import type { OrgProcess } from "../acceptance/org-process.ts";

/** What SFDMU writes, parents first: the rows come with ids that stand for each other. */
const OBJECTS = [
  { query: "SELECT Id, Name, Code__c FROM LoyaltyProgram__c", operation: "Readonly", externalId: "Code__c" },
  {
    query: "SELECT Id, Name, BillingCountry, ErpCustomerNumber__c FROM Account",
    operation: "Upsert",
    externalId: "ErpCustomerNumber__c"
  },
  {
    query: "SELECT Id, MemberNumber__c, Program__c, Account__c FROM LoyaltyMember__c",
    operation: "Upsert",
    externalId: "MemberNumber__c"
  },
  {
    query:
      "SELECT Id, ExternalId__c, DocumentNumber__c, Member__c, Kind__c, Status__c, OccurredAt__c, Amount__c, CurrencyCode__c, Channel__c, Source__c FROM LoyaltyTransaction__c",
    operation: "Upsert",
    externalId: "ExternalId__c"
  }
] as const;

/** The rows that a run of the sync has brought, as the files that SFDMU reads. */
export async function sfdmuFiles(connection: Connection): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const { query } of OBJECTS) {
    const [, list, object] = /^SELECT (.*) FROM (\w+)$/.exec(query)!;
    const fields = list!.split(", ");
    const records = await connection.query<Record<string, string | number | null>>(query, {
      autoFetch: true,
      maxFetch: 1_000_000
    });
    const rows = records.records.map((record) => fields.map((field) => `"${record[field] ?? ""}"`).join(","));
    files[`${object}.csv`] = `${fields.join(",")}\n${rows.join("\n")}\n`;
  }
  return files;
}

/** Makes SFDMU ready to write the files into an org; the function runs it, measured by the environment. */
export async function prepareSfdmu(
  { instanceUrl, accessToken }: OrgProcess,
  files: Readonly<Record<string, string>>
): Promise<{ run(environment: NodeJS.ProcessEnv): Promise<void>; close(): void }> {
  const cli = openCli();
  const linked = await cli.print(["plugins", "link", "--no-install", resolve("node_modules", "sfdmu")]);
  if (linked.code !== 0) throw new Error(linked.output);
  const settings = {
    orgs: [{ name: "local", orgUserName: "local", instanceUrl, accessToken }],
    objects: OBJECTS,
    bulkThreshold: 200,
    bulkApiVersion: "2.0"
  };
  cli.write({
    "run/export.json": JSON.stringify(settings),
    ...Object.fromEntries(Object.entries(files).map(([name, text]) => [`run/${name}`, text]))
  });
  const words = [
    "sfdmu",
    "run",
    "--sourceusername",
    "csvfile",
    "--targetusername",
    "local",
    "--path",
    "run",
    "--noprompt"
  ];
  return {
    run: async (environment) => {
      const { code, output } = await cli.print(words, { environment: environment as Record<string, string> });
      if (code !== 0) throw new Error(output.slice(-4000));
    },
    close: () => cli.close()
  };
}
