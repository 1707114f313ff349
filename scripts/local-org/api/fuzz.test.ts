/** Broken input on every kind of body: whatever comes, the answer is the platform's error shape and the server goes on. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { parse } from "csv-parse/sync";
import fc from "../../test/properties.ts";
import { strToU8, zipSync } from "fflate";
import { send, serveInvoices, type RawAnswer, type ServedOrg } from "./fixture.ts";

let served: ServedOrg;
before(async () => {
  served = await serveInvoices();
});
after(() => served.close());

const data = "/services/data/v66.0";
const record = {
  attributes: { type: "Invoice__c" },
  Name: "F",
  Key__c: "f1",
  Amount__c: 12.5,
  IssuedAt__c: "2026-01-01T10:00:00Z"
};
const bodies: readonly [string, string, unknown][] = [
  ["POST", `${data}/sobjects/Invoice__c`, { ...record, Customer__r: { Code__c: "A" } }],
  ["PATCH", `${data}/sobjects/Invoice__c/Key__c/f2`, { Name: "F", Paid__c: true }],
  [
    "POST",
    `${data}/composite/sobjects`,
    { allOrNone: true, records: [record, { ...record, attributes: { type: "Account" } }] }
  ],
  ["PATCH", `${data}/composite/sobjects`, { allOrNone: false, records: [{ ...record, Id: "a00000000000001AAA" }] }],
  ["PATCH", `${data}/composite/sobjects/Invoice__c/Key__c`, { allOrNone: false, records: [record] }],
  ["POST", `${data}/composite/sobjects/Invoice__c`, { ids: ["a00000000000001AAA"], fields: ["Id", "Name"] }],
  [
    "POST",
    `${data}/composite/tree/Account`,
    {
      records: [
        {
          attributes: { type: "Account", referenceId: "a" },
          Name: "T",
          Invoices__r: { records: [{ attributes: { type: "Invoice__c", referenceId: "i" }, Name: "I" }] }
        }
      ]
    }
  ],
  [
    "POST",
    `${data}/composite`,
    {
      allOrNone: true,
      compositeRequest: [
        { method: "POST", url: `${data}/sobjects/Account`, referenceId: "one", body: { Name: "C" } },
        {
          method: "GET",
          url: `${data}/sobjects/Account/@{one.id}`,
          referenceId: "two",
          httpHeaders: { "If-Match": "x" }
        }
      ]
    }
  ],
  [
    "POST",
    `${data}/composite/batch`,
    {
      batchRequests: [
        { method: "GET", url: "v66.0/limits" },
        { method: "PATCH", url: "v66.0/sobjects/Account/001", richInput: { Name: "x" } }
      ]
    }
  ],
  [
    "POST",
    `${data}/jobs/ingest`,
    {
      object: "Invoice__c",
      operation: "upsert",
      externalIdFieldName: "Key__c",
      lineEnding: "LF",
      columnDelimiter: "COMMA"
    }
  ],
  ["POST", `${data}/jobs/query`, { operation: "query", query: "SELECT Id FROM Account" }],
  ["POST", `${data}/ui-api/records`, { apiName: "Account", fields: { Name: "U" } }],
  [
    "POST",
    `${data}/tooling/runTestsSynchronous`,
    { tests: [{ className: "X", testMethods: ["a"] }], classNames: "X", maxFailedTests: 1 }
  ],
  [
    "POST",
    `${data}/tooling/runTestsAsynchronous`,
    { classids: "01p", testLevel: "RunSpecifiedTests", suiteNames: "s" }
  ],
  ["POST", `${data}/metadata/deployRequest`, { validatedDeployRequestId: "0Af" }],
  ["POST", "/services/apexrest/invoices/", { key: "k", amount: 5 }],
  ["POST", "/lightning/api/apex/InvoiceResource/total", { text: "x" }],
  ["POST", "/cometd/66.0", [{ channel: "/meta/handshake", version: "1.0", supportedConnectionTypes: ["long-polling"] }]]
];

/** One of the bodies with up to three of its values replaced, or its text broken. */
const brokenJson = fc
  .tuple(
    fc.constantFrom(...bodies),
    fc.array(fc.tuple(fc.nat(), fc.jsonValue({ maxDepth: 2 })), { maxLength: 3 }),
    fc.option(fc.tuple(fc.nat(), fc.constantFrom("", "{", "]", '"', "\u0000", "1e999", "é")), { freq: 4 })
  )
  .map(([[method, path, body], replacements, edit]) => {
    const changed = replacements.reduce<unknown>((value, [at, replacement]) => replaced(value, at, replacement), body);
    const text = JSON.stringify(changed);
    const place = edit === null ? 0 : edit[0] % text.length;
    return { method, path, text: edit === null ? text : text.slice(0, place) + edit[1] + text.slice(place + 1) };
  });

