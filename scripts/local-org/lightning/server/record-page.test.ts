/** Which page of a record somebody gets, and which of its parts. */
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
const part = (name: string, rule = ""): string =>
  `<itemInstances><componentInstance><componentName>${name}</componentName><identifier>${name.replace(":", "_")}</identifier>${rule}</componentInstance></itemInstances>`;
const page = (object: string, parts: string): string =>
  metadata(
    "FlexiPage",
    `<flexiPageRegions>${parts}<name>main</name><type>Region</type></flexiPageRegions><masterLabel>${object}</masterLabel><sobjectType>${object}</sobjectType><template><name>flexipage:recordHomeSingleColTemplateDesktop</name></template><type>RecordPage</type>`
  );
const override = (object: string, content: string, formFactor: string): string =>
  `<actionOverrides><actionName>View</actionName><content>${content}</content><formFactor>${formFactor}</formFactor><skipRecordTypeSelect>false</skipRecordTypeSelect><type>Flexipage</type><pageOrSobjectType>${object}</pageOrSobjectType></actionOverrides>`;
const onPhones =
  "<visibilityRule><criteria><leftValue>{!$Client.FormFactor}</leftValue><operator>EQUAL</operator><rightValue>Small</rightValue></criteria></visibilityRule>";

const project = {
  files: {
    "flexipages/Account_Desktop.flexipage-meta.xml": page("Account", part("force:detailPanel")),
    "flexipages/Account_Phone.flexipage-meta.xml": page("Account", part("force:relatedListContainer")),
    "flexipages/Contact_Page.flexipage-meta.xml": page(
      "Contact",
      part("force:detailPanel") + part("force:relatedListContainer", onPhones)
    ),
    "applications/Shop.app-meta.xml": metadata(
      "CustomApplication",
      `${override("Account", "Account_Phone", "Small")}${override("Account", "Account_Desktop", "Large")}${override("Contact", "Contact_Page", "Large")}<label>Shop</label><tabs>standard-Account</tabs><uiType>Lightning</uiType>`
    )
  }
};

const BROWSERS = {
  desktop: "Mozilla/5.0 (X11; Linux x64) Chrome/141.0.0.0 Safari/537.36",
  phone: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148"
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

async function partsOf(object: string, fields: object, browser: keyof typeof BROWSERS): Promise<string[]> {
  const { id } = await connection.sobject(object).create(fields);
  const answer = await fetch(`${server.origin}/lightning/api/record-page/${id}`, {
    headers: { Authorization: `Bearer ${server.accessToken}`, "User-Agent": BROWSERS[browser] }
  });
  const { regions } = (await answer.json()) as { regions: { components: { name: string }[] }[] };
  return regions.flatMap(({ components }) => components.map(({ name }) => name));
}

// "Metadata API Developer Guide: ActionOverride", formFactor.
test("a phone has the page that the app assigns to phones, a desktop its own", async () => {
  assert.deepEqual(await partsOf("Account", { Name: "One" }, "desktop"), ["force:detailPanel"]);
  assert.deepEqual(await partsOf("Account", { Name: "One" }, "phone"), ["force:relatedListContainer"]);
});

// "Metadata API Developer Guide: FlexiPage", UiFormulaCriterion.
test("a part that is for phones is left out on a desktop, and a phone without a page of its own has the desktop's", async () => {
  assert.deepEqual(await partsOf("Contact", { LastName: "One" }, "desktop"), ["force:detailPanel"]);
  assert.deepEqual(await partsOf("Contact", { LastName: "One" }, "phone"), [
    "force:detailPanel",
    "force:relatedListContainer"
  ]);
});
