import assert from "node:assert/strict";
import { test } from "node:test";
import { compileSchema } from "../compile-schema.ts";
import { fieldFile, metadata, objectFile, projectOf } from "./fixture.ts";
import { namedFieldProblems } from "./named-field-rules.ts";

const objects = {
  "objects/One__c/One__c.object-meta.xml": objectFile("Private"),
  "objects/One__c/fields/Size__c.field-meta.xml": fieldFile(
    "Size__c",
    "<precision>3</precision><scale>0</scale><type>Number</type>"
  ),
  "objects/One__c/fields/Account__c.field-meta.xml": fieldFile(
    "Account__c",
    "<referenceTo>Account</referenceTo><relationshipName>Ones</relationshipName><type>Lookup</type>"
  ),
  "objects/Part__c/Part__c.object-meta.xml": objectFile("Private"),
  "objects/Part__c/fields/Whole__c.field-meta.xml": fieldFile(
    "Whole__c",
    "<referenceTo>One__c</referenceTo><relationshipName>Parts</relationshipName><type>Lookup</type>"
  ),
  "objects/One__c/fields/Long__c.field-meta.xml": fieldFile(
    "Long__c",
    "<length>1000</length><type>LongTextArea</type><visibleLines>3</visibleLines>"
  )
};

function refused(path: string, root: string, content: string): string[] {
  const project = projectOf({ ...objects, [path]: metadata(root, content) });
  assert.deepEqual(project.problems, []);
  return namedFieldProblems(project, compileSchema(project).schema).map(({ line, message }) => `${line} ${message}`);
}

// "Metadata API Developer Guide: ListView"; the words as deployments to orgs print them.
test("a list view's columns and filters are the object's", () => {
  const view = (columns: string, filter = "Size__c") =>
    refused(
      "objects/One__c/listViews/All.listView-meta.xml",
      "ListView",
      `<fullName>All</fullName>\n${columns}\n<filterScope>Everything</filterScope><filters><field>${filter}</field><operation>equals</operation><value>1</value></filters><label>All</label>`
    );
  assert.deepEqual(view("<columns>NAME</columns><columns>Size__c</columns><columns>OWNER.ALIAS</columns>"), []);
  assert.deepEqual(view("<columns>Gone__c</columns>", "Lost__c"), [
    "4 Could not resolve list view column: Gone__c",
    "5 Could not resolve list view column: Lost__c"
  ]);
  assert.deepEqual(view("<columns>Name</columns>"), ["4 Could not resolve list view column: Name"]);
});

// "Salesforce Help: Compact Layouts".
test("a compact layout has ten fields at most, all of the object and short", () => {
  const compact = (...fields: string[]) =>
    refused(
      "objects/One__c/compactLayouts/C.compactLayout-meta.xml",
      "CompactLayout",
      `<fullName>C</fullName>${fields.map((field) => `<fields>${field}</fields>`).join("")}<label>C</label>`
    );
  assert.deepEqual(compact("Name", "Size__c"), []);
  assert.deepEqual(compact("Gone__c"), ["3 In field: field - no CustomField named One__c.Gone__c found"]);
  assert.deepEqual(compact("Long__c"), ["3 The field One__c.Long__c is of a type that compact layouts do not show"]);
  assert.deepEqual(compact(...Array.from({ length: 11 }, () => "Size__c")), [
    "3 A compact layout can have 10 fields at most"
  ]);
});

// "Metadata API Developer Guide: Layout", LayoutItem, RelatedListItem and QuickActionListItem.
test("a layout names fields, related lists and actions that there are", () => {
  const layout = (content: string, object = "One__c") =>
    refused(`layouts/${object}-L.layout-meta.xml`, "Layout", content).map((text) => text.replace(/^\d+ /, ""));
  const item = (field: string) =>
    `<layoutSections><layoutColumns><layoutItems><field>${field}</field></layoutItems></layoutColumns><style>OneColumn</style></layoutSections>`;
  const list = (name: string, field = "NAME") =>
    `<relatedLists><fields>${field}</fields><relatedList>${name}</relatedList></relatedLists>`;
  assert.deepEqual(layout(item("Size__c")), []);
  assert.deepEqual(layout(item("Gone__c")), ["In field: field - no CustomField named One__c.Gone__c found"]);
  assert.deepEqual(layout(list("One__c.Account__c"), "Account"), []);
  assert.deepEqual(layout(list("RelatedNoteList"), "Account"), []);
  assert.deepEqual(layout(list("One__c.Contact__c"), "Account"), ["Cannot find related list:One__c.Contact__c"]);
  assert.deepEqual(layout(list("One__c.Account__c", "Gone__c"), "Account"), [
    "Invalid field:Gone__c in related list:One__c.Account__c"
  ]);
  // The parent's object is named, as SalesforceLabs/AnimalShelterStarter and ProjectManagementTool do.
  assert.deepEqual(layout(list("Part__c.Whole__c", "One__c.Size__c")), []);
  assert.deepEqual(layout(list("Part__c.Whole__c", "One__c.Gone__c")), [
    "Invalid field:One__c.Gone__c in related list:Part__c.Whole__c"
  ]);
  const action = (name: string) =>
    `<quickActionList><quickActionListItems><quickActionName>${name}</quickActionName></quickActionListItems></quickActionList>`;
  assert.deepEqual(layout(action("FeedItem.TextPost") + item("Size__c")), []);
  assert.deepEqual(layout(action("One__c.Make")), ["In field: QuickAction - no QuickAction named One__c.Make found"]);
});

