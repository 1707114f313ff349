import { z } from "zod";

/**
 * The form of a file of settings as editors understand it; `config/sync/mapping.schema.json` and
 * `config/sync-serve.schema.json` are these, and `config/sync/openings/mapping.schema.json`, printed by `sync schema`.
 */
export function jsonSchemaOf(schema: z.ZodType): object {
  return z.toJSONSchema(schema, { io: "input", target: "draft-7" });
}
