import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { strFromU8, strToU8, unzipSync } from "fflate";
import { openOrg } from "../../org/embedded-org.ts";
import type { Org } from "../../org/types.ts";
import { Deployment, type DeployOptions } from "./deployment.ts";
import { manifestXml, zipOf, type ManifestEntry } from "./package.ts";
import { listMetadata, retrieve } from "./retrieval.ts";

const meta =
  '<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>66.0</apiVersion><status>Active</status></ApexClass>';
const plain: DeployOptions = {
  checkOnly: false,
  rollbackOnError: true,
  ignoreWarnings: false,
  purgeOnDelete: false,
  runTests: []
};
let org: Org;

beforeEach(() => {
  org = openOrg();
});

afterEach(() => org.close());

async function deploy(
  classes: Readonly<Record<string, string>>,
  options: Partial<DeployOptions> = {},
  deletions: readonly ManifestEntry[] = []
) {
  const files = new Map<string, Uint8Array>([
    ["package.xml", strToU8(manifestXml([{ type: "ApexClass", members: Object.keys(classes) }], "66.0"))]
  ]);
  if (deletions.length > 0) files.set("destructiveChanges.xml", strToU8(manifestXml(deletions, "66.0")));
  for (const [name, text] of Object.entries(classes))
    files.set(`classes/${name}.cls`, strToU8(text)).set(`classes/${name}.cls-meta.xml`, strToU8(meta));
  const deployment = new Deployment(org, org.administrator, zipOf(files), { ...plain, ...options });
  await deployment.run();
  return deployment.result(true);
}

const classNames = (): unknown[] =>
  org.transaction(org.administrator, (tx) => tx.database.all('SELECT "Name" FROM "ApexClass" ORDER BY "Name"').flat());

test("a package adds to what is there and changes what has its name", async () => {
  assert.equal((await deploy({ A: "public class A {}", B: "public class B {}" })).status, "Succeeded");
  const { details } = await deploy({ B: "public class B { Integer x; }", C: "public class C {}" });
  assert.deepEqual(
    details?.componentSuccesses.map(({ fullName, created, changed }) => [fullName, created, changed]),
    [
      ["B", false, true],
      ["C", true, true]
    ]
  );
  assert.deepEqual(classNames(), ["A", "B", "C"]);
});

test("one mistake keeps everything out, unless the caller takes what is right", async () => {
  const classes = { Good: "public class Good {}", Bad: "public class Bad {\n  Missing x;\n}" };
  const failed = await deploy(classes);
  assert.equal(failed.status, "Failed");
  assert.deepEqual(
    failed.details?.componentFailures.map(({ fullName, fileName, lineNumber, problem }) => [
      fullName,
      fileName,
      lineNumber,
      problem
    ]),
    [["Bad", "classes/Bad.cls", 2, "Invalid type: Missing"]]
  );
  assert.deepEqual(classNames(), []);
  const partial = await deploy(classes, { rollbackOnError: false });
  assert.deepEqual(
    [partial.status, partial.numberComponentErrors, partial.numberComponentsDeployed],
    ["SucceededPartial", 1, 1]
  );
  assert.deepEqual(classNames(), ["Good"]);
});

test("a check says what would happen and changes nothing", async () => {
  assert.equal((await deploy({ A: "public class A {}" }, { checkOnly: true })).status, "Succeeded");
  assert.deepEqual(classNames(), []);
});

test("a failing test keeps the package out and is told with its stack", async () => {
  const result = await deploy(
    { A_Test: "@IsTest private class A_Test {\n  @IsTest static void fails() {\n    Assert.fail('no');\n  }\n}" },
    { testLevel: "RunLocalTests" }
  );
  assert.equal(result.status, "Failed");
  const tests = result.details?.runTestResult as { failures: { methodName: string; stackTrace: string }[] };
  assert.deepEqual(
    tests.failures.map(({ methodName, stackTrace }) => [methodName, stackTrace]),
    [["fails", "Class.A_Test.fails: line 3, column 1"]]
  );
  assert.deepEqual(classNames(), []);
});

