import assert from "node:assert/strict";
import { test } from "node:test";
import { Blob } from "../values/blob.ts";
import type { FieldValue } from "../values/field-value.ts";
import { Fixture } from "./fixture.ts";

test("a file's first version makes its document and links it to where it is published", () => {
  const fixture = new Fixture();
  const account = fixture.insert("Account", { Name: "A" });
  fixture.insert("ContentVersion", {
    PathOnClient: "Offers/offer.txt",
    VersionData: Blob.fromText("hello"),
    FirstPublishLocationId: account.id
  });
  const [version] = fixture.query(
    "SELECT Title, FileExtension, ContentSize, VersionNumber, IsLatest, ContentDocumentId, ContentDocument.Title FROM ContentVersion"
  );
  assert.deepEqual(
    [
      version!.get("Title"),
      version!.get("FileExtension"),
      version!.get("ContentSize"),
      version!.get("VersionNumber"),
      version!.get("IsLatest")
    ],
    ["offer", "txt", 5, "1", true]
  );
  assert.equal(version!.parents!["ContentDocument"]!.get("Title"), "offer");
  const links = fixture
    .query("SELECT LinkedEntityId FROM ContentDocumentLink")
    .map((link) => link.get("LinkedEntityId"));
  assert.deepEqual(new Set(links), new Set([account.id, fixture.tx.user.id]));
  fixture.insert("ContentVersion", {
    PathOnClient: "offer2.txt",
    VersionData: Blob.fromText("new"),
    ContentDocumentId: version!.get("ContentDocumentId")
  });
  assert.deepEqual(fixture.column("SELECT VersionNumber FROM ContentVersion WHERE IsLatest = TRUE"), ["2"]);
});

test("a document needs a path and data, a link only its address", () => {
  const fixture = new Fixture();
  const data = Blob.fromText("x");
  const wrong = (values: Record<string, FieldValue>, fields: string) =>
    assert.throws(
      () => fixture.insert("ContentVersion", values),
      new RegExp(`REQUIRED_FIELD_MISSING, Required fields are missing: \\[${fields}\\]`)
    );
  wrong({ Title: "a", VersionData: data }, "PathOnClient");
  wrong({ Title: "a", PathOnClient: "", VersionData: data }, "PathOnClient");
  wrong({ Title: "a", PathOnClient: "a.txt", VersionData: Blob.fromText("") }, "VersionData");
  wrong({ Title: "a" }, "PathOnClient, VersionData");
  fixture.insert("ContentVersion", { Title: "a", ContentUrl: "https://example.com" });
});