/** The value with the n-th of its nodes replaced. */
function replaced(value: unknown, at: number, replacement: unknown): unknown {
  let count = 0;
  const nodes = (one: unknown): number =>
    1 +
    (typeof one === "object" && one !== null
      ? Object.values(one).reduce<number>((sum, child) => sum + nodes(child), 0)
      : 0);
  const target = at % nodes(value);
  const walk = (one: unknown): unknown => {
    if (count++ === target) return replacement;
    if (Array.isArray(one)) return one.map(walk);
    return typeof one === "object" && one !== null
      ? Object.fromEntries(Object.entries(one).map(([key, child]) => [key, walk(child)]))
      : one;
  };
  return walk(value);
}

interface ObjectAnswer {
  readonly hasErrors?: boolean;
  readonly message?: unknown;
  readonly statusCode?: unknown;
  readonly enhancedErrorType?: unknown;
  readonly output?: { readonly errors?: unknown; readonly fieldErrors?: object };
}

/** "User Interface API Developer Guide: Error with Output": of records that are created or updated. */
function isRecordError({ message, statusCode, enhancedErrorType, output }: ObjectAnswer): boolean {
  const isTold = Array.isArray(output?.errors) && typeof output.fieldErrors === "object";
  return typeof message === "string" && statusCode === 400 && enhancedErrorType === "RecordError" && isTold;
}

/** No stack, no unexpected error, and every error in the shape that the platform has. */
function assertPlatformAnswer({ status, body }: RawAnswer, sent: string): void {
  // An Apex REST method that throws answers 500 ("Apex Developer Guide: Exposing Apex Classes as REST Web Services").
  assert.ok(status < 500 || /"APEX_ERROR"/.test(body), `${status} ${body}\n${sent}`);
  assert.doesNotMatch(body, /An unexpected error|\bat \S+ \(|node_modules|\.ts:\d/, sent);
  if (status >= 400) {
    const answer = JSON.parse(body) as { errorCode?: unknown; message?: unknown }[] | ObjectAnswer;
    const told = Array.isArray(answer)
      ? typeof answer[0]?.errorCode === "string" && typeof answer[0].message === "string"
      : // A tree that fails tells so record by record ("REST API Developer Guide: sObject Tree").
        answer.hasErrors === true || (/^(POST|PATCH) \S*\/ui-api\/records/.test(sent) && isRecordError(answer));
    assert.ok(told, `${body}\n${sent}`);
  }
}

test("broken JSON bodies are answered in the platform's error shape", async () => {
  await fc.assert(
    fc.asyncProperty(brokenJson, async ({ method, path, text }) => {
      const answer = await send(served, method, path, { body: text, headers: { "Content-Type": "application/json" } });
      assertPlatformAnswer(answer, `${method} ${path} ${text}`);
    }),
    { numRuns: 800 }
  );
});

test("JSON that is nested without end is answered like any other", async () => {
  const deep = `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`;
  for (const [method, path] of bodies) {
    assertPlatformAnswer(await send(served, method, path, { body: deep }), `${method} ${path}`);
  }
});

/** A text with up to four pieces cut out or put in. */
function edited(texts: readonly string[], pieces: readonly string[]): fc.Arbitrary<string> {
  const edit = fc.tuple(fc.nat(), fc.nat(6), fc.constantFrom("", ...pieces));
  return fc.tuple(fc.constantFrom(...texts), fc.array(edit, { minLength: 1, maxLength: 4 })).map(([start, edits]) =>
    edits.reduce((text, [at, cut, piece]) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + piece + text.slice(place + cut);
    }, start)
  );
}

