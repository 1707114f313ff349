import assert from "node:assert/strict";
import { test } from "node:test";
import { fieldFile, metadata, objectFile, projectOf } from "./fixture.ts";
import { objectProblems } from "./object-rules.ts";

function refused(files: Readonly<Record<string, string>>): string[] {
  const project = projectOf(files);
  assert.deepEqual(project.problems, []);
  return objectProblems(project).map(({ componentName, message }) => `${componentName}: ${message}`);
}

const masterField = fieldFile(
  "Master__c",
  "<referenceTo>Account</referenceTo><relationshipName>Ones</relationshipName><type>MasterDetail</type>"
);

test("a detail is controlled by its parent, and nothing else is", () => {
  const object = "objects/One__c/One__c.object-meta.xml";
  const master = { "objects/One__c/fields/Master__c.field-meta.xml": masterField };
  assert.deepEqual(refused({ [object]: objectFile("Private"), ...master }), [
    "One__c: Cannot set sharingModel to Private on a CustomObject with a MasterDetail relationship field"
  ]);
  assert.deepEqual(refused({ [object]: objectFile("ControlledByParent") }), [
    "One__c: Cannot set sharingModel to ControlledByParent on a CustomObject without a MasterDetail relationship field"
  ]);
  assert.deepEqual(refused({ [object]: objectFile("ControlledByParent"), ...master }), []);
});

test("a lookup that must have a value says what happens to it, and none of a user is deleted with them", () => {
  const lookup = (target: string, rest: string) =>
    refused({
      "objects/Account/fields/L__c.field-meta.xml": fieldFile(
        "L__c",
        `${rest}<referenceTo>${target}</referenceTo><relationshipName>Ones</relationshipName><type>Lookup</type>`
      )
    });
  assert.deepEqual(lookup("Contact", "<required>true</required>"), [
    "Account.L__c: field integrity exception: unknown (must specify either cascade delete or restrict delete for required lookup foreign key)"
  ]);
  assert.deepEqual(lookup("User", "<deleteConstraint>Restrict</deleteConstraint>"), [
    "Account.L__c: Cannot add a lookup relationship child with cascade or restrict options to User"
  ]);
  assert.deepEqual(lookup("Contact", "<deleteConstraint>Restrict</deleteConstraint><required>true</required>"), []);
});

test("a long text cannot be required", () => {
  const text = fieldFile(
    "T__c",
    "<length>32768</length><required>true</required><type>LongTextArea</type><visibleLines>3</visibleLines>"
  );
  assert.deepEqual(refused({ "objects/Account/fields/T__c.field-meta.xml": text }), [
    "Account.T__c: Can not specify 'required' for a CustomField of type LongTextArea"
  ]);
});

test("an object has at most forty relationships", () => {
  const lookups = (count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, i) => [
        `objects/Account/fields/L${i}__c.field-meta.xml`,
        fieldFile(
          `L${i}__c`,
          `<referenceTo>Contact</referenceTo><relationshipName>Ones${i}</relationshipName><type>Lookup</type>`
        )
      ])
    );
  assert.deepEqual(refused(lookups(40)), []);
  assert.match(refused(lookups(41))[0]!, /Account has 41 custom relationship fields: an object can have 40 at most$/);
});

test("a layout has the fields that must have a value, the name and masters as required ones", () => {
  const items = (...fields: (readonly [string, string])[]) =>
    refused({
      "objects/One__c/One__c.object-meta.xml": objectFile("ControlledByParent"),
      "objects/One__c/fields/Master__c.field-meta.xml": masterField,
      "objects/One__c/fields/Must__c.field-meta.xml": fieldFile(
        "Must__c",
        "<length>10</length><required>true</required><type>Text</type>"
      ),
      "layouts/One__c-One Layout.layout-meta.xml": metadata(
        "Layout",
        `<layoutSections><layoutColumns>${fields
          .map(
            ([field, behavior]) => `<layoutItems><behavior>${behavior}</behavior><field>${field}</field></layoutItems>`
          )
          .join("")}</layoutColumns><style>OneColumn</style></layoutSections>`
      )
    }).map((message) => message.replace("One__c-One Layout: ", ""));
  assert.deepEqual(items(), [
    "Layout must contain an item for required layout field: Name",
    "Layout must contain an item for required layout field: Master__c",
    "Layout must contain an item for required layout field: Must__c"
  ]);
  assert.deepEqual(items(["Name", "Edit"], ["Master__c", "Edit"], ["Must__c", "Edit"]), [
    "Field:Name must be Required",
    "Field:Master__c must be Required"
  ]);
  assert.deepEqual(items(["Name", "Required"], ["Master__c", "Required"], ["Must__c", "Edit"]), []);
});
