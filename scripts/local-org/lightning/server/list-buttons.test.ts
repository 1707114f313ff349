/** Buttons above lists, and the flows that they run with the chosen rows. */
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
const link = (type: string, url: string): string =>
  metadata(
    "WebLink",
    `<availability>online</availability><displayType>massActionButton</displayType><linkType>${type}</linkType><masterLabel>Close</masterLabel><openType>replace</openType><protected>false</protected><requireRowSelection>true</requireRowSelection><url>${url}</url>`
  );
const screen = (fields: string): string =>
  `<screens><name>One</name><label>One</label><locationX>0</locationX><locationY>0</locationY><allowBack>false</allowBack><allowFinish>true</allowFinish><allowPause>false</allowPause>${fields}<showFooter>false</showFooter><showHeader>false</showHeader></screens>`;
const shown = `<fields><name>Shown</name><extensionName>c:closing</extensionName><fieldType>ComponentInstance</fieldType><inputParameters><name>ids</name><value><elementReference>ids</elementReference></value></inputParameters><inputParameters><name>title</name><value><stringValue>Close all</stringValue></value></inputParameters><isRequired>true</isRequired></fields>`;
const flow = (body: string, restricted: boolean): string =>
  metadata(
    "Flow",
    `<apiVersion>66.0</apiVersion><isAdditionalPermissionRequiredToRun>${restricted}</isAdditionalPermissionRequiredToRun><label>Close</label><processType>Flow</processType>${body}<start><locationX>0</locationX><locationY>0</locationY><connector><targetReference>One</targetReference></connector></start><status>Active</status><variables><name>ids</name><dataType>String</dataType><isCollection>true</isCollection><isInput>true</isInput><isOutput>false</isOutput></variables>`
  );

const project = {
  files: {
    "objects/Case__c/Case__c.object-meta.xml": metadata(
      "CustomObject",
      `<deploymentStatus>Deployed</deploymentStatus><label>Case</label><nameField><label>Name</label><type>Text</type></nameField><pluralLabel>Cases</pluralLabel><searchLayouts><excludedStandardButtons>New</excludedStandardButtons><listViewButtons>Closing</listViewButtons><listViewButtons>Elsewhere</listViewButtons><listViewButtons>Page</listViewButtons></searchLayouts><sharingModel>ReadWrite</sharingModel>`
    ),
    "objects/Case__c/webLinks/Closing.webLink-meta.xml": link(
      "url",
      "/flow/Closing?retURL=lightning%2Fo%2FCase__c%2Flist"
    ),
    "objects/Case__c/webLinks/Elsewhere.webLink-meta.xml": link("url", "/lightning/n/Board"),
    "objects/Case__c/webLinks/Page.webLink-meta.xml": link("page", ""),
    "objectTranslations/Case__c-tr/Case__c-tr.objectTranslation-meta.xml": metadata(
      "CustomObjectTranslation",
      "<webLinks><label>Kapat</label><name>Closing</name></webLinks>"
    ),
    "flows/Closing.flow-meta.xml": flow(screen(shown), true),
    "flows/Open.flow-meta.xml": flow(screen(shown), false),
    "flows/Two.flow-meta.xml": flow(screen(shown).repeat(2), true),
    "flows/Loops.flow-meta.xml": flow(
      `<assignments><name>A</name><label>A</label><locationX>0</locationX><locationY>0</locationY></assignments>${screen(shown)}`,
      true
    ),
    "permissionsets/Closers.permissionset-meta.xml": metadata(
      "PermissionSet",
      "<flowAccesses><enabled>true</enabled><flow>Closing</flow></flowAccesses><label>Closers</label>"
    )
  }
};

let org: Org;
let server: OrgServer;
let connection: Connection;
before(async () => {
  org = orgWith(project, { coverage: false });
  server = await serveOrg({ org, port: 0, cacheFolder: mkdtempSync(join(tmpdir(), "cache-")) });
  connection = new Connection({ instanceUrl: server.origin, accessToken: server.accessToken, version: "66.0" });
});
after(async () => {
  await server.close();
  org.close();
});

