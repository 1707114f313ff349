import assert from "node:assert/strict";
import { connect } from "node:net";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { send as sendTo, serveInvoices, type ServedOrg } from "../fixture.ts";

let served: ServedOrg;
before(async () => {
  served = await serveInvoices();
});
after(() => served.close());

const send = (
  ...given: Parameters<typeof sendTo> extends [unknown, ...infer Rest] ? Rest : never
): ReturnType<typeof sendTo> => sendTo(served, ...given);

const parameterValues: Readonly<Record<string, string>> = { version: "v66.0", object: "Account", path: "any" };

/** A request that the route answers. */
function callOf(pattern: string): [string, string] {
  const [method, path] = pattern.split(" ") as [string, string];
  return [method, path.replace(/[:*](\w+)/g, (_, name: string) => parameterValues[name] ?? "001000000000001AAA")];
}

test("without a token, or with a wrong one, every route answers 401 and nothing else", async () => {
  assert.ok(served.server.routes.secured.length > 50);
  for (const route of served.server.routes.secured) {
    for (const token of [null, "00Dwrong!token"]) {
      const { status, body } = await send(...callOf(route), { token });
      assert.deepEqual([route, status, /INVALID_SESSION_ID/.test(body)], [route, 401, true]);
    }
  }
});

/** What anybody on this machine may see: versions, the pages' static files, and the ways to get a session. */
const publicRoutes = [
  "GET /services/data",
  "GET /login",
  "GET /lightning/assets/:file",
  "GET /lightning/slds/*path",
  "GET /lightning/icons/*path"
];

test("open routes give nothing to who has no token", async () => {
  for (const route of served.server.routes.open.filter((one) => !publicRoutes.includes(one))) {
    for (const token of [null, "00Dwrong!token"]) {
      const { status, body } = await send(...callOf(route), { token });
      assert.ok(status >= 400, `${route} answers ${status} ${body}`);
      assert.doesNotMatch(body, /\bat \S+ \(|node_modules|\.ts:\d/, route);
    }
  }
});

test("a foreign Host header is refused, so that a page elsewhere cannot reach the org by its name", async () => {
  for (const route of [...served.server.routes.secured, ...served.server.routes.open]) {
    for (const Host of ["evil.example.com", `127.0.0.1.evil.example.com:${served.server.port}`]) {
      const { status } = await send(...callOf(route), { headers: { Host } });
      assert.deepEqual([route, status], [route, 403]);
    }
  }
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

test("clients that send their headers or bodies byte by byte hold nobody up, and are served when they are done", async () => {
  const body = JSON.stringify({ Name: "slow" });
  const head = `POST /services/data/v66.0/sobjects/Account HTTP/1.1\r\nHost: 127.0.0.1:${served.server.port}\r\nAuthorization: Bearer ${served.server.accessToken}\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n`;
  const slow = Array.from({ length: 20 }, () => drip(head + body));
  const quick = await Promise.all(Array.from({ length: 20 }, () => send("GET", "/services/data/v66.0/limits")));
  assert.ok(quick.every((answer) => answer.status === 200));
  const waiting = Symbol("still sending");
  assert.equal(await Promise.race([...slow, Promise.resolve(waiting)]), waiting);
  for (const answer of await Promise.all(slow)) assert.match(answer, /^HTTP\/1\.1 201 /);
});

test("an upload that breaks off leaves nothing behind, and can be sent again", async (context) => {
  const logged = context.mock.method(console, "error", () => undefined);
  const base = "/services/data/v66.0/jobs/ingest";
  const job = JSON.stringify({ object: "Account", operation: "insert" });
  const { id } = JSON.parse((await send("POST", base, { body: job })).body) as { id: string };
  const head = `PUT ${base}/${id}/batches HTTP/1.1\r\nHost: 127.0.0.1:${served.server.port}\r\nAuthorization: Bearer ${served.server.accessToken}\r\nContent-Length: 5000\r\n\r\n`;
  await new Promise<void>((resolve) => {
    const socket = connect(served.server.port, "127.0.0.1", () => {
      socket.write(`${head}Name\nHalf of`, () => setTimeout(() => socket.destroy(), 50));
    });
    socket.on("close", () => setTimeout(resolve, 50));
  });
  assert.equal((JSON.parse((await send("GET", `${base}/${id}`)).body) as { state: string }).state, "Open");
  assert.equal((await send("PUT", `${base}/${id}/batches`, { body: "Name\nWhole\n" })).status, 201);
  await send("PATCH", `${base}/${id}`, { body: JSON.stringify({ state: "UploadComplete" }) });
  let lines = "";
  while (!lines.includes("Whole")) lines = (await send("GET", `${base}/${id}/successfulResults`)).body;
  assert.doesNotMatch(lines, /Half/);
  assert.equal(logged.mock.callCount(), 0);
});

/** Sends a text one byte a millisecond and answers all that comes back. */
function drip(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = "";
    const socket = connect(served.server.port, "127.0.0.1");
    let sent = 0;
    const timer = setInterval(() => (sent < text.length ? socket.write(text[sent++]!) : clearInterval(timer)), 1);
    socket
      .on("data", (data) => (answer += data.toString()))
      .on("error", reject)
      .on("close", () => resolve(answer));
  });
}

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
    assert.deepEqual([search, status, (JSON.parse(body) as { rows: unknown[] }).rows], [search, 200, []]);
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
