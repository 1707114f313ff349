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
  const metadataRelationships = Object.fromEntries(
    Array.from({ length: 42 }, (_, i) => [
      `objects/Rule__mdt/fields/M${i}__c.field-meta.xml`,
      fieldFile(
        `M${i}__c`,
        `<referenceTo>EntityDefinition</referenceTo><relationshipName>Ones${i}</relationshipName><type>MetadataRelationship</type>`
      )
    ])
  );
  const rule = metadata("CustomObject", "<label>Rule</label><pluralLabel>Rules</pluralLabel>");
  assert.deepEqual(refused({ ...metadataRelationships, "objects/Rule__mdt/Rule__mdt.object-meta.xml": rule }), []);
});

test("a layout has the fields that must have a value, the name and the first master as required ones", () => {
  const items = (...fields: (readonly [string, string])[]) =>
    refused({
      "objects/One__c/One__c.object-meta.xml": objectFile("ControlledByParent"),
      "objects/One__c/fields/Master__c.field-meta.xml": masterField,
      "objects/One__c/fields/Second__c.field-meta.xml": fieldFile(
        "Second__c",
        "<referenceTo>Contact</referenceTo><relationshipName>Ones</relationshipName><relationshipOrder>1</relationshipOrder><type>MasterDetail</type>"
      ),
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

// "Salesforce Help: Custom Field Attributes".
test("an object has at most twenty-five external ids", () => {
  const ids = (count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, i) => [
        `objects/Account/fields/E${i}__c.field-meta.xml`,
        fieldFile(`E${i}__c`, "<externalId>true</externalId><length>10</length><type>Text</type>")
      ])
    );
  assert.deepEqual(refused(ids(25)), []);
  assert.match(refused(ids(26))[0]!, /Account has 26 external id fields: an object can have 25 at most$/);
});

function picklist(values: readonly string[]): string {
  const definitions = values
    .map((value) => `<value><fullName>${value}</fullName><default>false</default><label>${value}</label></value>`)
    .join("");
  return fieldFile(
    "P__c",
    `<type>Picklist</type><valueSet><valueSetDefinition><sorted>false</sorted>${definitions}</valueSetDefinition></valueSet>`
  );
}

// "Salesforce Help: Picklist Limitations".
test("a picklist has at most a thousand values of 255 characters", () => {
  const of = (...values: string[]) => refused({ "objects/Account/fields/P__c.field-meta.xml": picklist(values) });
  const many = (count: number) => Array.from({ length: count }, (_, i) => `V${i}`);
  assert.deepEqual(of(...many(1000), "x".repeat(255)).length, 1);
  assert.deepEqual(of(...many(999), "x".repeat(255)), []);
  assert.deepEqual(of("x".repeat(256)), [
    `Account.P__c: Value too long for field: Picklist Value maximum length is:255: ${"x".repeat(30)}…`
  ]);
});

// "Metadata API Developer Guide: RecordType"; the words as deployments to orgs print them.
test("a record type limits picklists to values that they have", () => {
  const limited = (value: string) =>
    refused({
      "objects/Account/fields/P__c.field-meta.xml": picklist(["A B", "C"]),
      "objects/Account/recordTypes/R.recordType-meta.xml": metadata(
        "RecordType",
        `<fullName>R</fullName><active>true</active><label>R</label><picklistValues><picklist>P__c</picklist><values><fullName>${value}</fullName><default>false</default></values></picklistValues>`
      )
    });
  assert.deepEqual(limited("A%20B"), []);
  assert.deepEqual(limited("D"), ["Account.R: Picklist value: D in picklist: P__c not found"]);
});

// "Platform Events Developer Guide: Platform Event Fields".
test("a platform event has no fields of other types than events carry", () => {
  const event = (field: string) =>
    refused({
      "objects/Done__e/Done__e.object-meta.xml": metadata(
        "CustomObject",
        "<deploymentStatus>Deployed</deploymentStatus><eventType>HighVolume</eventType><label>Done</label><pluralLabel>Done</pluralLabel><publishBehavior>PublishAfterCommit</publishBehavior>"
      ),
      "objects/Done__e/fields/F__c.field-meta.xml": fieldFile("F__c", field)
    });
  assert.deepEqual(event("<length>10</length><type>Text</type>"), []);
  assert.deepEqual(event("<type>Email</type>"), [
    "Done__e.F__c: A field of the platform event Done__e cannot be of this type: email"
  ]);
});
