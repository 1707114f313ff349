/** A part of a page that the local org does not have takes nothing else with it. */
import assert from "node:assert/strict";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import type { LightningBundle } from "../../metadata/types.ts";
import { metadata, projectOf } from "../../metadata/rules/fixture.ts";
import { pageProblems } from "../pages/flexi-page.ts";
import { buildComponents } from "./build-components.ts";

function bundle(name: string, script: string, template: string): LightningBundle {
  const path = `lwc/${name}`;
  const file = (ending: string, text: string): LightningBundle["files"][number] => ({
    path: `${path}/${name}.${ending}`,
    content: Buffer.from(text)
  });
  return { name, path, files: [file("js", script), file("html", template)], isExposed: true, targets: [] };
}

const component = (imports: string): string =>
  `import { LightningElement } from "lwc";\n${imports}\nexport default class One extends LightningElement {}`;

test("a component that needs a module which is not there fails by that name; the others are built", async () => {
  const { assets } = await buildComponents({
    namespace: "",
    cacheFolder: mkdtempSync(join(tmpdir(), "cache-")),
    bundles: [
      bundle("whole", component(""), "<template><p>whole and well</p></template>"),
      bundle("strange", component('import { pin } from "lightning/noSuchModule";\npin();'), "<template></template>"),
      bundle("mapped", component(""), "<template><lightning-no-such-part></lightning-no-such-part></template>")
    ]
  });
  const scripts = [...assets.values()];
  for (const text of [
    "whole and well",
    "the local org does not have lightning/noSuchModule",
    "the local org does not have lightning/noSuchPart"
  ])
    assert.equal(scripts.filter((script) => script.includes(text)).length, 1, text);
  // What a page asks for again at every load is one line; the rest has the hash of its content in its name.
  assert.match(assets.get("main.js")!, /^import "\.\/main-[\w-]+\.js";$/);
});

test("a page with a standard component that is not shown here deploys; one with a component that nobody has does not", () => {
  const page = (name: string): string =>
    metadata(
      "FlexiPage",
      `<flexiPageRegions><itemInstances><componentInstance><componentName>${name}</componentName><identifier>a</identifier></componentInstance></itemInstances><name>main</name><type>Region</type></flexiPageRegions><masterLabel>P</masterLabel><type>AppPage</type>`
    );
  const problems = (name: string): string[] =>
    pageProblems(projectOf({ "flexipages/P.flexipage-meta.xml": page(name) })).map(({ message }) => message);
  assert.deepEqual(problems("runtime_sales_activities:activityPanel"), []);
  assert.equal(problems("c:nobodysCard").length, 1);
});
