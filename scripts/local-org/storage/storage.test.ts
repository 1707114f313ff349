import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { buildSchema } from "../schema/build.ts";
import { SObjectRecord } from "../schema/record.ts";
import { customObject } from "../save/fixture.ts";
import type { FieldDefinition } from "../schema/field.ts";
import { ApexDatetime } from "../values/datetime.ts";
import { Decimal } from "../values/decimal.ts";
import { isValidId } from "../values/id.ts";
import { buildsOfMachine } from "./fixture.ts";
import { allocateIds } from "./ids.ts";
import { insertRecords, loadRecords } from "./records.ts";
import type { SqliteBuild } from "./connect.ts";
import { openDatabase } from "./sqlite.ts";
import { migrate, storedFields, storedKeyPrefixes } from "./tables.ts";

function folder(context: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), "storage-"));
  context.after(() => rmSync(path, { recursive: true }));
  return path;
}

function schemaWith(
  fields: readonly FieldDefinition[],
  prefixes?: ReadonlyMap<string, string>
): ReturnType<typeof buildSchema> {
  return buildSchema({ objects: [customObject("Thing__c", fields)] }, prefixes);
}

const amount = (scale: number): FieldDefinition => ({ name: "Amount__c", type: "currency", precision: 18, scale });

test("numbers of eighteen digits are kept exactly", () => {
  const schema = schemaWith([amount(2)]);
  const database = openDatabase(":memory:");
  migrate(database, schema);
  const type = schema.object("Thing__c")!;
  const [id] = allocateIds(database, type, 1);
  insertRecords(database, type, [
    new SObjectRecord(type, { Id: id!, Name: "x", Amount__c: Decimal.parse("-9999999999999999.99") })
  ]);
  assert.equal(String(loadRecords(database, type, [id!]).get(id!)!.get("Amount__c")), "-9999999999999999.99");
});

test("a table's version is another one after each write and each way back, and that of other tables stays", () => {
  const schema = schemaWith([amount(2)]);
  const database = openDatabase(":memory:");
  migrate(database, schema);
  const type = schema.object("Thing__c")!;
  const [one, other] = allocateIds(database, type, 2);
  const versions = new Set<number>();
  const noted = (): number => versions.add(database.versionOf("Thing__c")).size;
  noted();
  const account = database.versionOf("Account");
  insertRecords(database, type, [new SObjectRecord(type, { Id: one!, Name: "x" })]);
  assert.equal(noted(), 2);
  assert.equal(database.versionOf("Account"), account);
  database.begin();
  insertRecords(database, type, [new SObjectRecord(type, { Id: other!, Name: "y" })]);
  assert.equal(noted(), 3);
  database.savepoint("s");
  database.run('WITH gone AS (SELECT ? AS id) DELETE FROM "Thing__c" WHERE "Id" IN (SELECT id FROM gone)', [one!]);
  assert.equal(noted(), 4);
  database.rollbackTo("s");
  assert.equal(noted(), 5);
  database.rollback();
  assert.equal(noted(), 6);
  assert.equal(loadRecords(database, type, [one!, other!]).size, 1);
  assert.equal(noted(), 6);
});

test("records of more fields than a function of SQLite takes, and of any text, come back as they were written", () => {
  const fields = Array.from({ length: 250 }, (_, index): FieldDefinition => {
    const name = `F${index}__c`;
    if (index % 3 === 0) return { name, type: "boolean" };
    return index % 3 === 1 ? { name, type: "string", length: 80 } : { name, type: "datetime" };
  });
  const schema = schemaWith([...fields, amount(4)]);
  const database = openDatabase(":memory:");
  migrate(database, schema);
  const type = schema.object("Thing__c")!;
  const [one, other] = allocateIds(database, type, 2);
  const text = 'a "quoted" \\ line\n\u0001 İstanbul 😀';
  const written = [
    new SObjectRecord(type, {
      Id: one!,
      Name: "x",
      F0__c: true,
      F1__c: text,
      F248__c: new ApexDatetime(253402300799000)
    }),
    new SObjectRecord(type, { Id: other!, Name: "y", F249__c: true, Amount__c: Decimal.parse("99999999999999.9999") })
  ];
  insertRecords(database, type, written);
  const read = loadRecords(database, type, [one!, other!]);
  for (const record of written)
    for (const { name, type: kind } of storedFields(type)) {
      const expected = record.get(name) ?? (kind === "boolean" ? false : null);
      assert.deepEqual(read.get(record.id!)!.get(name), expected, name);
    }
});

