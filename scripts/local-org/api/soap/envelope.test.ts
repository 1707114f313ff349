import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { serveInvoices, type ServedOrg } from "../fixture.ts";
import { toXml } from "./envelope.ts";

let served: ServedOrg;

before(async () => {
  served = await serveInvoices();
});

after(() => served.close());

const post = async (body: string, token = served.server.accessToken): Promise<{ status: number; text: string }> => {
  const response = await fetch(`${served.server.origin}/services/Soap/m/66.0`, {
    method: "POST",
    headers: { Authorization: `Bearer ${token}` },
    body
  });
  return { status: response.status, text: await response.text() };
};
const envelope = (body: string): string =>
  `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>${body}</e:Body></e:Envelope>`;

test("values are written as elements: lists repeated, null as nil, undefined not at all, text escaped", () => {
  assert.equal(
    toXml({ a: [1, "<&>"], b: null, c: undefined, d: { e: true }, f: [] }),
    '<a>1</a><a>&lt;&amp;&gt;</a><b xsi:nil="true"/><d><e>true</e></d>'
  );
  assert.equal(toXml("a\u0000b"), "a?b");
});

test("what is no envelope, or asks for an unknown operation, is a fault that says so", async () => {
  for (const [body, expected] of [
    ["not xml", /UNKNOWN_EXCEPTION/],
    ["<a><b></a>", /UNKNOWN_EXCEPTION: The request is not well-formed XML/],
    [envelope(""), /UNKNOWN_EXCEPTION/],
    [envelope("<describeValueType/>"), /does not support the SOAP operation describeValueType/]
  ] as const) {
    const { status, text } = await post(body);
    assert.equal(status, 500, body);
    assert.match(text, expected, body);
  }
});

test("entities that multiply are refused, and files of this machine are never read", async () => {
  const laughs = Array.from({ length: 12 }, (_, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`).join(
    ""
  );
  const bomb = `<!DOCTYPE x [<!ENTITY l0 "lol">${laughs}]>${envelope("<checkDeployStatus><asyncProcessId>&l12;</asyncProcessId></checkDeployStatus>")}`;
  const start = Date.now();
  assert.equal((await post(bomb)).status, 500);
  assert.ok(Date.now() - start < 2_000);
  const file = `<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>${envelope("<checkDeployStatus><asyncProcessId>&f;</asyncProcessId></checkDeployStatus>")}`;
  const { status, text } = await post(file);
  assert.equal(status, 500);
  assert.doesNotMatch(text, /root:/);
});
