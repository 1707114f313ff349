import assert from "node:assert/strict";
import { request } from "node:http";
import { connect } from "node:net";
import { after, before, test } from "node:test";
import fc from "../../../test/properties.ts";
import { orgWith } from "../../apex/testing/fixture.ts";
import { send as sendTo, serveInvoices, type ServedOrg } from "../fixture.ts";
import { ownPath } from "./browser-guard.ts";

let served: ServedOrg;
let other: ServedOrg;
before(async () => {
  served = await serveInvoices();
  other = await serveInvoices();
});
after(async () => {
  await served.close();
  await other.close();
});

const limits = "/services/data/v66.0/limits";
const anonymous =
  "/services/data/v66.0/tooling/executeAnonymous?anonymousBody=insert%20new%20Account(Name%3D%27x%27)%3B";

/** What a browser sends along when another page makes it ask. */
const foreignPages: Readonly<Record<string, Record<string, string>>> = {
  "another site": { Origin: "https://evil.example", "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors" },
  "another port": { Origin: "http://127.0.0.1:3000", "Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "cors" },
  "another port, by an image": {
    "Sec-Fetch-Site": "same-site",
    "Sec-Fetch-Mode": "no-cors",
    "Sec-Fetch-Dest": "image"
  },
  "a form of another site": { Origin: "null", "Sec-Fetch-Mode": "navigate" },
  "a link of another site": {
    "Sec-Fetch-Site": "cross-site",
    "Sec-Fetch-Mode": "navigate",
    "Sec-Fetch-Dest": "document"
  },
  "an old browser": { Origin: "http://localhost:8080" }
};

for (const [page, headers] of Object.entries(foreignPages)) {
  test(`refuses what a page on ${page} asks for, with cookie and token even`, async () => {
    for (const [method, path] of [
      ["GET", limits],
      ["GET", anonymous],
      ["POST", "/services/data/v66.0/sobjects/Account"],
      ["POST", "/services/oauth2/token"],
      ["OPTIONS", limits],
      ["GET", "/lightning/page/home"]
    ] as const) {
      const { status, body } = await sendTo(served, method, path, { headers: { ...headers, Cookie: await cookie() } });
      assert.deepEqual([path, status, /FORBIDDEN_ORIGIN/.test(body)], [path, 403, true]);
    }
  });
}

test("answers its own pages, addresses that are typed in, and programs", async () => {
  const origin = `http://127.0.0.1:${served.server.port}`;
  for (const headers of [
    { Origin: origin, "Sec-Fetch-Site": "same-origin" },
    { "Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "navigate" },
    {}
  ] as Record<string, string>[])
    assert.equal((await sendTo(served, "GET", limits, { headers })).status, 200);
});

test("a login address opens from anywhere, since it brings its token", async () => {
  const path = new URL(served.server.pageAddress()).pathname + new URL(served.server.pageAddress()).search;
  const headers = { "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate" };
  assert.equal((await sendTo(served, "GET", path, { token: null, headers })).status, 302);
  assert.equal(
    (await sendTo(served, "GET", path, { token: null, headers: { ...headers, "Sec-Fetch-Mode": "no-cors" } })).status,
    403
  );
});

test("the cookie opens pages and no API", async () => {
  const headers = { Cookie: await cookie() };
  assert.equal((await sendTo(served, "GET", "/lightning/page/home", { token: null, headers })).status, 200);
  for (const path of [
    limits,
    anonymous,
    "/lightning/api/list/Account",
    "/services/apexrest/invoices/",
    "/LIGHTNING/API/list/Account",
    "/sfc/../lightning/api/list/Account"
  ])
    assert.deepEqual([path, (await sendTo(served, "GET", path, { token: null, headers })).status], [path, 401]);
  const apex = await sendTo(served, "POST", "/lightning/api/apex/Doubler/twice", { token: null, headers, body: "{}" });
  assert.equal(apex.status, 401);
});

test("the cookie is kept from scripts and other sites, and names its port", async () => {
  const [given] = await cookies(served);
  assert.match(given!, new RegExp(`^sid_${served.server.port}=[^;]+; Path=/; HttpOnly; SameSite=Strict$`));
  const both = `${await cookie(other)}; ${await cookie()}`;
  for (const one of [served, other])
    assert.equal((await sendTo(one, "GET", "/lightning", { token: null, headers: { Cookie: both } })).status, 200);
  const foreign = await sendTo(served, "GET", "/lightning", { token: null, headers: { Cookie: await cookie(other) } });
  assert.equal(foreign.status, 401);
});

test("a page's calls name the session that the page was opened with", async () => {
  const { body } = await sendTo(served, "GET", "/lightning", { token: null, headers: { Cookie: await cookie() } });
  const data = JSON.parse(/id="page-data">(.*?)<\/script>/s.exec(body)![1]!) as { token: string };
  assert.equal((await sendTo(served, "GET", "/lightning/api/list/Account", { token: data.token })).status, 200);
});

for (const asked of [
  "//evil.example",
  "/\t/evil.example",
  "/\r\n/evil.example",
  "/\\evil.example",
  "/.//evil.example",
  "/x/..//evil.example",
  "/%2e//evil.example",
  "https://evil.example",
  "javascript:alert(1)",
  "\\\\evil.example",
  "/lightning\r\nSet-Cookie: sid=1",
  "/\u2028/evil.example",
  "/İ"
]) {
  test(`retURL=${JSON.stringify(asked)} stays within the org`, async () => {
    const answer = await frontdoor(asked);
    assert.equal(answer.status, 302);
    const base = `http://127.0.0.1:${served.server.port}`;
    assert.equal(new URL(answer.location!, base).origin, base);
    assert.equal(answer.cookies.length, 1);
  });
}

test("whatever is asked for, the way back is a path of this org", () => {
  const piece = fc.oneof(
    fc.constantFrom("/", "\\", "\t", "\r", "\n", "%09", "%2f", ".", "..", "@", ":", "evil.example", "http:", "?", "#"),
    fc.string({ unit: "binary", maxLength: 4 })
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const path = ownPath(pieces.join(""), "/lightning/page/home");
      assert.match(path, /^\/(?![/\\])[\x21-\x7e]*$/);
      assert.equal(new URL(path, "http://127.0.0.1:1").origin, "http://127.0.0.1:1");
    }),
    { numRuns: 2_000 }
  );
});

