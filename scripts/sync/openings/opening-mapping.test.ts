import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { jsonSchemaOf } from "../mapping/json-schema.ts";
import { loadOpeningMapping, openingMappingSchema } from "./opening-mapping.ts";

test("the published JSON Schema of opening balances is the form that the sync reads", () => {
  const published: unknown = JSON.parse(readFileSync("config/sync/openings/mapping.schema.json", "utf8"));
  assert.deepEqual(published, jsonSchemaOf(openingMappingSchema));
});

test("the ready mapping can be read as it is", () => {
  assert.equal(loadOpeningMapping("config/sync/openings/points-export.json").mapping.program, "WHOLESALE");
});
