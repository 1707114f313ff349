import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { orgWith } from "../../apex/testing/fixture.ts";
import type { Org } from "../../org/types.ts";
import { readApplications, tabsOf } from "./application.ts";
import { navigationOf } from "./navigation.ts";
import { wordingOf } from "../../metadata/wording.ts";

const metadata = (type: string, body: string): string =>
  `<${type} xmlns="http://soap.sforce.com/2006/04/metadata">${body}</${type}>`;
const object = (label: string): string =>
  metadata(
    "CustomObject",
    `<deploymentStatus>Deployed</deploymentStatus><label>${label}</label><pluralLabel>${label}s</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><sharingModel>ReadWrite</sharingModel>`
  );
const tab = metadata("CustomTab", "<customObject>true</customObject><motif>Custom1: Heart</motif>");
const setting = (name: string, visibility: string): string =>
  `<tabSettings><tab>${name}</tab><visibility>${visibility}</visibility></tabSettings>`;
const reads = (name: string): string =>
  `<objectPermissions><allowCreate>false</allowCreate><allowDelete>false</allowDelete><allowEdit>false</allowEdit><allowRead>true</allowRead><modifyAllRecords>false</modifyAllRecords><object>${name}</object><viewAllRecords>false</viewAllRecords></objectPermissions>`;
const names = ["One__c", "Two__c", "Three__c", "Four__c"];

let org: Org;
before(() => {
  org = orgWith(
    {
      files: {
        ...Object.fromEntries(
          [...names, "Five__c"].flatMap((name) => [
            [`objects/${name}/${name}.object-meta.xml`, object(name.slice(0, -3))],
            [`tabs/${name}.tab-meta.xml`, tab]
          ])
        ),
        "applications/Shop.app-meta.xml": metadata(
          "CustomApplication",
          `<label>Shop</label>${[...names, "standard-Account"].map((name) => `<tabs>${name}</tabs>`).join("")}<uiType>Lightning</uiType>`
        ),
        "permissionsets/Clerk.permissionset-meta.xml": metadata(
          "PermissionSet",
          `<label>Clerk</label>${["One__c", "Two__c", "Four__c", "Five__c"].map(reads).join("")}${setting("One__c", "Visible")}${setting("Two__c", "Available")}${setting("Three__c", "Visible")}${setting("Five__c", "Available")}`
        ),
        "translations/tr.translation-meta.xml": metadata(
          "Translations",
          "<customApplications><label>Dükkân</label><name>Shop</name></customApplications>"
        ),
        "objectTranslations/One__c-tr/One__c-tr.objectTranslation-meta.xml": metadata(
          "CustomObjectTranslation",
          "<caseValues><caseType>Accusative</caseType><plural>true</plural><value>Birleri</value></caseValues><caseValues><caseType>Nominative</caseType><plural>true</plural><possessive>None</possessive><value>Birler</value></caseValues>"
        )
      }
    },
    { coverage: false }
  );
});
after(() => org.close());

function navigation(
  user: Org["administrator"],
  language = "en_US"
): { label: string; tabs: string[]; items: string[] } {
  return org.transaction(user, (tx) => {
    const applications = readApplications(org.source!, org.schema);
    const destinations = { applications, tabs: tabsOf(org.source, org.schema) };
    const { app, items } = navigationOf(tx, destinations, applications[0]!, wordingOf(org.source, language));
    return { label: app.label, tabs: app.tabs.map(({ label }) => label), items: items.map(({ label }) => label) };
  });
}

function clerk(): Org["administrator"] {
  const { thrown } = org.executeAnonymous(
    org.administrator,
    `User u = new User(Username = 'clerk@example.com', LastName = 'Clerk', Alias = 'clerk', Email = 'clerk@example.com', TimeZoneSidKey = 'GMT', LocaleSidKey = 'en_US', LanguageLocaleKey = 'en_US', EmailEncodingKey = 'UTF-8',
       ProfileId = [SELECT Id FROM Profile WHERE Name = 'Minimum Access - Salesforce'].Id);
     insert u;
     insert new PermissionSetAssignment(AssigneeId = u.Id, PermissionSetId = [SELECT Id FROM PermissionSet WHERE Name = 'Clerk'].Id);`,
    { write: () => undefined }
  );
  assert.equal(thrown, undefined);
  const [row] = org.transaction(org.administrator, (tx) =>
    tx.database.all(`SELECT "Id" FROM "User" WHERE "Username" = 'clerk@example.com'`)
  );
  return org.activeUserById(row![0] as string)!;
}

// "Salesforce Help: View and Edit Tab Settings in Permission Sets and Profiles".
test("a user has the tabs that a permission set shows, of objects that may be read; an available one, also in no app, is in the launcher", () => {
  assert.deepEqual(navigation(clerk()), { label: "Shop", tabs: ["Ones"], items: ["Fives", "Ones", "Twos"] });
});

test("an administrator has all tabs", () => {
  assert.deepEqual(navigation(org.administrator).tabs, ["Ones", "Twos", "Threes", "Fours", "Accounts"]);
});

test("apps and tabs have the user's words, the platform's own for standard objects", () => {
  const { label, tabs } = navigation(org.administrator, "tr");
  assert.deepEqual([label, tabs], ["Dükkân", ["Birler", "Twos", "Threes", "Fours", "Hesaplar"]]);
});
