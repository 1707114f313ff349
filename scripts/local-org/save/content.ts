import { createHash } from "node:crypto";
import type { SObjectRecord } from "../schema/record.ts";
import { SetupWriter } from "../security/system-data.ts";
import type { Transaction } from "../transaction/transaction.ts";
import { Blob } from "../values/blob.ts";
import { ApexDatetime } from "../values/datetime.ts";
import type { Row } from "./row.ts";
import { dictionary } from "../values/dictionary.ts";

/**
 * "Object Reference: ContentVersion": a version without a document makes one, and is its latest; a version of a document
 * that exists follows the one before. Runs when the versions have their ids and before they are written.
 */
export function attachDocuments(tx: Transaction, versions: readonly SObjectRecord[]): void {
  const writer = new SetupWriter(tx);
  writer.author = tx.user.id;
  for (const version of versions) {
    describeContent(version);
    const document = version.get("ContentDocumentId") as string | null;
    if (document === null) {
      startDocument(tx, writer, version);
    } else {
      continueDocument(tx, version, document);
    }
    version.set("IsLatest", true);
  }
}

/**
 * "Object Reference: ContentVersion": documents have a path and data, links an address. That empty data is none is told by
 * a public suite that passes in orgs.
 */
export function requireContent(row: Row): void {
  const version = row.current;
  if (version.get("ContentUrl") !== null || version.get("ContentLocation") === "E") return;
  const data = version.get("VersionData");
  const missing = [
    ...(version.get("PathOnClient") === null ? ["PathOnClient"] : []),
    ...(data instanceof Blob && data.size > 0 ? [] : ["VersionData"])
  ];
  if (missing.length > 0)
    row.fail("REQUIRED_FIELD_MISSING", `Required fields are missing: [${missing.join(", ")}]`, missing);
}

function describeContent(version: SObjectRecord): void {
  const path = String(version.get("PathOnClient") ?? version.get("Title") ?? "");
  const extension = /\.([^./\\]+)$/.exec(path)?.[1] ?? null;
  const data = version.get("VersionData");
  if (version.get("Title") === null) {
    version.set("Title", path.replace(/^.*[/\\]/, "").replace(/\.[^.]+$/, "") || null);
  }
  version.set("FileExtension", extension);
  version.set("FileType", fileTypeOf(extension));
  version.set("PublishStatus", "P");
  if (data instanceof Blob) {
    version.set("ContentSize", data.size);
    version.set("Checksum", createHash("md5").update(data.bytes).digest("hex"));
  }
}

/** "Object Reference: ContentDocument", FileType: Office formats have names of their own, others are called by their extension. */
function fileTypeOf(extension: string | null): string {
  const type = extension?.toUpperCase() ?? "UNKNOWN";
  return officeTypes[type] ?? type;
}

const officeTypes: Readonly<Record<string, string>> = dictionary({
  DOC: "WORD",
  DOCX: "WORD_X",
  XLS: "EXCEL",
  XLSX: "EXCEL_X",
  PPT: "POWER_POINT",
  PPTX: "POWER_POINT_X",
  TXT: "TEXT",
  JPEG: "JPG"
});

function startDocument(tx: Transaction, writer: SetupWriter, version: SObjectRecord): void {
  const document = writer.insert("ContentDocument", {
    OwnerId: tx.user.id,
    Title: version.get("Title"),
    PublishStatus: "P",
    LatestPublishedVersionId: version.id,
    ContentSize: version.get("ContentSize"),
    FileType: version.get("FileType"),
    FileExtension: version.get("FileExtension"),
    ContentModifiedDate: new ApexDatetime(tx.clock.now())
  });
  version.set("ContentDocumentId", document);
  version.set("VersionNumber", "1");
  const places = [version.get("FirstPublishLocationId"), tx.user.id].filter((place) => place !== null);
  for (const place of new Set(places)) {
    writer.insert("ContentDocumentLink", {
      ContentDocumentId: document,
      LinkedEntityId: place,
      ShareType: place === tx.user.id ? "I" : "V",
      Visibility: "AllUsers"
    });
  }
}

function continueDocument(tx: Transaction, version: SObjectRecord, document: string): void {
  const [[count] = [0]] = tx.database.all('SELECT count(*) FROM "ContentVersion" WHERE "ContentDocumentId" = ?', [
    document
  ]);
  tx.database.run('UPDATE "ContentVersion" SET "IsLatest" = 0 WHERE "ContentDocumentId" = ?', [document]);
  tx.database.run('UPDATE "ContentDocument" SET "LatestPublishedVersionId" = ?, "Title" = ? WHERE "Id" = ?', [
    version.id,
    version.get("Title") as string | null,
    document
  ]);
  version.set("VersionNumber", String((count as number) + 1));
}