test("a static resource whose content type would begin another header is refused", () => {
  const meta = (type: string): string =>
    `<StaticResource><cacheControl>Private</cacheControl><contentType>${type}</contentType></StaticResource>`;
  const files = (type: string) => ({
    "staticresources/Thing.resource-meta.xml": meta(type),
    "staticresources/Thing.txt": "x"
  });
  assert.throws(
    () => orgWith({ files: files("text/plain&#13;&#10;Set-Cookie: a=b") }),
    /contentType of a static resource/
  );
  orgWith({ files: files("text/plain; charset=UTF-8") }).close();
});

test("no request ends the org, whatever its method, address, headers and body hold", async (context) => {
  context.mock.method(console, "error", () => undefined);
  const text = fc.string({
    unit: fc.constantFrom(..."ab/%&=?#:;,.\\\"'<>{}[]()\t \u0000\u0080\u00ff2Ef0E4$".split("")),
    maxLength: 24
  });
  const method = fc.constantFrom(
    "GET",
    "POST",
    "PUT",
    "PATCH",
    "DELETE",
    "HEAD",
    "OPTIONS",
    "CONNECT",
    "TRACE",
    "PURGE",
    "BREW"
  );
  const paths = [...served.server.routes.secured, ...served.server.routes.open].map((route) => route.split(" ")[1]!);
  const header = fc.tuple(
    fc.constantFrom(
      "Authorization",
      "Cookie",
      "Content-Type",
      "Content-Encoding",
      "Content-Length",
      "Transfer-Encoding",
      "Expect",
      "Upgrade",
      "Connection",
      "Origin",
      "Accept",
      "Sforce-Call-Options",
      "If-Modified-Since",
      "X-Odd"
    ),
    text
  );
  const raw = fc.record({
    method,
    path: fc.constantFrom(...paths),
    more: text,
    headers: fc.array(header, { maxLength: 3 }),
    body: text
  });
  await fc.assert(
    fc.asyncProperty(raw, async ({ method, path, more, headers, body }) => {
      const address = path.replace(/[:*]\w+/g, () => more || "x");
      const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join("");
      await sendRaw(
        `${method} ${address}?${more} HTTP/1.1\r\nHost: 127.0.0.1:${served.server.port}\r\nX-SFDC-Session: ${served.server.accessToken}\r\n${lines}\r\n${body}`
      );
    }),
    { numRuns: 400 }
  );
  assert.equal((await sendTo(served, "GET", limits)).status, 200);
});

async function cookie(of: ServedOrg = served): Promise<string> {
  return (await cookies(of))[0]!.split(";")[0]!;
}

async function cookies(of: ServedOrg): Promise<readonly string[]> {
  return (await frontdoor("/lightning", of)).cookies;
}

interface Redirect {
  readonly status: number;
  readonly location: string | undefined;
  readonly cookies: readonly string[];
}

function frontdoor(asked: string, of: ServedOrg = served): Promise<Redirect> {
  const query = new URLSearchParams({ sid: of.server.accessToken, retURL: asked }).toString();
  return new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", port: of.server.port, path: `/secur/frontdoor.jsp?${query}` }, (incoming) => {
      incoming.resume();
      const { location, "set-cookie": cookies = [] } = incoming.headers;
      incoming.on("end", () => resolve({ status: incoming.statusCode!, location, cookies }));
    })
      .on("error", reject)
      .end();
  });
}

/** Bytes as they are; waits for an answer, or a moment where there is none. */
function sendRaw(text: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(served.server.port, "127.0.0.1", () => socket.write(Buffer.from(text, "latin1")));
    const done = (): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve();
    };
    const timer = setTimeout(done, 40);
    socket.on("data", done).on("close", done).on("error", done);
  });
}
