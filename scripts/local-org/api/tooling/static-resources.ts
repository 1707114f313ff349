import busboy from "busboy";
import { strToU8 } from "fflate";
import { Readable } from "node:stream";
import { z } from "zod";
import { bodyOf, text } from "../http/body.ts";
import { ApiError, type ApiRequest, type ApiResponse } from "../http/exchange.ts";
import { Deployment } from "../metadata/deployment.ts";
import { manifestXml, zipOf } from "../metadata/package.ts";
import { metadataDocument } from "../metadata/xml-slices.ts";
import { queryRows } from "../rest/read-record.ts";
import { toXml } from "../soap/envelope.ts";

/** "Static Resources" (Salesforce Help): a single one is at most 5 MB. */
const MAX_BYTES = 5 * 1024 * 1024;
const resourceShape = z.object({ Name: z.string(), ContentType: z.string(), CacheControl: text, Body: text });

interface StaticResource extends z.output<typeof resourceShape> {
  readonly content: Uint8Array;
}

/**
 * "Tooling API: StaticResource": as JSON with the content in base64, or the content as a part of its own ("REST API Developer
 * Guide: Insert or Update Blob Data"). It becomes metadata as one that is deployed.
 */
export async function createStaticResource(request: ApiRequest): Promise<ApiResponse> {
  const resource = await readResource(request);
  if (resource.content.length > MAX_BYTES)
    throw new ApiError(400, "STRING_TOO_LONG", `A static resource has ${MAX_BYTES} bytes at most`, ["Body"]);
  if (!/^[A-Za-z]\w*$/.test(resource.Name))
    throw new ApiError(400, "INVALID_INPUT", `${resource.Name} is no name of a static resource`, ["Name"]);
  if (idOf(request, resource.Name) !== undefined)
    throw new ApiError(400, "DUPLICATE_DEVELOPER_NAME", `There is already a static resource ${resource.Name}`, [
      "Name"
    ]);
  const deployment = new Deployment(request.org, request.user, packageOf(resource), {
    checkOnly: false,
    rollbackOnError: true,
    ignoreWarnings: true,
    purgeOnDelete: false,
    runTests: []
  });
  await deployment.run();
  if (deployment.status !== "Succeeded")
    throw new ApiError(
      400,
      "FIELD_INTEGRITY_EXCEPTION",
      deployment.problem ?? "The static resource cannot be deployed"
    );
  return {
    status: 201,
    body: { id: idOf(request, resource.Name), success: true, errors: [], warnings: [], infos: [] }
  };
}

function packageOf({ Name, ContentType, CacheControl, content }: StaticResource): Uint8Array {
  const meta = toXml({ cacheControl: CacheControl ?? "Private", contentType: ContentType });
  return zipOf(
    new Map([
      ["package.xml", strToU8(manifestXml([{ type: "StaticResource", members: [Name] }], "66.0"))],
      [`staticresources/${Name}.resource`, content],
      [`staticresources/${Name}.resource-meta.xml`, strToU8(metadataDocument("StaticResource", meta))]
    ])
  );
}

function idOf(request: ApiRequest, name: string): string | undefined {
  return request.transaction((tx) => {
    const { rows } = queryRows(request, tx, "SELECT Id FROM StaticResource WHERE Name = :name", { name });
    return rows[0]?.id ?? undefined;
  });
}

async function readResource(request: ApiRequest): Promise<StaticResource> {
  if (/^multipart\/form-data/i.test(request.headers["content-type"] ?? "")) return readForm(request);
  const resource = bodyOf(request, resourceShape);
  return { ...resource, content: Buffer.from(resource.Body ?? "", "base64") };
}

/** The part `Body` is the content; the other one the fields. */
async function readForm(request: ApiRequest): Promise<StaticResource> {
  const parts = new Map<string, Buffer>();
  await new Promise<void>((resolve, reject) => {
    const refuse = (error: unknown): void =>
      reject(new ApiError(400, "INVALID_MULTIPART_REQUEST", (error as Error).message));
    try {
      const form = busboy({ headers: request.headers, limits: { fileSize: MAX_BYTES + 1, files: 2, fields: 2 } });
      form
        .on("field", (name, value) => parts.set(name, Buffer.from(value)))
        .on("file", (name, stream) => {
          const chunks: Buffer[] = [];
          stream
            .on("data", (chunk: Buffer) => chunks.push(chunk))
            .on("end", () => parts.set(name, Buffer.concat(chunks)));
        })
        .on("error", refuse)
        .on("close", resolve);
      Readable.from([Buffer.from(request.bytes())]).pipe(form);
    } catch (error) {
      refuse(error);
    }
  });
  const content = parts.get("Body") ?? Buffer.alloc(0);
  const fields = [...parts].find(([name]) => name !== "Body")?.[1].toString("utf8") ?? "{}";
  return { ...bodyOf({ json: () => parsed(fields) }, resourceShape), content };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new ApiError(400, "JSON_PARSER_ERROR", `The record's part is not valid JSON: ${(error as Error).message}`);
  }
}