test("a redeployment keeps data and key prefixes, adds fields, and rescales numbers", () => {
  const database = openDatabase(":memory:");
  migrate(database, schemaWith([amount(2)]));
  database.run('INSERT INTO "Thing__c" ("Id", "Name", "Amount__c") VALUES (\'a\', \'x\', 1235)');
  const prefixes = storedKeyPrefixes(database);
  const next = buildSchema(
    {
      objects: [
        customObject("Another__c", []),
        customObject("Thing__c", [
          amount(3),
          { name: "New__c", type: "string", length: 10 },
          { name: "Flag__c", type: "boolean", defaultValue: "true" }
        ])
      ]
    },
    prefixes
  );
  migrate(database, next);
  assert.equal(next.object("Thing__c")!.keyPrefix, prefixes.get("Thing__c"));
  assert.deepEqual(database.all('SELECT "Amount__c", "New__c", "Flag__c" FROM "Thing__c"'), [[12350, null, 1]]);
  migrate(database, schemaWith([amount(1)], storedKeyPrefixes(database)));
  assert.deepEqual(database.all('SELECT "Amount__c" FROM "Thing__c"'), [[124]]);
});

test("a field with values cannot take another kind of type, an empty one can", () => {
  const database = openDatabase(":memory:");
  migrate(database, schemaWith([{ name: "F__c", type: "string", length: 10 }]));
  migrate(database, schemaWith([{ name: "F__c", type: "date" }]));
  database.run('INSERT INTO "Thing__c" ("Id", "Name", "F__c") VALUES (\'a\', \'x\', 19000)');
  assert.throws(
    () => migrate(database, schemaWith([{ name: "F__c", type: "boolean" }])),
    /Thing__c\.F__c cannot become a boolean: 1 records/
  );
});

test("ids are valid, grow, and are never given twice, not even after a rollback", () => {
  const schema = schemaWith([]);
  const database = openDatabase(":memory:");
  migrate(database, schema);
  const type = schema.object("Thing__c")!;
  database.begin();
  const first = allocateIds(database, type, 100);
  database.rollback();
  const second = allocateIds(database, type, 100);
  assert.ok([...first, ...second].every(isValidId));
  assert.equal(new Set([...first, ...second].map((id) => id.toLowerCase().slice(0, 18))).size, 200);
  assert.deepEqual([...second].sort(), second);
});

const child = (path: string, build: SqliteBuild): string => `
import { openDatabase } from ${JSON.stringify(new URL("sqlite.ts", import.meta.url).href)};
const database = openDatabase(${JSON.stringify(path)}, "${build}");
database.begin();
database.run("CREATE TABLE T (x INTEGER)");
database.run("INSERT INTO T VALUES (1)");
database.commit();
database.begin();
for (let i = 0; i < 50000; i++) database.run("INSERT INTO T VALUES (?)", [i]);
console.log("ready");
setInterval(() => undefined, 1000);
`;

for (const build of buildsOfMachine)
  test(`a killed process of the ${build} build loses nothing that it committed and leaves nothing half-written`, async (context) => {
    const path = join(folder(context), "org.sqlite");
    const process = spawn(
      globalThis.process.execPath,
      ["--import", "tsx", "--input-type=module", "-e", child(path, build)],
      {
        stdio: ["ignore", "pipe", "inherit"]
      }
    );
    await new Promise((resolve) => process.stdout.once("data", resolve));
    assert.throws(() => openDatabase(path), /is in use by process/);
    const ended = new Promise((resolve) => process.once("exit", resolve));
    process.kill("SIGKILL");
    await ended;
    const database = openDatabase(path);
    assert.deepEqual(database.all("SELECT x FROM T"), [[1]]);
    database.close();
  });
