/** Details are read from left to right: a section's columns are about as long, and short enough to be looked over. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { test } from "node:test";
import { elementsOf, parseXml, textOf, textsOf } from "../local-org/metadata/xml.ts";

const layouts = readdirSync("force-app", { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".layout-meta.xml"))
  .map((name) => join("force-app", name));

const MOST_IN_A_COLUMN = 8;
const LARGEST_DIFFERENCE = 2;

test("the sections of each layout are balanced, and none is a list of everything", () => {
  assert.ok(layouts.length > 30, `only ${layouts.length} layouts were found`);
  const wrong = layouts.flatMap((path) =>
    elementsOf(parseXml(readFileSync(path, "utf8")).content, "layoutSections").flatMap((section) => {
      const columns = elementsOf(section, "layoutColumns").map((column) => elementsOf(column, "layoutItems").length);
      const uneven = Math.max(...columns) - Math.min(...columns) > LARGEST_DIFFERENCE;
      return uneven || Math.max(...columns) > MOST_IN_A_COLUMN
        ? [`${basename(path)}: ${textOf(section, "label")} ${columns.join(" and ")}`]
        : [];
    })
  );
  assert.deepEqual(wrong, []);
});

test("what the engine alone writes offers nobody to change, copy or delete it", () => {
  const owned = readdirSync("force-app", { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".trigger"))
    .map((name) => readFileSync(join("force-app", name), "utf8"))
    .filter((trigger) => trigger.includes("EngineWrites.refuse();"))
    .map((trigger) => / on (\w+)\(/.exec(trigger)![1]!);
  const offering = layouts
    .filter((path) => owned.some((object) => basename(path).startsWith(`${object}-`)))
    .map((path) => ({ path, excluded: textsOf(parseXml(readFileSync(path, "utf8")).content, "excludeButtons") }))
    .filter(({ excluded }) => excluded.join() !== "Clone,Delete,Edit");
  assert.ok(owned.length > 10, `only ${owned.length} triggers were found`);
  assert.deepEqual(offering, []);
});