// SalesforceLabs/AnimalShelterStarter; "ISVforce Guide: Namespace Prefix".
test("a layout may name the project's own actions with its namespace", () => {
  const action = `<label>Make</label><optionsCreateFeedItem>false</optionsCreateFeedItem><type>Update</type>`;
  const layout = `<quickActionList><quickActionListItems><quickActionName>ours__One__c.Make</quickActionName></quickActionListItems></quickActionList>`;
  const project = projectOf(
    {
      ...objects,
      "quickActions/One__c.Make.quickAction-meta.xml": metadata("QuickAction", action),
      "layouts/One__c-L.layout-meta.xml": metadata("Layout", layout)
    },
    "ours"
  );
  assert.deepEqual(namedFieldProblems(project, compileSchema(project).schema), []);
});

// "Metadata API Developer Guide: QuickAction".
test("a quick action shows and fills in fields of its target", () => {
  const action = (target: string, field: string) =>
    refused(
      "quickActions/Account.Make.quickAction-meta.xml",
      "QuickAction",
      `<fieldOverrides><field>${field}</field><literalValue>1</literalValue></fieldOverrides><label>Make</label><optionsCreateFeedItem>false</optionsCreateFeedItem>\n<targetObject>${target}</targetObject><type>Create</type>`
    );
  assert.deepEqual(action("One__c", "Size__c"), []);
  assert.deepEqual(action("One__c", "Gone__c"), ["3 In field: field - no CustomField named One__c.Gone__c found"]);
  assert.deepEqual(action("Two__c", "Size__c"), ["4 In field: targetObject - no CustomObject named Two__c found"]);
});

// "Metadata API Developer Guide: ReportType".
test("a report type's columns are fields of the objects that it joins", () => {
  const type = (base: string, table: string, field: string) =>
    refused(
      "reportTypes/T.reportType-meta.xml",
      "ReportType",
      `<baseObject>${base}</baseObject><category>other</category><deployed>true</deployed><label>T</label><sections><columns><checkedByDefault>false</checkedByDefault>\n<field>${field}</field><table>${table}</table></columns><masterLabel>S</masterLabel></sections>`
    );
  assert.deepEqual(type("One__c", "One__c", "Size__c"), []);
  assert.deepEqual(type("Account", "Account.Ones__r", "Size__c"), []);
  assert.deepEqual(type("One__c", "One__c", "Owner"), []);
  assert.deepEqual(type("Account", "Account.Ones__r", "Gone__c"), [
    "4 In field: field - no CustomField named One__c.Gone__c found"
  ]);
  assert.deepEqual(type("Two__c", "Two__c", "Size__c"), [
    "3 In field: baseObject - no CustomObject named Two__c found"
  ]);
});

// "Metadata API Developer Guide: Layout": the file is named by the object and the layout, encoded as in an address.
test("a layout is of an object, whatever signs its name has", () => {
  const layout = (name: string) =>
    refused(
      `layouts/${name}.layout-meta.xml`,
      "Layout",
      "<layoutSections><label>A</label><style>OneColumn</style><layoutColumns><layoutItems><behavior>Required</behavior><field>Name</field></layoutItems></layoutColumns></layoutSections>"
    );
  assert.deepEqual(layout("One__c-One %28Main%29 Layout"), []);
  assert.deepEqual(layout("One__c-100% One"), []);
  assert.deepEqual(layout("Two__c-Two Layout"), [
    "2 The layout's name begins with its object, and there is no object Two__c"
  ]);
});