test("classes deployed with named tests must be covered by them", async () => {
  const classes = {
    A: "public class A {\n  public static void run() {\n    Integer x = 1;\n  }\n}",
    A_Test: "@IsTest private class A_Test {\n  @IsTest static void nothing() {}\n}"
  };
  const { status, details } = await deploy(classes, { testLevel: "RunSpecifiedTests", runTests: ["A_Test"] });
  assert.equal(status, "Failed");
  const tests = details?.runTestResult as { codeCoverageWarnings: { message: string }[] };
  assert.deepEqual(
    tests.codeCoverageWarnings.map((one) => one.message),
    ["Test coverage of selected Apex Class is 0%, at least 75% test coverage is required"]
  );
});

test("deletions go out with their records; what is not there is a warning; what others need stays", async () => {
  await deploy({ A: "public class A {}", B: "public class B { A a; }" });
  assert.equal((await deploy({}, {}, [{ type: "ApexClass", members: ["A"] }])).status, "Failed");
  const { status, details } = await deploy({}, {}, [{ type: "ApexClass", members: ["A", "B", "Nobody"] }]);
  assert.equal(status, "Succeeded");
  assert.deepEqual(
    details?.componentSuccesses.map(({ fullName, deleted, problem }) => [fullName, deleted, problem]),
    [
      ["A", true, undefined],
      ["B", true, undefined],
      ["Nobody", false, "No ApexClass named: Nobody found"]
    ]
  );
  assert.deepEqual(classNames(), []);
});

test("a manifest that names what the package lacks, and a type nobody knows, are refused", async () => {
  const zip = zipOf(
    new Map([
      [
        "package.xml",
        strToU8(
          manifestXml(
            [
              { type: "ApexClass", members: ["Gone"] },
              { type: "Nonsense", members: ["X"] }
            ],
            "66.0"
          )
        )
      ]
    ])
  );
  const deployment = new Deployment(org, org.administrator, zip, plain);
  await deployment.run();
  const problems = deployment.result(true).details?.componentFailures.map((one) => one.problem);
  assert.deepEqual(problems, [
    "Unknown type name 'Nonsense' specified in package.xml",
    "An object 'Gone' of type ApexClass was named in package.xml, but was not found in zipped directory"
  ]);
});

test("a folder of reports is named with a slash, as the CLI does, and comes with its reports", async () => {
  const document = (type: string, body: string): Uint8Array =>
    strToU8(`<${type} xmlns="http://soap.sforce.com/2006/04/metadata">${body}</${type}>`);
  const members = ["Figures/", "Figures/Accounts"];
  const zip = zipOf(
    new Map([
      ["package.xml", strToU8(manifestXml([{ type: "Report", members }], "66.0"))],
      ["reports/Figures-meta.xml", document("ReportFolder", "<accessType>Public</accessType><name>Figures</name>")],
      [
        "reports/Figures/Accounts.report",
        document("Report", "<format>Tabular</format><name>Accounts</name><reportType>AccountList</reportType>")
      ]
    ])
  );
  const deployment = new Deployment(org, org.administrator, zip, plain);
  await deployment.run();
  const { status, details } = deployment.result(true);
  assert.equal(status, "Succeeded", JSON.stringify(details?.componentFailures));
  const entries = [{ type: "Report", members: ["Figures", "Figures/Accounts"] }];
  const { messages } = retrieve(org, org.administrator, { version: "66.0", entries }, false);
  assert.deepEqual(messages, []);
});

// "Metadata API Developer Guide: listMetadata()"; CustomObject
test("standard objects that can be customized are listed as custom objects", () => {
  const names = listMetadata(org, org.administrator, ["CustomObject"]).map(({ fullName }) => fullName);
  for (const name of ["Account", "Contact", "Opportunity"]) assert.ok(names.includes(name), name);
  for (const name of ["Organization", "AccountShare"]) assert.ok(!names.includes(name), name);
});

