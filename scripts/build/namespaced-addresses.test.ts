import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { withNamespacedAddress } from "./namespaced-addresses.ts";

const address = (url: string): string => withNamespacedAddress(`<WebLink><url>${url}</url></WebLink>`, "ours");
const expect = (from: string, to: string): void =>
  assert.equal(address(from), `<WebLink><url>${to}</url></WebLink>`, from);

// "Salesforce Help: Considerations for Flows Installed from Packages".
test("a flow has the namespace before its name; tabs and objects have it in theirs", () => {
  expect("/flow/Adjust?retURL=lightning/o/Member__c/list", "/flow/ours/Adjust?retURL=lightning/o/ours__Member__c/list");
  expect("/lightning/n/Rules", "/lightning/n/ours__Rules");
  expect("/lightning/o/Account/list", "/lightning/o/Account/list");
  expect("/lightning/r/Member__c/{!Member__c.Id}/view", "/lightning/r/ours__Member__c/{!Member__c.Id}/view");
});

test("what has the namespace already, and addresses elsewhere, stay", () => {
  for (const url of ["/flow/ours/Adjust", "/lightning/n/ours__Rules", "https://example.com/workflow/x", "/006/o"])
    expect(url, url);
});

test("every address of the app's metadata that names something of the app is one that is rewritten", () => {
  const own = /(?:flow\/|lightning\/[nor]\/)(?!Account|Contact)\w+/;
  const links = readdirSync("force-app", { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".xml"));
  const found = links.flatMap((file) => {
    const xml = readFileSync(join("force-app", file), "utf8");
    return own.test(xml) && !/\/flow\.|flowAccesses/.test(xml) ? [[file, xml] as const] : [];
  });
  assert.ok(found.length >= 3);
  for (const [file, xml] of found) {
    assert.ok(file.endsWith(".webLink-meta.xml"), `${file} has an address that the build does not rewrite`);
    assert.doesNotMatch(withNamespacedAddress(xml, "ours"), /flow\/Loyalty|lightning\/[nor]\/Loyalty/, file);
  }
});
