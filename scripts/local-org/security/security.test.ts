import assert from "node:assert/strict";
import { test } from "node:test";
import { Fixture, customObject, decimal } from "../save/fixture.ts";
import type { SObjectRecord } from "../schema/record.ts";
import { loadUser } from "./system-data.ts";
import { hasCustomPermission } from "./permissions.ts";
import { installMetadata } from "../org/install-metadata.ts";
import { parseXml } from "../metadata/xml.ts";
import type { ProjectSource } from "../metadata/types.ts";

const objects = [
  customObject(
    "Plan__c",
    [
      { name: "Budget__c", type: "currency", precision: 18, scale: 2 },
      { name: "Must__c", type: "string", length: 20, required: true, defaultValue: '"x"' },
      { name: "Place__c", type: "location", scale: 4 },
      { name: "Place__Latitude__s", type: "double", precision: 7, scale: 4 },
      { name: "Place__Longitude__s", type: "double", precision: 7, scale: 4 }
    ],
    { sharingModel: "Private" }
  ),
  customObject("Step__c", [
    {
      name: "Plan__c",
      type: "reference",
      referenceTo: ["Plan__c"],
      masterDetail: true,
      relationshipName: "Plan__r",
      childRelationshipName: "Steps__r",
      deleteConstraint: "Cascade"
    }
  ])
];

const permissionSet = `<PermissionSet><label>Planner</label>
  <objectPermissions><object>Plan__c</object><allowCreate>true</allowCreate><allowRead>true</allowRead><allowEdit>true</allowEdit><allowDelete>true</allowDelete><modifyAllRecords>false</modifyAllRecords><viewAllRecords>false</viewAllRecords></objectPermissions>
  <objectPermissions><object>Step__c</object><allowCreate>true</allowCreate><allowRead>true</allowRead><allowEdit>false</allowEdit><allowDelete>false</allowDelete><modifyAllRecords>false</modifyAllRecords><viewAllRecords>false</viewAllRecords></objectPermissions>
  <customPermissions><name>Approve</name><enabled>true</enabled></customPermissions>
</PermissionSet>`;

function office(): {
  fixture: Fixture;
  user: (name: string, assigned?: boolean) => string;
  as: <T>(id: string, work: () => T) => T;
} {
  const fixture = new Fixture(objects);
  const component = (type: string, name: string, xml: string): ProjectSource["components"][number] => ({
    type,
    name,
    path: name,
    xml,
    content: parseXml(xml).content
  });
  const project: ProjectSource = {
    root: "",
    sourceApiVersion: "66.0",
    namespace: "",
    objects,
    classes: [],
    triggers: [],
    labels: [],
    bundles: [],
    staticResources: [],
    customMetadata: [],
    problems: [],
    components: [
      component("CustomPermission", "Approve", "<CustomPermission><label>Approve</label></CustomPermission>"),
      component("PermissionSet", "Planner", permissionSet)
    ]
  };
  for (let deployment = 0; deployment < 2; deployment++) {
    installMetadata(
      { database: fixture.database, schema: fixture.schema, clock: fixture.tx.clock },
      project,
      fixture.tx.user.id
    );
  }
  const profile = fixture.query("SELECT Id FROM Profile WHERE Name = 'Minimum Access - Salesforce'")[0]!.id;
  const planner = fixture.query("SELECT Id FROM PermissionSet WHERE Name = 'Planner'");
  assert.equal(planner.length, 1);
  return {
    fixture,
    user: (name, assigned = true) => {
      const user = fixture.insert("User", {
        Username: `${name}@example.com`,
        LastName: name,
        Alias: name,
        CommunityNickname: name,
        Email: `${name}@example.com`,
        ProfileId: profile,
        TimeZoneSidKey: "GMT",
        LocaleSidKey: "en_US",
        LanguageLocaleKey: "en_US",
        EmailEncodingKey: "UTF-8",
        IsActive: true
      });
      if (assigned) {
        fixture.insert("PermissionSetAssignment", { AssigneeId: user.id, PermissionSetId: planner[0]!.id });
      }
      return user.id!;
    },
    as: (id, work) => {
      fixture.tx.pushUser(loadUser(fixture.database, id)!);
      try {
        return work();
      } finally {
        fixture.tx.popUser();
      }
    }
  };
}

const userMode = { accessMode: "user" } as const;

test("to a user without permission an object does not exist in user mode, but does in system mode", () => {
  const { fixture, user, as } = office();
  const nobody = user("nobody", false);
  as(nobody, () => {
    assert.throws(
      () => fixture.query("SELECT Id FROM Plan__c WITH USER_MODE"),
      /^PlatformError: sObject type 'Plan__c' is not supported/
    );
    assert.throws(
      () => fixture.query("SELECT Id FROM Plan__c", {}, userMode),
      /sObject type 'Plan__c' is not supported/
    );
    assert.deepEqual(fixture.query("SELECT Id FROM Plan__c WITH SYSTEM_MODE", {}, userMode), []);
    assert.throws(
      () => fixture.save("insert", [fixture.record("Plan__c", { Name: "P" })], userMode),
      /Access to entity 'Plan__c' denied/
    );
    fixture.save("insert", [fixture.record("Plan__c", { Name: "P" })]);
  });
});

