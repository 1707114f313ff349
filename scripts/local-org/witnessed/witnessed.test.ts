/**
 * Behaviour that public Apex packages, whose tests pass in orgs, or the platform's own formula engine witness: projects that
 * are deployed and run as a whole, each of their test methods a test here.
 */
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { runTests } from "../apex/testing/run-tests.ts";
import { readProject } from "../metadata/project.ts";
import { openOrg } from "../org/embedded-org.ts";

const fixtures = fileURLToPath(new URL("./fixtures", import.meta.url));

for (const name of readdirSync(fixtures)) {
  const org = openOrg({});
  const { problems } = org.deploy(readProject(join(fixtures, name)));
  test(`${name} deploys`, () => assert.deepEqual(problems, []));
  for (const { className, methodName, failure } of problems.length > 0 ? [] : runTests(org).methods)
    test(`${name}: ${className}.${methodName}`, () => assert.equal(failure?.message, undefined));
  org.close();
}
