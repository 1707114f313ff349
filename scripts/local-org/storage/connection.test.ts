import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { connect } from "./connect.ts";
import type { SqlValue } from "./database.ts";
import { buildsOfMachine } from "./fixture.ts";

const values: readonly SqlValue[] = [
  null,
  0,
  -1.5,
  Number.MAX_SAFE_INTEGER,
  9007199254740993n,
  -9223372036854775808n,
  "",
  'a "quoted" \\ line\n\u0001 İstanbul 😀',
  new Uint8Array([0, 255, 1])
];

for (const build of buildsOfMachine) {
  test(`the ${build} build gives back what was written, integers beyond numbers as bigints`, () => {
    const connection = connect(":memory:", build);
    connection.exec("CREATE TABLE t (place INTEGER PRIMARY KEY, value ANY) STRICT");
    const insert = connection.prepare("INSERT INTO t VALUES (?, ?)");
    values.forEach((value, place) => assert.equal(insert.run([place, value]), 1));
    const select = connection.prepare("SELECT place, value FROM t WHERE place >= ? ORDER BY place");
    const expected = values.map((value, place) => [place, value]);
    assert.deepEqual(select.all([0]), expected);
    assert.deepEqual(select.all([0]), expected, "a second time");
    assert.deepEqual([...select.iterate([0])], expected);
    assert.deepEqual(connection.prepare("SELECT json_array(?, ?, 7 / ?) AS a").all([1, 1.5, 2]), [["[1,1.5,3]"]]);
    assert.deepEqual(select.all([values.length]), []);
    assert.equal(connection.prepare("UPDATE t SET value = value WHERE place < ?").run([4]), 4);
    connection.close();
  });

  test(`the ${build} build calls functions with the values that they declare, or with any number`, () => {
    const connection = connect(":memory:", build);
    connection.createFunction("twice", (value) => `${String(value)}${String(value)}`);
    connection.createFunction("counted", (...all) => all.length);
    connection.createFunction("half", (value) => Number(value) / 2);
    assert.deepEqual(connection.prepare("SELECT json_array(half(4), half(1)) AS a").all([]), [["[2,0.5]"]]);
    assert.deepEqual(
      connection.prepare("SELECT twice(?) AS a, counted() AS b, counted(1, NULL, 'x') AS c").all(["ab"]),
      [["abab", 0, 3]]
    );
    assert.throws(() => connection.prepare("SELECT twice(1, 2) AS a").all([]), /wrong number of arguments/);
    connection.close();
  });

  test(`the ${build} build knows whether it is within a transaction, and tells what is wrong with a statement`, () => {
    const connection = connect(":memory:", build);
    connection.exec("CREATE TABLE t (value TEXT UNIQUE)");
    assert.equal(connection.inTransaction, false);
    connection.exec("BEGIN");
    assert.equal(connection.inTransaction, true);
    const insert = connection.prepare("INSERT INTO t VALUES (?)");
    insert.run(["x"]);
    assert.throws(() => insert.run(["x"]), /UNIQUE constraint failed: t\.value/);
    assert.throws(() => connection.prepare("SELECT missing FROM t"), /no such column/);
    connection.exec("ROLLBACK");
    assert.equal(connection.inTransaction, false);
    connection.close();
  });

  const other = buildsOfMachine.find((each) => each !== build) ?? build;
  test(`a file of the ${build} build is read by the ${other} build`, (context) => {
    const folder = mkdtempSync(join(tmpdir(), "connection-"));
    context.after(() => rmSync(folder, { recursive: true }));
    const path = join(folder, "org.sqlite");
    const written = connect(path, build);
    written.exec("CREATE TABLE t (value TEXT)");
    written.prepare("INSERT INTO t VALUES (?)").run(["İ"]);
    written.close();
    const read = connect(path, other);
    assert.deepEqual(read.prepare("SELECT value FROM t").all([]), [["İ"]]);
    read.close();
  });
}
