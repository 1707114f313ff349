import assert from "node:assert/strict";
import { test } from "node:test";
import { orgWith } from "../apex/testing/fixture.ts";

const object = (label: string): string =>
  `<CustomObject><deploymentStatus>Deployed</deploymentStatus><label>${label}</label><pluralLabel>${label}</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><sharingModel>ReadWrite</sharingModel></CustomObject>`;
const field = (name: string, relationship = "Children"): string =>
  `<CustomField><fullName>${name}</fullName><label>F</label><type>Lookup</type><referenceTo>Account</referenceTo><relationshipName>${relationship}</relationshipName></CustomField>`;
const label = (name: string): string =>
  `<CustomLabels><labels><fullName>${name}</fullName><language>en_US</language><protected>false</protected><shortDescription>x</shortDescription><value>x</value></labels></CustomLabels>`;

const foreign = [
  'Foo"); DROP TABLE Account;--',
  "a$b",
  "a\u2028b",
  "ä",
  "1a",
  "a b",
  "a_",
  "a__b__d",
  "__proto__",
  "x.y"
];

/** Metadata whose file or folder has that name. */
function filesNamed(name: string): Record<string, string> {
  return {
    [`objects/${name}__c/${name}__c.object-meta.xml`]: object("Thing"),
    [`lwc/${name}/${name}.js`]:
      'import { LightningElement } from "lwc"; export default class extends LightningElement {}',
    [`lwc/${name}/${name}.js-meta.xml`]:
      "<LightningComponentBundle><apiVersion>66.0</apiVersion><isExposed>false</isExposed></LightningComponentBundle>",
    [`staticresources/${name}.txt`]: "text",
    [`staticresources/${name}.resource-meta.xml`]:
      "<StaticResource><cacheControl>Private</cacheControl><contentType>text/plain</contentType></StaticResource>",
    [`permissionsets/${name}.permissionset-meta.xml`]: "<PermissionSet><label>P</label></PermissionSet>",
    [`customPermissions/${name}.customPermission-meta.xml`]: "<CustomPermission><label>P</label></CustomPermission>",
    [`tabs/${name}.tab-meta.xml`]:
      "<CustomTab><label>T</label><lwcComponent>x</lwcComponent><motif>Custom1: Heart</motif></CustomTab>",
    [`flexipages/${name}.flexipage-meta.xml`]:
      "<FlexiPage><flexiPageRegions><name>main</name><type>Region</type></flexiPageRegions><masterLabel>P</masterLabel><template><name>flexipage:defaultAppHomeTemplate</name></template><type>AppPage</type></FlexiPage>",
    [`globalValueSets/${name}.globalValueSet-meta.xml`]:
      "<GlobalValueSet><customValue><fullName>A</fullName><default>false</default><label>A</label></customValue><masterLabel>V</masterLabel><sorted>false</sorted></GlobalValueSet>"
  };
}

const kindsOfFiles = [
  "CustomObject",
  "StaticResource",
  "PermissionSet",
  "CustomPermission",
  "CustomTab",
  "FlexiPage",
  "GlobalValueSet"
];

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");

const apiName = /API Name can only contain underscores and alphanumeric characters/;

for (const name of foreign) {
  test(`refuses ${JSON.stringify(name)} as the name of whatever has an API name`, () => {
    const thing = { "objects/Thing__c/Thing__c.object-meta.xml": object("Thing") };
    const told = refusalsOf({
      ...thing,
      "objects/Thing__c/fields/Bad__c.field-meta.xml": field(`${escaped(name)}__c`),
      "objects/Thing__c/fields/Good__c.field-meta.xml": field("Good__c", escaped(name)),
      "labels/CustomLabels.labels-meta.xml": label(escaped(name))
    });
    assert.equal(told.filter((line) => apiName.test(line)).length, 3, told.join("\n"));
    if (name.includes(".")) return;
    const files = refusalsOf(filesNamed(name));
    for (const kind of kindsOfFiles)
      assert.ok(
        files.some((line) => line.includes(`The ${kind} API Name can only contain`)),
        `${kind}\n${files.join("\n")}`
      );
    assert.ok(files.some((line) => line.includes("A component's name begins with a lowercase letter")));
  });
}

function refusalsOf(files: Record<string, string>): string[] {
  try {
    orgWith({ files });
  } catch (error) {
    return (error as Error).message.split(/\n(?=force-app)/);
  }
  return [];
}

test("takes names that mean something to SQL or JavaScript", () => {
  const names = ["Select", "Order", "Table", "constructor", "toString", "valueOf", "process", "hasOwnProperty"];
  const files = Object.fromEntries(
    names.flatMap((name) => [
      [`objects/${name}__c/${name}__c.object-meta.xml`, object(name)],
      [`objects/${name}__c/fields/${name}__c.field-meta.xml`, field(`${name}__c`, `${name}s`)]
    ])
  );
  const body = names
    .map(
      (name) => `
      ${name}__c r${name} = new ${name}__c(Name = 'x', ${name}__c = parent.Id);
      insert r${name};
      r${name}.Name = 'y';
      update r${name};
      System.assertEquals('p', [SELECT ${name}__r.Name FROM ${name}__c WHERE ${name}__c = :parent.Id AND Name = 'y'].${name}__r.Name);
      System.assertEquals(1, [SELECT Id, (SELECT Id FROM ${name}s__r) FROM Account].${name}s__r.size());
      System.assertEquals(parent.Id, r${name}.get('${name}__c'));`
    )
    .join("\n");
  const org = orgWith({
    files,
    classes: [
      `public class Uses { public static void all() { Account parent = new Account(Name = 'p'); insert parent; ${body} } }`
    ]
  });
  org.transaction(org.administrator, (tx) =>
    org.runApex(tx, () => org.program.classByName("Uses")!.methods[0]!.invoke(null, []))
  );
});