const addresses = [
  `${data}/query?q=SELECT+Id,Name+FROM+Account+WHERE+Name+LIKE+'A%25'`,
  `${data}/query/01g000000000001-2000`,
  `${data}/sobjects/Account/001000000000001AAA?fields=Id,Name`,
  `${data}/sobjects/Invoice__c/Key__c/f1`,
  `${data}/composite/sobjects?ids=001000000000001,001000000000002&allOrNone=true`,
  `${data}/search?q=FIND+{Harbour}+IN+ALL+FIELDS+RETURNING+Account(Id)`,
  `${data}/ui-api/records/001000000000001AAA?fields=Account.Name`,
  `${data}/jobs/query/750000000000001AAQ/results?locator=5&maxRecords=2`,
  `${data}/tooling/query?q=SELECT+Id+FROM+ApexClass`,
  "/lightning/api/list/Account?search=x&page=2&sort=Name",
  "/lightning/api/related/001000000000001AAA?only=Invoices__r"
];

test("broken addresses are answered in the platform's error shape", async () => {
  const pieces = ["%", "%00", "%27", "/", "?", "&", "=", "'", "(", "%2e%2e/", "__proto__", "constructor", "-1"];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom("GET", "DELETE"), edited(addresses, pieces), async (method, address) => {
      const path = address.startsWith("/") ? address : `/${address}`;
      assertPlatformAnswer(await send(served, method, path), `${method} ${path}`);
    }),
    { numRuns: 600 }
  );
});

const csvFiles = [
  "Name,Key__c,Amount__c,Customer__r.Code__c\nA,k1,1,c1\nB,k2,2,#N/A\n",
  '"Name","Key__c","IssuedAt__c"\r\n"Lines\nin a cell","k3","2026-01-01T10:00:00Z"\r\n',
  "\ufeffName;Key__c;Paid__c\nA;k4;true\n"
];
const csvPieces = [
  ",",
  ";",
  '"',
  '""',
  "\n",
  "\r",
  "\u0000",
  "\t",
  "Id",
  "attributes",
  "Name",
  "k1",
  "'",
  "#N/A",
  "\ufeff",
  "é"
];

test("a bulk job with a broken file ends, and accounts for its rows", async () => {
  await fc.assert(
    fc.asyncProperty(
      edited(csvFiles, csvPieces),
      fc.constantFrom("insert", "update", "upsert", "delete"),
      fc.constantFrom("COMMA", "SEMICOLON"),
      async (file, operation, columnDelimiter) => {
        const call = async (method: string, path: string, body?: string): Promise<string> => {
          const answer = await send(served, method, `${data}/jobs/ingest${path}`, body === undefined ? {} : { body });
          assertPlatformAnswer(answer, JSON.stringify({ file, operation, columnDelimiter }));
          assert.ok(answer.status < 300, answer.body);
          return answer.body;
        };
        const asked = { object: "Invoice__c", operation, columnDelimiter, externalIdFieldName: "Key__c" };
        const { id } = JSON.parse(await call("POST", "", JSON.stringify(asked))) as { id: string };
        await call("PUT", `/${id}/batches`, file);
        await call("PATCH", `/${id}`, JSON.stringify({ state: "UploadComplete" }));
        const job = await untilDone(() => call("GET", `/${id}`));
        const rows = async (kind: string): Promise<number> => {
          const lines = await call("GET", `/${id}/${kind}`);
          return Math.max(
            0,
            parse(lines, { delimiter: columnDelimiter === "COMMA" ? "," : ";", relax_column_count: true }).length - 1
          );
        };
        if (job.state === "JobComplete") {
          assert.equal(await rows("successfulResults"), job.numberRecordsProcessed - job.numberRecordsFailed);
          assert.equal(await rows("failedResults"), job.numberRecordsFailed);
        } else assert.ok(job.state === "Failed" && job.errorMessage !== undefined, JSON.stringify(job));
        await call("DELETE", `/${id}`);
      }
    ),
    { numRuns: 150 }
  );
});

