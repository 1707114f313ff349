import assert from "node:assert/strict";
import { test } from "node:test";
import type { Org } from "../../org/types.ts";
import { orgWith } from "../testing/fixture.ts";
import { setOrgDomain } from "./org-domain.ts";

function domainOf(org: Org): string {
  let written = "";
  const debugLog = { write: (_level: string, _place: string, message: string) => (written = message) };
  const result = org.executeAnonymous(
    org.administrator,
    "System.debug(Url.getOrgDomainUrl().toExternalForm() + ' ' + Url.getOrgDomainUrl().getHost());",
    debugLog
  );
  assert.deepEqual(result, {});
  return written;
}

const project = { classes: ["public class Greeter {}"] };

test("Apex builds links with the address at which its own org is served", () => {
  const [served, other] = [orgWith(project), orgWith(project)];
  served.transaction(served.administrator, (tx) => setOrgDomain(tx.database, "http://127.0.0.1:4000"));
  assert.equal(domainOf(served), "http://127.0.0.1:4000 127.0.0.1");
  assert.equal(domainOf(other), "http://127.0.0.1 127.0.0.1");
  served.close();
  other.close();
});
