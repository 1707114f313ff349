import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { unavailable } from "../test/machine.ts";
import { runProcess } from "./process.ts";
import { majorJavaVersion } from "./java.ts";

const META =
  '<?xml version="1.0" encoding="UTF-8"?>\n<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>66.0</apiVersion><status>Active</status></ApexClass>\n';

let root: string;
const skip = await unavailable("java", "grammar");

before(async () => {
  root = await mkdtemp(path.join(tmpdir(), "check-apex-"));
});
after(() => rm(root, { recursive: true }));

async function project(name: string, classes: Record<string, string>): Promise<string> {
  const directory = path.join(root, name);
  const classFolder = path.join(directory, "force-app", "main", "classes");
  await mkdir(classFolder, { recursive: true });
  await writeFile(
    path.join(directory, "sfdx-project.json"),
    JSON.stringify({ packageDirectories: [{ path: "force-app", default: true }], sourceApiVersion: "66.0" })
  );
  for (const [className, source] of Object.entries(classes)) {
    await writeFile(path.join(classFolder, `${className}.cls`), source);
    await writeFile(path.join(classFolder, `${className}.cls-meta.xml`), META);
  }
  return directory;
}

function check(directory: string, environment: NodeJS.ProcessEnv = process.env): ReturnType<typeof runProcess> {
  return runProcess(process.execPath, ["scripts/launch.js", "check-apex/main", directory], "", environment);
}

test("a sound class gives exit code 0", { skip }, async () => {
  const { exitCode, stdout } = await check(
    await project("sound", {
      Adder: "public class Adder {\n  public Integer add(Integer a, Integer b) { return a + b; }\n}\n"
    })
  );
  assert.equal(exitCode, 0, stdout);
  assert.match(stdout, /0 findings in 1 Apex files/);
});

test("a wrong type is found with its line and column", { skip }, async () => {
  const { exitCode, stdout } = await check(
    await project("wrong-type", { Adder: "public class Adder {\n  Integer x = 'one';\n}\n" })
  );
  assert.equal(exitCode, 1);
  assert.match(stdout, /^force-app\/main\/classes\/Adder\.cls:2:\d+ Incompatible types/m);
});

test("a reserved word as a name, which only the platform's grammar rejects, is found", { skip }, async () => {
  const { exitCode, stdout } = await check(
    await project("reserved", { Adder: "public class Adder {\n  void f() { Integer limit = 1; }\n}\n" })
  );
  assert.equal(exitCode, 1);
  assert.match(stdout, /Adder\.cls:2:\d+ .*limit.*\[jorje\]/);
});

test("a query within a loop and a method of many branches are found by the rules of quality", { skip }, async () => {
  const branches = Array.from({ length: 20 }, (_, n) => `    if (n == ${n}) { return ${n}; }\n`).join("");
  const { exitCode, stdout } = await check(
    await project("quality", {
      Reader: `public with sharing class Reader {
  public void read() {
    for (Integer i = 0; i < 3; i++) {
      List<Account> found = [SELECT Id FROM Account WHERE NumberOfEmployees = :i WITH USER_MODE LIMIT 1];
      System.assert(found.isEmpty());
    }
  }
  public Integer choose(Integer n) {
${branches}    return 99;
  }
}
`
    })
  );
  assert.equal(exitCode, 1);
  assert.match(stdout, /Reader\.cls:4:\d+ .*\(OperationWithLimitsInLoop\) \[pmd\]/);
  assert.match(stdout, /Reader\.cls:8:\d+ .*cyclomatic complexity of 21.*\(CyclomaticComplexity\) \[pmd\]/);
});

test("a folder that is no project is refused with exit code 2", async () => {
  const { exitCode, stderr } = await check(path.join(root, "nowhere"));
  assert.equal(exitCode, 2);
  assert.match(stderr, /no folder force-app/);
});

test("without Java the types are left out with a word, unless CI asks for everything", async () => {
  const sound = await project("no-java", { Adder: "public class Adder {}\n" });
  const withoutJava = { PATH: root, HOME: root };
  const { exitCode, stdout } = await check(sound, withoutJava);
  assert.equal(exitCode, 0);
  assert.match(stdout, /^left out: Java 11 or later is needed to check the types of Apex, and there is no "java"/m);
  const asked = await check(sound, { ...withoutJava, CI: "true" });
  assert.deepEqual([asked.exitCode, asked.stderr.startsWith("Java 11 or later is needed")], [2, true]);
});

test("the major Java version is read from old and new version texts", () => {
  assert.equal(majorJavaVersion('openjdk version "17.0.15" 2025-04-15'), 17);
  assert.equal(majorJavaVersion('java version "1.8.0_402"'), 8);
  assert.equal(majorJavaVersion("nothing"), undefined);
});