interface IngestJobInfo {
  readonly state: string;
  readonly numberRecordsProcessed: number;
  readonly numberRecordsFailed: number;
  readonly errorMessage?: string;
}

async function untilDone(read: () => Promise<string>): Promise<IngestJobInfo> {
  for (let attempt = 0; attempt < 500; attempt++) {
    const job = JSON.parse(await read()) as IngestJobInfo;
    if (job.state === "JobComplete" || job.state === "Failed") return job;
    await new Promise((resolve) => setTimeout(resolve, 4));
  }
  throw new Error("the job does not end");
}

const envelope = (token: string, body: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns="urn:x"><soapenv:Header><SessionHeader><sessionId>${token}</sessionId></SessionHeader></soapenv:Header><soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`;
const soapCalls: readonly [string, string][] = [
  ["m/66.0", "<describeMetadata><asOfVersion>66.0</asOfVersion></describeMetadata>"],
  ["m/66.0", "<listMetadata><queries><type>ApexClass</type></queries></listMetadata>"],
  [
    "m/66.0",
    "<retrieve><retrieveRequest><unpackaged><types><members>*</members><name>ApexClass</name></types></unpackaged></retrieveRequest></retrieve>"
  ],
  ["m/66.0", "<deploy><ZipFile>UEsDBA==</ZipFile><DeployOptions><checkOnly>true</checkOnly></DeployOptions></deploy>"],
  [
    "m/66.0",
    "<checkDeployStatus><asyncProcessId>0Af</asyncProcessId><includeDetails>true</includeDetails></checkDeployStatus>"
  ],
  ["s/66.0", "<executeAnonymous><String>System.debug(1 + 1);</String></executeAnonymous>"],
  ["u/66.0", "<login><username>u</username><password>p</password></login>"],
  ["u/66.0", "<getUserInfo/>"]
];
const xmlPieces = [
  "<",
  ">",
  "</",
  "/>",
  "&",
  "&lt;",
  "&x;",
  "<![CDATA[",
  "]]>",
  "<!--",
  "<!DOCTYPE x [<!ENTITY x 'y'>]>",
  "\u0000",
  "<a/>",
  " xsi:nil='true'"
];

test("broken SOAP is answered with a result or a fault", async () => {
  const { accessToken } = served.server;
  const calls = soapCalls.map(([path, body]) => `${path} ${envelope(accessToken, body)}`);
  await fc.assert(
    fc.asyncProperty(edited(calls, xmlPieces), async (call) => {
      const [, path = "m/66.0", body = ""] = /^([mus]\/[\d.]+) ([^]*)$/.exec(call) ?? [];
      const answer = await send(served, "POST", `/services/Soap/${path}`, {
        body,
        token: null,
        headers: { "Content-Type": "text/xml", SOAPAction: '""' }
      });
      assert.ok(answer.status === 200 || answer.status === 500, `${answer.status} ${call}`);
      assert.match(
        answer.body,
        answer.status === 200 ? /<soapenv:Body>/ : /<faultcode>sf:\w+<\/faultcode><faultstring>/,
        call
      );
      assert.doesNotMatch(answer.body, /An unexpected error|node_modules|\bat \S+ \(\S+:\d+:\d+\)/, call);
    }),
    { numRuns: 600 }
  );
});

test("broken jobs and batches of the older Bulk API are answered in its error shape", async () => {
  const job = (body: string): string =>
    `<jobInfo xmlns="http://www.force.com/2009/06/asyncapi/dataload">${body}</jobInfo>`;
  const calls = [
    `job ${job("<operation>insert</operation><object>Account</object><contentType>CSV</contentType>")}`,
    `job ${job("<operation>query</operation><object>Account</object><contentType>CSV</contentType><concurrencyMode>Parallel</concurrencyMode>")}`,
    `job/750000000000001AAA ${job("<state>Closed</state>")}`,
    "job/750000000000001AAA/batch Name,Phone\nA,1\n"
  ];
  await fc.assert(
    fc.asyncProperty(edited(calls, [...xmlPieces, ...csvPieces]), async (call) => {
      const [, path = "job", body = ""] = /^(job[\w/]*) ([^]*)$/.exec(call) ?? [];
      const answer = await send(served, "POST", `/services/async/66.0/${path}`, {
        body,
        token: null,
        headers: { "X-SFDC-Session": served.server.accessToken, "Content-Type": "application/xml" }
      });
      assert.ok(answer.status < 500, `${answer.status} ${answer.body} ${call}`);
      if (answer.status >= 400) assert.match(answer.body, /<exceptionCode>|"errorCode"/, call);
      assert.doesNotMatch(answer.body, /An unexpected error|node_modules/, call);
    }),
    { numRuns: 400 }
  );
});

test("a broken package is refused or fails to deploy, and nothing of it stays", async () => {
  const meta =
    "<ApexClass xmlns='http://soap.sforce.com/2006/04/metadata'><apiVersion>66.0</apiVersion><status>Active</status></ApexClass>";
  const manifest =
    "<Package xmlns='http://soap.sforce.com/2006/04/metadata'><types><members>Fuzzed</members><name>ApexClass</name></types><version>66.0</version></Package>";
  const zip = zipSync({
    "package.xml": strToU8(manifest),
    "classes/Fuzzed.cls": strToU8("public class Fuzzed { }"),
    "classes/Fuzzed.cls-meta.xml": strToU8(meta)
  });
  const options = JSON.stringify({ deployOptions: { checkOnly: true, rollbackOnError: true } });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 }),
      fc.option(edited([options], ["{", "}", '"', "null", "[]", "\u0000"])),
      fc.boolean(),
      async (changes, json, inBody) => {
        const body = formOf(zip, json ?? options);
        const [from, length] = inBody ? [0, body.length] : [body.indexOf("PK"), zip.length];
        for (const [at, byte] of changes) body[from + (at % length)] = byte;
        const headers = { "Content-Type": "multipart/form-data; boundary=frontier" };
        const answer = await send(served, "POST", `${data}/metadata/deployRequest`, { body, headers });
        assertPlatformAnswer(answer, body.toString("base64"));
        if (answer.status !== 201) return;
        const { id } = JSON.parse(answer.body) as { id: string };
        const { deployResult } = await untilDeployed(id);
        assert.ok(deployResult.success || hasReason(deployResult), JSON.stringify(deployResult));
      }
    ),
    { numRuns: 120 }
  );
});

interface DeployAnswer {
  readonly deployResult: {
    readonly done: boolean;
    readonly success: boolean;
    readonly errorMessage?: string;
    readonly details?: { readonly componentFailures?: readonly unknown[] };
  };
}

function hasReason({ errorMessage, details }: DeployAnswer["deployResult"]): boolean {
  const told = errorMessage !== undefined || (details?.componentFailures?.length ?? 0) > 0;
  return told && !/unexpected error|\bat \S+ \(/i.test(JSON.stringify({ errorMessage, details }));
}

function formOf(zip: Uint8Array, json: string): Buffer {
  const part = (head: string): string => `--frontier\r\nContent-Disposition: form-data; ${head}\r\n\r\n`;
  return Buffer.concat([
    Buffer.from(`${part('name="entity_content"\r\nContent-Type: application/json')}${json}\r\n`),
    Buffer.from(part('name="file"; filename="p.zip"\r\nContent-Type: application/zip')),
    zip,
    Buffer.from("\r\n--frontier--\r\n")
  ]);
}

async function untilDeployed(id: string): Promise<DeployAnswer> {
  for (let attempt = 0; attempt < 1_000; attempt++) {
    const answer = await send(served, "GET", `${data}/metadata/deployRequest/${id}?includeDetails=true`);
    assertPlatformAnswer(answer, id);
    const body = JSON.parse(answer.body) as DeployAnswer;
    if (body.deployResult.done) return body;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error("the deployment does not end");
}
