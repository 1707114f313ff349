import assert from "node:assert/strict";
import { request } from "node:http";
import { connect } from "node:net";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { serveInvoices, type ServedOrg } from "../fixture.ts";

let served: ServedOrg;
before(async () => {
  served = await serveInvoices();
});
after(() => served.close());

interface Answer {
  readonly status: number;
  readonly body: string;
}

function send(
  method: string,
  path: string,
  options: { headers?: Record<string, string>; body?: string | Buffer; token?: string | null } = {}
): Promise<Answer> {
  const token = options.token === undefined ? served.server.accessToken : options.token;
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        host: "127.0.0.1",
        port: served.server.port,
        method,
        path,
        headers: { ...(token ? { Authorization: `Bearer ${token}` } : {}), ...options.headers }
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
        incoming.on("end", () => resolve({ status: incoming.statusCode!, body: Buffer.concat(chunks).toString() }));
      }
    );
    outgoing.on("error", reject);
    outgoing.end(options.body);
  });
}

const routes = [
  "/services/data/v66.0",
  "/services/data/v66.0/sobjects",
  "/services/data/v66.0/sobjects/Account/describe",
  "/services/data/v66.0/query?q=SELECT+Id+FROM+Account",
  "/services/data/v66.0/limits",
  "/services/data/v66.0/jobs/ingest",
  "/services/data/v66.0/jobs/query",
  "/services/apexrest/invoices/",
  "/services/oauth2/userinfo",
  "/services/data/v66.0/ui-api/records/001000000000001",
  "/lightning/page/home",
  "/lightning/api/list/Account"
];

test("without a token, or with a wrong one, every route answers 401 and nothing else", async () => {
  for (const route of routes) {
    for (const token of [null, "00Dwrong!token"]) {
      const { status, body } = await send("GET", route, { token });
      assert.deepEqual([route, status, /INVALID_SESSION_ID/.test(body)], [route, 401, true]);
    }
  }
});

test("a foreign Host header is refused, so that a page elsewhere cannot reach the org by its name", async () => {
  const { status } = await send("GET", "/services/data/v66.0/limits", { headers: { Host: "evil.example.com" } });
  assert.equal(status, 403);
});

test("broken JSON, broken gzip, a wrong method, an unknown path and a broken address get a clear 4xx", async () => {
  const path = "/services/data/v66.0/sobjects/Account";
  assert.equal((await send("POST", path, { body: "{" })).status, 400);
  assert.equal((await send("POST", path, { body: "[]" })).status, 400);
  assert.equal((await send("POST", path, { body: "no gzip", headers: { "Content-Encoding": "gzip" } })).status, 400);
  assert.equal((await send("PUT", "/services/data/v66.0/limits")).status, 405);
  assert.equal((await send("GET", "/services/data/v66.0/nothing/here")).status, 404);
  assert.equal((await send("GET", "/services/data/v66.0/sobjects/%E0%A4%A")).status, 400);
  assert.equal((await send("GET", "/lightning/slds/../../../../../../etc/passwd")).status, 404);
  assert.equal((await send("GET", "/lightning/slds/%2e%2e/%2e%2e/package.json")).status, 404);
});

test("a gzip bomb is refused before it is unpacked", async () => {
  const bomb = gzipSync(Buffer.alloc(80 * 1024 * 1024));
  assert.equal(
    (
      await send("POST", "/services/data/v66.0/sobjects/Account", {
        body: bomb,
        headers: { "Content-Encoding": "gzip" }
      })
    ).status,
    400
  );
});

test("garbage instead of HTTP closes that connection and the server goes on", async () => {
  await new Promise<void>((resolve) => {
    const socket = connect(served.server.port, "127.0.0.1", () => socket.write("\u0000\u0001garbage\r\n\r\n"));
    socket.on("close", () => resolve());
    socket.on("error", () => undefined);
    socket.resume();
  });
  assert.equal((await send("GET", "/services/data/v66.0/limits")).status, 200);
});

test("two hundred requests at once are all answered", async () => {
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, index) =>
      send("POST", "/services/data/v66.0/sobjects/Account", { body: JSON.stringify({ Name: `parallel ${index}` }) })
    )
  );
  assert.ok(answers.every((answer) => answer.status === 201));
  const { body } = await send(
    "GET",
    `/services/data/v66.0/query?q=${encodeURIComponent("SELECT COUNT() FROM Account WHERE Name LIKE 'parallel %'")}`
  );
  assert.equal((JSON.parse(body) as { totalSize: number }).totalSize, 200);
});

test("an attempt to break out of a search finds nothing and breaks nothing", async () => {
  for (const search of ["' OR Name != '", "%' OR Name LIKE '%", "\\", "'; DELETE FROM Account; --", "%", "_"]) {
    const { status, body } = await send("GET", `/lightning/api/list/Account?search=${encodeURIComponent(search)}`);
    assert.deepEqual([search, status, (JSON.parse(body) as { total: number }).total], [search, 200, 0]);
  }
});

test("frontdoor opens a session for a good token only, and never leads off the org", async () => {
  const token = encodeURIComponent(served.server.accessToken);
  const { status } = await send(
    "GET",
    `/secur/frontdoor.jsp?sid=${token}&retURL=${encodeURIComponent("//evil.example.com")}`,
    { token: null }
  );
  assert.equal(status, 302);
  assert.equal((await send("GET", "/secur/frontdoor.jsp?sid=wrong", { token: null })).status, 401);
});
