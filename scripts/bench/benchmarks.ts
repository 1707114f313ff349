import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { annotation, type MethodInfo } from "../local-org/apex/runtime/reflection.ts";
import { orgWith } from "../local-org/apex/testing/fixture.ts";
import type { Org } from "../local-org/org/types.ts";
import { SObjectRecord } from "../local-org/schema/record.ts";
import { openDatabase } from "../local-org/storage/sqlite.ts";
import { Decimal } from "../local-org/values/decimal.ts";
import { LoyaltyOrg } from "./loyalty-org.ts";
import { apexPrograms, typescriptPrograms } from "./micro-programs.ts";

export interface Benchmark {
  readonly name: string;
  readonly measured: () => void;
  readonly baseline: () => void;
  /** Measured once and not warmed up. */
  readonly once?: boolean;
}

const INSERTED = 10_000;
const QUERIED = 50_000;
const PARENTS = 100;
const DETAILS = { many: 50_000, few: 200, added: 200 };
const EARNING = { members: 200, documents: 200, rules: 20 };
const systemMode = { allOrNone: true, accessMode: "system", withSharing: false, countLimits: false } as const;

export function benchmarks(): Benchmark[] {
  const org = orgWith(project, { coverage: false });
  return [
    insertBenchmark(org),
    summaryBenchmark(org),
    queryBenchmark(org),
    ...microBenchmarks(org),
    ...meteringBenchmarks(org),
    startBenchmark()
  ];
}

const field = (name: string, body: string): [string, string] => [
  `objects/Line__c/fields/${name}.field-meta.xml`,
  `<CustomField xmlns="http://soap.sforce.com/2006/04/metadata"><fullName>${name}</fullName>${body}</CustomField>`
];

const project = {
  files: Object.fromEntries([
    [
      "objects/Line__c/Line__c.object-meta.xml",
      `<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata"><deploymentStatus>Deployed</deploymentStatus><label>Line</label><pluralLabel>Lines</pluralLabel><nameField><label>Number</label><type>Text</type></nameField><sharingModel>ControlledByParent</sharingModel></CustomObject>`
    ],
    field(
      "Account__c",
      "<label>Account</label><type>MasterDetail</type><referenceTo>Account</referenceTo><relationshipName>Lines</relationshipName><relationshipLabel>Lines</relationshipLabel>"
    ),
    field("Amount__c", "<label>Amount</label><type>Number</type><precision>16</precision><scale>2</scale>"),
    field("Doubled__c", "<label>Doubled</label><type>Number</type><precision>16</precision><scale>2</scale>"),
    [
      "objects/Account/fields/Total__c.field-meta.xml",
      `<CustomField xmlns="http://soap.sforce.com/2006/04/metadata"><fullName>Total__c</fullName><label>Total</label><type>Summary</type><summaryForeignKey>Line__c.Account__c</summaryForeignKey><summarizedField>Line__c.Amount__c</summarizedField><summaryOperation>sum</summaryOperation></CustomField>`
    ]
  ]),
  triggers: [
    "trigger DoubleAmount on Line__c (before insert) { for (Line__c one : Trigger.new) one.Doubled__c = one.Amount__c * 2; }"
  ],
  classes: [apexPrograms]
};

/** 10,000 records with a trigger and a roll-up summary, against the same rows written to SQLite directly. */
function insertBenchmark(org: Org): Benchmark {
  const parents = insertParents(org, PARENTS);
  const database = openDatabase(":memory:");
  database.run("CREATE TABLE line (id TEXT PRIMARY KEY, name TEXT, account TEXT, amount INTEGER, doubled INTEGER)");
  let number = 0;
  return {
    name: `insert ${INSERTED} records, trigger and roll-up / SQLite rows`,
    measured: () => insertLines(org, INSERTED, parents),
    baseline: () => {
      database.begin();
      for (let index = 0; index < INSERTED; index++)
        database.run("INSERT INTO line VALUES (?, ?, ?, ?, ?)", [
          `${++number}`,
          `${index}`,
          parents[index % PARENTS]!,
          index,
          index * 2
        ]);
      database.commit();
    }
  };
}

/** What a roll-up summary costs must not depend on how many details its parent has. */
function summaryBenchmark(org: Org): Benchmark {
  const [many, few] = insertParents(org, 2);
  insertLines(org, DETAILS.many, [many!]);
  insertLines(org, DETAILS.few, [few!]);
  return {
    name: `insert ${DETAILS.added} details under a parent of ${DETAILS.many} / of ${DETAILS.few}`,
    measured: () => insertLines(org, DETAILS.added, [many!]),
    baseline: () => insertLines(org, DETAILS.added, [few!])
  };
}

