import assert from "node:assert/strict";
import { after, test } from "node:test";
import { orgWith } from "../apex/testing/fixture.ts";

const metadata = (type: string, body: string): string =>
  `<${type} xmlns="http://soap.sforce.com/2006/04/metadata">${body}</${type}>`;
const template = (type: string, more = ""): string =>
  metadata(
    "EmailTemplate",
    `<available>true</available><encodingKey>UTF-8</encodingKey><name>Hello</name><style>none</style><subject>Hi [[name]]</subject>${more}<type>${type}</type>`
  );

const org = orgWith(
  {
    files: {
      "email/Mails.emailFolder-meta.xml": metadata(
        "EmailFolder",
        "<accessType>Public</accessType><name>Our Mails</name><publicFolderAccess>ReadOnly</publicFolderAccess>"
      ),
      "email/Mails/Html.email": "<p>Hello & welcome</p>",
      "email/Mails/Html.email-meta.xml": template("custom", "<textOnly>Hello</textOnly>"),
      "email/Mails/Plain.email": "Hello",
      "email/Mails/Plain.email-meta.xml": template("text")
    }
  },
  { coverage: false }
);
after(() => org.close());

// "Metadata API Developer Guide: EmailTemplate"; "Object Reference: EmailTemplate", "Folder".
test("deployed templates are records with their bodies, in the folder that is deployed with them", () => {
  const rows = org.transaction(org.administrator, (tx) => {
    const query = org.soql.analyze(
      "SELECT DeveloperName, Subject, HtmlValue, Body, TemplateType, IsActive, FolderId FROM EmailTemplate ORDER BY DeveloperName",
      tx.schema
    );
    const options = { accessMode: "user", withSharing: true, countLimits: false } as const;
    const folders = org.soql.execute(
      tx,
      org.soql.analyze("SELECT Id FROM Folder WHERE Name = 'Our Mails'", tx.schema),
      new Map(),
      options
    ).records;
    assert.equal(folders.length, 1);
    return org.soql
      .execute(tx, query, new Map(), options)
      .records.map((row) => [
        row.get("DeveloperName"),
        row.get("Subject"),
        row.get("HtmlValue"),
        row.get("Body"),
        row.get("IsActive"),
        row.get("FolderId") === folders[0]!.id
      ]);
  });
  assert.deepEqual(rows, [
    ["Html", "Hi [[name]]", "<p>Hello & welcome</p>", "Hello", true, true],
    ["Plain", "Hi [[name]]", null, "Hello", true, true]
  ]);
});
