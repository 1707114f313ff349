import assert from "node:assert/strict";
import { test } from "node:test";
import { orgWith } from "../apex/testing/fixture.ts";

function deployed(body: string): string {
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<PermissionSet xmlns="http://soap.sforce.com/2006/04/metadata">\n    <label>P</label>\n    ${body}\n</PermissionSet>\n`;
  try {
    orgWith({ files: { "permissionsets/P.permissionset-meta.xml": xml } });
    return "deployed";
  } catch (problem) {
    return (problem as Error).message;
  }
}

test("a permission set names only what there is", () => {
  const granted = (name: string) => `<userPermissions><enabled>true</enabled><name>${name}</name></userPermissions>`;
  assert.equal(deployed(granted("ViewSetup") + granted("ManageEncryptionKeys")), "deployed");
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
