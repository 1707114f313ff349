import assert from "node:assert/strict";
import { test } from "node:test";
import { orgWith } from "../../apex/testing/fixture.ts";

function deployed(body: string, others: Readonly<Record<string, string>> = {}): string {
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<PermissionSet xmlns="http://soap.sforce.com/2006/04/metadata">\n    <label>P</label>\n    ${body}\n</PermissionSet>\n`;
  try {
    orgWith({ files: { ...others, "permissionsets/P.permissionset-meta.xml": xml } });
    return "deployed";
  } catch (problem) {
    return (problem as Error).message;
  }
}

test("a permission set names only what there is", () => {
  const granted = (name: string) => `<userPermissions><enabled>true</enabled><name>${name}</name></userPermissions>`;
  assert.equal(deployed(granted("ViewSetup") + granted("ManageEncryptionKeys")), "deployed");
  // Of Profile in the Tooling API: "Tooling API: Profile", as SalesforceLabs/EnhancedLightningGrid's Admin.profile has them.
  assert.equal(deployed(granted("IPRestrictRequests") + granted("ManagePartnerNetConn")), "deployed");
  assert.match(
    deployed(granted("ViewSetups")),
    /P\.permissionset-meta\.xml:4:\d+ Unknown user permission: ViewSetups$/
  );
  assert.match(
    deployed("<classAccesses><apexClass>Gone</apexClass><enabled>true</enabled></classAccesses>"),
    /no component named Gone found$/
  );
  assert.match(
    deployed(
      "<fieldPermissions><editable>true</editable><field>Account.Gone__c</field><readable>true</readable></fieldPermissions>"
    ),
    /no CustomField named Account\.Gone__c found$/
  );
});

const rights = ["allowCreate", "allowDelete", "allowEdit", "allowRead", "modifyAllRecords", "viewAllRecords"];

function objectPermission(object: string, granted: string): string {
  const flags = rights.map((right) => `<${right}>${granted.split(" ").includes(right)}</${right}>`).join("");
  return `<objectPermissions>${flags}<object>${object}</object></objectPermissions>`;
}

test("a right on an object needs the others that it rests on (Object Reference: ObjectPermissions)", () => {
  const refused = (granted: string): string[] =>
    [...deployed(objectPermission("Account", granted)).matchAll(/Permission .*/g)].map(([message]) => message);
  assert.deepEqual(refused("allowCreate"), ["Permission Create Account depends on permission(s): Read Account"]);
  assert.deepEqual(refused("allowEdit"), ["Permission Edit Account depends on permission(s): Read Account"]);
  assert.deepEqual(refused("allowRead allowDelete"), [
    "Permission Delete Account depends on permission(s): Edit Account"
  ]);
  assert.deepEqual(refused("viewAllRecords"), ["Permission Read All Account depends on permission(s): Read Account"]);
  assert.deepEqual(refused("allowRead viewAllRecords modifyAllRecords"), [
    "Permission Edit All Account depends on permission(s): Edit Account, Delete Account"
  ]);
  assert.deepEqual(refused("allowRead allowEdit allowDelete modifyAllRecords"), [
    "Permission Edit All Account depends on permission(s): Read All Account"
  ]);
  assert.deepEqual(refused(rights.join(" ")), []);
});

const objectFile = (sharing: string) =>
  `<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata"><label>One</label><pluralLabel>Ones</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><deploymentStatus>Deployed</deploymentStatus><sharingModel>${sharing}</sharingModel></CustomObject>`;

const fieldFile = (content: string) =>
  `<CustomField xmlns="http://soap.sforce.com/2006/04/metadata">${content}</CustomField>`;

const masterAndDetail = {
  "objects/Master__c/Master__c.object-meta.xml": objectFile("Private"),
  "objects/Detail__c/Detail__c.object-meta.xml": objectFile("ControlledByParent"),
  "objects/Detail__c/fields/Master__c.field-meta.xml": fieldFile(
    "<fullName>Master__c</fullName><label>Master</label><type>MasterDetail</type><referenceTo>Master__c</referenceTo><relationshipName>Details</relationshipName>"
  ),
  "objects/Detail__c/fields/Must__c.field-meta.xml": fieldFile(
    "<fullName>Must__c</fullName><label>Must</label><type>Text</type><length>10</length><required>true</required>"
  ),
  "objects/Detail__c/fields/May__c.field-meta.xml": fieldFile(
    "<fullName>May__c</fullName><label>May</label><type>Text</type><length>10</length>"
  )
};

test("Read and View All of a detail need the same of its master", () => {
  const refused = (master: string, detail: string): string[] =>
    [
      ...deployed(
        objectPermission("Master__c", master) + objectPermission("Detail__c", detail),
        masterAndDetail
      ).matchAll(/Permission .*/g)
    ].map(([message]) => message);
  assert.deepEqual(refused("", "allowRead"), ["Permission Read Detail__c depends on permission(s): Read Master__c"]);
  assert.deepEqual(refused("allowRead", "allowRead viewAllRecords"), [
    "Permission Read All Detail__c depends on permission(s): Read All Master__c"
  ]);
  assert.deepEqual(refused("allowRead viewAllRecords", rights.join(" ")), []);
});

test("field permissions are for fields that may be blank, and editing needs reading", () => {
  const granted = (field: string, readable: boolean, editable: boolean) =>
    deployed(
      `<fieldPermissions><editable>${editable}</editable><field>Detail__c.${field}</field><readable>${readable}</readable></fieldPermissions>`,
      masterAndDetail
    );
  assert.match(granted("Must__c", true, false), /:4:\d+ You cannot deploy to a required field: Detail__c\.Must__c$/);
  assert.match(granted("Master__c", true, true), /You cannot deploy to a required field: Detail__c\.Master__c$/);
  assert.match(granted("May__c", false, true), /Permission Edit Detail__c\.May__c depends on permission\(s\): Read/);
  assert.equal(granted("May__c", true, true), "deployed");
});

test("a user permission needs those that it rests on", () => {
  const granted = (...names: string[]) =>
    deployed(
      names.map((name) => `<userPermissions><enabled>true</enabled><name>${name}</name></userPermissions>`).join("")
    );
  assert.match(granted("ModifyAllData"), /Permission ModifyAllData depends on permission\(s\): ViewAllData$/);
  assert.equal(granted("ModifyAllData", "ViewAllData"), "deployed");
});
