/** For tests of the runner and of jobs: an org with a few classes of the test's making. */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { readProject } from "../../metadata/project.ts";
import { openOrg, type OrgOptions } from "../../org/embedded-org.ts";
import type { Org } from "../../org/types.ts";
import { failedMethods } from "./results.ts";
import { runTests } from "./run-tests.ts";

export interface ProjectTexts {
  readonly classes?: readonly string[];
  readonly triggers?: readonly string[];
  /** Other files by path below `main/default`. */
  readonly files?: Readonly<Record<string, string>>;
}

/** An org in memory that the texts are deployed to. The names of classes and triggers are read from them. */
export function orgWith(texts: ProjectTexts, options: OrgOptions = {}): Org {
  const root = mkdtempSync(join(tmpdir(), "apex-project-"));
  try {
    writeProject(root, texts);
    const org = openOrg({ coverage: true, ...options });
    const { success, problems } = org.deploy(readProject(root));
    if (!success)
      throw new Error(
        problems.map(({ path, line, column, message }) => `${path}:${line}:${column} ${message}`).join("\n")
      );
    return org;
  } finally {
    rmSync(root, { recursive: true });
  }
}

function writeProject(root: string, { classes = [], triggers = [], files = {} }: ProjectTexts): void {
  const write = (path: string, text: string) => {
    const target = join(root, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  };
  const meta = (kind: string) =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<${kind} xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>66.0</apiVersion><status>Active</status></${kind}>\n`;
  write(
    "sfdx-project.json",
    JSON.stringify({ packageDirectories: [{ path: "force-app", default: true }], sourceApiVersion: "66.0" })
  );
  for (const text of classes) {
    const name = /\b(?:class|interface|enum)\s+(\w+)/i.exec(text)![1]!;
    write(`force-app/main/default/classes/${name}.cls`, text);
    write(`force-app/main/default/classes/${name}.cls-meta.xml`, meta("ApexClass"));
  }
  for (const text of triggers) {
    const name = /\btrigger\s+(\w+)/i.exec(text)![1]!;
    write(`force-app/main/default/triggers/${name}.trigger`, text);
    write(`force-app/main/default/triggers/${name}.trigger-meta.xml`, meta("ApexTrigger"));
  }
  for (const [path, text] of Object.entries(files)) write(`force-app/main/default/${path}`, text);
}

/** Runs test methods in an org; each must pass. */
export function holds(body: string, texts: ProjectTexts = {}): void {
  const result = runTests(
    orgWith({ ...texts, classes: [...(texts.classes ?? []), `@IsTest private class Holds_Test { ${body} }`] })
  );
  assert.ok(result.methods.length > 0);
  assert.deepEqual(
    failedMethods(result).map((method) => `${method.methodName}: ${method.failure!.message}`),
    []
  );
}
