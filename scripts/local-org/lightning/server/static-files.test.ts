import assert from "node:assert/strict";
import { test } from "node:test";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import type { ApiRequest, ApiResponse } from "../../api/http/exchange.ts";
import { FOREVER, staticFile } from "./static-files.ts";

const code = "export const answer = 42;\n".repeat(200);

function ask(
  headers: Record<string, string>,
  content: string | Buffer = code,
  contentType = "text/javascript"
): ApiResponse {
  return staticFile({ headers } as unknown as ApiRequest, { content, contentType, cacheControl: FOREVER });
}

test("a script is compressed as the browser asks for it, and unpacks to itself", () => {
  const br = ask({ "accept-encoding": "gzip, deflate, br" });
  assert.equal(br.headers!["Content-Encoding"], "br");
  assert.equal(brotliDecompressSync(br.body as Buffer).toString(), code);
  const gzip = ask({ "accept-encoding": "gzip, br;q=0" });
  assert.equal(gzip.headers!["Content-Encoding"], "gzip");
  assert.equal(gunzipSync(gzip.body as Buffer).toString(), code);
  const plain = ask({});
  assert.equal(plain.headers!["Content-Encoding"], undefined);
  assert.equal(String(plain.body), code);
});

test("who has the content already gets none, whatever it has of other content gets the new one", () => {
  const { ETag } = ask({}).headers!;
  assert.deepEqual([ask({ "if-none-match": ETag! }).status, ask({ "if-none-match": ETag! }).body], [304, undefined]);
  assert.equal(ask({ "if-none-match": '"other"' }).status, 200);
  assert.notEqual(ask({}, `${code}//`).headers!["ETag"], ETag);
});

test("pictures and small files are sent as they are", () => {
  const picture = Buffer.alloc(5000, 1);
  assert.equal(ask({ "accept-encoding": "br" }, picture, "image/png").headers!["Content-Encoding"], undefined);
  assert.equal(ask({ "accept-encoding": "br" }, "x").headers!["Content-Encoding"], undefined);
});
