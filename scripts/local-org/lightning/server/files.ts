import { ApiError, type ApiRequest, type ApiResponse } from "../../api/http/exchange.ts";
import type { Router } from "../../api/http/router.ts";
import { queryRows } from "../../api/rest/read-record.ts";
import type { SObjectRecord } from "../../schema/record.ts";
import { Blob } from "../../values/blob.ts";

const FILE_FIELDS = "Title, FileExtension, VersionData, ContentUrl";

/** Addresses from which browsers take files, as links of the base components have them (lightning/fileDownload). */
export function addFileRoutes(router: Router): void {
  router
    .on("GET /sfc/servlet.shepherd/document/download/:id", (request) =>
      file(request, "ContentDocumentId = :id AND IsLatest = TRUE")
    )
    .on("GET /sfc/servlet.shepherd/version/download/:id", (request) => file(request, "Id = :id"));
}

/** Another's content is kept, never shown: what it holds does not run as a page of the org. */
function file(request: ApiRequest, condition: string): ApiResponse {
  return request.transaction((tx) => {
    const text = `SELECT ${FILE_FIELDS} FROM ContentVersion WHERE ${condition}`;
    const [version] = queryRows(request, tx, text, { id: request.parameters["id"]! }).rows;
    const data = version?.get("VersionData");
    if (!version || !(data instanceof Blob)) throw new ApiError(404, "NOT_FOUND", "There is no such file");
    return {
      status: 200,
      body: Buffer.from(data.bytes),
      headers: {
        "Content-Type": "application/octet-stream",
        "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(nameOf(version))}`,
        "Content-Security-Policy": "sandbox",
        "Cache-Control": "private, no-store"
      }
    };
  });
}

function nameOf(version: SObjectRecord): string {
  const title = String(version.get("Title") ?? "file");
  const extension = version.get("FileExtension") as string | null;
  return extension === null || title.toLowerCase().endsWith(`.${extension.toLowerCase()}`)
    ? title
    : `${title}.${extension}`;
}
