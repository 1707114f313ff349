/** The local org as SFDMU, the data loader that the community uses, sees it: the unmodified plugin in the unmodified CLI. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { parse } from "csv-parse/sync";
import { startOrg, type OrgProcess } from "./org-process.ts";
import { openCli, type SalesforceCli } from "./sf-process.ts";

interface Person {
  readonly FirstName: string;
  readonly Email: string;
  readonly Account: { readonly AccountNumber: string; readonly Phone: string | null };
}

const accounts = "SELECT Id, Name, AccountNumber, Phone FROM Account";
const contacts = "SELECT Id, FirstName, LastName, Email, AccountId FROM Contact";
let org: OrgProcess;
let cli: SalesforceCli;

before(async () => {
  org = await startOrg(["--empty"]);
  cli = openCli();
  const linked = await cli.print(["plugins", "link", "--no-install", resolve("node_modules", "sfdmu")]);
  assert.equal(linked.code, 0, linked.output);
});

after(async () => {
  await org.stop();
  cli.close();
});

test("accounts and their contacts come from CSV files", async () => {
  await transport("csvfile", "local", {
    "Account.csv": ["Id,Name,AccountNumber,Phone", "1,Blue Harbour,A-1,123", '2,"Red Quay, Ltd.",A-2,456'],
    "Contact.csv": [
      "Id,FirstName,LastName,Email,AccountId",
      "1,Ada,Byron,ada@example.com,1",
      "2,Max,Plank,max@example.com,2"
    ]
  });
  assert.deepEqual(await people(), [
    ["Ada", "A-1", "123"],
    ["Max", "A-2", "456"]
  ]);
});

for (const bulkApiVersion of ["1.0", "2.0"]) {
  test(`what the org has is updated and what it has not is added, by the Bulk API ${bulkApiVersion}`, async () => {
    const version = bulkApiVersion.replace(".", "");
    const { output } = await transport(
      "csvfile",
      "local",
      {
        "Account.csv": ["Id,Name,AccountNumber,Phone", `1,Blue Harbour,A-1,${version}`, `9,New,N-${version},9`],
        "Contact.csv": ["Id,FirstName,LastName,Email,AccountId", `1,Ada,King,ada@example.com,9`]
      },
      { bulkThreshold: 0, bulkApiVersion }
    );
    assert.match(output, new RegExp(`Update API operation has been started using Bulk API ?V${bulkApiVersion}`));
    assert.deepEqual(await people(), [
      ["Ada", `N-${version}`, "9"],
      ["Max", "A-2", "456"]
    ]);
    const [first] = (await org.connection.query(`SELECT Phone FROM Account WHERE AccountNumber = 'A-1'`)).records;
    assert.equal(first?.["Phone"], version);
  });
}

test("accounts and their contacts go into CSV files", async () => {
  const { folder } = await transport("local", "csvfile", {});
  const read = (file: string): Record<string, string>[] =>
    parse(readFileSync(join(folder, file), "utf8"), { columns: true, bom: true });
  assert.deepEqual(
    read("Account.csv")
      .map((row) => row["AccountNumber"])
      .sort(),
    ["A-1", "A-2", "N-10", "N-20"]
  );
  assert.deepEqual(
    read("Contact.csv")
      .map((row) => [row["FirstName"], row["LastName"], row["Account.AccountNumber"]])
      .sort(),
    [
      ["Ada", "King", "N-20"],
      ["Max", "Plank", "A-2"]
    ]
  );
});

/** Runs SFDMU in a folder of its own, which is answered. */
async function transport(
  source: string,
  target: string,
  files: Readonly<Record<string, readonly string[]>>,
  options: Readonly<Record<string, unknown>> = {}
): Promise<{ folder: string; output: string }> {
  const folder = `transport-${Math.random().toString(36).slice(2)}`;
  const { instanceUrl, accessToken } = org;
  cli.write({
    [`${folder}/export.json`]: JSON.stringify({
      orgs: [{ name: "local", orgUserName: "local", instanceUrl, accessToken }],
      objects: [
        { query: accounts, operation: "Upsert", externalId: "AccountNumber" },
        { query: contacts, operation: "Upsert", externalId: "Email" }
      ],
      ...options
    }),
    ...Object.fromEntries(Object.entries(files).map(([name, lines]) => [`${folder}/${name}`, `${lines.join("\n")}\n`]))
  });
  const { code, output } = await cli.print([
    "sfdmu",
    "run",
    "--sourceusername",
    source,
    "--targetusername",
    target,
    "--path",
    folder,
    "--noprompt"
  ]);
  assert.equal(code, 0, output);
  assert.match(output, /Command succeeded/);
  return { folder: join(cli.project, folder), output };
}

async function people(): Promise<(string | null)[][]> {
  const found = await org.connection.query<Person>(
    "SELECT FirstName, Email, Account.AccountNumber, Account.Phone FROM Contact ORDER BY FirstName"
  );
  return found.records.map(({ FirstName, Account }) => [FirstName, Account.AccountNumber, Account.Phone]);
}
