import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { jsonSchemaOf } from "../mapping/json-schema.ts";
import { exportMappingSchema } from "../outbound/export-mapping.ts";
import { loadUpdateMapping, updateMappingSchema } from "./update-mapping.ts";

test("the published JSON Schemas of updates and exports are the forms that the sync reads", () => {
  const published = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));
  assert.deepEqual(published("config/sync/updates/mapping.schema.json"), jsonSchemaOf(updateMappingSchema));
  assert.deepEqual(published("config/sync/back/mapping.schema.json"), jsonSchemaOf(exportMappingSchema));
});

test("the ready mappings can be read as they are", () => {
  assert.equal(loadUpdateMapping("config/sync/updates/stock.json").mapping.updates, "stock");
  assert.equal(loadUpdateMapping("config/sync/updates/payments.json").mapping.updates, "payments");
});
