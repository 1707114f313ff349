import type { Schema } from "../schema/types.ts";
import { analyzeQuery } from "./analyze.ts";
import { executeQuery } from "./execute.ts";
import type { QueryPlan } from "./plan.ts";
import type { SoqlEngine } from "./types.ts";

const cacheSize = 1_000;

/** SOQL over the tables of `storage/`. Dynamic queries of the same text are analysed once per schema. */
export function createSoqlEngine(): SoqlEngine {
  const caches = new WeakMap<Schema, Map<string, QueryPlan>>();
  return {
    analyze(text, schema) {
      let cache = caches.get(schema);
      if (cache === undefined || cache.size >= cacheSize) {
        cache = new Map();
        caches.set(schema, cache);
      }
      let plan = cache.get(text);
      if (plan === undefined) {
        plan = analyzeQuery(text, schema);
        cache.set(text, plan);
      }
      return plan;
    },
    execute: (tx, query, binds, options) => executeQuery(tx, query as QueryPlan, binds, options)
  };
}
