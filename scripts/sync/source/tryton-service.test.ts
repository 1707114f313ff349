import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, beforeEach, test } from "node:test";
import { openTryton } from "./tryton-service.ts";

/** What Tryton's ModelStorage answers for records that its search found and that are gone when it reads them. */
const gone = ["UserError", ['You are not allowed to read records "17, 18" of "Sale" because of a rule', "", null]];

let server: Server;
let refusals: number;
let asked: number;

before(async () => {
  server = createServer((request, response) => {
    let text = "";
    request.on("data", (part: Buffer) => (text += part.toString()));
    request.on("end", () => {
      const { method } = JSON.parse(text) as { method: string };
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(answerTo(method)));
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  process.env["TEST_TRYTON_RACE"] = "secret";
});
after(() => server.close());
beforeEach(() => {
  [refusals, asked] = [0, 0];
});

function answerTo(method: string): object {
  if (method === "common.db.login") return [1, "key"];
  if (method.endsWith("get_preferences")) return { result: {} };
  asked++;
  return asked <= refusals ? { error: gone } : { result: [{ id: 16, reference: "S016" }] };
}

async function page(): Promise<readonly object[]> {
  const { port } = server.address() as AddressInfo;
  const service = await openTryton(new URL(`http://127.0.0.1:${port}/erp/`), {
    format: "tryton",
    addressFrom: "TEST_TRYTON",
    user: "admin",
    passwordFrom: "TEST_TRYTON_RACE",
    model: "sale.sale",
    domain: [],
    pageSize: 10
  } as unknown as Parameters<typeof openTryton>[1]);
  return service.page({ fields: ["reference"] }, undefined);
}

test("records deleted between its search and its read are searched for again", async () => {
  refusals = 2;
  assert.deepEqual(await page(), [{ id: 16, reference: "S016" }]);
  assert.equal(asked, 3);
});

test("what is forbidden each time is told in its words", async () => {
  refusals = Infinity;
  await assert.rejects(page(), /sale\.sale: refuses model\.sale\.sale\.search_read: .*not allowed to read records/);
});
