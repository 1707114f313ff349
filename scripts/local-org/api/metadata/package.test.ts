import assert from "node:assert/strict";
import { test } from "node:test";
import { strToU8, zipSync } from "fflate";
import { componentsOf } from "./components.ts";
import { manifestXml, packageFiles, readPackage, zipOf } from "./package.ts";
import { storePackage } from "./stored-files.ts";

const bytes = (files: Readonly<Record<string, string>>): Map<string, Uint8Array> =>
  new Map(Object.entries(files).map(([path, text]) => [path, strToU8(text)]));
const manifest = manifestXml([{ type: "ApexClass", members: ["A"] }], "66.0");
const object = `<?xml version="1.0" encoding="UTF-8"?>
<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata">
    <fields>
        <fullName>Key__c</fullName>
        <label>Key &amp; more</label>
    </fields>
    <label>Invoice</label>
    <validationRules>
        <fullName>Positive</fullName>
    </validationRules>
</CustomObject>
`;

test("a package is read with its manifest and its deletions, with or without a root folder", () => {
  for (const root of ["", "unpackaged/"]) {
    const zip = zipOf(
      bytes({
        [`${root}package.xml`]: manifest,
        [`${root}destructiveChangesPost.xml`]: manifestXml([{ type: "ApexClass", members: ["Old"] }], "66.0"),
        [`${root}classes/A.cls`]: "class A {}"
      })
    );
    const { manifest: read, entries, deletions } = readPackage(zip);
    assert.deepEqual(read, { version: "66.0", entries: [{ type: "ApexClass", members: ["A"] }] });
    assert.deepEqual([...entries.keys()], ["classes/A.cls"]);
    assert.deepEqual(deletions, [{ type: "ApexClass", members: ["Old"] }]);
  }
});

test("an archive that leads out of the package is refused", () => {
  for (const name of ["../evil.cls", "classes/../../evil.cls", "/etc/evil", "classes\\..\\evil.cls"]) {
    assert.throws(
      () => readPackage(zipSync({ "package.xml": strToU8(manifest), [name]: strToU8("x") })),
      /outside of the package/,
      name
    );
  }
});

test("an archive that would grow past the platform's limits is refused before it is unpacked", () => {
  const zip = zipSync({ "package.xml": strToU8(manifest), "classes/A.cls": strToU8("x") });
  const declared = new DataView(zip.buffer, zip.byteOffset);
  const central = Buffer.from(zip).lastIndexOf(Buffer.from("PK\u0001\u0002", "latin1"));
  declared.setUint32(central + 24, 0x7fff_ffff, true);
  assert.throws(() => readPackage(zip), /more than 629145600 bytes/);
  const many = Object.fromEntries(
    Array.from({ length: 10_001 }, (_, index) => [`classes/C${index}.cls`, new Uint8Array(0)])
  );
  assert.throws(() => readPackage(zipSync(many, { level: 0 })), /more than 10000 files/);
});

test("what is no archive, or has no manifest or a broken one, is refused with its place", () => {
  assert.throws(() => readPackage(strToU8("not a zip")), /cannot be unpacked/);
  assert.throws(() => readPackage(zipSync({ "classes/A.cls": strToU8("x") })), /No package\.xml found/);
  assert.throws(
    () => readPackage(zipSync({ "package.xml": strToU8("<Package><types></Package>") })),
    /package\.xml:1:\d+/
  );
});

test("an object's parts are files of their own in the org and one file in a package", () => {
  const { files, origins, unknown } = storePackage(
    bytes({ "objects/Invoice__c.object": object, "notes/readme.md": "x" })
  );
  assert.deepEqual([...files.keys()].sort(), [
    "objects/Invoice__c/Invoice__c.object-meta.xml",
    "objects/Invoice__c/fields/Key__c.field-meta.xml",
    "objects/Invoice__c/validationRules/Positive.validationRule-meta.xml"
  ]);
  assert.deepEqual(unknown, ["notes/readme.md"]);
  // Line 3 of the field's own file is line 4 of the package's.
  assert.deepEqual(origins.get("objects/Invoice__c/fields/Key__c.field-meta.xml"), {
    fileName: "objects/Invoice__c.object",
    linesBefore: 1
  });
  const components = componentsOf(files);
  assert.deepEqual([...components.values()].map(({ type, fullName }) => `${type} ${fullName}`).sort(), [
    "CustomField Invoice__c.Key__c",
    "CustomObject Invoice__c",
    "ValidationRule Invoice__c.Positive"
  ]);
  const again = packageFiles(components.values(), files);
  assert.deepEqual([...again.keys()], ["objects/Invoice__c.object"]);
  assert.deepEqual(storePackage(again).files, files);
});

test("labels are kept one by one, and files with content keep their names", () => {
  const labels = `<CustomLabels xmlns="http://soap.sforce.com/2006/04/metadata"><labels><fullName>B</fullName></labels><labels><fullName>A</fullName></labels></CustomLabels>`;
  const { files } = storePackage(
    bytes({
      "labels/CustomLabels.labels": labels,
      "classes/A.cls": "x",
      "classes/A.cls-meta.xml": "y",
      "layouts/Account-Account Layout.layout": "<Layout/>",
      "lwc/card/card.js": "z"
    })
  );
  assert.deepEqual(
    [...files.keys()],
    [
      "labels/B.labels-meta.xml",
      "labels/A.labels-meta.xml",
      "classes/A.cls",
      "classes/A.cls-meta.xml",
      "layouts/Account-Account Layout.layout-meta.xml",
      "lwc/card/card.js"
    ]
  );
  const packaged = packageFiles(componentsOf(files).values(), files);
  assert.deepEqual([...packaged.keys()].sort(), [
    "classes/A.cls",
    "classes/A.cls-meta.xml",
    "labels/CustomLabels.labels",
    "layouts/Account-Account Layout.layout",
    "lwc/card/card.js"
  ]);
  assert.match(Buffer.from(packaged.get("labels/CustomLabels.labels")!).toString(), /B<[\s\S]*A</);
});
