import assert from "node:assert/strict";
import { test } from "node:test";
import { fieldFile, metadata, objectFile } from "../metadata/rules/fixture.ts";
import { ProjectReader } from "../metadata/project-reader.ts";
import { openOrg } from "./embedded-org.ts";
import type { Org } from "./types.ts";

const apexMeta = metadata("ApexClass", "<apiVersion>66.0</apiVersion><status>Active</status>");
const files: Readonly<Record<string, string>> = {
  "objects/Order_Book__c/Order_Book__c.object-meta.xml": objectFile("ReadWrite"),
  "objects/Order_Book__c/fields/Total__c.field-meta.xml": fieldFile(
    "Total__c",
    "<summaryForeignKey>Entry__c.Book__c</summaryForeignKey><summarizedField>Entry__c.Amount__c</summarizedField><summaryOperation>sum</summaryOperation><type>Summary</type>"
  ),
  "objects/Entry__c/Entry__c.object-meta.xml": objectFile("ControlledByParent"),
  "objects/Entry__c/fields/Book__c.field-meta.xml": fieldFile(
    "Book__c",
    "<referenceTo>Order_Book__c</referenceTo><relationshipName>Entries</relationshipName><type>MasterDetail</type>"
  ),
  "objects/Entry__c/fields/Amount__c.field-meta.xml": fieldFile(
    "Amount__c",
    "<precision>10</precision><scale>0</scale><type>Number</type>"
  ),
  "objects/Entry__c/fields/Twice__c.field-meta.xml": fieldFile(
    "Twice__c",
    "<formula>Amount__c * 2 + Book__r.Total__c</formula><precision>18</precision><scale>0</scale><type>Number</type>"
  ),
  "objects/Entry__c/validationRules/Positive.validationRule-meta.xml": metadata(
    "ValidationRule",
    "<fullName>Positive</fullName><active>true</active><errorConditionFormula>Amount__c &lt; 0</errorConditionFormula><errorDisplayField>Amount__c</errorDisplayField><errorMessage>Positive</errorMessage>"
  ),
  "labels/CustomLabels.labels-meta.xml": metadata(
    "CustomLabels",
    "<labels><fullName>Hello</fullName><language>en_US</language><protected>true</protected><shortDescription>H</shortDescription><value>Hi</value></labels>"
  ),
  "permissionsets/P.permissionset-meta.xml": metadata(
    "PermissionSet",
    "<fieldPermissions><editable>true</editable><field>Entry__c.Amount__c</field><readable>true</readable></fieldPermissions><label>P</label><objectPermissions><allowCreate>true</allowCreate><allowDelete>false</allowDelete><allowEdit>true</allowEdit><allowRead>true</allowRead><modifyAllRecords>false</modifyAllRecords><object>Order_Book__c</object><viewAllRecords>false</viewAllRecords></objectPermissions>"
  ),
  "classes/Books.cls": `public class Books {
    public static List<Object> look() {
      Order_Book__c book = new Order_Book__c(Name = 'B');
      insert book;
      insert new Entry__c(Book__c = book.Id, Amount__c = 3);
      Order_Book__c found = Database.query('SELECT Total__c, (SELECT Amount__c, Book__r.Name FROM Entries__r) FROM Order_Book__c');
      String refused;
      try { insert new Entry__c(Book__c = book.Id, Amount__c = -1); } catch (DmlException e) { refused = e.getDmlFieldNames(0)[0]; }
      return new List<Object>{
        found.Total__c, found.Entries__r[0].Book__r.Name, refused,
        Entry__c.SObjectType.getDescribe().getName(), Entry__c.Book__c.getDescribe().getName(),
        Schema.getGlobalDescribe().containsKey('ours__entry__c'),
        JSON.serialize(new Entry__c(Amount__c = 1)).contains('ours__Amount__c'),
        found.get('Total__c') == found.get('ours__Total__c'),
        Label.Hello + Label.ours.Hello + System.Label.ours.Hello,
        Type.forName('ours', 'Books') == Books.class, Type.forName('ours.Books') == ours.Books.class,
        Type.forName('Entry__c') == Type.forName('ours__Entry__c'), Page.Shelf.getUrl()
      };
    }
  }`,
  "classes/Books.cls-meta.xml": apexMeta,
  "pages/Shelf.page": "<apex:page />",
  "pages/Shelf.page-meta.xml": metadata("ApexPage", "<apiVersion>66.0</apiVersion><label>Shelf</label>"),
  "objects/Rate__mdt/Rate__mdt.object-meta.xml": metadata(
    "CustomObject",
    "<label>Rate</label><pluralLabel>Rates</pluralLabel>"
  ),
  "customMetadata/Rate.High.md-meta.xml": metadata("CustomMetadata", "<label>High</label><protected>false</protected>")
};

