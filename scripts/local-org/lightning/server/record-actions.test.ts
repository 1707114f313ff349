import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Connection } from "jsforce";
import { orgWith } from "../../apex/testing/fixture.ts";
import type { Org } from "../../org/types.ts";
import { serveOrg, type OrgServer } from "../../server.ts";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const metadata = (type: string, body: string): string =>
  `<${type} xmlns="http://soap.sforce.com/2006/04/metadata">${body}</${type}>`;
const object = (label: string): string =>
  metadata(
    "CustomObject",
    `<deploymentStatus>Deployed</deploymentStatus><label>${label}</label><pluralLabel>${label}s</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><sharingModel>ReadWrite</sharingModel>`
  );
const listItem = (name: string, order: number): string =>
  `<platformActionListItems><actionName>${name}</actionName><actionType>QuickAction</actionType><sortOrder>${order}</sortOrder></platformActionListItems>`;
const permission = (name: string): string =>
  `<visibilityRule><criteria><leftValue>{!$Permission.CustomPermission.${name}}</leftValue><operator>EQUAL</operator><rightValue>true</rightValue></criteria></visibilityRule>`;
const value = (name: string, rule = ""): string => `<valueListItems><value>${name}</value>${rule}</valueListItems>`;

const project = {
  files: {
    "objects/Shop__c/Shop__c.object-meta.xml": object("Shop"),
    "objects/Visit__c/Visit__c.object-meta.xml": object("Visit"),
    "objects/Visit__c/fields/Shop__c.field-meta.xml": metadata(
      "CustomField",
      "<fullName>Shop__c</fullName><label>Shop</label><type>Lookup</type><referenceTo>Shop__c</referenceTo><relationshipName>Visits</relationshipName><relationshipLabel>Visits</relationshipLabel>"
    ),
    "quickActions/Shop__c.Visit.quickAction-meta.xml": metadata(
      "QuickAction",
      "<label>Record a Visit</label><optionsCreateFeedItem>false</optionsCreateFeedItem><targetObject>Visit__c</targetObject><targetParentField>Shop__c</targetParentField><type>Create</type>"
    ),
    "quickActions/Shop__c.Rename.quickAction-meta.xml": metadata(
      "QuickAction",
      "<label>Rename</label><optionsCreateFeedItem>false</optionsCreateFeedItem><type>Update</type>"
    ),
    "objectTranslations/Shop__c-tr/Shop__c-tr.objectTranslation-meta.xml": metadata(
      "CustomObjectTranslation",
      "<quickActions><label>Ziyaret kaydet</label><name>Visit</name></quickActions>"
    ),
    "layouts/Shop__c-Shop Layout.layout-meta.xml": metadata(
      "Layout",
      `<layoutSections><layoutColumns><layoutItems><behavior>Required</behavior><field>Name</field></layoutItems></layoutColumns><layoutColumns/><style>TwoColumnsTopToBottom</style></layoutSections><platformActionList><actionListContext>Record</actionListContext>${listItem("Shop__c.Rename", 2)}${listItem("Shop__c.Visit", 1)}${listItem("Delete", 3)}</platformActionList>`
    ),
    "customPermissions/May.customPermission-meta.xml": metadata("CustomPermission", "<label>May</label>"),
    "flexipages/Visit_Page.flexipage-meta.xml": metadata(
      "FlexiPage",
      `<flexiPageRegions><itemInstances><componentInstance><componentInstanceProperties><name>actionNames</name><valueList>${value("Edit")}${value("Delete", permission("May"))}</valueList></componentInstanceProperties><componentInstanceProperties><name>enableActionsConfiguration</name><value>true</value></componentInstanceProperties><componentName>force:highlightsPanel</componentName><identifier>panel</identifier></componentInstance></itemInstances><name>header</name><type>Region</type></flexiPageRegions><flexiPageRegions><name>main</name><type>Region</type></flexiPageRegions><flexiPageRegions><name>sidebar</name><type>Region</type></flexiPageRegions><masterLabel>Visit</masterLabel><sobjectType>Visit__c</sobjectType><template><name>flexipage:recordHomeTemplateDesktop</name></template><type>RecordPage</type>`
    ),
    "applications/Shop.app-meta.xml": metadata(
      "CustomApplication",
      "<label>Shop</label><tabs>standard-Account</tabs><uiType>Lightning</uiType>"
    ),
    "permissionsets/Permitted.permissionset-meta.xml": metadata(
      "PermissionSet",
      "<label>Permitted</label><customPermissions><enabled>true</enabled><name>May</name></customPermissions>"
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

interface Highlights {
  readonly actions: readonly { readonly name: string; readonly label?: string; readonly does?: object }[];
}

async function actionsOf(sObject: string, language = "en-US"): Promise<Highlights["actions"]> {
  const { id } = await connection.sobject(sObject).create({ Name: "One" });
  const answer = await fetch(`${server.origin}/lightning/api/highlights/${id}`, {
    headers: { Authorization: `Bearer ${server.accessToken}`, "X-Local-Language": language }
  });
  return ((await answer.json()) as Highlights).actions;
}

// "Metadata API Developer Guide: Layout", PlatformActionList; "QuickAction", targetObject and targetParentField.
test("a layout's actions come in its order, in the user's words, and tell what they do", async () => {
  assert.deepEqual(await actionsOf("Shop__c"), [
    { name: "Visit", label: "Record a Visit", does: { kind: "create", object: "Visit__c", parentField: "Shop__c" } },
    { name: "Rename", label: "Rename", does: { kind: "update" } },
    { name: "Delete" }
  ]);
  assert.equal((await actionsOf("Shop__c", "tr"))[0]!.label, "Ziyaret kaydet");
});

// "Salesforce Help: Dynamic Actions".
test("the page's own actions count instead of the layout's, each where its permission is held", async () => {
  assert.deepEqual(await actionsOf("Visit__c"), [{ name: "Edit" }]);
  const set = await connection.sobject("PermissionSet").findOne({ Name: "Permitted" }, ["Id"]);
  await connection
    .sobject("PermissionSetAssignment")
    .create({ AssigneeId: org.administrator.id, PermissionSetId: set!.Id });
  assert.deepEqual(await actionsOf("Visit__c"), [{ name: "Edit" }, { name: "Delete" }]);
});

test("an object without chosen actions has the standard ones", async () => {
  assert.deepEqual(await actionsOf("Account"), [{ name: "Edit" }, { name: "Clone" }, { name: "Delete" }]);
});
