import { createHash } from "node:crypto";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { ApiRequest, ApiResponse } from "../../api/http/exchange.ts";

export interface StaticFile {
  readonly content: string | Buffer;
  readonly contentType: string;
  /** How long a browser may use it without asking, as `Cache-Control` says. */
  readonly cacheControl: string;
}

/** For files whose names change with their content. */
export const FOREVER = "public, max-age=31536000, immutable";

const BROTLI_QUALITY = 5;
const SMALLEST_COMPRESSED_BYTES = 1024;
const COMPRESSIBLE = /^(?:text\/|image\/svg|application\/(?:json|javascript))/;

/** Compressed once for all requests; a new build's files push out those of the oldest. */
const compressed = new Map<string, Buffer>();
const MOST_COMPRESSED = 500;

/** Answers a file as the browser can take it: not at all where it has it already, else compressed ("RFC 9110: HTTP Semantics"). */
export function staticFile({ headers }: ApiRequest, file: StaticFile): ApiResponse {
  const content = Buffer.from(file.content);
  const digest = createHash("sha256").update(content).digest("base64url").slice(0, 22);
  const common = { ETag: `"${digest}"`, "Cache-Control": file.cacheControl, Vary: "Accept-Encoding" };
  if (headers["if-none-match"]?.includes(digest)) return { status: 304, headers: common };
  const encoding = encodingFor(headers["accept-encoding"] ?? "", content, file.contentType);
  const own = { ...common, "Content-Type": file.contentType };
  if (!encoding) return { status: 200, body: content, headers: own };
  return { status: 200, body: compress(content, digest, encoding), headers: { ...own, "Content-Encoding": encoding } };
}

function encodingFor(accepted: string, content: Buffer, contentType: string): "br" | "gzip" | undefined {
  if (content.length < SMALLEST_COMPRESSED_BYTES || !COMPRESSIBLE.test(contentType)) return undefined;
  return (["br", "gzip"] as const).find((name) =>
    new RegExp(`(?:^|[,\\s])${name}(?!\\s*;\\s*q=0(?:\\.0*)?(?:,|$))`).test(accepted)
  );
}

function compress(content: Buffer, digest: string, encoding: "br" | "gzip"): Buffer {
  const key = `${digest} ${encoding}`;
  const known = compressed.get(key);
  if (known) return known;
  const result =
    encoding === "br"
      ? brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } })
      : gzipSync(content);
  compressed.set(key, result);
  if (compressed.size > MOST_COMPRESSED) compressed.delete(compressed.keys().next().value!);
  return result;
}