async function ask(path: string, token = server.accessToken): Promise<{ status: number; answer: unknown }> {
  const answer = await fetch(server.origin + path, {
    headers: { Authorization: `Bearer ${token}`, "X-Local-Language": path.includes("language=tr") ? "tr" : "en-US" }
  });
  return { status: answer.status, answer: await answer.json() };
}

interface List {
  readonly mayCreate: boolean;
  readonly buttons: readonly { readonly label: string; readonly does: object }[];
}

// "Metadata API Developer Guide: CustomObject", SearchLayouts; "WebLink".
test("a list has the buttons that its object's search layouts name, in the user's words, and not those that they exclude", async () => {
  const { mayCreate, buttons } = (await ask("/lightning/api/list/Case__c")).answer as List;
  assert.equal(mayCreate, false);
  assert.deepEqual(
    buttons.map(({ does }) => does),
    [
      { kind: "flow", flow: "Closing", returnAddress: "/lightning/o/Case__c/list" },
      { kind: "open", address: "/lightning/n/Board" },
      { kind: "other", type: "page" }
    ]
  );
  const turkish = (await ask("/lightning/api/list/Case__c?language=tr")).answer as List;
  assert.equal(turkish.buttons[0]!.label, "Kapat");
});

// "Salesforce Help: Distribute a Flow with a Custom Button": a collection of texts called ids has the chosen records.
test("a flow of one component gives it the chosen records and fixed values", async () => {
  const { answer } = await ask("/lightning/api/flow/Closing?ids=001,002");
  assert.deepEqual(answer, {
    label: "Close",
    component: "c:closing",
    properties: { ids: ["001", "002"], title: "Close all" }
  });
  const none = (await ask("/lightning/api/flow/Closing")).answer as { properties: object };
  assert.deepEqual(none.properties, { ids: [], title: "Close all" });
});

test("a flow that does more is refused by the name of what is not known", async () => {
  const loops = await ask("/lightning/api/flow/Loops");
  assert.equal(loops.status, 501);
  assert.match(JSON.stringify(loops.answer), /assignments/);
  assert.match(JSON.stringify((await ask("/lightning/api/flow/Two")).answer), /one screen/);
  assert.equal((await ask("/lightning/api/flow/Nowhere")).status, 404);
});

// "Salesforce Help: Limit Access to a Flow".
test("a flow that asks for it is run by those alone whose permission set names it", async () => {
  const profile = await connection.sobject("Profile").findOne({ Name: "Minimum Access - Salesforce" }, ["Id"]);
  const fields = {
    Username: "closer@example.com",
    LastName: "Closer",
    Alias: "closer",
    Email: "closer@example.com",
    ProfileId: profile!.Id,
    TimeZoneSidKey: "GMT",
    LocaleSidKey: "en_US",
    LanguageLocaleKey: "en_US",
    EmailEncodingKey: "UTF-8"
  };
  const { id } = (await connection.sobject("User").create(fields)) as { id: string };
  await connection.request({
    method: "POST",
    url: `/services/data/v66.0/sobjects/User/${id}/password`,
    body: JSON.stringify({ NewPassword: "correct horse 1" }),
    headers: { "Content-Type": "application/json" }
  });
  const closer = new Connection({ loginUrl: server.origin, version: "66.0" });
  await closer.login("closer@example.com", "correct horse 1");
  assert.equal((await ask("/lightning/api/flow/Closing", closer.accessToken!)).status, 403);
  const set = await connection.sobject("PermissionSet").findOne({ Name: "Closers" }, ["Id"]);
  await connection.sobject("PermissionSetAssignment").create({ AssigneeId: id, PermissionSetId: set!.Id });
  assert.equal((await ask("/lightning/api/flow/Closing", closer.accessToken!)).status, 200);
  assert.equal((await ask("/lightning/api/flow/Open", closer.accessToken!)).status, 403);
});