/** A query of 50,000 rows, against the same SQL. */
function queryBenchmark(org: Org): Benchmark {
  const contact = org.schema.object("Contact")!;
  org.transaction(org.administrator, (tx) => {
    const records = Array.from(
      { length: QUERIED },
      (_, index) => new SObjectRecord(contact, { LastName: `Person ${index}`, Email: `p${index}@example.com` })
    );
    org.saving.save(tx, "insert", records, systemMode);
  });
  const query = org.soql.analyze("SELECT Id, LastName, Email FROM Contact WHERE LastName LIKE 'Person%'", org.schema);
  return {
    name: `query ${QUERIED} rows / the same SQL`,
    measured: () => {
      org.transaction(org.administrator, (tx) =>
        org.soql.execute(tx, query, new Map(), { accessMode: "system", withSharing: false, countLimits: false })
      );
    },
    baseline: () => {
      org.transaction(org.administrator, (tx) =>
        tx.database.all(
          `SELECT "Id", "LastName", "Email" FROM "Contact" WHERE "IsDeleted" = 0 AND "LastName" LIKE 'Person%'`
        )
      );
    }
  };
}

/** `npm start` without its import: process, deployment and compiled pages, with nothing in the cache and with all of it. */
function startBenchmark(): Benchmark {
  const folder = mkdtempSync(join(tmpdir(), "bench-cache-"));
  const start = (): void => {
    execFileSync(process.execPath, ["scripts/launch.js", "bench/start-once", folder]);
  };
  return { name: "start with our project, cold / from cache", measured: start, baseline: start, once: true };
}

/** Apex programs without data, against the same in TypeScript. */
function microBenchmarks(org: Org): Benchmark[] {
  return Object.entries(typescriptPrograms).map(([name, baseline]) => ({
    name: `Apex ${name} / TypeScript`,
    measured: microProgram(org, name),
    baseline: () => void baseline()
  }));
}

/** What it costs to count processor time and heap: the app's main job, and programs that do nothing but count. */
function meteringBenchmarks(org: Org): Benchmark[] {
  const uncounted = orgWith(project, { coverage: false, metering: "none" });
  return [
    {
      name: `${EARNING.documents} documents, ${EARNING.rules} rules, metered / not metered`,
      measured: earning(new LoyaltyOrg({})),
      baseline: earning(new LoyaltyOrg({ metering: "none" }))
    },
    ...Object.keys(typescriptPrograms).map((name) => ({
      name: `Apex ${name}, metered / not metered`,
      measured: microProgram(org, name),
      baseline: microProgram(uncounted, name)
    }))
  ];
}

function earning(app: LoyaltyOrg): () => void {
  const members = app.members(app.program("BENCH", { count: EARNING.rules }), EARNING.members);
  let minute = 0;
  return () => {
    app.insert("LoyaltyTransaction__c", app.purchases(members, EARNING.documents, minute));
    minute += EARNING.documents;
  };
}

function microProgram(org: Org, name: string): () => void {
  const info = org.program.classByName("MicroPrograms")!;
  const method = info.methods.find((one) => one.name === name) as MethodInfo;
  if (annotation(method, "IsTest")) throw new Error(`${name} must not be a test`);
  return () => org.transaction(org.administrator, (tx) => org.runApex(tx, () => void method.invoke(null, [])));
}

function insertLines(org: Org, count: number, parents: readonly string[]): void {
  const line = org.schema.object("Line__c")!;
  const records = Array.from(
    { length: count },
    (_, index) =>
      new SObjectRecord(line, {
        Name: `${index}`,
        Account__c: parents[index % parents.length]!,
        Amount__c: new Decimal(BigInt(index), 2)
      })
  );
  org.transaction(org.administrator, (tx) => org.saving.save(tx, "insert", records, systemMode));
}

function insertParents(org: Org, count: number): string[] {
  const account = org.schema.object("Account")!;
  const records = Array.from({ length: count }, (_, index) => new SObjectRecord(account, { Name: `Parent ${index}` }));
  org.transaction(org.administrator, (tx) => org.saving.save(tx, "insert", records, systemMode));
  return records.map((record) => record.id!);
}
