import assert from "node:assert/strict";
import { test } from "node:test";
import { openDatabase } from "../storage/sqlite.ts";
import { migrate } from "../storage/tables.ts";
import { buildSchema } from "./build.ts";
import type { SObjectType } from "./types.ts";

test("the standard objects are there without any project", () => {
  const schema = buildSchema();
  assert.equal(schema.object("account")?.field("name")?.name, "Name");
  assert.equal(schema.objectByKeyPrefix("003")?.name, "Contact");
  assert.equal(schema.object("Account")?.childRelationship("contacts")?.childObject, "Contact");
  assert.equal(schema.object("Contact")?.parentRelationship("account")?.name, "AccountId");
});

test("every reference of a standard object points to an object that exists", () => {
  const schema = buildSchema();
  for (const type of schema.objects()) {
    for (const field of type.fields) {
      for (const target of field.referenceTo) {
        assert.ok(schema.object(target), `${type.name}.${field.name} refers to ${target}`);
      }
    }
  }
});

test("no two standard objects share a key prefix, but histories and the lists of values of picklists", () => {
  const seen = new Map<string, string>();
  const ofOneKind = (type: SObjectType): boolean => type.kind === "history" || type.keyPrefix === "01J";
  for (const type of [...buildSchema().objects()].filter((type) => !ofOneKind(type))) {
    assert.equal(seen.get(type.keyPrefix), undefined, `${type.name} has the prefix of ${seen.get(type.keyPrefix)}`);
    seen.set(type.keyPrefix, type.name);
  }
});

test("tables are created once and again without loss", () => {
  const database = openDatabase(":memory:");
  migrate(database, buildSchema());
  database.run('INSERT INTO "Account" ("Id", "Name") VALUES (\'001\', \'Acme\')');
  migrate(database, buildSchema());
  assert.deepEqual(database.all('SELECT "Name" FROM "Account"'), [["Acme"]]);
});
