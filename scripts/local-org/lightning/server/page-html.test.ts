/** What a page is given before its first request. */
import assert from "node:assert/strict";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Connection } from "jsforce";
import { orgWith } from "../../apex/testing/fixture.ts";
import type { Org } from "../../org/types.ts";
import { serveOrg, type OrgServer } from "../../server.ts";

let org: Org;
let server: OrgServer;
before(async () => {
  org = orgWith({ classes: ["public class Shop {}"] }, { coverage: false });
  server = await serveOrg({ org, port: 0, cacheFolder: mkdtempSync(join(tmpdir(), "cache-")) });
});
after(async () => {
  await server.close();
  org.close();
});

// "Salesforce Help: Set Your Personal or Organization-Wide Currency".
test("amounts without a currency of their own are in that of the organization", async () => {
  const { accessToken } = server;
  const connection = new Connection({ instanceUrl: server.origin, accessToken, version: "66.0" });
  const { records } = await connection.query("SELECT DefaultCurrencyIsoCode FROM Organization");
  const page = await fetch(`${server.origin}/lightning/page/home`, {
    headers: { Authorization: `Bearer ${accessToken}` }
  });
  const [, data] = /id="page-data">(.*?)<\/script>/.exec(await page.text())!;
  const { i18n } = JSON.parse(data!) as { i18n: { currency: string } };
  assert.equal(i18n.currency, records[0]!["DefaultCurrencyIsoCode"]);
});
