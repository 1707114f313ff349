import assert from "node:assert/strict";
import { test } from "node:test";
import { customObject, Fixture } from "../save/fixture.ts";
import { Blob } from "../values/blob.ts";
import { loadUser } from "./system-data.ts";

const SHARED = { accessMode: "user", withSharing: true } as const;

/** Two people without any permission: files alone are everybody's. */
function people(): { fixture: Fixture; ada: string; ben: string; as: <T>(user: string, work: () => T) => T } {
  const fixture = new Fixture([customObject("Plan__c", [], { sharingModel: "Private" })]);
  const profile = fixture.query("SELECT Id FROM Profile WHERE Name = 'Standard User'")[0]!.id;
  const user = (name: string): string =>
    fixture.insert("User", {
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
    }).id!;
  return {
    fixture,
    ada: user("ada"),
    ben: user("ben"),
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

const counts = (fixture: Fixture): number[] =>
  ["ContentDocument", "ContentVersion", "ContentDocumentLink"].map(
    (object) => fixture.query(`SELECT Id FROM ${object}`, {}, SHARED).length
  );

test("a file is its owner's until it is linked to a record, then of all who may read the record", () => {
  const { fixture, ada, ben, as } = people();
  const account = as(ada, () => fixture.insert("Account", { Name: "A" }));
  const document = as(ada, () => {
    const version = fixture.insert("ContentVersion", { PathOnClient: "a.txt", VersionData: Blob.fromText("a") });
    return fixture.query(`SELECT ContentDocumentId FROM ContentVersion WHERE Id = '${version.id}'`)[0]!;
  }).get("ContentDocumentId");
  assert.deepEqual(
    as(ada, () => counts(fixture)),
    [1, 1, 1]
  );
  assert.deepEqual(
    as(ben, () => counts(fixture)),
    [0, 0, 0]
  );
  as(ada, () =>
    fixture.insert("ContentDocumentLink", { ContentDocumentId: document, LinkedEntityId: account.id, ShareType: "V" })
  );
  assert.deepEqual(
    as(ben, () => counts(fixture)),
    [1, 1, 2]
  );
});

test("a file of a record that one may not read stays hidden; one that is shared with oneself does not", () => {
  const { fixture, ada, ben, as } = people();
  const plan = fixture.insert("Plan__c", { Name: "P" }).id!;
  for (const [path, place] of [
    ["hidden.txt", plan],
    ["shared.txt", ben]
  ] as const)
    as(ada, () => {
      fixture.insert("ContentVersion", {
        PathOnClient: path,
        VersionData: Blob.fromText("a"),
        FirstPublishLocationId: place
      });
    });
  assert.deepEqual(
    as(ben, () => fixture.query("SELECT Title FROM ContentDocument", {}, SHARED).map((row) => row.get("Title"))),
    ["shared"]
  );
});
