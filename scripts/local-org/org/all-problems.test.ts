import assert from "node:assert/strict";
import { test } from "node:test";
import { fieldFile, metadata, objectFile } from "../metadata/rules/fixture.ts";
import { ProjectReader } from "../metadata/project-reader.ts";
import { openOrg } from "./embedded-org.ts";

const files: Readonly<Record<string, string>> = {
  "objects/One__c/One__c.object-meta.xml": objectFile("Private"),
  "objects/One__c/fields/Lookup__c.field-meta.xml": fieldFile(
    "Lookup__c",
    "<referenceTo>Absent__c</referenceTo><relationshipName>Ones</relationshipName><type>Lookup</type>"
  ),
  "objects/One__c/fields/Sum__c.field-meta.xml": fieldFile(
    "Sum__c",
    "<formula>Nothing__c + 1</formula><precision>18</precision><scale>0</scale><type>Number</type>"
  ),
  "classes/A.cls": "public class A { Integer x = 'text'; }",
  "classes/A.cls-meta.xml": metadata("ApexClass", "<apiVersion>66.0</apiVersion><status>Active</status>"),
  "tabs/T.tab-meta.xml": metadata("CustomTab", "<label>T</label><motif>Heart</motif><url>https://example.com</url>"),
  "permissionsets/P.permissionset-meta.xml": metadata(
    "PermissionSet",
    "<label>P</label><moteef>x</moteef><userPermissions><enabled>true</enabled><name>Fly</name></userPermissions>"
  )
};

// "Metadata API Developer Guide: DeployResult": componentFailures has one or more entries for each component that failed.
test("a project is told everything that is wrong with it at once", () => {
  const tree = Object.entries(files).map(([path, text]) => ({ path: `app/${path}`, read: () => Buffer.from(text) }));
  const org = openOrg();
  const { success, problems } = org.deploy(
    new ProjectReader("", tree, { sourceApiVersion: "66.0", namespace: "" }).read()
  );
  org.close();
  assert.equal(success, false);
  assert.deepEqual(
    problems.map(({ componentType, componentName }) => `${componentType} ${componentName}`),
    [
      "PermissionSet P",
      "CustomField One__c.Lookup__c",
      "CustomField One__c.Sum__c",
      "PermissionSet P",
      "CustomTab T",
      "ApexClass A"
    ]
  );
});