test("a field without permission cannot be read or written in user mode; required fields always can", () => {
  const { fixture, user, as } = office();
  as(user("ann"), () => {
    fixture.save("insert", [fixture.record("Plan__c", { Name: "P", Must__c: "y" })], userMode);
    assert.equal(fixture.query("SELECT Name, Must__c FROM Plan__c WITH USER_MODE").length, 1);
    assert.throws(
      () => fixture.query("SELECT Budget__c FROM Plan__c WITH USER_MODE"),
      /No such column 'Budget__c' on entity 'Plan__c'/
    );
    assert.throws(
      () => fixture.query("SELECT Id FROM Plan__c WHERE Budget__c > 1 WITH USER_MODE"),
      /No such column 'Budget__c'/
    );
    assert.throws(
      () => fixture.query("SELECT Budget__c FROM Plan__c WITH SECURITY_ENFORCED"),
      /Insufficient permissions/
    );
    assert.throws(
      () => fixture.save("insert", [fixture.record("Plan__c", { Name: "P", Budget__c: decimal("1") })], userMode),
      /Operation failed due to fields being inaccessible on Sobject Plan__c/
    );
  });
});

test("who may read a geolocation may read its coordinates", () => {
  const { fixture, user, as } = office();
  const coordinates = "SELECT Place__Latitude__s, Place__Longitude__s FROM Plan__c WITH USER_MODE";
  as(user("ann"), () => assert.throws(() => fixture.query(coordinates), /No such column 'Place__Latitude__s'/));
  fixture.insert("FieldPermissions", {
    ParentId: fixture.query("SELECT Id FROM PermissionSet WHERE Name = 'Planner'")[0]!.id,
    SobjectType: "Plan__c",
    Field: "Plan__c.Place__c",
    PermissionsRead: true,
    PermissionsEdit: false
  });
  as(user("bob"), () => assert.deepEqual(fixture.query(coordinates), []));
});

test("some fields of activities need a permission, others are for all", () => {
  const { fixture, user, as } = office();
  as(user("ann"), () => {
    assert.deepEqual(fixture.query("SELECT Subject, Status, Priority FROM Task WITH USER_MODE"), []);
    for (const [field, object] of [
      ["Type", "Task"],
      ["WhatId", "Task"],
      ["Location", "Event"]
    ])
      assert.throws(
        () => fixture.query(`SELECT ${field} FROM ${object} WITH USER_MODE`),
        new RegExp(`No such column '${field}' on entity '${object}'`)
      );
  });
});

test("private records are for their owner, for those above in the roles, and for those they are shared with", () => {
  const { fixture, user, as } = office();
  const chief = fixture.insert("UserRole", { Name: "Chief" });
  const agent = fixture.insert("UserRole", { Name: "Agent", ParentRoleId: chief.id });
  const [ann, bob, eve] = [user("ann"), user("bob"), user("eve")];
  fixture.save("update", [
    fixture.record("User", { Id: ann, UserRoleId: agent.id }),
    fixture.record("User", { Id: bob, UserRoleId: chief.id })
  ]);
  let plan: SObjectRecord | undefined;
  as(ann, () => {
    plan = fixture.insert("Plan__c", { Name: "P" });
    fixture.insert("Step__c", { Name: "S", Plan__c: plan.id });
  });
  const sees = (id: string, object = "Plan__c"): number =>
    as(id, () => fixture.query(`SELECT Id FROM ${object}`, {}, { withSharing: true }).length);
  assert.deepEqual([sees(ann), sees(bob), sees(eve)], [1, 1, 0]);
  assert.deepEqual([sees(ann, "Step__c"), sees(bob, "Step__c"), sees(eve, "Step__c")], [1, 1, 0]);
  const rename = (): unknown =>
    fixture.save("update", [fixture.record("Plan__c", { Id: plan!.id, Name: "Q" })], { withSharing: true });
  as(eve, () => assert.throws(rename, /INSUFFICIENT_ACCESS_OR_READONLY, insufficient access rights on object id/));
  fixture.insert("Plan__Share", { ParentId: plan!.id, UserOrGroupId: eve, AccessLevel: "Read", RowCause: "Manual" });
  assert.equal(sees(eve), 1);
  as(eve, () => assert.throws(rename, /INSUFFICIENT_ACCESS_OR_READONLY/));
  as(eve, () =>
    assert.throws(
      () =>
        fixture.save("insert", [fixture.record("Step__c", { Name: "S", Plan__c: plan!.id })], { withSharing: true }),
      /INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY/
    )
  );
  fixture.save("update", [
    fixture.record("Plan__Share", { Id: fixture.query("SELECT Id FROM Plan__Share")[0]!.id, AccessLevel: "Edit" })
  ]);
  as(eve, rename);
  as(eve, () =>
    assert.throws(() => fixture.save("delete", [plan!], { withSharing: true }), /INSUFFICIENT_ACCESS_OR_READONLY/)
  );
});

test("custom permissions come with permission sets", () => {
  const { fixture, user, as } = office();
  assert.equal(
    as(user("ann"), () => hasCustomPermission(fixture.tx, "Approve")),
    true
  );
  assert.equal(
    as(user("eve", false), () => hasCustomPermission(fixture.tx, "Approve")),
    false
  );
});
