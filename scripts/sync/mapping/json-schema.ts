import { z } from "zod";
import { mappingSchema } from "./mapping.ts";

/** The mapping's form as editors understand it; `config/sync/mapping.schema.json` is this, printed by `sync schema`. */
export function mappingJsonSchema(): object {
  return z.toJSONSchema(mappingSchema, { io: "input", target: "draft-7" });
}
