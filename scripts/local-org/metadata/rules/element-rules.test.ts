import assert from "node:assert/strict";
import { test } from "node:test";
import { declaredType } from "./declared-types.ts";
import { metadata, projectOf } from "./fixture.ts";

function refused(path: string, root: string, content: string): string[] {
  return projectOf({ [path]: metadata(root, content) }).problems.map(({ line, message }) => `${line} ${message}`);
}

const namespace = "{http://soap.sforce.com/2006/04/metadata}";

test("a type's elements are those of the platform's declarations, with what it inherits", () => {
  const elements = declaredType("CustomTab")!.elements!;
  assert.deepEqual(elements.get("motif"), { type: "string", required: false, repeated: false });
  assert.ok(elements.has("fullName"));
  assert.ok(declaredType("FlexiPageType")!.values!.has("RecordPage"));
  assert.equal(declaredType("NoSuchType"), undefined);
});

test("an element that the type does not have is refused, however deep", () => {
  assert.deepEqual(refused("tabs/A.tab-meta.xml", "CustomTab", "<label>A</label>\n<moteef>x</moteef>"), [
    `4 Error parsing file: Element ${namespace}moteef invalid at this location in type CustomTab`
  ]);
  assert.deepEqual(
    refused(
      "layouts/A__c-A.layout-meta.xml",
      "Layout",
      "<layoutSections>\n<style>OneColumn</style>\n<columns>2</columns>\n</layoutSections>"
    ),
    [`5 Error parsing file: Element ${namespace}columns invalid at this location in type LayoutSection`]
  );
});

// "Metadata API Developer Guide: SecuritySettings" of Winter '21; SalesforceLabs/IssueBox has it in a project of version 53.0.
test("an element of an earlier version's type is taken from projects of earlier versions alone", () => {
  const files = {
    "settings/Security.settings-meta.xml": metadata(
      "SecuritySettings",
      "<sessionSettings>\n<enableXssProtection>true</enableXssProtection>\n</sessionSettings>"
    )
  };
  assert.deepEqual(projectOf(files, "", "53.0").problems, []);
  assert.deepEqual(
    projectOf(files).problems.map(({ message }) => message),
    [`Error parsing file: Element ${namespace}enableXssProtection invalid at this location in type SessionSettings`]
  );
});

test("elements of one name stand together, and one that may stand once does", () => {
  const permission = (object: string) => `<objectPermissions><object>${object}</object></objectPermissions>`;
  const file = "permissionsets/P.permissionset-meta.xml";
  assert.deepEqual(
    refused(file, "PermissionSet", `<label>P</label>\n${permission("A")}\n<license>L</license>\n${permission("B")}`),
    ["6 Error parsing file: Element objectPermissions is duplicated at this location in type PermissionSet"]
  );
  assert.deepEqual(refused(file, "PermissionSet", `<label>P</label>\n${permission("A")}\n${permission("B")}`), []);
  assert.deepEqual(refused(file, "PermissionSet", "<label>P</label>\n<label>Q</label>"), [
    "4 Error parsing file: Element label is duplicated at this location in type PermissionSet"
  ]);
});

test("an enumeration and a flag have only their values", () => {
  assert.deepEqual(
    refused(
      "layouts/A__c-A.layout-meta.xml",
      "Layout",
      "<layoutSections>\n<style>ThreeColumns</style>\n</layoutSections>"
    ),
    ["4 'ThreeColumns' is not a valid value for the enum 'LayoutSectionStyle'"]
  );
  assert.deepEqual(
    refused(
      "customPermissions/P.customPermission-meta.xml",
      "CustomPermission",
      "<isLicensed>no</isLicensed>\n<label>P</label>"
    ),
    ["3 'no' is not a valid value for the type xsd:boolean"]
  );
});

test("texts that a type requires are not left out", () => {
  assert.deepEqual(refused("permissionsets/P.permissionset-meta.xml", "PermissionSet", "<license>L</license>"), [
    "1 Required field is missing: label"
  ]);
});

