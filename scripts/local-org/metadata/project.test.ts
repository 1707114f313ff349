import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test, type TestContext } from "node:test";
import { unzipSync } from "fflate";
import { checkApiNames } from "./api-names.ts";
import { compileSchema } from "./compile-schema.ts";
import { withNamespace } from "./objects-in-namespace.ts";
import { readProject } from "./project.ts";
import type { ProjectSource } from "./types.ts";

/** A project on disk with these files under `app/`, and an sfdx-project.json. */
function project(context: TestContext, files: Record<string, string>): ProjectSource {
  const root = mkdtempSync(join(tmpdir(), "project-"));
  context.after(() => rmSync(root, { recursive: true }));
  const all: Record<string, string> = {
    "sfdx-project.json": JSON.stringify({
      packageDirectories: [{ path: "app", default: true }],
      sourceApiVersion: "66.0"
    }),
    ...files
  };
  for (const [path, content] of Object.entries(all)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return readProject(root);
}

const invoice = `<?xml version="1.0" encoding="UTF-8"?>
<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata">
    <label>Invoice</label>
    <pluralLabel>Invoices</pluralLabel>
    <nameField><label>Number</label><type>AutoNumber</type><displayFormat>I-{0000}</displayFormat></nameField>
    <deploymentStatus>Deployed</deploymentStatus>
    <sharingModel>Private</sharingModel>
</CustomObject>`;

const line = invoice.replaceAll("Invoice", "Line").replace("Private", "ControlledByParent");

function field(content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<CustomField xmlns="http://soap.sforce.com/2006/04/metadata">\n${content}\n</CustomField>`;
}

const objects = {
  "app/sales/objects/Invoice__c/Invoice__c.object-meta.xml": invoice,
  "app/sales/objects/Invoice__c/fields/Total__c.field-meta.xml": field(
    "<fullName>Total__c</fullName><label>Total</label><type>Summary</type><summarizedField>Line__c.Amount__c</summarizedField><summaryForeignKey>Line__c.Invoice__c</summaryForeignKey><summaryOperation>sum</summaryOperation><summaryFilterItems><field>Line__c.Kind__c</field><operation>equals</operation><value>Goods, Service</value></summaryFilterItems>"
  ),
  "app/sales/objects/Invoice__c/validationRules/Positive.validationRule-meta.xml":
    "<ValidationRule><fullName>Positive</fullName><active>true</active><errorConditionFormula>Total__c &lt; 0</errorConditionFormula><errorMessage>No</errorMessage></ValidationRule>",
  "app/sales/objects/Line__c/Line__c.object-meta.xml": line,
  "app/sales/objects/Line__c/fields/Invoice__c.field-meta.xml": field(
    "<fullName>Invoice__c</fullName><label>Invoice</label><type>MasterDetail</type><referenceTo>Invoice__c</referenceTo><relationshipName>Lines</relationshipName>"
  ),
  "app/sales/objects/Line__c/fields/Amount__c.field-meta.xml": field(
    "<fullName>Amount__c</fullName><label>Amount</label><type>Currency</type><precision>16</precision><scale>2</scale>"
  ),
  "app/sales/objects/Line__c/fields/Kind__c.field-meta.xml": field(
    "<fullName>Kind__c</fullName><label>Kind</label><type>Picklist</type><valueSet><restricted>true</restricted><valueSetDefinition><sorted>false</sorted><value><fullName>Goods</fullName><default>true</default><label>Goods</label></value><value><fullName>Service</fullName><default>false</default><label>Dienst</label></value></valueSetDefinition></valueSet>"
  ),
  "app/sales/objects/Account/fields/Score__c.field-meta.xml": field(
    "<fullName>Score__c</fullName><label>Score</label><type>Number</type><precision>5</precision><scale>0</scale>"
  )
};

test("objects, fields and rules of every folder become one schema", (context) => {
  const source = project(context, objects);
  assert.deepEqual(source.problems, []);
  const compiled = compileSchema(source);
  assert.deepEqual(compiled.problems, []);
  const type = compiled.schema.object("invoice__c")!;
  assert.equal(type.sharingModel, "Private");
  assert.equal(type.nameField?.autoNumber, true);
  assert.deepEqual([type.field("total__c")!.type, type.field("total__c")!.scale], ["currency", 2]);
  assert.equal(type.childRelationship("Lines__r")?.childObject, "Line__c");
  assert.equal(type.validationRules[0]!.formula, "Total__c < 0");
  assert.equal(compiled.schema.object("Line__c")!.field("OwnerId"), undefined);
  assert.equal(compiled.schema.object("Line__c")!.field("Kind__c")!.picklistValues[1]!.label, "Dienst");
  assert.equal(compiled.schema.object("Account")!.field("Score__c")!.precision, 5);
});

test("what is not understood is reported with file, line and element", (context) => {
  const source = project(context, {
    "app/objects/Account/fields/Odd__c.field-meta.xml": field(
      "    <fullName>Odd__c</fullName>\n    <type>Hologram</type>\n    <colour>red</colour>"
    ),
    "app/objects/Account/fields/Broken__c.field-meta.xml": "<CustomField>\n<fullName>Broken__c</fullName>\n",
    "app/lasers/Big.laser-meta.xml": "<Laser/>",
    "app/notes/readme.md": "no source",
    "app/classes/Lonely.cls": "public class Lonely {}"
  });
  assert.deepEqual(
    source.problems.map(({ path, line: at, message }) => `${path}:${at} ${message}`),
    [
      "app/classes/Lonely.cls:1 The file Lonely.cls-meta.xml is missing",
      "app/lasers/Big.laser-meta.xml:1 Metadata of the kind .laser-meta.xml is not supported by the local org",
      "app/objects/Account/fields/Broken__c.field-meta.xml:1 Error parsing file: Unclosed tag 'CustomField'.",
      "app/objects/Account/fields/Odd__c.field-meta.xml:4 Field type Hologram is not supported by the local org",
      "app/objects/Account/fields/Odd__c.field-meta.xml:4 'Hologram' is not a valid value for the enum 'FieldType'",
      "app/objects/Account/fields/Odd__c.field-meta.xml:5 Error parsing file: Element {http://soap.sforce.com/2006/04/metadata}colour invalid at this location in type CustomField"
    ]
  );
});

test("names that nobody defines are reported together", (context) => {
  const source = project(context, {
    ...objects,
    "app/objects/Account/fields/Boss__c.field-meta.xml": field(
      "<fullName>Boss__c</fullName><label>Boss</label><type>Lookup</type><referenceTo>Chief__c</referenceTo>"
    ),
    "app/objects/Account/fields/Sum__c.field-meta.xml": field(
      "<fullName>Sum__c</fullName><label>Sum</label><type>Summary</type><summarizedField>Line__c.Nothing__c</summarizedField><summaryForeignKey>Line__c.Invoice__c</summaryForeignKey><summaryOperation>sum</summaryOperation>"
    ),
    "app/customMetadata/Rate.One.md-meta.xml":
      "<CustomMetadata><label>One</label><protected>false</protected></CustomMetadata>"
  });
  const compiled = compileSchema(source);
  assert.deepEqual(
    compiled.problems.map((problem) => problem.message),
    [
      "referenceTo value of 'Chief__c' does not resolve to a valid sObject type",
      "summaryForeignKey Line__c.Invoice__c is no master-detail relationship to Account",
      "summarizedField Line__c.Nothing__c does not exist",
      "The custom metadata type Rate__mdt does not exist"
    ]
  );
});

test("a lookup filter is read, and one that names what does not exist is a problem of its field", (context) => {
  const filtered = (item: string): ProjectSource =>
    project(context, {
      "app/objects/Account/fields/Boss__c.field-meta.xml": field(
        `<fullName>Boss__c</fullName><label>Boss</label><type>Lookup</type><referenceTo>Contact</referenceTo><relationshipName>Bosses</relationshipName><lookupFilter><active>true</active><filterItems><field>${item}</field><operation>equals</operation><valueField>$Source.Id</valueField></filterItems><isOptional>false</isOptional></lookupFilter>`
      )
    });
  const right = compileSchema(filtered("Contact.AccountId"));
  assert.deepEqual(right.problems, []);
  assert.equal(right.schema.object("Account")!.field("Boss__c")!.lookupFilter!.items[0]!.valueField, "$Source.Id");
  const wrong = compileSchema(filtered("Contact.Nothing__c"));
  assert.deepEqual(
    wrong.problems.map((one) => [one.componentName, one.message]),
    [["Account.Boss__c", "The field Contact.Nothing__c in lookupFilter does not exist"]]
  );
});

test("a formula that does not compile is a problem of its field", (context) => {
  const compiled = compileSchema(
    project(context, {
      "app/objects/Account/fields/F__c.field-meta.xml": field(
        "<fullName>F__c</fullName><label>F</label><type>Number</type><precision>5</precision><scale>0</scale><formula>Nope__c + 1</formula>"
      )
    })
  );
  assert.deepEqual(
    compiled.problems.map(({ path, message }) => `${path} ${message}`),
    [
      "app/objects/Account/fields/F__c.field-meta.xml Field Nope__c does not exist. Check spelling. (formula, character 1)"
    ]
  );
});

test("classes, labels, translations, bundles, static resources and custom metadata are read", (context) => {
  const source = project(context, {
    ".forceignore": "# comment\n**/lwc/**/*.ts\napp/ignored/\n",
    "app/classes/Greeter.cls": "public class Greeter {}",
    "app/classes/Greeter.cls-meta.xml": "<ApexClass><apiVersion>66.0</apiVersion><status>Active</status></ApexClass>",
    "app/ignored/readme.md": "not read",
    "app/labels/CustomLabels.labels-meta.xml":
      "<CustomLabels><labels><fullName>Hello</fullName><language>en_US</language><protected>true</protected><shortDescription>h</shortDescription><value>Hello &amp; welcome</value></labels></CustomLabels>",
    "app/translations/tr.translation-meta.xml":
      "<Translations><customLabels><label>Merhaba</label><name>Hello</name></customLabels></Translations>",
    "app/lwc/card/card.js-meta.xml":
      "<LightningComponentBundle><apiVersion>66.0</apiVersion><isExposed>true</isExposed><targets><target>lightning__RecordPage</target></targets></LightningComponentBundle>",
    "app/lwc/card/card.ts": "export default class {}",
    "app/lwc/card/card.test.ts": "left out",
    "app/lwc/card/__tests__/card.test.js": "left out",
    "app/staticresources/logo.svg": "<svg/>",
    "app/staticresources/logo.resource-meta.xml":
      "<StaticResource><cacheControl>Public</cacheControl><contentType>image/svg+xml</contentType></StaticResource>",
    "app/staticresources/site/index.html": "<html/>",
    "app/staticresources/site.resource-meta.xml":
      "<StaticResource><contentType>application/zip</contentType></StaticResource>",
    "app/customMetadata/Rate.Low.md-meta.xml":
      '<CustomMetadata xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><label>Low</label><protected>false</protected><values><field>Value__c</field><value xsi:type="xsd:double">1.5</value></values><values><field>Note__c</field><value xsi:nil="true"/></values></CustomMetadata>'
  });
  assert.deepEqual(source.problems, []);
  assert.equal(source.classes[0]!.apiVersion, 66);
  assert.deepEqual([source.labels[0]!.value, source.labels[0]!.translations.get("tr")], ["Hello & welcome", "Merhaba"]);
  assert.deepEqual(
    source.bundles[0]!.files.map((file) => file.path),
    ["app/lwc/card/card.js-meta.xml", "app/lwc/card/card.ts"]
  );
  assert.deepEqual(source.bundles[0]!.targets, ["lightning__RecordPage"]);
  const [logo, site] = source.staticResources;
  assert.deepEqual([logo!.name, Buffer.from(logo!.content).toString()], ["logo", "<svg/>"]);
  assert.deepEqual(Object.keys(unzipSync(site!.content)), ["index.html"]);
  assert.deepEqual(
    [...source.customMetadata[0]!.values],
    [
      ["Value__c", "1.5"],
      ["Note__c", null]
    ]
  );
});

test("package directories may be written with the separators of Windows", (context) => {
  const source = project(context, {
    "sfdx-project.json": JSON.stringify({ packageDirectories: [{ path: "app\\sales", default: true }] }),
    ...objects
  });
  assert.deepEqual(source.problems, []);
  assert.ok(source.objects.some((object) => object.name === "Invoice__c"));
});

test("directories that are named twice or lie within one another are read once", (context) => {
  const source = project(context, {
    "sfdx-project.json": JSON.stringify({
      packageDirectories: [{ path: "./app", default: true }, { path: "app/" }, { path: "app/sales" }]
    }),
    ...objects
  });
  assert.deepEqual(source.problems, []);
  assert.equal(source.objects.filter((object) => object.name === "Invoice__c").length, 1);
});

test("agents, service consoles and Aura applications are stored under the names of their types", (context) => {
  const source = project(context, {
    "app/genAiFunctions/Book/Book.genAiFunction-meta.xml":
      "<GenAiFunction><masterLabel>Book</masterLabel></GenAiFunction>",
    "app/genAiFunctions/Book/input/schema.json": "{}",
    "app/serviceChannels/Chat.serviceChannel-meta.xml": "<ServiceChannel><label>Chat</label></ServiceChannel>",
    "app/documents/Styles/Page.css": "p {}",
    "app/documents/Styles/Page.document-meta.xml": "<Document><name>Page</name><public>true</public></Document>",
    "app/documents/Styles/Logo.png": "…",
    "app/documents/Styles/Logo.png-meta.xml": "<Document><name>Logo</name><public>true</public></Document>",
    "app/aura/Shell/Shell.app": "<aura:application />",
    "app/aura/Shell/Shell.app-meta.xml": "<AuraDefinitionBundle><apiVersion>60.0</apiVersion></AuraDefinitionBundle>"
  });
  assert.deepEqual(source.problems, []);
  assert.deepEqual(
    source.components.map(({ type, name }) => `${type} ${name}`),
    ["AuraDefinitionBundle Shell", "Document Logo", "Document Page", "GenAiFunction Book", "ServiceChannel Chat"]
  );
});

test("a file of a standard field adds to that field and takes nothing from it", (context) => {
  const contact = "app/sales/objects/Contact/fields";
  const source = project(context, {
    [`${contact}/AccountId.field-meta.xml`]: field(
      "<fullName>AccountId</fullName><inlineHelpText>The employer</inlineHelpText><trackFeedHistory>true</trackFeedHistory><type>Lookup</type>"
    ),
    [`${contact}/LeadSource.field-meta.xml`]: field("<fullName>LeadSource</fullName><type>Picklist</type>"),
    [`${contact}/Phone.field-meta.xml`]: field("<fullName>Phone</fullName><description>Direct line</description>")
  });
  assert.deepEqual(source.problems, []);
  const compiled = compileSchema(source);
  assert.deepEqual(compiled.problems, []);
  const type = compiled.schema.object("Contact")!;
  const account = type.field("AccountId")!;
  assert.deepEqual([account.referenceTo, account.relationshipName], [["Account"], "Account"]);
  assert.deepEqual([account.inlineHelpText, account.custom], ["The employer", false]);
  assert.ok(type.field("LeadSource")!.picklistValues.length > 0);
  assert.deepEqual([type.field("Phone")!.type, type.field("Phone")!.description], ["phone", "Direct line"]);
});

test("a lookup of the project's own still has to say what it refers to", (context) => {
  const source = project(context, {
    "app/sales/objects/Contact/fields/Agent__c.field-meta.xml": field(
      "<fullName>Agent__c</fullName><label>Agent</label><type>Lookup</type>"
    )
  });
  assert.deepEqual(
    source.problems.map((problem) => problem.message),
    ["Must specify 'referenceTo' for a CustomField of type Lookup"]
  );
});

test("the file of a standard field that is not known here is told as such", (context) => {
  const source = project(context, {
    "app/sales/objects/Contact/fields/Plumage.field-meta.xml": field(
      "<fullName>Plumage</fullName><trackFeedHistory>false</trackFeedHistory><type>Picklist</type>"
    )
  });
  assert.deepEqual(
    source.problems.map((problem) => problem.message),
    ["Plumage is no standard field that the local org knows; a custom field's name ends with __c"]
  );
});

test("notes and pictures among the metadata are left where they lie, and metadata of a known kind without its file is refused", (context) => {
  const classes = "app/sales/classes";
  const source = project(context, {
    [`${classes}/Greeter.cls`]: "public class Greeter {}",
    [`${classes}/Greeter.cls-meta.xml`]: "<ApexClass><apiVersion>66.0</apiVersion><status>Active</status></ApexClass>",
    [`${classes}/README.md`]: "# Notes",
    [`${classes}/diagram.png`]: "",
    "app/sales/email/Welcome.email": "Hello",
    "app/sales/objects/Account/fields/Score__c.field-meta.xml":
      objects["app/sales/objects/Account/fields/Score__c.field-meta.xml"],
    "app/sales/objects/Account/indexes/Score.indx-meta.xml":
      "<CustomIndex><allowNullValues>true</allowNullValues></CustomIndex>"
  });
  assert.deepEqual(
    source.problems.map(({ path, message }) => `${path}: ${message}`),
    ["app/sales/email/Welcome.email: This kind of file is not supported by the local org"]
  );
  assert.ok(source.components.some((component) => component.type === "CustomIndex"));
});

test("a component's configuration file may be misspelt while it is the only one, and has to be there", (context) => {
  const source = project(context, {
    "app/lwc/card/crad.js-meta.xml": "<LightningComponentBundle><isExposed>true</isExposed></LightningComponentBundle>",
    "app/lwc/card/card.js": "",
    "app/lwc/bare/bare.js": ""
  });
  assert.deepEqual(
    source.bundles.map(({ name, isExposed }) => [name, isExposed]),
    [["card", true]]
  );
  assert.deepEqual(
    source.problems.map((problem) => problem.message),
    ["The bundle bare has no bare.js-meta.xml"]
  );
});

test("text between elements means nothing", (context) => {
  const source = project(context, {
    "app/classes/Greeter.cls": "public class Greeter {}",
    "app/classes/Greeter.cls-meta.xml":
      "<ApexClass>\n  <apiVersion>66.0</apiVersion>s\n  <status>Active</status>\n</ApexClass>"
  });
  assert.deepEqual(source.problems, []);
  assert.deepEqual(
    source.classes.map(({ name, apiVersion }) => [name, apiVersion]),
    [["Greeter", 66]]
  );
});

test("an encrypted text is a field of its own type", (context) => {
  const compiled = compileSchema(
    project(context, {
      "app/sales/objects/Contact/fields/Secret__c.field-meta.xml": field(
        "<fullName>Secret__c</fullName><label>Secret</label><type>EncryptedText</type><length>20</length><maskChar>X</maskChar><maskType>all</maskType>"
      )
    })
  );
  assert.deepEqual(compiled.problems, []);
  assert.equal(compiled.schema.object("Contact")!.field("Secret__c")!.type, "encryptedstring");
});

test("components in metadata format are read beside those in source format", (context) => {
  const source = project(context, {
    "app/objects/Invoice__c.object": invoice.replace(
      "</CustomObject>",
      "<fields><fullName>Amount__c</fullName><label>Amount</label><precision>18</precision><scale>2</scale><type>Currency</type></fields></CustomObject>"
    ),
    "app/tabs/Invoice__c.tab": metadataFile(
      "CustomTab",
      "<customObject>true</customObject><motif>Custom1: Heart</motif>"
    ),
    "app/bots/Helper.bot": metadataFile("Bot", "<label>Helper</label>"),
    "app/testSuites/All.testSuite": metadataFile("ApexTestSuite", "<testClassName>Paid_Test</testClassName>"),
    "app/labels/CustomLabels.labels": metadataFile(
      "CustomLabels",
      "<labels><fullName>Paid</fullName><language>en_US</language><protected>false</protected><shortDescription>Paid</shortDescription><value>Paid</value></labels>"
    )
  });
  assert.deepEqual(source.problems, []);
  assert.ok(compileSchema(source).schema.object("Invoice__c")!.field("Amount__c"));
  assert.deepEqual(
    source.labels.map(({ name }) => name),
    ["Paid"]
  );
  assert.deepEqual(
    source.components.map(({ type, name }) => `${type} ${name}`),
    ["Bot Helper", "CustomTab Invoice__c", "ApexTestSuite All"]
  );
});

// "Metadata API Developer Guide: AiAuthoringBundle", "CustomApplication", "GlobalValueSet"
test("agents with their scripts, preferences of consoles and global value sets with their name are kept", (context) => {
  const source = project(context, {
    "app/aiAuthoringBundles/Hello/Hello.bundle-meta.xml": metadataFile(
      "AiAuthoringBundle",
      "<bundleType>AGENT</bundleType>"
    ),
    "app/aiAuthoringBundles/Hello/Hello.agent": "system:",
    "app/applications/Desk.app-meta.xml": metadataFile(
      "CustomApplication",
      "<isServiceCloudConsole>true</isServiceCloudConsole><label>Desk</label><preferences><enableCustomizeMyTabs>false</enableCustomizeMyTabs><enableKeyboardShortcuts>true</enableKeyboardShortcuts><enableListViewHover>true</enableListViewHover><enableListViewReskin>true</enableListViewReskin><enableMultiMonitorComponents>true</enableMultiMonitorComponents><enablePinTabs>true</enablePinTabs><enableTabHover>false</enableTabHover><enableTabLimits>false</enableTabLimits><saveUserSessions>true</saveUserSessions></preferences>"
    ),
    "app/globalValueSets/Level.globalValueSet-meta.xml": metadataFile(
      "GlobalValueSet",
      "<fullName>Level</fullName><masterLabel>Level</masterLabel><sorted>false</sorted>"
    )
  });
  assert.deepEqual(source.problems, []);
});

// "Metadata API Developer Guide: Deploying and Retrieving Metadata with the Zip File"
test("a folder with a package.xml is a project in metadata format of that version", (context) => {
  const root = mkdtempSync(join(tmpdir(), "package-"));
  context.after(() => rmSync(root, { recursive: true }));
  for (const [path, content] of Object.entries({
    "package.xml": metadataFile("Package", "<version>47.0</version>"),
    "README.md": "# About",
    "classes/Paid.cls": "public class Paid { }",
    "globalValueSets/Level.globalValueSet": metadataFile(
      "GlobalValueSet",
      "<customValue><fullName>High</fullName><default>false</default><label>High</label></customValue><masterLabel>Level</masterLabel><sorted>false</sorted>"
    ),
    "classes/Paid.cls-meta.xml": metadataFile("ApexClass", "<apiVersion>47.0</apiVersion><status>Active</status>"),
    "objects/Invoice__c.object": invoice.replace(
      "</CustomObject>",
      "<fields><fullName>Level__c</fullName><label>Level</label><type>Picklist</type><valueSet><valueSetName>Level</valueSetName></valueSet></fields></CustomObject>"
    )
  })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  const source = readProject(root);
  assert.deepEqual(source.problems, []);
  assert.equal(source.sourceApiVersion, "47.0");
  assert.deepEqual(
    [...source.classes, ...source.objects].map(({ name }) => name),
    ["Paid", "Invoice__c"]
  );
});

// "Metadata API Developer Guide: Picklist (Including Dependent Picklist)"
test("a picklist of API version 37.0 names its values itself, and those that control them", (context) => {
  const picklist = (values: string, more = ""): string =>
    `<label>P</label><picklist>${more}${values}<sorted>false</sorted></picklist><type>Picklist</type>`;
  const value = (name: string, more = ""): string =>
    `<picklistValues><fullName>${name}</fullName>${more}<default>${name === "High"}</default></picklistValues>`;
  const files = {
    "app/objects/Invoice__c/Invoice__c.object-meta.xml": invoice,
    "app/objects/Invoice__c/fields/Level__c.field-meta.xml": field(
      `<fullName>Level__c</fullName>${picklist(value("High") + value("Low"))}`
    ),
    "app/objects/Invoice__c/fields/Step__c.field-meta.xml": field(
      `<fullName>Step__c</fullName>${picklist(value("Call", "<controllingFieldValues>High</controllingFieldValues>"), "<controllingField>Level__c</controllingField>")}`
    )
  };
  const source = project(context, files);
  assert.deepEqual(source.problems, []);
  const { schema } = compileSchema(source);
  const [level, step] = ["Level__c", "Step__c"].map((name) => schema.object("Invoice__c")!.field(name)!);
  assert.deepEqual(
    level!.picklistValues.map((one) => [one.value, one.default]),
    [
      ["High", true],
      ["Low", false]
    ]
  );
  assert.deepEqual([step!.controllingField, step!.valueSettings], ["Level__c", new Map([["High", ["Call"]]])]);
});

test("a folder with neither file is no project", () => {
  assert.throws(() => readProject(join(tmpdir(), "nothing")), /no sfdx-project\.json and no package\.xml/);
});

test("custom fields of activities are fields of tasks and of events", (context) => {
  const source = project(context, {
    "app/objects/Invoice__c/Invoice__c.object-meta.xml": invoice,
    "app/objects/Activity/fields/Invoice__c.field-meta.xml": field(
      "<fullName>Invoice__c</fullName><label>Invoice</label><referenceTo>Invoice__c</referenceTo><relationshipName>Tasks</relationshipName><type>Lookup</type>"
    )
  });
  const { schema, problems } = compileSchema(source);
  assert.deepEqual([...source.problems, ...problems], []);
  for (const name of ["Task", "Event"]) assert.equal(schema.object(name)!.field("Invoice__c")!.type, "reference");
  const children = schema
    .object("Invoice__c")!
    .childRelationships.filter(({ relationshipName }) => relationshipName === "Tasks__r");
  assert.deepEqual(
    children.map(({ childObject }) => childObject),
    ["Task"]
  );
});

test("the platform's own tabs and the coordinates of a place have names of their own", (context) => {
  const source = project(context, {
    "app/objects/Invoice__c/Invoice__c.object-meta.xml": invoice,
    "app/objects/Invoice__c/fields/Place__c.field-meta.xml": field(
      "<fullName>Place__c</fullName><label>Place</label><displayLocationInDecimal>true</displayLocationInDecimal><scale>5</scale><type>Location</type>"
    ),
    "app/tabs/standard-home.tab-meta.xml": metadataFile("CustomTab", "<description>Home</description>")
  });
  assert.deepEqual([...source.problems, ...checkApiNames(source)], []);
  const packaged = withNamespace(source.objects, "ours")[0]!;
  assert.deepEqual(
    packaged.fields.map(({ name }) => name),
    ["ours__Place__c", "ours__Place__Latitude__s", "ours__Place__Longitude__s"]
  );
});

test("a lookup filter of a package names fields with its namespace", (context) => {
  const source = project(context, {
    "app/objects/Invoice__c/Invoice__c.object-meta.xml": invoice,
    "app/objects/Invoice__c/fields/Open__c.field-meta.xml": field(
      "<fullName>Open__c</fullName><label>Open</label><defaultValue>true</defaultValue><type>Checkbox</type>"
    ),
    "app/objects/Invoice__c/fields/Before__c.field-meta.xml": field(
      `<fullName>Before__c</fullName><label>Before</label><referenceTo>Invoice__c</referenceTo><relationshipName>Next</relationshipName><type>Lookup</type>
       <lookupFilter><active>true</active><filterItems><field>Invoice__c.Open__c</field><operation>equals</operation><value>True</value></filterItems><isOptional>false</isOptional></lookupFilter>`
    )
  });
  const { problems } = compileSchema({ ...source, objects: withNamespace(source.objects, "ours") });
  assert.deepEqual([...source.problems, ...problems], []);
});

function metadataFile(root: string, content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://soap.sforce.com/2006/04/metadata">${content}</${root}>`;
}
