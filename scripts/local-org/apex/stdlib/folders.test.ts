import assert from "node:assert/strict";
import { test } from "node:test";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join("scripts", "local-org", "apex", "stdlib");

/** Namespaces of one class or two stand with the one that uses them. */
const guests: Readonly<Record<string, string>> = { Component: "apexpages", DataWeaveScriptResource: "data-weave" };

// "Apex Reference Guide": a chapter for each namespace.
test("the library's classes lie in folders by namespace", () => {
  const misplaced = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .flatMap((file) =>
      [...readFileSync(join(root, file), "utf8").matchAll(/^\s*namespace: "(\w+)"/gm)].map(
        ([, namespace]) => [file, namespace!] as const
      )
    )
    .filter(([file, namespace]) => {
      const folder = file.split(/[\\/]/)[0]!;
      return folder !== guests[namespace] && folder.replaceAll("-", "") !== namespace.toLowerCase();
    });
  assert.deepEqual(misplaced, []);
});