test("what cannot be retrieved is told by name beside what can", async () => {
  await deploy({ A: "public class A {}" });
  const { messages, fileProperties } = retrieve(
    org,
    org.administrator,
    { version: "66.0", entries: [{ type: "ApexClass", members: ["A", "Nobody"] }] },
    false
  );
  assert.deepEqual(
    fileProperties.map((one) => one.fileName),
    ["unpackaged/classes/A.cls"]
  );
  assert.deepEqual(
    messages.map((one) => one.problem),
    ["Entity of type 'ApexClass' named 'Nobody' cannot be found"]
  );
});

test("Visualforce pages and components come back as they went in, and Apex that names a page keeps it", async () => {
  const sources: Record<string, string> = {
    "pages/Edit.page": '<apex:page controller="Editor"><c:Box/></apex:page>',
    "pages/Edit.page-meta.xml": meta
      .replaceAll("ApexClass", "ApexPage")
      .replace("<status>Active</status>", "<label>Edit</label>"),
    "components/Box.component": "<apex:component>x</apex:component>",
    "components/Box.component-meta.xml": meta
      .replaceAll("ApexClass", "ApexComponent")
      .replace("<status>Active</status>", "<label>Box</label>")
  };
  const entries = [
    { type: "ApexPage", members: ["Edit"] },
    { type: "ApexComponent", members: ["Box"] }
  ];
  const zip = zipOf(
    new Map(
      Object.entries({ "package.xml": manifestXml(entries, "66.0"), ...sources }).map(([path, text]) => [
        path,
        strToU8(text)
      ])
    )
  );
  const deployment = new Deployment(org, org.administrator, zip, plain);
  await deployment.run();
  assert.deepEqual(deployment.result(true).details?.componentFailures, []);
  const { zipFile } = retrieve(org, org.administrator, { version: "66.0", entries }, true);
  const retrieved = unzipSync(Buffer.from(zipFile, "base64"));
  for (const [path, text] of Object.entries(sources)) assert.equal(strFromU8(retrieved[path]!), text);
  await deploy({ Editor: "public class Editor { PageReference self() { return Page.Edit; } }" });
  const { status } = await deploy({}, {}, [{ type: "ApexPage", members: ["Edit"] }]);
  assert.equal(status, "Failed");
});

test("a component that does not compile fails with its file, line and column, and nothing is deployed", async () => {
  const config =
    '<LightningComponentBundle xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>66.0</apiVersion><isExposed>false</isExposed></LightningComponentBundle>';
  const bundle = (script: string, template: string): Map<string, Uint8Array> =>
    new Map([
      ["package.xml", strToU8(manifestXml([{ type: "LightningComponentBundle", members: ["hello"] }], "66.0"))],
      ["lwc/hello/hello.js", strToU8(script)],
      ["lwc/hello/hello.html", strToU8(template)],
      ["lwc/hello/hello.js-meta.xml", strToU8(config)]
    ]);
  const deployed = async (script: string, template: string) => {
    const deployment = new Deployment(org, org.administrator, zipOf(bundle(script, template)), plain);
    await deployment.run();
    return deployment.result(true);
  };
  const script = (body: string): string =>
    `import { LightningElement } from "lwc";\nexport default class Hello extends LightningElement {\n  ${body}\n}\n`;
  const failed = await deployed(script("get name( { }"), "<template>\n  <p>{call()}</p>\n</template>");
  assert.equal(failed.status, "Failed");
  assert.deepEqual(
    failed.details?.componentFailures.map(({ componentType, fullName, fileName, lineNumber }) => [
      componentType,
      fullName,
      fileName,
      lineNumber
    ]),
    [
      ["LightningComponentBundle", "hello", "lwc/hello/hello.js", 4],
      ["LightningComponentBundle", "hello", "lwc/hello/hello.html", 2]
    ]
  );
  assert.match(failed.details?.componentFailures[1]?.problem ?? "", /LWC1060/);
  assert.deepEqual(org.source?.bundles ?? [], []);
  assert.equal((await deployed(script('name = "x";'), "<template>{name}</template>")).status, "Succeeded");
});