function deployed(): Org {
  const tree = Object.entries(files).map(([path, text]) => ({ path: `app/${path}`, read: () => Buffer.from(text) }));
  const org = openOrg();
  const project = new ProjectReader("", tree, { sourceApiVersion: "66.0", namespace: "ours" }).read();
  assert.deepEqual(org.deploy(project).problems, []);
  return org;
}

// "Apex Developer Guide: Namespace Prefix", "Type Resolution and System Namespace for Types"; "Apex Reference Guide: Schema
// Class", getGlobalDescribe: keys carry the namespace of the code that asks.
test("Apex of a namespace finds its own names without it, and describes them with it", () => {
  const org = deployed();
  const lines: string[] = [];
  const { problems, thrown } = org.executeAnonymous(
    org.administrator,
    "for (Object one : Books.look()) System.debug(one);",
    { write: (_level, _place, message) => lines.push(message) }
  );
  assert.deepEqual([problems, thrown], [undefined, undefined]);
  org.close();
  assert.deepEqual(lines, [
    "3",
    "B",
    "ours__Amount__c",
    "ours__Entry__c",
    "ours__Book__c",
    "true",
    "true",
    "true",
    "HiHiHi",
    "true",
    "true",
    "true",
    "/apex/ours__shelf"
  ]);
});

// "Object Reference: ApexClass", NamespacePrefix; "Custom Metadata Type__mdt", QualifiedApiName.
test("what the project brings carries its namespace, what the platform brings none", () => {
  const org = deployed();
  const lines: string[] = [];
  const script = `System.debug([SELECT NamespacePrefix FROM ApexClass WHERE Name = 'Books'].NamespacePrefix);
    System.debug([SELECT NamespacePrefix FROM PermissionSet WHERE Name = 'P'].NamespacePrefix);
    System.debug([SELECT QualifiedApiName FROM ours__Rate__mdt].QualifiedApiName);
    System.debug(ours__Rate__mdt.getInstance('High').DeveloperName);
    System.debug([SELECT COUNT() FROM ListView WHERE NamespacePrefix = 'ours']);`;
  const { problems, thrown } = org.executeAnonymous(org.administrator, script, {
    write: (_level, _place, message) => lines.push(message)
  });
  org.close();
  assert.deepEqual([problems, thrown], [undefined, undefined]);
  assert.deepEqual(lines, ["ours", "ours", "ours__High", "High", "0"]);
});

// "Apex Reference Guide: Type Class", getName and toString; SalesforceFoundation/Volunteers-for-Salesforce and NPSP find their
// namespace by the name of a class of theirs.
test("types of a package tell its namespace", () => {
  const org = deployed();
  const lines: string[] = [];
  const script =
    "for (Object one : new List<Object>{ Books.class.getName(), String.valueOf(Books.class), Account.class.getName(), Type.forName(Books.class.getName()) == Books.class }) System.debug(one);";
  const { problems, thrown } = org.executeAnonymous(org.administrator, script, {
    write: (_level, _place, message) => lines.push(message)
  });
  org.close();
  assert.deepEqual([problems, thrown], [undefined, undefined]);
  assert.deepEqual(lines, ["ours.Books", "ours.Books", "Account", "true"]);
});

test("permissions name what they are for with the namespace", () => {
  const org = deployed();
  const rows = (sql: string) => org.transaction(org.administrator, (tx) => tx.database.all(sql)).flat();
  assert.ok(rows('SELECT "SobjectType" FROM "ObjectPermissions"').includes("ours__Order_Book__c"));
  assert.ok(rows('SELECT "Field" FROM "FieldPermissions"').includes("ours__Entry__c.ours__Amount__c"));
  org.close();
});

// "ISVforce Guide: Namespace Prefix".
test("an object that the source names with its own namespace is told as the one that is meant", () => {
  const path = "app/objects/ours__Entry__c/fields/More__c.field-meta.xml";
  const read = () => Buffer.from(fieldFile("More__c", "<length>10</length><type>Text</type>"));
  const org = openOrg();
  const project = new ProjectReader("", [{ path, read }], { sourceApiVersion: "66.0", namespace: "ours" }).read();
  assert.deepEqual(
    org.deploy(project).problems.map(({ message }) => message),
    [
      "The project defines no object ours__Entry__c: its own objects are written without its namespace, this one as Entry__c"
    ]
  );
  org.close();
});
