/** The path of a record: "Metadata API Developer Guide: PathAssistant". */
import assert from "node:assert/strict";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Connection } from "jsforce";
import { orgWith } from "../../apex/testing/fixture.ts";
import type { Org } from "../../org/types.ts";
import { serveOrg, type OrgServer } from "../../server.ts";

const metadata = (type: string, body: string): string =>
  `<${type} xmlns="http://soap.sforce.com/2006/04/metadata">${body}</${type}>`;
const path = (object: string, active: boolean): string =>
  metadata(
    "PathAssistant",
    `<active>${active}</active><entityName>${object}</entityName><fieldName>Stage__c</fieldName><masterLabel>Path</masterLabel><recordTypeName>__MASTER__</recordTypeName>`
  );
const object = (label: string): string =>
  metadata(
    "CustomObject",
    `<deploymentStatus>Deployed</deploymentStatus><label>${label}</label><nameField><label>Name</label><type>Text</type></nameField><pluralLabel>${label}s</pluralLabel><sharingModel>ReadWrite</sharingModel>`
  );
const value = (name: string, more = ""): string =>
  `<value><fullName>${name}</fullName><default>false</default>${more}<label>${name}!</label></value>`;
const stage = metadata(
  "CustomField",
  `<fullName>Stage__c</fullName><label>Stage</label><type>Picklist</type><valueSet><valueSetDefinition><sorted>false</sorted>${value("New")}${value("Old", "<isActive>false</isActive>")}${value("Done")}</valueSetDefinition></valueSet>`
);

let org: Org;
let server: OrgServer;
let connection: Connection;
before(async () => {
  org = orgWith(
    {
      files: {
        "objects/Deal__c/Deal__c.object-meta.xml": object("Deal"),
        "objects/Deal__c/fields/Stage__c.field-meta.xml": stage,
        "objects/Idle__c/Idle__c.object-meta.xml": object("Idle"),
        "objects/Idle__c/fields/Stage__c.field-meta.xml": stage,
        "pathAssistants/Deal.pathAssistant-meta.xml": path("Deal__c", true),
        "pathAssistants/Idle.pathAssistant-meta.xml": path("Idle__c", false)
      }
    },
    { coverage: false }
  );
  server = await serveOrg({ org, port: 0, cacheFolder: mkdtempSync(join(tmpdir(), "cache-")) });
  connection = new Connection({ instanceUrl: server.origin, accessToken: server.accessToken, version: "66.0" });
});
after(async () => {
  await server.close();
  org.close();
});

async function pathOf(name: string, fields: object): Promise<unknown> {
  const { id } = (await connection.sobject(name).create(fields as never)) as unknown as { id: string };
  const answer = await fetch(`${server.origin}/lightning/api/path/${id}`, {
    headers: { Authorization: `Bearer ${server.accessToken}` }
  });
  return answer.json();
}

test("the steps are the active values of the path's field, and the record is at its value", async () => {
  assert.deepEqual(await pathOf("Deal__c", { Name: "D", Stage__c: "Done" }), {
    label: "Stage",
    steps: [
      { value: "New", label: "New!" },
      { value: "Done", label: "Done!" }
    ],
    current: "Done"
  });
});

test("a path that is not active is none", async () => {
  assert.equal(await pathOf("Idle__c", { Name: "I", Stage__c: "Done" }), null);
});
