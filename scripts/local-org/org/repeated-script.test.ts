/** A script that is executed again runs as if it were compiled anew. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { ProjectReader } from "../metadata/project-reader.ts";
import { metadata } from "../metadata/rules/fixture.ts";
import { openOrg } from "./embedded-org.ts";
import type { Org } from "./types.ts";

const SCRIPT = "System.debug(Counter.next());";

function deploy(org: Org, step: number): void {
  const files = {
    "classes/Counter.cls": `public class Counter { static Integer count = 0; public static Integer next() { count += ${step}; return count; } }`,
    "classes/Counter.cls-meta.xml": metadata("ApexClass", "<apiVersion>66.0</apiVersion><status>Active</status>")
  };
  const tree = Object.entries(files).map(([path, text]) => ({ path: `app/${path}`, read: () => Buffer.from(text) }));
  const project = new ProjectReader("", tree, { sourceApiVersion: "66.0", namespace: "" }).read();
  assert.deepEqual(org.deploy(project).problems, []);
}

function said(org: Org, script: string): string[] {
  const lines: string[] = [];
  const debugLog = { write: (_level: string, _place: string, message: string) => void lines.push(message) };
  assert.deepEqual(org.executeAnonymous(org.administrator, script, debugLog), {});
  return lines;
}

test("static variables begin anew each time", () => {
  const org = openOrg();
  deploy(org, 1);
  assert.deepEqual([...said(org, SCRIPT), ...said(org, SCRIPT)], ["1", "1"]);
});

test("another script, and classes that were deployed since, are what runs", () => {
  const org = openOrg();
  deploy(org, 1);
  assert.deepEqual(said(org, SCRIPT), ["1"]);
  assert.deepEqual(said(org, `${SCRIPT} ${SCRIPT}`), ["1", "2"]);
  deploy(org, 10);
  assert.deepEqual(said(org, SCRIPT), ["10"]);
});

test("a mistake is told each time", () => {
  const org = openOrg();
  const nothing = { write: () => undefined };
  const problems = (): number | undefined =>
    org.executeAnonymous(org.administrator, "Integer i = 'a';", nothing).problems?.length;
  assert.deepEqual([problems(), problems()], [1, 1]);
});
