/** The local org as the Salesforce CLI itself sees it: nothing of the CLI is replaced, every call goes over HTTP. */
import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { startOrg, type OrgProcess } from "./org-process.ts";
import { CommandError, openCli, type SalesforceCli } from "./sf-process.ts";

const meta = (type: string, body: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${type} xmlns="http://soap.sforce.com/2006/04/metadata">\n${body}\n</${type}>\n`;
const apexMeta = (type: string): string => meta(type, "    <apiVersion>66.0</apiVersion>\n    <status>Active</status>");
const object = "force-app/main/default/objects/Invoice__c";
const source: Readonly<Record<string, string>> = {
  [`${object}/Invoice__c.object-meta.xml`]: meta(
    "CustomObject",
    "    <deploymentStatus>Deployed</deploymentStatus>\n    <label>Invoice</label>\n    <nameField>\n        <label>Number</label>\n        <type>Text</type>\n    </nameField>\n    <pluralLabel>Invoices</pluralLabel>\n    <sharingModel>ReadWrite</sharingModel>"
  ),
  [`${object}/fields/Key__c.field-meta.xml`]: meta(
    "CustomField",
    "    <fullName>Key__c</fullName>\n    <externalId>true</externalId>\n    <label>Key &amp; more</label>\n    <length>40</length>\n    <type>Text</type>\n    <unique>true</unique>"
  ),
  [`${object}/fields/Amount__c.field-meta.xml`]: meta(
    "CustomField",
    "    <fullName>Amount__c</fullName>\n    <label>Amount</label>\n    <precision>16</precision>\n    <scale>2</scale>\n    <type>Number</type>"
  ),
  [`${object}/fields/Customer__c.field-meta.xml`]: meta(
    "CustomField",
    "    <fullName>Customer__c</fullName>\n    <label>Customer</label>\n    <referenceTo>Account</referenceTo>\n    <relationshipLabel>Invoices</relationshipLabel>\n    <relationshipName>Invoices</relationshipName>\n    <type>Lookup</type>"
  ),
  "force-app/main/default/classes/Totals.cls":
    "public with sharing class Totals {\n  public static Decimal twice(Decimal value) {\n    Decimal result = 0;\n    if (value != null) {\n      result = value * 2;\n    }\n    return result;\n  }\n\n  public static Decimal half(Decimal value) {\n    return value / 2;\n  }\n}\n",
  "force-app/main/default/classes/Totals.cls-meta.xml": apexMeta("ApexClass"),
  "force-app/main/default/classes/Totals_Test.cls":
    "@IsTest\nprivate class Totals_Test {\n  @IsTest\n  static void doubles() {\n    insert new Invoice__c(Name = 'One');\n    Assert.areEqual(4, Totals.twice(2));\n  }\n}\n",
  "force-app/main/default/classes/Totals_Test.cls-meta.xml": apexMeta("ApexClass"),
  "force-app/main/default/triggers/NameInvoices.trigger":
    "trigger NameInvoices on Invoice__c (before insert) {\n  for (Invoice__c one : Trigger.new) {\n    one.Amount__c = one.Amount__c ?? 0;\n  }\n}\n",
  "force-app/main/default/triggers/NameInvoices.trigger-meta.xml": apexMeta("ApexTrigger"),
  "force-app/main/default/lwc/invoiceCard/invoiceCard.html": "<template>\n  <p>{label}</p>\n</template>\n",
  "force-app/main/default/lwc/invoiceCard/invoiceCard.js":
    'import { LightningElement } from "lwc";\n\nexport default class InvoiceCard extends LightningElement {\n  label = "Invoice";\n}\n',
  "force-app/main/default/lwc/invoiceCard/invoiceCard.js-meta.xml": meta(
    "LightningComponentBundle",
    "    <apiVersion>66.0</apiVersion>\n    <isExposed>false</isExposed>"
  ),
  "force-app/main/default/labels/CustomLabels.labels-meta.xml": meta(
    "CustomLabels",
    "    <labels>\n        <fullName>Paid</fullName>\n        <language>en_US</language>\n        <protected>false</protected>\n        <shortDescription>Paid</shortDescription>\n        <value>It&apos;s paid</value>\n    </labels>"
  ),
  "force-app/main/default/permissionsets/Invoicing.permissionset-meta.xml": meta(
    "PermissionSet",
    "    <hasActivationRequired>false</hasActivationRequired>\n    <label>Invoicing</label>\n    <objectPermissions>\n        <allowCreate>true</allowCreate>\n        <allowDelete>false</allowDelete>\n        <allowEdit>true</allowEdit>\n        <allowRead>true</allowRead>\n        <modifyAllRecords>false</modifyAllRecords>\n        <object>Invoice__c</object>\n        <viewAllRecords>false</viewAllRecords>\n    </objectPermissions>"
  )
};

interface FileResult {
  readonly fullName: string;
  readonly type: string;
  readonly state: string;
  readonly lineNumber?: number;
  readonly error?: string;
}
interface DeployAnswer {
  readonly status: string;
  readonly files: readonly FileResult[];
}
interface TestAnswer {
  readonly summary: {
    readonly outcome: string;
    readonly passing: number;
    readonly testsRan: number;
    readonly orgWideCoverage?: string;
  };
  readonly tests: readonly { readonly FullName: string; readonly Outcome: string }[];
  readonly coverage?: { readonly coverage: readonly { readonly name: string; readonly coveredPercent: number }[] };
}

const target = ["--target-org", "local"];
let data: string;
let org: OrgProcess;
let cli: SalesforceCli;

const login = (): Promise<void> => cli.login(org, "local");
const sf = <T = Record<string, unknown>>(...args: readonly string[]): Promise<T> => cli.run<T>([...args, ...target]);
const rows = async (soql: string): Promise<Record<string, unknown>[]> =>
  (await sf<{ records: Record<string, unknown>[] }>("data", "query", "--query", soql)).records;

before(async () => {
  data = mkdtempSync(join(tmpdir(), "sf-org-"));
  cli = openCli();
  org = await startOrg(["--empty", "--data", data]);
  await login();
});

after(async () => {
  await org.stop();
  cli.close();
  rmSync(data, { recursive: true, force: true });
});

test("a project deploys over SOAP, and again over REST with nothing changed", async () => {
  cli.write(source);
  const first = await sf<DeployAnswer>("project", "deploy", "start", "--source-dir", "force-app");
  assert.equal(first.status, "Succeeded");
  assert.ok(
    first.files.some(
      ({ type, fullName, state }) => type === "CustomField" && fullName === "Invoice__c.Key__c" && state === "Created"
    )
  );
  const again = await cli.run<DeployAnswer>(["project", "deploy", "start", "--source-dir", "force-app", ...target], {
    environment: { SF_ORG_METADATA_REST_DEPLOY: "true" }
  });
  assert.deepEqual([...new Set(again.files.map((file) => file.state))], ["Unchanged"]);
});

test("a deployment that fails names component, line and message, and changes nothing", async () => {
  const path = "force-app/main/default/classes/Totals.cls";
  cli.write({ [path]: source[path]!.replace("value * 2;", "value * factor;") });
  const failed = await failure(sf("project", "deploy", "start", "--source-dir", path));
  const [file] = (failed.result as DeployAnswer).files.filter((one) => one.state === "Failed");
  assert.deepEqual([file?.type, file?.fullName, file?.lineNumber], ["ApexClass", "Totals", 5]);
  assert.match(file?.error ?? "", /Variable does not exist: factor/);
  cli.write({ [path]: source[path]! });
  const component = "force-app/main/default/lwc/invoiceCard";
  const script = `${component}/invoiceCard.js`;
  cli.write({ [script]: source[script]!.replace("{", "{ {") });
  const refused = await failure(sf("project", "deploy", "start", "--source-dir", component));
  const [bundle] = (refused.result as DeployAnswer).files.filter((one) => one.state === "Failed");
  assert.deepEqual([bundle?.type, bundle?.fullName], ["LightningComponentBundle", "invoiceCard"]);
  assert.match(bundle?.error ?? "", /LWC1007/);
  cli.write({ [script]: source[script]! });
  const [deployed] = await rows("SELECT Body FROM ApexClass WHERE Name = 'Totals'");
  assert.equal(deployed?.["Body"], source[path]);
});

test("a validation runs the tests it names and deploys nothing", async () => {
  cli.write({
    "force-app/main/default/classes/Later.cls": "public class Later {}\n",
    "force-app/main/default/classes/Later.cls-meta.xml": apexMeta("ApexClass")
  });
  const validated = await sf<DeployAnswer & { numberTestsCompleted: number }>(
    "project",
    "deploy",
    "validate",
    "--source-dir",
    "force-app",
    "--test-level",
    "RunLocalTests"
  );
  assert.equal(validated.status, "Succeeded");
  assert.equal(validated.numberTestsCompleted, 1);
  const overRest = await cli.run<DeployAnswer & { checkOnly: boolean }>(
    ["project", "deploy", "validate", "--source-dir", "force-app", "--test-level", "RunLocalTests", ...target],
    { environment: { SF_ORG_METADATA_REST_DEPLOY: "true" } }
  );
  assert.deepEqual([overRest.status, overRest.checkOnly], ["Succeeded", true]);
  assert.deepEqual(await rows("SELECT Id FROM ApexClass WHERE Name = 'Later'"), []);
});

test("who is logged in sees the org, its objects and kinds of metadata", async () => {
  const shown = await sf("org", "display");
  assert.deepEqual([shown["instanceUrl"], shown["connectedStatus"]], [`${org.instanceUrl}/`, "Connected"]);
  const listed = await cli.run<Record<string, { alias?: string; connectedStatus?: string }[]>>(["org", "list"]);
  const mine = Object.values(listed)
    .flat()
    .find((one) => one.alias === "local");
  assert.equal(mine?.connectedStatus, "Connected");
  const objects = await sf<string[]>("sobject", "list", "--sobject", "custom");
  assert.deepEqual(objects, ["Invoice__c"]);
  const { metadataObjects } = await sf<{ metadataObjects: { xmlName: string }[] }>("org", "list", "metadata-types");
  assert.ok(metadataObjects.some(({ xmlName }) => xmlName === "LightningComponentBundle"));
});

test("single records are created, read, updated, found and deleted", async () => {
  const { id } = await sf<{ id: string }>(
    "data",
    "create",
    "record",
    "--sobject",
    "Account",
    "--values",
    "Name='Blue Harbour' Industry=Shipping"
  );
  await sf("data", "update", "record", "--sobject", "Account", "--record-id", id, "--values", "Phone=123");
  const record = await sf("data", "get", "record", "--sobject", "Account", "--where", "Name='Blue Harbour'");
  assert.deepEqual([record["Id"], record["Phone"], record["Industry"]], [id, "123", "Shipping"]);
  const found = await sf<{ searchRecords: { Id: string }[] }>(
    "data",
    "search",
    "--query",
    "FIND {Harbour} IN ALL FIELDS RETURNING Account(Id, Name)"
  );
  assert.deepEqual(
    found.searchRecords.map((one) => one.Id),
    [id]
  );
  const table = await cli.print(["data", "query", "--query", "SELECT Name, Owner.Name FROM Account", ...target]);
  assert.match(table.output, /NAME.*OWNER\.NAME[\s\S]*Blue Harbour.*Local Administrator/i);
  await sf("data", "delete", "record", "--sobject", "Account", "--record-id", id);
  assert.deepEqual(await rows("SELECT Id FROM Account"), []);
});

test("records come and go in bulk", async () => {
  const csv = (lines: readonly string[]): string => `${lines.join("\n")}\n`;
  cli.write({
    "in.csv": csv(["Name,Key__c,Amount__c", "A,k1,1", "B,k2,2"]),
    "up.csv": csv(["Name,Key__c,Amount__c", "A,k1,10", "C,k3,3"])
  });
  await sf("data", "import", "bulk", "--sobject", "Invoice__c", "--file", "in.csv", "--wait", "5");
  await sf(
    "data",
    "upsert",
    "bulk",
    "--sobject",
    "Invoice__c",
    "--external-id",
    "Key__c",
    "--file",
    "up.csv",
    "--wait",
    "5"
  );
  assert.deepEqual(
    (await rows("SELECT Key__c, Amount__c FROM Invoice__c ORDER BY Key__c")).map((row) => row["Amount__c"]),
    [10, 2, 3]
  );
  await sf(
    "data",
    "export",
    "bulk",
    "--query",
    "SELECT Id FROM Invoice__c",
    "--output-file",
    "ids.csv",
    "--result-format",
    "csv",
    "--wait",
    "5"
  );
  const [header, ...ids] = readFileSync(join(cli.project, "ids.csv"), "utf8").trim().split("\n");
  assert.equal(ids.length, 3);
  cli.write({ "change.csv": csv([`${header},Amount__c`, ...ids.map((id) => `${id},7`)]) });
  await sf("data", "update", "bulk", "--sobject", "Invoice__c", "--file", "change.csv", "--wait", "5");
  assert.deepEqual(
    (await rows("SELECT Amount__c FROM Invoice__c")).map((row) => row["Amount__c"]),
    [7, 7, 7]
  );
  await sf("data", "delete", "bulk", "--sobject", "Invoice__c", "--file", "ids.csv", "--wait", "5");
  assert.deepEqual(await rows("SELECT Id FROM Invoice__c"), []);
});

test("a tree of records is exported and imported", async () => {
  cli.write({
    "tree.json": JSON.stringify({
      records: [
        {
          attributes: { type: "Account", referenceId: "a1" },
          Name: "Tree",
          Invoices__r: { records: [{ attributes: { type: "Invoice__c", referenceId: "i1" }, Name: "T1" }] }
        }
      ]
    })
  });
  await sf("data", "import", "tree", "--files", "tree.json");
  await sf(
    "data",
    "export",
    "tree",
    "--query",
    "SELECT Name, (SELECT Name FROM Invoices__r) FROM Account",
    "--output-dir",
    "out"
  );
  const out = join(cli.project, "out");
  const exported = JSON.parse(readFileSync(join(out, readdirSync(out)[0]!), "utf8")) as {
    records: { Name: string; Invoices__r: { records: { Name: string }[] } }[];
  };
  assert.deepEqual(
    exported.records.map(({ Name, Invoices__r }) => [Name, Invoices__r.records[0]?.Name]),
    [["Tree", "T1"]]
  );
});

test("the org describes itself, assigns a permission set and opens a browser", async () => {
  const described = await sf<{ fields: { name: string; label: string }[] }>(
    "sobject",
    "describe",
    "--sobject",
    "Invoice__c"
  );
  assert.equal(described.fields.find((field) => field.name === "Key__c")?.label, "Key & more");
  assert.ok((await sf<{ name: string }[]>("org", "list", "limits")).some((limit) => limit.name === "DailyApiRequests"));
  await sf("org", "assign", "permset", "--name", "Invoicing");
  assert.equal((await rows("SELECT Id FROM PermissionSetAssignment WHERE PermissionSet.Name = 'Invoicing'")).length, 1);
  const { url } = await sf<{ url: string }>("org", "open", "--url-only");
  const page = await fetch(url, { redirect: "manual" });
  assert.equal(page.status, 302);
  assert.match(page.headers.get("set-cookie") ?? "", /^sid_\d+=/);
});

test("Apex tests run synchronously and asynchronously, with coverage", async () => {
  const now = await sf<TestAnswer>(
    "apex",
    "run",
    "test",
    "--synchronous",
    "--class-names",
    "Totals_Test",
    "--code-coverage"
  );
  assert.deepEqual(
    now.tests.map(({ FullName, Outcome }) => [FullName, Outcome]),
    [["Totals_Test.doubles", "Pass"]]
  );
  const later = await sf<TestAnswer & { summary: { testRunId: string } }>(
    "apex",
    "run",
    "test",
    "--wait",
    "5",
    "--code-coverage"
  );
  assert.deepEqual(
    [later.summary.outcome, later.summary.testsRan, later.summary.orgWideCoverage],
    ["Passed", 1, "85%"]
  );
  assert.deepEqual(later.coverage?.coverage.map(({ name, coveredPercent }) => [name, coveredPercent]).sort(), [
    ["NameInvoices", 100],
    ["Totals", 80]
  ]);
  const fetched = await sf<TestAnswer>("apex", "get", "test", "--test-run-id", later.summary.testRunId);
  assert.equal(fetched.summary.passing, 1);
});

test("anonymous Apex runs, shows what it logs and where it fails", async () => {
  cli.write({
    "run.apex": "insert new Account(Name = 'From <Apex>');\nSystem.debug('twice: ' + Totals.twice(21));\n",
    "fail.apex": "Integer zero = 0;\nInteger broken = 1 / zero;\n"
  });
  const done = await sf<{ success: boolean; logs: string }>("apex", "run", "--file", "run.apex");
  assert.match(done.logs, /USER_DEBUG\|\[2\]\|DEBUG\|twice: 42/);
  assert.equal((await rows("SELECT Id FROM Account WHERE Name = 'From <Apex>'")).length, 1);
  const failed = await cli.print(["apex", "run", "--file", "fail.apex", ...target]);
  assert.match(failed.output, /System\.MathException: Divide by 0/);
  const logs = await sf<{ Id: string }[]>("apex", "list", "log");
  const read = await sf<{ log: string }[]>("apex", "get", "log", "--log-id", logs.at(-1)!.Id);
  assert.match(read[0]!.log, /twice: 42/);
});

test("what was deployed is listed and comes back as it went in", async () => {
  const listed = await sf<{ fullName: string }[]>("org", "list", "metadata", "--metadata-type", "ApexClass");
  assert.deepEqual(listed.map((one) => one.fullName).sort(), ["Totals", "Totals_Test"]);
  const there = openCli();
  try {
    const from = { environment: { HOME: join(cli.project, "..") } };
    await there.run(
      [
        "project",
        "retrieve",
        "start",
        "--metadata",
        "CustomObject",
        "ApexClass",
        "ApexTrigger",
        "LightningComponentBundle",
        "CustomLabels",
        "PermissionSet",
        ...target
      ],
      from
    );
    for (const [path, text] of Object.entries(source)) {
      assert.equal(normalized(readFileSync(join(there.project, path), "utf8")), normalized(text), path);
    }
  } finally {
    there.close();
  }
});

test("deleted source is gone, and what depends on it keeps it from going", async () => {
  await failure(sf("project", "delete", "source", "--metadata", "ApexClass:Totals", "--no-prompt"));
  await sf(
    "project",
    "delete",
    "source",
    "--metadata",
    "ApexClass:Totals",
    "--metadata",
    "ApexClass:Totals_Test",
    "--no-prompt"
  );
  assert.deepEqual(await rows("SELECT Id FROM ApexClass"), []);
});

test("what was deployed and written is there after a restart", async () => {
  await org.stop();
  org = await startOrg(["--empty", "--data", data]);
  await login();
  const [invoice] = await rows("SELECT Name, Customer__r.Name FROM Invoice__c");
  assert.deepEqual([invoice?.["Name"], (invoice?.["Customer__r"] as { Name: string }).Name], ["T1", "Tree"]);
});

async function failure(command: Promise<unknown>): Promise<CommandError> {
  try {
    await command;
  } catch (error) {
    if (error instanceof CommandError) return error;
    throw error;
  }
  throw new assert.AssertionError({ message: "the command should fail" });
}

/** The CLI writes XML with its own indentation. */
function normalized(text: string): string {
  return text.replace(/>\s+</g, "><").replaceAll("&apos;", "'").trim();
}
