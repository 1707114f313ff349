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

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");

for (const name of foreign) {
  test(`refuses ${JSON.stringify(name)} as the name of an object, a field, a relationship, a label`, () => {
    const deployments: Record<string, string>[] = [
      {
        [`objects/Thing__c/fields/Bad__c.field-meta.xml`]: field(`${escaped(name)}__c`),
        "objects/Thing__c/Thing__c.object-meta.xml": object("Thing")
      },
      {
        [`objects/Thing__c/fields/Good__c.field-meta.xml`]: field("Good__c", escaped(name)),
        "objects/Thing__c/Thing__c.object-meta.xml": object("Thing")
      },
      { "labels/CustomLabels.labels-meta.xml": label(escaped(name)) },
      ...(name.includes(".") ? [] : [{ [`objects/${name}__c/${name}__c.object-meta.xml`]: object("Thing") }])
    ];
    for (const files of deployments)
      assert.throws(
        () => orgWith({ files }),
        /API Name can only contain underscores and alphanumeric characters/,
        JSON.stringify(files)
      );
  });
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