test("comments, CDATA and kinds that are only kept are not judged", () => {
  assert.deepEqual(
    refused(
      "tabs/A.tab-meta.xml",
      "CustomTab",
      "<label>A</label><!-- <label>B</label> --><url><![CDATA[<label>]]></url>"
    ),
    []
  );
  assert.deepEqual(refused("bots/B.bot-meta.xml", "Bot", "<anything>x</anything>"), []);
});

test("elements and words of other API versions are taken", () => {
  const component = "<componentInstances><componentName>force:detailPanel</componentName></componentInstances>";
  assert.deepEqual(
    refused(
      "flexipages/P.flexipage-meta.xml",
      "FlexiPage",
      `<flexiPageRegions>${component}${component}<name>main</name><type>Region</type></flexiPageRegions><masterLabel>P</masterLabel><type>AppPage</type>`
    ),
    []
  );
  assert.deepEqual(
    refused(
      "flows/F.flow-meta.xml",
      "Flow",
      `<actionCalls><name>A</name><label>A</label><locationX>0</locationX><locationY>0</locationY><actionName>Do</actionName><actionType>apex</actionType><versionSegment>1</versionSegment></actionCalls>
       <label>F</label><status>ACTIVE</status>`
    ),
    []
  );
  assert.deepEqual(
    refused("tabs/O__c.tab-meta.xml", "CustomTab", "<customObject>true</customObject><mobileReady>false</mobileReady>"),
    []
  );
  assert.match(
    refused("flows/F.flow-meta.xml", "Flow", "<label>F</label><status>aCTIVE</status>").join(),
    /not a valid value/
  );
});

// Files that orgs wrote: SalesforceLabs/Milestones-PM, SalesforceLabs/EnhancedLightningGrid.
test("a trigger's file may tell its object, a lookup filter its name", () => {
  const trigger = (element: string) =>
    projectOf({
      "triggers/T.trigger": "trigger T on Account (before insert) {}",
      "triggers/T.trigger-meta.xml": metadata(
        "ApexTrigger",
        `<apiVersion>66.0</apiVersion><status>Active</status><${element}>Account</${element}>`
      )
    }).problems.length;
  assert.deepEqual([trigger("targetObject"), trigger("sourceObject")], [0, 1]);
  const filter = (element: string) =>
    refused(
      "objects/Account/fields/L__c.field-meta.xml",
      "CustomField",
      `<fullName>L__c</fullName><label>L</label><lookupFilter><active>true</active><${element}>x</${element}><filterItems><field>Contact.LastName</field><operation>equals</operation><value>A</value></filterItems><isOptional>true</isOptional></lookupFilter><referenceTo>Contact</referenceTo><relationshipName>Ls</relationshipName><type>Lookup</type>`
    ).length;
  assert.deepEqual([filter("developerName"), filter("apiName")], [0, 1]);
});

// SalesforceLabs/FSC-Transition-Assistant
test("a connected app's file may tell its name and version", () => {
  const app = (element: string) =>
    refused(
      "connectedApps/A.connectedApp-meta.xml",
      "ConnectedApp",
      `<contactEmail>a@b.example</contactEmail><label>A</label><${element}>1.0</${element}>`
    ).length;
  assert.deepEqual([app("developerName"), app("version"), app("release")], [0, 0, 1]);
});

// "Metadata API Developer Guide: AnalyticSnapshot": the suffix is .snapshot and the folder analyticSnapshots.
test("an analytic snapshot is kept in both formats", () => {
  const snapshot = metadata("AnalyticSnapshot", "<groupColumn>Name</groupColumn><name>Status</name>");
  for (const name of ["Status.snapshot", "Status.snapshot-meta.xml"]) {
    const { problems, components } = projectOf({ [`analyticSnapshots/${name}`]: snapshot });
    assert.deepEqual([problems, components.map(({ type }) => type)], [[], ["AnalyticSnapshot"]]);
  }
});
