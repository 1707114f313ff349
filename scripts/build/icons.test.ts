import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { test } from "node:test";

const sprites = join(
  dirname(createRequire(import.meta.url).resolve("@salesforce-ux/design-system/package.json")),
  "assets/icons"
);

const components = readdirSync("force-app", { recursive: true, encoding: "utf8" })
  .map((file) => join("force-app", file))
  .filter((file) => /[\\/]lwc[\\/].*\.(ts|html)$/.test(file) && !file.includes("__tests__"));

test("every icon of a component is one of the design system: another one shows nothing at all", () => {
  const symbols = new Map<string, string>();
  const has = (category: string, name: string): boolean => {
    const text = symbols.get(category) ?? readFileSync(join(sprites, `${category}-sprite/svg/symbols.svg`), "utf8");
    symbols.set(category, text);
    return text.includes(`id="${name}"`);
  };
  const named = components.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/["'](standard|utility|custom|action|doctype):(\w+)["']/g)].map(
      ([, category, name]) => ({ file, category: category!, name: name! })
    )
  );
  assert.ok(named.length > 8, "components name icons");
  assert.deepEqual(
    named.filter(({ category, name }) => !has(category, name)),
    []
  );
});
